// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/event.h"
#include "core/finding/finding.h"
#include "core/finding/triage.h"
#include "core/secret/secretbytes.h"
#include "core/secret/vault.h"
#include "core/sources/coverage.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace rekey::finding {

/// Who can see a source; weighs in severity. Set by people.
enum class Exposure : std::uint8_t
{
    Unknown,
    Private,
    Shared,
    Public,
};

/// "unknown", "private", "shared", "public".
[[nodiscard]] std::string_view exposureName(Exposure exposure);
[[nodiscard]] std::optional<Exposure> exposureFromName(std::string_view name);

/// Something that was scanned or imported.
struct SourceRecord
{
    std::uint32_t number = 0; ///< given by the keeper, from 1; Place::source of kept findings
    std::string kind; ///< as Coverage::kind, or "report" for an import
    std::string path; ///< absolute path, or the text's name; bytes as the system has them
    std::string title; ///< for people, not escaped
    Exposure exposure = Exposure::Unknown;
    sources::Coverage coverage; ///< of the last scan
    std::int64_t scannedAt = 0; ///< seconds since 1970 UTC
    std::size_t rules = 0; ///< how many detectors the last scan used

    [[nodiscard]] bool isSameAs(const SourceRecord &other) const
    {
        return kind == other.kind && path == other.path;
    }
};

struct KeptFinding
{
    Finding finding; ///< `value` and companion values are empty: ask value()
    Record record;
};

/// One change of what people say, to be kept only if nobody changed it since `version`.
struct TriageChange
{
    secret::SecretId id;
    std::uint64_t version = 0; ///< Record::version the change was made on
    Triage triage;
    Event event; ///< number, finding and actor are filled in by the keeper
};

struct ChangeOutcome
{
    bool isKept = false; ///< false: somebody else was first; `record` says what stands now
    Record record;
};

/// What keeping a scan's result led to, in the order of the findings given.
struct KeepOutcome
{
    std::vector<std::uint32_t> numbers; ///< S-numbers, the old ones where known
    std::vector<Record> reopened; ///< closed ones that were seen in a new place
    std::size_t added = 0; ///< findings not known before
};

enum class KeeperState : std::uint8_t
{
    Open,
    ReadOnly,
    Locked, ///< reads nothing; still takes findings, sealed to its public key
};

/// Keeps findings, decisions and the timeline: the port that core/store implements. Every call is
/// one transaction: kept wholly and durably when it returns, or not at all.
///
/// One thread at a time; calls block for I/O. Errors: Denied (locked or read-only), Io (disk full,
/// connection lost; nothing was kept), Malformed (damaged), Cancelled.
class Keeper
{
public:
    virtual ~Keeper();
    Keeper() = default;
    Keeper(const Keeper &) = delete;
    Keeper &operator=(const Keeper &) = delete;

    [[nodiscard]] virtual KeeperState state() const = 0;
    /// For people: the file's path, "memory", or the database's name and host.
    [[nodiscard]] virtual std::string title() const = 0;
    /// Drops every key and whatever was decrypted, within 200 ms. A keeper without a passphrase
    /// (memory, keyring) locks too and is unlocked with an empty one.
    virtual void lock() = 0;
    /// Errors: Denied (wrong passphrase; each failure in a row makes the next try wait longer).
    [[nodiscard]] virtual Result<void> unlock(const secret::SecretBytes &passphrase) = 0;

    [[nodiscard]] virtual Result<std::vector<SourceRecord>> sources() const = 0;
    /// Adds or updates by kind and path; returns its number. Exposure Unknown leaves what is kept,
    /// unless the record has its number, being one of sources().
    [[nodiscard]] virtual Result<std::uint32_t> keepSource(const SourceRecord &source) = 0;

    /// Everything, in the order of the S-numbers, some thousand at a time.
    [[nodiscard]] virtual Result<void>
    load(const std::function<void(std::vector<KeptFinding>)> &sink, std::stop_token stop) const = 0;

    /// Keeps the whole result of a scan. Place::source is an index into `sources`, numbers from
    /// keepSource. Values are opened with `vault` one at a time and sealed for the store. When
    /// `isComplete`, places of the given sources are replaced, and findings that are kept with
    /// places there but not among `findings` lose those (record and timeline stay); else places are
    /// only added. Places of other sources always stay. A new finding keeps its Finding::number
    /// when that is free. A closed finding that reopensOnNewPlace is reopened. `found` and
    /// `reopened` events are written.
    [[nodiscard]] virtual Result<KeepOutcome> keep(std::span<const Finding> findings,
                                                   std::span<const std::uint32_t> sources,
                                                   const secret::Vault &vault, bool isComplete)
        = 0;

    /// Decisions, tags, notes ...: all in one transaction, each kept or refused by its version.
    [[nodiscard]] virtual Result<std::vector<ChangeOutcome>>
    change(std::span<const TriageChange> changes) = 0;
    /// The result of a check, with its `verified` event; reopens where reopensOnVerdict.
    [[nodiscard]] virtual Result<Record> keepEvidence(const secret::SecretId &id,
                                                      const Evidence &evidence,
                                                      const std::optional<Access> &access)
        = 0;
    /// Adds or replaces the claim of one tool, with its `claimed` event.
    [[nodiscard]] virtual Result<void>
    keepClaims(std::span<const std::pair<secret::SecretId, Claim>> claims) = 0;
    /// Opens again what was accepted until before `now`; returns those.
    [[nodiscard]] virtual Result<std::vector<Record>> reopenExpired(std::int64_t now) = 0;
    /// What stands of these findings, in their order; of one that is not kept, an empty record.
    [[nodiscard]] virtual Result<std::vector<Record>>
    records(std::span<const secret::SecretId> ids) const = 0;
    /// Records changed after `revision`, by anybody; `revision` is moved to now.
    [[nodiscard]] virtual Result<std::vector<Record>> changesSince(std::uint64_t &revision) const
        = 0;

    [[nodiscard]] virtual Result<std::vector<Incident>> incidents() const = 0;
    /// Adds one (empty id) or replaces it if its version still stands; returns it as kept. Errors:
    /// Invalid when somebody else changed it.
    [[nodiscard]] virtual Result<Incident> keepIncident(const Incident &incident) = 0;

    /// Peeked, copied, fix step, exported ...: what happened without changing a record.
    [[nodiscard]] virtual Result<void> note(std::span<const Event> events) = 0;
    /// Of one finding, or of everything for zeros; oldest first.
    [[nodiscard]] virtual Result<std::vector<Event>> timeline(const secret::SecretId &id) const = 0;

    /// What happened to the store itself and to incidents; oldest first.
    [[nodiscard]] virtual Result<std::vector<Event>> ownTimeline() const = 0;

    /// Plaintext of a finding's value, or of its companion of that name. Errors: NotFound.
    [[nodiscard]] virtual Result<secret::SecretBytes> value(const secret::SecretId &id,
                                                            std::string_view companion = {}) const
        = 0;

    /// Small named values that belong to the store (fix-step states, snoozes, saved filters of a
    /// team ...): text without secrets, by room and key. Empty text removes.
    [[nodiscard]] virtual Result<std::optional<std::string>> property(std::string_view room,
                                                                      std::string_view key) const
        = 0;
    [[nodiscard]] virtual Result<std::vector<std::pair<std::string, std::string>>>
    properties(std::string_view room) const = 0;
    [[nodiscard]] virtual Result<void> setProperty(std::string_view room, std::string_view key,
                                                   std::string_view text)
        = 0;
};

/// True for an event about the incident itself, not about a secret in it.
[[nodiscard]] bool isAboutIncident(const Event &event, std::string_view incident);

/// What happened to these findings and, unless `incident` is empty, to that incident; oldest first.
/// Errors: those of Keeper::timeline.
[[nodiscard]] Result<std::vector<Event>>
jointTimeline(const Keeper &keeper, const std::unordered_set<secret::SecretId> &ids,
              std::string_view incident);

} // namespace rekey::finding

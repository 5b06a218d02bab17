// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/keeper.h"
#include "core/finding/runkeeper.h"
#include "core/secret/identity.h"
#include "core/secret/secretbytes.h"
#include "core/store/keyring.h"
#include "core/store/keyslot.h"
#include "core/store/location.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::store {

struct StoreOptions
{
    bool isReadOnly = false;
    std::string actor; ///< who decides; written into records and the timeline
    std::shared_ptr<Keyring> keyring; ///< null: no key comes from a keyring
    int busyTimeoutMs = 5000; ///< SQLite: how long to wait for another program that writes
    /// Milliseconds since 1970 UTC; empty: the system's clock.
    std::function<std::int64_t()> now;
};

/// How a new store is protected, and by whose name.
struct Protection
{
    KeySlot::Kind kind = KeySlot::Kind::Passphrase;
    secret::SecretBytes passphrase; ///< not empty for Passphrase
    std::string member; ///< empty: the actor
    KeyCost cost;
    /// So that ids stay what they were; empty: a new one.
    std::optional<secret::IdentityKey> identity;
};

struct StoreInfo
{
    std::string id; ///< hex, of the store itself
    int schema = 0;
    std::uint32_t epoch = 0; ///< how often the key was rolled, from 1
    std::uint64_t findings = 0;
    std::uint64_t events = 0;
    std::string head; ///< hex digest of the timeline's end: note it elsewhere to know it again
    std::uint64_t inbox = 0; ///< scan results that were taken while locked and wait for an unlock
    std::uint64_t bytes = 0;
    std::vector<KeySlot> members;
};

/// What members agree to: any text, and what the timeline calls it.
struct AgreementSubject
{
    std::string text;
    std::string title; ///< "rotation of S-0421 ..."
};

/// A member's word for something that one member alone may not do.
struct Agreement
{
    std::string member;
    std::int64_t at = 0; ///< seconds since 1970 UTC
};
/// For so long it holds.
inline constexpr std::int64_t kAgreementSeconds = 7 * 24 * 3600;
/// What is agreed to so that a store asks for one person again.
inline constexpr std::string_view kOnePersonSubject = "rotations need one person";

struct CheckReport
{
    struct Problem
    {
        std::string where; ///< "timeline 42", "finding 7" ...
        std::string what; ///< one sentence

        friend bool operator==(const Problem &, const Problem &) = default;
    };

    std::uint64_t events = 0;
    std::uint64_t findings = 0;
    std::uint64_t values = 0; ///< that opened
    bool isTimelineChecked = false; ///< false for a locked store
    std::vector<Problem> problems; ///< the first 100
    std::uint64_t problemCount = 0;
};

/// The Keeper over SQL: an SQLite file, memory, or a PostgreSQL database that a team shares. All
/// rows are sealed under the store's data key (see sealer.h), which is sealed to each member
/// (keyslot.h). The timeline is a chain of digests whose end is authenticated with that key.
///
/// One connection, one thread. Beside the errors of Keeper: Denied when another program holds the
/// lock longer than the options allow.
class Store final : public finding::Keeper, public finding::RunKeeper
{
public:
    struct State;
    explicit Store(std::unique_ptr<State> state);
    ~Store() override;

    [[nodiscard]] finding::KeeperState state() const override;
    [[nodiscard]] std::string title() const override;
    void lock() override;
    /// An empty passphrase takes the key from the keyring (or memory). Takes a second by design.
    /// Takes in what was found while locked, and finishes a roll that was cut off. Errors: Denied
    /// (wrong; or too early after a wrong one), Malformed.
    [[nodiscard]] Result<void> unlock(const secret::SecretBytes &passphrase) override;

    [[nodiscard]] Result<std::vector<finding::SourceRecord>> sources() const override;
    [[nodiscard]] Result<std::uint32_t> keepSource(const finding::SourceRecord &source) override;
    [[nodiscard]] Result<void>
    load(const std::function<void(std::vector<finding::KeptFinding>)> &sink,
         std::stop_token stop) const override;
    /// Locked: the result goes to the inbox whole; the outcome has the findings' own numbers.
    /// Errors: Invalid (a finding twice, a source that is not kept).
    [[nodiscard]] Result<finding::KeepOutcome> keep(std::span<const finding::Finding> findings,
                                                    std::span<const std::uint32_t> sources,
                                                    const secret::Vault &vault,
                                                    bool isComplete) override;
    /// A finding that is not kept is refused with version 0.
    [[nodiscard]] Result<std::vector<finding::ChangeOutcome>>
    change(std::span<const finding::TriageChange> changes) override;
    [[nodiscard]] Result<finding::Record>
    keepEvidence(const secret::SecretId &id, const finding::Evidence &evidence,
                 const std::optional<finding::Access> &access) override;
    [[nodiscard]] Result<void>
    keepClaims(std::span<const std::pair<secret::SecretId, finding::Claim>> claims) override;
    [[nodiscard]] Result<std::vector<finding::Record>> reopenExpired(std::int64_t now) override;
    [[nodiscard]] Result<std::vector<finding::Record>>
    records(std::span<const secret::SecretId> ids) const override;
    /// Findings that were added or found elsewhere since are among them too.
    [[nodiscard]] Result<std::vector<finding::Record>>
    changesSince(std::uint64_t &revision) const override;
    [[nodiscard]] Result<std::vector<finding::Incident>> incidents() const override;
    [[nodiscard]] Result<finding::Incident>
    keepIncident(const finding::Incident &incident) override;
    [[nodiscard]] Result<void> note(std::span<const finding::Event> events) override;
    [[nodiscard]] Result<std::vector<finding::Event>>
    timeline(const secret::SecretId &id) const override;
    [[nodiscard]] Result<std::vector<finding::Event>> ownTimeline() const override;
    [[nodiscard]] Result<secret::SecretBytes> value(const secret::SecretId &id,
                                                    std::string_view companion) const override;
    [[nodiscard]] Result<std::optional<std::string>> property(std::string_view room,
                                                              std::string_view key) const override;
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>>
    properties(std::string_view room) const override;
    [[nodiscard]] Result<void> setProperty(std::string_view room, std::string_view key,
                                           std::string_view text) override;

    [[nodiscard]] Result<std::string> reserveRun() override;
    [[nodiscard]] Result<void> appendRunEntry(const std::string &run, std::uint64_t number,
                                              std::string_view text,
                                              std::span<const finding::Event> events) override;
    [[nodiscard]] Result<std::vector<std::string>>
    runEntries(const std::string &run) const override;
    [[nodiscard]] Result<std::vector<finding::RunEntryCount>> runEntryCounts() const override;
    [[nodiscard]] Result<std::optional<secret::SecretId>>
    findingOf(std::uint32_t number) const override;
    [[nodiscard]] Result<void> keepRunValue(const std::string &run, std::string_view name,
                                            const secret::SecretBytes &value) override;
    [[nodiscard]] Result<std::optional<secret::SecretBytes>>
    runValue(const std::string &run, std::string_view name) const override;
    [[nodiscard]] Result<void> dropRunValue(const std::string &run, std::string_view name) override;

    /// The key that gives this store's ids; a scan that is kept here uses it. Errors: Denied.
    [[nodiscard]] Result<secret::IdentityKey> identityKey() const;
    /// Rises with every change by anybody; cheap to ask, also of a locked store.
    [[nodiscard]] Result<std::uint64_t> revision() const;
    /// PostgreSQL: called from this thread's event loop when somebody else changed something. For
    /// SQLite ask revision() now and then. An empty callback ends it.
    [[nodiscard]] Result<void> onChange(std::function<void()> callback);

    /// Also of a locked store.
    [[nodiscard]] Result<StoreInfo> info() const;
    /// Looks through everything: the database's own structure, the timeline's chain, its end and
    /// order, each row and each value. Errors: Cancelled, Io.
    [[nodiscard]] Result<CheckReport> check(std::stop_token stop) const;
    /// A copy in a new SQLite file, sealed as it is; see backup.h.
    [[nodiscard]] Result<void> backup(const std::string &path) const;

    /// Another passphrase for a member; the data key stays.
    [[nodiscard]] Result<void> changePassphrase(const std::string &member,
                                                const secret::SecretBytes &passphrase,
                                                const KeyCost &cost);
    /// Adds a member by what KeySlot::offer gave. Errors: Invalid (the name is taken).
    [[nodiscard]] Result<void> addMember(const KeySlot &offer);
    /// Removes a member and rolls the key. Errors: NotFound, Invalid (the last one).
    [[nodiscard]] Result<void> removeMember(const std::string &member);
    /// A new data key; every row is sealed anew, some thousand in a transaction. Cut off at any
    /// point, the next unlock or roll goes on where it stopped; the store stays usable meanwhile.
    [[nodiscard]] Result<void> roll();

    /// Also of a locked store.
    [[nodiscard]] Result<std::vector<KeySlot>> members() const;
    /// The member whose key opened it; empty for a store in memory, and while locked.
    [[nodiscard]] const std::string &openedBy() const;
    /// Whether rotations need a second member's word. While they do, members are neither added nor
    /// given another passphrase by others, and two stay: one could play two else.
    [[nodiscard]] Result<bool> isTwoPerson() const;
    /// Errors: Invalid (on: fewer than two members), Denied (off: nobody else agreed to
    /// kOnePersonSubject since it was turned on; that word is taken).
    [[nodiscard]] Result<void> setTwoPerson(bool isWanted);
    /// The word of whoever opened it. Errors: Invalid (a store in memory).
    [[nodiscard]] Result<void> agree(std::span<const AgreementSubject> subjects);
    /// That of another member, whose passphrase it is. Takes a second by design. Errors: Denied
    /// (wrong, or too early after a wrong one), NotFound, Unsupported (that member opens it by the
    /// keyring).
    [[nodiscard]] Result<void> agreeAs(const std::string &member,
                                       const secret::SecretBytes &passphrase,
                                       std::span<const AgreementSubject> subjects);
    /// The word that holds now of somebody else than who opened it; nothing: there is none.
    [[nodiscard]] Result<std::optional<Agreement>> agreement(std::string_view subject) const;
    /// Errors: Denied (it needs two persons, and there is no such word).
    [[nodiscard]] Result<void> needAgreement(std::string_view subject) const;
    /// The same, and takes the word, for it is for one time. Whose it was; empty: one person is
    /// enough.
    [[nodiscard]] Result<std::string> takeAgreement(std::string_view subject);

private:
    std::unique_ptr<State> m_state;
};

/// Opens a store; it is Locked (Memory: Open) and of the newest schema then. Errors: NotFound,
/// Denied, Io, Malformed, Unsupported (newer than this program).
[[nodiscard]] Result<std::unique_ptr<Store>> openStore(const StoreLocation &location,
                                                       StoreOptions options);
/// Makes a store and leaves it Open. Errors: Invalid (there is one, or the passphrase is empty).
[[nodiscard]] Result<std::unique_ptr<Store>>
createStore(const StoreLocation &location, StoreOptions options, Protection protection);

} // namespace rekey::store

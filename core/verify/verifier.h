// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/triage.h"
#include "core/provider/catalog.h"
#include "core/provider/consent.h"
#include "core/provider/queue.h"
#include "core/provider/transport.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::verify {

/// What can be said of a check before anything is sent; no value is needed for it.
struct Planned
{
    enum class State : std::uint8_t
    {
        Ready,
        NoChecker, ///< nothing knows how, or it is a password, which is never tried by itself
        Incomplete, ///< a part is missing
        NoServer, ///< everybody has their own: a base URL is needed
    };
    State state = State::NoChecker;
    std::string reason; ///< one sentence; empty when Ready
    std::string missing; ///< the part, when Incomplete
    const provider::Check *check = nullptr; ///< lives as long as the catalog
    provider::Endpoint endpoint;
    std::string host; ///< lane and consent: the endpoint's authority
};

/// Why a key does not go to the server of a plan that is Ready: another one stands beside it, as
/// its part `host`. One sentence; empty: it may.
[[nodiscard]] std::string belongsElsewhere(const Planned &planned, const provider::Parts &parts);

/// Whether, by what is kept of its last check, a key was let in at this host (Planned::host), or
/// known and refused there: then a refusal is about it.
[[nodiscard]] bool wasKnownAt(const finding::Evidence &last, std::string_view host);

/// The outcome of one check.
struct Checked
{
    finding::Evidence evidence;
    std::optional<finding::Access> access;
    provider::JobResult job; ///< for the queue
    bool isCancelled = false;

    /// Whether something was asked or found out: else there is nothing to keep, and the evidence
    /// says why.
    [[nodiscard]] bool isAnswer() const { return evidence.checkedAt != 0; }
};

/// The outcome of a negative control.
struct Controlled
{
    /// True when the rule refuses the twin. Errors: those of the transport, Invalid (no twin can be
    /// made), Unsupported (cannot be asked), Io (no clear answer).
    Result<bool> isRefused;
    provider::JobResult job; ///< for the queue: a twin can be refused for pace, too
};

/// Whether the twins of checks were refused, by host and rule: outlives the verifiers that share
/// it, so that a check that takes a made-up key for live is believed by none of them. Any thread.
class Soundness
{
public:
    /// Nothing: no twin was answered yet.
    [[nodiscard]] std::optional<bool> of(std::string_view host, std::string_view rule) const;
    void set(std::string_view host, std::string_view rule, bool isSound);

private:
    mutable std::mutex m_mutex;
    std::map<std::pair<std::string, std::string>, bool> m_known;
};

/// Asks providers about keys. Blocks; one thread at a time. Whether a host may be asked at all is
/// for the caller to know (ConsentLedger); nothing here asks it again.
///
/// Once for each rule and host, the first key that looks alive is followed by a twin that nobody
/// was given: a rule that takes the twin too is broken, and says nothing from then on.
class Verifier
{
public:
    struct Settings
    {
        std::map<std::string, std::string> baseUrls; ///< by provider, instead of its own
        std::function<std::int64_t()> clock = {}; ///< seconds since 1970 UTC; empty: the system's
        std::shared_ptr<Soundness> soundness = {}; ///< shared with others; null: its own
        bool areKnown = false; ///< all keys are known to be of the host that is asked (rotations)
    };

    /// All outlive it.
    Verifier(const provider::Catalog &catalog, const rules::RulePack &pack,
             provider::Transport &transport, Settings settings);

    /// `parts` are the names of the companions that are there.
    [[nodiscard]] Planned plan(std::string_view rule, std::span<const std::string> parts) const;
    /// Why this key likely alerts whoever planted it; empty: nothing known.
    [[nodiscard]] std::string canary(std::string_view rule, const provider::Parts &parts) const;
    /// Level Offline looks at the value's own structure only. Alive asks; Access also reads whose
    /// it is. What cannot be asked comes back as NoChecker or NotChecked with its reason; so does a
    /// key with a companion `host` that is not the host which would be asked.
    ///
    /// Words that can mean something else are Dead only of a key that was known here before
    /// (`last`: what is kept of its last check). Where such keys have other servers too, or a base
    /// URL names another than the usual one, the reason says what to do.
    [[nodiscard]] Checked check(std::string_view rule, const provider::Parts &parts,
                                provider::Level level, std::stop_token stop,
                                const finding::Evidence &last = {});
    /// Sends the twin now, even if it was sent before.
    [[nodiscard]] Controlled control(std::string_view rule, const provider::Parts &parts,
                                     std::stop_token stop);

private:
    struct Asked;

    [[nodiscard]] std::int64_t now() const;
    [[nodiscard]] const rules::Detector *detector(std::string_view rule) const;
    [[nodiscard]] Asked ask(const Planned &planned, const provider::RequestSpec &spec,
                            const provider::Parts &parts, std::stop_token stop) const;
    [[nodiscard]] provider::JobResult jobOf(const Asked &asked) const;
    void hold(const Planned &planned, std::string_view rule, const provider::Parts &parts,
              std::stop_token stop, Checked &checked);
    void addAccess(const Planned &planned, std::string_view rule, const provider::Parts &parts,
                   const provider::Answer &answer, std::stop_token stop, Checked &checked) const;

    const provider::Catalog &m_catalog;
    const rules::RulePack &m_pack;
    provider::Transport &m_transport;
    Settings m_settings;
};

/// Seconds for which an answer holds for one rule and secret.
inline constexpr std::int64_t kAnswerHolds = 24 * 3600;

/// True when there is no need to ask again yet.
[[nodiscard]] bool isFresh(const finding::Evidence &evidence, std::int64_t now);

} // namespace rekey::verify

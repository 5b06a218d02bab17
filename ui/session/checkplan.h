// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/finding.h"
#include "core/finding/triage.h"
#include "core/provider/addresskind.h"
#include "core/provider/catalog.h"
#include "core/provider/networktransport.h"
#include "core/provider/secretuse.h"
#include "core/rules/rule.h"
#include "core/verify/verifier.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace rekey::ui {

/// What checking has to know of providers: read once, then shared.
struct CheckRules
{
    provider::Catalog catalog;
    rules::RulePack pack;
};

/// Where providers are, and how they are reached.
struct CheckSetup
{
    std::map<std::string, std::string> baseUrls; ///< by provider, instead of its own
    provider::NetworkSettings network;
};

/// What checking is made of, as functions, so that tests can put others in their place. May be
/// called from any thread and block.
struct CheckPorts
{
    std::function<Result<std::shared_ptr<const CheckRules>>()> rules;
    std::function<std::unique_ptr<provider::Transport>(const provider::NetworkSettings &)>
        transport;
    provider::Pace pace = {};
};

/// The real ones: the provider files that come with the program, and the network.
[[nodiscard]] CheckPorts coreChecks();

/// One finding to ask about. Holds no plaintext.
struct CheckSubject
{
    secret::SecretId id;
    std::string rule;
    finding::Verdict verdict = finding::Verdict::NotChecked; ///< what counts now
    secret::SealedValue value; ///< empty: the store has it
    std::vector<finding::Companion> companions;
    bool isValueAbsent = false;
    finding::Evidence evidence; ///< of the last check
    bool hasAccess = false;
};

/// Opens a subject's value, as "secret", and its companions. Any thread but the GUI's.
using PartsReader = std::function<Result<provider::Parts>(const CheckSubject &)>;

struct CheckOptions
{
    provider::Level level = provider::Level::Alive;
    bool isAgain = false; ///< also what was answered less than a day ago
    bool isControl = false; ///< a made-up twin is sent in place of each key
};

/// Why nothing is asked about some findings.
struct NotAsked
{
    enum class Kind : std::uint8_t
    {
        NotASecret, ///< its own check digits do not fit
        Password, ///< is never tried by itself
        NoChecker,
        PartMissing, ///< `what`
        NoServer, ///< everybody has their own, of `provider`
        ValueAbsent,
        Fresh, ///< answered less than a day ago
        Address, ///< of `host`, which is `address`
        Elsewhere, ///< `what` stands beside it, and `host` would be asked, of `provider`
        Gone, ///< the store has its value no more
        Unopened, ///< `what` says why
        Canary, ///< the yes for its host leaves such out
    };

    Kind kind = Kind::NoChecker;
    std::string what = {};
    std::string host = {};
    std::string provider = {}; ///< its id
    provider::AddressKind address = provider::AddressKind::Public;

    friend auto operator<=>(const NotAsked &, const NotAsked &) = default;
};

/// What would be sent to one host.
struct HostPlan
{
    std::string host; ///< Planned::host: what a yes is given for
    std::set<std::string> providers; ///< names, for people
    std::set<std::string> requests; ///< with placeholders: whole, one line for each header
    std::set<std::string> accessRequests; ///< sent as well at level Access
    std::set<provider::SecretUse> where;
    std::size_t secrets = 0; ///< canaries among them
    std::size_t canaries = 0;
};

/// What checking some findings would come to. Nothing was sent.
struct CheckPlan
{
    struct Check
    {
        std::shared_ptr<const CheckSubject> subject;
        std::string host;
        bool isCanary = false;
        std::string provider; ///< its id
        provider::Endpoint endpoint; ///< nothing is sent to another
    };

    CheckOptions options;
    std::vector<HostPlan> hosts; ///< sorted by host
    std::vector<Check> checks;
    std::map<NotAsked, std::size_t> notAsked; ///< how many findings
    std::map<std::string, std::string> baseUrls; ///< CheckSetup::baseUrls it was made with
};

/// What a provider said of one finding.
struct CheckResult
{
    secret::SecretId id;
    finding::Evidence evidence;
    std::optional<finding::Access> access;
};

/// A plan by what may be sent without asking anybody again, and what nobody said yes to yet. Both
/// say what is not asked, likely canaries of hosts that may be asked among it.
struct PartedPlan
{
    CheckPlan allowed;
    CheckPlan open;
};

[[nodiscard]] PartedPlan
partPlan(const CheckPlan &plan,
         const std::function<bool(const std::string &host, bool isCanary)> &isAllowed);

/// That each server of their own is for a provider there is. Errors: Invalid, with the name.
[[nodiscard]] Result<void> checkProviders(const provider::Catalog &catalog,
                                          const CheckSetup &setup);

/// Sorts findings into what would be asked of whom, and what would not and why. Opens each value
/// that would be sent, to see whether it looks like a canary and which server stands beside it.
/// `now` is in seconds since 1970 UTC. Errors: Cancelled.
[[nodiscard]] Result<CheckPlan> planChecks(const CheckRules &rules,
                                           const verify::Verifier &verifier,
                                           const provider::NetworkSettings &network,
                                           std::vector<CheckSubject> subjects,
                                           const PartsReader &parts, const CheckOptions &options,
                                           std::int64_t now, std::stop_token stop);

} // namespace rekey::ui

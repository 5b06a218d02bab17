// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/checkplan.h"

#include "core/provider/address.h"
#include "core/rules/loader.h"
#include "core/verify/planreasons.h"

#include <QHostAddress>

#include <optional>
#include <utility>

namespace rekey::ui {

namespace {

using finding::Verdict;
using provider::Level;
using verify::Planned;

bool needsNoAsking(const CheckSubject &subject, const CheckOptions &options, std::int64_t now)
{
    const bool wantsAccess = options.level >= Level::Access && !subject.hasAccess
        && subject.evidence.verdict != Verdict::Dead;
    return !options.isAgain && !wantsAccess && verify::isFresh(subject.evidence, now);
}

using Kind = NotAsked::Kind;

/// Known before any name is looked up: looking one up is a request already.
std::optional<NotAsked> refusalOf(const provider::Endpoint &endpoint,
                                  const provider::NetworkSettings &network)
{
    const QHostAddress literal(QString::fromStdString(endpoint.host));
    if (literal.isNull() || provider::dialable(endpoint.host, network.allowed))
        return std::nullopt;
    return NotAsked{
        .kind = Kind::Address, .host = endpoint.host, .address = provider::addressKind(literal)};
}

NotAsked unplanned(const rules::RulePack &pack, const CheckSubject &subject, const Planned &planned)
{
    switch (planned.state) {
    case Planned::State::Incomplete:
        return {.kind = Kind::PartMissing, .what = planned.missing};
    case Planned::State::NoServer:
        return {.kind = Kind::NoServer, .provider = planned.check->provider};
    default:
        return {.kind = verify::isPassword(pack, subject.rule) ? Kind::Password : Kind::NoChecker};
    }
}

/// Why nothing is asked about it; nothing when something is.
std::optional<NotAsked> reasonAgainst(const rules::RulePack &pack, const CheckSubject &subject,
                                      const Planned &planned,
                                      const provider::NetworkSettings &network,
                                      const CheckOptions &options, std::int64_t now)
{
    if (subject.verdict == Verdict::NotASecret)
        return NotAsked{.kind = Kind::NotASecret};
    if (planned.state != Planned::State::Ready)
        return unplanned(pack, subject, planned);
    if (subject.isValueAbsent)
        return NotAsked{.kind = Kind::ValueAbsent};
    if (needsNoAsking(subject, options, now))
        return NotAsked{.kind = Kind::Fresh};
    return refusalOf(planned.endpoint, network);
}

void addTo(HostPlan &host, const Planned &planned, const std::string &providerName, bool isCanary)
{
    const provider::Check &check = *planned.check;
    host.host = planned.host;
    host.providers.insert(providerName);
    host.requests.insert(check.request.shownWhole());
    host.where.insert(provider::secretUse(check.request));
    if (check.access && check.access->request)
        host.accessRequests.insert(check.access->request->shownWhole());
    ++host.secrets;
    host.canaries += isCanary ? 1U : 0U;
}

} // namespace

CheckPorts coreChecks()
{
    CheckPorts ports;
    ports.rules = []() -> Result<std::shared_ptr<const CheckRules>> {
        auto catalog = provider::Catalog::read(rules::builtinRuleFiles());
        if (!catalog)
            return std::unexpected(catalog.error());
        auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
        if (!pack)
            return std::unexpected(pack.error());
        return std::make_shared<const CheckRules>(std::move(*catalog), std::move(*pack));
    };
    ports.transport = [](const provider::NetworkSettings &network) {
        return std::make_unique<provider::NetworkTransport>(network);
    };
    return ports;
}

PartedPlan partPlan(const CheckPlan &plan,
                    const std::function<bool(const std::string &host, bool isCanary)> &isAllowed)
{
    PartedPlan parted{plan, plan};
    std::erase_if(parted.allowed.checks, [&](const CheckPlan::Check &check) {
        return !isAllowed(check.host, check.isCanary);
    });
    std::erase_if(parted.open.hosts,
                  [&](const HostPlan &host) { return isAllowed(host.host, false); });
    std::erase_if(parted.open.checks,
                  [&](const CheckPlan::Check &check) { return isAllowed(check.host, false); });
    const std::size_t left
        = plan.checks.size() - parted.allowed.checks.size() - parted.open.checks.size();
    if (left > 0)
        parted.open.notAsked[{.kind = Kind::Canary}] = left;
    parted.allowed.notAsked = parted.open.notAsked;
    return parted;
}

Result<void> checkProviders(const provider::Catalog &catalog, const CheckSetup &setup)
{
    for (const auto &[name, url] : setup.baseUrls) {
        if (catalog.service(name) == nullptr)
            return fail(ErrorKind::Invalid,
                        "No provider is called that, so the server named for it would never be "
                        "asked: write its name as in gitlab=https://gitlab.example.",
                        name);
    }
    return {};
}

Result<CheckPlan> planChecks(const CheckRules &rules, const verify::Verifier &verifier,
                             const provider::NetworkSettings &network,
                             std::vector<CheckSubject> subjects, const PartsReader &parts,
                             const CheckOptions &options, std::int64_t now, std::stop_token stop)
{
    CheckPlan plan;
    plan.options = options;
    std::map<std::string, HostPlan> hosts;
    for (CheckSubject &subject : subjects) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Planning was stopped.");
        std::vector<std::string> names;
        for (const finding::Companion &companion : subject.companions)
            names.push_back(companion.name);
        const Planned planned = verifier.plan(subject.rule, names);
        if (const auto reason
            = reasonAgainst(rules.pack, subject, planned, network, options, now)) {
            ++plan.notAsked[*reason];
            continue;
        }
        const Result<provider::Parts> opened = parts(subject);
        if (!opened) {
            if (opened.error().kind == ErrorKind::NotFound)
                ++plan.notAsked[{.kind = Kind::Gone}];
            else
                ++plan.notAsked[{.kind = Kind::Unopened, .what = opened.error().detail}];
            continue;
        }
        if (std::string own = verify::serverBeside(planned, *opened); !own.empty()) {
            ++plan.notAsked[{.kind = Kind::Elsewhere,
                             .what = std::move(own),
                             .host = planned.host,
                             .provider = planned.check->provider}];
            continue;
        }
        const bool isCanary = !verifier.canary(subject.rule, *opened).empty();
        const provider::Service *service = rules.catalog.service(planned.check->provider);
        addTo(hosts[planned.host], planned, service == nullptr ? std::string() : service->name,
              isCanary);
        plan.checks.push_back({std::make_shared<const CheckSubject>(std::move(subject)),
                               planned.host, isCanary, planned.check->provider, planned.endpoint});
    }
    for (auto &[name, host] : hosts)
        plan.hosts.push_back(std::move(host));
    return plan;
}

} // namespace rekey::ui

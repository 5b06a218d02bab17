// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/checkplan.h"

#include "core/rules/loader.h"

#include <QHostAddress>

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

/// Known before any name is looked up: looking one up is a request already.
std::string refusalOf(const provider::Endpoint &endpoint, const provider::NetworkSettings &network)
{
    const QHostAddress literal(QString::fromStdString(endpoint.host));
    if (literal.isNull())
        return {};
    const Result<QHostAddress> allowed = provider::dialable(endpoint.host, network.allowed);
    return allowed ? std::string() : endpoint.host + ": " + allowed.error().detail;
}

/// Why nothing is asked about it; empty when something is.
std::string reasonAgainst(const CheckSubject &subject, const Planned &planned,
                          const provider::NetworkSettings &network, const CheckOptions &options,
                          std::int64_t now)
{
    if (subject.verdict == Verdict::NotASecret)
        return "Its own check digits do not fit: it is not a secret.";
    if (planned.state != Planned::State::Ready)
        return planned.reason;
    if (subject.isValueAbsent)
        return "Its value is not here; it came from a redacted report.";
    if (needsNoAsking(subject, options, now))
        return "Answered less than a day ago.";
    return refusalOf(planned.endpoint, network);
}

void addTo(HostPlan &host, const Planned &planned, const std::string &providerName, bool isCanary)
{
    const provider::Check &check = *planned.check;
    host.host = planned.host;
    host.providers.insert(providerName);
    host.requests.insert(check.request.shownWhole());
    host.where.insert(check.request.whereSecretGoes());
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
        parted.open.notAsked["Checking it would likely alert whoever planted it, and the yes for "
                             "its host leaves such out; Verify again asks about it."]
            = left;
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

Result<CheckPlan> planChecks(const provider::Catalog &catalog, const verify::Verifier &verifier,
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
        const std::string reason = reasonAgainst(subject, planned, network, options, now);
        if (!reason.empty()) {
            ++plan.notAsked[reason];
            continue;
        }
        const Result<provider::Parts> opened = parts(subject);
        if (!opened) {
            ++plan.notAsked[opened.error().detail];
            continue;
        }
        if (const std::string elsewhere = verify::belongsElsewhere(planned, *opened);
            !elsewhere.empty()) {
            ++plan.notAsked[elsewhere];
            continue;
        }
        const bool isCanary = !verifier.canary(subject.rule, *opened).empty();
        const provider::Service *service = catalog.service(planned.check->provider);
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

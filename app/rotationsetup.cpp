// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rotationsetup.h"

#include "app/credentials.h"
#include "core/base/text.h"
#include "core/rotate/providerkeys.h"

#include <algorithm>
#include <format>
#include <ostream>

namespace rekey::app {

namespace {

using provider::Parts;
using secret::SecretBytes;

Result<Parts> findingParts(const store::Store &store, const finding::Finding &finding)
{
    Parts parts;
    const auto add = [&](const std::string &name, std::string_view companion) -> Result<void> {
        auto value = store.value(finding.id, companion);
        if (!value)
            return std::unexpected(value.error());
        parts.emplace(name, *std::move(value));
        return {};
    };
    auto added = add("secret", {});
    for (const finding::Companion &companion : finding.companions) {
        if (added)
            added = add(companion.name, companion.name);
    }
    if (!added)
        return std::unexpected(added.error());
    return parts;
}

/// Without a finding the key's own parts come as credentials too.
void moveOwnParts(const rules::RulePack &pack, const std::string &detector, Parts &given,
                  Parts &own)
{
    const auto take = [&](const std::string &name) {
        if (auto part = given.extract(name); !part.empty())
            own.insert(std::move(part));
    };
    take("secret");
    const auto known = std::ranges::find(pack.detectors, detector, &rules::Detector::id);
    if (known == pack.detectors.end())
        return;
    for (const rules::CompanionRule &companion : known->companions)
        take(companion.name);
}

} // namespace

Result<Parts> givenParts(const RotateCommand &command,
                         const std::map<std::string, std::string> &with)
{
    Parts given;
    for (const auto &[name, text] : with)
        given.emplace(name, SecretBytes::copyOf(text));
    for (const auto &[name, source] : command.credentials) {
        auto value = readCredential(name, source);
        if (!value)
            return std::unexpected(value.error());
        given.insert_or_assign(name, *std::move(value));
    }
    return given;
}

rotate::RotationContext contextOf(const RotationSubject &subject, const RotateCommand &command)
{
    return {subject.finding ? subject.finding->label() : std::string(),
            subject.detector,
            {},
            command.with,
            command.network.baseUrls,
            command.files,
            command.commands,
            command.checks};
}

Result<NewRotation> newRotation(const RotateCommand &command, const provider::Catalog &catalog,
                                const store::Store &store, const finding::Finding *found)
{
    auto network = networkOf(command.network, catalog);
    if (!network)
        return std::unexpected(network.error());
    auto subject = found != nullptr      ? subjectOf(store, *found, command, catalog)
        : namesFinding(command, catalog) ? subjectIn(store, command, catalog)
                                         : Result<RotationSubject>(subjectOf(command));
    if (!subject)
        return std::unexpected(subject.error());
    auto planned = planFor(*subject, command, catalog);
    if (!planned)
        return std::unexpected(planned.error());
    RotationRun::Setup setup{{}, {}, planned->plan, {}, {}, *std::move(network)};
    setup.context = contextOf(*subject, command);
    if (subject->finding) {
        auto own = findingParts(store, *subject->finding);
        if (!own)
            return std::unexpected(own.error());
        setup.own = *std::move(own);
    }
    return NewRotation{*std::move(subject), *std::move(planned), std::move(setup)};
}

void equip(NewRotation &rotation, const RotateCommand &command, const provider::Catalog &catalog,
           const rules::RulePack &pack, const Parts &given)
{
    RotationRun::Setup &setup = rotation.setup;
    const std::string &detector = rotation.subject.detector;
    setup.given = provider::copyOf(given);
    if (!rotation.subject.finding)
        moveOwnParts(pack, detector, setup.given, setup.own);
    for (const auto &[name, value] : setup.own)
        setup.context.parts.push_back(name);
    if (command.usesLeakedKey)
        rotate::ProviderKeys::lendOldKey(
            setup.own, rotate::ProviderKeys::valuePart(rotate::KeyActs(catalog, detector)),
            setup.given);
}

void printPlan(std::ostream &out, const PlannedRotation &planned)
{
    const rotate::Plan &plan = planned.plan;
    out << std::format("{} at {}, {} steps:\n", rotate::methodName(plan.method), plan.provider,
                       plan.steps.size());
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        out << std::format("  {}. {}: {} {}\n", i + 1, rotate::stepName(plan.steps[i].kind),
                           escapeControl(rotate::changeText(plan, i)),
                           escapeControl(rotate::undoText(plan, i)));
        if (!plan.steps[i].call.empty())
            out << "     " << escapeControl(plan.steps[i].call) << '\n';
    }
    for (const std::string &call : planned.facts.reads)
        out << "  only read meanwhile: " << escapeControl(call) << '\n';
    out << std::flush;
}

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clirotaterun.h"

#include "app/clifiles.h"
#include "app/cliopenstore.h"
#include "app/credentials.h"
#include "app/rotationrun.h"
#include "app/rotationsubject.h"
#include "core/base/text.h"
#include "core/rotate/delivery.h"
#include "core/rotate/providerkeys.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <iostream>

namespace rekey::app {

namespace {

using provider::Parts;
using rotate::RotationContext;
using secret::SecretBytes;

/// Credentials and other parts from the command; those that belong to the key go into `own`.
Result<Parts> givenParts(const RotateCommand &command, const RotationContext &context)
{
    Parts given;
    for (const auto &[name, text] : context.with)
        given.emplace(name, SecretBytes::copyOf(text));
    for (const auto &[name, source] : command.credentials) {
        auto value = readCredential(name, source);
        if (!value)
            return std::unexpected(value.error());
        given.insert_or_assign(name, *std::move(value));
    }
    return given;
}

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

void printPlan(const rotate::Plan &plan, const rotate::RunbookFacts &facts)
{
    std::cout << std::format("{} at {}, {} steps:\n", rotate::methodName(plan.method),
                             plan.provider, plan.steps.size());
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        std::cout << std::format("  {}. {}: {} {}\n", i + 1, rotate::stepName(plan.steps[i].kind),
                                 escapeControl(rotate::changeText(plan, i)),
                                 escapeControl(rotate::undoText(plan, i)));
        if (!plan.steps[i].call.empty())
            std::cout << "     " << escapeControl(plan.steps[i].call) << '\n';
    }
    for (const std::string &call : facts.reads)
        std::cout << "  only read meanwhile: " << escapeControl(call) << '\n';
    std::cout << std::flush;
}

std::string standOf(const rotate::History &history)
{
    if (!history.end.empty())
        return history.end;
    const auto next = history.next();
    if (!next)
        return "every step is done";
    const rotate::StepRecord &record = history.steps[*next];
    return std::format("step {} of {}, {}, is {}{}", *next + 1, history.steps.size(),
                       rotate::stepName(history.plan.steps[*next].kind),
                       rotate::stateName(record.state),
                       record.why.empty() ? "" : ": " + escapeControl(record.why));
}

Result<rotate::History> historyOf(store::Store &store, const std::string &run)
{
    const auto entries = rotate::KeptJournal(store, {}).entries(run);
    if (!entries)
        return std::unexpected(entries.error());
    return rotate::replay(*entries);
}

} // namespace

int runRotation(const RotateCommand &command, const provider::Catalog &catalog, store::Store &store)
{
    const auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    auto network = networkOf(command.network, catalog);
    const bool isKept = namesFinding(command, catalog);
    auto subject = isKept ? subjectIn(store, command, catalog) : subjectOf(command);
    if (!pack || !network || !subject)
        return fails(!pack ? pack.error() : !network ? network.error() : subject.error());
    auto planned = planFor(*subject, command, catalog);
    if (!planned)
        return fails(planned.error());
    printPlan(planned->plan, planned->facts);

    RotationRun::Setup setup{{}, {}, planned->plan, {}, {}, *std::move(network)};
    setup.context = {subject->finding ? subject->finding->label() : std::string(),
                     subject->detector,
                     {},
                     command.with,
                     command.network.baseUrls,
                     command.files,
                     command.commands,
                     command.checks};
    auto given = givenParts(command, setup.context);
    if (!given)
        return fails(given.error());
    setup.given = *std::move(given);
    if (subject->finding) {
        auto own = findingParts(store, *subject->finding);
        if (!own)
            return fails(own.error());
        setup.own = *std::move(own);
    } else {
        moveOwnParts(*pack, subject->detector, setup.given, setup.own);
    }
    for (const auto &[name, value] : setup.own)
        setup.context.parts.push_back(name);
    const rotate::KeyActs acts(catalog, subject->detector);
    if (command.usesLeakedKey)
        rotate::ProviderKeys::lendOldKey(setup.own, rotate::ProviderKeys::valuePart(acts),
                                         setup.given);

    RotationRun rotation(command, catalog, *pack, store, std::move(setup));
    if (auto agreed = rotation.checkAndAgree(); !agreed)
        return fails(agreed.error());
    const auto looked = rotation.look();
    if (!looked)
        return fails(looked.error());
    for (const std::string &line : *looked)
        std::cout << line << '\n';
    return command.isDryRun ? static_cast<int>(ExitNothing) : rotation.begin();
}

int goOnWithRotation(const RotateCommand &command, const provider::Catalog &catalog,
                     store::Store &store)
{
    const auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    auto context = rotate::keptContext(store, command.what);
    const auto history = historyOf(store, command.what);
    if (!pack || !context || !history)
        return fails(!pack ? pack.error() : !context ? context.error() : history.error());
    // Where it asked before, it asks again; the rest may be said anew.
    NetworkAccess access = command.network;
    access.baseUrls = context->baseUrls;
    auto network = networkOf(access, catalog);
    for (const auto &[name, text] : command.with)
        context->with.insert_or_assign(name, text);
    for (const auto &[consumer, file] : command.files)
        context->files.insert_or_assign(consumer, file);
    for (const auto &[consumer, text] : command.commands)
        context->commands.insert_or_assign(consumer, text);
    for (const auto &[consumer, text] : command.checks)
        context->checks.insert_or_assign(consumer, text);
    auto given = givenParts(command, *context);
    const std::string valuePart
        = rotate::ProviderKeys::valuePart(rotate::KeyActs(catalog, context->detector));
    auto own = rotate::KeptCustody(store, valuePart).oldParts(command.what, context->parts);
    if (!network || !given || !own)
        return fails(!network ? network.error() : !given ? given.error() : own.error());
    if (command.usesLeakedKey)
        rotate::ProviderKeys::lendOldKey(*own, valuePart, *given);
    RotationRun rotation(command, catalog, *pack, store,
                         {command.what, *std::move(context), history->plan, *std::move(own),
                          *std::move(given), *std::move(network)});
    if (command.verb == RotateCommand::Verb::GiveUp)
        return rotation.giveUp();
    // What has ended sends nothing any more, and its old values are gone.
    if (history->end.empty()) {
        if (auto agreed = rotation.checkAndAgree(); !agreed)
            return fails(agreed.error());
    }
    return command.verb == RotateCommand::Verb::RollBack ? rotation.rollBack() : rotation.goOn();
}

int takeValues(const RotateCommand &command, const provider::Catalog &catalog, store::Store &store)
{
    const auto history = historyOf(store, command.what);
    const auto context = rotate::keptContext(store, command.what);
    if (!history || !context)
        return fails(!history ? history.error() : context.error());
    if (command.files.empty())
        return fails({ErrorKind::Invalid,
                      "say where to: --to-file value=PATH for the new value, old=PATH for the old "
                      "one",
                      {}});
    const std::string &keyId = history->plan.method == rotate::Method::SelfRotate
        ? history->plan.oldKey
        : history->newKey;
    const std::string part
        = rotate::ProviderKeys::valuePart(rotate::KeyActs(catalog, context->detector));
    const rotate::KeptCustody custody(store, part);
    const auto valueOf = [&](const std::string &name) {
        if (name == "value")
            return custody.kept(command.what, keyId);
        if (name == "old")
            return custody.oldValue(command.what).transform([](SecretBytes value) {
                return std::optional(std::move(value));
            });
        return custody.keptPart(command.what, keyId, name);
    };
    for (const auto &[name, path] : command.files) {
        const auto value = valueOf(name);
        if (!value)
            return fails(value.error());
        if (!*value)
            return fails({ErrorKind::NotFound,
                          "no such value is kept for this rotation: rekey-cli rotate status shows "
                          "how far it came",
                          name});
        if (auto put = rotate::putIntoFile(path, **value); !put)
            return fails(put.error());
    }
    return ExitNothing;
}

int showRotations(const RotateCommand &command, store::Store &store)
{
    const auto runs = command.what.empty() ? store.runs() : std::vector<std::string>{command.what};
    if (!runs)
        return fails(runs.error());
    auto list = nlohmann::ordered_json::array();
    for (const std::string &run : *runs) {
        const auto history = historyOf(store, run);
        const auto context = rotate::keptContext(store, run);
        if (!history || !context)
            return fails(history ? context.error() : history.error());
        const std::string what = context->finding.empty() ? context->detector : context->finding;
        if (!command.json) {
            std::cout << std::format("{}  {}  {}  {} of {}: {}\n", run, what,
                                     escapeControl(history->plan.provider),
                                     rotate::methodName(history->plan.method),
                                     escapeControl(history->plan.oldKey), standOf(*history));
            continue;
        }
        auto steps = nlohmann::ordered_json::array();
        for (std::size_t i = 0; i < history->steps.size(); ++i)
            steps.push_back({{"step", rotate::stepName(history->plan.steps[i].kind)},
                             {"state", rotate::stateName(history->steps[i].state)},
                             {"why", history->steps[i].why}});
        list.push_back({{"run", run},
                        {"subject", what},
                        {"provider", history->plan.provider},
                        {"method", rotate::methodName(history->plan.method)},
                        {"old_key", history->plan.oldKey},
                        {"new_key", history->newKey},
                        {"end", history->end},
                        {"steps", std::move(steps)}});
    }
    if (command.json)
        std::cout << list.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
                  << '\n';
    return ExitNothing;
}

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clirotate.h"

#include "app/clifiles.h"
#include "app/clifindings.h"
#include "app/cliopenstore.h"
#include "app/cliseal.h"
#include "app/optionparser.h"
#include "core/base/text.h"
#include "core/rotate/keyacts.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <map>
#include <ostream>

namespace rekey::app {

namespace {

constexpr std::size_t kMostQuietHours = std::size_t{24} * 90;

void addOptions(Options &options, RotateCommand &command)
{
    addStoreOptions(options, command.access);
    options.value("method", [&](const std::string &value) {
        std::map<std::string, rotate::Method> known;
        for (std::size_t i = 0; i < rotate::kMethods; ++i) {
            const auto method = static_cast<rotate::Method>(i);
            known.emplace(rotate::methodName(method), method);
        }
        return choose("method", known, value, command.method.emplace());
    });
    options.value("key", into(command.key));
    options.value("consumer", into(command.consumers));
    options.value("quiet-hours", [&](const std::string &value) {
        return number("quiet-hours", value, kMostQuietHours, command.quietHours);
    });
    options.value("output", into(command.output));
    options.flag("public", [&] { command.isPublic = true; });
    options.flag("json", [&] { command.json = true; });
}

/// What is to be rotated, and what is known of it.
struct Subject
{
    std::string detector;
    std::string key = "OLD-KEY";
    bool isPublic = false;
    std::vector<std::string> consumers;
};

void addOnce(std::vector<std::string> &list, const std::string &text)
{
    if (!std::ranges::contains(list, text))
        list.push_back(text);
}

/// A finding of the store: who was given its seals, and every file it stands in.
Result<Subject> keptSubject(const RotateCommand &command)
{
    const auto application = makeApplication();
    const auto store = openUnlocked(command.access);
    if (!store)
        return std::unexpected(store.error());
    const auto findings = namedFindings(**store, {command.what});
    if (!findings)
        return std::unexpected(findings.error());
    const auto seals = keptRegister(**store);
    if (!seals)
        return std::unexpected(seals.error());
    const auto sources = (*store)->sources();
    if (!sources)
        return std::unexpected(sources.error());
    const finding::Finding &found = findings->front().finding;
    Subject subject{found.rule, found.masked, false, {}};
    for (const std::uint32_t number : seals->dyingWith(found.id))
        addOnce(subject.consumers, seals->find(number)->consumer.name);
    for (const finding::Place &place : found.places) {
        const auto source
            = std::ranges::find(*sources, place.source, &finding::SourceRecord::number);
        if (source == sources->end())
            continue;
        subject.isPublic = subject.isPublic || source->exposure == finding::Exposure::Public;
        if (place.isInHead())
            addOnce(subject.consumers, std::format("{} in {}", place.path, source->title));
    }
    return subject;
}

Result<Subject> subjectOf(const RotateCommand &command, const provider::Catalog &catalog)
{
    Subject subject;
    if (catalog.actsFor(command.what).empty() && catalog.checkFor(command.what) == nullptr
        && (namesStore(command.access) || command.what.starts_with("S-"))) {
        auto kept = keptSubject(command);
        if (!kept)
            return kept;
        subject = *std::move(kept);
    } else {
        subject.detector = command.what;
    }
    if (!command.key.empty())
        subject.key = command.key;
    for (const std::string &consumer : command.consumers)
        addOnce(subject.consumers, consumer);
    subject.isPublic = subject.isPublic || command.isPublic;
    return subject;
}

const provider::Service *serviceFor(const provider::Catalog &catalog, const provider::Act *act)
{
    return act == nullptr ? nullptr : catalog.service(act->provider);
}

nlohmann::ordered_json jsonOf(const rotate::Plan &plan, const rotate::RunbookFacts &facts)
{
    nlohmann::ordered_json steps = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const rotate::Step &step = plan.steps[i];
        steps.push_back({{"step", rotate::stepName(step.kind)},
                         {"call", step.call},
                         {"changes", rotate::changeText(plan, i)},
                         {"undo", rotate::undoText(plan, i)},
                         {"wait_seconds", step.waitSeconds}});
    }
    return {{"provider", plan.provider},
            {"method", rotate::methodName(plan.method)},
            {"old_key", plan.oldKey},
            {"consumers", plan.consumers},
            {"steps", steps},
            {"permissions", facts.permissions},
            {"references", facts.references}};
}

} // namespace

VerbWords rotateWords()
{
    RotateCommand command;
    Options options;
    addOptions(options, command);
    return {"rotate", {"plan"}, options.names()};
}

Result<RotateCommand> parseRotate(std::vector<std::string> arguments)
{
    RotateCommand command;
    Options options;
    addOptions(options, command);
    const auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    if (words->size() != 2 || words->front() != "plan")
        return fail(ErrorKind::Invalid,
                    "rotate takes: plan, and a finding of the store or a detector's id");
    command.what = words->back();
    return command;
}

std::string rotateUsage()
{
    return R"(  rekey-cli rotate plan S-0421|DETECTOR      what a rotation would do, step by step; sends nothing
      --method two-keys|off-first|cut-over|self-rotate|revoke-now     else what fits the reach
      --consumer NAME     who uses the key, beside those the store knows; may be given again
      --key ID, --public, --quiet-hours N, --json, --output FILE
)";
}

int runRotateCommand(const RotateCommand &command)
{
    const auto catalog = provider::Catalog::read(rules::builtinRuleFiles());
    if (!catalog)
        return fails(catalog.error());
    const auto subject = subjectOf(command, *catalog);
    if (!subject)
        return fails(subject.error());
    const rotate::KeyActs acts(*catalog, subject->detector);
    const rotate::KeyPowers powers = acts.powers();
    const auto method
        = command.method ? command.method : rotate::presetFor(powers, subject->isPublic);
    const provider::Service *service = serviceFor(*catalog, acts.any());
    if (!method || service == nullptr)
        return fails({ErrorKind::Unsupported,
                      "no provider file says how such keys are changed: see the guide in the Fix "
                      "tab, or the provider's console",
                      subject->detector});
    const auto plan
        = rotate::makePlan({.method = *method,
                            .provider = service->id,
                            .oldKey = subject->key,
                            .powers = powers,
                            .calls = acts.calls(),
                            .consumers = subject->consumers,
                            .keysInUse = 1,
                            .quietSeconds = static_cast<std::int64_t>(command.quietHours) * 3600,
                            .settleSeconds = 60});
    if (!plan)
        return fails(plan.error());
    const rotate::RunbookFacts facts = acts.facts(*plan, *service);
    const bool isWritten = writeOutput(command.output, [&](std::ostream &out) {
        if (command.json)
            out << jsonOf(*plan, facts)
                       .dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
                << '\n';
        else
            out << rotate::runbook(*plan, facts);
    });
    return isWritten ? ExitNothing : ExitUsage;
}

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clirotaterun.h"

#include "app/clifiles.h"
#include "app/cliopenstore.h"
#include "app/clirotatejson.h"
#include "app/rotationrun.h"
#include "app/rotationsetup.h"
#include "core/base/text.h"
#include "core/rotate/agreedplan.h"
#include "core/rotate/delivery.h"
#include "core/rotate/providerkeys.h"
#include "core/rotate/rotationbook.h"
#include "core/rotate/settling.h"

#include <format>
#include <iostream>
#include <set>

namespace rekey::app {

namespace {

using secret::SecretBytes;

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

} // namespace

Result<rotate::History> historyOf(store::Store &store, const std::string &run)
{
    const auto entries = rotate::KeptJournal(store, {}).entries(run);
    if (!entries)
        return std::unexpected(entries.error());
    return rotate::replay(*entries);
}

namespace {

/// Where it stands after that, where --json is wanted; the same exit code.
int tellStand(const RotateCommand &command, const std::string &run, store::Store &store, int code)
{
    if (!command.json || run.empty())
        return code;
    RotateCommand status = command;
    status.what = run;
    const int shown = showRotations(status, store);
    return code == ExitNothing ? shown : code;
}

} // namespace

int runRotation(const RotateCommand &command, const provider::Catalog &catalog, store::Store &store)
{
    const auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    if (!pack)
        return fails(pack.error());
    auto made = newRotation(command, catalog, store);
    if (!made)
        return fails(made.error());
    printPlan(wordsOf(command), made->planned);
    const auto given = givenParts(command, command.with);
    if (!given)
        return fails(given.error());
    equip(*made, command, catalog, *pack, *given);
    RotationRun rotation(command, catalog, *pack, store, std::move(made->setup));
    if (auto agreed = rotation.checkAndAgree(); !agreed)
        return fails(agreed.error());
    const auto looked = rotation.look();
    if (!looked)
        return fails(looked.error());
    for (const std::string &line : *looked)
        wordsOf(command) << line << '\n';
    if (!command.isDryRun) {
        const int code = rotation.begin();
        return tellStand(command, rotation.run(), store, code);
    }
    if (command.json) {
        auto json = jsonOf(made->planned.plan, made->planned.facts);
        json["found"] = *looked;
        std::cout << textOf(json) << '\n';
    }
    return ExitNothing;
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
    const auto agreedParts = rotate::agreedParts(context->with);
    for (const auto &[name, text] : command.with)
        context->with.insert_or_assign(name, text);
    const auto isTwo = store.isTwoPerson();
    if (!isTwo)
        return fails(isTwo.error());
    if (*isTwo && rotate::agreedParts(context->with) != agreedParts)
        return fails({ErrorKind::Denied,
                      "two persons have agreed to what it is done with: leave out --with, or roll "
                      "it back and agree to another plan",
                      {}});
    for (const auto &[consumer, file] : command.files)
        context->files.insert_or_assign(consumer, file);
    for (const auto &[consumer, text] : command.commands)
        context->commands.insert_or_assign(consumer, text);
    for (const auto &[consumer, text] : command.checks)
        context->checks.insert_or_assign(consumer, text);
    auto given = givenParts(command, context->with);
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
        return tellStand(command, command.what, store, rotation.giveUp());
    // What has ended sends nothing any more, and its old values are gone.
    if (history->end.empty()) {
        if (auto agreed = rotation.checkAndAgree(); !agreed)
            return fails(agreed.error());
    }
    const int code
        = command.verb == RotateCommand::Verb::RollBack ? rotation.rollBack() : rotation.goOn();
    return tellStand(command, command.what, store, code);
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

namespace {

/// Runs that were cut off at their very end.
Result<std::set<std::string>> unsettledNames(const store::Store &store)
{
    rotate::RotationBook book;
    if (const auto read = book.read(store, store); !read)
        return std::unexpected(read.error());
    const auto unsettled = rotate::unsettledRuns(store, book);
    if (!unsettled)
        return std::unexpected(unsettled.error());
    std::set<std::string> names;
    for (const rotate::EndedRun &ended : *unsettled)
        names.insert(ended.run);
    return names;
}

} // namespace

int showRotations(const RotateCommand &command, store::Store &store)
{
    const auto runs = command.what.empty() ? store.runs() : std::vector<std::string>{command.what};
    if (!runs)
        return fails(runs.error());
    const auto unsettled = unsettledNames(store);
    if (!unsettled)
        return fails(unsettled.error());
    auto list = nlohmann::ordered_json::array();
    int code = ExitNothing;
    for (const std::string &run : *runs) {
        const auto history = historyOf(store, run);
        const auto context = rotate::keptContext(store, run);
        if (!history || !context) {
            // One that cannot be read must not hide the others.
            code = fails(history ? context.error() : history.error());
            continue;
        }
        const std::string what = nameOf(*context);
        if (command.json) {
            list.push_back(jsonOf(run, what, *history));
            list.back()["settled"] = !unsettled->contains(run);
        } else {
            std::cout << std::format(
                "{}  {}  {}  {} of {}: {}{}\n", run, what, escapeControl(history->plan.provider),
                rotate::methodName(history->plan.method), escapeControl(history->plan.oldKey),
                standOf(*history),
                unsettled->contains(run) ? "; its finding still says rotating: "
                                           "rekey-cli rotate resume "
                        + run + " settles that"
                                         : std::string());
        }
    }
    if (command.json && (code == ExitNothing || command.what.empty()))
        std::cout << textOf(list) << '\n';
    return code;
}

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clirotatemany.h"

#include "app/clifiles.h"
#include "app/clifindings.h"
#include "app/cliopenstore.h"
#include "app/clirotateagree.h"
#include "app/clirotatejson.h"
#include "app/clirotaterun.h"
#include "app/rotationsetup.h"
#include "core/base/listed.h"
#include "core/base/text.h"
#include "core/rotate/batch.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <iostream>
#include <memory>
#include <optional>
#include <set>

namespace rekey::app {

namespace {

using rotate::Standing;

/// One of the rotations. Where it is must stay the same.
struct Member
{
    std::string label; ///< "S-0421"
    RotateCommand command; ///< as if it were for this finding alone
    NewRotation made;
    std::unique_ptr<RotationRun> rotation = nullptr;
    std::vector<std::string> hosts = {};
    std::vector<std::string> found = {}; ///< at the provider, before anything is changed
    int code = ExitNothing;
};
using Members = std::vector<std::unique_ptr<Member>>;

/// The number of a finding that a text begins with, "S-0421:..."; 0: with none.
std::uint32_t numberIn(std::string_view text)
{
    std::uint32_t number = 0;
    if (!text.starts_with("S-") && !text.starts_with("s-"))
        return 0;
    const char *end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data() + 2, end, number);
    return code == std::errc() && stop != end && *stop == ':' ? number : 0;
}

/// What is told of a consumer as "S-0421:NAME" is for that finding alone; nothing when that is
/// another one.
std::optional<std::string> consumerOf(std::uint32_t number, const std::string &text)
{
    const std::uint32_t whose = numberIn(text);
    if (whose == 0)
        return text;
    if (whose != number)
        return std::nullopt;
    return text.substr(text.find(':') + 1);
}

void sift(std::uint32_t number, std::vector<std::string> &names)
{
    std::vector<std::string> own;
    for (const std::string &name : names) {
        if (auto mine = consumerOf(number, name))
            own.push_back(*std::move(mine));
    }
    names = std::move(own);
}

void sift(std::uint32_t number, std::map<std::string, std::string> &ways)
{
    std::map<std::string, std::string> own;
    for (const auto &[name, way] : ways) {
        if (auto mine = consumerOf(number, name))
            own.insert_or_assign(*std::move(mine), way);
    }
    ways = std::move(own);
}

RotateCommand commandFor(const RotateCommand &all, const finding::Finding &found)
{
    RotateCommand one = all;
    one.what = found.label();
    one.all = {one.what};
    sift(found.number, one.consumers);
    sift(found.number, one.confirmed);
    sift(found.number, one.files);
    sift(found.number, one.commands);
    sift(found.number, one.checks);
    return one;
}

/// Name of the rotation of each finding that is not at its end.
Result<std::map<std::string, std::string>> openRuns(store::Store &store)
{
    std::map<std::string, std::string> open;
    const auto runs = store.runs();
    if (!runs)
        return std::unexpected(runs.error());
    for (const std::string &run : *runs) {
        const auto context = rotate::keptContext(store, run);
        const auto history = historyOf(store, run);
        if (context && history && history->end.empty())
            open.insert_or_assign(context->finding, run);
    }
    return open;
}

/// One kind of key, for one plan and one credential.
Result<void> checkKinds(const RotateCommand &all, const std::vector<finding::KeptFinding> &findings)
{
    const finding::Finding &first = findings.front().finding;
    for (const finding::KeptFinding &kept : findings) {
        if (kept.finding.rule != first.rule)
            return fail(ErrorKind::Invalid,
                        std::format("{} is of another kind ({}) than {} ({}): rotate each kind on "
                                    "its own",
                                    kept.finding.label(), kept.finding.rule, first.label(),
                                    first.rule));
    }
    if (!all.key.empty())
        return fail(ErrorKind::Invalid,
                    "--key is the id of one key: rotate a finding that needs it on its own");
    return {};
}

/// A number that is mistyped would leave a consumer without the new value.
Result<void> checkWhose(const RotateCommand &all, const std::vector<finding::KeptFinding> &findings)
{
    std::vector<std::string> names = all.consumers;
    names.insert(names.end(), all.confirmed.begin(), all.confirmed.end());
    for (const auto *ways : {&all.files, &all.commands, &all.checks}) {
        for (const auto &[name, way] : *ways)
            names.push_back(name);
    }
    for (const std::string &name : names) {
        const std::uint32_t whose = numberIn(name);
        const bool isNamed = std::ranges::any_of(
            findings, [whose](const auto &kept) { return kept.finding.number == whose; });
        if (whose != 0 && !isNamed)
            return fail(ErrorKind::Invalid,
                        "this consumer is of a finding that is not among those to be rotated",
                        name);
    }
    return {};
}

/// What one of them calls for goes for all: strangers who see one switch it off first.
Result<void> agreeOnMethod(const provider::Catalog &catalog, const Members &members)
{
    const bool isPublic = std::ranges::any_of(
        members, [](const auto &member) { return member->made.subject.isPublic; });
    if (!isPublic || members.front()->command.method)
        return {};
    for (const auto &member : members) {
        member->made.subject.isPublic = true;
        auto planned = planFor(member->made.subject, member->command, catalog);
        if (!planned)
            return std::unexpected(planned.error());
        member->made.planned = *std::move(planned);
        member->made.setup.plan = member->made.planned.plan;
    }
    return {};
}

/// Values of several keys in one file: each would take the place of the one before.
Result<void> checkFiles(const Members &members)
{
    std::set<std::string> paths;
    for (const auto &member : members) {
        for (const auto &[consumer, path] : member->command.files) {
            if (!paths.insert(path).second)
                return fail(ErrorKind::Invalid,
                            std::format("each key needs a file of its own: say --to-file "
                                        "{}:{}=PATH for each finding",
                                        member->label, consumer),
                            path);
        }
    }
    return {};
}

/// A name that is misspelt would otherwise be for nobody.
Result<void> checkNames(const RotateCommand &all, const Members &members)
{
    for (const std::string &name : all.confirmed) {
        const bool isKnown = std::ranges::any_of(members, [&](const auto &member) {
            return std::ranges::any_of(member->command.confirmed, [&](const std::string &own) {
                return (own == name || name.ends_with(':' + own))
                    && std::ranges::contains(member->made.planned.plan.consumers, own);
            });
        });
        if (!isKnown)
            return fail(ErrorKind::Invalid, "no plan has a consumer of this name", name);
    }
    for (const auto &member : members)
        std::erase_if(member->command.confirmed, [&](const std::string &name) {
            return !std::ranges::contains(member->made.planned.plan.consumers, name);
        });
    return {};
}

/// Says of each that cannot be rotated why.
bool tellHindered(const std::vector<std::string> &hindered)
{
    for (const std::string &line : hindered)
        say(line);
    if (!hindered.empty())
        say("nothing was begun: leave these out, or do what they need");
    return !hindered.empty();
}

/// In the order they were named, each once. None when one cannot be planned, which was said.
Result<Members> plannedMembers(const RotateCommand &all, const provider::Catalog &catalog,
                               store::Store &store)
{
    const auto findings = namedFindings(store, all.all);
    const auto open = openRuns(store);
    if (!findings || !open)
        return std::unexpected(findings ? open.error() : findings.error());
    if (auto checked = checkKinds(all, *findings); !checked)
        return std::unexpected(checked.error());
    Members members;
    std::vector<std::string> hindered;
    for (const finding::KeptFinding &kept : *findings) {
        const std::string label = kept.finding.label();
        if (const auto run = open->find(label); run != open->end()) {
            hindered.push_back(std::format("{}: {} of it is not at its end", label, run->second));
            continue;
        }
        RotateCommand one = commandFor(all, kept.finding);
        auto made = newRotation(one, catalog, store, &kept.finding);
        if (made)
            members.push_back(std::make_unique<Member>(
                Member{.label = label, .command = std::move(one), .made = *std::move(made)}));
        else
            hindered.push_back(label + ": " + made.error().text());
    }
    if (tellHindered(hindered))
        return Members();
    if (auto checked = checkWhose(all, *findings); !checked)
        return std::unexpected(checked.error());
    if (auto agreed = agreeOnMethod(catalog, members); !agreed)
        return std::unexpected(agreed.error());
    return members;
}

std::string orderText(const Members &members)
{
    std::vector<std::string> rest;
    for (const auto &member : members)
        rest.push_back(member->label);
    const std::string first = rest.front();
    rest.erase(rest.begin());
    return rest.empty() ? first + " goes alone"
                        : std::format("{} goes first, alone; {} wait for its proof, and the first "
                                      "failure keeps the rest from beginning",
                                      first, listed(rest));
}

bool isFinal(const Members &members)
{
    return std::ranges::any_of(members.front()->made.planned.plan.steps,
                               [](const rotate::Step &step) { return !isUndoable(step.kind); });
}

/// What one yes is for.
std::string consentText(const Members &members)
{
    std::vector<std::string> keys;
    for (const auto &member : members)
        keys.push_back(escapeControl(member->made.planned.plan.oldKey));
    return std::format("{} keys ({}{})", members.size(), listed(keys),
                       isFinal(members) ? "; what cannot be undone asks for the last 4 characters "
                                          "of each key's id"
                                        : "");
}

/// What can be seen to be in the way without asking anybody, and one yes for all of it.
Result<bool> checkAndAgree(const RotateCommand &command, const Members &members)
{
    std::vector<std::string> hindered;
    std::set<std::string> hosts;
    for (const auto &member : members) {
        auto asked = member->rotation->check();
        if (!asked) {
            hindered.push_back(member->label + ": " + asked.error().text());
            continue;
        }
        hosts.insert(asked->begin(), asked->end());
        member->hosts = *std::move(asked);
    }
    if (tellHindered(hindered))
        return false;
    if (auto agreed = agree(command, {hosts.begin(), hosts.end()}, consentText(members)); !agreed)
        return std::unexpected(agreed.error());
    for (const auto &member : members)
        member->rotation->keepTo(member->hosts);
    return true;
}

/// What the provider has of each, before anything is changed.
bool look(const RotateCommand &command, const Members &members)
{
    std::vector<std::string> hindered;
    for (const auto &member : members) {
        auto looked = member->rotation->look();
        if (!looked) {
            hindered.push_back(member->label + ": " + looked.error().text());
            continue;
        }
        member->found = *std::move(looked);
        for (const std::string &line : member->found)
            wordsOf(command) << member->label << ": " << line << '\n';
    }
    return !tellHindered(hindered);
}

void printPlans(std::ostream &out, const Members &members)
{
    out << orderText(members) << '\n';
    for (const auto &member : members) {
        out << std::format("{}, {}, ", member->label,
                           escapeControl(member->made.planned.plan.oldKey));
        printPlan(out, member->made.planned);
    }
}

nlohmann::ordered_json planOf(const Member &member)
{
    nlohmann::ordered_json json{{"subject", member.label}};
    json.update(jsonOf(member.made.planned.plan, member.made.planned.facts));
    if (!member.found.empty())
        json["found"] = member.found;
    return json;
}

void writePlans(std::ostream &out, const Members &members)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto &member : members)
        list.push_back(planOf(*member));
    out << textOf(list) << '\n';
}

/// One that did not begin has a plan and no more.
nlohmann::ordered_json standOf(const Member &member, Standing standing, store::Store &store)
{
    rotate::History history;
    history.plan = member.made.planned.plan;
    history.steps.resize(history.plan.steps.size());
    if (const auto kept = historyOf(store, member.rotation->run()))
        history = *kept;
    auto json = jsonOf(member.rotation->run(), member.label, history);
    json["standing"] = rotate::standingName(standing);
    return json;
}

void tellStands(const RotateCommand &command, const Members &members, const rotate::Batch &batch,
                store::Store &store)
{
    auto list = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Member &member = *members[i];
        if (command.json)
            list.push_back(standOf(member, batch.standing(i), store));
        else
            std::cout << std::format(
                "{}{}{}: {}\n", member.label, member.rotation->run().empty() ? "" : ", ",
                member.rotation->run(), rotate::standingName(batch.standing(i)));
    }
    if (command.json)
        std::cout << textOf(list) << '\n';
    const std::vector<std::size_t> left = batch.notBegun();
    if (left.empty())
        return;
    std::vector<std::string> labels;
    for (const std::size_t member : left)
        labels.push_back(members[member]->label);
    const std::size_t why = batch.stoppedBy().value_or(0);
    say(std::format("not begun: {}; {} {}. Nothing of them was changed: rotate run begins them",
                    listed(labels), members[why]->label,
                    batch.stoppedBy() ? "failed" : "is not proven yet"));
}

int codeOf(const Members &members, const rotate::Batch &batch)
{
    if (const auto member = batch.stoppedBy())
        return members[*member]->code;
    int worst = ExitNothing;
    for (std::size_t i = 0; i < members.size(); ++i) {
        int code = members[i]->code;
        // That nobody said how a value gets there is a person's to do, beside others.
        if (batch.standing(i) == Standing::Held && code == ExitRemote)
            code = ExitPolicy;
        const bool isWorse = worst == ExitNothing || (worst == ExitIncomplete && code != 0)
            || (worst == ExitPolicy && code != ExitNothing && code != ExitIncomplete);
        if (isWorse)
            worst = code;
    }
    return worst;
}

int rotate(const RotateCommand &command, const Members &members, store::Store &store)
{
    rotate::Batch batch(members.size());
    while (const auto next = batch.next()) {
        Member &member = *members[*next];
        wordsOf(command) << std::format("{}, {} of {}:\n", member.label, *next + 1, members.size())
                         << std::flush;
        member.code = member.rotation->begin();
        batch.take(*next, member.rotation->standing(), member.rotation->isProven());
    }
    tellStands(command, members, batch, store);
    return codeOf(members, batch);
}

} // namespace

int planRotations(const RotateCommand &command, const provider::Catalog &catalog,
                  store::Store &store)
{
    const auto members = plannedMembers(command, catalog, store);
    if (!members)
        return fails(members.error());
    if (members->empty())
        return ExitUsage;
    const bool isWritten = writeOutput(command.output, [&](std::ostream &out) {
        if (command.json)
            return writePlans(out, *members);
        out << orderText(*members) << ".\n";
        for (const auto &member : *members)
            out << '\n' << rotate::runbook(member->made.planned.plan, member->made.planned.facts);
    });
    std::vector<rotate::AgreedPlan> agreed;
    for (const auto &member : *members)
        agreed.push_back(
            rotate::agreedPlanOf(member->made.setup.context, member->made.planned.plan));
    return isWritten && writeAgreedFile(command, agreed) ? ExitNothing : ExitUsage;
}

int runRotations(const RotateCommand &command, const provider::Catalog &catalog,
                 store::Store &store)
{
    const auto pack = rules::parseRuleFiles(rules::builtinRuleFiles());
    const auto members = plannedMembers(command, catalog, store);
    if (!pack || !members)
        return fails(!pack ? pack.error() : members.error());
    if (members->empty())
        return ExitUsage;
    auto named = checkNames(command, *members);
    if (named)
        named = checkFiles(*members);
    if (!named)
        return fails(named.error());
    printPlans(wordsOf(command), *members);
    const auto given = givenParts(command, command.with);
    if (!given)
        return fails(given.error());
    for (const auto &member : *members) {
        equip(member->made, member->command, catalog, *pack, *given);
        member->rotation = std::make_unique<RotationRun>(member->command, catalog, *pack, store,
                                                         std::move(member->made.setup));
    }
    const auto agreed = checkAndAgree(command, *members);
    if (!agreed)
        return fails(agreed.error());
    if (!*agreed || !look(command, *members))
        return ExitUsage;
    if (!command.isDryRun)
        return rotate(command, *members, store);
    if (command.json)
        writePlans(std::cout, *members);
    return ExitNothing;
}

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clirotate.h"

#include "app/clifiles.h"
#include "app/cliopenstore.h"
#include "app/clirotateagree.h"
#include "app/clirotatejson.h"
#include "app/clirotatemany.h"
#include "app/clirotatepatch.h"
#include "app/clirotaterun.h"
#include "app/optionparser.h"
#include "app/rotationsetup.h"
#include "app/rotationsubject.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>
#include <ostream>

namespace rekey::app {

namespace {

constexpr std::size_t kMostQuietHours = std::size_t{24} * 90;
constexpr std::size_t kMostWaitSeconds = std::size_t{24} * 3600;

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
    options.value("to-agree", into(command.agreeFile));
    options.flag("yes-agree", [&] { command.isAgreed = true; });
    options.flag("public", [&] { command.isPublic = true; });
    options.flag("json", [&] { command.json = true; });
}

/// Every part is asked for by where it comes from, unless its name says that it is no secret.
bool isPublicPart(std::string_view name)
{
    constexpr std::array<std::string_view, 16> kPublic
        = {"user",       "name",     "admin_key_id", "admin_user", "account", "account_sid",
           "client_id",  "org",      "source",       "project",    "role",    "scopes",
           "expires_on", "policies", "grants",       "host"};
    return std::ranges::contains(kPublic, name);
}

void addRunOptions(Options &options, RotateCommand &command)
{
    addNetworkOptions(options, command.network);
    const auto pairs = [&](std::string name, std::map<std::string, std::string> &target) {
        options.value(name, pairInto(name, [&target](std::string key, std::string value) {
                          target.insert_or_assign(std::move(key), std::move(value));
                          return Result<void>();
                      }));
    };
    pairs("credential", command.credentials);
    pairs("to-file", command.files);
    pairs("to-command", command.commands);
    options.value("with", pairInto("with", [&](std::string name, std::string value) {
                      if (!isPublicPart(name))
                          return Result<void>(fail(
                              ErrorKind::Invalid,
                              "other users see the command line: give this part with --credential",
                              name));
                      command.with.insert_or_assign(std::move(name), std::move(value));
                      return Result<void>();
                  }));
    options.value("confirm", into(command.confirmed));
    options.value("approve-delete", into(command.approvals));
    options.value("delete-lost", into(command.lostKeys));
    pairs("check-with", command.checks);
    options.value("skip", pairInto("skip", [&](const std::string &step, std::string reason) {
                      command.skipStep = rotate::stepFromName(step);
                      command.skipReason = std::move(reason);
                      if (command.skipStep)
                          return Result<void>();
                      return Result<void>(
                          fail(ErrorKind::Invalid,
                               "--skip takes STEP=REASON, and there is no such step", step));
                  }));
    options.value("reason", into(command.reason));
    options.value("wait", [&](const std::string &value) {
        return number("wait", value, kMostWaitSeconds, command.waitSeconds);
    });
    options.flag("use-leaked-key", [&] { command.usesLeakedKey = true; });
    options.flag("yes-canaries", [&] { command.yesCanaries = true; });
    options.flag("dry-run", [&] { command.isDryRun = true; });
    options.value("language-style", into(command.style));
    options.value("name", into(command.variable));
    options.value("apply", into(command.applied));
}

} // namespace

VerbWords rotateWords()
{
    RotateCommand command;
    Options options;
    addOptions(options, command);
    addRunOptions(options, command);
    return {"rotate",
            {"plan", "run", "resume", "rollback", "giveup", "take", "approve", "patch", "status"},
            options.names()};
}

Result<RotateCommand> parseRotate(std::vector<std::string> arguments)
{
    using Verb = RotateCommand::Verb;
    static const std::map<std::string, Verb> kVerbs
        = {{"plan", Verb::Plan},         {"run", Verb::Run},       {"resume", Verb::Resume},
           {"rollback", Verb::RollBack}, {"giveup", Verb::GiveUp}, {"take", Verb::Take},
           {"approve", Verb::Approve},   {"patch", Verb::Patch},   {"status", Verb::Status}};
    RotateCommand command;
    Options options;
    addOptions(options, command);
    addRunOptions(options, command);
    const auto words = options.parse(std::move(arguments));
    if (!words)
        return std::unexpected(words.error());
    const auto verb = words->empty() ? kVerbs.end() : kVerbs.find(words->front());
    const bool takesMany
        = verb != kVerbs.end() && (verb->second == Verb::Plan || verb->second == Verb::Run);
    const bool isWhole = verb != kVerbs.end()
        && (words->size() == 2 || (words->size() == 1 && verb->second == Verb::Status)
            || (words->size() > 2 && takesMany));
    if (!isWhole)
        return fail(ErrorKind::Invalid,
                    "rotate takes: plan or run, and findings of the store or a detector's id; "
                    "approve, and a file of plans; patch, and a finding of the store; or resume, "
                    "rollback, giveup, take or "
                    "status, and a rotation");
    if (command.skipStep && verb->second != Verb::Resume)
        return fail(ErrorKind::Invalid,
                    "--skip goes with rotate resume: it leaves out the step that is next then");
    if (!command.agreeFile.empty() && verb->second != Verb::Plan)
        return fail(ErrorKind::Invalid, "--to-agree goes with rotate plan");
    if (command.isAgreed && verb->second != Verb::Approve)
        return fail(ErrorKind::Invalid, "--yes-agree goes with rotate approve");
    command.verb = verb->second;
    command.what = words->size() > 1 ? (*words)[1] : std::string();
    command.all.assign(words->begin() + 1, words->end());
    return command;
}

std::string rotateUsage()
{
    return R"(  rekey-cli rotate plan S-0421|DETECTOR      what a rotation would do, step by step; sends nothing
      --method two-keys|off-first|cut-over|self-rotate|revoke-now     else what fits the reach
      --consumer NAME     who uses the key, beside those the store knows; may be given again
      --key ID, --public, --quiet-hours N, --json, --output FILE
      --to-agree FILE     also writes the plan for a second person to agree to
  rekey-cli rotate approve FILE      in a store that needs two persons: agrees to the plans of this
                                     file, each for one rotation, by the key that opens the store;
                                     shows them and asks, or --yes-agree
  rekey-cli rotate run S-0421|DETECTOR       does it, as planned with the same options; what was
                                     done is kept in the store before and after each request
      --dry-run           look at what there is at the provider, change nothing
      --yes-host HOST     yes, change keys at this host; else a terminal is asked
      --credential PART=file:PATH|fd:N|env:NAME|keyring:ENTRY|ask     of an administrator
                          (of a database: its password as admin, its name --with admin_user=boss)
      --with PART=VALUE   what is no secret: user=billing
      --use-leaked-key    let the leaked key do what it takes; whoever has it can do the same
      --yes-canaries      even if that likely alerts whoever planted the key
      --to-file NAME=PATH, --to-command NAME=COMMAND    hand the new value to this consumer, in a
                          file of mode 0600 or on the command's standard input
      --check-with NAME=COMMAND   ends with status 0 once this consumer works with the new key,
                          whose id is in REKEY_KEY_ID
      --confirm NAME      this consumer was seen working with it; with resume, once it has it
      --approve-delete abcd   the last 4 characters of the id of the key that is deleted; may be
                          given again
      --wait SECONDS      how long to wait for the provider in all; default 120
      --base-url, --allow-private, --proxy, --ca-file: see verify
  rekey-cli rotate plan|run S-0421 S-0422 ...   several keys of one kind, with one administrator's
                          credential and one yes: the first goes alone, the rest wait until its new
                          key is proven, and the first failure keeps the rest from beginning; in
                          the options above S-0421:NAME is a consumer of that finding alone
  rekey-cli rotate resume R-0001     go on where it stopped; --skip STEP=REASON leaves out the step
                                     when it is the next, --delete-lost ID deletes a key whose
                                     value is lost
  rekey-cli rotate rollback R-0001   take back what was done; --confirm NAME says that this consumer
                                     has the old value again, where nothing brings it there
  rekey-cli rotate giveup R-0001 --reason TEXT   end it as it stands; sends nothing, what is kept
                                     stays kept
  rekey-cli rotate take R-0001 --to-file value=PATH   puts the new value into a file of mode 0600;
                                     what came with it under its own name (refresh_token=PATH),
                                     the old value, while it is kept, as old=PATH
  rekey-cli rotate patch S-0421      how the files that hold it would read it from elsewhere, as a
                                     masked diff
      --language-style env|aws|vault   from where; default env
      --name NAME         of the variable or secret, GITHUB_TOKEN; --json
      --apply FILE        changes this file, which is never committed here; may be given again
  rekey-cli rotate status [R-0001]   how rotations stand
)";
}

namespace {

int writePlan(const RotateCommand &command, const provider::Catalog &catalog)
{
    RotationSubject subject;
    if (namesFinding(command, catalog)) {
        const auto application = makeApplication();
        const auto store = openUnlocked(command.access);
        if (!store)
            return fails(store.error());
        auto kept = subjectIn(**store, command, catalog);
        if (!kept)
            return fails(kept.error());
        subject = *std::move(kept);
    } else {
        subject = subjectOf(command);
    }
    const auto planned = planFor(subject, command, catalog);
    if (!planned)
        return fails(planned.error());
    const rotate::AgreedPlan agreed
        = rotate::agreedPlanOf(contextOf(subject, command), planned->plan);
    const bool isWritten = writeOutput(command.output, [&](std::ostream &out) {
        if (command.json)
            out << textOf(jsonOf(planned->plan, planned->facts)) << '\n';
        else
            out << rotate::runbook(planned->plan, planned->facts);
    });
    return isWritten && writeAgreedFile(command, std::span(&agreed, 1)) ? ExitNothing : ExitUsage;
}

} // namespace

int runRotateCommand(const RotateCommand &command)
{
    const auto catalog = provider::Catalog::read(rules::builtinRuleFiles());
    if (!catalog)
        return fails(catalog.error());
    const bool isMany = command.all.size() > 1;
    if (command.verb == RotateCommand::Verb::Plan && !isMany)
        return writePlan(command, *catalog);
    const auto application = makeApplication();
    const auto store = openUnlocked(command.access);
    if (!store)
        return fails(store.error());
    switch (command.verb) {
    case RotateCommand::Verb::Run:
        return isMany ? runRotations(command, *catalog, **store)
                      : runRotation(command, *catalog, **store);
    case RotateCommand::Verb::Resume:
    case RotateCommand::Verb::RollBack:
    case RotateCommand::Verb::GiveUp:
        return goOnWithRotation(command, *catalog, **store);
    case RotateCommand::Verb::Take:
        return takeValues(command, *catalog, **store);
    case RotateCommand::Verb::Approve:
        return approvePlans(command, *catalog, **store);
    case RotateCommand::Verb::Patch:
        return patchConsumers(command, *catalog, **store);
    case RotateCommand::Verb::Plan:
        return planRotations(command, *catalog, **store);
    case RotateCommand::Verb::Status:
        break;
    }
    return showRotations(command, **store);
}

} // namespace rekey::app

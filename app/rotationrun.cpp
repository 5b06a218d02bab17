// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rotationrun.h"

#include "app/clifiles.h"
#include "app/clifindings.h"
#include "app/cliopenstore.h"
#include "app/cliseal.h"
#include "core/base/listed.h"
#include "core/base/text.h"
#include "core/rotate/agreedplan.h"
#include "core/rotate/providerkeys.h"
#include "core/seal/keptseals.h"
#include "core/seal/succession.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <iostream>
#include <thread>
#include <tuple>

namespace rekey::app {

namespace {

using rotate::Progress;
using rotate::RotationContext;
using rotate::StepKind;
using secret::SecretBytes;

constexpr std::chrono::seconds kRetry{2};

std::optional<finding::KeptFinding> findingOf(const store::Store &store,
                                              const RotationContext &context)
{
    if (context.finding.empty())
        return std::nullopt;
    auto found = namedFindings(store, {context.finding});
    return found ? std::optional(std::move(found->front())) : std::nullopt;
}

} // namespace

RotationRun::RotationRun(const RotateCommand &command, const provider::Catalog &catalog,
                         const rules::RulePack &pack, store::Store &store, Setup setup)
    : m_command(command)
    , m_out(wordsOf(command))
    , m_store(store)
    , m_run(setup.run)
    , m_context(std::move(setup.context))
    , m_plan(std::move(setup.plan))
    , m_acts(catalog, m_context.detector)
    , m_valuePart(rotate::ProviderKeys::valuePart(m_acts))
    , m_finding(findingOf(store, m_context))
    , m_own(provider::copyOf(setup.own))
    , m_databases{.allowed = setup.network.allowed, .authorities = command.network.authorities}
    , m_transport(std::move(setup.network))
    , m_verifier(catalog, pack, m_transport, {.baseUrls = m_context.baseUrls, .areKnown = true})
    , m_service(rotate::keysFor(m_acts, m_transport, m_databases, access(setup)))
    , m_custody(store, m_valuePart)
    , m_journal(store, m_finding ? m_finding->finding.id : secret::SecretId{})
    , m_handover(
          m_context, m_plan.oldKey,
          {[this](const std::string &consumer, const std::string &keyId,
                  const std::string &formerId,
                  const SecretBytes &value) { return sealAgain(consumer, keyId, formerId, value); },
           [this](const std::string &consumer, const std::string &keyId) {
               return rotate::isConsumerConfirmed(m_store, m_run, consumer, keyId);
           }},
          {"give --to-file or --to-command, or put it there yourself (rekey-cli rotate take "
           "--to-file value=PATH gives it to you) and say --confirm",
           "give --to-file or --to-command, or put the old value there yourself (rekey-cli rotate "
           "take --to-file old=PATH gives it to you) and say rollback --confirm"})
{
}

rotate::KeyAccess RotationRun::access(Setup &setup)
{
    return {m_plan.oldKey,
            std::move(setup.own),
            std::move(setup.given),
            m_context.baseUrls,
            secondsNow,
            [this](const provider::Parts &parts) { return prove(parts); },
            {},
            [this](const finding::Evidence &evidence) { return keepEvidence(evidence); }};
}

rotate::RunPorts RotationRun::ports()
{
    return {*m_service, m_custody, m_handover, m_journal, secondsNow};
}

Result<bool> RotationRun::sealAgain(const std::string &consumer, const std::string &keyId,
                                    const std::string &formerId, const SecretBytes &value)
{
    if (!m_finding)
        return false;
    const bool hasPublicId = m_valuePart != "secret";
    const seal::Successor successor{m_finding->finding.id,
                                    hasPublicId ? keyId : std::string(),
                                    {m_plan.oldKey, formerId},
                                    m_service->partsOf(keyId, value)};
    const auto made = seal::sealForSuccessor(m_store, consumer, successor, secondsNow());
    if (!made)
        return std::unexpected(made.error());
    for (const seal::SealRecord &record : *made)
        say(std::format(
            "{0} of {1} is sealed again: rekey-cli seal snippet {0}; to see it working: "
            "rekey-cli seal test {0} --from FILES",
            record.label(), escapeControl(consumer)));
    return !made->empty();
}

Result<bool> RotationRun::hasWay(const std::string &consumer) const
{
    if (m_context.files.contains(consumer) || m_context.commands.contains(consumer))
        return true;
    if (!m_finding)
        return false;
    const auto seals = seal::keptRegister(m_store);
    if (!seals)
        return std::unexpected(seals.error());
    return std::ranges::any_of(seals->dyingWith(m_finding->finding.id), [&](std::uint32_t number) {
        return seals->find(number)->consumer.name == consumer;
    });
}

/// What is learned of the old key is the finding's evidence too.
Result<finding::Verdict> RotationRun::prove(const provider::Parts &parts)
{
    const verify::Checked checked
        = m_verifier.check(m_context.detector, parts, provider::Level::Alive, {});
    const finding::Evidence &evidence = checked.evidence;
    const auto old = m_own.find(m_valuePart);
    const bool isOld = old != m_own.end() && old->second.equals(parts.at(m_valuePart));
    if (isOld) {
        if (auto kept = keepEvidence(evidence); !kept)
            return std::unexpected(kept.error());
    }
    if (evidence.verdict == finding::Verdict::Unknown)
        return fail(ErrorKind::Io, "no clear answer came: " + evidence.reason, evidence.host);
    return evidence.verdict;
}

Result<void> RotationRun::keepEvidence(const finding::Evidence &evidence)
{
    if (!m_finding)
        return {};
    return m_store.keepEvidence(m_finding->finding.id, evidence, std::nullopt)
        .transform([](const auto &) { });
}

Result<std::vector<std::string>> RotationRun::check() const
{
    if (m_run.empty() && !m_command.isDryRun) {
        if (auto agreed = m_store.needAgreement(agreedText()); !agreed)
            return std::unexpected(agreed.error());
    }
    if (const auto missing = m_service->missingParts(m_plan); !missing.empty())
        return fail(ErrorKind::Invalid,
                    "this needs " + listed(missing)
                        + ": give --credential PART=..., or --with PART=... for what is no secret");
    if (m_service->leansOnOldKey(m_plan) && !m_command.usesLeakedKey)
        return fail(ErrorKind::Denied,
                    "keys of this provider are made and removed with a key itself, here the leaked "
                    "one, and whoever has it can do the same meanwhile: say --use-leaked-key");
    if (auto signable = m_service->canSign(m_plan); !signable)
        return std::unexpected(signable.error());
    const std::string canary = m_verifier.canary(m_context.detector, m_own);
    if (!canary.empty() && !m_command.yesCanaries)
        return fail(ErrorKind::Denied,
                    canary + " Using it alerts whoever planted it; say --yes-canaries if you must");
    return m_service->hosts(m_plan);
}

Result<void> RotationRun::checkAndAgree()
{
    auto hosts = check();
    if (!hosts)
        return std::unexpected(hosts.error());
    auto agreed = agree(m_command, *hosts, "keys");
    if (agreed)
        keepTo(*std::move(hosts));
    return agreed;
}

std::ostream &wordsOf(const RotateCommand &command)
{
    return command.json ? std::cerr : std::cout;
}

Result<void> agree(const RotateCommand &command, const std::vector<std::string> &hosts,
                   const std::string &what)
{
    std::vector<std::string> open;
    std::ranges::copy_if(hosts, std::back_inserter(open), [&](const std::string &host) {
        return !std::ranges::contains(command.network.yesHosts, host);
    });
    if (open.empty())
        return {};
    if (answerTo(std::format("This changes {} at {}. Type rotate to go on:", what, listed(open)))
        == "rotate")
        return {};
    return fail(ErrorKind::Denied,
                std::format("nothing was sent: it would change {} at {}; if that is what you "
                            "want, add --yes-host for each",
                            what, listed(open)));
}

Result<std::vector<std::string>> RotationRun::look()
{
    const bool isKeyIdKnown = m_valuePart != "secret" || !m_command.key.empty();
    return m_service->look(m_plan, isKeyIdKnown);
}

std::string RotationRun::agreedText() const
{
    return rotate::agreedText(rotate::agreedPlanOf(m_context, m_plan));
}

int RotationRun::begin()
{
    m_standing = rotate::Standing::Failed; // until it has begun
    const std::string agreed = agreedText(); // before more is known than was agreed to
    const auto learned = m_service->learn(m_plan);
    if (!learned)
        return fails(learned.error());
    m_context.with.insert(learned->begin(), learned->end());
    auto prepared = prepare();
    if (!prepared)
        return fails(prepared.error());
    const auto second = m_store.takeAgreement(agreed);
    if (!second) {
        std::ignore = m_custody.dropOld(m_run, m_context.parts);
        return fails(second.error());
    }
    auto run = rotate::Run::begin(ports(), m_run, m_plan);
    if (!run) {
        std::ignore = m_custody.dropOld(m_run, m_context.parts);
        return fails(run.error());
    }
    if (!second->empty())
        m_out << escapeControl(*second) << " has agreed\n";
    m_out << m_run << " has begun\n" << std::flush;
    if (auto decided = decide({finding::Decision::Rotating, finding::CloseReason::None}); !decided)
        return fails(decided.error());
    return work(*run);
}

/// The name comes first: whatever is kept under it is then nobody else's.
Result<void> RotationRun::prepare()
{
    auto name = m_store.reserveRun();
    if (!name)
        return std::unexpected(name.error());
    m_run = *std::move(name);
    auto kept = m_custody.keepOld(m_run, m_own);
    if (kept)
        kept = rotate::keepContext(m_store, m_run, m_context);
    if (!kept)
        std::ignore = m_custody.dropOld(m_run, m_context.parts);
    return kept;
}

int RotationRun::goOn()
{
    auto run = rotate::Run::resume(ports(), m_run);
    if (!run)
        return fails(run.error());
    if (!run->history().end.empty())
        return finish(*run);
    if (m_service->readsKeys(m_plan)) {
        const auto found = run->found();
        if (!found)
            say("what there is at the provider cannot be read, so this goes on with what was "
                "written down: "
                + found.error().text());
        for (const std::string &line : found ? *found : std::vector<std::string>())
            m_out << line << '\n';
    }
    if (m_command.skipStep) {
        if (auto skipped = run->skip(*m_command.skipStep, m_command.skipReason); !skipped)
            return fails(skipped.error());
    }
    return work(*run);
}

int RotationRun::rollBack()
{
    auto run = rotate::Run::resume(ports(), m_run);
    if (!run)
        return fails(run.error());
    // On the way back a person says that the old value is where it belongs again.
    for (const std::string &consumer : m_command.confirmed) {
        if (auto kept = rotate::confirmConsumer(m_store, m_run, consumer, m_plan.oldKey); !kept)
            return fails(kept.error());
    }
    auto done = run->rollBack();
    if (!done && !run->lostKeys().empty()) {
        if (const auto stopped = deleteLost(*run))
            return *stopped;
        done = run->rollBack();
    }
    // Switched on again, the old key is not known everywhere at once.
    m_waitUntil = secondsNow() + static_cast<std::int64_t>(m_command.waitSeconds);
    while (!done && secondsNow() < std::min(run->settlesUntil(), m_waitUntil)) {
        std::this_thread::sleep_for(kRetry);
        done = run->rollBack();
    }
    if (!done)
        return fails(done.error());
    return finish(*run);
}

int RotationRun::giveUp()
{
    auto run = rotate::Run::resume(ports(), m_run);
    if (!run)
        return fails(run.error());
    if (auto given = run->giveUp(m_command.reason); !given)
        return fails(given.error());
    return finish(*run);
}

/// What was said of a key that a consumer does not have yet would be no more than a wish.
Result<void> RotationRun::takeConfirmation(const rotate::Run &run, const std::string &consumer)
{
    if (!std::ranges::contains(m_plan.consumers, consumer))
        return fail(ErrorKind::Invalid, "the plan has no consumer of this name", consumer);
    const auto isBrought = hasWay(consumer);
    if (!isBrought)
        return std::unexpected(isBrought.error());
    const auto step = run.history().indexOf(*isBrought ? StepKind::HandOver : StepKind::Keep);
    // What was left out, somebody else did.
    const bool isSkipped = step && run.history().steps[*step].state == rotate::StepState::Skipped;
    if (!step || !(isSkipped || run.history().isDone(m_plan.steps[*step].kind))) {
        say(std::format("{} does not have the new value yet: say --confirm again once it was seen "
                        "working with it",
                        escapeControl(consumer)));
        return {};
    }
    return rotate::confirmConsumer(m_store, m_run, consumer, run.newKey());
}

Result<void> RotationRun::takeConfirmations(const rotate::Run &run)
{
    for (const std::string &consumer : m_command.confirmed) {
        if (auto taken = takeConfirmation(run, consumer); !taken)
            return taken;
    }
    return {};
}

int RotationRun::work(rotate::Run &run)
{
    m_progress.kind = Progress::Kind::Failed; // until it has advanced
    const int code = workOn(run);
    m_standing = rotate::standingOf(m_plan, m_progress, run.history().end);
    if (m_standing == rotate::Standing::Working)
        m_standing = rotate::Standing::Held; // longer than this program waits
    m_isProven = rotate::isProven(m_plan, run.history().steps);
    return code;
}

int RotationRun::workOn(rotate::Run &run)
{
    if (auto taken = takeConfirmations(run); !taken)
        return fails(taken.error());
    m_waitUntil = secondsNow() + static_cast<std::int64_t>(m_command.waitSeconds);
    for (;;) {
        const auto progress = run.advance();
        if (!progress && run.holdsValue()) {
            waitForStore(progress.error().text());
            continue;
        }
        if (!progress) {
            m_progress = {};
            m_progress.kind = Progress::Kind::Failed;
            return fails(progress.error());
        }
        m_progress = *progress;
        std::optional<int> code;
        switch (progress->kind) {
        case Progress::Kind::Stepped:
            tell(*progress);
            break;
        case Progress::Kind::Waits:
            code = wait(*progress);
            break;
        case Progress::Kind::NeedsYou:
            code = help(run, *progress);
            break;
        case Progress::Kind::Failed:
            code = passFailure(run, *progress);
            break;
        case Progress::Kind::Ended:
            return finish(run);
        }
        if (code)
            return *code;
    }
}

void RotationRun::tell(const Progress &progress) const
{
    m_out << std::format("step {} of {}, {}: {}\n", progress.step + 1, m_plan.steps.size(),
                         rotate::stepName(m_plan.steps[progress.step].kind),
                         escapeControl(progress.text))
          << std::flush;
}

void RotationRun::tellHowToGoOn() const
{
    say(std::format("rekey-cli rotate resume {0} goes on, rotate rollback {0} takes it back; "
                    "rotate giveup {0} ends it as it stands",
                    m_run));
}

std::optional<int> RotationRun::wait(const Progress &progress)
{
    if (progress.until > m_waitUntil) {
        tell(progress);
        say(std::format("it may go on at {:%F %T} UTC",
                        std::chrono::sys_seconds(std::chrono::seconds(progress.until))));
        tellHowToGoOn();
        return ExitIncomplete;
    }
    std::this_thread::sleep_for(
        std::chrono::seconds(std::max<std::int64_t>(progress.until - secondsNow(), 0)));
    return std::nullopt;
}

std::optional<int> RotationRun::help(rotate::Run &run, const Progress &progress)
{
    if (!run.lostKeys().empty())
        return deleteLost(run);
    const StepKind kind = m_plan.steps[progress.step].kind;
    if ((kind == StepKind::Delete || kind == StepKind::SelfRotate) && !m_isApproved) {
        std::vector<std::string> typed = m_command.approvals;
        if (typed.empty())
            typed.push_back(
                answerTo(progress.text + " Its id is " + escapeControl(m_plan.oldKey) + ":"));
        m_isApproved = std::ranges::any_of(
            typed, [&run](const std::string &end) { return run.approveDelete(end); });
        if (m_isApproved)
            return std::nullopt;
        if (!typed.front().empty())
            say("these are not the last characters of its id");
    }
    tell(progress);
    if (kind == StepKind::Confirm)
        say("say --confirm NAME once it was seen working, or name a check with --check-with");
    else if (!run.history().isRotateBegun)
        say("say --approve-delete with the last 4 characters");
    tellHowToGoOn();
    return ExitPolicy;
}

std::optional<int> RotationRun::deleteLost(rotate::Run &run)
{
    const auto &lost = run.lostKeys();
    const bool isAgreed = std::ranges::all_of(lost, [this](const std::string &id) {
        return std::ranges::contains(m_command.lostKeys, id);
    });
    if (!isAgreed
        && answerTo(std::format("The value of {} is lost. Type delete to remove it:", listed(lost)))
            != "delete") {
        say(std::format("a key was made and its value was lost on the way: {}; if nobody else made "
                        "it, add --delete-lost with its id",
                        listed(lost)));
        tellHowToGoOn();
        return ExitPolicy;
    }
    const std::string ids = listed(lost);
    if (auto deleted = run.deleteLostKeys(); !deleted)
        return fails(deleted.error());
    m_out << "deleted " << ids << ", whose value was lost\n";
    return std::nullopt;
}

/// To end now would lose the only copy of the value, so nothing but a person's Ctrl-C ends this.
void RotationRun::waitForStore(const std::string &problem)
{
    if (problem != m_storeProblem)
        say(std::format(
            "the new value is in this process alone, since the store cannot be written "
            "({}): do not end this program. Free space on the store's disk, or end what "
            "keeps the store busy; this tries again until it is kept",
            problem));
    m_storeProblem = problem;
    std::this_thread::sleep_for(kRetry);
}

std::optional<int> RotationRun::passFailure(const rotate::Run &run, const Progress &progress)
{
    if (run.holdsValue()) {
        waitForStore(progress.text);
        return std::nullopt;
    }
    tell(progress);
    tellHowToGoOn();
    return ExitRemote;
}

/// A decision that somebody else changes at the same time is theirs.
Result<void> RotationRun::decide(rotate::RunDecision decision)
{
    if (!m_finding)
        return {};
    return rotate::decide(m_store, m_finding->finding.id, m_run, decision, userName(), secondsNow())
        .transform([](bool) { });
}

/// On proof alone the old value is kept no longer and the finding is closed.
Result<void> RotationRun::settle(const rotate::History &history)
{
    if (const auto leftOut = history.unprovenBy(); leftOut && history.end == "done")
        say(std::format("that the old key is gone was not proven, since {} was left out: the "
                        "finding stays open and the old value stays kept",
                        rotate::stepName(*leftOut)));
    if (history.isOldValueNeedless()) {
        if (auto dropped = m_custody.dropOld(m_run, m_context.parts); !dropped)
            return dropped;
        if (history.end == "done")
            m_out << "the old value is dead, and is no longer kept with this rotation\n";
    }
    // Last: until then the finding tells whoever comes next that something is left to do.
    const auto decision = rotate::decisionAtEnd(history);
    return decision ? decide(*decision) : Result<void>();
}

void RotationRun::tellWhatIsKept(const rotate::Run &run) const
{
    const std::string &keyId = run.newKey();
    const auto value = m_custody.kept(m_run, keyId);
    if (keyId.empty() || !value || !*value)
        return;
    m_out << std::format("its new value stays sealed in the store: rekey-cli rotate take {} "
                         "--to-file value=PATH\n",
                         m_run);
    const provider::Act *rotation = m_acts.find(provider::Does::Rotate);
    if (rotation == nullptr)
        return;
    for (const auto &[name, place] : rotation->gives) {
        const auto part = m_custody.keptPart(m_run, keyId, name);
        if (part && *part)
            m_out << std::format("so does its {0}: --to-file {0}=PATH\n", name);
    }
}

int RotationRun::finish(const rotate::Run &run)
{
    if (auto settled = settle(run.history()); !settled)
        return fails(settled.error());
    const std::string &end = run.history().end;
    const std::string &newKey = run.history().newKey;
    m_out << std::format("{}: {}{}\n", m_run, end,
                         newKey.empty() ? "" : ", the new key is " + escapeControl(newKey));
    tellWhatIsKept(run);
    return ExitNothing;
}

} // namespace rekey::app

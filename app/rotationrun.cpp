// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rotationrun.h"

#include "app/clifiles.h"
#include "app/clifindings.h"
#include "app/cliopenstore.h"
#include "app/cliseal.h"
#include "core/base/text.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <format>
#include <iostream>
#include <thread>

namespace rekey::app {

namespace {

using rotate::Progress;
using rotate::RotationContext;
using rotate::StepKind;
using secret::SecretBytes;

std::string listed(const std::vector<std::string> &texts)
{
    std::string result;
    for (const std::string &text : texts)
        result += (result.empty() ? "" : ", ") + escapeControl(text);
    return result;
}

bool hasTerminal()
{
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

/// What a person types; nothing without a terminal.
std::string answerTo(const std::string &question)
{
    std::string line;
    if (hasTerminal()) {
        std::cerr << question << ' ' << std::flush;
        std::getline(std::cin, line);
    }
    return line;
}

provider::Parts copyOf(const provider::Parts &parts)
{
    provider::Parts copy;
    for (const auto &[name, value] : parts)
        copy.emplace(name, SecretBytes::copyOf(value.bytes()));
    return copy;
}

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
    , m_store(store)
    , m_run(setup.run)
    , m_context(std::move(setup.context))
    , m_plan(std::move(setup.plan))
    , m_acts(catalog, m_context.detector)
    , m_valuePart(rotate::ProviderKeys::valuePart(m_acts))
    , m_finding(findingOf(store, m_context))
    , m_own(copyOf(setup.own))
    , m_transport(std::move(setup.network))
    , m_verifier(catalog, pack, m_transport, {m_context.baseUrls, {}})
    , m_service(m_acts, m_transport, access(setup))
    , m_custody(store, m_valuePart)
    , m_journal(store, m_finding ? m_finding->finding.id : secret::SecretId{})
    , m_handover(store, m_run, m_context, m_plan.oldKey, m_valuePart != "secret",
                 [this](const std::string &keyId, const SecretBytes &value) {
                     return partsOf(keyId, value);
                 })
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
            {}};
}

rotate::RunPorts RotationRun::ports()
{
    return {m_service, m_custody, m_handover, m_journal, secondsNow};
}

provider::Parts RotationRun::partsOf(const std::string &keyId, const SecretBytes &value) const
{
    provider::Parts parts = copyOf(m_own);
    if (m_valuePart != "secret")
        parts.insert_or_assign("secret", SecretBytes::copyOf(keyId));
    parts.insert_or_assign(m_valuePart, SecretBytes::copyOf(value.bytes()));
    return parts;
}

/// What is learned of the old key is the finding's evidence too.
Result<finding::Verdict> RotationRun::prove(const provider::Parts &parts)
{
    const verify::Checked checked
        = m_verifier.check(m_context.detector, parts, provider::Level::Alive, {});
    const finding::Evidence &evidence = checked.evidence;
    const auto old = m_own.find(m_valuePart);
    const bool isOld = old != m_own.end() && old->second.equals(parts.at(m_valuePart));
    if (isOld && m_finding) {
        const auto kept = m_store.keepEvidence(m_finding->finding.id, evidence, std::nullopt);
        if (!kept)
            return std::unexpected(kept.error());
    }
    if (evidence.verdict == finding::Verdict::Unknown)
        return fail(ErrorKind::Io, "no clear answer came: " + evidence.reason, evidence.host);
    return evidence.verdict;
}

Result<void> RotationRun::checkAndAgree() const
{
    if (const auto missing = m_service.missingParts(m_plan); !missing.empty())
        return fail(ErrorKind::Invalid,
                    "this needs " + listed(missing)
                        + ": give --credential PART=..., or --with PART=... for what is no secret");
    if (m_service.leansOnOldKey(m_plan) && !m_command.usesLeakedKey)
        return fail(ErrorKind::Denied,
                    "keys of this provider are made and removed with a key itself, here the leaked "
                    "one, and whoever has it can do the same meanwhile: say --use-leaked-key");
    const std::string canary = m_verifier.canary(m_context.detector, m_own);
    if (!canary.empty() && !m_command.yesCanaries)
        return fail(ErrorKind::Denied,
                    canary + " Using it alerts whoever planted it; say --yes-canaries if you must");
    const auto hosts = m_service.hosts(m_plan);
    if (!hosts)
        return std::unexpected(hosts.error());
    return agree(*hosts);
}

Result<void> RotationRun::agree(const std::vector<std::string> &hosts) const
{
    std::vector<std::string> open;
    std::ranges::copy_if(hosts, std::back_inserter(open), [this](const std::string &host) {
        return !std::ranges::contains(m_command.network.yesHosts, host);
    });
    if (open.empty())
        return {};
    if (answerTo(std::format("This changes keys at {}. Type rotate to go on:", listed(open)))
        == "rotate")
        return {};
    return fail(ErrorKind::Denied,
                std::format("nothing was sent: it would change keys at {}; if that is what you "
                            "want, add --yes-host for each",
                            listed(open)));
}

Result<std::vector<std::string>> RotationRun::look()
{
    std::vector<std::string> lines;
    if (m_acts.find(provider::Does::List) != nullptr
        && std::ranges::contains(m_plan.steps, StepKind::Create, &rotate::Step::kind)) {
        const auto keys = m_service.list();
        if (!keys)
            return std::unexpected(keys.error());
        for (const rotate::KeyInfo &key : *keys)
            lines.push_back(std::format("{} is {}{}", escapeControl(key.id),
                                        key.isActive ? "on" : "off",
                                        key.id == m_plan.oldKey ? ": the one to be rotated" : ""));
        if (!std::ranges::contains(*keys, m_plan.oldKey, &rotate::KeyInfo::id))
            return fail(ErrorKind::Invalid,
                        "the provider does not list this key; is it another owner's? give its id "
                        "with --key",
                        m_plan.oldKey);
    }
    if (m_acts.powers().tellsLastUse) {
        if (const auto last = m_service.lastUse(m_plan.oldKey); last && *last > 0)
            lines.push_back(std::format("last used {:%F %R} UTC",
                                        std::chrono::sys_seconds(std::chrono::seconds(*last))));
    }
    return lines;
}

int RotationRun::begin()
{
    const auto learned = m_service.learn(m_plan);
    if (!learned)
        return fails(learned.error());
    m_context.with.insert(learned->begin(), learned->end());
    auto prepared = m_custody.keepOld(m_run, m_own);
    if (prepared)
        prepared = rotate::keepContext(m_store, m_run, m_context);
    if (!prepared)
        return fails(prepared.error());
    auto run = rotate::Run::begin(ports(), m_run, m_plan);
    if (!run)
        return fails(run.error());
    if (auto decided = decide(finding::Decision::Rotating, finding::CloseReason::None); !decided)
        return fails(decided.error());
    std::cout << m_run << " has begun\n";
    return work(*run);
}

int RotationRun::goOn()
{
    auto run = rotate::Run::resume(ports(), m_run);
    if (!run)
        return fails(run.error());
    if (m_acts.find(provider::Does::List) != nullptr && run->history().end.empty()) {
        const auto found = run->found();
        if (!found)
            return fails(found.error());
        for (const std::string &line : *found)
            std::cout << line << '\n';
    }
    return work(*run);
}

int RotationRun::rollBack()
{
    auto run = rotate::Run::resume(ports(), m_run);
    if (!run)
        return fails(run.error());
    if (auto taken = takeConfirmations(); !taken)
        return fails(taken.error());
    auto done = run->rollBack();
    if (!done && !run->lostKeys().empty()) {
        if (const auto stopped = deleteLost(*run))
            return *stopped;
        done = run->rollBack();
    }
    if (done)
        done = decide(finding::Decision::Confirmed, finding::CloseReason::None);
    if (!done)
        return fails(done.error());
    std::cout << m_run << " was taken back\n";
    return ExitNothing;
}

Result<void> RotationRun::takeConfirmations()
{
    for (const std::string &consumer : m_command.confirmed) {
        if (auto kept = rotate::confirmConsumer(m_store, m_run, consumer); !kept)
            return kept;
    }
    return {};
}

int RotationRun::work(rotate::Run &run)
{
    if (auto taken = takeConfirmations(); !taken)
        return fails(taken.error());
    m_waitUntil = secondsNow() + static_cast<std::int64_t>(m_command.waitSeconds);
    for (;;) {
        const auto progress = run.advance();
        if (!progress)
            return fails(progress.error());
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
    std::cout << std::format("step {} of {}, {}: {}\n", progress.step + 1, m_plan.steps.size(),
                             rotate::stepName(m_plan.steps[progress.step].kind),
                             escapeControl(progress.text))
              << std::flush;
}

void RotationRun::tellHowToGoOn() const
{
    say(std::format("rekey-cli rotate resume {0} goes on, rotate rollback {0} takes it back",
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
        const std::string typed = m_command.approval.empty()
            ? answerTo(progress.text + " Its id is " + escapeControl(m_plan.oldKey) + ":")
            : m_command.approval;
        m_isApproved = run.approveDelete(typed);
        if (m_isApproved)
            return std::nullopt;
        if (!typed.empty())
            say("these are not the last characters of its id");
    }
    tell(progress);
    say(kind == StepKind::Confirm ? "say --confirm NAME once it was seen working"
                                  : "say --approve-delete with the last 4 characters");
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
    std::cout << "deleted " << ids << ", whose value was lost\n";
    return std::nullopt;
}

std::optional<int> RotationRun::passFailure(rotate::Run &run, const Progress &progress)
{
    if (!m_command.skipReason.empty() && !m_isSkipUsed) {
        m_isSkipUsed = true;
        if (auto skipped = run.skip(m_command.skipReason); !skipped)
            return fails(skipped.error());
        return std::nullopt;
    }
    tell(progress);
    tellHowToGoOn();
    return ExitRemote;
}

/// A decision that somebody else changes at the same time is theirs.
Result<void> RotationRun::decide(finding::Decision decision, finding::CloseReason reason)
{
    if (!m_finding)
        return {};
    const auto records = m_store.records(std::span(&m_finding->finding.id, 1));
    if (!records)
        return std::unexpected(records.error());
    finding::TriageChange change;
    change.id = m_finding->finding.id;
    change.version = records->front().version;
    change.triage = records->front().triage;
    change.event.kind = finding::EventKind::Decided;
    change.event.from = finding::decisionName(change.triage.decision);
    change.event.to = finding::decisionName(decision);
    change.event.detail = m_run;
    change.triage.decision = decision;
    change.triage.closeReason = reason;
    change.triage.decidedBy = userName();
    change.triage.decidedAt = secondsNow();
    if (finding::problemOf(change.triage, records->front().evidence.verdict, secondsNow())
        != finding::TriageProblem::None)
        return {};
    return m_store.change(std::span(&change, 1)).transform([](const auto &) { });
}

int RotationRun::finish(const rotate::Run &run)
{
    if (run.history().end == "done") {
        const auto reason = m_plan.method == rotate::Method::RevokeNow
            ? finding::CloseReason::Revoked
            : finding::CloseReason::Rotated;
        if (auto decided = decide(finding::Decision::Closed, reason); !decided)
            return fails(decided.error());
    }
    const std::string &newKey = run.history().newKey;
    std::cout << std::format("{}: {}{}\n", m_run, run.history().end,
                             newKey.empty() ? "" : ", the new key is " + escapeControl(newKey));
    return ExitNothing;
}

} // namespace rekey::app

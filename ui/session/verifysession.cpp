// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/verifysession.h"

#include <QDateTime>

#include <algorithm>
#include <random>
#include <utility>

namespace rekey::ui {

namespace {

using finding::Verdict;
using provider::Level;

/// Hosts asked at the same time; each thread waits for an answer most of its time.
constexpr int kHostsAtOnce = 8;
constexpr int kTellMs = 50;
/// A pause no longer than this is the pace, not worth a clock.
constexpr std::int64_t kShortPauseMs = 3'000;

std::int64_t nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

bool isLive(Verdict verdict)
{
    return verdict == Verdict::Live || verdict == Verdict::LiveLimited;
}

} // namespace

struct VerifySession::Bench
{
    Bench(std::shared_ptr<const CheckRules> with, const CheckPorts &ports, const CheckSetup &setup)
        : rules(std::move(with))
        , transport(ports.transport(setup.network))
        , verifier(rules->catalog, rules->pack, *transport, {setup.baseUrls, {}})
    {
    }

    std::shared_ptr<const CheckRules> rules;
    std::unique_ptr<provider::Transport> transport;
    verify::Verifier verifier;
};

VerifySession::VerifySession(CheckPorts ports, PartsReader parts, QObject *parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_parts(std::move(parts))
    , m_queue(m_ports.pace, std::random_device{}())
{
    m_planPool.setMaxThreadCount(1);
    m_pool.setMaxThreadCount(kHostsAtOnce);
    m_next.setSingleShot(true);
    m_tell.setSingleShot(true);
    m_tell.setInterval(kTellMs);
    connect(&m_next, &QTimer::timeout, this, &VerifySession::pump);
    connect(&m_tell, &QTimer::timeout, this, &VerifySession::flush);
}

VerifySession::~VerifySession()
{
    m_stop.request_stop();
    m_planStop.request_stop();
    m_planPool.waitForDone();
    m_pool.waitForDone();
}

void VerifySession::setSetup(CheckSetup setup)
{
    m_setup = std::move(setup);
    m_benches.clear();
}

void VerifySession::plan(std::vector<CheckSubject> subjects, const CheckOptions &options)
{
    m_planStop.request_stop();
    m_planStop = {};
    ++m_planning;
    m_planPool.start([this, number = ++m_plan, subjects = std::move(subjects), options,
                      rules = m_rules, ports = m_ports, setup = m_setup, parts = m_parts,
                      stop = m_planStop.get_token()]() mutable {
        Result<std::shared_ptr<const CheckRules>> known = rules;
        if (!rules)
            known = ports.rules();
        Result<CheckPlan> made = std::unexpected(known ? Error() : known.error());
        if (known) {
            const Bench bench(*known, ports, setup);
            made = planChecks((*known)->catalog, bench.verifier, setup.network, std::move(subjects),
                              parts, options, nowMs() / 1000, stop);
        }
        QMetaObject::invokeMethod(
            this,
            [this, number, known, made = std::move(made)] {
                --m_planning;
                if (known)
                    m_rules = *known;
                if (number != m_plan)
                    return;
                if (made)
                    Q_EMIT planned(std::make_shared<const CheckPlan>(*made));
                else if (made.error().kind != ErrorKind::Cancelled)
                    Q_EMIT planFailed(made.error());
            },
            Qt::QueuedConnection);
    });
}

bool VerifySession::isAllowed(const std::string &host, Level level, bool isCanary) const
{
    provider::ConsentLedger standing = m_consents;
    standing.endBatch(); // that yes was to other findings
    return standing.allows(host, level, isCanary, nowMs() / 1000);
}

void VerifySession::giveConsent(const provider::Consent &consent)
{
    m_consents.give(consent);
    Q_EMIT consentsChanged();
    pump();
}

void VerifySession::withdrawConsent(const std::string &host)
{
    m_consents.withdraw(host);
    Q_EMIT consentsChanged();
    pump();
}

Result<void> VerifySession::restoreConsents(std::string_view kept)
{
    provider::ConsentLedger restored;
    Result<void> taken = restored.takeKept(kept);
    m_consents = std::move(restored);
    Q_EMIT consentsChanged();
    pump();
    return taken;
}

std::size_t VerifySession::ask(const CheckPlan &plan)
{
    return enqueue(plan, false);
}

std::size_t VerifySession::control(const CheckPlan &plan)
{
    return enqueue(plan, true);
}

std::size_t VerifySession::enqueue(const CheckPlan &plan, bool isControl)
{
    std::size_t count = 0;
    const std::int64_t now = nowMs() / 1000;
    const Level level = isControl ? Level::Alive : plan.options.level;
    for (const CheckPlan::Check &check : plan.checks) {
        if (m_queued.contains(check.subject->id)
            || !m_consents.allows(check.host, level, check.isCanary, now))
            continue;
        const std::uint64_t job = ++m_lastJob;
        m_jobs.emplace(job, Work{check.subject, isControl});
        m_queued.emplace(check.subject->id, job);
        m_queue.add({job, check.host, level, check.isCanary, 0});
        ++count;
    }
    pump();
    return count;
}

void VerifySession::pump()
{
    while (const auto job = m_queue.take(m_consents, nowMs()))
        send(*job);
    const std::int64_t now = nowMs();
    if (const auto next = m_queue.nextAt(m_consents, now))
        m_next.start(static_cast<int>(std::clamp<std::int64_t>(*next - now, 1, 60'000)));
    else
        m_next.stop();
    changed();
}

void VerifySession::send(const provider::Job &job)
{
    m_pool.start([this, job, bench = benchFor(job.host), work = m_jobs.at(job.id), parts = m_parts,
                  stop = m_stop.get_token(), generation = m_generation] {
        Answer answer = run(*bench, work, job.level, parts, stop);
        QMetaObject::invokeMethod(
            this,
            [this, job, generation, answer = std::move(answer)]() mutable {
                if (generation == m_generation)
                    take(job, std::move(answer));
            },
            Qt::QueuedConnection);
    });
}

VerifySession::Answer VerifySession::run(Bench &bench, const Work &work, Level level,
                                         const PartsReader &parts, std::stop_token stop)
{
    Answer answer;
    const CheckSubject &subject = *work.subject;
    const Result<provider::Parts> opened = parts(subject);
    if (!opened) {
        answer.error = opened.error();
    } else if (work.isControl) {
        using Outcome = ControlResult::Outcome;
        const Result<bool> sound = bench.verifier.control(subject.rule, *opened, stop);
        answer.control = ControlResult{subject.id,
                                       !sound       ? Outcome::Unclear
                                           : *sound ? Outcome::Refused
                                                    : Outcome::Taken,
                                       sound ? std::string() : sound.error().detail};
        answer.checked.isCancelled = !sound && sound.error().kind == ErrorKind::Cancelled;
    } else {
        answer.checked = bench.verifier.check(subject.rule, *opened, level, stop);
    }
    return answer;
}

void VerifySession::take(const provider::Job &job, Answer answer)
{
    if (m_queue.finish(job, answer.checked.job, nowMs())) {
        const secret::SecretId id = m_jobs.at(job.id).subject->id;
        forget(job.id);
        if (answer.error) {
            Q_EMIT failed(*answer.error);
        } else if (answer.control) {
            Q_EMIT controlled(*answer.control);
        } else if (!answer.checked.isCancelled) {
            note(job.host, answer.checked.evidence);
            m_arrived.push_back(
                {id, std::move(answer.checked.evidence), std::move(answer.checked.access)});
        }
    } else {
        m_tallies[job.host].reason = answer.checked.evidence.reason;
    }
    pump();
}

void VerifySession::note(const std::string &host, const finding::Evidence &evidence)
{
    Tally &tally = m_tallies[host];
    tally.live += isLive(evidence.verdict) ? 1U : 0U;
    if (evidence.verdict == Verdict::Unknown) {
        ++tally.unknown;
        tally.reason = evidence.reason;
    }
}

void VerifySession::forget(std::uint64_t job)
{
    const auto work = m_jobs.find(job);
    m_queued.erase(work->second.subject->id);
    m_jobs.erase(work);
    if (!m_jobs.empty())
        return;
    m_consents.endBatch();
    Q_EMIT consentsChanged();
}

void VerifySession::pause(const std::string &host, bool isPaused)
{
    m_queue.pause(host, isPaused);
    pump();
}

void VerifySession::pauseAll(bool isPaused)
{
    m_isAllPaused = isPaused;
    m_queue.pauseAll(isPaused);
    pump();
}

void VerifySession::resume(const std::string &host)
{
    m_queue.resume(host);
    pump();
}

void VerifySession::dropLane(const std::string &host)
{
    for (const std::uint64_t job : m_queue.dropLane(host))
        forget(job);
    pump();
}

bool VerifySession::drop(const secret::SecretId &id)
{
    const auto queued = m_queued.find(id);
    if (queued == m_queued.end() || !m_queue.drop(queued->second))
        return false;
    forget(queued->second);
    pump();
    return true;
}

bool VerifySession::raise(const secret::SecretId &id)
{
    const auto queued = m_queued.find(id);
    return queued != m_queued.end() && m_queue.raise(queued->second);
}

void VerifySession::stop()
{
    ++m_generation;
    ++m_plan;
    m_stop.request_stop();
    m_stop = {};
    m_planStop.request_stop();
    // One that is still under way has its bench to itself until it ends.
    m_benches.clear();
    m_jobs.clear();
    m_queued.clear();
    m_tallies.clear();
    m_queue = provider::Queue(m_ports.pace, std::random_device{}());
    m_queue.pauseAll(m_isAllPaused);
    m_consents.endBatch();
    Q_EMIT consentsChanged();
    pump();
}

std::vector<CheckLane> VerifySession::lanes() const
{
    using From = provider::LaneView::State;
    using To = CheckLane::State;
    const std::int64_t now = nowMs();
    std::vector<CheckLane> lanes;
    for (const provider::LaneView &view : m_queue.lanes(m_consents, now)) {
        CheckLane lane;
        lane.host = view.host;
        lane.waiting = view.waiting + (view.state == From::Sending ? 1 : 0);
        lane.done = view.done + view.failed;
        const bool isLong = view.againAtMs - now > kShortPauseMs;
        lane.state = view.state == From::NeedsConsent ? To::Asking
            : view.state == From::Paused              ? To::Paused
            : view.state == From::Stopped             ? To::Stopped
            : view.state == From::Done                ? To::Done
            : view.state == From::Later && isLong     ? To::Waiting
                                                      : To::Sending;
        if (lane.state == To::Waiting)
            lane.againAtMs = view.againAtMs;
        if (const auto tally = m_tallies.find(view.host); tally != m_tallies.end()) {
            lane.live = tally->second.live;
            lane.unknown = tally->second.unknown;
            lane.reason = tally->second.reason;
        }
        lanes.push_back(std::move(lane));
    }
    return lanes;
}

void VerifySession::changed()
{
    if (!m_tell.isActive())
        m_tell.start();
}

void VerifySession::flush()
{
    if (!m_arrived.empty())
        Q_EMIT checked(std::exchange(m_arrived, {}));
    Q_EMIT lanesChanged();
}

std::shared_ptr<VerifySession::Bench> VerifySession::benchFor(const std::string &host)
{
    std::shared_ptr<Bench> &bench = m_benches[host];
    if (!bench)
        bench = std::make_shared<Bench>(m_rules, m_ports, m_setup);
    return bench;
}

} // namespace rekey::ui

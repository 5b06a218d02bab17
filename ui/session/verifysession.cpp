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

/// Where a provider is asked; empty: its own server.
std::string serverOf(const std::map<std::string, std::string> &baseUrls,
                     const std::string &provider)
{
    const auto own = baseUrls.find(provider);
    return own == baseUrls.end() ? std::string() : own->second;
}

bool isLive(Verdict verdict)
{
    return verdict == Verdict::Live || verdict == Verdict::LiveLimited;
}

} // namespace

struct VerifySession::Bench
{
    Bench(std::shared_ptr<const CheckRules> with, const CheckPorts &ports, const CheckSetup &setup,
          std::shared_ptr<verify::Soundness> soundness)
        : rules(std::move(with))
        , transport(ports.transport(setup.network))
        , verifier(rules->catalog, rules->pack, *transport,
                   {setup.baseUrls, {}, std::move(soundness)})
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
    std::unordered_set<std::uint64_t> strays;
    for (auto &[job, work] : m_jobs) {
        const std::string &provider = work.check.provider;
        if (serverOf(m_setup.baseUrls, provider) == serverOf(setup.baseUrls, provider))
            continue;
        work.isStray = true;
        strays.insert(job);
    }
    m_setup = std::move(setup);
    m_benches.clear();
    if (const std::size_t count = dropJobs(strays); count > 0)
        Q_EMIT dropped(count);
    pump();
}

void VerifySession::readRules()
{
    if (m_rules)
        return;
    ++m_planning;
    m_planPool.start([this, ports = m_ports] {
        auto read = ports.rules();
        QMetaObject::invokeMethod(
            this,
            [this, read = std::move(read)] {
                --m_planning;
                if (!read) {
                    Q_EMIT planFailed(read.error());
                    return;
                }
                if (!m_rules)
                    m_rules = *read;
                Q_EMIT rulesRead();
            },
            Qt::QueuedConnection);
    });
}

void VerifySession::plan(std::vector<CheckSubject> subjects, const CheckOptions &options)
{
    stopPlanning();
    ++m_planning;
    m_planPool.start([this, number = m_plan, subjects = std::move(subjects), options,
                      rules = m_rules, ports = m_ports, setup = m_setup, parts = m_parts,
                      soundness = m_soundness, stop = m_planStop.get_token()]() mutable {
        Result<std::shared_ptr<const CheckRules>> known = rules;
        if (!rules)
            known = ports.rules();
        Result<CheckPlan> made = std::unexpected(known ? Error() : known.error());
        if (known) {
            const Bench bench(*known, ports, setup, soundness);
            const Result<void> named = checkProviders((*known)->catalog, setup);
            made = named ? planChecks(**known, bench.verifier, setup.network, std::move(subjects),
                                      parts, options, nowMs() / 1000, stop)
                         : std::unexpected(named.error());
            if (made)
                made->baseUrls = setup.baseUrls;
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

void VerifySession::stopPlanning()
{
    ++m_plan;
    m_planStop.request_stop();
    m_planStop = {};
}

bool VerifySession::isAllowed(const std::string &host, Level level, bool isCanary) const
{
    // Of no batch: a yes to other findings does not count.
    return m_consents.allows(host, level, isCanary, nowMs() / 1000);
}

void VerifySession::withdrawConsent(const std::string &host)
{
    m_consents.withdraw(host);
    Q_EMIT consentWithdrawn(host);
    Q_EMIT consentsChanged();
    pump();
}

void VerifySession::forgetConsents()
{
    m_consents = {};
    Q_EMIT consentsChanged();
    pump();
}

Result<void> VerifySession::setKept(const std::map<std::string, std::string> &kept)
{
    Result<void> taken = m_consents.replaceKept(kept);
    Q_EMIT consentsChanged();
    pump();
    return taken;
}

std::uint64_t VerifySession::openBatch(std::vector<provider::Consent> yes)
{
    const std::uint64_t batch = giveAll(yes);
    if (!yes.empty())
        Q_EMIT consentsChanged();
    return batch;
}

void VerifySession::closeBatch(std::uint64_t batch)
{
    m_consents.endBatch(batch);
    Q_EMIT consentsChanged();
}

std::uint64_t VerifySession::giveAll(std::vector<provider::Consent> &yes)
{
    const std::uint64_t batch = ++m_lastBatch;
    for (provider::Consent &consent : yes) {
        consent.batch = consent.span == provider::Span::Batch ? batch : 0;
        m_consents.give(consent);
    }
    return batch;
}

std::size_t VerifySession::ask(const CheckPlan &plan, std::vector<provider::Consent> yes)
{
    const std::uint64_t batch = giveAll(yes);
    const bool isControl = plan.options.isControl;
    const Level level = isControl ? Level::Alive : plan.options.level;
    const std::int64_t now = nowMs() / 1000;
    std::vector<const CheckPlan::Check *> wanted;
    std::unordered_set<std::uint64_t> instead;
    std::set<std::string> hosts;
    for (const CheckPlan::Check &check : plan.checks) {
        const bool isSame
            = serverOf(plan.baseUrls, check.provider) == serverOf(m_setup.baseUrls, check.provider);
        if (isSame && isToQueue(check, level, batch, now, instead)) {
            wanted.push_back(&check);
            hosts.insert(check.host);
        }
    }
    m_batches[batch] = wanted.size();
    dropJobs(instead);
    for (const CheckPlan::Check *check : wanted)
        enqueue(*check, level, isControl, batch);
    if (wanted.empty()) {
        m_batches.erase(batch);
        m_consents.endBatch(batch);
    }
    for (const std::string &host : hosts) {
        if (m_queue.resume(host))
            Q_EMIT resumed(host);
    }
    if (!yes.empty())
        Q_EMIT consentsChanged();
    pump();
    return wanted.size();
}

bool VerifySession::isToQueue(const CheckPlan::Check &check, Level level, std::uint64_t batch,
                              std::int64_t now, std::unordered_set<std::uint64_t> &instead) const
{
    if (!m_consents.allows(check.host, level, check.isCanary, now, batch))
        return false;
    const auto queued = m_queued.find(check.subject->id);
    if (queued == m_queued.end())
        return true;
    // A yes that ended meanwhile left it waiting: this one takes its place.
    const Work &work = m_jobs.at(queued->second);
    if (work.isUnderWay
        || m_consents.allows(work.check.host, level, work.check.isCanary, now, work.batch))
        return false;
    instead.insert(queued->second);
    return true;
}

void VerifySession::enqueue(const CheckPlan::Check &check, Level level, bool isControl,
                            std::uint64_t batch)
{
    const std::uint64_t job = ++m_lastJob;
    m_jobs.emplace(job, Work{check, isControl, batch});
    m_queued.emplace(check.subject->id, job);
    m_queue.add({job, check.host, level, check.isCanary, 0, batch});
}

std::size_t VerifySession::dropJobs(const std::unordered_set<std::uint64_t> &jobs)
{
    const std::vector<std::uint64_t> out = m_queue.drop(jobs);
    for (const std::uint64_t job : out)
        forget(job);
    return out.size();
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
    Work &sent = m_jobs.at(job.id);
    sent.isUnderWay = true;
    m_pool.start([this, job, bench = benchFor(job.host), work = sent, parts = m_parts,
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
    const CheckSubject &subject = *work.check.subject;
    const Result<provider::Parts> opened = parts(subject);
    if (!opened) {
        answer.error = opened.error();
        return answer;
    }
    std::vector<std::string> names;
    for (const auto &[name, value] : *opened)
        names.push_back(name);
    const verify::Planned planned = bench.verifier.plan(subject.rule, names);
    if (planned.state == verify::Planned::State::Ready && planned.endpoint != work.check.endpoint) {
        answer.error = Error{ErrorKind::Denied,
                             "Its server is another one than the one that was said yes to: nothing "
                             "was sent. Ask again.",
                             work.check.host};
        return answer;
    }
    if (!work.isControl) {
        answer.checked = bench.verifier.check(subject.rule, *opened, level, stop, subject.evidence);
        return answer;
    }
    using Outcome = ControlResult::Outcome;
    const verify::Controlled controlled = bench.verifier.control(subject.rule, *opened, stop);
    const Result<bool> &refused = controlled.isRefused;
    answer.control = ControlResult{subject.id,
                                   !refused       ? Outcome::Unclear
                                       : *refused ? Outcome::Refused
                                                  : Outcome::Taken,
                                   refused ? std::string() : refused.error().detail};
    answer.checked.job = controlled.job;
    answer.checked.isCancelled = !refused && refused.error().kind == ErrorKind::Cancelled;
    answer.checked.evidence.reason = answer.control->reason;
    return answer;
}

void VerifySession::take(const provider::Job &job, Answer answer)
{
    Work &work = m_jobs.at(job.id);
    if (m_queue.finish(job, answer.checked.job, nowMs())) {
        const secret::SecretId id = work.check.subject->id;
        forget(job.id);
        if (answer.error) {
            Q_EMIT failed(*answer.error);
        } else if (answer.control) {
            Q_EMIT controlled(*answer.control);
        } else if (!answer.checked.isCancelled && !answer.checked.isAnswer()) {
            Q_EMIT failed({ErrorKind::Denied, answer.checked.evidence.reason, job.host});
        } else if (!answer.checked.isCancelled) {
            note(job.host, answer.checked.evidence);
            m_arrived.push_back(
                {id, std::move(answer.checked.evidence), std::move(answer.checked.access)});
        }
    } else {
        work.isUnderWay = false;
        m_tallies[job.host].reason = answer.checked.evidence.reason;
        if (work.isStray)
            Q_EMIT dropped(dropJobs({job.id}));
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
    const std::uint64_t batch = work->second.batch;
    m_queued.erase(work->second.check.subject->id);
    m_jobs.erase(work);
    const auto rest = m_batches.find(batch);
    if (--rest->second > 0)
        return;
    m_batches.erase(rest);
    m_consents.endBatch(batch);
    Q_EMIT consentsChanged();
}

void VerifySession::pause(const std::string &host, bool isPaused)
{
    if (!isPaused && m_isAllPaused) {
        for (const provider::LaneView &lane : m_queue.lanes(m_consents, nowMs()))
            m_queue.pause(lane.host, true);
        m_isAllPaused = false;
        m_queue.pause(host, false);
        applyPause();
        Q_EMIT allPausedChanged(false);
        return;
    }
    m_queue.pause(host, isPaused);
    pump();
}

void VerifySession::pauseAll(bool isPaused)
{
    m_isAllPaused = isPaused;
    applyPause();
    Q_EMIT allPausedChanged(isPaused);
}

void VerifySession::setHeld(bool isHeld)
{
    if (isHeld == m_isHeld)
        return;
    m_isHeld = isHeld;
    applyPause();
}

void VerifySession::applyPause()
{
    m_queue.pauseAll(m_isAllPaused || m_isHeld);
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

std::size_t VerifySession::drop(std::span<const secret::SecretId> ids)
{
    std::unordered_set<std::uint64_t> jobs;
    for (const secret::SecretId &id : ids) {
        if (const auto queued = m_queued.find(id); queued != m_queued.end())
            jobs.insert(queued->second);
    }
    const std::size_t count = dropJobs(jobs);
    pump();
    return count;
}

bool VerifySession::raise(const secret::SecretId &id)
{
    const auto queued = m_queued.find(id);
    return queued != m_queued.end() && m_queue.raise(queued->second);
}

void VerifySession::stop()
{
    ++m_generation;
    stopPlanning();
    m_stop.request_stop();
    m_stop = {};
    // One that is still under way has its bench to itself until it ends.
    m_benches.clear();
    m_jobs.clear();
    m_queued.clear();
    m_batches.clear();
    m_tallies.clear();
    m_queue.clear(nowMs());
    m_consents.endBatches();
    if (!m_arrived.empty())
        Q_EMIT checked(std::exchange(m_arrived, {}));
    Q_EMIT consentsChanged();
    applyPause();
}

std::vector<CheckLane> VerifySession::lanes() const
{
    using From = provider::LaneView::State;
    using To = CheckLane::State;
    const std::int64_t now = nowMs();
    const auto isHeldOnly = [this](const provider::LaneView &view) {
        return m_isHeld && !m_isAllPaused && !view.isPaused;
    };
    std::vector<CheckLane> lanes;
    for (const provider::LaneView &view : m_queue.lanes(m_consents, now)) {
        CheckLane lane;
        lane.host = view.host;
        lane.waiting = view.waiting + (view.state == From::Sending ? 1 : 0);
        lane.done = view.done + view.failed;
        const bool isLong = view.againAtMs - now > kShortPauseMs;
        lane.state = view.state == From::NeedsConsent ? To::Asking
            : view.state == From::Paused              ? (isHeldOnly(view) ? To::Held : To::Paused)
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
        bench = std::make_shared<Bench>(m_rules, m_ports, m_setup, m_soundness);
    return bench;
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/scansession.h"

#include "core/base/log.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <iterator>
#include <mutex>
#include <utility>

namespace rekey::ui {

namespace {

constexpr std::size_t kPortion = 128;
constexpr int kDrainEveryMs = 16;
constexpr int kDrainForMs = 8;
constexpr int kProgressEveryMs = 100;

sources::Coverage coverageOf(const ScanTarget &target, bool complete)
{
    sources::Coverage coverage;
    coverage.source = target.path;
    coverage.complete = complete;
    return coverage;
}

/// Opens `target` after finding out what it is.
Result<std::shared_ptr<sources::Source>> openTarget(const Engine &engine, ScanTarget &target)
{
    if (target.kind == ScanTarget::Kind::Path) {
        Result<ScanTarget> detected = engine.detect(target.path);
        if (!detected)
            return std::unexpected(detected.error());
        target = std::move(*detected);
    }
    return engine.open(target);
}

} // namespace

/// What the GUI thread and the scan's thread share. The GUI thread fetches from it; nothing is
/// posted to the event loop, so a flood of findings cannot keep it from input.
struct ScanSession::Run
{
    // Set before the thread starts, then constant.
    ScanRequest request;
    std::uint32_t firstEntry = 0;
    std::stop_token stop;
    std::optional<std::uint32_t> numbersAfter; ///< of the GUI thread; set with the first number

    scan::ScanProgress progress;
    std::atomic<bool> walking = false;
    std::vector<std::uint32_t> entryOf; ///< written before `walking` is set

    struct Outcome
    {
        std::optional<Error> error;
        ScanSummary summary; ///< without its result
        std::shared_ptr<scan::FindingBatch> result; ///< not numbered behind others yet
    };
    struct Opened
    {
        std::uint32_t entry = 0;
        ScanTarget target;
        std::shared_ptr<sources::Source> source;
    };
    std::mutex mutex;
    std::deque<scan::FindingBatch> portions; ///< guarded by mutex
    std::vector<Opened> opened; ///< guarded by mutex
    std::uint32_t highest = 0; ///< guarded by mutex; number put so far, from 1
    std::optional<Outcome> outcome; ///< guarded by mutex; the thread's last word

    void put(scan::FindingBatch batch)
    {
        std::uint32_t highestPut = 0;
        for (finding::Finding &found : batch) {
            highestPut = std::max(highestPut, found.number);
            for (finding::Place &place : found.places)
                place.source = place.source < entryOf.size() ? entryOf[place.source] : firstEntry;
        }
        const std::scoped_lock lock(mutex);
        highest = std::max(highest, highestPut);
        for (auto at = batch.begin(); at != batch.end();) {
            const auto count = std::min<std::ptrdiff_t>(kPortion, batch.end() - at);
            portions.emplace_back(std::make_move_iterator(at), std::make_move_iterator(at + count));
            at += count;
        }
    }

    void endWith(std::optional<Error> error, ScanSummary summary,
                 std::shared_ptr<scan::FindingBatch> result = nullptr)
    {
        const std::scoped_lock lock(mutex);
        outcome = Outcome{std::move(error), std::move(summary), std::move(result)};
    }
};

ScanSession::ScanSession(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_pool.setMaxThreadCount(1);
    m_drainTimer.setInterval(kDrainEveryMs);
    m_progressTimer.setInterval(kProgressEveryMs);
    connect(&m_drainTimer, &QTimer::timeout, this, &ScanSession::drain);
    connect(&m_progressTimer, &QTimer::timeout, this, [this] { Q_EMIT progressed(snapshot()); });
    connect(&m_workspace, &Workspace::ready, this, &ScanSession::launch);
    connect(&m_workspace, &Workspace::failed, this, [this](const Error &error) {
        if (!m_run)
            return;
        end();
        Q_EMIT failed(error);
    });
}

ScanSession::~ScanSession()
{
    m_stop.request_stop();
    m_pool.waitForDone();
}

void ScanSession::start(ScanRequest request)
{
    Q_ASSERT(!isRunning());
    m_stop = {};
    m_run = std::make_shared<Run>();
    m_run->firstEntry = m_workspace.add(request.targets);
    m_run->request = std::move(request);
    m_run->stop = m_stop.get_token();
    m_clock.start();
    m_progressTimer.start();
    Q_EMIT started();
    Q_EMIT progressed(snapshot());
    if (m_workspace.isReady())
        launch();
    else
        m_workspace.prepare();
}

void ScanSession::launch()
{
    if (!m_run || m_drainTimer.isActive())
        return;
    m_drainTimer.start();
    m_pool.start([run = m_run, engine = m_workspace.engine(), context = m_workspace.context()] {
        work(run, engine, context);
    });
}

void ScanSession::cancel()
{
    if (!m_run || m_stop.stop_requested())
        return;
    m_stop.request_stop();
    Q_EMIT progressed(snapshot());
    if (!m_drainTimer.isActive()) { // still waiting for the rules
        ScanSummary summary;
        summary.firstEntry = m_run->firstEntry;
        for (const ScanTarget &target : m_run->request.targets)
            summary.coverage.push_back(coverageOf(target, false));
        summary.complete = false;
        summary.cancelled = true;
        end();
        Q_EMIT finished(summary);
    }
}

ScanSnapshot ScanSession::snapshot() const
{
    ScanSnapshot shot;
    if (!m_run)
        return shot;
    using Stage = ScanSnapshot::Stage;
    const Run &run = *m_run;
    shot.entry = run.firstEntry;
    shot.sourcesTotal = static_cast<std::uint32_t>(run.request.targets.size());
    shot.elapsedMs = m_clock.elapsed();
    if (run.walking) {
        const std::uint32_t index = run.progress.sourceIndex;
        shot.sourceIndex = index;
        if (index < run.entryOf.size())
            shot.entry = run.entryOf[index];
        shot.done = run.progress.walk.blobsDone;
        shot.total = run.progress.walk.blobsTotal;
        shot.bytes = run.progress.walk.bytesDone;
        shot.findings = run.progress.findings;
        switch (run.progress.walk.phase) {
        case sources::WalkProgress::Phase::Opening:
            shot.stage = Stage::Opening;
            break;
        case sources::WalkProgress::Phase::Listing:
            shot.stage = Stage::Listing;
            break;
        case sources::WalkProgress::Phase::Scanning:
            shot.stage = Stage::Scanning;
            break;
        case sources::WalkProgress::Phase::Placing:
        case sources::WalkProgress::Phase::Done:
            shot.stage = Stage::Placing;
            break;
        }
    } else if (m_drainTimer.isActive()) {
        shot.stage = Stage::Opening;
    }
    if (m_stop.stop_requested())
        shot.stage = Stage::Cancelling;
    return shot;
}

/// A scan counts its findings from 1, once it knows them all: moves them behind those there are.
void ScanSession::number(scan::FindingBatch &portion, std::uint32_t highest)
{
    if (highest == 0)
        return;
    if (!m_run->numbersAfter)
        m_run->numbersAfter = m_lastNumber;
    const std::uint32_t after = *m_run->numbersAfter;
    m_lastNumber = std::max(m_lastNumber, after + highest);
    if (after == 0)
        return;
    for (finding::Finding &found : portion)
        found.number += found.number > 0 ? after : 0;
}

void ScanSession::drain()
{
    QElapsedTimer spent;
    spent.start();
    while (m_run && spent.elapsed() < kDrainForMs) {
        scan::FindingBatch portion;
        std::optional<Run::Outcome> outcome;
        std::vector<Run::Opened> opened;
        std::uint32_t highest = 0;
        {
            const std::scoped_lock lock(m_run->mutex);
            highest = m_run->highest;
            opened = std::exchange(m_run->opened, {});
            if (!m_run->portions.empty()) {
                portion = std::move(m_run->portions.front());
                m_run->portions.pop_front();
            } else {
                outcome = std::exchange(m_run->outcome, std::nullopt);
            }
        }
        for (Run::Opened &one : opened)
            m_workspace.setOpened(one.entry, std::move(one.target), std::move(one.source));
        if (!portion.empty()) {
            number(portion, highest);
            Q_EMIT findingsArrived(portion);
            continue;
        }
        if (outcome) {
            if (outcome->result)
                number(*outcome->result, highest);
            outcome->summary.result = std::move(outcome->result);
            outcome->summary.elapsedMs = m_clock.elapsed();
            outcome->summary.cancelled = m_stop.stop_requested();
            Q_EMIT progressed(snapshot());
            end();
            if (outcome->error)
                Q_EMIT failed(*outcome->error);
            else
                Q_EMIT finished(outcome->summary);
        }
        return;
    }
}

void ScanSession::end()
{
    m_drainTimer.stop();
    m_progressTimer.stop();
    m_run.reset();
}

void ScanSession::work(const std::shared_ptr<Run> &run, const Engine &engine,
                       const scan::ScanContext &context)
{
    ScanSummary summary;
    summary.firstEntry = run->firstEntry;
    std::vector<std::shared_ptr<sources::Source>> opened;
    std::vector<std::size_t> slotOf;
    std::optional<Error> firstError;
    for (std::size_t i = 0; i < run->request.targets.size(); ++i) {
        ScanTarget target = run->request.targets[i];
        summary.coverage.push_back(coverageOf(target, true));
        if (run->stop.stop_requested()) {
            summary.coverage.back().complete = false;
            summary.complete = false;
            continue;
        }
        Result<std::shared_ptr<sources::Source>> source = openTarget(engine, target);
        if (!source) {
            qCWarning(rekeyUi) << "cannot open" << source.error().text().c_str();
            summary.coverage.back().complete = false;
            summary.coverage.back().notes.push_back(source.error().detail);
            summary.complete = false;
            if (!firstError)
                firstError = source.error();
            continue;
        }
        const auto entry = run->firstEntry + static_cast<std::uint32_t>(i);
        opened.push_back(*source);
        slotOf.push_back(i);
        run->entryOf.push_back(entry);
        const std::scoped_lock lock(run->mutex);
        run->opened.push_back({entry, std::move(target), *source});
    }
    if (opened.empty()) {
        run->endWith(firstError, std::move(summary));
        return;
    }
    run->walking = true;
    Result<scan::ScanResult> result = engine.run(
        context, opened, run->request.options, run->progress,
        [&run](scan::FindingBatch batch) { run->put(std::move(batch)); }, run->stop);
    if (!result) {
        run->endWith(result.error(), std::move(summary));
        return;
    }
    for (std::size_t i = 0; i < result->coverage.size() && i < slotOf.size(); ++i)
        summary.coverage[slotOf[i]] = std::move(result->coverage[i]);
    summary.findings = result->findings.size();
    for (finding::Finding &found : result->findings) {
        for (finding::Place &place : found.places)
            place.source = static_cast<std::uint32_t>(slotOf[place.source]);
    }
    summary.rules = result->rules;
    summary.complete = summary.complete && result->complete;
    run->endWith(std::nullopt, std::move(summary),
                 std::make_shared<scan::FindingBatch>(std::move(result->findings)));
}

} // namespace rekey::ui

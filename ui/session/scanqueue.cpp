// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/scanqueue.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace rekey::ui {

ScanQueue::ScanQueue(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_session(workspace)
{
    connect(&m_session, &ScanSession::progressed, this, [this](const ScanSnapshot &snapshot) {
        if (!m_running)
            return;
        m_jobs[static_cast<std::size_t>(*m_running)].snapshot = snapshot;
        Q_EMIT jobChanged(*m_running);
    });
    connect(&m_session, &ScanSession::finished, this, [this](const ScanSummary &summary) {
        if (!m_running)
            return;
        m_jobs[static_cast<std::size_t>(*m_running)].summary = summary;
        endRunning(summary.cancelled      ? ScanJob::State::Cancelled
                       : summary.complete ? ScanJob::State::Complete
                                          : ScanJob::State::Incomplete);
    });
    connect(&m_session, &ScanSession::failed, this, [this](const Error &error) {
        if (!m_running)
            return;
        m_jobs[static_cast<std::size_t>(*m_running)].error = error;
        endRunning(ScanJob::State::Failed);
    });
}

int ScanQueue::enqueue(ScanRequest request)
{
    request.options.workers = m_workers;
    ScanJob job;
    if (!request.targets.empty()) {
        job.title = QString::fromStdString(escapeControl(request.targets.front().title()));
        if (request.targets.size() > 1)
            job.title = tr("%1 and %n more", nullptr, static_cast<int>(request.targets.size()) - 1)
                            .arg(job.title);
    }
    job.request = std::move(request);
    m_jobs.push_back(std::move(job));
    const int index = static_cast<int>(m_jobs.size()) - 1;
    Q_EMIT jobAdded(index);
    startNext();
    return index;
}

void ScanQueue::cancel(int job)
{
    if (m_running == job) {
        m_session.cancel();
        return;
    }
    if (job < 0 || job >= static_cast<int>(m_jobs.size()))
        return;
    ScanJob &waiting = m_jobs[static_cast<std::size_t>(job)];
    if (waiting.state != ScanJob::State::Waiting)
        return;
    waiting.state = ScanJob::State::Cancelled;
    Q_EMIT jobChanged(job);
    Q_EMIT jobEnded(job);
}

void ScanQueue::cancelAll()
{
    for (int job = static_cast<int>(m_jobs.size()) - 1; job >= 0; --job)
        cancel(job);
}

void ScanQueue::dropResult(int job)
{
    if (auto &summary = m_jobs.at(static_cast<std::size_t>(job)).summary)
        summary->result = nullptr;
}

int ScanQueue::waitingCount() const
{
    return static_cast<int>(std::ranges::count(m_jobs, ScanJob::State::Waiting, &ScanJob::state));
}

void ScanQueue::startNext()
{
    if (m_running || m_session.isRunning())
        return;
    const auto next = std::ranges::find(m_jobs, ScanJob::State::Waiting, &ScanJob::state);
    if (next == m_jobs.end())
        return;
    m_running = static_cast<int>(next - m_jobs.begin());
    next->state = ScanJob::State::Running;
    m_session.start(next->request);
}

void ScanQueue::endRunning(ScanJob::State state)
{
    const int job = *std::exchange(m_running, std::nullopt);
    m_jobs[static_cast<std::size_t>(job)].state = state;
    Q_EMIT jobChanged(job);
    Q_EMIT jobEnded(job);
    startNext();
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/scansession.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace rekey::ui {

/// One scan the user asked for, from waiting to done.
struct ScanJob
{
    enum class State : std::uint8_t
    {
        Waiting,
        Running,
        Complete,
        Incomplete,
        Cancelled,
        Failed
    };

    State state = State::Waiting;
    QString title; ///< safe to show
    ScanRequest request;
    ScanSnapshot snapshot;
    std::optional<ScanSummary> summary;
    std::optional<Error> error;
};

/// Scans one after the other, since each uses the whole machine. GUI thread.
class ScanQueue final : public QObject
{
    Q_OBJECT

public:
    explicit ScanQueue(Workspace &workspace, QObject *parent = nullptr);

    /// Threads of the scans that are enqueued from now on; 0: one for each processor.
    void setWorkers(unsigned workers) { m_workers = workers; }
    /// Index of the new job; it starts at once when nothing else runs.
    int enqueue(ScanRequest request);
    /// Stops a running job, drops a waiting one.
    void cancel(int job);
    void cancelAll();

    /// Lets go of what a job that ended has found; its summary stays.
    void dropResult(int job);

    [[nodiscard]] const std::vector<ScanJob> &jobs() const { return m_jobs; }
    /// Index of the running job.
    [[nodiscard]] std::optional<int> running() const { return m_running; }
    [[nodiscard]] int waitingCount() const;
    [[nodiscard]] bool isIdle() const { return !m_running && waitingCount() == 0; }
    [[nodiscard]] ScanSession &session() { return m_session; }

Q_SIGNALS:
    void jobAdded(int job);
    void jobChanged(int job);
    void jobEnded(int job);

private:
    void startNext();
    void endRunning(ScanJob::State state);

    ScanSession m_session;
    std::vector<ScanJob> m_jobs;
    std::optional<int> m_running;
    unsigned m_workers = 0;
};

} // namespace rekey::ui

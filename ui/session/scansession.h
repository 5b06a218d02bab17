// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workspace.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace rekey::ui {

struct ScanRequest
{
    std::vector<ScanTarget> targets;
    scan::ScanOptions options;
};

/// How far a scan is, read every 100 ms.
struct ScanSnapshot
{
    enum class Stage : std::uint8_t
    {
        Preparing,
        Opening,
        Listing,
        Scanning,
        Placing,
        Cancelling
    };

    Stage stage = Stage::Preparing;
    std::uint32_t entry = 0; ///< index into Workspace::entries() of what is being walked
    std::uint32_t sourceIndex = 0; ///< from 0, of this scan
    std::uint32_t sourcesTotal = 0;
    std::uint64_t done = 0; ///< blobs
    std::uint64_t total = 0; ///< 0 while unknown
    std::uint64_t bytes = 0;
    std::uint64_t findings = 0;
    std::int64_t elapsedMs = 0;
};

struct ScanSummary
{
    /// One for each target, in their order, also for those that could not be opened.
    std::vector<sources::Coverage> coverage;
    std::uint32_t firstEntry = 0; ///< entry of coverage[0]
    /// Everything that was found; Place::source is an index into `coverage`, numbers are as shown.
    std::shared_ptr<const std::vector<finding::Finding>> result;
    std::uint64_t findings = 0;
    std::size_t rules = 0;
    std::int64_t elapsedMs = 0;
    bool complete = true;
    bool cancelled = false;
};

/// Runs one scan at a time on a thread of its own and tells about it on the GUI thread. Findings
/// are handed over in small portions, so that the GUI thread is never held long, and all of them
/// before finished(). What a stopped or replaced run still had to say is dropped.
class ScanSession final : public QObject
{
    Q_OBJECT

public:
    explicit ScanSession(Workspace &workspace, QObject *parent = nullptr);
    /// Asks a running scan to stop and waits for it.
    ~ScanSession() override;

    /// Waits for the workspace's rules when they are not ready. Only while not running().
    void start(ScanRequest request);
    /// Shows at once as Stage::Cancelling; finished() follows with what was found so far.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }
    [[nodiscard]] ScanSnapshot snapshot() const;

    /// The last number given to a finding (S-0421); a scan's numbers start after it. Those of a
    /// running scan are taken when the first of its numbered findings arrives.
    [[nodiscard]] std::uint32_t lastNumber() const { return m_lastNumber; }
    void setLastNumber(std::uint32_t number) { m_lastNumber = number; }

Q_SIGNALS:
    void started();
    /// Place::source is an index into Workspace::entries().
    void findingsArrived(const rekey::scan::FindingBatch &batch);
    void progressed(const rekey::ui::ScanSnapshot &snapshot);
    void finished(const rekey::ui::ScanSummary &summary);
    void failed(const rekey::Error &error);

private:
    struct Run;

    void launch();
    void drain();
    void number(scan::FindingBatch &portion, std::uint32_t highest);
    void end();
    static void work(const std::shared_ptr<Run> &run, const Engine &engine,
                     const scan::ScanContext &context);

    Workspace &m_workspace;
    std::shared_ptr<Run> m_run; ///< null when nothing runs
    std::stop_source m_stop;
    std::uint32_t m_lastNumber = 0;
    QTimer m_drainTimer;
    QTimer m_progressTimer;
    QElapsedTimer m_clock;
    QThreadPool m_pool;
};

} // namespace rekey::ui

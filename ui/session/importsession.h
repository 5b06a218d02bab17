// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/importmerge.h"
#include "ui/session/workspace.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rekey::ui {

/// One report to read.
struct ImportFile
{
    std::string path; ///< bytes as the system has them
    /// CSV: field and column, as report::mappingFrom takes them; empty: guessed.
    std::vector<std::pair<std::string, std::string>> columns;
};

/// What is in a report, for choosing: its format and its first rows. Holds no plaintext.
struct ImportLook
{
    report::ImportPreview preview;
    std::vector<report::ImportedFinding> rows;
    std::optional<Error> error; ///< why it cannot be imported
};

struct ImportSnapshot
{
    std::size_t file = 0; ///< from 0
    std::size_t files = 0;
    std::uint64_t bytesDone = 0; ///< of all files
    std::uint64_t bytesTotal = 0;
    std::uint64_t rows = 0;
};

struct ImportOutcome
{
    std::vector<std::string> paths;
    std::vector<report::ImportSummary> summaries; ///< of those that were read, in order
    report::MergeCounts counts;
    std::uint64_t unreadable = 0;
    std::optional<Error> error; ///< of the first that could not be read
    bool isCancelled = false;
    std::int64_t elapsedMs = 0;
};

/// What came of looking for rows without value in a repository.
struct RelocateOutcome
{
    /// The row's own id, and the finding that stands there.
    std::vector<std::pair<secret::SecretId, finding::Finding>> found;
    std::size_t missed = 0;
    std::string firstProblem; ///< why the first was not found; may be empty
};

/// Reads reports on a thread of its own, one after the other, and hands over what is in them in
/// small portions. GUI thread.
class ImportSession final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kPreviewRows = 20;

    explicit ImportSession(Workspace &workspace, QObject *parent = nullptr);
    /// Asks what runs to stop and waits for it.
    ~ImportSession() override;

    /// Reads the beginning of a report. Ends in looked(). Waits for the rules when they are not
    /// ready.
    void look(ImportFile file);
    /// `known`: ids that are listed already. File number i becomes Place::source
    /// `firstSource + i`; findings not known before are numbered from `firstNumber`. Only while not
    /// running().
    void start(std::vector<ImportFile> files, std::unordered_set<secret::SecretId> known,
               std::uint32_t firstSource, std::uint32_t firstNumber);
    void cancel();
    /// Looks in `repository` for findings that have a place and no value. Ends in relocated().
    void relocate(std::vector<finding::Finding> absent, std::string repository);
    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }

Q_SIGNALS:
    void looked(const std::string &path, const rekey::ui::ImportLook &look);
    void progressed(const rekey::ui::ImportSnapshot &snapshot);
    void arrived(const rekey::report::MergedBatch &batch);
    void relocated(const rekey::ui::RelocateOutcome &outcome);
    /// After the last arrived().
    void finished(const rekey::ui::ImportOutcome &outcome);

private:
    struct Run;

    void whenReady(std::function<void()> job);
    void drain();
    static void work(const std::shared_ptr<Run> &run, const scan::ScanContext &context);

    Workspace &m_workspace;
    std::shared_ptr<Run> m_run; ///< null when nothing runs
    std::stop_source m_stop;
    QTimer m_drainTimer;
    QElapsedTimer m_clock;
    std::vector<std::function<void()>> m_waiting; ///< for the rules
    QThreadPool m_pool;
};

} // namespace rekey::ui

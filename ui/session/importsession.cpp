// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/importsession.h"

#include "core/scan/recognise.h"
#include "core/scan/relocate.h"

#include <QMetaObject>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace rekey::ui {

namespace {

constexpr int kDrainEveryMs = 16;
constexpr int kDrainForMs = 8;
/// So many portions wait at most; the reader waits for the window, not the other way round.
constexpr std::size_t kMostWaiting = 64;

report::ImportOptions optionsFor(const scan::ScanContext &context, scan::Recogniser &recogniser,
                                 const ImportFile &file)
{
    report::ImportOptions options;
    options.identity = context.identity;
    options.vault = context.vault;
    options.columns = file.columns;
    options.recognise
        = [&recogniser](std::string_view value, std::string_view around, std::string_view) {
              return recogniser.recognise(value, around);
          };
    return options;
}

ImportLook lookAt(const scan::ScanContext &context, const ImportFile &file)
{
    ImportLook look;
    auto preview = report::previewFile(file.path);
    if (!preview) {
        look.error = preview.error();
        return look;
    }
    look.preview = std::move(*preview);
    scan::Recogniser recogniser(context);
    report::ImportProgress progress;
    const auto summary
        = report::importFile(file.path, optionsFor(context, recogniser, file),
                             [&look](std::vector<report::ImportedFinding> rows) {
                                 for (report::ImportedFinding &row : rows) {
                                     if (look.rows.size() < ImportSession::kPreviewRows)
                                         look.rows.push_back(std::move(row));
                                 }
                                 return look.rows.size() < ImportSession::kPreviewRows;
                             },
                             progress, {});
    if (!summary)
        look.error = summary.error();
    return look;
}

} // namespace

/// What the GUI thread and the reader's share.
struct ImportSession::Run
{
    // Set before the thread starts, then constant.
    std::vector<ImportFile> files;
    std::unordered_set<secret::SecretId> known;
    std::uint32_t firstSource = 0;
    std::uint32_t firstNumber = 1;
    std::stop_token stop;

    report::ImportProgress progress;
    std::atomic<std::size_t> file = 0;
    std::atomic<std::uint64_t> bytesBefore = 0; ///< of files that are done
    std::atomic<std::uint64_t> rowsBefore = 0;
    std::atomic<std::uint64_t> bytesTotal = 0;

    std::mutex mutex;
    std::condition_variable_any taken;
    std::deque<report::MergedBatch> portions; ///< guarded by mutex
    std::optional<ImportOutcome> outcome; ///< guarded by mutex; the thread's last word

    void put(report::MergedBatch batch)
    {
        std::unique_lock lock(mutex);
        taken.wait(lock, stop, [this] { return portions.size() < kMostWaiting; });
        portions.push_back(std::move(batch));
    }
    [[nodiscard]] ImportSnapshot snapshot() const
    {
        return {file, files.size(), bytesBefore + progress.bytesDone, bytesTotal,
                rowsBefore + progress.rows};
    }
};

ImportSession::ImportSession(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    m_pool.setMaxThreadCount(1);
    m_drainTimer.setInterval(kDrainEveryMs);
    connect(&m_drainTimer, &QTimer::timeout, this, &ImportSession::drain);
    connect(&m_workspace, &Workspace::ready, this, [this] {
        for (const auto &job : std::exchange(m_waiting, {}))
            job();
    });
}

ImportSession::~ImportSession()
{
    m_stop.request_stop();
    m_pool.waitForDone();
}

void ImportSession::whenReady(std::function<void()> job)
{
    if (m_workspace.isReady()) {
        job();
        return;
    }
    m_waiting.push_back(std::move(job));
    m_workspace.prepare();
}

void ImportSession::look(ImportFile file)
{
    whenReady([this, file = std::move(file)] {
        m_pool.start([this, file, context = m_workspace.context()] {
            auto made = std::make_shared<ImportLook>(lookAt(context, file));
            QMetaObject::invokeMethod(
                this, [this, made, path = file.path] { Q_EMIT looked(path, *made); },
                Qt::QueuedConnection);
        });
    });
}

void ImportSession::start(std::vector<ImportFile> files, std::unordered_set<secret::SecretId> known,
                          std::uint32_t firstSource, std::uint32_t firstNumber)
{
    Q_ASSERT(!isRunning());
    m_stop = {};
    m_run = std::make_shared<Run>();
    m_run->files = std::move(files);
    m_run->known = std::move(known);
    m_run->firstSource = firstSource;
    m_run->firstNumber = firstNumber;
    m_run->stop = m_stop.get_token();
    m_clock.start();
    m_drainTimer.start();
    Q_EMIT progressed(m_run->snapshot());
    whenReady([this, run = m_run] {
        m_pool.start([run, context = m_workspace.context()] { work(run, context); });
    });
}

void ImportSession::cancel()
{
    m_stop.request_stop();
}

void ImportSession::relocate(std::vector<finding::Finding> absent, std::string repository)
{
    whenReady([this, absent = std::move(absent), repository = std::move(repository)] {
        m_pool.start([this, absent, repository, context = m_workspace.context()] {
            auto outcome = std::make_shared<RelocateOutcome>();
            scan::Relocator relocator(context, repository);
            for (const finding::Finding &row : absent) {
                Result<finding::Finding> found = row.places.empty()
                    ? fail(ErrorKind::NotFound, "the report names no place")
                    : relocator.relocate(row.places.front());
                if (found) {
                    outcome->found.emplace_back(row.id, std::move(*found));
                    continue;
                }
                ++outcome->missed;
                if (outcome->firstProblem.empty())
                    outcome->firstProblem = found.error().text();
            }
            QMetaObject::invokeMethod(
                this, [this, outcome] { Q_EMIT relocated(*outcome); }, Qt::QueuedConnection);
        });
    });
}

void ImportSession::drain()
{
    if (!m_run)
        return;
    QElapsedTimer spent;
    spent.start();
    Q_EMIT progressed(m_run->snapshot());
    while (m_run && spent.elapsed() < kDrainForMs) {
        std::optional<report::MergedBatch> portion;
        std::optional<ImportOutcome> outcome;
        {
            const std::scoped_lock lock(m_run->mutex);
            if (!m_run->portions.empty()) {
                portion = std::move(m_run->portions.front());
                m_run->portions.pop_front();
                m_run->taken.notify_one();
            } else {
                outcome = std::exchange(m_run->outcome, std::nullopt);
            }
        }
        if (portion) {
            Q_EMIT arrived(*portion);
            continue;
        }
        if (outcome) {
            outcome->elapsedMs = m_clock.elapsed();
            m_drainTimer.stop();
            m_run.reset();
            Q_EMIT finished(*outcome);
        }
        return;
    }
}

void ImportSession::work(const std::shared_ptr<Run> &run, const scan::ScanContext &context)
{
    ImportOutcome outcome;
    for (const ImportFile &file : run->files) {
        if (const auto preview = report::previewFile(file.path))
            run->bytesTotal += preview->bytes;
    }
    scan::Recogniser recogniser(context);
    report::ImportMerger merger(std::move(run->known), run->firstNumber);
    for (std::size_t i = 0; i < run->files.size() && !run->stop.stop_requested(); ++i) {
        const ImportFile &file = run->files[i];
        run->file = i;
        const auto source = run->firstSource + static_cast<std::uint32_t>(i);
        const auto summary = report::importFile(
            file.path, optionsFor(context, recogniser, file),
            [&](std::vector<report::ImportedFinding> rows) {
                run->put(merger.merge(std::move(rows), source));
                return true;
            },
            run->progress, run->stop);
        run->bytesBefore += run->progress.bytesDone.exchange(0);
        run->rowsBefore += run->progress.rows.exchange(0);
        if (summary) {
            outcome.paths.push_back(file.path);
            outcome.unreadable += summary->unreadable;
            outcome.summaries.push_back(*summary);
        } else if (!outcome.error && summary.error().kind != ErrorKind::Cancelled) {
            outcome.error = summary.error();
        }
    }
    outcome.isCancelled = run->stop.stop_requested();
    outcome.counts = merger.counts();
    const std::scoped_lock lock(run->mutex);
    run->outcome = std::move(outcome);
}

} // namespace rekey::ui

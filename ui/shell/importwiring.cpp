// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/report/importkeep.h"
#include "core/sources/keptsource.h"
#include "ui/findings/findingspage.h"
#include "ui/import/comparepage.h"
#include "ui/import/importdialog.h"
#include "ui/models/findingsmodel.h"
#include "ui/session/importsession.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <memory>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// So many findings are kept in one transaction.
constexpr std::size_t kKeptAtOnce = 2000;

bool mayBeReport(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return QFileInfo(path).isFile()
        && (suffix == "json"_L1 || suffix == "jsonl"_L1 || suffix == "ndjson"_L1
            || suffix == "sarif"_L1 || suffix == "csv"_L1 || suffix == "tsv"_L1)
        && report::previewFile(QFile::encodeName(path).toStdString()).has_value();
}

using Claims = std::vector<std::pair<secret::SecretId, finding::Claim>>;

constexpr std::size_t kComparedAtOnce = 4'000;

/// Brings reports of other tools into the window.
class ImportFeature final : public QObject
{
public:
    explicit ImportFeature(const Shell &shell)
        : QObject(&shell.window)
        , m_window(shell.window)
        , m_parts(shell.parts)
        , m_model(shell.model)
        , m_findings(shell.findings)
        , m_pages(shell.pages)
        , m_banner(shell.banner)
        , m_session(shell.parts.workspace)
        , m_compare(new ComparePage(
              [&model = shell.model](const secret::SecretId &id) { return model.find(id); },
              &shell.pages))
    {
        addActions(shell.actions);
        m_pages.addTab(m_compare, MainWindow::tr("Compare"));
        connect(m_compare, &ComparePage::findingChosen, this, &ImportFeature::showFinding);
        connect(&m_session, &ImportSession::arrived, this, &ImportFeature::take);
        connect(&m_session, &ImportSession::finished, this, &ImportFeature::end);
        connect(&m_session, &ImportSession::relocated, this, &ImportFeature::takeRelocated);
        connect(&m_parts.queue, &ScanQueue::jobEnded, this, &ImportFeature::takeScan);
        connect(&m_window, &MainWindow::cleared, this, [this] {
            m_session.cancel();
            m_scanned.clear();
            m_table = {};
            showComparison();
        });
        connect(&m_pages, &QTabWidget::currentChanged, this, [this] {
            if (m_isCompareBehind)
                showComparison();
        });
        connect(&m_window, &MainWindow::lockedChanged, this, &ImportFeature::lock);
        m_window.addDropTaker([this](const QString &path) {
            if (!mayBeReport(path))
                return false;
            openDialog({path});
            return true;
        });
    }

private:
    void addActions(ActionRegistry &actions)
    {
        m_import = actions.add({.id = u"import.reports"_s,
                                .text = MainWindow::tr("&Import reports…"),
                                .menu = MainWindow::tr("File"),
                                .tip = MainWindow::tr("What other scanners and platforms found"),
                                .icon = u"file"_s,
                                .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I)},
                                .group = 0},
                               [this](bool) { openDialog({}); });
        actions.add({.id = u"import.findInSource"_s,
                     .text = MainWindow::tr("Find in &source…"),
                     .menu = MainWindow::tr("Findings"),
                     .tip = MainWindow::tr("Reads the commit, file and line of rows whose report "
                                           "hides the value, in a repository you choose"),
                     .icon = u"repository"_s,
                     .keys = {},
                     .group = 5},
                    [this](bool) { findInSource(); });
    }

    void openDialog(const QStringList &paths)
    {
        if (!m_dialog) {
            m_dialog = new ImportDialog(m_session, systemImportAsker(), &m_window);
            m_dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(m_dialog, &ImportDialog::importRequested, this, &ImportFeature::start);
        }
        m_dialog->addReports(paths);
        m_dialog->show();
        m_dialog->raise();
        m_dialog->activateWindow();
    }

    void start(const std::vector<ImportFile> &files)
    {
        std::vector<ScanTarget> targets;
        m_sources.clear();
        for (const ImportFile &file : files) {
            const QString name = QFile::decodeName(QByteArray::fromStdString(file.path));
            targets.push_back(
                {ScanTarget::Kind::Report, QFileInfo(name).fileName().toStdString(), nullptr});
            finding::SourceRecord source;
            source.kind = "report";
            source.path = QFile::encodeName(QFileInfo(name).absoluteFilePath()).toStdString();
            source.title = targets.back().path;
            source.scannedAt = QDateTime::currentSecsSinceEpoch();
            m_sources.push_back(std::move(source));
        }
        m_firstSource = m_parts.workspace.add(targets);
        std::unordered_set<secret::SecretId> known;
        std::uint32_t lastNumber = 0;
        const finding::FindingIndex &index = m_model.index();
        known.reserve(index.size());
        for (finding::IndexRow row = 0; row < index.size(); ++row) {
            known.insert(index.id(row));
            lastNumber = std::max(lastNumber, index.number(row));
        }
        m_lastNumber = lastNumber;
        m_session.start(files, std::move(known), m_firstSource, lastNumber + 1);
        m_parts.log.write(
            LogFeed::Level::Info, u"import"_s,
            MainWindow::tr("started: %n report(s)", nullptr, static_cast<int>(files.size())));
    }

    /// What the index will have once it has worked in what was given to it.
    finding::Record recordOf(const secret::SecretId &id)
    {
        if (!m_model.isBusy())
            m_given.clear();
        const auto given = m_given.find(id);
        return given != m_given.end() ? given->second : m_model.record(id);
    }

    /// A locked store takes no claims, and previews show masks: a running import ends here.
    void lock(bool isLocked)
    {
        if (!isLocked) {
            if (std::exchange(m_wasStopped, false))
                m_banner.show(Tone::Warning, MainWindow::tr("The import was stopped by the lock"),
                              MainWindow::tr("What had arrived until then was kept. Import the "
                                             "reports again; nothing comes twice."),
                              {m_import});
            return;
        }
        if (m_dialog)
            m_dialog->close();
        if (m_session.isRunning()) {
            keep();
            m_wasStopped = true;
            m_session.cancel();
        }
        m_given.clear();
    }

    void take(const report::MergedBatch &batch)
    {
        if (m_wasStopped)
            return;
        scan::FindingBatch shown = batch.findings;
        for (finding::Finding &found : shown) {
            m_lastNumber = std::max(m_lastNumber, found.number);
            if (auto known = m_model.find(found.id)) {
                report::mergeFinding(*known, found);
                found = std::move(*known);
            }
        }
        m_window.listKept(shown);
        std::unordered_map<secret::SecretId, finding::Record> records;
        const auto at = [&](const secret::SecretId &id) -> finding::Record & {
            const auto [entry, isNew] = records.try_emplace(id);
            if (isNew) {
                entry->second = recordOf(id);
                entry->second.id = id;
            }
            return entry->second;
        };
        for (const auto &[id, claim] : batch.claims) {
            m_table.add(id, claim.tool);
            auto &claims = at(id).claims;
            std::erase_if(claims,
                          [&](const finding::Claim &old) { return old.tool == claim.tool; });
            claims.insert(std::ranges::upper_bound(claims, claim.tool, {}, &finding::Claim::tool),
                          claim);
        }
        for (const finding::Finding &found : shown)
            at(found.id).isValueAbsent = found.value.isEmpty();
        for (const auto &[id, triage] : batch.triages) {
            if (at(id).triage.decision == finding::Decision::New)
                at(id).triage = triage;
        }
        std::vector<finding::Record> all;
        for (auto &[id, record] : records) {
            m_given[id] = record;
            all.push_back(std::move(record));
        }
        m_model.putRecords(std::move(all));
        m_toKeep.findings.insert(m_toKeep.findings.end(), batch.findings.begin(),
                                 batch.findings.end());
        m_toKeep.claims.insert(m_toKeep.claims.end(), batch.claims.begin(), batch.claims.end());
        m_toKeep.triages.insert(m_toKeep.triages.end(), batch.triages.begin(), batch.triages.end());
        if (m_toKeep.findings.size() >= kKeptAtOnce)
            keep();
    }

    /// Into the store, when there is one; places of reports only, for the rest is there.
    void keep()
    {
        const auto rows = std::make_shared<report::ImportedRows>(std::exchange(m_toKeep, {}));
        if (!m_parts.ledger.isOpen() || rows->findings.empty())
            return;
        report::dropReplaced(rows->findings); // a secret may come again in a later portion
        for (finding::Finding &found : rows->findings) {
            for (finding::Place &place : found.places)
                place.source -= m_firstSource;
        }
        m_parts.ledger.run<Result<finding::KeepOutcome>>(
            [rows, sources = m_sources,
             vault = m_parts.workspace.context().vault](finding::Keeper &keeper) {
                return report::keepImported(keeper, *rows, sources, *vault);
            },
            this,
            [this, rows](Result<finding::KeepOutcome> kept) { takeKept(rows->findings, kept); });
    }

    void takeKept(const std::vector<finding::Finding> &findings,
                  const Result<finding::KeepOutcome> &kept)
    {
        if (!kept) {
            m_parts.log.write(LogFeed::Level::Error, u"import"_s, safeText(kept.error().text()));
            m_window.say(MainWindow::tr("The imported findings were not kept; see the log."));
            return;
        }
        scan::FindingBatch renumbered;
        for (std::size_t i = 0; i < findings.size() && i < kept->numbers.size(); ++i) {
            auto known = m_model.find(findings[i].id);
            if (known && known->number != kept->numbers[i]) {
                known->number = kept->numbers[i];
                renumbered.push_back(std::move(*known));
            }
        }
        if (!renumbered.empty())
            m_window.listKept(std::move(renumbered));
        if (!kept->reopened.empty())
            m_model.putRecords(kept->reopened);
    }

    void end(const ImportOutcome &outcome)
    {
        if (m_wasStopped)
            return;
        keep();
        showComparison();
        const QLocale locale;
        const auto number
            = [&](std::uint64_t count) { return locale.toString(static_cast<qulonglong>(count)); };
        const QString text
            = MainWindow::tr("Imported: %1 new, %2 merged, %3 without value, %4 "
                             "unreadable")
                  .arg(number(outcome.counts.added), number(outcome.counts.merged),
                       number(outcome.counts.withoutValue), number(outcome.unreadable));
        m_window.say(text);
        m_parts.log.write(outcome.error ? LogFeed::Level::Warning : LogFeed::Level::Info,
                          u"import"_s, outcome.error ? safeText(outcome.error->text()) : text);
    }

    void takeScan(int job)
    {
        const ScanJob &ended = m_parts.queue.jobs()[static_cast<std::size_t>(job)];
        if (!ended.summary || !ended.summary->result || ended.summary->result->empty())
            return;
        m_scanned.push_back({ended.summary->result, 0});
        if (m_scanned.size() == 1)
            compareSome();
    }

    /// A million findings are compared some thousand at a time.
    void compareSome()
    {
        if (m_scanned.empty())
            return;
        Scanned &scanned = m_scanned.front();
        const std::size_t end = std::min(scanned.next + kComparedAtOnce, scanned.result->size());
        for (; scanned.next < end; ++scanned.next)
            m_table.add((*scanned.result)[scanned.next].id, "rekey");
        if (end == scanned.result->size())
            m_scanned.pop_front();
        if (!m_scanned.empty())
            QTimer::singleShot(0, this, &ImportFeature::compareSome);
        else
            showComparison();
    }

    /// The page copies the table: not before somebody looks.
    void showComparison()
    {
        m_isCompareBehind = m_pages.currentWidget() != m_compare;
        if (!m_isCompareBehind)
            m_compare->setTable(m_table);
    }

    void showFinding(const secret::SecretId &id)
    {
        m_pages.setCurrentWidget(&m_findings);
        if (!m_findings.setCurrentFinding(id)) {
            m_findings.setFilter({});
            m_findings.setCurrentFinding(id);
        }
        m_findings.focusTable();
    }

    void findInSource()
    {
        std::vector<secret::SecretId> ids = m_findings.chosenFindings();
        if (ids.empty())
            ids.push_back(m_findings.currentFinding());
        std::vector<finding::Finding> absent;
        for (const secret::SecretId &id : ids) {
            auto found = m_model.find(id);
            if (found && m_model.record(id).isValueAbsent)
                absent.push_back(std::move(*found));
        }
        if (absent.empty()) {
            m_window.say(MainWindow::tr("Choose a row whose value is absent."));
            return;
        }
        const QString repository = m_parts.choosers.folder(&m_window);
        if (repository.isEmpty())
            return;
        m_repository = targetForPath(QFile::encodeName(repository).toStdString());
        m_session.relocate(std::move(absent), m_repository.path);
    }

    /// The workspace's entry of the repository that was looked into.
    std::uint32_t repositoryEntry()
    {
        const auto &entries = m_parts.workspace.entries();
        const auto known = std::ranges::find_if(entries, [this](const Workspace::Entry &entry) {
            return entry.target.isSameAs(m_repository);
        });
        return known != entries.end() ? static_cast<std::uint32_t>(known - entries.begin())
                                      : m_parts.workspace.add({m_repository});
    }

    /// `findings` have their places in the repository.
    void keepRelocated(std::vector<finding::Finding> findings, Claims claims)
    {
        if (!m_parts.ledger.canChange() || findings.empty())
            return;
        for (finding::Finding &found : findings) {
            for (finding::Place &place : found.places)
                place.source = 0;
        }
        finding::SourceRecord source;
        source.kind = "git repository";
        source.path = m_repository.path;
        source.title = m_repository.title();
        m_parts.ledger.run<Result<void>>(
            [findings = std::move(findings), claims = std::move(claims), source,
             vault = m_parts.workspace.context().vault](finding::Keeper &keeper) -> Result<void> {
                const auto sources = keeper.sources();
                if (!sources)
                    return std::unexpected(sources.error());
                // What a scan kept of it stays.
                const auto known
                    = std::ranges::find(*sources, source.path, &finding::SourceRecord::path);
                const auto number
                    = known != sources->end() ? known->number : keeper.keepSource(source);
                if (!number)
                    return std::unexpected(number.error());
                const std::uint32_t numbers[] = {*number};
                if (const auto kept = keeper.keep(findings, numbers, *vault, false); !kept)
                    return std::unexpected(kept.error());
                return keeper.keepClaims(claims);
            },
            this,
            [this](const Result<void> &kept) {
                if (!kept)
                    Q_EMIT m_parts.ledger.failed(kept.error());
            });
    }

    void takeRelocated(const RelocateOutcome &outcome)
    {
        scan::FindingBatch shown;
        std::vector<finding::Record> records;
        std::vector<finding::Finding> own;
        Claims claims;
        const std::uint32_t entry = outcome.found.empty() ? 0 : repositoryEntry();
        for (const auto &[rowId, relocated] : outcome.found) {
            finding::Finding found = relocated;
            for (finding::Place &place : found.places) {
                place.source = entry;
                place.blob = sources::kKeptBlob;
            }
            finding::Finding merged = found;
            if (auto known = m_model.find(found.id)) {
                report::mergeFinding(*known, found);
                merged = std::move(*known);
            } else {
                merged.number = ++m_lastNumber;
            }
            finding::Record record = m_model.record(rowId);
            finding::Record other = m_model.record(merged.id);
            other.id = merged.id;
            for (const finding::Claim &claim : record.claims) {
                if (!std::ranges::contains(other.claims, claim.tool, &finding::Claim::tool))
                    other.claims.push_back(claim);
                m_table.add(merged.id, claim.tool);
                claims.emplace_back(merged.id, claim);
            }
            std::ranges::sort(other.claims, {}, &finding::Claim::tool);
            records.push_back(std::move(other));
            found.number = merged.number;
            own.push_back(std::move(found));
            const QString note = MainWindow::tr("Found in the source: see %1.")
                                     .arg(QString::fromStdString(merged.label()));
            m_parts.ledger.edit({rowId},
                                {.text = MainWindow::tr("Find in source"),
                                 .kind = finding::EventKind::Noted,
                                 .detail = {},
                                 .apply = [note = note.toStdString()](finding::Triage &triage,
                                                                      const finding::Evidence &) {
                                     triage.note = note;
                                 }});
            shown.push_back(std::move(merged));
        }
        keepRelocated(std::move(own), std::move(claims));
        m_window.listKept(shown);
        m_model.putRecords(std::move(records));
        showComparison();
        m_window.say(MainWindow::tr("%1 found in the source, %2 not found. %3")
                         .arg(shown.size())
                         .arg(outcome.missed)
                         .arg(safeText(outcome.firstProblem)));
        if (!shown.empty())
            m_findings.setCurrentFinding(shown.front().id);
    }

    MainWindow &m_window;
    const WindowParts &m_parts;
    FindingsModel &m_model;
    FindingsPage &m_findings;
    QTabWidget &m_pages;
    Banner &m_banner;
    QAction *m_import = nullptr;
    bool m_wasStopped = false; ///< by a lock, and nobody was told yet
    ImportSession m_session;
    ComparePage *m_compare;
    QPointer<ImportDialog> m_dialog;
    report::CompareTable m_table;
    bool m_isCompareBehind = false; ///< its page shows an older one
    struct Scanned
    {
        std::shared_ptr<const std::vector<finding::Finding>> result;
        std::size_t next = 0; ///< index of the first that is not in m_table
    };
    std::deque<Scanned> m_scanned;
    ScanTarget m_repository; ///< that hidden values were looked for in
    std::vector<finding::SourceRecord> m_sources; ///< of the reports being imported
    std::uint32_t m_firstSource = 0;
    std::uint32_t m_lastNumber = 0;
    report::ImportedRows m_toKeep;
    /// Given to the model and perhaps not yet in its index.
    std::unordered_map<secret::SecretId, finding::Record> m_given;
};

} // namespace

void wireImport(const Shell &shell)
{
    new ImportFeature(shell); // the window owns it
}

} // namespace rekey::ui

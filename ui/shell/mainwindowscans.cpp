// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailpane.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/coveragepanel.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/scantext.h"
#include "ui/shell/sourcespanel.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QStackedWidget>
#include <QTabWidget>

#include <algorithm>

// What the window scans, and what it lists of it.

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

std::vector<finding::IndexSource> indexSources(const Workspace &workspace)
{
    std::vector<finding::IndexSource> sources;
    const QStringList names = workspace.names();
    for (std::size_t i = 0; i < workspace.entries().size(); ++i) {
        const Workspace::Entry &entry = workspace.entries()[i];
        sources.push_back({names.at(static_cast<qsizetype>(i)).toStdString(), entry.exposure,
                           entry.target.kind == ScanTarget::Kind::Report});
    }
    return sources;
}

} // namespace

void MainWindow::connectScans()
{
    ScanQueue &queue = m_parts.queue;
    connect(&queue.session(), &ScanSession::started, this, [this] {
        if (m_parts.queue.running())
            jobStarted(*m_parts.queue.running());
    });
    connect(&queue.session(), &ScanSession::findingsArrived, this, &MainWindow::takeFindings);
    connect(&queue, &ScanQueue::jobChanged, this, [this](int job) {
        updateSourceStates(m_parts.queue.jobs()[static_cast<std::size_t>(job)]);
        updateEnabled();
    });
    connect(&queue, &ScanQueue::jobEnded, this, &MainWindow::jobEnded);
    connect(&m_parts.workspace, &Workspace::failed, this, [this](const Error &error) {
        m_banner->show(Tone::Danger, tr("The rules could not be made ready"), wordsFor(error).more,
                       {m_actions->find(u"view.log")});
        m_parts.log.write(LogFeed::Level::Error, u"rules"_s, safeText(error.text()));
    });
    connect(&m_parts.workspace, &Workspace::entriesChanged, this, [this] {
        std::vector<std::string> names;
        for (const Workspace::Entry &entry : m_parts.workspace.entries())
            names.push_back(entry.target.title());
        m_detail->setSourceNames(names);
        m_model->setSources(indexSources(m_parts.workspace));
        updateTitle();
    });
    connect(m_detail, &DetailPane::message, this, &MainWindow::say);
    connect(m_detail, &DetailPane::rescanRequested, this, &MainWindow::scanAgain);
    connect(m_detail, &DetailPane::peeked, this, [this](const secret::SecretId &id) {
        m_parts.log.write(LogFeed::Level::Info, u"peek"_s,
                          tr("secret %1 was shown").arg(QString::fromStdString(id.hex())));
    });
}

void MainWindow::scanPaths(const QStringList &paths)
{
    std::vector<ScanTarget> targets;
    for (const QString &path : paths) {
        if (!path.isEmpty())
            targets.push_back(targetForPath(path.toStdString()));
    }
    if (!targets.empty())
        scanTargets(targets);
}

void MainWindow::scanTargets(const std::vector<ScanTarget> &targets)
{
    const auto &entries = m_parts.workspace.entries();
    const bool again = std::ranges::any_of(targets, [&entries](const ScanTarget &target) {
        return std::ranges::any_of(entries, [&target](const Workspace::Entry &entry) {
            return entry.target.isSameAs(target);
        });
    });
    ScanRequest request;
    request.targets = targets;
    if (again) {
        if (!m_parts.queue.isIdle()) {
            say(tr("That is being scanned already."));
            return;
        }
        // What a source no longer holds must go: start over with all of them.
        std::vector<ScanTarget> all;
        for (const Workspace::Entry &entry : entries) {
            if (entry.target.isScannable())
                all.push_back(entry.target);
        }
        for (const ScanTarget &target : targets) {
            if (std::ranges::none_of(
                    all, [&target](const ScanTarget &one) { return one.isSameAs(target); }))
                all.push_back(target);
        }
        const auto kept = m_kept;
        clearAll();
        keepFindings(kept);
        request.targets = std::move(all);
    }
    m_parts.queue.enqueue(std::move(request));
    updateEnabled();
}

void MainWindow::jobStarted(int job)
{
    const ScanJob &started = m_parts.queue.jobs()[static_cast<std::size_t>(job)];
    m_runEndEntry = static_cast<std::uint32_t>(m_parts.workspace.entries().size());
    m_runFirstEntry = m_runEndEntry - static_cast<std::uint32_t>(started.request.targets.size());
    m_banner->hide();
    for (const ScanTarget &target : started.request.targets)
        m_parts.log.write(LogFeed::Level::Info, u"scan"_s,
                          tr("started: %1").arg(safeText(target.path)));
    showPages();
    updateSourceStates(started);
    updateEnabled();
}

void MainWindow::takeFindings(const scan::FindingBatch &batch)
{
    if (!m_isLocked) // LedgerWiring lists them all at the end
        m_model->upsert(batch, {m_runFirstEntry, m_runEndEntry});
}

/// As they will be called once they are kept: known secrets have their label already.
void MainWindow::numberPasted(std::vector<finding::Finding> &findings) const
{
    std::uint32_t last = m_parts.queue.session().lastNumber();
    for (finding::Finding &found : findings) {
        const auto known = m_model->find(found.id);
        found.number = known && known->number > 0 ? known->number : ++last;
    }
}

void MainWindow::listKept(scan::FindingBatch batch)
{
    if (m_isLocked)
        return;
    std::uint32_t last = m_parts.queue.session().lastNumber();
    for (const finding::Finding &found : batch)
        last = std::max(last, found.number);
    m_parts.queue.session().setLastNumber(last);
    m_model->upsert(std::move(batch));
    showPages();
    updateEnabled();
}

void MainWindow::keepFindings(const std::vector<finding::Finding> &findings)
{
    if (findings.empty())
        return;
    const std::uint32_t entry
        = m_parts.workspace.add({{ScanTarget::Kind::Text, tr("pasted text").toStdString(), {}}});
    m_sources->setState(entry, {tr("Kept"), Tone::Good});
    scan::FindingBatch batch = findings;
    std::uint32_t last = m_parts.queue.session().lastNumber();
    for (finding::Finding &found : batch) {
        for (finding::Place &place : found.places)
            place.source = entry;
        if (m_model->find(found.id))
            continue;
        found.number = std::max(found.number, last + 1);
        last = found.number;
    }
    m_parts.queue.session().setLastNumber(last);
    m_kept.insert(m_kept.end(), findings.begin(), findings.end());
    m_model->upsert(batch, {entry, entry + 1});
    Q_EMIT textKept(batch);
    m_parts.log.write(LogFeed::Level::Info, u"paste"_s,
                      tr("%1 kept").arg(numberText(findings.size())));
    showPages();
    updateEnabled();
}

void MainWindow::jobEnded(int job)
{
    const ScanJob &ended = m_parts.queue.jobs()[static_cast<std::size_t>(job)];
    if (ended.summary)
        m_coverage->add(ended.summary->coverage, ended.summary->rules);
    updateSourceStates(ended);
    tellEnd(ended);
    showPage();
    updateCounts();
    updateEnabled();
}

void MainWindow::tellEnd(const ScanJob &job)
{
    QAction *coverage = m_actions->find(u"view.coverage");
    QAction *again = m_actions->find(u"scan.again");
    QString line;
    switch (job.state) {
    case ScanJob::State::Waiting:
    case ScanJob::State::Running:
        return;
    case ScanJob::State::Complete:
        line = tr("done: %1, %2 found")
                   .arg(job.title, numberText(job.summary ? job.summary->findings : 0));
        announce(line);
        break;
    case ScanJob::State::Incomplete:
        line = tr("incomplete: %1").arg(job.title);
        m_banner->show(Tone::Warning, tr("The scan of %1 is incomplete").arg(job.title),
                       tr("Part of it could not be looked at. What was found is listed; Coverage "
                          "says what is missing and why."),
                       {coverage, again});
        break;
    case ScanJob::State::Cancelled:
        line = tr("cancelled: %1").arg(job.title);
        m_banner->show(Tone::Warning, tr("The scan of %1 was cancelled").arg(job.title),
                       tr("The result is incomplete: what was found until then is listed."),
                       {again, coverage});
        break;
    case ScanJob::State::Failed: {
        const ErrorWords words = wordsFor(job.error.value_or(Error{}));
        line = tr("failed: %1: %2").arg(words.what, words.more);
        m_banner->show(Tone::Danger, words.what, words.more,
                       {m_actions->find(u"scan.folder"), m_actions->find(u"view.log")});
        break;
    }
    }
    m_parts.log.write(job.state == ScanJob::State::Failed ? LogFeed::Level::Error
                                                          : LogFeed::Level::Info,
                      u"scan"_s, line);
}

void MainWindow::updateSourceStates(const ScanJob &job)
{
    const auto count = static_cast<std::uint32_t>(job.request.targets.size());
    if (job.state == ScanJob::State::Waiting)
        return;
    if (job.summary) {
        for (std::uint32_t i = 0; i < count && i < job.summary->coverage.size(); ++i)
            m_sources->setState(job.summary->firstEntry + i, badgeOf(job.summary->coverage[i]));
        return;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t entry = m_runFirstEntry + i;
        StateBadge badge{tr("Waiting"), Tone::Neutral};
        if (job.state == ScanJob::State::Failed)
            badge = {tr("Failed"), Tone::Danger};
        else if (entry < job.snapshot.entry)
            badge = {tr("Read"), Tone::Info};
        else if (entry == job.snapshot.entry)
            badge = {tr("Scanning"), Tone::Info};
        m_sources->setState(entry, badge);
    }
}

void MainWindow::clearAll()
{
    m_detail->setFinding(std::nullopt);
    m_model->clear();
    m_kept.clear();
    m_runFirstEntry = 0;
    m_runEndEntry = 0;
    m_firstJob = m_parts.queue.jobs().size();
    m_parts.workspace.clear();
    m_coverage->clear();
    m_banner->hide();
    m_parts.queue.session().setLastNumber(0);
    Q_EMIT cleared();
    showPage();
    updateCounts();
    updateEnabled();
}

/// For a lock. Ids only are remembered; the rest is in the keeper, sealed.
void MainWindow::dropFindings()
{
    m_returnTo = m_findings->currentFinding();
    m_isReturning = true;
    m_findings->setKeepsTable(true);
    m_detail->setFinding(std::nullopt);
    m_model->clear();
    if (m_parts.ledger.isKeeping())
        m_kept.clear();
}

void MainWindow::makeRowCurrent()
{
    if (m_isLocked)
        return;
    if (m_isReturning) {
        const bool isBack
            = m_returnTo != secret::SecretId{} && m_findings->setCurrentFinding(m_returnTo);
        if (!isBack && (m_model->isBusy() || !m_parts.ledger.isAtRest()))
            return;
        m_isReturning = false;
        m_findings->setKeepsTable(false);
        showPage();
    }
    // The first row becomes current once; from then on the choice is the user's.
    if (m_model->shownCount() > 0 && m_findings->table()->currentRow() < 0
        && m_findings->currentFinding() == secret::SecretId{})
        m_findings->table()->setCurrentRow(0);
}

} // namespace rekey::ui

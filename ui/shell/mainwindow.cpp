// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/detail/detailpane.h"
#include "ui/findings/facetspanel.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/findings/savedfilters.h"
#include "ui/models/findingsmodel.h"
#include "ui/session/networkmeter.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/coveragepanel.h"
#include "ui/shell/detailreaders.h"
#include "ui/shell/dockset.h"
#include "ui/shell/emptypage.h"
#include "ui/shell/features.h"
#include "ui/shell/jobstrip.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/patches.h"
#include "ui/shell/queuepanel.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"
#include "ui/shell/sourcespanel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/treeaccessible.h"

#include <QAccessible>
#include <QAction>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

} // namespace

FileChoosers systemChoosers()
{
    return {.folder =
                [](QWidget *parent) {
                    return QFileDialog::getExistingDirectory(
                        parent, MainWindow::tr("Scan a repository or folder"));
                },
            .file =
                [](QWidget *parent) {
                    return QFileDialog::getOpenFileName(parent, MainWindow::tr("Scan a file"));
                },
            .target =
                [](QWidget *parent) {
                    return QFileDialog::getSaveFileName(parent, MainWindow::tr("Write to a file"));
                }};
}

MainWindow::MainWindow(WindowParts parts)
    : m_parts(std::move(parts))
    , m_actions(new ActionRegistry(this))
    , m_docks(new DockSet(this))
    , m_model(new FindingsModel(this))
{
    installTreeAccessibility();
    setObjectName(u"mainWindow"_s);
    setAccessibleName(tr("Rekey"));
    setWindowIcon(icon(u"rekey", Tone::Info));
    setAcceptDrops(true);
    resize(1440, 900);
    buildActions();
    buildCentre();
    buildDocks();
    buildPalette();
    buildFeatures();
    buildMenus();
    buildToolBar();
    buildStatusBar();
    connectScans();
    connectFindings();
    m_docks->restore(m_parts.settings);
    showPage();
    updateCounts();
    updateTitle();
    updateEnabled();
    m_parts.workspace.prepare();
}

MainWindow::~MainWindow()
{
    // Panes tell of their hiding while they are torn down.
    disconnect(m_docks, nullptr, nullptr, nullptr);
}

void MainWindow::buildCentre()
{
    auto *centre = new QWidget(this);
    centre->setObjectName(u"centre"_s);
    m_banner = new Banner(centre);
    m_banner->setObjectName(u"banner"_s);
    m_stack = new QStackedWidget(centre);
    m_stack->setObjectName(u"centreStack"_s);
    m_start = new EmptyPage(
        tr("Find leaked secrets"),
        tr("Rekey reads the whole history of a repository, a folder, a file or a text, and shows "
           "one row for each secret it finds."),
        tr("You can also drop folders and files on this window. Nothing leaves this machine."),
        m_stack);
    m_start->setObjectName(u"startPage"_s);
    m_nothing = new EmptyPage({}, {}, {}, m_stack);
    m_nothing->setActions({m_actions->find(u"view.coverage"), m_actions->find(u"scan.folder")});
    m_nothing->setObjectName(u"nothingPage"_s);
    m_pages = new QTabWidget(m_stack);
    m_pages->setObjectName(u"pages"_s);
    m_pages->setAccessibleName(tr("Pages"));
    m_pages->setDocumentMode(true);
    m_pages->setTabBarAutoHide(true);
    m_findings = new FindingsPage(*m_model, m_pages);
    m_findings->setEmptyText(tr("Looking"), tr("Secrets show up here as they are found."));
    m_pages->addTab(m_findings, tr("Findings"));
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_pages);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);
    setCentralWidget(centre);
}

void MainWindow::buildDocks()
{
    m_sources = new SourcesPanel(m_parts.workspace, this);
    m_detail = new DetailPane(this);
    m_detail->setReaders(makeDetailReaders(m_parts.workspace, m_parts.ledger));
    m_coverage = new CoveragePanel(this);
    m_sourcesDock
        = m_docks->add(u"sourcesDock"_s, tr("Sources"), Qt::LeftDockWidgetArea, m_sources);
    m_facets = new FacetsPanel(*m_model, this);
    m_facets->list()->setFrameShape(QFrame::NoFrame);
    m_facetsDock = m_docks->add(u"facetsDock"_s, tr("Facets"), Qt::LeftDockWidgetArea, m_facets);
    m_docks->addCentre(m_stack);
    m_detailDock = m_docks->add(u"detailDock"_s, tr("Detail"), Qt::RightDockWidgetArea, m_detail);
    m_queueDock = m_docks->add(u"queueDock"_s, tr("Queue"), Qt::BottomDockWidgetArea,
                               new QueuePanel(m_parts.queue, this));
    m_logDock = m_docks->add(u"logDock"_s, tr("Log"), Qt::BottomDockWidgetArea,
                             new LogPanel(m_parts.log, this));
    m_coverageDock
        = m_docks->add(u"coverageDock"_s, tr("Coverage"), Qt::BottomDockWidgetArea, m_coverage);
}

void MainWindow::buildFeatures()
{
    auto *meter = new NetworkMeter(this);
    m_parts.checks.transport = meter->metered(std::move(m_parts.checks.transport));
    const Shell shell{*this,     m_parts,  *m_actions, *m_model,  *m_findings,
                      *m_detail, *m_docks, *m_pages,   *m_banner, *m_palette};
    noteTableKeys();
    wireLedger(shell);
    wireTriage(shell);
    wireStores(shell);
    wireGuards(shell);
    wireLock(shell);
    wireImport(shell);
    wireDashboard(shell);
    wireHygiene(shell);
    wireDetail(shell);
    wireIncidents(shell);
    wireVerify(shell);
    wireNetwork(shell);
    wireRotate(shell);
    wirePatches(shell);
    wireSeal(shell);
    wireBroker(shell);
    wireReport(shell);
    wirePerspectives(shell);
    wireSettings(shell);
    m_start->setActions({m_actions->find(u"scan.folder"), m_actions->find(u"scan.file"),
                         m_actions->find(u"scan.paste"), m_actions->find(u"import.reports"),
                         m_actions->find(u"scan.sample")});
}

void MainWindow::say(const QString &text)
{
    statusBar()->showMessage(text, 4000);
    announce(text);
}

void MainWindow::announce(const QString &text)
{
    if (m_isLocked)
        return;
    QAccessibleAnnouncementEvent event(this, text);
    QAccessible::updateAccessibility(&event);
}

void MainWindow::buildStatusBar()
{
    m_counts = new QLabel(this);
    m_counts->setObjectName(u"counts"_s);
    m_counts->setContentsMargins(8, 0, 8, 0);
    auto *job = new JobStrip(m_parts.queue, m_actions->find(u"scan.cancel"), this);
    job->setObjectName(u"jobStrip"_s);
    connect(job, &JobStrip::moreClicked, this, [this] { m_docks->bringUp(m_queueDock); });
    statusBar()->setObjectName(u"statusBar"_s);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_counts, 1);
    statusBar()->insertPermanentWidget(1, job);
}

void MainWindow::connectFindings()
{
    connect(m_model, &FindingsModel::countsChanged, this, [this] {
        updateCounts();
        makeRowCurrent();
    });
    connect(&m_parts.ledger, &Ledger::rested, this, &MainWindow::makeRowCurrent);
    connect(m_stack, &QStackedWidget::currentChanged, this, &MainWindow::updateEnabled);
    connect(m_model, &FindingsModel::choiceChanged, this, &MainWindow::updateCounts);
    connect(m_findings, &FindingsPage::currentFindingChanged, this, &MainWindow::showFinding);
    connect(m_findings, &FindingsPage::currentFindingUpdated, this, &MainWindow::showFinding);
    connect(m_findings, &FindingsPage::detailRequested, this,
            [this] { m_docks->enter(m_detailDock); });
    connect(m_findings, &FindingsPage::peekRequested, m_detail, &DetailPane::peek);
    connect(m_findings, &FindingsPage::placesRequested, this, [this] {
        m_detail->showPlacesTab();
        m_docks->enter(m_detailDock);
    });
    connect(m_detail, &DetailPane::backRequested, m_findings, &FindingsPage::focusTable);
    connect(m_facets, &FacetsPanel::filterRequested, m_findings, &FindingsPage::narrowTo);
    connect(m_facets, &FacetsPanel::excludeRequested, m_findings, &FindingsPage::exclude);
    m_findings->setRecogniser([this](const QByteArray &text) -> std::optional<QString> {
        if (!m_parts.workspace.isReady())
            return std::nullopt;
        if (!m_recognise)
            m_recognise = m_parts.workspace.engine().textMasker(m_parts.workspace.context());
        const auto masked
            = m_recognise(std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf(
                std::string_view(text.data(), static_cast<std::size_t>(text.size())))));
        if (!masked || masked->findings.empty())
            return std::nullopt;
        return u"secret:#"_s
            + QString::fromStdString(masked->findings.front().id.hex().substr(0, 12));
    });
    m_findings->restoreColumns(m_parts.settings.value("findings/columns"_L1).toByteArray());
    if (const QByteArray own = m_parts.settings.value("findings/filters"_L1).toByteArray();
        !own.isEmpty() && !m_findings->savedFilters().import(own, {}))
        say(tr("Your saved filters could not be read and were left out."));
}

void MainWindow::showFinding(const secret::SecretId &id)
{
    m_detail->setFinding(m_model->find(id));
    const bool any = m_detail->finding().has_value();
    for (const auto *name : {u"edit.copyId", u"edit.copyLine", u"findings.peek"})
        m_actions->find(name)->setEnabled(any);
}

bool MainWindow::isAtRest() const
{
    return m_parts.queue.isIdle() && !m_model->isBusy() && m_parts.ledger.isAtRest();
}

void MainWindow::showPages()
{
    if (m_stack->currentWidget() == m_pages)
        return;
    // Whoever looked at this place looks at the rows next; Qt would choose the tabs above them.
    const QWidget *now = focusWidget();
    const bool isHere = !now || m_stack->isAncestorOf(now);
    m_stack->setCurrentWidget(m_pages);
    if (isHere)
        m_findings->focusTable();
}

void MainWindow::showPage()
{
    // Jobs from before the last clearing say nothing of what is listed now.
    const std::span jobs = std::span(m_parts.queue.jobs()).subspan(m_firstJob);
    if (m_isReturning || m_model->totalCount() > 0 || m_model->isBusy() || !m_kept.empty()
        || !m_parts.queue.isIdle()) {
        showPages();
        return;
    }
    if (std::ranges::all_of(
            jobs, [](const ScanJob &job) { return job.state == ScanJob::State::Failed; })) {
        m_stack->setCurrentWidget(m_start);
        return;
    }
    std::vector<sources::Coverage> coverage;
    std::size_t rules = 0;
    bool complete = true;
    for (const ScanJob &job : jobs) {
        complete = complete && job.state == ScanJob::State::Complete;
        if (!job.summary)
            continue;
        coverage.insert(coverage.end(), job.summary->coverage.begin(), job.summary->coverage.end());
        rules = std::max(rules, job.summary->rules);
    }
    m_nothing->setTitle(complete ? tr("Nothing found") : tr("Nothing found so far"));
    m_nothing->setText(emptyResultText(coverage, rules));
    m_stack->setCurrentWidget(m_nothing);
}

void MainWindow::updateCounts()
{
    const auto number = [](int count) { return numberText(static_cast<std::uint64_t>(count)); };
    QString text
        = tr("%1 of %2 shown").arg(number(m_model->shownCount()), number(m_model->totalCount()));
    if (m_model->chosenCount() > 0)
        text += tr(", %1 chosen").arg(number(m_model->chosenCount()));
    m_counts->setText(text);
}

void MainWindow::updateTitle()
{
    if (m_isLocked) {
        setWindowTitle(tr("Rekey — locked"));
        return;
    }
    const QStringList names = m_parts.workspace.names();
    const QString title = names.isEmpty() ? tr("Rekey")
        : names.size() == 1
        ? tr("%1 — Rekey").arg(names.first())
        : tr("%1 and %n more — Rekey", nullptr, static_cast<int>(names.size()) - 1)
              .arg(names.first());
    setWindowTitle(m_titleNote.isEmpty() ? title : title + u" — "_s + m_titleNote);
}

void MainWindow::setLocked(bool isLocked)
{
    m_isLocked = isLocked;
    if (isLocked)
        dropFindings();
    else // what was kept arrives in the meantime
        QTimer::singleShot(0, this, &MainWindow::makeRowCurrent);
    updateTitle();
}

void MainWindow::setTitleNote(const QString &note)
{
    m_titleNote = note;
    updateTitle();
}

void MainWindow::updateEnabled()
{
    const bool idle = m_parts.queue.isIdle();
    const bool any = !m_parts.workspace.entries().empty();
    const std::optional<int> running = m_parts.queue.running();
    const bool cancelling = running
        && m_parts.queue.jobs()[static_cast<std::size_t>(*running)].snapshot.stage
            == ScanSnapshot::Stage::Cancelling;
    m_actions->find(u"scan.cancel")->setEnabled(!idle && !cancelling);
    m_actions->find(u"scan.again")->setEnabled(idle && any);
    m_actions->find(u"scan.clear")->setEnabled(idle && any);
    const bool isListing = m_stack->currentWidget() == m_pages;
    for (const auto *id :
         {u"edit.filter", u"edit.showAll", u"findings.chooseAll", u"findings.chooseNone"})
        m_actions->find(id)->setEnabled(isListing);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_parts.ledger.isNeeded()) {
        say(tr("The value of a new key is in this program alone: unlock the store or free space on "
               "its disk, then try again on the page of its rotation. Until then the program "
               "stays."));
        event->ignore();
        return;
    }
    Q_EMIT closing();
    m_parts.queue.cancelAll();
    saveSettings();
    QMainWindow::closeEvent(event);
}

void MainWindow::saveSettings()
{
    m_docks->save(m_parts.settings);
    m_parts.settings.setValue("findings/columns"_L1, m_findings->saveColumns());
    m_parts.settings.setValue("findings/filters"_L1, m_findings->savedFilters().toFile());
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!m_isLocked && std::ranges::any_of(urls, &QUrl::isLocalFile)) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList paths;
    const QList<QUrl> urls = event->mimeData()->urls();
    for (const QUrl &url : urls) {
        const QString path = url.toLocalFile();
        if (url.isLocalFile() && std::ranges::none_of(m_dropTakers, [&path](const DropTaker &take) {
                return take(path);
            }))
            paths.append(path);
    }
    event->setDropAction(Qt::CopyAction);
    event->accept();
    scanPaths(paths);
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailpane.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/paste/pastedialog.h"
#include "ui/session/sampledata.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/dockset.h"
#include "ui/shell/findbutton.h"
#include "ui/shell/keysheet.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/scantext.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QSet>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kFilesMs = 15;

void addMenuButton(QToolBar *bar, const ActionRegistry::ToolMenu &spec)
{
    auto *button = new QToolButton(bar);
    button->setObjectName(spec.id);
    button->setAccessibleName(spec.text);
    button->setText(spec.text + u"  ▾"_s);
    button->setIcon(icon(spec.icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(spec.menu);
    bar->addWidget(button);
}

} // namespace

void MainWindow::buildActions()
{
    addScanActions();
    addFindingsActions();
    addViewActions();
    addToolActions();
}

void MainWindow::addScanActions()
{
    const QString menu = tr("File");
    m_actions->add({.id = u"scan.folder"_s,
                    .text = tr("Scan &repository or folder…"),
                    .menu = menu,
                    .tip = tr("All of its history, or every file below it"),
                    .icon = u"repository"_s,
                    .keys = {QKeySequence::Open},
                    .group = 0},
                   [this](bool) { scanPaths({m_parts.choosers.folder(this)}); });
    m_actions->add({.id = u"scan.file"_s,
                    .text = tr("Scan &file…"),
                    .menu = menu,
                    .tip = tr("One file of any kind"),
                    .icon = u"file"_s,
                    .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)},
                    .group = 0},
                   [this](bool) { scanPaths({m_parts.choosers.file(this)}); });
    m_actions->add({.id = u"scan.paste"_s,
                    .text = tr("&Paste text…"),
                    .menu = menu,
                    .tip = tr("A log or a chat: masked before it is shown"),
                    .icon = u"paste"_s,
                    .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)},
                    .group = 0},
                   [this](bool) { openPaste(); });
    m_actions->add({.id = u"scan.sample"_s,
                    .text = tr("Try &sample data"),
                    .menu = menu,
                    .tip = tr("Made-up secrets, scanned for real"),
                    .icon = u"sample"_s,
                    .keys = {},
                    .group = 0},
                   [this](bool) { scanTargets({sampleTarget()}); });
    m_actions->add({.id = u"scan.again"_s,
                    .text = tr("Scan &again"),
                    .menu = menu,
                    .tip = tr("Starts over with everything that is listed under Sources"),
                    .icon = u"reset"_s,
                    .keys = {QKeySequence(Qt::Key_F5)},
                    .group = 1},
                   [this](bool) { scanAgain(); });
    m_actions->add({.id = u"scan.cancel"_s,
                    .text = tr("&Cancel scan"),
                    .menu = menu,
                    .tip = tr("Stops the running scan; what was found stays"),
                    .icon = u"cancel"_s,
                    .keys = {QKeySequence(Qt::CTRL | Qt::Key_Period)},
                    .group = 1},
                   [this](bool) {
                       if (const auto running = m_parts.queue.running())
                           m_parts.queue.cancel(*running);
                   });
    m_actions->add({.id = u"scan.clear"_s,
                    .text = tr("C&lear everything"),
                    .menu = menu,
                    .tip = tr("Forgets all sources and findings of this window"),
                    .icon = u"close"_s,
                    .keys = {},
                    .group = 1},
                   [this](bool) { clearAll(); });
    m_actions->add({.id = u"app.quit"_s,
                    .text = tr("&Quit"),
                    .menu = menu,
                    .tip = tr("Closes the window; nothing of the findings is kept"),
                    .icon = u"quit"_s,
                    .keys = {QKeySequence(Qt::CTRL | Qt::Key_Q)},
                    .group = 2},
                   [this](bool) { close(); });
}

void MainWindow::addFindingsActions()
{
    const QString menu = tr("Findings");
    m_actions->add({.id = u"edit.filter"_s,
                    .text = tr("&Filter…"),
                    .menu = menu,
                    .tip = tr("Moves the keyboard to the filter bar"),
                    .icon = u"filter"_s,
                    .keys = {QKeySequence::Find},
                    .group = 0},
                   [this](bool) { m_findings->focusFilter(); });
    m_actions->add({.id = u"edit.showAll"_s,
                    .text = tr("&Show all"),
                    .menu = menu,
                    .tip = tr("Takes the filter away"),
                    .icon = {},
                    .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)},
                    .group = 0},
                   [this](bool) { m_findings->setFilter({}); });
    m_actions->add({.id = u"findings.chooseAll"_s,
                    .text = tr("&Choose all that match"),
                    .menu = menu,
                    .tip = tr("Chooses every row the filter lets through"),
                    .icon = {},
                    .keys = {},
                    .group = 1},
                   [this](bool) { m_model->chooseAll(); });
    m_actions->add({.id = u"findings.chooseNone"_s,
                    .text = tr("Choose &none"),
                    .menu = menu,
                    .tip = tr("Forgets the choice of rows"),
                    .icon = {},
                    .keys = {},
                    .group = 1},
                   [this](bool) { m_model->clearChoice(); });
    m_actions->add({.id = u"edit.copyId"_s,
                    .text = tr("Copy &id"),
                    .menu = menu,
                    .tip = tr("Copies the ids of the chosen rows, or of the current one"),
                    .icon = u"copy"_s,
                    .keys = {},
                    .group = 2},
                   [this](bool) { m_findings->copyId(); });
    m_actions->add({.id = u"edit.copyLine"_s,
                    .text = tr("Copy &masked line"),
                    .menu = menu,
                    .tip = tr("Copies the rows as text, masked"),
                    .icon = u"copy"_s,
                    .keys = {},
                    .group = 2},
                   [this](bool) { m_findings->copyMaskedLine(); });
    m_actions->add({.id = u"findings.peek"_s,
                    .text = tr("&Peek for 10 seconds"),
                    .menu = menu,
                    .tip = tr("Shows the value of the current secret for a moment"),
                    .icon = u"eye"_s,
                    .keys = {},
                    .group = 2},
                   [this](bool) { m_detail->peek(); });
    for (const auto *id : {u"edit.copyId", u"edit.copyLine", u"findings.peek"})
        m_actions->find(id)->setEnabled(false);
}

void MainWindow::noteTableKeys()
{
    QList<KeyNote> notes;
    for (const TableKey &key : m_findings->table()->keys())
        notes.append({tr("In the table"), key.shown(), key.text});
    m_actions->addKeyNotes(notes);
}

void MainWindow::addViewActions()
{
    const QString menu = tr("View");
    struct Pane
    {
        const char16_t *id;
        QString text;
        QDockWidget *MainWindow::*dock;
        Qt::Key key;
        const char16_t *icon;
    };
    const std::initializer_list<Pane> panes = {
        {u"view.sources", tr("&Sources"), &MainWindow::m_sourcesDock, Qt::Key_1, u"sources"},
        {u"view.facets", tr("&Facets"), &MainWindow::m_facetsDock, Qt::Key_2, u"facets"},
        {u"view.detail", tr("&Detail"), &MainWindow::m_detailDock, Qt::Key_3, u"detail"},
        {u"view.queue", tr("&Queue"), &MainWindow::m_queueDock, Qt::Key_4, u"queue"},
        {u"view.log", tr("&Log"), &MainWindow::m_logDock, Qt::Key_5, u"log"},
        {u"view.coverage", tr("&Coverage"), &MainWindow::m_coverageDock, Qt::Key_6, u"coverage"},
    };
    for (const Pane &pane : panes) {
        m_actions->add({.id = QString::fromUtf16(pane.id),
                        .text = pane.text,
                        .menu = menu,
                        .tip = tr("Shows or hides this pane"),
                        .icon = QString::fromUtf16(pane.icon),
                        .keys = {QKeySequence(Qt::ALT | pane.key)},
                        .group = 0},
                       [this, dock = pane.dock](bool) { m_docks->toggle(this->*dock); });
    }
    m_actions->find(u"view.coverage")->setStatusTip(tr("What was looked at, and what was not"));
    m_actions->add({.id = u"view.nextPane"_s,
                    .text = tr("&Next pane"),
                    .menu = menu,
                    .tip = tr("Moves the keyboard to the next pane"),
                    .icon = {},
                    .keys = {QKeySequence(Qt::Key_F6)},
                    .group = 1},
                   [this](bool) { m_docks->focusNext(true); });
    m_actions->add({.id = u"view.previousPane"_s,
                    .text = tr("&Previous pane"),
                    .menu = menu,
                    .tip = tr("Moves the keyboard to the pane before"),
                    .icon = {},
                    .keys = {QKeySequence(Qt::SHIFT | Qt::Key_F6)},
                    .group = 1},
                   [this](bool) { m_docks->focusNext(false); });
    QAction *unlock = m_actions->add({.id = u"view.unlock"_s,
                                      .text = tr("&Unlock panes"),
                                      .menu = menu,
                                      .tip = tr("Lets panes be moved, floated and closed"),
                                      .icon = u"unlock"_s,
                                      .keys = {},
                                      .group = 2,
                                      .checkable = true},
                                     [this](bool on) { m_docks->setLocked(!on); });
    connect(m_docks, &DockSet::visibilityChanged, unlock,
            [this, unlock] { unlock->setChecked(!m_docks->isLocked()); });
    m_actions->add({.id = u"view.reset"_s,
                    .text = tr("&Reset layout"),
                    .menu = menu,
                    .tip = tr("Puts every pane back where it was at first"),
                    .icon = u"reset"_s,
                    .keys = {},
                    .group = 2},
                   [this](bool) { m_docks->reset(); });
}

void MainWindow::addToolActions()
{
    m_actions->add({.id = u"tools.palette"_s,
                    .text = tr("&Command palette…"),
                    .menu = tr("Tools"),
                    .tip = tr("Finds a command, a secret or a file as you type"),
                    .icon = u"command"_s,
                    .keys = {QKeySequence(Qt::CTRL | Qt::Key_K)},
                    .group = 0},
                   [this](bool) { m_palette->open(); });
    m_actions->add({.id = u"help.keys"_s,
                    .text = tr("&Keyboard shortcuts"),
                    .menu = tr("Help"),
                    .tip = tr("Every key there is"),
                    .icon = u"keys"_s,
                    .keys = {QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)},
                    .group = 0},
                   [this](bool) { showKeys(); });
    m_actions->add({.id = u"help.about"_s,
                    .text = tr("&About Rekey"),
                    .menu = tr("Help"),
                    .tip = tr("Version and licence"),
                    .icon = u"info"_s,
                    .keys = {},
                    .group = 1},
                   [this](bool) { showAbout(); });
}

void MainWindow::buildMenus()
{
    menuBar()->setObjectName(u"menuBar"_s);
    menuBar()->setAccessibleName(tr("Menu bar"));
    m_actions->fill(menuBar(),
                    {tr("&File"), tr("&Edit"), tr("&View"), tr("F&indings"), tr("&Verify"),
                     tr("&Rotate"), tr("&Seal"), tr("&Tools"), tr("&Help")});
}

void MainWindow::buildToolBar()
{
    auto *bar = addToolBar(tr("Toolbar"));
    bar->setObjectName(u"toolBar"_s);
    bar->setAccessibleName(tr("Toolbar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({18, 18});
    auto *menu = new QMenu(this);
    menu->setObjectName(u"scanMenu"_s);
    menu->setAccessibleName(tr("Scan"));
    for (const ActionRegistry::Command &command : m_actions->commands()) {
        if (command.menu == tr("File") && command.group == 0)
            menu->addAction(command.action);
    }
    addMenuButton(bar, {u"toolScan"_s, tr("Scan"), u"scan"_s, menu});
    bar->addAction(m_actions->find(u"scan.again"));
    bar->addAction(m_actions->find(u"scan.cancel"));
    bar->addSeparator();
    for (const ActionRegistry::ToolMenu &button : m_actions->toolMenus())
        addMenuButton(bar, button);
    for (const ActionRegistry::Command &command : m_actions->commands()) {
        if (command.isTool)
            bar->addAction(command.action);
    }
    auto *stretch = new QWidget(bar);
    stretch->setObjectName(u"toolStretch"_s);
    stretch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(stretch);
    auto *find = new FindButton(m_actions->find(u"tools.palette"),
                                {tr("Command, id or file   Ctrl+K"), tr("Ctrl+K")}, bar);
    find->setObjectName(u"toolFind"_s);
    find->setAccessibleName(tr("Command palette"));
    bar->addWidget(find);
    for (QAction *action : bar->actions()) {
        QWidget *button = bar->widgetForAction(action);
        if (button && button->objectName().isEmpty())
            button->setObjectName(u"tool_"_s + action->objectName());
    }
}

void MainWindow::buildPalette()
{
    m_palette = new CommandPalette(this);
    m_palette->addSource(u'>', tr("commands"), [this](const QString &query, int limit) {
        std::vector<PaletteEntry> entries;
        for (const ActionRegistry::Command &command : m_actions->commands()) {
            QAction *action = command.action;
            if (!action->isEnabled() || action->objectName() == "tools.palette"_L1)
                continue;
            PaletteEntry entry;
            entry.title = plainText(action);
            entry.detail = command.menu;
            entry.keys = action->shortcut().toString(QKeySequence::NativeText);
            entry.icon = action->icon();
            entry.run = [action] { action->trigger(); };
            entries.push_back(std::move(entry));
        }
        return rankEntries(std::move(entries), query, limit);
    });
    m_palette->addSource(u'@', tr("secrets by id"), [this](const QString &query, int limit) {
        return findSecrets(query, limit);
    });
    m_palette->addSource(
        {}, {}, [this](const QString &query, int limit) { return findFiles(query, limit); });
}

std::vector<PaletteEntry> MainWindow::findSecrets(const QString &query, int limit)
{
    QString digits = query.toLower();
    digits.remove(u"s-"_s);
    std::vector<PaletteEntry> entries;
    bool isNumber = false;
    const std::uint32_t wanted = digits.toUInt(&isNumber);
    if (!isNumber || wanted == 0)
        return entries;
    const finding::FindingIndex &index = m_model->index();
    for (finding::IndexRow row = 0;
         row < index.size() && entries.size() < static_cast<std::size_t>(limit); ++row) {
        // Those that begin with the digits typed: 42, 420..429, 4200 ...
        std::uint32_t number = index.number(row);
        while (number > wanted)
            number /= 10;
        if (number != wanted)
            continue;
        PaletteEntry entry;
        entry.title = u"S-"_s + QString::number(index.number(row)).rightJustified(4, u'0');
        entry.detail = safeText(index.type(row)) + u"  "_s + safeText(index.masked(row)) + u"  "_s
            + safeText(index.path(row));
        entry.icon = icon(u"lock");
        entry.score = index.number(row) == wanted ? 200 : 20;
        entry.run = [this, id = index.id(row)] {
            if (!m_findings->setCurrentFinding(id)) {
                m_findings->setFilter({});
                m_findings->setCurrentFinding(id);
            }
            m_findings->focusTable();
        };
        entries.push_back(std::move(entry));
    }
    std::ranges::stable_sort(entries, std::greater(), &PaletteEntry::score);
    return entries;
}

std::vector<PaletteEntry> MainWindow::findFiles(const QString &query, int limit)
{
    if (query.size() < 2)
        return {};
    QElapsedTimer spent;
    spent.start();
    std::vector<PaletteEntry> entries;
    QSet<QString> seen;
    const finding::FindingIndex &index = m_model->index();
    for (finding::IndexRow row = 0; row < index.size() && spent.elapsed() < kFilesMs; ++row) {
        const QString path = safeText(index.path(row));
        if (path.isEmpty() || seen.contains(path))
            continue;
        seen.insert(path);
        PaletteEntry entry;
        entry.title = path;
        entry.detail = tr("filter to this file");
        entry.icon = icon(u"file");
        entry.run = [this, path] { m_findings->setFilter(u"path:=\"%1\""_s.arg(path)); };
        entries.push_back(std::move(entry));
    }
    return rankEntries(std::move(entries), query, limit);
}

void MainWindow::openPaste()
{
    if (!m_parts.workspace.isReady()) {
        say(tr("The rules are being made ready; try again in a moment."));
        return;
    }
    if (auto *open = findChild<PasteDialog *>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    const Workspace &workspace = m_parts.workspace;
    auto *dialog = new PasteDialog(workspace.engine().textMasker(workspace.context()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileAsker([this](QWidget *parent, const std::function<void(const QString &)> &take) {
        take(m_parts.choosers.file(parent));
    });
    dialog->setNumberer([this](auto &findings) { numberPasted(findings); });
    connect(dialog, &PasteDialog::findingsKept, this, &MainWindow::keepFindings);
    connect(dialog, &PasteDialog::message, this, &MainWindow::say);
    connect(this, &MainWindow::lockedChanged, dialog, [dialog](bool isLocked) {
        if (isLocked) // wipes the text
            dialog->reject();
    });
    dialog->show();
}

void MainWindow::scanAgain()
{
    if (!m_parts.queue.isIdle())
        return;
    ScanRequest request;
    for (const Workspace::Entry &entry : m_parts.workspace.entries()) {
        if (entry.target.isScannable())
            request.targets.push_back(entry.target);
    }
    if (request.targets.empty())
        return;
    const auto kept = m_kept;
    clearAll();
    keepFindings(kept);
    m_parts.queue.enqueue(std::move(request));
}

void MainWindow::showKeys()
{
    if (auto *open = findChild<KeySheet *>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto *sheet = new KeySheet(*m_actions, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->show();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(this);
    box->setObjectName(u"aboutBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Rekey"));
    box->setTextFormat(Qt::PlainText);
    box->setIconPixmap(icon(u"rekey", Tone::Info).pixmap(48, 48));
    box->setText(tr("Rekey %1").arg(QStringLiteral(REKEY_VERSION)));
    box->setInformativeText(
        tr("A console for leaked secrets: find them, see where they are.\n\n"
           "Free software under the GNU General Public License, version 3 or later. It comes "
           "without any warranty."));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}

} // namespace rekey::ui

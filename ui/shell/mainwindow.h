// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/checkplan.h"
#include "ui/session/credentials.h"
#include "ui/session/ledger.h"
#include "ui/session/preferences.h"
#include "ui/session/scanqueue.h"
#include "ui/session/stores.h"
#include "ui/session/workspace.h"
#include "ui/shell/palettemodel.h"

#include <QMainWindow>

#include <functional>

class QDockWidget;
class QLabel;
class QSettings;
class QStackedWidget;
class QTabWidget;

namespace rekey::ui {

class ActionRegistry;
class Banner;
class CommandPalette;
class CoveragePanel;
class DetailPane;
class DockSet;
class EmptyPage;
class FacetsPanel;
class FindingsModel;
class FindingsPage;
class LogFeed;
class LogPanel;
class SettingsDialog;
class SourcesPanel;

/// How the window asks for paths; empty when the person cancels.
struct FileChoosers
{
    std::function<QString(QWidget *parent)> folder;
    std::function<QString(QWidget *parent)> file;
    std::function<QString(QWidget *parent)> target; ///< a file to be written
};
[[nodiscard]] FileChoosers systemChoosers();

/// What the window is given; all of it outlives the window.
struct WindowParts
{
    Workspace &workspace;
    ScanQueue &queue;
    Ledger &ledger;
    QSettings &settings; ///< layouts and the like; what people set is in preferences
    Preferences &preferences;
    LogFeed &log;
    FileChoosers choosers;
    bool isReadOnly = false; ///< asked for on the command line
    bool asksAtFirst = false; ///< shows the questions of the first run until they were answered
    StorePorts stores; ///< empty functions: the ledger is somebody else's to open
    CheckPorts checks; ///< empty functions: nobody can be asked
    CredentialPorts credentials = {}; ///< empty functions: there is no keyring
    QString commandLine = {}; ///< path of rekey-cli; empty: it is beside this program
};

/// The window: findings in the centre, panes round them, one list of commands for all of it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowParts parts);
    ~MainWindow() override;

    [[nodiscard]] const ActionRegistry &actions() const { return *m_actions; }
    [[nodiscard]] FindingsPage &findings() const { return *m_findings; }
    /// Nothing is being scanned, filtered, sorted or kept.
    [[nodiscard]] bool isAtRest() const;

    /// Asked of each dropped path before it is scanned; the first that answers true has taken it.
    using DropTaker = std::function<bool(const QString &path)>;
    void addDropTaker(DropTaker taker) { m_dropTakers.push_back(std::move(taker)); }

    /// While locked nothing is listed, and nothing is told that would name or count anything.
    /// Afterwards the list is filled again from what is kept. See LockController.
    void setLocked(bool isLocked);
    [[nodiscard]] bool isLocked() const { return m_isLocked; }
    /// Stands in the title after everything else: "read-only".
    void setTitleNote(const QString &note);

Q_SIGNALS:
    /// The window is about to close: clipboards, peeks and dialogs with values go now.
    void closing();
    /// Everything listed was forgotten.
    void cleared();
    /// Dialogs that hold values or rows of findings go when it turns true.
    void lockedChanged(bool isLocked);
    /// Findings of a pasted text were taken in; places name the workspace's entry.
    void textKept(const rekey::scan::FindingBatch &findings);
    /// The settings dialog was made: features add what is theirs.
    void settingsOpened(rekey::ui::SettingsDialog *dialog);

public Q_SLOTS:
    /// One sentence in the status bar for some seconds, and to assistive tools.
    void say(const QString &text);
    /// Lists findings that were kept earlier; Place::source is an index of the workspace's entries.
    void listKept(rekey::scan::FindingBatch batch);
    void scanPaths(const QStringList &paths);
    void scanTargets(const std::vector<rekey::ui::ScanTarget> &targets);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // mainwindow.cpp
    void buildCentre();
    void buildDocks();
    void buildFeatures();
    void buildStatusBar();
    void showFinding(const secret::SecretId &id);
    void connectFindings();
    void saveSettings();
    void showPages();
    void showPage();
    void updateCounts();
    void updateTitle();
    void updateEnabled();
    void announce(const QString &text);

    // mainwindowscans.cpp
    void connectScans();
    void takeFindings(const scan::FindingBatch &batch);
    void numberPasted(std::vector<finding::Finding> &findings) const;
    void keepFindings(const std::vector<finding::Finding> &findings);
    void jobStarted(int job);
    void jobEnded(int job);
    void tellEnd(const ScanJob &job);
    void updateSourceStates(const ScanJob &job);
    void clearAll();
    void dropFindings();
    void makeRowCurrent();

    // mainwindowactions.cpp
    void buildActions();
    void addScanActions();
    void addFindingsActions();
    void noteTableKeys();
    void addViewActions();
    void addToolActions();
    void buildMenus();
    void buildToolBar();
    void buildPalette();
    [[nodiscard]] std::vector<PaletteEntry> findSecrets(const QString &query, int limit);
    [[nodiscard]] std::vector<PaletteEntry> findFiles(const QString &query, int limit);
    void openPaste();
    void scanAgain();
    void showKeys();
    void showAbout();

    WindowParts m_parts;
    ActionRegistry *m_actions;
    DockSet *m_docks;
    FindingsModel *m_model;
    FindingsPage *m_findings = nullptr;
    FacetsPanel *m_facets = nullptr;
    QTabWidget *m_pages = nullptr;
    QStackedWidget *m_stack = nullptr;
    Banner *m_banner = nullptr;
    EmptyPage *m_start = nullptr;
    EmptyPage *m_nothing = nullptr;
    DetailPane *m_detail = nullptr;
    SourcesPanel *m_sources = nullptr;
    CoveragePanel *m_coverage = nullptr;
    CommandPalette *m_palette = nullptr;
    QDockWidget *m_sourcesDock = nullptr;
    QDockWidget *m_facetsDock = nullptr;
    QDockWidget *m_detailDock = nullptr;
    QDockWidget *m_queueDock = nullptr;
    QDockWidget *m_logDock = nullptr;
    QDockWidget *m_coverageDock = nullptr;
    QLabel *m_counts = nullptr;
    TextMasker m_recognise; ///< made at the first paste into the filter
    std::vector<DropTaker> m_dropTakers;
    std::vector<finding::Finding> m_kept; ///< of pasted texts, which are gone
    std::size_t m_firstJob = 0; ///< of those since everything was cleared
    bool m_isLocked = false;
    bool m_isReturning = false; ///< from a lock until the list is as it was
    secret::SecretId m_returnTo; ///< what was current when it was locked
    QString m_titleNote;
    std::uint32_t m_runFirstEntry = 0; ///< workspace entries of the running scan: [first, end)
    std::uint32_t m_runEndEntry = 0;
};

} // namespace rekey::ui

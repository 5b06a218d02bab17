// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/lockcontroller.h"

#include "ui/detail/detailpane.h"
#include "ui/findings/findingspage.h"
#include "ui/lock/lockpage.h"
#include "ui/session/lockwatch.h"
#include "ui/session/preferences.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/scantext.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QEvent>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

#include <chrono>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kIdle = "security/idleMinutes"_L1;
constexpr auto kWithSession = "security/lockWithSession"_L1;

bool isPart(const QWidget *widget, const QMainWindow &window)
{
    return widget == window.centralWidget() || qobject_cast<const QDialog *>(widget)
        || qobject_cast<const QDockWidget *>(widget) || qobject_cast<const QToolBar *>(widget)
        || qobject_cast<const QMenuBar *>(widget) || qobject_cast<const QStatusBar *>(widget);
}

} // namespace

LockController::LockController(const Shell &shell)
    : QObject(&shell.window)
    , m_shell(shell)
    , m_page(new LockPage(&shell.window))
    , m_watch(new LockWatch(this))
{
    m_page->hide();
    Ledger &ledger = shell.parts.ledger;
    connect(m_watch, &LockWatch::lockWanted, this, &LockController::lock);
    connect(m_page, &LockPage::unlockRequested, this,
            [this, &ledger](const std::shared_ptr<const secret::SecretBytes> &passphrase) {
                if (ledger.isOpen() && ledger.state() == finding::KeeperState::Locked)
                    ledger.unlock(passphrase);
                else
                    unlock();
            });
    connect(&ledger, &Ledger::unlockFailed, m_page,
            [this](const Error &error) { m_page->refuse(safeText(error.detail)); });
    connect(&ledger, &Ledger::stateChanged, this, [this, &ledger] {
        if (m_isLocked && ledger.state() != finding::KeeperState::Locked)
            unlock();
    });
    // A store that was opened and wants its passphrase.
    connect(&ledger, &Ledger::opened, this, [this, &ledger] {
        if (ledger.state() == finding::KeeperState::Locked)
            lock();
    });
    connect(&shell.window, &MainWindow::closing, this, [this] {
        // What is saved of the layout is that of the unlocked window.
        if (m_isLocked)
            show();
    });
    connect(&shell.parts.preferences, &Preferences::changed, this,
            &LockController::applyPreferences);
    applyPreferences();
    m_watch->listen();
    qApp->installEventFilter(this);
}

void LockController::applyPreferences()
{
    const Preferences &preferences = m_shell.parts.preferences;
    m_watch->setIdleTime(std::chrono::minutes(preferences.number(kIdle)));
    m_watch->setFollowsSession(preferences.flag(kWithSession));
}

void LockController::lock()
{
    if (m_isLocked)
        return;
    m_isLocked = true;
    m_shell.detail.closePeek();
    hideAll();
    m_page->setNeedsPassphrase(m_shell.parts.stores.needsPassphrase
                               && m_shell.parts.stores.needsPassphrase());
    m_page->setGeometry(m_shell.window.rect());
    m_page->show();
    m_page->raise();
    m_page->start();
    m_shell.window.setLocked(true);
    Q_EMIT lockedChanged(true);
    m_shell.parts.ledger.lock();
}

void LockController::hideAll()
{
    MainWindow &window = m_shell.window;
    m_layout = window.saveState();
    m_focusBefore = QApplication::focusWidget();
    m_hidden.clear();
    const auto children = window.findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (QWidget *child : children) {
        if (qobject_cast<QMenu *>(child))
            child->hide();
        if (child == m_page || child->isHidden() || !isPart(child, window))
            continue;
        m_hidden.append(child);
        child->hide();
    }
    // Where the pointer was tells nothing any more.
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
}

void LockController::unlock()
{
    if (!m_isLocked)
        return;
    m_page->accept();
    show();
    Q_EMIT lockedChanged(false);
}

void LockController::show()
{
    m_isLocked = false;
    for (const QPointer<QWidget> &widget : std::as_const(m_hidden)) {
        if (widget)
            widget->show();
    }
    m_shell.window.restoreState(m_layout);
    m_page->hide();
    m_shell.window.setLocked(false);
    if (m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    else
        m_shell.findings.focusTable();
}

bool LockController::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_isLocked)
        return false;
    switch (event->type()) {
    case QEvent::Resize:
        if (watched == &m_shell.window)
            m_page->setGeometry(m_shell.window.rect());
        return false;
    case QEvent::Shortcut: {
        // Commands sleep; only closing works. Buttons of the page have shortcuts too.
        const auto *widget = qobject_cast<QWidget *>(watched);
        return watched->objectName() != "app.quit"_L1 && !(widget && m_page->isAncestorOf(widget));
    }
    default:
        return false;
    }
}

namespace {

/// Whether a store is open, in the status bar; a click locks it.
void addSign(const Shell &shell, QAction *lock)
{
    auto *sign = new QToolButton(&shell.window);
    sign->setObjectName(u"storeLock"_s);
    sign->setAutoRaise(true);
    sign->setFocusPolicy(Qt::TabFocus);
    sign->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    sign->setIcon(icon(u"unlock"));
    const auto tell = [sign, &ledger = shell.parts.ledger] {
        const bool isOpen = ledger.isOpen() && ledger.state() != finding::KeeperState::Locked;
        sign->setText(isOpen ? MainWindow::tr("Unlocked") : MainWindow::tr("No store"));
        sign->setToolTip(isOpen ? MainWindow::tr("Store: %1. A click locks it.").arg(ledger.title())
                                : MainWindow::tr("Nothing is kept until a store is open."));
        sign->setAccessibleName(isOpen ? MainWindow::tr("Lock the store")
                                       : MainWindow::tr("No store is open"));
        sign->setEnabled(isOpen);
    };
    tell();
    QObject::connect(&shell.parts.ledger, &Ledger::stateChanged, sign, tell);
    QObject::connect(sign, &QToolButton::clicked, lock, &QAction::trigger);
    shell.window.statusBar()->addPermanentWidget(sign);
}

} // namespace

void wireLock(const Shell &shell)
{
    auto *controller = new LockController(shell);
    QAction *action = shell.actions.add(
        {.id = u"app.lock"_s,
         .text = MainWindow::tr("&Lock"),
         .menu = MainWindow::tr("File"),
         .tip = MainWindow::tr("Drops the keys and hides everything; scans go on"),
         .icon = u"lock"_s,
         .keys = {QKeySequence(Qt::CTRL | Qt::Key_L)},
         .group = 8,
         .isTool = true},
        [controller](bool) { controller->lock(); });
    addSign(shell, action);
    QObject::connect(controller, &LockController::lockedChanged, action, &QAction::setDisabled);
    QObject::connect(controller, &LockController::lockedChanged, &shell.window,
                     &MainWindow::lockedChanged);
}

} // namespace rekey::ui

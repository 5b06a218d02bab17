// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailpane.h"
#include "ui/findings/findingspage.h"
#include "ui/session/preferences.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/shell.h"
#include "ui/widgets/clipboardguard.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QAction>
#include <QDateTime>
#include <QGuiApplication>
#include <QLabel>
#include <QStatusBar>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kPresentation = "security/presentation"_L1;
constexpr auto kReadOnly = "security/readOnly"_L1;
constexpr auto kPeekReadOnly = "security/peekReadOnly"_L1;
constexpr auto kClipboard = "security/clipboardSeconds"_L1;

void announce(QObject *from, const QString &text)
{
    QAccessibleAnnouncementEvent event(from, text);
    QAccessible::updateAccessibility(&event);
}

/// What keeps values from being shown, copied or changed: presentation and read-only mode, and the
/// clipboard that forgets; with their signs in the status bar.
class GuardWiring final : public QObject
{
public:
    explicit GuardWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_clipboard(new ClipboardGuard(this))
        , m_countdown(sign(u"clipboardCountdown"_s))
        , m_presentation(sign(u"presentationBadge"_s))
        , m_readOnly(sign(u"readOnlyBadge"_s))
    {
        m_countdown->hide();
        m_presentation->setText(MainWindow::tr("Presentation"));
        m_presentation->setToolTip(MainWindow::tr("Values can be neither shown nor copied."));
        m_readOnly->setText(MainWindow::tr("Read-only"));
        m_readOnly->setToolTip(MainWindow::tr("Nothing that is kept can be changed."));
        addActions();
        connect(m_clipboard, &ClipboardGuard::secondsLeftChanged, this, &GuardWiring::tellSeconds);
        connect(&shell.window, &MainWindow::closing, m_clipboard, &ClipboardGuard::clear);
        connect(&shell.window, &MainWindow::lockedChanged, this, [this](bool isLocked) {
            if (isLocked)
                m_clipboard->clear();
            else
                speakBadge();
        });
        shell.window.installEventFilter(this);
        connect(&shell.detail, &DetailPane::copyReady, this, &GuardWiring::copy);
        connect(&shell.detail, &DetailPane::peeked, this,
                [this](const secret::SecretId &id) { note(id, finding::EventKind::Peeked); });
        connect(&shell.parts.preferences, &Preferences::changed, this, &GuardWiring::apply);
        connect(&shell.parts.ledger, &Ledger::stateChanged, this, &GuardWiring::apply);
        connect(&shell.parts.ledger, &Ledger::failed, this, &GuardWiring::tellRefusal);
        connect(&shell.findings, &FindingsPage::currentFindingChanged, this, &GuardWiring::apply);
        apply();
    }

    /// What was said before the window had the keyboard, nobody heard.
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::WindowActivate && !std::exchange(m_wasActive, true))
            speakBadge();
        return QObject::eventFilter(watched, event);
    }

private:
    void speakBadge()
    {
        if (m_wasReadOnly)
            announce(m_readOnly, MainWindow::tr("Read-only: nothing can be changed"));
    }

    QLabel *sign(const QString &name)
    {
        auto *label = new QLabel(&m_shell.window);
        label->setObjectName(name);
        label->setContentsMargins(8, 0, 8, 0);
        m_shell.window.statusBar()->addPermanentWidget(label);
        return label;
    }

    void addActions()
    {
        Preferences &preferences = m_shell.parts.preferences;
        m_copy = m_shell.actions.add(
            {.id = u"findings.copyValue"_s,
             .text = MainWindow::tr("Copy &value"),
             .menu = MainWindow::tr("Findings"),
             .tip = MainWindow::tr("Puts the value on the clipboard for some seconds"),
             .icon = u"copy"_s,
             .keys = {},
             .group = 2},
            [this](bool) { m_shell.detail.copyValue(); });
        m_present = m_shell.actions.add(
            {.id = u"view.presentation"_s,
             .text = MainWindow::tr("Presentation &mode"),
             .menu = MainWindow::tr("View"),
             .tip = MainWindow::tr("Values can be neither shown nor copied"),
             .icon = u"presentation"_s,
             .keys = {},
             .group = 4,
             .checkable = true},
            [&preferences](bool isOn) { preferences.set(kPresentation, isOn); });
    }

    [[nodiscard]] bool isReadOnly() const
    {
        return m_shell.parts.isReadOnly || m_shell.parts.preferences.flag(kReadOnly)
            || m_shell.parts.ledger.state() == finding::KeeperState::ReadOnly;
    }

    void apply()
    {
        const Preferences &preferences = m_shell.parts.preferences;
        const bool isPresenting = preferences.flag(kPresentation);
        const bool readOnly = isReadOnly();
        const QString refusal = isPresenting
            ? MainWindow::tr("Presentation mode: values stay hidden. Switch it off under View.")
            : readOnly && !preferences.flag(kPeekReadOnly)
            ? MainWindow::tr("Read-only: values stay hidden. Settings, Security can allow it.")
            : QString();
        m_shell.detail.setRefusal(refusal);
        m_copy->setEnabled(refusal.isEmpty()
                           && m_shell.findings.currentFinding() != secret::SecretId{});
        if (!refusal.isEmpty())
            m_clipboard->clear();
        m_present->setChecked(isPresenting);
        m_present->setEnabled(!preferences.isLocked(kPresentation));
        m_presentation->setVisible(isPresenting);
        m_readOnly->setVisible(readOnly);
        dress();
        if (m_wasReadOnly == readOnly)
            return;
        m_wasReadOnly = readOnly;
        m_shell.window.setTitleNote(readOnly ? MainWindow::tr("read-only") : QString());
        m_shell.parts.ledger.setReadOnly(m_shell.parts.isReadOnly || preferences.flag(kReadOnly));
        speakBadge();
    }

    void tellRefusal(const Error &error)
    {
        if (error.kind != ErrorKind::Denied || m_shell.parts.ledger.canChange())
            return;
        const QString text = isReadOnly()
            ? MainWindow::tr("Read-only, not changed.")
            : MainWindow::tr("No store is open and unlocked, not changed.");
        m_shell.window.say(text);
    }

    void dress()
    {
        for (QLabel *label : {m_presentation, m_readOnly, m_countdown}) {
            QPalette colours = QGuiApplication::palette();
            colours.setColor(QPalette::WindowText, toneColor(Tone::Warning, colours));
            label->setPalette(colours);
        }
    }

    void copy(const secret::SecretId &id, const std::shared_ptr<secret::SecretBytes> &value)
    {
        const int seconds = m_shell.parts.preferences.number(kClipboard);
        m_clipboard->put(std::move(*value), std::chrono::seconds(seconds));
        note(id, finding::EventKind::Copied);
        m_shell.window.say(
            MainWindow::tr("Value copied. It is cleared in %n second(s); a clipboard manager may "
                           "keep it, and Wayland may refuse to clear it in the background.",
                           nullptr, seconds));
    }

    void note(const secret::SecretId &id, finding::EventKind kind)
    {
        finding::Event event;
        event.finding = id;
        event.kind = kind;
        event.at = QDateTime::currentMSecsSinceEpoch();
        m_shell.parts.ledger.note({event});
    }

    void tellSeconds(int seconds)
    {
        m_countdown->setVisible(seconds > 0);
        m_countdown->setText(MainWindow::tr("clipboard %1 s").arg(seconds));
    }

    Shell m_shell;
    ClipboardGuard *m_clipboard;
    QLabel *m_countdown;
    QLabel *m_presentation;
    QLabel *m_readOnly;
    QAction *m_copy = nullptr;
    QAction *m_present = nullptr;
    bool m_wasReadOnly = false;
    bool m_wasActive = false;
};

} // namespace

void wireGuards(const Shell &shell)
{
    new GuardWiring(shell);
}

} // namespace rekey::ui

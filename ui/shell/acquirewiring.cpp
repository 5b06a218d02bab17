// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/acquirewiring.h"

#include "ui/seal/acquiredialog.h"
#include "ui/seal/expirywords.h"
#include "ui/seal/refreshdialog.h"
#include "ui/seal/sealdesk.h"
#include "ui/seal/sealspage.h"
#include "ui/session/networkchoices.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/pageturn.h"
#include "ui/shell/scantext.h"
#include "ui/shell/sealtesting.h"
#include "ui/shell/shell.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/clipboardguard.h"

#include <QAction>
#include <QApplication>
#include <QDesktopServices>
#include <QPointer>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kReadOnly = "security/readOnly"_L1;
constexpr std::int64_t kMostWaitSeconds = 3600;

/// Signing in by OAuth, refreshing what was acquired, and the reminder before it expires.
class AcquireWiring final : public QObject
{
public:
    AcquireWiring(const Shell &shell, SealDesk &desk, SealsPage &page, SealTesting &testing)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_desk(&desk)
        , m_page(&page)
        , m_testing(&testing)
    {
        m_acquire = shell.actions.add(
            {.id = u"seal.acquire"_s,
             .text = MainWindow::tr("&Acquire by OAuth…"),
             .menu = MainWindow::tr("Seal"),
             .tip = MainWindow::tr("Signs in at a provider and seals the token at once"),
             .icon = {},
             .keys = {},
             .group = 0},
            [this](bool) { acquire({}); });
        m_refresh = shell.actions.add(
            {.id = u"seal.refresh"_s,
             .text = MainWindow::tr("Re&fresh now…"),
             .menu = MainWindow::tr("Seal"),
             .tip = MainWindow::tr("Gets a new token for the chosen seal that was acquired"),
             .icon = {},
             .keys = {},
             .group = 1},
            [this](bool) { refreshChosen(); });
        m_page->addTool(m_acquire, u"sealsAcquire"_s);
        m_page->addTool(m_refresh, u"sealsRefresh"_s);
        m_remind = new QAction(MainWindow::tr("Refresh now…"), this);
        m_remind->setObjectName(u"seal.remind"_s);
        connect(m_remind, &QAction::triggered, this, [this] { refresh(m_reminded); });
        m_later.setSingleShot(true);
        connect(&m_later, &QTimer::timeout, m_desk, &SealDesk::timePassed);
        connect(m_desk, &SealDesk::sealsChanged, this, [this] {
            keepLate();
            remind();
            updateEnabled();
        });
        connect(m_page, &SealsPage::choiceChanged, this, &AcquireWiring::updateEnabled);
        connect(&ledger(), &Ledger::stateChanged, this, &AcquireWiring::updateEnabled);
        connect(&ledger(), &Ledger::opened, this, [this] {
            closeAll(); // they are about seals of the store before
            updateEnabled();
        });
        connect(&shell.window, &MainWindow::lockedChanged, this, [this](bool isLocked) {
            if (isLocked)
                closeAll();
            else if (!m_unsaid.isEmpty())
                tellTrouble(std::exchange(m_unsaid, {}).join(u'\n'));
        });
        connect(&shell.window, &MainWindow::closing, this, [this] {
            closeAll();
            for (const Waiting &one : std::exchange(m_waiting, {}))
                one.session->awaitRefresh();
        });
        updateEnabled();
    }

private:
    [[nodiscard]] Ledger &ledger() const { return m_shell.parts.ledger; }

    [[nodiscard]] bool mayAct() const
    {
        return ledger().canChange() && !m_shell.parts.isReadOnly
            && !m_shell.parts.preferences.flag(kReadOnly);
    }

    [[nodiscard]] const seal::SealRecord *chosen() const
    {
        const std::vector<std::uint32_t> seals = m_page->chosen();
        return seals.size() == 1 ? m_desk->find(seals.front()) : nullptr;
    }

    static bool isAcquired(const seal::SealRecord &record)
    {
        return !record.acquired.provider.empty() && record.retiredAt == 0;
    }

    void updateEnabled()
    {
        const seal::SealRecord *record = chosen();
        m_acquire->setEnabled(mayAct());
        m_refresh->setEnabled(mayAct() && record != nullptr && isAcquired(*record));
    }

    void closeAll()
    {
        for (const QPointer<QDialog> &dialog : m_dialogs) {
            if (dialog)
                dialog->close();
        }
        m_dialogs.clear();
    }

    /// Null, and said why, when the network's settings are wrong.
    AcquireSession *session()
    {
        auto setup = setupOf(readNetworkChoices(m_shell.parts.settings));
        if (!setup) {
            m_shell.window.say(safeText(setup.error().text()));
            return nullptr;
        }
        return new AcquireSession(m_shell.parts.checks.transport, std::move(setup->network), this);
    }

    void acquire(std::optional<seal::SealRecord> replaces)
    {
        if (!mayAct())
            return;
        if (m_shell.parts.preferences.flag(u"security/presentation"_s))
            return m_shell.window.say(
                MainWindow::tr("Presentation mode shows no bearers. Leave it to seal."));
        AcquireSession *own = session();
        if (own == nullptr)
            return;
        auto *dialog = new AcquireDialog(*m_desk, m_shell.parts.settings, own, std::move(replaces),
                                         m_shell.parts.choosers.folder, &m_shell.window);
        connect(dialog, &AcquireDialog::browserRequested, this, &AcquireWiring::browse);
        connect(dialog, &AcquireDialog::profileRequested, this,
                [this] { Q_EMIT m_page->profileRequested({}); });
        connect(dialog, &AcquireDialog::copyRequested, this, &AcquireWiring::copy);
        connect(dialog, &AcquireDialog::testRequested, this,
                [this, dialog](const std::vector<SealTrial> &trials) {
                    m_testing->ask(trials, dialog);
                });
        connect(dialog, &AcquireDialog::acquired, this,
                [this, dialog](const seal::SealRecord &record) {
                    comeForward(*dialog);
                    m_shell.window.say(
                        MainWindow::tr("%1 is sealed for %2.")
                            .arg(safeText(record.label()), safeText(record.consumer.name)));
                });
        open(dialog);
    }

    void open(QDialog *dialog)
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialogs.removeIf([](const QPointer<QDialog> &one) { return !one; });
        m_dialogs.append(dialog);
        dialog->show();
    }

    void browse(const QUrl &url)
    {
        if (!QDesktopServices::openUrl(url))
            m_shell.window.say(
                MainWindow::tr("No browser could be opened; set one as the desktop's "
                               "standard, then try again."));
    }

    /// The browser is in front until now.
    void comeForward(QWidget &dialog)
    {
        m_shell.window.show();
        m_shell.window.raise();
        turnTo(m_shell.pages, m_page);
        dialog.raise();
        dialog.activateWindow();
        QApplication::alert(&m_shell.window);
    }

    void copy(const std::shared_ptr<const secret::SecretBytes> &bearer)
    {
        const int seconds = m_shell.parts.preferences.number(u"security/clipboardSeconds"_s);
        if (auto *guard = m_shell.window.findChild<ClipboardGuard *>())
            guard->put(secret::SecretBytes::copyOf(bearer->bytes()), std::chrono::seconds(seconds));
    }

    void refreshChosen()
    {
        if (const seal::SealRecord *record = chosen())
            refresh(record->number);
    }

    void refresh(std::uint32_t number)
    {
        const seal::SealRecord *record = m_desk->find(number);
        if (record == nullptr || !mayAct())
            return;
        const seal::Profile *profile = m_desk->profile(record->profile);
        if (profile == nullptr)
            return m_page->say(MainWindow::tr("The profile of this seal is gone."));
        const auto service = seal::serviceOf(*record);
        if (!service)
            return acquire(*record); // nobody holds its refresh token
        // Asking twice sends the same refresh token twice, which some services take for a theft.
        if (std::ranges::contains(m_waiting, number, &Waiting::number))
            return m_shell.window.say(
                MainWindow::tr("The service was asked for %1; its answer is on its way.")
                    .arg(safeText(record->label())));
        for (const QPointer<QDialog> &open : m_dialogs) {
            const auto *other = qobject_cast<RefreshDialog *>(open);
            if (other != nullptr && other->number() == number)
                return open->raise();
        }
        AcquireSession *own = session();
        if (own == nullptr)
            return;
        auto *dialog = new RefreshDialog(*m_desk, own, *record, *profile, *service,
                                         m_shell.parts.choosers.folder, &m_shell.window);
        connect(dialog, &RefreshDialog::refreshed, this, [this](const seal::SealRecord &again) {
            m_shell.window.say(MainWindow::tr("%1 is refreshed; hand the new token to %2.")
                                   .arg(safeText(again.label()), safeText(again.consumer.name)));
        });
        connect(dialog, &RefreshDialog::testRequested, this,
                [this, dialog](const std::vector<SealTrial> &trials) {
                    m_testing->ask(trials, dialog);
                });
        connect(dialog, &RefreshDialog::leftAsking, this,
                [this, number, name = safeText(record->label()),
                 generation = ledger().generation()](AcquireSession *asking) {
                    await({asking, number, generation}, name);
                });
        open(dialog);
    }

    /// A service that was asked, without a dialog.
    struct Waiting
    {
        AcquireSession *session = nullptr;
        std::uint32_t number = 0; ///< of the seal
        int generation = 0; ///< of the store that has it
    };

    /// What a service answers is kept although nobody looks on any more.
    void await(const Waiting &waiting, const QString &name)
    {
        waiting.session->setParent(this);
        m_waiting.push_back(waiting);
        connect(waiting.session, &AcquireSession::sealed, this,
                [this, waiting](const std::shared_ptr<seal::MadeSeal> &made) {
                    leave(waiting.session);
                    m_late.emplace_back(waiting.generation, std::move(made->record));
                    keepLate();
                });
        connect(
            waiting.session, &AcquireSession::failed, this,
            [this, session = waiting.session, name](const Error &why) {
                leave(session);
                const QString trouble
                    = MainWindow::tr("%1 was not refreshed: %2.").arg(name, safeText(why.text()));
                if (m_shell.window.isLocked())
                    m_unsaid.append(trouble);
                else
                    tellTrouble(trouble);
            });
        m_shell.window.say(
            MainWindow::tr("The service was asked: its answer for %1 is kept when it comes and the "
                           "store is open. Do not quit before.")
                .arg(name));
    }

    void leave(AcquireSession *session)
    {
        std::erase_if(m_waiting, [session](const Waiting &one) { return one.session == session; });
        session->deleteLater();
    }

    void tellTrouble(const QString &words)
    {
        m_shell.banner.show(Tone::Warning, MainWindow::tr("Not refreshed"), words);
    }

    /// As soon as the store that it belongs to can be written.
    void keepLate()
    {
        if (!ledger().canChange())
            return;
        for (auto &[generation, record] : std::exchange(m_late, {})) {
            const std::uint32_t number = record.number;
            if (generation != ledger().generation()) {
                tellTrouble(MainWindow::tr("The store of %1 was closed before its service "
                                           "answered: acquire that token again.")
                                .arg(safeText(record.label())));
                continue;
            }
            const seal::SealRecord *now = m_desk->find(number);
            if (now == nullptr) {
                m_late.emplace_back(generation, std::move(record)); // not read yet
                continue;
            }
            const QString words
                = MainWindow::tr("%1 is refreshed; hand the new token to %2.")
                      .arg(safeText(record.label()), safeText(record.consumer.name));
            // What was said of it meanwhile stays.
            seal::SealRecord renewed = *now;
            renewed.renew(std::move(record.token), std::move(record.fingerprint), SealDesk::now());
            renewed.expiresAt = record.expiresAt;
            m_desk->replace(number, std::move(renewed));
            m_shell.window.say(words);
        }
    }

    /// Tells of each seal once when it is about to expire, and waits for the next.
    void remind()
    {
        const std::int64_t now = SealDesk::now();
        std::int64_t next = now + kMostWaitSeconds;
        std::vector<const seal::SealRecord *> due;
        for (const auto &[number, record] : m_desk->seals()) {
            if (record.expiresAt == 0 || record.retiredAt != 0 || record.outdatedAt != 0)
                continue;
            for (const std::int64_t at : {record.soonAt(), record.expiresAt}) {
                if (at > now)
                    next = std::min(next, at);
            }
            if (record.soonAt() <= now && isAcquired(record)
                && m_told.insert({number, record.expiresAt}).second)
                due.push_back(&record);
        }
        m_later.start(std::chrono::seconds(next - now));
        if (due.empty())
            return;
        const seal::SealRecord &first = **std::ranges::min_element(
            due, {}, [](const seal::SealRecord *record) { return record->expiresAt; });
        m_reminded = first.number;
        const QString when = expiryText(first.expiresAt, now);
        const bool isOver = first.expiresAt <= now;
        QString more = MainWindow::tr("%1 cannot reach its API with it then. Refresh it, and hand "
                                      "the new token over.")
                           .arg(safeText(first.consumer.name));
        if (due.size() > 1)
            more += u' '
                + MainWindow::tr("Other seals that expire soon: %n.", nullptr,
                                 static_cast<int>(due.size()) - 1);
        m_shell.banner.show(Tone::Warning,
                            (isOver ? MainWindow::tr("%1 of %2 expired: %3")
                                    : MainWindow::tr("%1 of %2 expires: %3"))
                                .arg(safeText(first.label()), safeText(first.consumer.name), when),
                            more, {m_remind});
    }

    const Shell m_shell;
    SealDesk *m_desk;
    SealsPage *m_page;
    SealTesting *m_testing;
    QAction *m_acquire = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_remind = nullptr;
    std::uint32_t m_reminded = 0; ///< what the banner's button refreshes
    std::set<std::pair<std::uint32_t, std::int64_t>> m_told; ///< seal and its end
    QTimer m_later;
    QList<QPointer<QDialog>> m_dialogs;
    std::vector<Waiting> m_waiting;
    QStringList m_unsaid; ///< troubles of the time it was locked
    std::vector<std::pair<int, seal::SealRecord>> m_late; ///< answers, and their store's generation
};

} // namespace

void wireAcquire(const Shell &shell, SealDesk &desk, SealsPage &page, SealTesting &testing)
{
    new AcquireWiring(shell, desk, page, testing); // owned by the window
}

} // namespace rekey::ui

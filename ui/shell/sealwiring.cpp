// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailpane.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/seal/profiledialog.h"
#include "ui/seal/sealagaindialog.h"
#include "ui/seal/sealdesk.h"
#include "ui/seal/sealdialog.h"
#include "ui/seal/sealspage.h"
#include "ui/seal/snippetpane.h"
#include "ui/shell/acquirewiring.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/pageturn.h"
#include "ui/shell/scantext.h"
#include "ui/shell/sealtesting.h"
#include "ui/shell/shell.h"
#include "ui/widgets/clipboardguard.h"

#include <QAction>
#include <QPointer>
#include <QTabWidget>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using Seals = Result<std::vector<seal::MadeSeal>>;

/// Where the value and its companions come from. On the keeper's thread.
seal::ValueReader readerOf(const SealJob &job, finding::Keeper &keeper)
{
    return [&job, &keeper](std::string_view name) -> Result<secret::SecretBytes> {
        if (job.typed)
            return secret::SecretBytes::copyOf(job.typed->bytes());
        return keeper.value(job.order.source.finding, name == "value" ? std::string_view() : name);
    };
}

/// From the stored value to sealed tokens, all of it in locked memory. On the keeper's thread.
Seals sealAll(const SealJob &job, finding::Keeper &keeper)
{
    const seal::ValueReader read = readerOf(job, keeper);
    if (job.preset) {
        if (auto filled = fillFields(job.policy->processor, *job.preset, read); !filled)
            return std::unexpected(filled.error());
    }
    auto value = seal::makeValue(job.order.recipe, read);
    if (!value)
        return std::unexpected(value.error());
    if (auto filled = seal::fillValue(job.policy->processor, std::move(*value)); !filled)
        return std::unexpected(filled.error());
    return seal::sealForEach(*job.policy, job.consumers, job.profile, job.order);
}

std::vector<finding::Event> eventsOf(const std::vector<seal::MadeSeal> &made)
{
    std::vector<finding::Event> events;
    for (const seal::MadeSeal &seal : made) {
        if (seal.record.source.label.empty())
            continue;
        finding::Event event;
        event.finding = seal.record.source.finding;
        event.kind = finding::EventKind::Sealed;
        event.to = seal.record.consumer.name;
        event.detail = seal.record.profile + " " + seal.record.fingerprint;
        events.push_back(std::move(event));
    }
    return events;
}

/// Sealing for the proxy: the dialog, the page of seals, and keeping both.
class SealWiring final : public QObject
{
public:
    explicit SealWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_desk(new SealDesk(this))
        , m_page(new SealsPage(*m_desk))
        , m_testing(new SealTesting(shell, *m_desk, *m_page, this))
    {
        shell.pages.addTab(m_page, MainWindow::tr("Seals"));
        addActions();
        wireAcquire(shell, *m_desk, *m_page, *m_testing);
        connect(m_desk, &SealDesk::changesToKeep, this, &SealWiring::keep);
        connect(m_desk, &SealDesk::sealsChanged, this, [this] {
            m_shell.model.setSeals(std::make_shared<const finding::FindingIndex::SealHolders>(
                seal::holdersByFinding(m_desk->seals())));
        });
        connect(m_page, &SealsPage::newRequested, this, [this] { openDialog({}, {}); });
        connect(m_page, &SealsPage::againRequested, this, &SealWiring::sealAgain);
        connect(m_page, &SealsPage::testRequested, this,
                [this](const std::vector<std::uint32_t> &seals) {
                    std::vector<SealTrial> trials;
                    for (const std::uint32_t number : seals)
                        trials.push_back({number, nullptr});
                    m_testing->ask(std::move(trials));
                });
        connect(m_page, &SealsPage::snippetRequested, this, &SealWiring::showSnippet);
        connect(m_page, &SealsPage::profileRequested, this, &SealWiring::askProfile);
        connect(&shell.window, &MainWindow::lockedChanged, this, [this](bool isLocked) {
            if (isLocked)
                closeAll();
        });
        connect(&ledger(), &Ledger::opened, this, &SealWiring::read);
        connect(&ledger(), &Ledger::stateChanged, this, &SealWiring::read);
        connect(&ledger(), &Ledger::propertiesChanged, this, [this](const QString &room) {
            if (room.toStdString() == seal::kRegisterRoom)
                read(); // a rotation made seals anew
        });
        read();
    }

private:
    [[nodiscard]] Ledger &ledger() const { return m_shell.parts.ledger; }

    /// Dialogs hold bearers: they go when the window locks.
    void closeAll()
    {
        m_testing->stop();
        for (const QPointer<QDialog> &dialog : m_dialogs) {
            if (dialog)
                dialog->close();
        }
        m_dialogs.clear();
    }

    void addActions()
    {
        m_seal = m_shell.actions.add(
            {.id = u"seal.finding"_s,
             .text = MainWindow::tr("&Seal…"),
             .menu = MainWindow::tr("Seal"),
             .tip
             = MainWindow::tr("Makes secrets of the finding's value that only the proxy opens"),
             .icon = u"seal"_s,
             .keys = {},
             .group = 0,
             .isTool = true},
            [this](bool) { sealCurrent(); });
        m_typed = m_shell.actions.add(
            {.id = u"seal.typed"_s,
             .text = MainWindow::tr("Seal a &typed value…"),
             .menu = MainWindow::tr("Seal"),
             .tip = MainWindow::tr("Makes secrets of a value that no finding holds"),
             .icon = {},
             .keys = {},
             .group = 0},
            [this](bool) { openDialog({}, {}); });
        m_rotated = m_shell.actions.add(
            {.id = u"seal.rotated"_s,
             .text = MainWindow::tr("Its value was &rotated"),
             .menu = MainWindow::tr("Seal"),
             .tip = MainWindow::tr("Marks the seals of the finding as outdated"),
             .icon = {},
             .keys = {},
             .group = 1},
            [this](bool) { markRotated(); });
        m_profile = m_shell.actions.add(
            {.id = u"seal.profile"_s,
             .text = MainWindow::tr("New &profile…"),
             .menu = MainWindow::tr("Seal"),
             .tip = MainWindow::tr("Notes a deployment of the proxy and its public key"),
             .icon = {},
             .keys = {},
             .group = 2},
            [this](bool) { askProfile({}); });
        m_shell.actions.add({.id = u"view.seals"_s,
                             .text = MainWindow::tr("S&eals"),
                             .menu = MainWindow::tr("View"),
                             .tip = MainWindow::tr("Shows what was sealed, and for whom"),
                             .icon = {},
                             .keys = {},
                             .group = 1},
                            [this](bool) { turnTo(m_shell.pages, m_page); });
        m_shell.detail.addHeadAction(m_seal);
        FindingsTable *table = m_shell.findings.table();
        table->offerKey(
            {TableCommand::Seal, u"table.seal"_s, MainWindow::tr("Seal for the proxy"), {u"s"_s}});
        connect(table, &FindingsTable::actRequested, this, [this](TableCommand command) {
            if (command == TableCommand::Seal)
                m_seal->trigger();
        });
    }

    void sealCurrent()
    {
        const secret::SecretId id = m_shell.findings.currentFinding();
        const auto row = m_shell.model.index().rowOf(id);
        if (!row)
            return m_shell.window.say(MainWindow::tr("Choose a finding to seal its value."));
        const finding::Finding found = m_shell.model.index().finding(*row);
        openDialog({found.id, found.label(), found.type, found.masked}, found.rule);
    }

    void openDialog(const seal::SealedFrom &source, const std::string &detector)
    {
        if (!ledger().canChange())
            return;
        if (m_shell.parts.preferences.flag(u"security/presentation"_s))
            return m_shell.window.say(
                MainWindow::tr("Presentation mode shows no bearers. Leave it to seal."));
        auto *dialog = new SealDialog(*m_desk, source, detector, m_shell.parts.choosers.folder,
                                      &m_shell.window);
        connect(dialog, &SealDialog::profileRequested, this, [this] { askProfile({}); });
        connect(dialog, &SealDialog::copyRequested, this, &SealWiring::copy);
        connect(dialog, &SealDialog::testRequested, this,
                [this, dialog](const std::vector<SealTrial> &trials) {
                    m_testing->ask(trials, dialog);
                });
        connect(dialog, &SealDialog::sealRequested, this,
                [this, dialog](const SealJob &job) { run(dialog, job); });
        open(dialog);
    }

    void open(QDialog *dialog)
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialogs.removeIf([](const QPointer<QDialog> &one) { return !one; });
        m_dialogs.append(dialog);
        dialog->show();
    }

    void run(SealDialog *dialog, const SealJob &job)
    {
        ledger().run<Seals>([job](finding::Keeper &keeper) { return sealAll(job, keeper); }, dialog,
                            [this, dialog, profile = job.profile](Seals made) {
                                if (made)
                                    take(dialog, std::move(*made), profile);
                                else
                                    dialog->refuse(safeText(made.error().text()));
                            });
    }

    void take(SealDialog *dialog, std::vector<seal::MadeSeal> made, const seal::Profile &profile)
    {
        std::vector<seal::SealRecord> records;
        for (const seal::MadeSeal &seal : made)
            records.push_back(seal.record);
        ledger().note(eventsOf(made));
        const std::vector<std::uint32_t> numbers = m_desk->add(std::move(records));
        for (std::size_t i = 0; i < numbers.size(); ++i)
            made[i].record.number = numbers[i];
        m_shell.window.say(
            MainWindow::tr("Seals made: %n.", nullptr, static_cast<int>(numbers.size())));
        dialog->deliver(std::move(made), profile);
    }

    void copy(const std::shared_ptr<const secret::SecretBytes> &bearer)
    {
        const int seconds = m_shell.parts.preferences.number(u"security/clipboardSeconds"_s);
        if (auto *guard = m_shell.window.findChild<ClipboardGuard *>())
            guard->put(secret::SecretBytes::copyOf(bearer->bytes()), std::chrono::seconds(seconds));
    }

    void sealAgain(const std::vector<std::uint32_t> &seals)
    {
        if (!ledger().canChange() || seals.empty())
            return;
        auto *dialog
            = new SealAgainDialog(*m_desk, seals, m_shell.parts.choosers.folder, &m_shell.window);
        connect(dialog, &SealAgainDialog::testRequested, this,
                [this, dialog](const std::vector<SealTrial> &trials) {
                    m_testing->ask(trials, dialog);
                });
        open(dialog);
    }

    void showSnippet(std::uint32_t number)
    {
        const seal::SealRecord *record = m_desk->find(number);
        const seal::Profile *profile
            = record == nullptr ? nullptr : m_desk->profile(record->profile);
        if (profile == nullptr)
            return m_page->say(MainWindow::tr("The profile of this seal is gone."));
        auto *dialog = new QDialog(&m_shell.window);
        dialog->setObjectName(u"snippetDialog"_s);
        dialog->setWindowTitle(MainWindow::tr("How %1 is used").arg(safeText(record->label())));
        auto *pane = new SnippetPane(dialog);
        pane->setSeals({*record}, *profile);
        (new QVBoxLayout(dialog))->addWidget(pane);
        dialog->resize(720, 440);
        open(dialog);
    }

    void markRotated()
    {
        const secret::SecretId id = m_shell.findings.currentFinding();
        if (!ledger().canChange() || id == secret::SecretId{})
            return;
        m_shell.window.say(
            MainWindow::tr("Outdated seals: %n.", nullptr, static_cast<int>(m_desk->rotated(id))));
    }

    void askProfile(const QString &name)
    {
        if (!ledger().canChange())
            return;
        const seal::Profile *known = m_desk->profile(name.toStdString());
        auto *dialog = new ProfileDialog(known == nullptr ? std::nullopt : std::optional(*known),
                                         &m_shell.window);
        connect(dialog, &QDialog::accepted, this, [this, dialog] {
            if (const auto profile = dialog->profile())
                m_desk->putProfile(*profile);
        });
        open(dialog);
    }

    void read()
    {
        const bool canChange = ledger().canChange();
        m_page->setReadOnly(!canChange);
        for (QAction *action : {m_seal, m_typed, m_rotated, m_profile})
            action->setEnabled(canChange);
        if (!ledger().isOpen() || ledger().state() == finding::KeeperState::Locked) {
            closeAll();
            return m_desk->load({}, {}); // a locked store shows nothing
        }
        using Kept
            = Result<std::pair<std::vector<SealDesk::Property>, std::vector<SealDesk::Property>>>;
        ledger().run<Kept>(
            [](finding::Keeper &keeper) -> Kept {
                auto profiles = keeper.properties(seal::kProfileRoom);
                auto seals = keeper.properties(seal::kRegisterRoom);
                if (!profiles || !seals)
                    return std::unexpected(profiles ? seals.error() : profiles.error());
                return std::pair(std::move(*profiles), std::move(*seals));
            },
            this,
            [this](const Kept &kept) {
                if (kept)
                    m_desk->load(kept->first, kept->second);
                else
                    Q_EMIT ledger().failed(kept.error());
            });
    }

    void keep(const std::string &room, const std::vector<SealDesk::Property> &changes)
    {
        ledger().run<Result<void>>(
            [room, changes](finding::Keeper &keeper) -> Result<void> {
                for (const auto &[key, text] : changes) {
                    if (auto kept = keeper.setProperty(room, key, text); !kept)
                        return kept;
                }
                return {};
            },
            this,
            [this](const Result<void> &kept) {
                if (!kept)
                    Q_EMIT ledger().failed(kept.error());
            });
    }

    const Shell m_shell;
    SealDesk *m_desk;
    SealsPage *m_page; ///< of the tabs
    SealTesting *m_testing;
    QAction *m_seal = nullptr;
    QAction *m_typed = nullptr;
    QAction *m_rotated = nullptr;
    QAction *m_profile = nullptr;
    QList<QPointer<QDialog>> m_dialogs;
};

} // namespace

void wireSeal(const Shell &shell)
{
    new SealWiring(shell); // owned by the window
}

} // namespace rekey::ui

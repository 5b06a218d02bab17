// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/loginkeys.h"
#include "core/rotate/providerkeys.h"
#include "core/seal/register.h"
#include "ui/detail/detailpane.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/models/findingwords.h"
#include "ui/rotate/rotationplandialog.h"
#include "ui/rotate/rotationrundialog.h"
#include "ui/rotate/rotationslist.h"
#include "ui/session/keptrotations.h"
#include "ui/session/networkchoices.h"
#include "ui/session/networkmeter.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/patches.h"
#include "ui/shell/savefile.h"
#include "ui/shell/scantext.h"
#include "ui/shell/sealtesting.h"
#include "ui/shell/shell.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kReadOnly = "security/readOnly"_L1;

/// What the store knows of a key: who was given a seal of its value, and, where the finding's own
/// value is the key's public id, that.
struct KeptFacts
{
    QStringList sealed;
    std::string keyId;
};

/// What stands for the key's id: the finding's own value, or an account that its user tells.
struct IdSource
{
    bool isValue = false;
    std::optional<provider::LoginCheck> login;
};

/// On the keeper's thread.
Result<KeptFacts> factsOf(finding::Keeper &keeper, const secret::SecretId &finding,
                          const IdSource &source)
{
    const auto kept = keeper.properties(seal::kRegisterRoom);
    if (!kept)
        return std::unexpected(kept.error());
    seal::SealRegister seals;
    seals.load(*kept);
    KeptFacts facts;
    for (const std::uint32_t number : seals.dyingWith(finding))
        facts.sealed.append(safeText(seals.find(number)->consumer.name));
    facts.sealed.removeDuplicates();
    if (source.login) {
        const auto user = keeper.value(finding, "user");
        facts.keyId
            = rotate::LoginKeys::keyIdOf(*source.login, user ? user->view() : std::string_view());
    }
    if (!source.isValue)
        return facts;
    const auto id = keeper.value(finding);
    if (id)
        facts.keyId = std::string(id->view());
    else if (id.error().kind != ErrorKind::NotFound)
        return std::unexpected(id.error());
    return facts;
}

/// Strangers can see the value, as people said of its sources.
bool isPublic(const finding::Finding &found, const Workspace &workspace)
{
    return std::ranges::any_of(found.places, [&](const finding::Place &place) {
        return place.source < workspace.entries().size()
            && workspace.entries()[place.source].exposure == finding::Exposure::Public;
    });
}

/// Files that hold the value now: whatever reads them uses the key.
QStringList filesOf(const finding::Finding &found)
{
    std::set<std::string> paths;
    for (const finding::Place &place : found.places) {
        if (place.isInHead() && !place.path.empty())
            paths.insert(place.path);
    }
    QStringList names;
    for (const std::string &path : paths)
        names.append(escapedText(path));
    return names;
}

/// Rotations: planned from the current finding, done on a page of their own, and gone on with after
/// a stop.
class RotateWiring final : public QObject
{
public:
    explicit RotateWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
    {
        m_plan = shell.actions.add({.id = u"rotate.plan"_s,
                                    .text = MainWindow::tr("&Rotate…"),
                                    .menu = MainWindow::tr("Rotate"),
                                    .tip = MainWindow::tr("Shows step by step what changing this "
                                                          "key would do, before anything is sent"),
                                    .icon = u"rotate"_s,
                                    .keys = {},
                                    .group = 0,
                                    .isTool = true},
                                   [this](bool) { planCurrent(); });
        m_list = shell.actions.add({.id = u"rotate.list"_s,
                                    .text = MainWindow::tr("Rotations of this &store…"),
                                    .menu = MainWindow::tr("Rotate"),
                                    .tip = MainWindow::tr("Goes on with one that was stopped"),
                                    .icon = {},
                                    .keys = {},
                                    .group = 0},
                                   [this](bool) { listKept(); });
        shell.detail.addHeadAction(m_plan);
        m_resume = new QAction(MainWindow::tr("Resume"), this);
        m_resume->setObjectName(u"rotate.resume"_s);
        connect(m_resume, &QAction::triggered, this, [this] { resume(m_stopped); });
        FindingsTable *table = shell.findings.table();
        table->offerKey(
            {TableCommand::Rotate, u"table.rotate"_s, MainWindow::tr("Rotate"), {u"r"_s}});
        connect(table, &FindingsTable::actRequested, this, [this](TableCommand command) {
            if (command == TableCommand::Rotate)
                m_plan->trigger();
        });
        connect(&shell.window, &MainWindow::lockedChanged, this, [this](bool isLocked) {
            if (!isLocked)
                return;
            closeAll();
            m_isRead = false; // what it stopped is offered when the window is open again
        });
        connect(&shell.window, &MainWindow::closing, this, &RotateWiring::closeAll);
        connect(&ledger(), &Ledger::opened, this, [this] {
            closeAll();
            m_isRead = false;
        });
        connect(&ledger(), &Ledger::loaded, this, &RotateWiring::readKept);
        connect(&ledger(), &Ledger::stateChanged, this, &RotateWiring::updateEnabled);
        updateEnabled();
    }

private:
    [[nodiscard]] Ledger &ledger() const { return m_shell.parts.ledger; }

    void closeAll()
    {
        if (m_dialog)
            m_dialog->close();
        for (const QPointer<RotationRunDialog> &page : std::exchange(m_pages, {})) {
            if (page)
                page->close();
        }
        countRunning();
    }

    void updateEnabled()
    {
        m_list->setEnabled(ledger().isOpen() && ledger().state() != finding::KeeperState::Locked);
    }

    /// Why nothing may be rotated now; empty: it may.
    [[nodiscard]] QString hindrance() const
    {
        if (!m_shell.parts.checks.rules)
            return MainWindow::tr("No provider can be asked here.");
        if (m_shell.parts.isReadOnly || m_shell.parts.preferences.flag(kReadOnly))
            return MainWindow::tr("The window is read-only.");
        if (!ledger().canChange())
            return MainWindow::tr("Open or unlock a store first: a rotation is kept in it.");
        if (ledger().isInMemory())
            return MainWindow::tr("Make a store on disk first: a rotation has to survive a crash, "
                                  "and this one is kept in memory only.");
        return {};
    }

    /// Reads the provider files off the GUI thread, once, and then does `then`.
    void withRules(std::function<void()> then)
    {
        if (m_rules)
            return then();
        m_pool.start(
            [this, then = std::move(then),
             rules = (m_shell.parts.checks.rules ? m_shell.parts.checks : coreChecks()).rules] {
                QMetaObject::invokeMethod(
                    this,
                    [this, then, read = rules()] {
                        if (!read)
                            return m_shell.window.say(safeText(read.error().text()));
                        m_rules = *read;
                        then();
                    },
                    Qt::QueuedConnection);
            });
    }

    [[nodiscard]] IdSource idSourceOf(const std::string &detector) const
    {
        const rotate::KeyActs acts(m_rules->catalog, detector);
        IdSource source{rotate::ProviderKeys::valuePart(acts) != "secret", std::nullopt};
        if (acts.login() != nullptr)
            source.login = *acts.login();
        return source;
    }

    void planCurrent()
    {
        const secret::SecretId id = m_shell.findings.currentFinding();
        const auto row = m_shell.model.index().rowOf(id);
        if (!row)
            return m_shell.window.say(MainWindow::tr("Choose a finding to plan its rotation."));
        withRules([this, found = m_shell.model.index().finding(*row)] { planFor(found); });
    }

    void planFor(const finding::Finding &found)
    {
        if (m_shell.window.isLocked()) // since the key was pressed
            return;
        const secret::SecretId id = found.id;
        RotationSubject subject{QString::fromStdString(found.label()), found.rule, found.masked,
                                isPublic(found, m_shell.parts.workspace), filesOf(found)};
        if (!ledger().isOpen() || ledger().state() == finding::KeeperState::Locked)
            return openPlan(std::move(subject), found, {});
        ledger().run<Result<KeptFacts>>(
            [id, source = idSourceOf(found.rule)](finding::Keeper &keeper) {
                return factsOf(keeper, id, source);
            },
            this,
            [this, subject, found](const Result<KeptFacts> &facts) {
                RotationSubject whole = subject;
                if (!facts)
                    Q_EMIT ledger().failed(facts.error());
                const KeptFacts known = facts.value_or(KeptFacts());
                whole.consumers = known.sealed + subject.consumers;
                if (!known.keyId.empty())
                    whole.key = known.keyId;
                openPlan(std::move(whole), found, known.sealed);
            });
    }

    void openPlan(RotationSubject subject, const finding::Finding &found, const QStringList &sealed)
    {
        if (m_dialog)
            m_dialog->close();
        m_dialog = new RotationPlanDialog(
            std::shared_ptr<const provider::Catalog>(m_rules, &m_rules->catalog),
            std::move(subject), &m_shell.window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        const bool hasPublicId = idSourceOf(found.rule).isValue;
        const QString why = hindrance();
        m_dialog->setCanRotate(why.isEmpty(), why);
        connect(m_dialog, &RotationPlanDialog::saveRequested, this,
                [this](const QString &name, const QByteArray &markdown) {
                    saveFile(m_dialog, name, markdown, [this](const QString &path) {
                        m_shell.window.say(MainWindow::tr("Runbook written to %1.").arg(path));
                    });
                });
        connect(m_dialog, &RotationPlanDialog::rotateRequested, this,
                [this, found, sealed, hasPublicId](const rotate::Plan &plan) {
                    RotationOrder order;
                    order.finding = found.id;
                    order.context.finding = found.label();
                    order.context.detector = found.rule;
                    order.context.parts = {"secret"};
                    for (const finding::Companion &companion : found.companions)
                        order.context.parts.push_back(companion.name);
                    order.plan = plan;
                    order.isKeyIdKnown = plan.oldKey != found.masked || hasPublicId;
                    m_dialog->close();
                    openPage(std::move(order), sealed);
                });
        m_dialog->show();
    }

    void openPage(RotationOrder order, const QStringList &sealed)
    {
        const NetworkChoices choices = readNetworkChoices(m_shell.parts.settings);
        auto setup = setupOf(choices);
        if (!setup)
            return tellProblem(setup.error());
        order.authorities = choices.authorities.toStdString();
        RotationFacts facts;
        facts.label = QString::fromStdString(order.context.finding.empty() ? order.context.detector
                                                                           : order.context.finding);
        facts.sealed = sealed;
        facts.provider = safeText(order.plan.provider);
        facts.credentials
            = {m_shell.parts.choosers.file, m_shell.parts.credentials, facts.provider};
        const rotate::KeyActs acts(m_rules->catalog, order.context.detector);
        if (const provider::Service *service = m_rules->catalog.service(order.plan.provider)) {
            facts.provider = safeText(service->name);
            for (const std::string &text : acts.facts(order.plan, *service).permissions)
                facts.permissions.append(safeText(text));
        }
        auto *session
            = new RotationSession(ledger(), m_shell.parts.checks, *setup, std::move(order), this);
        auto *page = new RotationRunDialog(*session, std::move(facts),
                                           m_shell.parts.choosers.target, &m_shell.window);
        page->setAttribute(Qt::WA_DeleteOnClose);
        connect(page, &RotationRunDialog::patchesRequested, this,
                [this, session] { showPatches(m_shell, session->order().finding); });
        connect(page, &QDialog::finished, session, [this, session] {
            if (session->hasBegun() && session->stand().end.empty())
                m_shell.window.say(MainWindow::tr("%1 is paused; Rotate > Rotations of this store "
                                                  "goes on with it.")
                                       .arg(safeText(session->stand().run)));
            session->retire();
        });
        // A page that a lock has hidden does not tell that it ends. Queued: what a session tells is
        // for a whole page.
        connect(page, &QObject::destroyed, session, &RotationSession::retire, Qt::QueuedConnection);
        connect(page, &RotationRunDialog::testRequested, session,
                [this, page, session](const std::string &consumer) {
                    if (auto *testing = m_shell.window.findChild<SealTesting *>())
                        testing->askConsumer(session->order().finding, consumer, page,
                                             [session = QPointer(session), consumer] {
                                                 if (session)
                                                     session->confirm(consumer);
                                             });
                });
        connect(session, &RotationSession::changed, this, &RotateWiring::countRunning);
        connect(page, &QDialog::finished, this, &RotateWiring::countRunning);
        std::erase_if(m_pages, [](const QPointer<RotationRunDialog> &one) { return !one; });
        m_pages.push_back(page);
        if (!m_told.isEmpty() && m_shell.banner.what() == m_told)
            m_shell.banner.hide();
        page->show();
    }

    /// For the network light: those that were begun and are on a page.
    void countRunning()
    {
        const auto isRunning = [](const QPointer<RotationRunDialog> &page) {
            return page && page->isVisible() && page->session().hasBegun()
                && page->session().stand().end.empty();
        };
        m_shell.window.findChild<NetworkMeter *>()->setRotations(
            static_cast<int>(std::ranges::count_if(m_pages, isRunning)));
    }

    void tellProblem(const Error &error)
    {
        m_shell.banner.show(Tone::Danger, MainWindow::tr("No rotation was begun"),
                            safeText(error.text()));
    }

    using Kept = Result<std::vector<KeptRotation>>;

    void withKept(std::function<void(std::vector<KeptRotation>)> use)
    {
        const auto unreadable = std::make_shared<std::size_t>(0);
        ledger().run<Kept>(
            [unreadable](finding::Keeper &keeper) { return keptRotations(keeper, *unreadable); },
            this,
            [this, unreadable, use = std::move(use)](Kept kept) {
                if (!kept) {
                    Q_EMIT ledger().failed(kept.error());
                    return;
                }
                if (*unreadable > 0)
                    m_shell.parts.log.write(
                        LogFeed::Level::Error, u"rotate"_s,
                        MainWindow::tr("%n rotations of the store cannot be read.", nullptr,
                                       static_cast<int>(*unreadable)));
                use(*std::move(kept));
            });
    }

    /// Once for each store that is opened: a rotation that was stopped is not forgotten.
    void readKept()
    {
        if (std::exchange(m_isRead, true))
            return;
        withKept([this](std::vector<KeptRotation> rotations) {
            std::erase_if(rotations, [](const KeptRotation &one) { return !one.isOpen(); });
            if (rotations.empty() || !m_pages.empty())
                return;
            m_stopped = rotations.back();
            const QString more = rotations.size() > 1
                ? MainWindow::tr("%n rotations are not at their end.", nullptr,
                                 static_cast<int>(rotations.size()))
                : MainWindow::tr("Nothing was sent since. Resuming reads what the provider has "
                                 "before anything goes on.");
            m_resume->setText(rotations.size() > 1 ? MainWindow::tr("Show them")
                                                   : MainWindow::tr("Resume"));
            m_areMany = rotations.size() > 1;
            m_told = stoppedText(m_stopped);
            m_shell.banner.show(Tone::Warning, m_told, more, {m_resume});
        });
    }

    void listKept()
    {
        withKept([this](std::vector<KeptRotation> rotations) {
            if (rotations.empty())
                return m_shell.window.say(
                    MainWindow::tr("No rotation was begun in this store yet."));
            auto *list = new RotationsList(std::move(rotations), &m_shell.window);
            list->setAttribute(Qt::WA_DeleteOnClose);
            connect(list, &RotationsList::chosen, this,
                    [this](const KeptRotation &one) { open(one); });
            connect(&m_shell.window, &MainWindow::lockedChanged, list, &QDialog::reject);
            list->open();
        });
    }

    void resume(const KeptRotation &kept)
    {
        if (m_areMany)
            listKept();
        else
            open(kept);
    }

    void open(const KeptRotation &kept)
    {
        for (const QPointer<RotationRunDialog> &page : m_pages) {
            if (page && page->session().order().run == kept.order.run)
                return page->raise();
        }
        if (const QString why = hindrance(); !why.isEmpty())
            return m_shell.window.say(why);
        withRules([this, kept] { openKept(kept); });
    }

    void openKept(const KeptRotation &kept)
    {
        RotationOrder order = kept.order;
        const finding::FindingIndex &index = m_shell.model.index();
        const std::uint32_t number
            = QString::fromStdString(order.context.finding).section(u'-', 1).toUInt();
        for (finding::IndexRow row = 0; number > 0 && row < index.size(); ++row) {
            if (index.number(row) == number)
                order.finding = index.id(row);
        }
        openPage(std::move(order), {});
    }

    const Shell m_shell;
    QAction *m_plan;
    QAction *m_list;
    QAction *m_resume; ///< of the banner
    std::shared_ptr<const CheckRules> m_rules; ///< null until they were needed
    QPointer<RotationPlanDialog> m_dialog;
    std::vector<QPointer<RotationRunDialog>> m_pages;
    KeptRotation m_stopped; ///< that the banner tells of
    bool m_areMany = false;
    QString m_told; ///< by the banner, of what was stopped
    bool m_isRead = false; ///< what the open store keeps of rotations
    QThreadPool m_pool; ///< the last: it waits for what needs the others
};

} // namespace

void wireRotate(const Shell &shell)
{
    new RotateWiring(shell); // owned by the window
}

} // namespace rekey::ui

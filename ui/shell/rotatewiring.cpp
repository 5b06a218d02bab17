// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailpane.h"
#include "ui/findings/bulkbar.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/rotate/rotationbatchplan.h"
#include "ui/rotate/rotationslist.h"
#include "ui/session/keptrotations.h"
#include "ui/session/rotationfeed.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/features.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/rotationpages.h"
#include "ui/shell/rotationsubjects.h"
#include "ui/shell/savefile.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QPointer>
#include <QThreadPool>

#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kReadOnly = "security/readOnly"_L1;

/// So many keys are looked at and named before the first is changed.
constexpr std::size_t kMostAtOnce = 50;

/// What the store knows of several keys.
struct Gathered
{
    std::vector<KeptFacts> facts; ///< of each
    std::map<std::string, std::string> open; ///< finding to a rotation of it that is under way
};

/// On the keeper's thread.
Result<Gathered> gather(finding::Keeper &keeper,
                        const std::vector<std::pair<secret::SecretId, IdSource>> &asked)
{
    Gathered gathered;
    for (const auto &[id, source] : asked) {
        auto facts = factsOf(keeper, id, source);
        if (!facts)
            return std::unexpected(facts.error());
        gathered.facts.push_back(*std::move(facts));
    }
    if (asked.size() == 1)
        return gathered;
    std::size_t unreadable = 0;
    const auto kept = keptRotations(keeper, unreadable);
    if (!kept)
        return std::unexpected(kept.error());
    for (const KeptRotation &one : *kept) {
        if (one.isOpen())
            gathered.open.insert_or_assign(one.order.context.finding, one.order.run);
    }
    return gathered;
}

/// Rotations: planned from the chosen findings or else the current one, done on pages of their own,
/// and gone on with after a stop.
class RotateWiring final : public QObject
{
public:
    explicit RotateWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_feed(new RotationFeed(ledger(), this))
        , m_pages(shell, *m_feed, this)
    {
        connect(m_feed, &RotationFeed::changed, &shell.model, &FindingsModel::setRotations);
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
        shell.findings.bulkBar()->addAct(m_plan);
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
        m_pages.closeAll();
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

    [[nodiscard]] IdSource sourceOf(const std::string &detector) const
    {
        return idSourceOf(rotate::KeyActs(m_rules->catalog, detector));
    }

    void planCurrent()
    {
        std::vector<secret::SecretId> ids = m_shell.model.chosenIds();
        const secret::SecretId current = m_shell.findings.currentFinding();
        if (ids.empty() && current != secret::SecretId{})
            ids.push_back(current);
        const finding::FindingIndex &index = m_shell.model.index();
        std::erase_if(ids, [&](const secret::SecretId &id) { return !index.rowOf(id); });
        if (ids.empty())
            return m_shell.window.say(MainWindow::tr("Choose a finding to plan its rotation."));
        if (ids.size() > kMostAtOnce)
            return m_shell.window.say(
                MainWindow::tr("At most %n keys are rotated together: choose fewer.", nullptr,
                               static_cast<int>(kMostAtOnce)));
        std::vector<finding::Finding> all;
        for (const secret::SecretId &id : ids)
            all.push_back(index.finding(*index.rowOf(id)));
        withRules([this, all = std::move(all)] { gatherFacts(all); });
    }

    /// Where the store cannot be read, what is known without it makes a plan too.
    void gatherFacts(const std::vector<finding::Finding> &all)
    {
        if (m_shell.window.isLocked()) // since the key was pressed
            return;
        if (!ledger().isOpen() || ledger().state() == finding::KeeperState::Locked)
            return openPlan(all, Gathered{std::vector<KeptFacts>(all.size()), {}});
        std::vector<std::pair<secret::SecretId, IdSource>> asked;
        for (const finding::Finding &found : all)
            asked.emplace_back(found.id, sourceOf(found.rule));
        ledger().run<Result<Gathered>>(
            [asked = std::move(asked)](finding::Keeper &keeper) { return gather(keeper, asked); },
            this,
            [this, all](const Result<Gathered> &gathered) {
                if (!gathered)
                    Q_EMIT ledger().failed(gathered.error());
                openPlan(all, gathered.value_or(Gathered{std::vector<KeptFacts>(all.size()), {}}));
            });
    }

    void openPlan(const std::vector<finding::Finding> &all, const Gathered &gathered)
    {
        if (m_dialog)
            m_dialog->close();
        if (all.size() == 1)
            openOne(all.front(), gathered.facts.front());
        else
            openMany(all, gathered);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialog->show();
    }

    template <typename Dialog> void connectPlan(Dialog *dialog)
    {
        const QString why = hindrance();
        dialog->setCanRotate(why.isEmpty(), why);
        connect(dialog, &Dialog::saveRequested, this,
                [this](const QString &name, const QByteArray &markdown) {
                    saveFile(m_dialog, name, markdown, [this](const QString &path) {
                        m_shell.window.say(MainWindow::tr("Runbook written to %1.").arg(path));
                    });
                });
        m_dialog = dialog;
    }

    [[nodiscard]] std::shared_ptr<const provider::Catalog> catalog() const
    {
        return {m_rules, &m_rules->catalog};
    }

    void openOne(const finding::Finding &found, const KeptFacts &facts)
    {
        RotationSubject subject = subjectOf(found, m_shell.parts.workspace);
        addFacts(subject, facts);
        auto *dialog = new RotationPlanDialog(catalog(), std::move(subject), &m_shell.window);
        connectPlan(dialog);
        connect(dialog, &RotationPlanDialog::rotateRequested, this,
                [this, found, sealed = facts.sealed](const rotate::Plan &plan) {
                    PageOrder page{orderOf(found, plan, sourceOf(found.rule)), sealed};
                    m_dialog->close();
                    m_pages.open(std::move(page), m_rules);
                    hideBanner();
                });
    }

    void openMany(const std::vector<finding::Finding> &all, const Gathered &gathered)
    {
        std::vector<BatchSubject> subjects;
        for (std::size_t i = 0; i < all.size(); ++i) {
            BatchSubject one{subjectOf(all[i], m_shell.parts.workspace), {}};
            addFacts(one.subject, gathered.facts[i]);
            const auto run = gathered.open.find(all[i].label());
            if (run != gathered.open.end())
                one.hindrance
                    = MainWindow::tr("%1 of it is not at its end.").arg(safeText(run->second));
            subjects.push_back(std::move(one));
        }
        auto *dialog = new RotationBatchPlan(catalog(), std::move(subjects), &m_shell.window);
        connectPlan(dialog);
        connect(dialog, &RotationBatchPlan::rotateRequested, this,
                [this, dialog, all, facts = gathered.facts] {
                    std::vector<PageOrder> orders;
                    for (const RotationBatchPlan::Planned &one : dialog->planned())
                        orders.push_back(
                            {orderOf(all[one.subject], one.plan, sourceOf(all[one.subject].rule)),
                             facts[one.subject].sealed});
                    dialog->close();
                    m_pages.openMany(std::move(orders), m_rules);
                    hideBanner();
                });
    }

    /// What the banner told of a rotation that was stopped is old news once a page is open.
    void hideBanner()
    {
        if (!m_told.isEmpty() && m_shell.banner.what() == m_told)
            m_shell.banner.hide();
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
            if (rotations.empty() || !m_pages.isEmpty())
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
        if (m_pages.raise(kept.order.run))
            return;
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
        m_pages.open({std::move(order), {}}, m_rules);
        hideBanner();
    }

    const Shell m_shell;
    RotationFeed *m_feed;
    QAction *m_plan;
    QAction *m_list;
    QAction *m_resume; ///< of the banner
    std::shared_ptr<const CheckRules> m_rules; ///< null until they were needed
    QPointer<QDialog> m_dialog; ///< of a plan
    RotationPages m_pages;
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

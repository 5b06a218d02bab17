// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detailpane.h"
#include "ui/findings/bulkbar.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/session/consentkeeper.h"
#include "ui/session/networkchoices.h"
#include "ui/session/networkmeter.h"
#include "ui/session/verifysession.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/checksubjects.h"
#include "ui/shell/features.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/queuepanel.h"
#include "ui/shell/scantext.h"
#include "ui/shell/shell.h"
#include "ui/verify/checkwords.h"
#include "ui/verify/consentsheet.h"
#include "ui/verify/lanespanel.h"
#include "ui/verify/networksection.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QDateTime>
#include <QPointer>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using provider::Level;

constexpr auto kLevel = "verify/level"_L1;
constexpr auto kReadOnly = "security/readOnly"_L1;

/// Findings looked up in one go: a few milliseconds of the GUI thread.
constexpr std::size_t kSlice = 200;

/// Asking providers: from the keys v and V over the consent sheet to verdicts that are kept.
class VerifyWiring final : public QObject
{
public:
    explicit VerifyWiring(const Shell &shell)
        : QObject(&shell.window)
        , m_shell(shell)
        , m_session(new VerifySession(shell.parts.checks,
                                      partsReader(shell.parts.workspace, shell.parts.ledger), this))
        , m_consents(new ConsentKeeper(shell.parts.ledger, *m_session, this))
        , m_lanes(new LanesPanel)
        , m_meter(*shell.window.findChild<NetworkMeter *>())
    {
        shell.window.findChild<QueuePanel *>()->addSection(m_lanes);
        m_gather.setInterval(0);
        connect(&m_gather, &QTimer::timeout, this, &VerifyWiring::gather);
        addActions();
        addKeys();
        connectSession();
        connectLanes();
        connectWindow();
        updateEnabled();
    }

private:
    /// Findings on their way to a plan.
    struct Gathering
    {
        std::vector<secret::SecretId> ids;
        std::size_t next = 0;
        std::vector<CheckSubject> subjects;
        CheckOptions options;
    };
    /// Answers since the queue was last empty.
    struct Round
    {
        int checked = 0;
        int live = 0;
        int unknown = 0;
    };

    [[nodiscard]] Ledger &ledger() const { return m_shell.parts.ledger; }

    QAction *add(const QString &id, const QString &text, const QString &tip, int group,
                 std::function<void(bool)> run, bool isCheckable = false)
    {
        const bool isMain = id == "verify.check"_L1;
        QAction *action = m_shell.actions.add({.id = id,
                                               .text = text,
                                               .menu = MainWindow::tr("Verify"),
                                               .tip = tip,
                                               .icon = isMain ? u"verify"_s : QString(),
                                               .keys = {},
                                               .group = group,
                                               .checkable = isCheckable,
                                               .isTool = isMain},
                                              run);
        return action;
    }

    void addActions()
    {
        m_check = add(u"verify.check"_s, MainWindow::tr("&Verify…"),
                      MainWindow::tr("Asks the provider whether the secret is alive; nothing is "
                                     "sent before you say yes to the host"),
                      0, [this](bool) { start({level(), false}); });
        m_again = add(u"verify.again"_s, MainWindow::tr("Verify &again…"),
                      MainWindow::tr("Also what was answered less than a day ago"), 0,
                      [this](bool) { start({level(), true}); });
        QAction *control = add(
            u"verify.control"_s, MainWindow::tr("&Negative control…"),
            MainWindow::tr("Sends a made-up key of the same form, which the provider must refuse"),
            0, [this](bool) { start({Level::Alive, true, true}); });
        QAction *next = add(u"verify.next"_s, MainWindow::tr("Ask this one ne&xt"),
                            MainWindow::tr("Puts the finding first in its host's queue"), 1,
                            [this](bool) { raise(); });
        QAction *drop = add(u"verify.drop"_s, MainWindow::tr("&Drop from the queue"),
                            MainWindow::tr("Nothing is asked about the chosen findings"), 1,
                            [this](bool) { dropTargets(); });
        QAction *pause = add(
            u"verify.pause"_s, MainWindow::tr("&Pause all checks"),
            MainWindow::tr("No host is asked until they go on"), 2,
            [this](bool isPaused) { m_session->pauseAll(isPaused); }, true);
        connect(m_session, &VerifySession::allPausedChanged, pause, &QAction::setChecked);
        QAction *stop = add(u"verify.stop"_s, MainWindow::tr("&Stop all checks"),
                            MainWindow::tr("Drops the queue, and what is under way"), 2,
                            [this](bool) { stopAll(); });
        m_askers = {m_check, m_again, control, next};
        m_holders = {drop, pause, stop};
        m_shell.findings.bulkBar()->addAct(m_check);
        m_shell.detail.addHeadAction(m_check);
        m_shell.detail.addAccessAction(m_again);
        m_shell.detail.addAccessAction(control);
    }

    void addKeys()
    {
        FindingsTable *table = m_shell.findings.table();
        table->offerKey({TableCommand::Verify,
                         u"table.verify"_s,
                         MainWindow::tr("Verify: is it alive?"),
                         {u"v"_s}});
        table->offerKey({TableCommand::VerifyAgain,
                         u"table.verifyAgain"_s,
                         MainWindow::tr("Verify again, whatever was answered"),
                         {u"V"_s}});
        connect(table, &FindingsTable::actRequested, this, [this](TableCommand command) {
            if (command == TableCommand::Verify)
                m_check->trigger();
            else if (command == TableCommand::VerifyAgain)
                m_again->trigger();
        });
    }

    void connectSession()
    {
        connect(m_session, &VerifySession::planned, this, &VerifyWiring::takePlan);
        connect(m_session, &VerifySession::planFailed, this, &VerifyWiring::tellFailure);
        connect(m_session, &VerifySession::failed, this, &VerifyWiring::tellFailure);
        connect(m_session, &VerifySession::checked, this, &VerifyWiring::takeResults);
        connect(m_session, &VerifySession::controlled, this, &VerifyWiring::takeControl);
        connect(m_session, &VerifySession::lanesChanged, this, &VerifyWiring::showLanes);
        connect(m_session, &VerifySession::dropped, this, &VerifyWiring::tellDropped);
        connect(m_session, &VerifySession::resumed, this,
                [this](const std::string &host) { m_resumed.append(safeText(host)); });
        connect(m_consents, &ConsentKeeper::failed, this, &VerifyWiring::tellFailure);
    }

    void connectLanes()
    {
        connect(m_lanes, &LanesPanel::pauseRequested, m_session, &VerifySession::pause);
        connect(m_lanes, &LanesPanel::resumeRequested, m_session, &VerifySession::resume);
        connect(m_lanes, &LanesPanel::dropRequested, m_session, &VerifySession::dropLane);
    }

    void connectWindow()
    {
        connect(&ledger(), &Ledger::checksNotKept, this, &VerifyWiring::showUnkept);
        connect(&ledger(), &Ledger::scanKept, this, &VerifyWiring::keepUnkept);
        connect(&ledger(), &Ledger::opened, this, &VerifyWiring::leaveStore);
        connect(&ledger(), &Ledger::stateChanged, this, [this] {
            updateEnabled();
            keepUnkept();
        });
        connect(&m_shell.parts.preferences, &Preferences::changed, this,
                &VerifyWiring::updateEnabled);
        connect(&m_shell.window, &MainWindow::lockedChanged, this, [this](bool isLocked) {
            if (isLocked)
                stopAll();
            updateEnabled();
        });
        connect(&m_shell.window, &MainWindow::settingsOpened, this, &VerifyWiring::addSettings);
        connect(&m_shell.window, &MainWindow::closing, this, &VerifyWiring::stopAll);
        connect(&m_shell.window, &MainWindow::cleared, this, [this] {
            stopAll();
            m_unkept.clear();
        });
    }

    void addSettings(SettingsDialog *dialog)
    {
        auto *section = new NetworkSection(readNetworkChoices(m_shell.parts.settings));
        section->setConsents(m_session->consents().all());
        dialog->addSection(PreferencePage::Network, section,
                           MainWindow::tr("network consent host proxy certificates server"));
        connect(section, &NetworkSection::choicesChanged, this,
                [this](const NetworkChoices &choices) {
                    writeNetworkChoices(m_shell.parts.settings, choices);
                    applySetup();
                });
        connect(section, &NetworkSection::withdrawRequested, m_session,
                &VerifySession::withdrawConsent);
        connect(m_session, &VerifySession::consentsChanged, section,
                [this, section] { section->setConsents(m_session->consents().all()); });
        const auto name = [this, section] {
            if (m_session->rules())
                section->setProviders(m_session->rules()->catalog);
        };
        name();
        connect(m_session, &VerifySession::rulesRead, section, name);
        if (m_shell.parts.checks.rules)
            m_session->readRules();
    }

    /// The network as it is set up now; false when that cannot be used.
    bool applySetup()
    {
        NetworkChoices choices = readNetworkChoices(m_shell.parts.settings);
        if (choices == m_choices)
            return true;
        auto setup = setupOf(choices);
        if (!setup) {
            tellFailure(setup.error());
            return false;
        }
        m_choices = std::move(choices);
        m_session->setSetup(std::move(*setup));
        return true;
    }

    [[nodiscard]] bool isReadOnly() const
    {
        return m_shell.parts.isReadOnly || m_shell.parts.preferences.flag(kReadOnly)
            || (ledger().isOpen() && !ledger().canChange());
    }

    /// Locked and read-only windows send nothing; neither does one without provider files.
    [[nodiscard]] bool mayAsk() const
    {
        return m_shell.parts.checks.rules && !isReadOnly() && !m_shell.window.isLocked();
    }

    /// What waits stays there while the window is read-only, and can be dropped.
    void updateEnabled()
    {
        const bool isAsking = mayAsk();
        for (QAction *action : std::as_const(m_askers))
            action->setEnabled(isAsking);
        for (QAction *action : std::as_const(m_holders))
            action->setEnabled(m_shell.parts.checks.rules && !m_shell.window.isLocked());
        m_session->setHeld(isReadOnly());
        if (!isAsking)
            stopAsking();
    }

    [[nodiscard]] Level level() const
    {
        return m_shell.parts.settings.value(kLevel).toInt() >= int(Level::Access) ? Level::Access
                                                                                  : Level::Alive;
    }

    [[nodiscard]] std::vector<secret::SecretId> targets() const
    {
        std::vector<secret::SecretId> ids = m_shell.model.chosenIds();
        const secret::SecretId current = m_shell.findings.currentFinding();
        if (ids.empty() && current != secret::SecretId{})
            ids.push_back(current);
        return ids;
    }

    void start(const CheckOptions &options)
    {
        stopAsking();
        m_gathering = {};
        m_gathering.ids = targets();
        m_gathering.options = options;
        if (m_gathering.ids.empty())
            return m_shell.window.say(MainWindow::tr("Choose a secret first."));
        if (options.isControl)
            m_gathering.ids.resize(1);
        if (!applySetup())
            return;
        // Another window may have taken a yes back.
        m_consents->refresh([this, number = m_asking] {
            if (number == m_asking)
                m_gather.start();
        });
    }

    /// Nothing that was not said yes to yet is looked at any further.
    void stopAsking()
    {
        ++m_asking;
        m_gather.stop();
        m_session->stopPlanning();
        if (m_sheet)
            m_sheet->close();
        m_meter.setAsking(false); // a sheet that a lock has hidden tells nobody that it ends
    }

    void gather()
    {
        const finding::FindingIndex &index = m_shell.model.index();
        const std::size_t end = std::min(m_gathering.next + kSlice, m_gathering.ids.size());
        for (; m_gathering.next < end; ++m_gathering.next) {
            if (const auto row = index.rowOf(m_gathering.ids[m_gathering.next]))
                m_gathering.subjects.push_back(subjectOf(index, *row));
        }
        if (end < m_gathering.ids.size())
            return;
        m_gather.stop();
        m_session->plan(std::exchange(m_gathering.subjects, {}), m_gathering.options);
    }

    void takePlan(const std::shared_ptr<const CheckPlan> &plan)
    {
        if (plan->checks.empty() || plan->options.isAgain)
            return openSheet(plan);
        PartedPlan parted = partPlan(
            *plan, [this, level = plan->options.level](const std::string &host, bool isCanary) {
                return m_session->isAllowed(host, level, isCanary);
            });
        queue(parted.allowed, {});
        if (!parted.open.checks.empty())
            openSheet(std::make_shared<const CheckPlan>(std::move(parted.open)));
        else
            tellNotAsked(parted.open.notAsked);
    }

    void openSheet(std::shared_ptr<const CheckPlan> plan)
    {
        if (m_sheet)
            m_sheet->close();
        m_sheet = new ConsentSheet(std::move(plan), &m_shell.window);
        m_sheet->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_sheet, &QDialog::accepted, this,
                [this, sheet = m_sheet.get()] { takeYes(*sheet); });
        connect(m_sheet, &QDialog::finished, this, [this] { m_meter.setAsking(false); });
        m_sheet->open();
        m_meter.setAsking(true);
    }

    void takeYes(const ConsentSheet &sheet)
    {
        if (!mayAsk())
            return;
        const CheckPlan plan = sheet.chosen();
        if (!plan.options.isControl)
            m_shell.parts.settings.setValue(kLevel, int(plan.options.level));
        queue(plan, sheet.consents(QDateTime::currentSecsSinceEpoch()));
    }

    void queue(const CheckPlan &plan, std::vector<provider::Consent> yes)
    {
        m_resumed.clear();
        const std::size_t count = m_session->ask(plan, std::move(yes));
        if (count == 0 || plan.options.isControl)
            return;
        QString text = MainWindow::tr("Asking about %n secrets.", nullptr, static_cast<int>(count));
        if (!m_resumed.isEmpty())
            text += u' '
                + MainWindow::tr("Stopped after failures before, and tried again: %1.")
                      .arg(m_resumed.join(u", "_s));
        m_shell.window.say(text);
    }

    /// Where a sheet is opened, it says this itself.
    void tellNotAsked(const std::map<NotAsked, std::size_t> &notAsked)
    {
        if (notAsked.empty())
            return;
        std::size_t count = 0;
        QStringList reasons;
        for (const auto &[reason, findings] : notAsked) {
            count += findings;
            reasons.append(u"%1: %2"_s.arg(numberText(findings), notAskedText(reason)));
        }
        m_shell.banner.show(Tone::Info,
                            MainWindow::tr("Not asked about: %n", nullptr, static_cast<int>(count)),
                            reasons.join(u' '));
    }

    void tellDropped(std::size_t count)
    {
        m_shell.banner.show(
            Tone::Warning,
            MainWindow::tr("Dropped from the queue: %n.", nullptr, static_cast<int>(count)),
            MainWindow::tr("The settings name another server for them now than the one you said "
                           "yes to. Verify them again to ask that one."));
    }

    void raise()
    {
        const bool isRaised = m_session->raise(m_shell.findings.currentFinding());
        m_shell.window.say(isRaised ? MainWindow::tr("It is asked about next.")
                                    : MainWindow::tr("It does not wait in the queue."));
    }

    void dropTargets()
    {
        const std::size_t count = m_session->drop(targets());
        m_shell.window.say(
            MainWindow::tr("Dropped from the queue: %n.", nullptr, static_cast<int>(count)));
    }

    void takeResults(const std::vector<CheckResult> &results)
    {
        if (m_isLeaving) {
            m_unkept.insert(m_unkept.end(), results.begin(), results.end());
            return;
        }
        for (const CheckResult &result : results) {
            const finding::Verdict verdict = result.evidence.verdict;
            ++m_round.checked;
            m_round.live
                += verdict == finding::Verdict::Live || verdict == finding::Verdict::LiveLimited
                ? 1
                : 0;
            m_round.unknown += verdict == finding::Verdict::Unknown ? 1 : 0;
        }
        ledger().keepChecks(results);
    }

    /// Shown though nothing keeps it, and kept with the scan that brings the finding, or when the
    /// store can be changed again.
    void showUnkept(const std::vector<CheckResult> &results)
    {
        std::vector<finding::Record> records;
        for (const CheckResult &result : results) {
            finding::Record record = m_shell.model.record(result.id);
            record.id = result.id;
            record.evidence = result.evidence;
            if (result.access)
                record.access = result.access;
            records.push_back(std::move(record));
        }
        m_unkept.insert(m_unkept.end(), results.begin(), results.end());
        if (!m_shell.window.isLocked())
            m_shell.model.putRecords(std::move(records));
    }

    void keepUnkept()
    {
        if (!m_unkept.empty() && ledger().canChange())
            ledger().keepChecks(std::exchange(m_unkept, {}));
    }

    /// What was asked before another store was opened is not that store's.
    void leaveStore()
    {
        m_isLeaving = true;
        stopAll();
        m_isLeaving = false;
        const auto count = static_cast<int>(std::exchange(m_unkept, {}).size());
        if (count > 0)
            m_shell.banner.show(
                Tone::Warning, MainWindow::tr("Answers not kept: %n", nullptr, count),
                MainWindow::tr("They came before this store was opened and belong to what was "
                               "listed then. Verify again what this store has."));
    }

    void takeControl(const ControlResult &result)
    {
        using Outcome = ControlResult::Outcome;
        finding::Event event;
        event.finding = result.id;
        event.kind = finding::EventKind::Verified;
        switch (result.outcome) {
        case Outcome::Refused:
            event.detail = "negative control: a made-up key was refused";
            m_shell.window.say(MainWindow::tr("The provider refused a made-up key, as it should."));
            break;
        case Outcome::Taken:
            event.detail = "negative control: a made-up key was taken for live";
            m_shell.banner.show(
                Tone::Danger, MainWindow::tr("This check says nothing"),
                MainWindow::tr("It takes a made-up key for live too, so its verdicts are shown as "
                               "unknown until Rekey is started again."));
            break;
        case Outcome::Unclear:
            event.detail = "negative control: no clear answer";
            m_shell.window.say(MainWindow::tr("The negative control got no clear answer: %1")
                                   .arg(safeText(result.reason)));
            break;
        }
        ledger().note({event});
    }

    void tellFailure(const Error &error)
    {
        m_shell.banner.show(Tone::Danger, MainWindow::tr("Not asked"), safeText(error.text()));
        m_shell.parts.log.write(LogFeed::Level::Error, u"verify"_s, safeText(error.text()));
    }

    void showLanes()
    {
        m_lanes->setLanes(m_session->lanes());
        if (!m_session->isIdle() || m_round.checked == 0)
            return;
        const Round round = std::exchange(m_round, {});
        m_shell.window.say(
            MainWindow::tr("Asked about %n secrets: %1 live, %2 unknown.", nullptr, round.checked)
                .arg(numberText(static_cast<std::uint64_t>(round.live)),
                     numberText(static_cast<std::uint64_t>(round.unknown))));
    }

    void stopAll()
    {
        stopAsking();
        m_session->stop();
    }

    const Shell m_shell;
    VerifySession *m_session;
    ConsentKeeper *m_consents;
    LanesPanel *m_lanes; ///< of the queue pane
    NetworkMeter &m_meter;
    QList<QAction *> m_askers; ///< not while nothing may be sent
    QList<QAction *> m_holders; ///< as long as something may wait
    QAction *m_check = nullptr;
    QAction *m_again = nullptr;
    QPointer<ConsentSheet> m_sheet;
    NetworkChoices m_choices; ///< that the session has
    Gathering m_gathering;
    QTimer m_gather;
    int m_asking = 0; ///< number of the last gathering; an earlier one ends in nothing
    QStringList m_resumed; ///< hosts, by the last call of ask
    Round m_round;
    std::vector<CheckResult> m_unkept;
    bool m_isLeaving = false; ///< answers are those of a store that was closed
};

} // namespace

void wireVerify(const Shell &shell)
{
    new VerifyWiring(shell); // owned by the window
}

} // namespace rekey::ui

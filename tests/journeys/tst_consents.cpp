// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checkrig.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakekeeper.h"
#include "tests/support/windowrig.h"
#include "ui/session/verifysession.h"
#include "ui/verify/consentsheet.h"
#include "ui/widgets/banner.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace rekey;
using finding::Verdict;
using test::FakeKeeper;
using test::FakeNetwork;
using test::FakeScan;
using test::FakeShelf;
using test::MadeUp;
using test::WindowRig;

namespace {

constexpr auto kGitHub = "api.github.com";
constexpr auto kGitLab = "gitlab.com";
constexpr std::uint32_t kTokens = 4; ///< of GitHub: S-1 to S-4
constexpr std::uint32_t kLab = 5; ///< one of GitLab
constexpr std::uint32_t kCanary = 6; ///< of GitHub, by its looks

std::shared_ptr<FakeShelf> shelfOfTokens()
{
    auto shelf = std::make_shared<FakeShelf>();
    finding::SourceRecord source;
    source.number = 1;
    source.kind = "folder";
    source.path = "/made-up";
    source.title = "made-up";
    shelf->sources.push_back(source);
    MadeUp made(21);
    for (std::uint32_t number = 1; number <= kCanary; ++number) {
        finding::Finding found = test::makeFinding(number, 1);
        found.rule = number == kLab ? "gitlab-access-token" : "github-pat-classic";
        shelf->values[found.id] = number == kLab ? "glpat-" + made.alphanumeric(20)
            : number == kCanary                  ? "x.canarytokens.com/y"
                                                 : made.githubToken();
        shelf->findings.push_back({std::move(found), {}});
    }
    return shelf;
}

ui::Ledger::Opener openerOf(const std::shared_ptr<FakeShelf> &shelf)
{
    return [shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
        return std::make_unique<FakeKeeper>(shelf);
    };
}

ui::CheckPorts checksOf(const std::shared_ptr<FakeNetwork> &network,
                        std::function<void()> beforeRules)
{
    ui::CheckPorts ports = test::fakeChecks(network);
    ports.rules = [beforeRules = std::move(beforeRules), rules = std::move(ports.rules)] {
        beforeRules();
        return rules();
    };
    return ports;
}

/// A window over kept tokens and a fake network.
struct Rig : WindowRig
{
    explicit Rig(
        std::shared_ptr<FakeShelf> kept = shelfOfTokens(),
        std::shared_ptr<FakeNetwork> fake = std::make_shared<FakeNetwork>(),
        std::function<void()> beforeRules = [] { })
        : WindowRig(FakeScan::engine(std::make_shared<FakeScan>()), false, {},
                    checksOf(fake, std::move(beforeRules)))
        , shelf(std::move(kept))
        , network(std::move(fake))
    {
        window->resize(1440, 900);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTRY_VERIFY(workspace.isReady());
        open(shelf);
        QTRY_COMPARE(model().totalCount(), int(kCanary));
        table()->setFocus();
    }

    void open(const std::shared_ptr<FakeShelf> &other)
    {
        QSignalSpy loaded(&ledger, &ui::Ledger::loaded);
        ledger.open(openerOf(other));
        QVERIFY(loaded.wait());
        QTRY_VERIFY(window->isAtRest());
    }
    template <typename T> T *child(const char *name, const QWidget *in = nullptr) const
    {
        return (in ? in : window.get())->findChild<T *>(QString::fromLatin1(name));
    }
    ui::ConsentSheet *sheet() const
    {
        for (auto *open : window->findChildren<ui::ConsentSheet *>()) {
            if (open->isVisible())
                return open;
        }
        return nullptr;
    }
    ui::VerifySession &session() const { return *window->findChild<ui::VerifySession *>(); }
    int rowOf(std::uint32_t number) const
    {
        for (int row = 0; row < model().shownCount(); ++row) {
            if (model().idAt(row) == test::makeFinding(number).id)
                return row;
        }
        return -1;
    }
    void choose(std::uint32_t number)
    {
        table()->setCurrentRow(rowOf(number));
        QVERIFY(window->findings().currentFinding() == test::makeFinding(number).id);
    }
    /// Presses the keys in the table and waits for the sheet.
    void press(const QString &keys)
    {
        table()->setFocus();
        QTest::keyClicks(table(), keys);
        QTRY_VERIFY_WITH_TIMEOUT(sheet() != nullptr, 30'000);
    }
    void click(const char *name)
    {
        QPointer<ui::ConsentSheet> open = sheet();
        QVERIFY(open);
        QTest::mouseClick(child<QPushButton>(name, open), Qt::LeftButton);
        QTRY_VERIFY(!open);
    }
    std::set<std::string> askedHosts() const
    {
        std::set<std::string> hosts;
        for (const auto &[host, token] : network->sent())
            hosts.insert(host);
        return hosts;
    }
    bool wasSent(std::uint32_t number) const
    {
        const std::string &value = shelf->values.at(test::makeFinding(number).id);
        return std::ranges::any_of(network->sent(),
                                   [&](const auto &sent) { return sent.second == value; });
    }
    QString light() const { return child<QLabel>("networkLight")->text(); }
    Verdict keptVerdict(std::uint32_t number) const
    {
        const std::scoped_lock lock(shelf->mutex);
        return shelf->record(test::makeFinding(number).id).evidence.verdict;
    }

    std::shared_ptr<FakeShelf> shelf;
    std::shared_ptr<FakeNetwork> network;
};

/// Answers nobody until it is let go.
struct Gate
{
    std::shared_ptr<std::atomic<bool>> isShut = std::make_shared<std::atomic<bool>>(true);

    explicit Gate(FakeNetwork &network)
    {
        network.handler
            = [isShut = isShut](const std::string &,
                                const std::stop_token &stop) -> Result<provider::Answer> {
            while (*isShut && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            if (stop.stop_requested())
                return fail(ErrorKind::Cancelled, "stopped");
            return test::jsonAnswer(401, R"({"message":"Bad credentials"})");
        };
    }
    ~Gate() { open(); }
    void open() { *isShut = false; }
    Q_DISABLE_COPY_MOVE(Gate)
};

} // namespace

/// What leaves the window is what somebody said yes to, and nothing else.
class TestConsents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsUntickedStaysThoughItsHostMayBeAsked()
    {
        const auto shelf = shelfOfTokens();
        shelf->properties[{"network", std::string("consent ") + kGitHub}] = "1 canaries";
        shelf->properties[{"network", std::string("consent ") + kGitLab}] = "1 plain";
        Rig rig(shelf);
        QTRY_COMPARE(rig.light(), u"Allowed"_s);
        rig.press(u"*V"_s);
        auto *hosts = rig.child<QTreeWidget>("consentHosts", rig.sheet());
        QCOMPARE(hosts->topLevelItemCount(), 2);
        QCOMPARE(hosts->topLevelItem(1)->text(0), QLatin1StringView(kGitLab));
        hosts->setFocus();
        hosts->setCurrentItem(hosts->topLevelItem(1));
        QTest::keyClick(hosts, Qt::Key_Space);
        QCOMPARE(hosts->topLevelItem(1)->checkState(0), Qt::Unchecked);
        rig.click("consentSend");
        QTRY_COMPARE(rig.network->sent().size(), std::size_t(kTokens));
        QTRY_VERIFY(rig.session().isIdle());
        QCOMPARE(rig.askedHosts(), std::set<std::string>{kGitHub});
        QVERIFY(!rig.wasSent(kCanary));
    }

    void whatWaitsIsNotSentToAServerNamedSince()
    {
        Rig rig;
        rig.action(u"verify.pause")->trigger();
        rig.choose(1);
        rig.press(u"v"_s);
        QTest::mouseClick(rig.child<QRadioButton>("consentStore", rig.sheet()), Qt::LeftButton);
        rig.click("consentSend");
        QTRY_COMPARE(rig.session().lanes().size(), 1U);
        rig.action(u"tools.settings")->trigger();
        auto *servers = rig.child<QPlainTextEdit>("networkServers");
        QVERIFY(servers);
        servers->setFocus();
        servers->insertPlainText(u"github=https://ghe.example"_s);
        QTRY_COMPARE(rig.child<ui::Banner>("banner")->what(), u"Dropped from the queue: 1."_s);
        QVERIFY(rig.session().isIdle());
        rig.action(u"verify.pause")->trigger();
        QVERIFY(rig.network->sent().empty());
        // The new one is asked after.
        rig.press(u"v"_s);
        QVERIFY(
            rig.child<QPushButton>("consentSend", rig.sheet())->text().contains("ghe.example"_L1));
        rig.click("consentStay");
        QVERIFY(rig.network->sent().empty());
    }

    /// A lock hides the sheet before it closes it.
    void theLightDoesNotGoOnAskingAfterALock()
    {
        Rig rig;
        rig.choose(1);
        rig.press(u"v"_s);
        QTRY_COMPARE(rig.light(), u"Asking you"_s);
        rig.action(u"app.lock")->trigger();
        QTRY_COMPARE(rig.light(), u"Offline"_s);
        QVERIFY(rig.network->sent().empty());
    }

    void aNameOfNoProviderIsNotTaken()
    {
        Rig rig;
        rig.action(u"tools.settings")->trigger();
        rig.child<QPlainTextEdit>("networkServers")
            ->insertPlainText(u"githb=https://ghe.example"_s);
        auto *problem = rig.child<QLabel>("networkProblem");
        QTRY_VERIFY_WITH_TIMEOUT(problem->text().contains("githb"_L1), 30'000);
    }

    void aLaterBatchDoesNotRideOnTheYesToOneThatWaits()
    {
        Rig rig;
        rig.action(u"verify.pause")->trigger();
        rig.choose(1);
        rig.press(u"v"_s);
        rig.click("consentSend");
        QCOMPARE(rig.light(), u"Allowed"_s);
        // GitHub is left out of the next one.
        rig.press(u"*v"_s);
        auto *hosts = rig.child<QTreeWidget>("consentHosts", rig.sheet());
        hosts->setFocus();
        hosts->setCurrentItem(hosts->topLevelItem(0));
        QCOMPARE(hosts->topLevelItem(0)->text(0), QLatin1StringView(kGitHub));
        QTest::keyClick(hosts, Qt::Key_Space);
        rig.click("consentSend");
        rig.action(u"verify.pause")->trigger();
        QTRY_VERIFY(rig.session().isIdle());
        QCOMPARE(rig.network->sent().size(), 2U);
        QVERIFY(rig.wasSent(1));
        QCOMPARE(rig.askedHosts(), (std::set<std::string>{kGitHub, kGitLab}));
        QTRY_COMPARE(rig.light(), u"Offline"_s);
    }

    void aYesToAMadeUpKeyIsNoneToKeys()
    {
        Rig rig;
        rig.choose(1);
        rig.action(u"verify.control")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(rig.sheet() != nullptr, 30'000);
        rig.click("consentSend");
        QTRY_COMPARE(rig.network->sent().size(), 1U);
        QVERIFY(!rig.wasSent(1));
        QTRY_COMPARE(rig.light(), u"Offline"_s);
    }

    void readOnlySendsNothingAndCanBeStopped()
    {
        Rig rig;
        Gate gate(*rig.network);
        rig.press(u"*v"_s);
        rig.click("consentSend");
        QTRY_COMPARE(rig.network->sent().size(), 2U); // one of each host
        rig.preferences.set(u"security/readOnly"_s, true);
        gate.open();
        auto *lanes = rig.child<QTableView>("lanesTable");
        QTRY_COMPARE(lanes->model()->index(0, 1).data().toString(), u"Held: read-only"_s);
        QVERIFY(!rig.action(u"verify.check")->isEnabled());
        for (const auto *id : {u"verify.pause", u"verify.stop", u"verify.drop"})
            QVERIFY(rig.action(id)->isEnabled());
        QVERIFY(rig.child<QPushButton>("laneDrop")->isEnabled());
        QCOMPARE(rig.network->sent().size(), 2U);
        rig.table()->setFocus();
        QTest::keyClicks(rig.table(), u"*"_s);
        rig.action(u"verify.drop")->trigger();
        QTRY_VERIFY(rig.session().isIdle());
        rig.preferences.set(u"security/readOnly"_s, false);
        QTRY_VERIFY(rig.action(u"verify.check")->isEnabled());
        QCOMPARE(rig.network->sent().size(), 2U);
        // What was answered meanwhile is kept now.
        QTRY_COMPARE(rig.keptVerdict(kLab), Verdict::Unknown);
    }

    void anOpenQuestionEndsWhenTheWindowBecomesReadOnly()
    {
        Rig rig;
        rig.choose(1);
        rig.press(u"v"_s);
        rig.preferences.set(u"security/readOnly"_s, true);
        QTRY_VERIFY(rig.sheet() == nullptr);
        QVERIFY(rig.network->sent().empty());
    }

    void stopEndsTheGatheringToo()
    {
        Rig rig;
        QSignalSpy planned(&rig.session(), &ui::VerifySession::planned);
        rig.choose(1);
        rig.action(u"verify.check")->trigger();
        rig.action(u"verify.stop")->trigger();
        QTRY_VERIFY(rig.window->isAtRest());
        // Gathering goes on at each turn of the event loop.
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
        QTRY_VERIFY(!rig.session().isPlanning());
        QVERIFY(planned.isEmpty());
        QVERIFY(rig.sheet() == nullptr);
    }

    void aSheetIsForWhatItWasGatheredFor()
    {
        std::atomic<bool> isShut = true;
        Rig rig(shelfOfTokens(), std::make_shared<FakeNetwork>(), [&isShut] {
            while (isShut)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        });
        rig.choose(1);
        QSignalSpy planned(&rig.session(), &ui::VerifySession::planned);
        rig.action(u"verify.check")->trigger();
        QTRY_VERIFY(rig.session().isPlanning());
        rig.action(u"verify.control")->trigger();
        isShut = false;
        QTRY_VERIFY_WITH_TIMEOUT(rig.sheet() != nullptr, 30'000);
        QTRY_VERIFY(!rig.session().isPlanning());
        QCOMPARE(planned.size(), 1);
        QVERIFY(rig.child<QLabel>("consentWhere", rig.sheet())->text().contains("not sent"_L1));
        rig.click("consentStay");
    }

    void twoWindowsKeepEachOthersConsents()
    {
        const auto shelf = shelfOfTokens();
        Rig one(shelf);
        Rig two(shelf);
        const auto allow = [](Rig &rig, std::uint32_t number) {
            rig.window->activateWindow();
            rig.choose(number);
            rig.press(u"v"_s);
            rig.child<QRadioButton>("consentStore", rig.sheet())->click();
            rig.click("consentSend");
            QTRY_VERIFY(rig.session().isIdle());
            QTRY_VERIFY(rig.window->isAtRest());
        };
        allow(one, 1);
        allow(two, kLab);
        QCOMPARE(shelf->properties.size(), 2U);
        // What one takes back the other does not send.
        one.session().withdrawConsent(kGitLab);
        one.choose(2);
        QTest::keyClicks(one.table(), u"V"_s);
        QTRY_VERIFY(one.sheet() != nullptr);
        one.session().withdrawConsent(kGitLab);
        one.click("consentStay");
        QTRY_VERIFY(one.window->isAtRest());
        QCOMPARE(shelf->properties.size(), 1U);
        two.window->activateWindow();
        const std::size_t sent = two.network->sent().size();
        two.choose(kLab);
        two.press(u"V"_s);
        two.click("consentStay");
        QVERIFY(!two.session().isAllowed(kGitLab, provider::Level::Alive, false));
        QCOMPARE(two.network->sent().size(), sent);
    }

    void anotherStoreHasConsentsAndAnswersOfItsOwn()
    {
        const auto shelf = shelfOfTokens();
        shelf->properties[{"network", std::string("consent ") + kGitHub}] = "1 plain";
        Rig rig(shelf);
        QTRY_COMPARE(rig.light(), u"Allowed"_s);
        Gate gate(*rig.network);
        rig.choose(1);
        QTest::keyClicks(rig.table(), u"v"_s);
        QTRY_COMPARE(rig.network->sent().size(), 1U);
        const auto other = shelfOfTokens();
        rig.open(other);
        gate.open();
        QTRY_COMPARE(rig.light(), u"Offline"_s);
        QVERIFY(rig.session().isIdle());
        QVERIFY(!rig.session().isAllowed(kGitHub, provider::Level::Alive, false));
        QVERIFY(other->records.empty() || other->record(test::makeFinding(1).id).version == 0);
        QCOMPARE(shelf->properties.size(), 1U);
    }

    void anAnswerWhileTheStoreIsLockedIsKeptWhenItOpens()
    {
        Rig rig;
        Gate gate(*rig.network);
        rig.choose(1);
        rig.press(u"v"_s);
        rig.click("consentSend");
        QTRY_COMPARE(rig.network->sent().size(), 1U);
        rig.ledger.lock();
        QSignalSpy checked(&rig.session(), &ui::VerifySession::checked);
        gate.open();
        QTRY_COMPARE(checked.size(), 1);
        QCOMPARE(rig.keptVerdict(1), Verdict::NotChecked);
        rig.ledger.unlock(
            std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf("")));
        QTRY_COMPARE(rig.keptVerdict(1), Verdict::Dead);
    }

    void anAnswerThatCameTooLateForItsStoreGoesIntoNoOther()
    {
        Rig rig;
        Gate gate(*rig.network);
        rig.choose(1);
        rig.press(u"v"_s);
        rig.click("consentSend");
        QTRY_COMPARE(rig.network->sent().size(), 1U);
        rig.ledger.lock();
        QSignalSpy checked(&rig.session(), &ui::VerifySession::checked);
        gate.open();
        QTRY_COMPARE(checked.size(), 1);
        const auto other = shelfOfTokens();
        rig.open(other);
        QCOMPARE(rig.child<ui::Banner>("banner")->what(), u"Answers not kept: 1"_s);
        QTRY_VERIFY(rig.window->isAtRest());
        const std::scoped_lock lock(other->mutex);
        QCOMPARE(other->record(test::makeFinding(1).id).evidence.verdict, Verdict::NotChecked);
    }

    void whatIsLeftOutIsSaidWhenNobodyIsAsked()
    {
        const auto shelf = shelfOfTokens();
        shelf->properties[{"network", std::string("consent ") + kGitHub}] = "1 plain";
        shelf->properties[{"network", std::string("consent ") + kGitLab}] = "1 plain";
        Rig rig(shelf);
        QTRY_COMPARE(rig.light(), u"Allowed"_s);
        rig.table()->setFocus();
        QTest::keyClicks(rig.table(), u"*v"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rig.network->sent().size(), std::size_t(kTokens + 1), 30'000);
        QCOMPARE(rig.child<ui::Banner>("banner")->what(), u"Not asked about: 1"_s);
        QVERIFY(!rig.wasSent(kCanary));
        QVERIFY(rig.sheet() == nullptr);
    }

    void goOnLetsOneHostGoOnWhileAllArePaused()
    {
        Rig rig;
        rig.action(u"verify.pause")->trigger();
        rig.press(u"*v"_s);
        rig.click("consentSend");
        auto *lanes = rig.child<QTableView>("lanesTable");
        QTRY_COMPARE(lanes->model()->rowCount(), 2);
        QTRY_VERIFY(lanes->isVisible());
        lanes->selectRow(0);
        auto *goOn = rig.child<QPushButton>("lanePause");
        QCOMPARE(goOn->text(), u"Go on"_s);
        QTest::mouseClick(goOn, Qt::LeftButton);
        QTRY_COMPARE(rig.network->sent().size(), std::size_t(kTokens));
        QVERIFY(!rig.action(u"verify.pause")->isChecked());
        QCOMPARE(rig.askedHosts(), std::set<std::string>{kGitHub});
        rig.action(u"verify.stop")->trigger();
        QTRY_COMPARE(rig.light(), u"Offline"_s);
    }
};

QTEST_MAIN(TestConsents)
#include "tst_consents.moc"

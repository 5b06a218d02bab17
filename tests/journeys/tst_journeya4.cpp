// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checkrig.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakeproviders.h"
#include "tests/support/visibletext.h"
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"
#include "ui/session/networkchoices.h"
#include "ui/verify/consentsheet.h"

#include <QCheckBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

#include <mutex>
#include <set>

using namespace Qt::StringLiterals;
using namespace rekey;
using finding::Verdict;
using test::FakeScan;
using test::LoopbackServer;
using test::MadeUp;
using test::Watchdog;
using test::WindowRig;

namespace {

/// Every request that leaves, by the address it goes to.
struct PacketLog
{
    std::mutex mutex;
    std::set<std::string> hosts;
    std::size_t requests = 0;
};

class LoggedTransport final : public provider::Transport
{
public:
    LoggedTransport(std::shared_ptr<PacketLog> log, std::unique_ptr<provider::Transport> real)
        : m_log(std::move(log))
        , m_real(std::move(real))
    {
    }
    Result<provider::Answer> send(const provider::Request &request, std::stop_token stop) override
    {
        {
            const std::scoped_lock lock(m_log->mutex);
            m_log->hosts.insert(request.endpoint.authority());
            ++m_log->requests;
        }
        return m_real->send(request, std::move(stop));
    }

private:
    std::shared_ptr<PacketLog> m_log;
    std::unique_ptr<provider::Transport> m_real;
};

constexpr provider::Pace kQuick{.everyMs = 10, .jitterMs = 0};

ui::CheckPorts loggedChecks(const std::shared_ptr<PacketLog> &log)
{
    ui::CheckPorts ports = ui::coreChecks();
    ports.rules
        = [] { return Result<std::shared_ptr<const ui::CheckRules>>(test::builtinCheckRules()); };
    ports.transport = [log, real = ports.transport](const provider::NetworkSettings &network) {
        return std::make_unique<LoggedTransport>(log, real(network));
    };
    ports.pace = kQuick;
    return ports;
}

/// GitHub on loopback: knows which of the tokens are alive, asks for a pause once, and has a
/// firewall before it that answers for one of them.
struct FakeGitHub
{
    static constexpr int kPauseSeconds = 4;

    std::set<std::string> live;
    std::string walled;
    std::string slowed; ///< asked to come again at its first try
    bool isSlowed = false;
    LoopbackServer server{[this](const LoopbackServer::Seen &seen) { return answer(seen); }};

    LoopbackServer::Reply answer(const LoopbackServer::Seen &seen)
    {
        const std::string token = seen.header("authorization").substr(7);
        if (token == slowed && !std::exchange(isSlowed, true))
            return test::reply(429, "{}", {{"Retry-After", std::to_string(kPauseSeconds)}});
        if (token == walled) {
            LoopbackServer::Reply page = test::reply(403, "<!DOCTYPE html><html>Blocked</html>");
            page.type = "text/html";
            return page;
        }
        if (live.contains(token))
            return test::reply(200, R"({"login":"octo","id":1})",
                               {{"X-OAuth-Scopes", "repo, admin:org"}});
        return test::reply(401, R"({"message":"Bad credentials"})");
    }
};

} // namespace

/// Story A4: forty tokens are verified from the window, behind a consent that names the host.
class TestJourneyA4 : public QObject
{
    Q_OBJECT

    static constexpr int kTokens = 40;

    template <typename T> static T *part(const QWidget *parent, const QString &name)
    {
        return parent->findChild<T *>(name);
    }

    static bool write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

    static int countOf(const WindowRig &rig, Verdict verdict)
    {
        const finding::FindingIndex &index = rig.model().index();
        int count = 0;
        for (finding::IndexRow row = 0; row < index.size(); ++row)
            count += index.verdict(row) == verdict ? 1 : 0;
        return count;
    }

    static QString laneText(const WindowRig &rig, int row, int column)
    {
        const auto *view = part<QTableView>(rig.window.get(), u"lanesTable"_s);
        return view->model()->index(row, column).data().toString();
    }

    static ui::ConsentSheet *openSheet(const WindowRig &rig)
    {
        return rig.window->findChild<ui::ConsentSheet *>();
    }

private Q_SLOTS:
    void fortyTokensBehindAConsent()
    {
        MadeUp made(4);
        FakeGitHub github;
        QTemporaryDir folder;
        QByteArray text;
        std::vector<std::string> tokens;
        for (int i = 0; i < kTokens; ++i) {
            tokens.push_back(made.githubToken());
            text += "token_" + QByteArray::number(i) + " = \""
                + QByteArray::fromStdString(tokens.back()) + "\"\n";
        }
        const std::string lab = std::string("glpat") + "-" + made.alphanumeric(20);
        const std::string npmBody = made.alphanumeric(30);
        const std::string npm = std::string("np") + "m_" + npmBody + MadeUp::crcBase62(npmBody);
        text += "lab = \"" + QByteArray::fromStdString(lab) + "\"\n";
        text += "npm = \"" + QByteArray::fromStdString(npm) + "\"\n";
        QVERIFY(write(folder.filePath(u"deploy.cfg"_s), text));
        github.live = {tokens[3], tokens[17]};
        github.walled = tokens[8];
        github.slowed = tokens[20];
        LoopbackServer other([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; });

        const QTemporaryDir home;
        const auto log = std::make_shared<PacketLog>();
        WindowRig rig(ui::coreEngine({home.filePath(u"cache"_s).toStdString(),
                                      home.filePath(u"data"_s).toStdString()}),
                      false, ui::coreStores(home.filePath(u"identity.key"_s).toStdString()),
                      loggedChecks(log));
        ui::writeNetworkChoices(
            rig.settings,
            {.proxy = u"none"_s,
             .authorities = {},
             .servers
             = {u"github="_s + QString::fromStdString(github.server.url()),
                u"npm="_s + QString::fromStdString(other.url()), u"gitlab=https://10.0.0.7"_s},
             .allowed = {u"tests=127.0.0.1"_s}});
        const QString host
            = QString::fromStdString("127.0.0.1:" + std::to_string(github.server.port()));
        rig.window->show();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);
        QTRY_VERIFY(rig.ledger.canChange());
        rig.window->scanPaths({folder.path()});
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().totalCount(), kTokens + 2, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(rig.window->isAtRest(), 30'000);
        auto *light = part<QLabel>(rig.window.get(), u"networkLight"_s);
        QCOMPARE(light->text(), u"Offline"_s);

        // 1: *, v: the sheet names host, path, header, count and pace.
        rig.table()->setFocus();
        QTest::keyClicks(rig.table(), u"*v"_s);
        QTRY_VERIFY_WITH_TIMEOUT(openSheet(rig) != nullptr, 30'000);
        ui::ConsentSheet *sheet = openSheet(rig);
        QCOMPARE(light->text(), u"Asking you"_s);
        QCOMPARE(log->requests, std::size_t(0));
        auto *hosts = part<QTreeWidget>(sheet, u"consentHosts"_s);
        QCOMPARE(hosts->topLevelItemCount(), 2);
        const int at = hosts->topLevelItem(0)->text(0) == host ? 0 : 1;
        QCOMPARE(hosts->topLevelItem(at)->text(1), QString::number(kTokens));
        hosts->setCurrentItem(hosts->topLevelItem(at));
        const QString request = part<QPlainTextEdit>(sheet, u"consentRequest"_s)->toPlainText();
        QVERIFY2(request.startsWith("GET /user\n"_L1) && request.contains("Authorization: "_L1),
                 qPrintable(request));
        QVERIFY(part<QLabel>(sheet, u"consentWhere"_s)
                    ->text()
                    .contains("in the Authorization header"_L1));
        QVERIFY(part<QLabel>(sheet, u"consentSeenBy"_s)->text().startsWith("GitHub"_L1));
        QVERIFY(part<QLabel>(sheet, u"consentPace"_s)->text().contains("two a second"_L1));
        QVERIFY(part<QPushButton>(sheet, u"consentStay"_s)->isDefault());

        // 5: a server of their own at a private address is refused, and the rule is named.
        const QString notSent = part<QLabel>(sheet, u"consentNotAsked"_s)->text();
        QVERIFY2(
            notSent.contains("10.0.0.7 is a private address, and no rule allows that by name"_L1),
            qPrintable(notSent));

        // 2: only GitHub gets a yes: with keys alone.
        hosts->setFocus();
        hosts->setCurrentItem(hosts->topLevelItem(1 - at));
        QTest::keyClick(hosts, Qt::Key_Space);
        auto *send = part<QPushButton>(sheet, u"consentSend"_s);
        QCOMPARE(QString(send->text()).remove(u'&'), u"Send 40 keys to %1"_s.arg(host));
        QVERIFY(QTest::qWaitForWindowActive(sheet));
        Watchdog watchdog;
        QTest::keyClick(sheet, Qt::Key_S, Qt::AltModifier);
        QTRY_VERIFY(light->text().startsWith("Sending"_L1));
        QTRY_VERIFY_WITH_TIMEOUT(countOf(rig, Verdict::Dead) > 0, 10'000);

        // 3: the lane shows when it goes on.
        QTRY_VERIFY_WITH_TIMEOUT(laneText(rig, 0, 1).startsWith("Again at "_L1), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(countOf(rig, Verdict::NotChecked) == 2, 20'000);
        QTRY_VERIFY(rig.window->isAtRest());
        QCOMPARE(countOf(rig, Verdict::Live), 2);
        QCOMPARE(countOf(rig, Verdict::Dead), kTokens - 3);
        QTRY_COMPARE(laneText(rig, 0, 1), u"Done"_s);
        QCOMPARE(laneText(rig, 0, 3), u"2 live, 1 unknown"_s);

        // 4: what the firewall said is no verdict.
        QCOMPARE(countOf(rig, Verdict::Unknown), 1);
        rig.window->findings().setFilter(u"verdict:unknown"_s);
        QTRY_COMPARE(rig.model().shownCount(), 1);
        rig.table()->setCurrentRow(0);
        QTRY_VERIFY(
            part<QLabel>(rig.window.get(), u"detailReason"_s)->text().contains("web page"_L1));

        // Only the named host was asked, and the yes ended with the batch.
        QCOMPARE(log->hosts, std::set<std::string>{host.toStdString()});
        QCOMPARE(other.connections(), 0);
        QTRY_COMPARE(light->text(), u"Offline"_s);
        QVERIFY2(watchdog.longestMs() < 50 * Watchdog::factor(),
                 qPrintable(QString::number(watchdog.longestMs())));
        const QString all = test::visibleText(rig.window.get()).join(u'\n');
        for (const std::string &token : tokens)
            QVERIFY(!all.contains(QString::fromStdString(token)));
    }

    void tenThousandQueuedChecksKeepTheWindowSmooth()
    {
        constexpr unsigned kMany = 10'000;
        const auto vault = std::make_shared<secret::Vault>();
        const auto plan = std::make_shared<FakeScan>();
        ui::Engine engine = FakeScan::engine(plan);
        engine.prepare
            = [vault]() -> Result<scan::ScanContext> { return scan::ScanContext{{}, {}, vault}; };
        engine.run = [vault](const scan::ScanContext &, auto, const scan::ScanOptions &,
                             scan::ScanProgress &, const auto &batches,
                             std::stop_token) -> Result<scan::ScanResult> {
            MadeUp made(5);
            scan::ScanResult result;
            for (std::uint32_t number = 1; number <= kMany; ++number) {
                finding::Finding found = test::makeFinding(number);
                found.rule = "github-pat-classic";
                found.value = vault->seal(made.githubToken());
                result.findings.push_back(std::move(found));
            }
            batches(scan::FindingBatch(result.findings));
            result.coverage.resize(1);
            return result;
        };
        WindowRig rig(std::move(engine), false, {},
                      test::fakeChecks(std::make_shared<test::FakeNetwork>()));
        rig.window->show();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        QTRY_VERIFY(rig.workspace.isReady());
        rig.window->scanPaths({u"/made-up"_s});
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().totalCount(), int(kMany), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(rig.window->isAtRest(), 30'000);

        Watchdog watchdog;
        rig.table()->setFocus();
        QTest::keyClicks(rig.table(), u"*v"_s);
        QTRY_VERIFY_WITH_TIMEOUT(openSheet(rig) != nullptr, 60'000);
        QTest::mouseClick(part<QPushButton>(openSheet(rig), u"consentSend"_s), Qt::LeftButton);
        for (int i = 0; i < 40; ++i) {
            QTest::keyClick(rig.table(), Qt::Key_J);
            QTest::qWait(20);
        }
        QTRY_VERIFY_WITH_TIMEOUT(countOf(rig, Verdict::Dead) > 500, 60'000);
        QTRY_VERIFY(laneText(rig, 0, 2).endsWith("of 10,000"_L1));
        QVERIFY2(watchdog.longestMs() < 50 * Watchdog::factor(),
                 qPrintable(QString::number(watchdog.longestMs())));
        qInfo("longest wait of the window: %lld ms over %d beats", qlonglong(watchdog.longestMs()),
              watchdog.beats());

        rig.action(u"verify.stop")->trigger();
        QTRY_COMPARE(part<QLabel>(rig.window.get(), u"networkLight"_s)->text(), u"Offline"_s);
    }
};

QTEST_MAIN(TestJourneyA4)
#include "tst_journeya4.moc"

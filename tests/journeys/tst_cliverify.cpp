// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/databaseservers.h"
#include "tests/support/fakeproviders.h"
#include "tests/support/madeup.h"
#include "tests/support/processeye.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using rekey::test::contentOf;
using rekey::test::FakeProvider;
using rekey::test::LoopbackServer;
using rekey::test::MadeUp;
using rekey::test::seenOfProcess;

/// `rekey-cli verify` against servers on loopback: a real process, its exit codes and outputs.
class TestCliVerify : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;
    };

    const std::vector<FakeProvider> m_fakes = rekey::test::fakeProviders();
    const FakeProvider &m_github = m_fakes[0];
    const FakeProvider &m_gitlab = m_fakes[2];
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<QTemporaryDir> m_source;
    std::unique_ptr<LoopbackServer> m_first;
    std::unique_ptr<LoopbackServer> m_second;
    QByteArray m_seenOfProcess; ///< argv, environment and children of the process while it asks
    qint64 m_pid = 0;

    void look() { m_seenOfProcess += seenOfProcess(m_pid); }

    Outcome rekey(const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home->path());
        environment.insert(u"TMPDIR"_s, m_home->path());
        environment.insert(u"REKEY_STORE"_s, m_home->filePath(u"store.db"_s));
        environment.insert(u"QT_LOGGING_RULES"_s, u"rekey*=true;qt.network*=true"_s);
        environment.insert(u"QT_LOGGING_TO_CONSOLE"_s, u"1"_s);
        environment.remove(u"XDG_CACHE_HOME"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home->path());
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(QStringLiteral(REKEY_CLI), arguments);
        if (!process.waitForStarted())
            return {};
        m_pid = process.processId();
        if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; },
                             120'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    [[nodiscard]] QStringList toLoopback() const
    {
        return {u"--proxy"_s,         u"none"_s,
                u"--allow-private"_s, u"tests=127.0.0.1"_s,
                u"--base-url"_s,      u"github="_s + QString::fromStdString(m_first->url()),
                u"--base-url"_s,      u"gitlab="_s + QString::fromStdString(m_second->url())};
    }

    static QString hostOf(const LoopbackServer &server)
    {
        return u"127.0.0.1:%1"_s.arg(server.port());
    }

    Outcome verify(const QStringList &more)
    {
        return rekey(QStringList{u"verify"_s, m_source->path()} + toLoopback() + more);
    }

    static QJsonObject entryOf(const QByteArray &json, const QString &rule)
    {
        for (const QJsonValue &entry : QJsonDocument::fromJson(json).array()) {
            if (entry["rule"_L1].toString() == rule)
                return entry.toObject();
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_source = std::make_unique<QTemporaryDir>();
        m_seenOfProcess.clear();
        const auto serverOf = [this](const FakeProvider &fake) {
            return std::make_unique<LoopbackServer>(
                [this, &fake](const LoopbackServer::Seen &seen) {
                    look();
                    return fake.isRight(seen) ? fake.live : fake.refused;
                });
        };
        m_first = serverOf(m_github);
        m_second = serverOf(m_gitlab);
        QFile file(m_source->filePath(u"settings.py"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("HUB = '" + QByteArray::fromStdString(m_github.parts[0].second) + "'\n\nLAB = '"
                   + QByteArray::fromStdString(m_gitlab.parts[0].second) + "'\n");
    }

    void aDryRunSaysWhatWouldGoWhereAndSendsNothing()
    {
        const Outcome outcome = verify({u"--dry-run"_s});
        QVERIFY2(outcome.exit == 0, outcome.err.constData());
        QVERIFY(outcome.out.contains(hostOf(*m_first).toUtf8() + ": 1 secret with GET /user"));
        QVERIFY(outcome.out.contains("Authorization header"));
        QVERIFY(outcome.out.contains(hostOf(*m_second).toUtf8()));
        QCOMPARE(m_first->connections() + m_second->connections(), 0);
    }

    void aTwinRefusedForPaceIsSaidAndNotSentAgainAtOnce()
    {
        m_first->setHandler([this](const LoopbackServer::Seen &seen) {
            return m_github.isRight(seen) ? m_github.live
                                          : rekey::test::reply(429, "{}", {{"Retry-After", "120"}});
        });
        const Outcome outcome = verify({u"--yes-host"_s, hostOf(*m_first), u"--json"_s});
        const QJsonObject entry = entryOf(outcome.out, u"github-pat-classic"_s);
        QCOMPARE(entry["verdict"_L1].toString(), u"unknown"_s);
        QVERIFY2(entry["reason"_L1].toString().contains("negative control"_L1),
                 outcome.out.constData());
        QCOMPARE(m_first->connections(), 2);
    }

    void whatItsOwnDigitsRefuseIsNotAskedFor()
    {
        QByteArray broken = QByteArray::fromStdString(m_github.parts[0].second);
        broken.back() = broken.back() == '0' ? '1' : '0';
        QFile file(m_source->filePath(u"settings.py"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("HUB = '" + broken + "'\n");
        file.close();
        const Outcome plan = verify({u"--dry-run"_s});
        QVERIFY(plan.out.contains("not asked: 1: Its own check digits"));
        const Outcome outcome = verify({u"--yes-host"_s, hostOf(*m_first), u"--json"_s});
        QCOMPARE(entryOf(outcome.out, u"github-pat-classic"_s)["verdict"_L1].toString(),
                 u"not-a-secret"_s);
        QCOMPARE(m_first->connections() + m_second->connections(), 0);
    }

    void aKeyThatStandsBesideAnotherServerIsNotPlanned()
    {
        QFile file(m_source->filePath(u"settings.py"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("ORG = 'two.okta.com'\nOKTA_API_TOKEN = '" + QByteArray("00")
                   + QByteArray(MadeUp(7).alphanumeric(40)) + "'\n");
        file.close();
        const QStringList here
            = {u"--base-url"_s, u"okta="_s + QString::fromStdString(m_first->url())};
        const Outcome planned = verify(QStringList{u"--dry-run"_s} + here);
        QVERIFY2(planned.exit == 0, planned.err.constData());
        QVERIFY2(planned.out.contains("not asked: 1: It stands beside two.okta.com"),
                 planned.out.constData());
        QVERIFY(!planned.out.contains("1 secret with"));
        const Outcome asked = verify(QStringList{u"--yes-host"_s, hostOf(*m_first)} + here);
        QVERIFY2(asked.exit == 0, asked.err.constData());
        QVERIFY2(asked.out.contains("two.okta.com"), asked.out.constData());
        QCOMPARE(m_first->connections(), 0);
    }

    void withoutAYesNothingIsSent()
    {
        const Outcome outcome = verify({});
        QCOMPARE(outcome.exit, 5);
        QVERIFY(outcome.err.contains("nothing was sent to " + hostOf(*m_first).toUtf8()));
        QVERIFY(outcome.err.contains("--yes-host " + hostOf(*m_first).toUtf8()));
        QVERIFY(outcome.err.contains("the secret itself is sent"));
        QCOMPARE(m_first->connections() + m_second->connections(), 0);
    }

    void asksOnlyTheHostsWithAYesAndLeaksNothing()
    {
        const Outcome outcome
            = verify({u"--yes-host"_s, hostOf(*m_first), u"--level"_s, u"2"_s, u"--json"_s});
        QVERIFY2(outcome.exit == 4, outcome.err.constData());
        const QJsonObject live = entryOf(outcome.out, u"github-pat-classic"_s);
        QCOMPARE(live["verdict"_L1].toString(), u"live"_s);
        QCOMPARE(live["request"_L1].toString(), u"GET /user"_s);
        QCOMPARE(live["access"_L1]["identity"_L1].toString(), u"octo"_s);
        QCOMPARE(entryOf(outcome.out, u"gitlab-access-token"_s)["verdict"_L1].toString(),
                 u"not-checked"_s);
        QCOMPARE(m_first->connections(), 2);
        QCOMPARE(m_second->connections(), 0);

        QVERIFY(m_seenOfProcess.contains("verify"));
        QByteArray written = outcome.out + outcome.err + m_seenOfProcess;
        int files = 0;
        QDirIterator all(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            written += contentOf(all.next());
            ++files;
        }
        QVERIFY(files > 0);
        for (const FakeProvider *fake : {&m_github, &m_gitlab}) {
            const QByteArray value = QByteArray::fromStdString(fake->parts[0].second);
            QVERIFY(!written.contains(value));
            QVERIFY(!written.contains(value.toBase64()));
            QVERIFY(!written.toLower().contains(value.toHex()));
            QVERIFY(!written.contains(value.mid(10, 16)));
        }
    }

    void keepsVerdictsInTheStoreAndAsksNotTwiceADay()
    {
        QFile words(m_home->filePath(u"words"_s));
        QVERIFY(words.open(QIODevice::WriteOnly));
        words.write("open sesame\n");
        words.close();
        const QStringList open = {u"--passphrase-file"_s, u"words"_s};
        QCOMPARE(
            rekey(QStringList{u"store"_s, u"init"_s, u"--cost"_s, u"interactive"_s} + open).exit,
            0);
        QCOMPARE(rekey(QStringList{u"scan"_s, m_source->path(), u"--store"_s,
                                   m_home->filePath(u"store.db"_s)}
                       + open)
                     .exit,
                 1);
        const QStringList ask = QStringList{u"verify"_s, u"--yes-host"_s, hostOf(*m_first),
                                            u"--yes-host"_s, hostOf(*m_second)}
            + toLoopback() + open;
        const Outcome first = rekey(ask);
        QVERIFY2(first.exit == 4, first.err.constData());
        QVERIFY(first.out.contains("live") && first.out.contains("GET /user, 200"));
        const int asked = m_first->connections();
        const Outcome listed = rekey(QStringList{u"list"_s, u"verdict:live"_s} + open);
        QVERIFY(listed.out.contains("S-0001") && listed.out.contains("S-0002"));
        QCOMPARE(rekey(ask).exit, 4);
        QCOMPARE(m_first->connections(), asked);
        QCOMPARE(rekey(ask + QStringList{u"--again"_s, u"--filter"_s, u"provider:github"_s}).exit,
                 4);
        QVERIFY(m_first->connections() > asked);
    }

    void tellsFailureFromRefusal()
    {
        m_first->setHandler(
            [](const LoopbackServer::Seen &) { return rekey::test::reply(503, "{}"); });
        const QStringList yes
            = {u"--yes-host"_s, hostOf(*m_first), u"--filter"_s, u"provider:github"_s};
        QCOMPARE(verify(yes).exit, 6);
        m_first->setHandler([this](const LoopbackServer::Seen &) { return m_github.refused; });
        const Outcome dead = verify(yes);
        QVERIFY2(dead.exit == 0, dead.err.constData());
        QVERIFY(dead.out.contains("dead"));
    }

    void aPrivateAddressNeedsARuleBesideTheYes()
    {
        const Outcome outcome
            = rekey({u"verify"_s, m_source->path(), u"--proxy"_s, u"none"_s, u"--base-url"_s,
                     u"github="_s + QString::fromStdString(m_first->url()), u"--yes-host"_s,
                     hostOf(*m_first), u"--filter"_s, u"provider:github"_s});
        QCOMPARE(outcome.exit, 6);
        QVERIFY(outcome.out.contains("no rule allows that by name"));
        QCOMPARE(m_first->connections(), 0);
    }

    /// Only with its own option, a yes for host and port, and a rule for the host.
    void aPasswordIsTriedOnlyWhenThatIsAskedFor()
    {
        rekey::test::MadeUp made(31);
        const QString admin = QString::fromStdString(made.alphanumeric(24));
        rekey::test::RedisServer redis(admin);
        if (!redis.problem().isEmpty())
            QSKIP(qPrintable(redis.problem()));
        QTemporaryDir source;
        QFile file(source.filePath(u"settings.env"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("CACHE_URL=redis://default:" + admin.toUtf8()
                   + "@127.0.0.1:" + QByteArray::number(redis.port()) + "/0\n");
        file.close();
        const QString host = u"127.0.0.1:%1"_s.arg(redis.port());
        const QStringList verify = {u"verify"_s, source.path(), u"--yes-host"_s, host};
        const QStringList passwords = verify + QStringList{u"--passwords"_s, u"--level"_s, u"2"_s};
        const QStringList allowed
            = passwords + QStringList{u"--allow-private"_s, u"lab=127.0.0.1"_s};

        QVERIFY(rekey(verify).out.contains("never tried by themselves"));
        QVERIFY(rekey(passwords).out.contains("a rule allows 127.0.0.1 by name"));
        const Outcome plan = rekey(allowed + QStringList{u"--dry-run"_s});
        QVERIFY2(plan.out.contains("a login to redis as default"), plan.out.constData());
        const Outcome live = rekey(allowed);
        QCOMPARE(live.exit, 4);
        QVERIFY2(live.out.contains(host.toUtf8()) && live.out.contains("+@all (admin)"),
                 live.out.constData());
        for (const QByteArray &seen : {plan.out, plan.err, live.out, live.err})
            QVERIFY(!seen.contains(admin.toUtf8()));
    }

    void refusesWrongUse_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("url") << QStringList{u"--base-url"_s, u"github=ftp://x"_s};
        QTest::newRow("pair") << QStringList{u"--base-url"_s, u"github"_s};
        QTest::newRow("provider") << QStringList{u"--base-url"_s, u"nobody=https://x.test"_s};
        QTest::newRow("level") << QStringList{u"--level"_s, u"3"_s};
        QTest::newRow("proxy") << QStringList{u"--proxy"_s, u"ftp://x"_s};
        QTest::newRow("both") << QStringList{u"--store"_s, u"x.db"_s};
        QTest::newRow("filter") << QStringList{u"--filter"_s, u"verdict:("_s};
    }

    void refusesWrongUse()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(rekey(QStringList{u"verify"_s, m_source->path()} + arguments).exit, 2);
    }

    void theMatrixComesFromTheData()
    {
        const Outcome table = rekey({u"providers"_s, u"--matrix"_s});
        QCOMPARE(table.exit, 0);
        QVERIFY(table.out.startsWith("provider"));

        // The README has the rows of those that can be asked.
        QFile readme(QStringLiteral(REKEY_SOURCE_DIR "/README.md"));
        QVERIFY(readme.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = table.out.trimmed().split('\n');
        const qsizetype verifyColumn = lines.first().indexOf("verify");
        QByteArray asked;
        for (const QByteArray &line : lines) {
            if (line.mid(verifyColumn, 1) != "-")
                asked += line + '\n';
        }
        QVERIFY2(readme.readAll().contains("```text\n" + asked + "```"), asked.constData());

        const Outcome json = rekey({u"providers"_s, u"--matrix"_s, u"--json"_s});
        QHash<QString, QJsonObject> rows;
        for (const QJsonValue &row : QJsonDocument::fromJson(json.out).array())
            rows.insert(row["id"_L1].toString(), row.toObject());
        QVERIFY(rows.size() > 100);
        QCOMPARE(rows["github"_L1]["delete"_L1].toString(), u"anyone"_s);
        QVERIFY(rows["github"_L1]["create"_L1].isNull());
        QCOMPARE(rows["gitlab"_L1]["self-rotate"_L1].toString(), u"yes"_s);
        QCOMPARE(rows["aws"_L1]["disable"_L1].toString(), u"admin"_s);
        QVERIFY(rows["stripe"_L1]["verify"_L1].isString());
        QVERIFY(rows["postgresql"_L1]["verify"_L1].isString());
        QVERIFY(rows["jdbc"_L1]["verify"_L1].isNull());
        QCOMPARE(rekey({u"providers"_s}).exit, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliVerify)
#include "tst_cliverify.moc"

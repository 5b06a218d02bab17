// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeproviders.h"
#include "tests/support/processeye.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace Qt::StringLiterals;
using rekey::test::contentOf;
using rekey::test::FakeProvider;
using rekey::test::fakeProviders;
using rekey::test::LoopbackServer;
using rekey::test::seenOfProcess;

/// A thousand tokens of twelve providers, a host each, of which ten have a yes: where the program
/// goes is written down by what is preloaded into it.
class TestVerifyMany : public QObject
{
    Q_OBJECT

    static constexpr std::uint32_t kTokensEach = 84;
    static constexpr std::array kRules{
        "github-pat-classic", "gitlab-access-token", "npm-access-token",   "slack-bot-token",
        "stripe-test-key",    "sendgrid-api-key",    "openai-project-key", "anthropic-api-key",
        "hugging-face-token", "telegram-bot-token",  "digitalocean-pat",   "cloudflare-user-token"};
    static constexpr std::size_t kWithoutYes = 2;

    struct Host
    {
        std::vector<FakeProvider> tokens; ///< every second is live
        std::unique_ptr<LoopbackServer> server;
        QString address;
    };

    QTemporaryDir m_home;
    QTemporaryDir m_source;
    std::array<Host, kRules.size()> m_hosts;
    QByteArray m_seenOfProcess; ///< argv, environment and children while it asks
    qint64 m_pid = 0;

    void look() { m_seenOfProcess += seenOfProcess(m_pid); }

    LoopbackServer::Reply answer(const Host &host, const LoopbackServer::Seen &seen)
    {
        look();
        for (std::size_t i = 0; i < host.tokens.size(); ++i) {
            if (i % 2 == 0 && host.tokens[i].isRight(seen))
                return host.tokens[i].live;
        }
        return host.tokens[0].refused;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray text;
        for (std::uint32_t seed = 1000; seed < 1000 + kTokensEach; ++seed) {
            for (FakeProvider &fake : fakeProviders(seed)) {
                const auto rule = std::ranges::find(kRules, fake.rule);
                if (rule == kRules.end())
                    continue;
                text += "token = \"" + QByteArray::fromStdString(fake.parts[0].second) + "\"\n";
                m_hosts[std::size_t(rule - kRules.begin())].tokens.push_back(std::move(fake));
            }
        }
        QFile file(m_source.filePath(u"all.toml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        for (Host &host : m_hosts) {
            QCOMPARE(host.tokens.size(), kTokensEach);
            host.server = std::make_unique<LoopbackServer>(
                [this, &host](const LoopbackServer::Seen &seen) { return answer(host, seen); });
            host.address = u"127.0.0.1:%1"_s.arg(host.server->port());
        }
    }

    void goesOnlyWhereItMayAndShowsNoValue()
    {
        QStringList arguments{u"verify"_s, m_source.path(),      u"--json"_s,         u"--proxy"_s,
                              u"none"_s,   u"--allow-private"_s, u"tests=127.0.0.1"_s};
        for (std::size_t i = 0; i < m_hosts.size(); ++i) {
            arguments += {u"--base-url"_s,
                          QString::fromStdString(m_hosts[i].tokens[0].provider) + u"=http://"_s
                              + m_hosts[i].address};
            if (i >= kWithoutYes)
                arguments += {u"--yes-host"_s, m_hosts[i].address};
        }
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const auto &[name, value] :
             {std::pair{u"HOME"_s, m_home.path()}, std::pair{u"TMPDIR"_s, m_home.path()},
              std::pair{u"QT_LOGGING_RULES"_s, u"rekey*=true;qt.network*=true"_s},
              std::pair{u"QT_LOGGING_TO_CONSOLE"_s, u"1"_s},
              std::pair{u"LD_PRELOAD"_s, QStringLiteral(REKEY_NETLOG_LIBRARY)},
              std::pair{u"REKEY_NETLOG"_s, m_home.filePath(u"net.log"_s)},
              std::pair{u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0:detect_leaks=0"_s}})
            environment.insert(name, value);
        for (const auto &name : {u"XDG_CACHE_HOME"_s, u"XDG_DATA_HOME"_s, u"REKEY_STORE"_s})
            environment.remove(name);
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(QStringLiteral(REKEY_CLI), arguments);
        QVERIFY(process.waitForStarted());
        m_pid = process.processId();
        QVERIFY(QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; },
                                200'000));
        const QByteArray out = process.readAllStandardOutput();
        const QByteArray err = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 4, err.constData());

        // What the providers said is what is told.
        std::map<QString, std::map<QString, int>> verdicts;
        for (const QJsonValue &entry : QJsonDocument::fromJson(out).array())
            ++verdicts[entry["rule"_L1].toString()][entry["verdict"_L1].toString()];
        for (std::size_t i = 0; i < kRules.size(); ++i) {
            const auto &of = verdicts[QString::fromLatin1(kRules[i])];
            if (i < kWithoutYes) {
                QCOMPARE(of.at(u"not-checked"_s), int(kTokensEach));
                continue;
            }
            QStringList told;
            for (const auto &[verdict, count] : of)
                told.append(verdict + u' ' + QString::number(count));
            const QString wanted = u"dead %1, live %1"_s.arg(kTokensEach / 2);
            QVERIFY2(
                told.join(u", "_s) == wanted,
                (kRules[i] + (u": "_s + told.join(u", "_s)).toUtf8() + "\n" + err).constData());
        }

        // Where it went.
        std::map<QByteArray, int> went;
        for (const QByteArray &line :
             contentOf(m_home.filePath(u"net.log"_s)).trimmed().split('\n'))
            ++went[line];
        QCOMPARE(went.size(), m_hosts.size() - kWithoutYes);
        int connections = 0;
        for (std::size_t i = kWithoutYes; i < m_hosts.size(); ++i) {
            const int count
                = went["connect 127.0.0.1 " + QByteArray::number(m_hosts[i].server->port())];
            QVERIFY(count > 0 && count >= m_hosts[i].server->connections());
            connections += m_hosts[i].server->connections();
        }
        for (std::size_t i = 0; i < kWithoutYes; ++i)
            QCOMPARE(m_hosts[i].server->connections(), 0);

        // What else it left.
        QVERIFY(m_seenOfProcess.contains("verify"));
        QByteArray written = out + err + m_seenOfProcess;
        int files = 0;
        QDirIterator all(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            written += contentOf(all.next());
            ++files;
        }
        QVERIFY(files > 0);
        const QByteArray lower = written.toLower();
        int searched = 0;
        for (const Host &host : m_hosts) {
            for (const FakeProvider &fake : host.tokens) {
                const QByteArray value = QByteArray::fromStdString(fake.parts[0].second);
                for (const QByteArray &shape :
                     {value, value.toPercentEncoding(), value.mid(12, 14), value.toBase64(),
                      ("." + value).toBase64().mid(4, 16), (".." + value).toBase64().mid(4, 16)})
                    QVERIFY2(!written.contains(shape), fake.rule.c_str());
                QVERIFY2(!lower.contains(value.toHex()), fake.rule.c_str());
                ++searched;
            }
        }
        qInfo("%d tokens, %d connections to %d hosts with a yes, none to the other %d", searched,
              connections, int(m_hosts.size() - kWithoutYes), int(kWithoutYes));
    }
};

QTEST_GUILESS_MAIN(TestVerifyMany)
#include "tst_verifymany.moc"

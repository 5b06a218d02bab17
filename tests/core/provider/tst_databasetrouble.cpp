// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/database.h"
#include "tests/support/databaselogin.h"
#include "tests/support/fakeredis.h"
#include "tests/support/freeport.h"
#include "tests/support/madeup.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <mutex>

using namespace rekey;
using namespace rekey::provider;
using namespace Qt::StringLiterals;
using test::here;
using test::in;
using test::loopback;
using test::MadeUp;
using test::secretOf;

/// What is no clear answer, or none at all: servers that are made up here, or missing.
class TestDatabaseTrouble : public QObject
{
    Q_OBJECT

    MadeUp m_made{23};
    QString m_old = QString::fromStdString(m_made.alphanumeric(20)) + u"'\\\"x"_s;
    QString m_new = QString::fromStdString(m_made.alphanumeric(24));

private Q_SLOTS:
    void whateverElseComesIsUnclear()
    {
        for (const DatabaseKind kind : {DatabaseKind::PostgreSql, DatabaseKind::MySql,
                                        DatabaseKind::Redis, DatabaseKind::RabbitMq}) {
            DatabaseTarget nowhere = here(kind, test::freePort());
            const DatabaseLogin refused = in(nowhere, m_old);
            QCOMPARE(refused.answer.says, Says::Unknown);
            QVERIFY(!refused.answer.reason.empty());

            QTcpServer silent;
            QVERIFY(silent.listen(QHostAddress::LocalHost));
            nowhere.port = silent.serverPort();
            QElapsedTimer clock;
            clock.start();
            const auto late = logIn(nowhere, secretOf(m_old), loopback(300), {});
            QVERIFY(late && late->answer.says == Says::Unknown);
            QVERIFY(clock.elapsed() < 5000);
            std::stop_source stop;
            stop.request_stop();
            QCOMPARE(logIn(nowhere, secretOf(m_old), loopback(), stop.get_token()).error().kind,
                     ErrorKind::Cancelled);
        }
    }

    void nothingIsDialledWithoutARuleForThatHost()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        for (const DatabaseKind kind : {DatabaseKind::PostgreSql, DatabaseKind::MySql,
                                        DatabaseKind::Redis, DatabaseKind::RabbitMq}) {
            DatabaseSettings settings = loopback();
            settings.allowed = {{"other", "db.example"}};
            const auto refused
                = logIn(here(kind, server.serverPort()), secretOf(m_old), settings, {});
            QVERIFY(!refused && refused.error().kind == ErrorKind::Denied);
        }
        QVERIFY(!server.waitForNewConnection(50));
    }

    /// A connection that takes longer than one look at the stop token is no failure.
    void aSlowConnectionIsWaitedFor()
    {
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        QCOMPARE(::bind(listener, generic, size), 0);
        QCOMPARE(::listen(listener, 0), 0);
        QCOMPARE(::getsockname(listener, generic, &size), 0);
        // Its queue is full: the system drops who comes next, and that one knocks again.
        const int first = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QCOMPARE(::connect(first, generic, size), 0);
        const DatabaseTarget slow = here(DatabaseKind::Redis, ntohs(address.sin_port));
        auto login = std::async(std::launch::async,
                                [&] { return logIn(slow, secretOf(m_old), loopback(), {}); });
        QCOMPARE(login.wait_for(std::chrono::milliseconds(300)), std::future_status::timeout);
        const int one = ::accept(listener, nullptr, nullptr);
        const int two = ::accept(listener, nullptr, nullptr);
        const std::string_view refusal = "-WRONGPASS no\r\n";
        QCOMPARE(::send(two, refusal.data(), refusal.size(), MSG_NOSIGNAL),
                 static_cast<ssize_t>(refusal.size()));
        const auto answer = login.get();
        for (const int open : {one, two, first, listener})
            ::close(open);
        QVERIFY2(answer && answer->answer.says == Says::Dead,
                 answer ? answer->answer.reason.c_str() : answer.error().text().c_str());
    }

    /// However busy it looks.
    void aServerThatDripsIsLate()
    {
        const test::FakeRedis redis([](const QByteArrayList &) { return "+"; });
        const DatabaseTarget redisHere = here(DatabaseKind::Redis, redis.port());
        QElapsedTimer clock;
        clock.start();
        const auto late = logIn(redisHere, secretOf(m_old), loopback(300), {});
        QVERIFY(late && late->answer.says == Says::Unknown);
        QVERIFY2(late->answer.reason.contains("in time"), late->answer.reason.c_str());
        QVERIFY(clock.elapsed() < 3000);
    }

    void anAnswerThatIsNoneOfRedisIsUnclear_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("the greatest size") << QByteArray("$9223372036854775807\r\nx\r\n");
        QTest::newRow("a size beyond numbers") << QByteArray("$99999999999999999999\r\n");
        QTest::newRow("a size beyond reason") << QByteArray("$1048577\r\n");
        QTest::newRow("a negative size") << QByteArray("$-2\r\n");
        QTest::newRow("a size with a tail") << QByteArray("$3x\r\nabc\r\n");
        QTest::newRow("a text that goes on") << QByteArray("$2\r\nOKxx\r\n");
        QTest::newRow("an endless list") << QByteArray("*99999999999\r\n");
        QTest::newRow("another protocol") << QByteArray("HTTP/1.1 400 Bad Request\r\n");
    }

    void anAnswerThatIsNoneOfRedisIsUnclear()
    {
        QFETCH(QByteArray, bytes);
        const test::FakeRedis redis([bytes](const QByteArrayList &) { return bytes; });
        const DatabaseTarget redisHere = here(DatabaseKind::Redis, redis.port());
        const auto answer = logIn(redisHere, secretOf(m_old), loopback(), {});
        QVERIFY(answer && answer->answer.says == Says::Unknown);
        QVERIFY2(answer->answer.reason.contains("none of Redis"), answer->answer.reason.c_str());
    }

    void redisThatCannotKeepIsNotChanged_data()
    {
        QTest::addColumn<bool>("hasAclFile");
        QTest::newRow("no file at all") << false;
        QTest::newRow("an ACL file") << true;
    }

    void redisThatCannotKeepIsNotChanged()
    {
        QFETCH(bool, hasAclFile);
        std::mutex mutex;
        QByteArrayList seen;
        const test::FakeRedis redis([&](const QByteArrayList &words) -> QByteArray {
            const std::scoped_lock lock(mutex);
            const QByteArray command = words.mid(0, 2).join(' ');
            if (command == "ACL WHOAMI")
                return "$7\r\ndefault\r\n";
            if (command == "ACL SAVE" && !hasAclFile)
                return "-ERR This Redis instance is not configured to use an ACL file.\r\n";
            if (command == "CONFIG REWRITE")
                return "-ERR The server is running without a config file\r\n";
            if (words.front() != "AUTH")
                seen.append(command);
            return "+OK\r\n";
        });
        const auto login = logIn(here(DatabaseKind::Redis, redis.port(), "default"),
                                 secretOf(m_old), loopback(), {});
        QVERIFY(login && login->session);
        const auto added = login->session->addKey("app", {}, secretOf(m_new));
        const std::scoped_lock lock(mutex);
        QCOMPARE(added.has_value(), hasAclFile);
        QCOMPARE(seen,
                 hasAclFile ? QByteArrayList({"ACL SAVE", "ACL SETUSER", "ACL SAVE"})
                            : QByteArrayList());
        if (!hasAclFile) {
            QCOMPARE(added.error().kind, ErrorKind::Unsupported);
            QVERIFY(added.error().detail.contains("CONFIG REWRITE"));
        }
    }
};

QTEST_GUILESS_MAIN(TestDatabaseTrouble)
#include "tst_databasetrouble.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/loopbackreturn.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <tuple>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::seal;

/// The port that browsers come back to: what it takes, what it refuses, and when it is closed.
class TestLoopbackReturn : public QObject
{
    Q_OBJECT

    static QByteArray ask(std::uint16_t port, const QByteArray &request, int waitMs = 5000)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        QByteArray answer;
        bool isSent = false;
        const auto isOver = [&] {
            if (!isSent && socket.state() == QAbstractSocket::ConnectedState) {
                socket.write(request);
                isSent = true;
            }
            answer += socket.readAll();
            return isSent && socket.state() == QAbstractSocket::UnconnectedState;
        };
        std::ignore = QTest::qWaitFor(isOver, waitMs);
        return answer;
    }

    static QByteArray get(std::uint16_t port, const QByteArray &target)
    {
        return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
            + "\r\nAccept: */*\r\n\r\n";
    }

    static bool isRefused(std::uint16_t port)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        return !socket.waitForConnected(2000)
            && socket.error() == QAbstractSocket::ConnectionRefusedError;
    }

private Q_SLOTS:
    void requestsOfStrangersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const QByteArray &head, ErrorKind kind) {
            QTest::newRow(name) << head << int(kind);
        };
        const QByteArray host = "\r\nHost: 127.0.0.1:7\r\n\r\n";
        row("POST", "POST /callback?code=1 HTTP/1.1" + host, ErrorKind::Invalid);
        row("another path", "GET /callback/x?code=1 HTTP/1.1" + host, ErrorKind::NotFound);
        row("a longer path", "GET /callbackx?code=1 HTTP/1.1" + host, ErrorKind::NotFound);
        row("absolute form", "GET http://127.0.0.1:7/callback HTTP/1.1" + host,
            ErrorKind::NotFound);
        row("HTTP/2", "GET /callback HTTP/2" + host, ErrorKind::Invalid);
        row("no version", "GET /callback" + host, ErrorKind::Invalid);
        row("nothing", "\r\n\r\n", ErrorKind::Invalid);
        row("another host", "GET /callback HTTP/1.1\r\nHost: evil.example:7\r\n\r\n",
            ErrorKind::Denied);
        row("another port", "GET /callback HTTP/1.1\r\nHost: 127.0.0.1:8\r\n\r\n",
            ErrorKind::Denied);
        row("no host", "GET /callback HTTP/1.1\r\nAccept: x\r\n\r\n", ErrorKind::Denied);
        row("two hosts", "GET /callback HTTP/1.1\r\nHost: 127.0.0.1:7\r\nhost: 127.0.0.1:7\r\n\r\n",
            ErrorKind::Denied);
        row("state twice", "GET /callback?state=a&state=b HTTP/1.1" + host, ErrorKind::Malformed);
        row("broken escape", "GET /callback?state=%4 HTTP/1.1" + host, ErrorKind::Malformed);
        row("no hex", "GET /callback?state=%zz HTTP/1.1" + host, ErrorKind::Malformed);
        row("a long name", "GET /callback?" + QByteArray(65, 'n') + "=1 HTTP/1.1" + host,
            ErrorKind::Malformed);
        QByteArray many;
        for (int i = 0; i < 40; ++i)
            many += "a" + QByteArray::number(i) + "=1&";
        row("many", "GET /callback?" + many + " HTTP/1.1" + host, ErrorKind::TooBig);
        row("long", "GET /callback?a=" + QByteArray(40'000, 'x') + " HTTP/1.1" + host,
            ErrorKind::TooBig);
    }

    void requestsOfStrangersAreRefused()
    {
        QFETCH(QByteArray, head);
        QFETCH(int, kind);
        const auto parsed = parseRedirect(std::string_view(head), 7, "/callback");
        QVERIFY(!parsed);
        QCOMPARE(int(parsed.error().kind), kind);
    }

    void parametersAreDecoded()
    {
        const auto parsed = parseRedirect(
            "GET /callback?sealed=a%2Bb%2f%3D&state=x+y&empty=&flag HTTP/1.1\r\nhOST: "
            "localhost:7\r\n\r\n",
            7, "/callback");
        QVERIFY(parsed);
        QCOMPARE(parameterOf(*parsed, "sealed"), std::string_view("a+b/="));
        QCOMPARE(parameterOf(*parsed, "state"), std::string_view("x y"));
        QVERIFY(parsed->contains("empty") && parsed->contains("flag"));
        QCOMPARE(parameterOf(*parsed, "none"), std::string_view());
    }

    void takesTheAnswerAndCloses()
    {
        LoopbackReturn port;
        int calls = 0;
        std::string seen;
        const auto number = port.listen(
            0, "/callback",
            [&](const Result<RedirectQuery> &query) {
                ++calls;
                seen = query ? std::string(parameterOf(*query, "state")) : query.error().detail;
                return query && seen == "right";
            },
            [] {});
        QVERIFY(number && *number != 0 && port.isListening());
        QVERIFY(ask(*number, get(*number, "/favicon.ico")).startsWith("HTTP/1.1 404"));
        QCOMPARE(calls, 0);
        const QByteArray wrong = ask(*number, get(*number, "/callback?state=wrong"));
        QVERIFY(wrong.startsWith("HTTP/1.1 400") && wrong.contains("Nothing was stored"));
        QVERIFY(port.isListening());
        QVERIFY(ask(*number, get(*number, "/callback?state=%4")).startsWith("HTTP/1.1 400"));
        QVERIFY(seen.contains("cannot be read"));
        const QByteArray right = ask(*number, get(*number, "/callback?state=right"));
        QVERIFY(right.startsWith("HTTP/1.1 200"));
        QVERIFY(right.contains("no-referrer") && right.contains("no-store"));
        QVERIFY(!right.contains("<script") && !right.contains("right\""));
        QCOMPARE(calls, 3);
        QVERIFY(!port.isListening());
        QVERIFY(isRefused(*number));
    }

    void aRequestThatComesInPiecesIsRead()
    {
        LoopbackReturn port;
        std::string seen;
        const auto number = port.listen(
            0, "/callback",
            [&](const Result<RedirectQuery> &query) {
                seen = parameterOf(*query, "state");
                return true;
            },
            [] {});
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, *number);
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        for (const char c : get(*number, "/callback?state=s"))
            socket.write(&c, 1), socket.flush();
        QTRY_COMPARE(seen, std::string("s"));
    }

    void bytesWithoutAnEndAreCutOff()
    {
        LoopbackReturn port;
        const auto number = port.listen(0, "/callback", [](const auto &) { return true; }, [] {});
        const QByteArray answer = ask(*number, "GET /callback?a=" + QByteArray(40'000, 'x'));
        QVERIFY2(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer.constData());
        QVERIFY(port.isListening());
    }

    void closingRefusesWhoComesThen()
    {
        LoopbackReturn port;
        const auto number = port.listen(0, "/callback", [](const auto &) { return true; }, [] {});
        port.close();
        QVERIFY(!port.isListening() && port.port() == 0);
        QVERIFY(isRefused(*number));
        std::uint16_t again = 0;
        {
            LoopbackReturn scoped;
            again = *scoped.listen(0, "/callback", [](const auto &) { return true; }, [] {});
        }
        QVERIFY(isRefused(again));
    }

    void endsWhenNobodyComes()
    {
        LoopbackReturn port;
        bool isOver = false;
        const auto number = port.listen(
            0, "/callback", [](const auto &) { return true; }, [&] { isOver = true; }, 20);
        QTRY_VERIFY(isOver);
        QVERIFY(isRefused(*number));
        QCOMPARE(LoopbackReturn::kWaitMs, 600'000);
    }

    void aPortInUseIsNamed()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        LoopbackReturn port;
        const auto number = port.listen(
            other.serverPort(), "/callback", [](const auto &) { return true; }, [] {});
        QVERIFY(!number);
        QVERIFY(number.error().detail.contains(std::to_string(other.serverPort())));
        QVERIFY(freeLoopbackPort());
        QCOMPARE(returnUrl("localhost", 7), std::string("http://localhost:7/callback"));
    }
};

QTEST_GUILESS_MAIN(TestLoopbackReturn)
#include "tst_loopbackreturn.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/httpmessage.h"
#include "core/provider/networktransport.h"
#include "tests/support/loopbackserver.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace rekey;
using namespace rekey::provider;
using rekey::test::LoopbackServer;
using secret::SecretBytes;

namespace {

Request get(const std::string &base, std::string_view path = "/")
{
    Request request;
    request.endpoint = *Endpoint::parse(base);
    request.method = "GET";
    request.target = SecretBytes::copyOf(path);
    return request;
}

NetworkSettings lab(std::string host = "127.0.0.1")
{
    NetworkSettings settings;
    settings.proxy = NetworkSettings::ProxyKind::None;
    settings.allowed = {{"lab", std::move(host)}};
    settings.timeoutMs = 5000;
    return settings;
}

/// A certificate for `name`, signed by itself, made now: no private key stands in the sources.
struct MadeUpCertificate
{
    QTemporaryDir folder;
    QSslConfiguration tls;
    std::string file;

    explicit MadeUpCertificate(const QString &name)
    {
        const QString key = folder.filePath(QStringLiteral("key.pem"));
        const QString certificate = folder.filePath(QStringLiteral("cert.pem"));
        QProcess::execute(QStringLiteral("openssl"),
                          {QStringLiteral("req"), QStringLiteral("-x509"),
                           QStringLiteral("-newkey"), QStringLiteral("ec"),
                           QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"),
                           QStringLiteral("-nodes"), QStringLiteral("-keyout"), key,
                           QStringLiteral("-out"), certificate, QStringLiteral("-subj"),
                           QStringLiteral("/CN=rekey test"), QStringLiteral("-addext"),
                           QStringLiteral("subjectAltName=DNS:") + name});
        QFile keyFile(key);
        if (keyFile.open(QIODevice::ReadOnly))
            tls.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
        const QList<QSslCertificate> chain = QSslCertificate::fromPath(certificate);
        if (!chain.isEmpty())
            tls.setLocalCertificate(chain.first());
        file = certificate.toStdString();
    }
};

} // namespace

class TestTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsRequestsAndAnswers()
    {
        LoopbackServer server([](const LoopbackServer::Seen &) {
            return LoopbackServer::Reply{
                201, R"({"ok":true})", "application/json", {{"X-Scopes", "a, b"}}};
        });
        NetworkTransport transport(lab());
        Request request = get(server.url() + "/api", {});
        request.method = "POST";
        request.target = SecretBytes::copyOf("/api/me?x=%20y");
        request.headers.emplace_back("Authorization", SecretBytes::copyOf("Bearer made-up"));
        request.headers.emplace_back("Content-Type", SecretBytes::copyOf("text/plain"));
        request.body = SecretBytes::copyOf("hello");
        const Result<Answer> answer = transport.send(request, {});
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().text().c_str());
        QCOMPARE(answer->status, 201);
        QCOMPARE(answer->body.view(), std::string_view(R"({"ok":true})"));
        QCOMPARE(answer->header("x-scopes"), std::string_view("a, b"));
        QCOMPARE(answer->address, std::string("127.0.0.1"));
        QCOMPARE(server.seen().size(), 1U);
        const LoopbackServer::Seen &seen = server.seen().front();
        QCOMPARE(seen.method, std::string("POST"));
        QCOMPARE(seen.target, std::string("/api/me?x=%20y"));
        QCOMPARE(seen.body, std::string("hello"));
        QCOMPARE(seen.header("authorization"), std::string("Bearer made-up"));
        QCOMPARE(seen.header("host"), "127.0.0.1:" + std::to_string(server.port()));
        QVERIFY(seen.header("user-agent").starts_with("Rekey/"));
        QVERIFY(seen.header("cookie").empty());
    }

    void keepsTheBodyOfARefusal_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {400, 401, 403, 404, 407, 429, 500, 503})
            QTest::addRow("%d", status) << status;
    }

    void keepsTheBodyOfARefusal()
    {
        QFETCH(int, status);
        LoopbackServer server([status](const LoopbackServer::Seen &) {
            return LoopbackServer::Reply{status,
                                         R"({"message":"no"})",
                                         "application/json",
                                         {{"WWW-Authenticate", "Basic realm=\"x\""}}};
        });
        NetworkTransport transport(lab());
        const Result<Answer> answer = transport.send(get(server.url()), {});
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().text().c_str());
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->body.view(), std::string_view(R"({"message":"no"})"));
        QCOMPARE(server.seen().size(), 1U);
    }

    void followsNoRedirect()
    {
        LoopbackServer other([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; });
        LoopbackServer server([&other](const LoopbackServer::Seen &) {
            return LoopbackServer::Reply{302, {}, "text/plain", {{"Location", other.url() + "/"}}};
        });
        NetworkTransport transport(lab());
        const Result<Answer> answer = transport.send(get(server.url()), {});
        QVERIFY(answer.has_value());
        QCOMPARE(answer->status, 302);
        QCOMPARE(other.connections(), 0);
    }

    void dialsNothingPrivateWithoutARule_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("address") << "127.0.0.1";
        QTest::newRow("name that points there") << "localhost";
        QTest::newRow("other writing") << "0x7f.1";
    }

    void dialsNothingPrivateWithoutARule()
    {
        QFETCH(QString, host);
        LoopbackServer server([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; });
        NetworkTransport transport(lab("another.example"));
        const Result<Answer> answer = transport.send(
            get("http://" + host.toStdString() + ":" + std::to_string(server.port())), {});
        QVERIFY(!answer.has_value());
        QVERIFY(answer.error().kind == ErrorKind::Denied || answer.error().kind == ErrorKind::Io);
        QCOMPARE(server.connections(), 0);
    }

    void aRuleAllowsOneNameOnly()
    {
        LoopbackServer server([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; });
        NetworkTransport transport(lab("localhost"));
        const std::string port = std::to_string(server.port());
        QVERIFY(transport.send(get("http://localhost:" + port), {}).has_value());
        QVERIFY(!transport.send(get("http://127.0.0.1:" + port), {}).has_value());
        QCOMPARE(server.seen().size(), 1U);
        QCOMPARE(server.seen().front().header("host"), "localhost:" + port);
    }

    void plainHttpStaysOnThisMachine()
    {
        NetworkTransport transport(lab("192.0.2.1"));
        const Result<Answer> answer = transport.send(get("http://192.0.2.1"), {});
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().kind, ErrorKind::Denied);
    }

    void givesUpInTime()
    {
        LoopbackServer server([](const LoopbackServer::Seen &) {
            LoopbackServer::Reply reply;
            reply.isSilent = true;
            return reply;
        });
        NetworkSettings settings = lab();
        settings.timeoutMs = 200;
        NetworkTransport transport(settings);
        const Result<Answer> answer = transport.send(get(server.url()), {});
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().kind, ErrorKind::Io);
        QVERIFY(answer.error().detail.contains("in time"));
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        LoopbackServer server([&stop](const LoopbackServer::Seen &) {
            stop.request_stop();
            LoopbackServer::Reply reply;
            reply.isSilent = true;
            return reply;
        });
        NetworkTransport transport(lab());
        QElapsedTimer clock;
        clock.start();
        const Result<Answer> answer = transport.send(get(server.url()), stop.get_token());
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().kind, ErrorKind::Cancelled);
        QVERIFY(clock.elapsed() < 3000);
        QVERIFY(!transport.send(get(server.url()), stop.get_token()).has_value());
        QCOMPARE(server.connections(), 1);
    }

    void takesNoEndlessAndNoCutAnswer()
    {
        LoopbackServer server([](const LoopbackServer::Seen &seen) {
            LoopbackServer::Reply reply;
            reply.body = std::string(seen.target == "/cut" ? 20 : 5000, 'x');
            reply.isCut = seen.target == "/cut";
            return reply;
        });
        NetworkSettings settings = lab();
        settings.maxBodyBytes = 1000;
        NetworkTransport transport(settings);
        const Result<Answer> endless = transport.send(get(server.url()), {});
        QVERIFY(!endless.has_value());
        QCOMPARE(endless.error().kind, ErrorKind::TooBig);
        const Result<Answer> cut = transport.send(get(server.url(), "/cut"), {});
        QVERIFY(!cut.has_value());
        QCOMPARE(cut.error().kind, ErrorKind::Io);
    }

    void sendsNothingTwice()
    {
        int requests = 0;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [&requests, socket] {
                socket->readAll();
                ++requests;
                socket->disconnectFromHost(); // after it arrived, before any answer
            });
        });
        Request request = get("http://127.0.0.1:" + std::to_string(server.serverPort()));
        request.method = "POST";
        request.body = SecretBytes::copyOf("create");
        NetworkTransport transport(lab());
        const Result<Answer> answer = transport.send(request, {});
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().kind, ErrorKind::Io);
        QCOMPARE(requests, 1);
    }

    void readsAnswersAsTheProtocolCutsThem()
    {
        QVERIFY(!*parseResponse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", false));
        QVERIFY(!parseResponse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", true));
        const auto chunked
            = parseResponse("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: "
                            "chunked\r\n\r\n2\r\nab\r\n1;x\r\nc\r\n0\r\n\r\n",
                            false);
        QVERIFY(chunked && *chunked);
        QCOMPARE((*chunked)->body.view(), std::string_view("abc"));
        const auto open = parseResponse("HTTP/1.1 401 No\r\nX-A: 1\r\n\r\nrest", true);
        QVERIFY(open && *open);
        QCOMPARE((*open)->body.view(), std::string_view("rest"));
        QCOMPARE((*open)->header("x-a"), std::string_view("1"));
        QVERIFY(!parseResponse("SSH-2.0-OpenSSH\r\n\r\n", false));
        QVERIFY(!parseResponse(std::string(100'000, 'a'), false));
    }

    void trustsACertificateOnlyFromItsAuthorityAndForItsName()
    {
        const MadeUpCertificate certificate(QStringLiteral("localhost"));
        QVERIFY(!certificate.tls.privateKey().isNull());
        LoopbackServer server([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; },
                              certificate.tls);
        const std::string port = std::to_string(server.port());

        NetworkSettings settings = lab("localhost");
        NetworkTransport stranger(settings);
        const Result<Answer> unknown = stranger.send(get("https://localhost:" + port), {});
        QVERIFY(!unknown.has_value());
        QCOMPARE(unknown.error().kind, ErrorKind::Denied);
        QCOMPARE(server.seen().size(), 0U);

        settings.authorities = *readAuthorities(certificate.file);
        NetworkTransport friendly(settings);
        const Result<Answer> known = friendly.send(get("https://localhost:" + port), {});
        QVERIFY2(known.has_value(), known ? "" : known.error().text().c_str());
        QCOMPARE(server.seen().size(), 1U);

        settings.allowed = {{"lab", "127.0.0.1"}};
        NetworkTransport wrongName(settings);
        const Result<Answer> other = wrongName.send(get("https://127.0.0.1:" + port), {});
        QVERIFY(!other.has_value());
        QCOMPARE(other.error().kind, ErrorKind::Denied);
        QCOMPARE(server.seen().size(), 1U);
    }

    void refusesOldTls()
    {
        MadeUpCertificate certificate(QStringLiteral("localhost"));
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        certificate.tls.setProtocol(QSsl::TlsV1_1);
        QT_WARNING_POP
        LoopbackServer server([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; },
                              certificate.tls);
        NetworkSettings settings = lab("localhost");
        settings.authorities = *readAuthorities(certificate.file);
        NetworkTransport transport(settings);
        const Result<Answer> answer
            = transport.send(get("https://localhost:" + std::to_string(server.port())), {});
        QVERIFY(!answer.has_value());
        QCOMPARE(server.seen().size(), 0U);
    }

    void goesThroughTheProxyItIsGiven()
    {
        LoopbackServer proxy([](const LoopbackServer::Seen &) {
            LoopbackServer::Reply reply;
            reply.status = 502;
            return reply;
        });
        LoopbackServer server([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; });
        NetworkSettings settings = lab("localhost");
        settings.proxy = NetworkSettings::ProxyKind::Http;
        settings.proxyHost = "127.0.0.1";
        settings.proxyPort = proxy.port();
        NetworkTransport transport(settings);
        const Result<Answer> answer
            = transport.send(get("https://localhost:" + std::to_string(server.port())), {});
        QVERIFY(!answer.has_value());
        QCOMPARE(server.connections(), 0);
        QCOMPARE(proxy.seen().size(), 1U);
        QCOMPARE(proxy.seen().front().method, std::string("CONNECT"));
        // The address that was checked, not a name that could point elsewhere a moment later.
        QVERIFY(proxy.seen().front().target.starts_with("127.0.0.1:")
                || proxy.seen().front().target.starts_with("[::1]:"));
    }
};

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/seal/broker/serverrig.h"

using namespace rekey;
using namespace rekey::broker;
using namespace rekey::test;

/// What passes through the proxy, and what it refuses.
class TestBrokerServer : public ServerRig
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void putsTheCredentialIntoARequest();
    void keepsConnectionsOnBothSides();
    void answersRequestsThatWereSentAtOnce();
    void speaksTheProtocolsErrors();
    void refusesConnect();
    void refusesTrace();
    void blanksWhatTheUpstreamRepeats();
    void blanksWhatATokenEndpointRepeats_data();
    void blanksWhatATokenEndpointRepeats();
    void letsAnEarlyAnswerArriveWhole();
    void passesOnNoCutAnswerAsWhole();
    void refusesWhatIsNoHttp_data();
    void refusesWhatIsNoHttp();
    void dialsNoPrivateAddressUnasked();
    void trustsNoUnknownCertificate();
    void trustsNoCertificateForAnotherName();
    void streamsBodies();
    void putsCredentialsIntoStreamingBodies();
    void signsWholeBodies();
    void asksForABodyThatIsHeldBack();
    void passesOnAnswersOfEveryFraming();
    void sealsTokensInAnswers();
    void triesAgainWhenAKeptConnectionWasClosed();
    void givesUpOnAnUpstreamThatIsSilent();
    void finishesRequestsBeforeItStops();
};

void TestBrokerServer::putsTheCredentialIntoARequest()
{
    const QByteArray token = sealedInject(
        R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})");
    Client client(port());
    const Answer answer = client.ask(
        request(token, "Proxy-Authorization: Bearer trustno1\r\nX-Mine: 1\r\nTE: trailers\r\n"));
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.body, QByteArray("hello"));
    QCOMPARE(m_upstream->seen().size(), 1);
    const QByteArray seen = m_upstream->seen().first();
    QVERIFY(seen.startsWith("GET /x HTTP/1.1\r\nHost: " + m_upstream->host() + "\r\n"));
    QVERIFY(seen.contains("\r\nAuthorization: Bearer supersecret\r\n"));
    QVERIFY(seen.contains("\r\nX-Mine: 1\r\n"));
    for (const char *gone : {"Proxy-", "trustno1", "TE:", "Connection", "other"})
        QVERIFY2(!seen.contains(gone), gone);
}

void TestBrokerServer::keepsConnectionsOnBothSides()
{
    const QByteArray token = sealedInject();
    Client client(port());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.ask(request(token)).status(), 200);
    QCOMPARE(m_upstream->connections(), 1);
    Client old(port());
    QByteArray asked = request(token);
    asked.replace("HTTP/1.1", "HTTP/1.0");
    const Answer answer = old.ask(asked);
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.header("Connection"), QByteArray("close"));
    QVERIFY(old.isClosed());
}

void TestBrokerServer::answersRequestsThatWereSentAtOnce()
{
    const QByteArray token = sealedInject();
    m_upstream->setHandler([](const QByteArray &asked) {
        return TlsUpstream::answer(asked.mid(4, asked.indexOf(" HTTP") - 4));
    });
    Client client(port());
    client.write(request(token, {}, "/1") + request(token, {}, "/2") + request(token, {}, "/3"));
    for (const char *path : {"/1", "/2", "/3"})
        QCOMPARE(client.read().body, QByteArray(path));
}

void TestBrokerServer::speaksTheProtocolsErrors()
{
    const auto ask = [this](const QByteArray &text) { return Client(port()).ask(text); };
    const QByteArray bearer = sealedInject(
        R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})");
    const Answer unproven = ask(request(bearer));
    QCOMPARE(unproven.status(), 407);
    QCOMPARE(unproven.header("Content-Type"), QByteArray("text/plain; charset=utf-8"));
    QCOMPARE(unproven.header("Content-Length"), QByteArray("69"));
    QCOMPARE(unproven.header("Connection"), QByteArray("close"));
    QCOMPARE(unproven.header("Proxy-Authenticate"), QByteArray());
    QCOMPARE(unproven.body,
             QByteArray("unauthorized to use secret: not authorized: bad or missing proxy auth"));

    const QByteArray url = "GET http://" + m_upstream->host() + "/ HTTP/1.1\r\nHost: x\r\n";
    const Answer bare = ask(url + "\r\n");
    QCOMPARE(bare.status(), 400);
    QCOMPARE(bare.body, QByteArray("bad request"));
    QCOMPARE(ask(url + "Proxy-Tokenizer: ;{}\r\n\r\n").body,
             QByteArray("bad request: bad tokenizer header"));
    for (const QByteArray parameters : {"[]", "{\"a\":1}", "{} x", "x"})
        QCOMPARE(ask(request(sealedInject() + "; " + parameters)).status(), 400);
    const Answer coded = ask(request("a-b"));
    QCOMPARE(coded.status(), 502);
    QVERIFY(coded.body.startsWith("bad Proxy-Tokenizer encoding: "));
    QCOMPARE(ask(request("YWJj")).body, QByteArray("failed Proxy-Tokenizer decryption"));
    QCOMPARE(ask(request(sealedInject() + ", " + sealedInject())).status(), 502);
    const Answer origin = ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(origin.status(), 400);
    QCOMPARE(origin.body, QByteArray("I'm not that kind of server\n"));
    QCOMPARE(ask("POST x 2\r\n\r\n").status(), 400); // at once, not when it has been idle too long
    const QByteArray token = "Proxy-Tokenizer: " + sealedInject() + "\r\n\r\n";
    for (const QByteArray target : {"https://h/", "http://h:443/"}) {
        const Answer answer = ask("GET " + target + " HTTP/1.1\r\nHost: h\r\n" + token);
        QCOMPARE(answer.status(), 400);
        QCOMPARE(answer.body, QByteArray("bad request: proxied request must be HTTP"));
    }
    QCOMPARE(ask("GET ftp://h/ HTTP/1.1\r\nHost: h\r\n" + token).body,
             QByteArray("unsupported protocol scheme \"ftp\""));
    QVERIFY(m_upstream->seen().isEmpty());
    const QByteArray two = "Proxy-Tokenizer: " + sealedInject() + "; {\"dst\":\"X-Two\"}\r\n";
    QCOMPARE(ask(request(sealedInject(), two)).status(), 200);
    QVERIFY(m_upstream->seen().first().contains("\r\nAuthorization: Bearer supersecret\r\n"));
    QVERIFY(m_upstream->seen().first().contains("\r\nX-Two: Bearer supersecret\r\n"));
    QCOMPARE(ask(request(sealedInject(), "Proxy-Tokenizer: " + bearer + "\r\n")).status(), 407);
}

void TestBrokerServer::refusesConnect()
{
    Client client(port());
    const Answer answer
        = client.ask("CONNECT " + m_upstream->host()
                     + " HTTP/1.1\r\nHost: x\r\nProxy-Tokenizer: " + sealedInject() + "\r\n\r\n");
    QCOMPARE(answer.status(), 405);
    QVERIFY(client.isClosed());
    QCOMPARE(m_upstream->connections(), 0);
}

void TestBrokerServer::refusesTrace()
{
    const Answer answer = Client(port()).ask(request(sealedInject(), {}, "/", "TRACE"));
    QCOMPARE(answer.status(), 405);
    QCOMPARE(m_upstream->connections(), 0);
}

void TestBrokerServer::blanksWhatTheUpstreamRepeats()
{
    const QByteArray secret = "supersecret";
    m_upstream->setHandler([](const QByteArray &asked) {
        // The header as it came, and its value cut into two chunks.
        const qsizetype at = asked.indexOf("Authorization: ");
        const QByteArray line = asked.mid(at, asked.indexOf('\r', at) - at);
        const qsizetype cut = line.size() - 4;
        return "HTTP/1.1 400 No " + line.mid(22) + "\r\nX-Echo: " + line.mid(15)
            + "\r\nTransfer-Encoding: chunked\r\n\r\n" + QByteArray::number(cut, 16) + "\r\n"
            + line.left(cut) + "\r\n4\r\n" + line.mid(cut) + "\r\n0\r\n\r\n";
    });
    Client client(port());
    const Answer chunked = client.ask(request(sealedInject()));
    QCOMPARE(chunked.status(), 400);
    QCOMPARE(chunked.body, QByteArray("Authorization: Bearer ***********"));
    QVERIFY2(chunked.head.startsWith("HTTP/1.1 400 No ***********\r\n"), chunked.head.constData());
    QCOMPARE(chunked.header("X-Echo"), QByteArray("Bearer ***********"));
    m_upstream->setHandler([secret](const QByteArray &) {
        return TlsUpstream::answer("super" + secret + "-supersecre");
    });
    QCOMPARE(client.ask(request(sealedInject())).body, QByteArray("super***********-supersecre"));
    const auto all = records();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0]["echo"], true);
    QCOMPARE(all[0]["bytes_out"], 33);
}

void TestBrokerServer::blanksWhatATokenEndpointRepeats_data()
{
    QTest::addColumn<QByteArray>("processor");
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("begin");
    const QByteArray pem = QByteArray("-----BEGIN PRIV") + "ATE KEY-----\n"
        + "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f" + "\n-----END PRIV"
        + "ATE KEY-----\n";
    QTest::newRow("assertion") << QByteArray(
        R"("jwt_processor":{"email":"sa@example.com","private_key":")" + pem.toBase64() + R"("})")
                               << QByteArray("assertion=") << QByteArray("eyJ");
    // As the form has it, which is not as it was sealed.
    QTest::newRow("client secret")
        << QByteArray(R"("client_credentials_processor":{"client_id":"i",)"
                      R"("client_secret":"super/secret+sauce","token_url":"https://t/"})")
        << QByteArray("client_secret=") << QByteArray("super%2Fsecret%2Bsauce");
}

void TestBrokerServer::blanksWhatATokenEndpointRepeats()
{
    QFETCH(QByteArray, processor);
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, begin);
    const QByteArray token = QByteArray::fromStdString(
        sealedToFirstKey('{' + processor.toStdString() + ',' + kNone + '}'));
    QByteArray sent;
    const auto repeatWith = [&](const QByteArray &status, const QByteArray &more) {
        m_upstream->setHandler([&sent, member, status, more](const QByteArray &asked) {
            const qsizetype at = asked.indexOf(member) + member.size();
            sent = asked.mid(at, asked.indexOf('&', at) - at);
            return TlsUpstream::answer(R"({"error":")" + sent + '"' + more + '}', {},
                                       status + ' ' + sent);
        });
    };
    repeatWith("400", {});
    const Answer refused
        = Client(port()).ask(request(token, "Content-Length: 0\r\n", "/token", "POST"));
    QVERIFY2(sent.startsWith(begin), sent.constData());
    QCOMPARE(refused.status(), 400);
    const QByteArray blank(sent.size(), '*');
    QCOMPARE(refused.body, QByteArray(R"({"error":")" + blank + R"("})"));
    QVERIFY2(refused.head.startsWith("HTTP/1.1 400 " + blank + "\r\n"), refused.head.constData());
    // Also when it is sealed, and when it is withheld.
    repeatWith("200", R"(,"access_token":"AT-PLAINTEXT")");
    QCOMPARE(Client(port()).ask(request(token, "Content-Length: 0\r\n", "/token", "POST")).status(),
             200);
    repeatWith("202", R"(,"access_token":"AT-PLAINTEXT")");
    QCOMPARE(Client(port()).ask(request(token, "Content-Length: 0\r\n", "/token", "POST")).status(),
             502);
    const auto all = records();
    QCOMPARE(all.size(), 3);
    for (const nlohmann::json &record : all)
        QCOMPARE(record.value("echo", false), true);
}

void TestBrokerServer::letsAnEarlyAnswerArriveWhole()
{
    // Answered before the body was read: closing at once would throw the answer away with a reset.
    const QByteArray token = QByteArray::fromStdString(sealedToFirstKey(
        R"({"client_credentials_processor":{"client_id":"i","client_secret":"supersecret",)"
        R"("token_url":"https://t/"},)"
        + kNone + "}"));
    const QByteArray body(200'000, 'y');
    m_upstream->setHandler(
        [&](const QByteArray &) { return TlsUpstream::answer(body, {}, "401 Unauthorized"); });
    for (int round = 0; round < 5; ++round) {
        // Its body is dropped, and the client goes on sending it.
        PlainClient client(port());
        client.write(request(token, "Content-Length: 400000\r\n", "/", "POST")
                     + QByteArray(300'000, 'x'));
        QCOMPARE(client.end(), 0);
        QVERIFY(client.received().startsWith("HTTP/1.1 401 "));
        QVERIFY(client.received().endsWith(body));
    }
}

void TestBrokerServer::passesOnNoCutAnswerAsWhole()
{
    // To a client of HTTP/1.0 the end of the connection is the end of the answer.
    m_upstream->setHandler([](const QByteArray &) {
        return QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    });
    QByteArray asked = request(sealedInject());
    asked.replace("HTTP/1.1", "HTTP/1.0");
    PlainClient client(port());
    client.write(asked);
    QTRY_VERIFY(client.received().endsWith("abc"));
    m_upstream->closeConnections();
    QCOMPARE(client.end(), ECONNRESET);
    QCOMPARE(records()[0]["reason"], "upstream_failed");
    QCOMPARE(records()[0]["status"], 200);
}

void TestBrokerServer::refusesWhatIsNoHttp_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    const QByteArray start = "GET http://h/ HTTP/1.1\r\nHost: h\r\n";
    QTest::newRow("no request line") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("blank before colon") << start + "X : 1\r\n\r\n" << 400;
    QTest::newRow("folded") << start + "X: 1\r\n 2\r\n\r\n" << 400;
    QTest::newRow("two lengths") << start + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n" << 400;
    QTest::newRow("length and chunks")
        << start + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        << 400;
    QTest::newRow("bad length") << start + "Content-Length: -1\r\n\r\n" << 400;
    QTest::newRow("NUL") << start + QByteArray("X: a\0b\r\n\r\n", 10) << 400;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 400;
    QTest::newRow("fragment") << QByteArray("GET http://h/#a HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("bad escape") << QByteArray("GET http://h/%zz HTTP/1.1\r\nHost: h\r\n\r\n")
                                << 400;
    QTest::newRow("much") << start + "X: " + QByteArray(70'000, 'x') + "\r\n\r\n" << 431;
    QTest::newRow("endless") << start + "X: " + QByteArray(90'000, 'x') << 431;
}

void TestBrokerServer::refusesWhatIsNoHttp()
{
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    Client client(port());
    QCOMPARE(client.ask(text).status(), status);
    QVERIFY(client.isClosed());
    QCOMPARE(records().size(), 1);
}

void TestBrokerServer::dialsNoPrivateAddressUnasked()
{
    stop();
    m_config.allowed.clear();
    start();
    for (const QByteArray host : {"127.0.0.1", "localhost", "169.254.169.254", "[::1]", "10.0.0.1",
                                  "[::ffff:127.0.0.1]", "0.0.0.0", "224.0.0.1"}) {
        const Answer answer = Client(port()).ask(
            "GET http://" + host + ":" + QByteArray::number(m_upstream->port())
            + "/ HTTP/1.1\r\nHost: x\r\nProxy-Tokenizer: " + sealedInject() + "\r\n\r\n");
        QCOMPARE(answer.status(), 400);
        QVERIFY(answer.body.startsWith("bad request: "));
        QVERIFY(!answer.body.contains("127.0.0.1"));
    }
    QCOMPARE(m_upstream->connections(), 0);
    const auto all = records();
    QCOMPARE(all.size(), 8);
    QCOMPARE(all[0]["reason"], "address_refused");
    QCOMPARE(all[0]["detail"], "127.0.0.1 is loopback");
}

void TestBrokerServer::trustsNoUnknownCertificate()
{
    stop();
    m_config.authorities.clear();
    start();
    const Answer unknown = Client(port()).ask(request(sealedInject()));
    QCOMPARE(unknown.status(), 502);
    QVERIFY(unknown.body.startsWith("tls: failed to verify certificate: "));
    QVERIFY(m_upstream->seen().isEmpty());
}

void TestBrokerServer::trustsNoCertificateForAnotherName()
{
    // Trusted by its issuer, reached at the very address, and for others only.
    const OwnCertificate others(QStringLiteral("DNS:other.example,IP:127.0.0.9"));
    TlsUpstream upstream(others);
    stop();
    m_config.authorities = others.file().toStdString();
    m_config.allowed
        = {{"tests", "127.0.0.1"}, {"tests", "api.example"}, {"tests", "other.example"}};
    m_lookup = [](const std::string &) -> Result<std::vector<std::string>> {
        return std::vector<std::string>{"127.0.0.1"};
    };
    start();
    const auto ask = [&](const QByteArray &host) {
        return Client(port()).ask("GET http://" + host + ":" + QByteArray::number(upstream.port())
                                  + "/ HTTP/1.1\r\nHost: other.example\r\nProxy-Tokenizer: "
                                  + sealedInject() + "\r\n\r\n");
    };
    for (const QByteArray host : {"127.0.0.1", "api.example"}) {
        const Answer refused = ask(host);
        QCOMPARE(refused.status(), 502);
        QVERIFY2(refused.body.startsWith("tls: failed to verify certificate: "),
                 refused.body.constData());
        QVERIFY(refused.body.contains("mismatch"));
    }
    QVERIFY(upstream.seen().isEmpty());
    QCOMPARE(ask("other.example").status(), 200);
}

void TestBrokerServer::streamsBodies()
{
    m_upstream->setHandler([](const QByteArray &asked) {
        return TlsUpstream::answer(asked.mid(asked.indexOf("\r\n\r\n") + 4));
    });
    const QByteArray token = sealedInject();
    const QByteArray body(300'000, 'b');
    Client client(port());
    const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    Answer answer = client.ask(request(token, length, "/", "POST") + body);
    QCOMPARE(answer.status(), 200);
    QCOMPARE(answer.body, body);
    answer = client.ask(request(token, "Transfer-Encoding: chunked\r\n", "/", "POST")
                        + "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: 1\r\n\r\n");
    QCOMPARE(unchunked(answer.body), QByteArray("hello world"));
    QVERIFY(m_upstream->seen().last().contains("Transfer-Encoding: chunked\r\n"));
    QVERIFY(!m_upstream->seen().last().contains("Trailer"));
    QCOMPARE(client.ask(request(token, "Content-Length: 0\r\n", "/", "POST")).status(), 200);
    QCOMPARE(m_upstream->connections(), 1);
    const auto all = records();
    QCOMPARE(all[0]["bytes_in"], body.size());
    QCOMPARE(all[0]["bytes_out"], body.size());
    QCOMPARE(all[1]["bytes_in"], 11);
}

void TestBrokerServer::putsCredentialsIntoStreamingBodies()
{
    m_upstream->setHandler([](const QByteArray &asked) {
        return TlsUpstream::answer(unchunked(asked.mid(asked.indexOf("\r\n\r\n") + 4)));
    });
    const QByteArray token = QByteArray::fromStdString(sealedToFirstKey(
        R"({"inject_body_processor":{"token":"supersecret","placeholder":"<<T>>"},)" + kNone
        + "}"));
    Client client(port());
    const QByteArray filler(20'000, '<');
    client.write(request(token, "Content-Length: 40010\r\n", "/", "POST") + filler + "<<");
    QTRY_VERIFY(m_upstream->received() > filler.size()); // the placeholder comes in two pieces
    const Answer answer = client.ask("T>><<T>>" + filler);
    const QByteArray sent = m_upstream->seen().last();
    QCOMPARE(unchunked(sent.mid(sent.indexOf("\r\n\r\n") + 4)),
             filler + "supersecret" + "supersecret" + filler);
    // Which the upstream gives back, and the client does not get.
    QCOMPARE(answer.body, filler + QByteArray(22, '*') + filler);
}

void TestBrokerServer::signsWholeBodies()
{
    const QByteArray token = QByteArray::fromStdString(sealedToFirstKey(
        R"({"inject_hmac_processor":{"key":"dHJ1c3RubzI=","hash":"sha256"},)" + kNone + "}"));
    Client client(port());
    QCOMPARE(client.ask(request(token, "Content-Length: 3\r\n", "/", "POST") + "foo").status(),
             200);
    QVERIFY(m_upstream->seen().first().contains(
        "Bearer d3ac69dec42b3b896fbde93c8e15b2ab997a947703558deb5ae44a70d76c4e12\r\n"));
    QVERIFY(m_upstream->seen().first().endsWith("\r\n\r\nfoo"));
    const QByteArray large(9 * 1024 * 1024, 'x');
    const Answer refused = client.ask(
        request(token, "Content-Length: " + QByteArray::number(large.size()) + "\r\n", "/", "POST")
        + large);
    QCOMPARE(refused.status(), 413);
}

void TestBrokerServer::asksForABodyThatIsHeldBack()
{
    const QByteArray token = sealedInject();
    Client client(port());
    const Answer interim
        = client.ask(request(token, "Content-Length: 3\r\nExpect: 100-continue\r\n", "/", "POST"));
    QCOMPARE(interim.status(), 100);
    QCOMPARE(client.ask("foo").status(), 200);
    QVERIFY(!m_upstream->seen().first().contains("Expect"));
}

void TestBrokerServer::passesOnAnswersOfEveryFraming()
{
    const QByteArray token = sealedInject();
    Client client(port());
    m_upstream->setHandler([](const QByteArray &) {
        return QByteArray("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 201 Made\r\n"
                          "Transfer-Encoding: chunked\r\nX-A: 1\r\nConnection: X-A\r\n\r\n"
                          "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
    });
    const Answer chunked = client.ask(request(token));
    QCOMPARE(chunked.status(), 201);
    // Named by `Connection`: between the upstream and the broker only.
    QCOMPARE(chunked.header("X-A"), QByteArray());
    QCOMPARE(chunked.body, QByteArray("abcdefg"));
    m_upstream->setHandler([](const QByteArray &) {
        return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    });
    client.write(request(token, {}, "/", "HEAD"));
    const Answer head = client.read(false);
    QCOMPARE(head.status(), 200);
    QCOMPARE(head.header("Content-Length"), QByteArray("1000"));
    m_upstream->setHandler(
        [](const QByteArray &) { return QByteArray("HTTP/1.1 204 No Content\r\n\r\n"); });
    Client another(port());
    QCOMPARE(another.ask(request(token)).status(), 204);
    m_upstream->setHandler([](const QByteArray &) { return QByteArray("nonsense\r\n\r\n"); });
    QCOMPARE(another.ask(request(token)).status(), 502);
    m_upstream->setHandler([](const QByteArray &) { return QByteArray(); });
    QCOMPARE(Client(port()).ask(request(token)).status(), 502);
}

void TestBrokerServer::sealsTokensInAnswers()
{
    const QByteArray token = QByteArray::fromStdString(sealedToFirstKey(
        R"({"client_credentials_processor":{"client_id":"i","client_secret":"supersecret",)"
        R"("token_url":"https://t/"},)"
        + kNone + "}"));
    m_upstream->setHandler([](const QByteArray &) {
        return TlsUpstream::answer(R"({"access_token":"AT-PLAINTEXT","expires_in":3600})",
                                   "Content-Type: text/json\r\n");
    });
    Client client(port());
    const QByteArray asked = request(token, "Content-Length: 7\r\n", "/token", "POST") + "dropped";
    const Answer answer = client.ask(asked);
    QCOMPARE(answer.status(), 200);
    QVERIFY(answer.body.startsWith("{\"sealed_token\":\""));
    QVERIFY(!answer.body.contains("PLAINTEXT"));
    QCOMPARE(answer.header("Content-Type"), QByteArray("application/json"));
    QVERIFY(m_upstream->seen().first().endsWith(
        "client_id=i&client_secret=supersecret&grant_type=client_credentials"));
    QCOMPARE(records()[0]["expires_in"], 3540);
    QCOMPARE(records()[0]["new_seal"].get<std::string>().size(), 16);
    // What came is used as any sealed token is.
    const QByteArray sealed = answer.body.mid(17, answer.body.indexOf('"', 17) - 17);
    QCOMPARE(Client(port()).ask(request(sealed)).status(), 200);
    QVERIFY(m_upstream->seen().last().contains("\r\nAuthorization: Bearer AT-PLAINTEXT\r\n"));
    m_upstream->setHandler([](const QByteArray &) {
        return TlsUpstream::answer(R"({"access_token":"AT-PLAINTEXT"})", {}, "201 Created");
    });
    const Answer withheld = Client(port()).ask(asked);
    QCOMPARE(withheld.status(), 502);
    QVERIFY(!withheld.body.contains("PLAINTEXT"));
    for (const QByteArray leak :
         {"access_token=AT-PLAINTEXT&scope=x", R"({"a":[{"Token":"AT"}]})"}) {
        m_upstream->setHandler(
            [leak](const QByteArray &) { return TlsUpstream::answer(leak, {}, "202 Accepted"); });
        QCOMPARE(Client(port()).ask(asked).status(), 502);
    }
    m_upstream->setHandler(
        [](const QByteArray &) { return TlsUpstream::answer("no", {}, "401 Unauthorized"); });
    QCOMPARE(Client(port()).ask(asked).body, QByteArray("no"));
}

void TestBrokerServer::triesAgainWhenAKeptConnectionWasClosed()
{
    const QByteArray token = sealedInject();
    Client client(port());
    QCOMPARE(client.ask(request(token)).status(), 200);
    int left = 1;
    m_upstream->setHandler([&left](const QByteArray &) {
        return left-- > 0 ? QByteArray() : TlsUpstream::answer("again");
    });
    QCOMPARE(client.ask(request(token)).body, QByteArray("again"));
    QCOMPARE(m_upstream->connections(), 2);
    m_upstream->closeConnections();
    QCOMPARE(client.ask(request(token)).body, QByteArray("again"));
}

void TestBrokerServer::givesUpOnAnUpstreamThatIsSilent()
{
    stop();
    m_config.limits.idle = std::chrono::milliseconds(300);
    start();
    m_upstream->setHandler([](const QByteArray &) { return QByteArray("HTTP/1.1 200"); });
    const Answer answer = Client(port()).ask(request(sealedInject()));
    QCOMPARE(answer.status(), 504);
    QCOMPARE(records()[0]["reason"], "upstream_timeout");
    Client idle(port());
    QVERIFY(idle.isClosed());
    Client slow(port());
    slow.write("GET http://");
    QVERIFY(slow.isClosed());
}

void TestBrokerServer::finishesRequestsBeforeItStops()
{
    Client idle(port());
    const QByteArray token = sealedInject();
    Client client(port());
    m_upstream->setHandler([this](const QByteArray &) {
        m_server->stop();
        return TlsUpstream::answer("last");
    });
    const Answer answer = client.ask(request(token));
    QCOMPARE(answer.body, QByteArray("last"));
    QVERIFY(idle.isClosed());
    QVERIFY(client.isClosed());
    m_thread.join();
    QCOMPARE(records().size(), 1);
}

QTEST_GUILESS_MAIN(TestBrokerServer)
#include "tst_brokerserver.moc"

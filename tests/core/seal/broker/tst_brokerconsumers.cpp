// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/bearer.h"
#include "tests/core/seal/broker/serverrig.h"

#include <QSslSocket>
#include <QTcpServer>

#include <sys/resource.h>

#include <csignal>
#include <future>

using namespace rekey;
using namespace rekey::broker;
using namespace rekey::test;

namespace {

std::string digestText(std::string_view bearer)
{
    return toHex(seal::sha256(asBytes(bearer)));
}

/// Takes a connection and leaves it to somebody else when TLS is spoken on it.
class LateServer final : public QTcpServer
{
public:
    /// -1: none has come.
    [[nodiscard]] qintptr waiting() const { return m_waiting; }

protected:
    void incomingConnection(qintptr descriptor) override { m_waiting = descriptor; }

private:
    qintptr m_waiting = -1;
};

} // namespace

/// What the configuration lets each consumer do, and what the log keeps of it.
class TestBrokerConsumers : public ServerRig
{
    Q_OBJECT

    bool reload()
    {
        std::promise<bool> taken;
        m_server->reload(m_config,
                         [&](const Result<void> &done) { taken.set_value(done.has_value()); });
        return taken.get_future().get();
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void cutsAConsumerOffAtOnce();
    void endsAnAnswerWhoseConsumerIsCutOff();
    void keepsItsRulesWhenNewOnesCannotHold();
    void reusesNoConnectionFromBeforeAReload();
    void givesUpAConnectionThatIsDialledDuringAReload();
    void usesNoKeyThatItCannotWriteDown();
    void refusesRulesThatCanNeverHold_data();
    void refusesRulesThatCanNeverHold();
    void blocksMethodsPathsAndRates();
    void letsANewValueStandForAnOldSeal();
    void keepsNoSecretInItsLog();
};

void TestBrokerConsumers::cutsAConsumerOffAtOnce()
{
    ConsumerRule rule;
    rule.name = "billing";
    const auto digest = seal::sha256(asBytes("trustno1"));
    rule.digest = {digest.begin(), digest.end()};
    m_config.consumers = {rule};
    stop();
    start();
    const QByteArray token = sealedInject(
        R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})");
    const QByteArray asked = request(token, "Proxy-Authorization: Bearer trustno1\r\n");
    Client client(port());
    QCOMPARE(client.ask(asked).status(), 200);
    m_config.consumers[0].isDisabled = true;
    std::atomic_bool isTaken = false;
    m_server->reload(m_config, [&](const Result<void> &done) { isTaken = done.has_value(); });
    QTRY_VERIFY(isTaken.load());
    // Its connection went with it.
    QVERIFY(client.isClosed());
    QCOMPARE(Client(port()).ask(asked).status(), 407);
    const auto all = records();
    QCOMPARE(all[0]["secrets"][0]["consumer"], "billing");
    QCOMPARE(all[1]["reason"], "consumer_disabled");
    m_config.consumers.clear();
    m_config.deniedSeals = {all[0]["secrets"][0]["seal"].get<std::string>()};
    isTaken = false;
    m_server->reload(m_config, [&](const Result<void> &done) { isTaken = done.has_value(); });
    QTRY_VERIFY(isTaken.load());
    QCOMPARE(Client(port()).ask(asked).status(), 407);
    QCOMPARE(records()[2]["reason"], "seal_denied");
}

void TestBrokerConsumers::endsAnAnswerWhoseConsumerIsCutOff()
{
    ConsumerRule rule;
    rule.name = "billing";
    const auto digest = seal::sha256(asBytes("trustno1"));
    rule.digest = {digest.begin(), digest.end()};
    m_config.consumers = {rule};
    m_config.limits.stop = std::chrono::milliseconds(100);
    stop();
    start();
    // An answer that never ends.
    m_upstream->setHandler([](const QByteArray &) {
        return QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    });
    const QByteArray token = sealedInject(
        R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})");
    Client client(port());
    client.write(request(token, "Proxy-Authorization: Bearer trustno1\r\n"));
    Client other(port());
    other.write(request(sealedInject()));
    QTRY_COMPARE(m_upstream->seen().size(), 2);
    QTRY_VERIFY(client.hasReceived("abc") && other.hasReceived("abc"));
    m_config.consumers[0].isDisabled = true;
    QVERIFY(reload());
    QVERIFY(client.isClosed());
    QTRY_COMPARE(records().size(), 1);
    QCOMPARE(records()[0]["reason"], "consumer_disabled");
    QCOMPARE(records()[0]["status"], 200);
    QCOMPARE(records()[0]["bytes_out"], 3);
    QVERIFY(other.isOpen());
}

void TestBrokerConsumers::keepsItsRulesWhenNewOnesCannotHold()
{
    const Config good = m_config;
    m_config.allowed.clear();
    m_config.replacedSeals = {{"0123456789abcdef", "YWJj"}};
    QVERIFY(!reload());
    // What was good in it does not hold either.
    QCOMPARE(Client(port()).ask(request(sealedInject())).status(), 200);
    m_config = good;
    m_config.deniedSeals = {"0123456789abcdef"};
    m_config.authorities = m_folder.filePath(QStringLiteral("none.pem")).toStdString();
    QVERIFY(!reload());
    QCOMPARE(Client(port()).ask(request(sealedInject())).status(), 200);
}

void TestBrokerConsumers::reusesNoConnectionFromBeforeAReload()
{
    // One that is in use while the rules change, and is free only then.
    Client client(port());
    QByteArray started = request(sealedInject(), "Content-Length: 3\r\n", "/", "POST");
    client.write(started + "a");
    QTRY_VERIFY(m_upstream->received() > 0);
    m_config.allowed.clear();
    QVERIFY(reload());
    QCOMPARE(client.ask("bc").status(), 200);
    const Answer refused = Client(port()).ask(request(sealedInject()));
    QCOMPARE(refused.status(), 400);
    QCOMPARE(m_upstream->seen().size(), 1);
}

void TestBrokerConsumers::givesUpAConnectionThatIsDialledDuringAReload()
{
    LateServer late;
    QVERIFY(late.listen(QHostAddress::LocalHost));
    Client client(port());
    client.write("GET http://127.0.0.1:" + QByteArray::number(late.serverPort())
                 + "/ HTTP/1.1\r\nHost: x\r\nProxy-Tokenizer: " + sealedInject() + "\r\n\r\n");
    QTRY_VERIFY(late.waiting() >= 0);
    m_config.allowed.clear();
    QVERIFY(reload());
    QSslSocket socket;
    socket.setSslConfiguration(m_certificate.configuration());
    QByteArray seen;
    connect(&socket, &QSslSocket::readyRead, &socket, [&] {
        seen += socket.readAll();
        socket.write(TlsUpstream::answer("hello"));
    });
    QVERIFY(socket.setSocketDescriptor(late.waiting()));
    socket.startServerEncryption();
    const Answer answer = client.read();
    QCOMPARE(answer.status(), 502);
    QVERIFY2(answer.body.contains("new rules"), answer.body.constData());
    QVERIFY(seen.isEmpty());
}

void TestBrokerConsumers::usesNoKeyThatItCannotWriteDown()
{
    QCOMPARE(Client(port()).ask(request(sealedInject())).status(), 200);
    std::vector<std::string> said;
    stop();
    start([&said](Server &server) {
        server.onTrouble([&said](const std::string &text) { said.push_back(text); });
    });
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit full{static_cast<rlim_t>(QFile(QString::fromStdString(m_config.audit.file)).size())
                          + 10,
                      before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
    const Answer first = Client(port()).ask(request(sealedInject()));
    const Answer second = Client(port()).ask(request(sealedInject()));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, handler);
    QCOMPARE(first.status(), 503);
    QCOMPARE(second.status(), 503);
    QVERIFY(first.body.contains("audit log cannot be written"));
    QCOMPARE(m_upstream->seen().size(), 1);
    QCOMPARE(Client(port()).ask(request(sealedInject())).status(), 503);
    QCOMPARE(Client(port()).ask(request(sealedInject())).status(), 200);
    stop();
    QCOMPARE(said.size(), 2);
    QVERIFY(said[0].contains("requests are answered 503"));
    QVERIFY(said[1].contains("written again"));
    QCOMPARE(records().size(), 3);
}

void TestBrokerConsumers::refusesRulesThatCanNeverHold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("problem");
    const QByteArray consumer
        = "[[consumer]]\nname = \"a\"\ndigest = \"" + QByteArray(64, '1') + "\"\n";
    const QByteArray id(32, 'a');
    const QByteArray seal = "[[replaced]]\nseal = \"0123456789abcdef\"\ntoken = \"YWJj\"\n";
    const QByteArray digest = "ba7816bf8f01cfea"; // of "abc"
    QTest::newRow("methods both ways")
        << consumer + "methods = [\"GET\"]\nblocked_methods = [\"PUT\"]\n"
        << QByteArray("never holds beside `methods`");
    QTest::newRow("burst alone") << consumer + "burst = 3\n"
                                 << QByteArray("never holds without per_minute");
    for (const char *path : {"/a%62", "/a?b", "/a//b", "/a/../b", "/a/./b", "/a;b", "a", "/a#b"})
        QTest::newRow(path) << consumer + "blocked_paths = [\"" + path + "\"]\n"
                            << QByteArray("blocked_paths");
    QTest::newRow("macaroon of two") << consumer + "macaroons = [\"" + id
            + "\"]\n[[consumer]]\nname = \"b\"\nmacaroons = [\"" + id
            + "\"]\n" << QByteArray("another consumer");
    QTest::newRow("replaced twice") << seal + seal << QByteArray("replaced twice");
    QTest::newRow("replaced by itself") << "[[replaced]]\nseal = \"" + digest
            + "\"\ntoken = \"YWJj\"\n" << QByteArray("the one that it stands for");
    QTest::newRow("replaced in two steps") << seal + "[[replaced]]\nseal = \"" + digest
            + "\"\ntoken = \"YWJk\"\n" << QByteArray("is replaced itself");
    QTest::newRow("replaced and denied")
        << "denied_seals = [\"0123456789abcdef\"]\n" + seal << QByteArray("denied_seals");
    QTest::newRow("replaced by what is denied")
        << "denied_seals = [\"" + digest + "\"]\n" + seal << QByteArray("denied_seals");
    QTest::newRow("no token") << seal
            + "[[replaced]]\nseal = \"1123456789abcdef\"\ntoken = \"a b\"\n"
                              << QByteArray("is a sealed token");
    for (const char *host : {"https://h.example", "h.example:443", "H.example", "*.h.example",
                             "[::1]", "h.example/x", ""})
        QTest::newRow(host) << QByteArray("[[allow]]\nname = \"a\"\nhost = \"") + host + "\"\n"
                            << QByteArray("host");
    QTest::newRow("listens twice") << QByteArray("listen = [\"127.0.0.1:1\", \"127.0.0.1:1\"]\n")
                                   << QByteArray("holds an address twice");
}

void TestBrokerConsumers::refusesRulesThatCanNeverHold()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, problem);
    const auto config = readConfig(text.toStdString(), "test.toml");
    QVERIFY(!config);
    QVERIFY2(config.error().text().contains(problem.toStdString()), config.error().text().c_str());
}

void TestBrokerConsumers::blocksMethodsPathsAndRates()
{
    const auto config
        = readConfig("[[consumer]]\nname = \"billing\"\ndigest = \"" + digestText("trustno1")
                         + "\"\nblocked_methods = [\"DELETE\"]\n"
                           "blocked_paths = [\"/v1/refunds\"]\n"
                           "per_minute = 60\nburst = 3\n",
                     "test.toml");
    QVERIFY2(config, config ? "" : config.error().text().c_str());
    m_config.consumers = config->consumers;
    stop();
    start();
    const QByteArray token = sealedInject(
        R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})");
    const auto ask = [&](const QByteArray &path, const QByteArray &method = "GET") {
        return Client(port())
            .ask(request(token, "Proxy-Authorization: Bearer trustno1\r\n", path, method))
            .status();
    };
    QCOMPARE(ask("/x", "DELETE"), 403);
    for (const char *path : {"/v1/refunds", "/v1/refunds/7", "/v1//refunds", "/v1/./refunds?x=1",
                             "/v1/x/../refunds", "/v1/%72efunds", "/V1/Refunds", "/v1/refunds;a"})
        QCOMPARE(ask(path), 403);
    QCOMPARE(ask("/v1/refunds2"), 200);
    QCOMPARE(ask("/v1"), 200);
    QCOMPARE(ask("/"), 200);
    QCOMPARE(ask("/"), 429);
    QCOMPARE(m_upstream->seen().size(), 3);
}

void TestBrokerConsumers::letsANewValueStandForAnOldSeal()
{
    const QByteArray held = sealedInject();
    Client client(port());
    QCOMPARE(client.ask(request(held)).status(), 200);
    const std::string fingerprint = records()[0]["secrets"][0]["seal"];
    m_config.replacedSeals
        = {{fingerprint,
            sealedToFirstKey(R"({"inject_processor":{"token":"rotated"},)" + kNone + "}")}};
    std::atomic_bool isTaken = false;
    m_server->reload(m_config, [&](const Result<void> &done) { isTaken = done.has_value(); });
    QTRY_VERIFY(isTaken.load());
    QCOMPARE(client.ask(request(held)).status(), 200);
    QVERIFY(m_upstream->seen().last().contains("\r\nAuthorization: Bearer rotated\r\n"));
    QCOMPARE(records()[1]["secrets"][0]["seal"], fingerprint);
    QVERIFY(records()[1]["secrets"][0]["used_seal"] != fingerprint);
}

void TestBrokerConsumers::keepsNoSecretInItsLog()
{
    const QByteArray token = sealedInject(
        R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})");
    const QByteArray more = "Proxy-Authorization: Bearer trustno1\r\nCookie: mine\r\n";
    Client client(port());
    QCOMPARE(client
                 .ask(request(token + "; {\"dst\":\"X-Key\",\"msg\":\"planted\"}", more,
                              "/p?name=queryvalue", "POST"))
                 .status(),
             200);
    QFile log(QString::fromStdString(m_config.audit.file));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray text = log.readAll();
    for (const QByteArray &secret :
         {QByteArray("supersecret"), QByteArray("trustno1"), QByteArray("mine"),
          QByteArray("planted"), QByteArray("queryvalue"), token.left(40), QByteArray("hello"),
          QByteArray("IDtwta6"), QByteArray("203b70b5"), QByteArray("supersecret").toBase64(),
          QByteArray("supersecret").toHex()})
        QVERIFY2(!text.contains(secret), secret.constData());
    const auto record = nlohmann::json::parse(text.toStdString());
    QCOMPARE(record["path"], "/p");
    QCOMPARE(record["query"][0], "name");
    QCOMPARE(record["secrets"][0]["destinations"][0], "X-Key");
    QCOMPARE(record["secrets"][0]["parameters"]["dst"], "X-Key");
    QVERIFY(record["secrets"][0]["parameters"]["msg"].is_null());
    QCOMPARE(record["address"], "127.0.0.1");
    QCOMPARE(record["port"], m_upstream->port());
    QCOMPARE(record["status"], 200);
}

QTEST_GUILESS_MAIN(TestBrokerConsumers)
#include "tst_brokerconsumers.moc"

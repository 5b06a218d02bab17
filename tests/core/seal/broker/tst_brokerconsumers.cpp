// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/bearer.h"
#include "tests/core/seal/broker/serverrig.h"

using namespace rekey;
using namespace rekey::broker;
using namespace rekey::test;

namespace {

std::string digestText(std::string_view bearer)
{
    return toHex(seal::sha256(asBytes(bearer)));
}

} // namespace

/// What the configuration lets each consumer do, and what the log keeps of it.
class TestBrokerConsumers : public ServerRig
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void cutsAConsumerOffAtOnce();
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
    QCOMPARE(client.ask(asked).status(), 407);
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

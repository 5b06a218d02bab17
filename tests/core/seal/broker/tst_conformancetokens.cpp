// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/base64.h"
#include "core/seal/broker/assertion.h"
#include "tests/core/seal/broker/conformancerig.h"

#include <QProcess>

#include <algorithm>

using namespace rekey;
using namespace rekey::test;

Q_DECLARE_METATYPE(Deviation)

namespace {

/// A private key in PEM, made by OpenSSL's program.
std::string madeKey(const QStringList &how)
{
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"), QStringList{QStringLiteral("genpkey")} + how);
    openssl.waitForFinished();
    return openssl.readAllStandardOutput().toStdString();
}

std::string curveKey(const char *curve)
{
    return madeKey({QStringLiteral("-algorithm"), QStringLiteral("EC"), QStringLiteral("-pkeyopt"),
                    QStringLiteral("ec_paramgen_curve:") + QLatin1StringView(curve)});
}

std::string rsaKey()
{
    return madeKey({QStringLiteral("-algorithm"), QStringLiteral("RSA"), QStringLiteral("-pkeyopt"),
                    QStringLiteral("rsa_keygen_bits:2048")});
}

std::string base64(const std::string &text)
{
    return seal::base64Of(asBytes(text));
}

/// One part of a JWT, opened.
QByteArray part(const QByteArray &jwt, int which)
{
    return QByteArray::fromBase64(jwt.split('.').value(which), QByteArray::Base64UrlEncoding);
}

std::int64_t madeAt(const QByteArray &jwt)
{
    return nlohmann::json::parse(part(jwt, 1).toStdString(), nullptr, false)
        .value("iat", std::int64_t(0));
}

QByteArray bytesOf(const secret::SecretBytes &text)
{
    return {text.view().data(), qsizetype(text.size())};
}

/// Who may use it, and where.
std::string restFor(const std::string &host)
{
    return R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="},)"
           R"("allowed_hosts":[")"
        + host + R"(","b.example"]})";
}

const std::string kCredentials
    = R"({"client_credentials_processor":{"client_id":"my id","client_secret":"s&c=r t/+~*)"
      "\xc3\xa9"
      R"(","token_url":"https://t/","scopes":"a b"},)";

} // namespace

/// The processors that fetch a token and seal it, beside the program that defines the protocol,
/// with a made-up token endpoint (tokenizer.md V11 to V13, and 16, item 6).
class TestConformanceTokens : public ConformanceRig
{
    Q_OBJECT

    QByteArray m_rsa; ///< PEM

    std::string rest() const { return restFor(m_upstream->host().toStdString()); }
    std::string credentials() const { return kCredentials + rest(); }
    QByteArray asked(const std::string &json, const QByteArray &parameters = {},
                     const QByteArray &target = "/token?x=1", const QByteArray &more = {}) const
    {
        QByteArray token = QByteArray::fromStdString(sealedToFirstKey(json));
        if (!parameters.isEmpty())
            token += "; " + parameters;
        return request(token,
                       "Proxy-Authorization: Bearer trustno1\r\nContent-Length: 7\r\n"
                       "Content-Type: text/plain\r\n"
                           + more,
                       target, "POST")
            + "dropped";
    }
    static QByteArray sealedIn(const Answer &answer)
    {
        const auto json = nlohmann::json::parse(answer.body.toStdString(), nullptr, false);
        return json.is_object()
            ? QByteArray::fromStdString(json.value("sealed_token", std::string()))
            : QByteArray();
    }
    /// The JSON within the sealed token of an answer.
    /// What is sealed in it; the hosts by name, for tokenizer keeps them in no order.
    static QByteArray within(const Answer &answer)
    {
        const auto opened = seal::openToken(sealedIn(answer).toStdString(), firstKey());
        return opened ? byName(bytesOf(*opened)) : QByteArray();
    }
    static QByteArray byName(QByteArray json)
    {
        const QByteArray mark = "\"allowed_hosts\":[";
        const qsizetype begin = json.indexOf(mark) + mark.size();
        const qsizetype end = json.indexOf(']', begin);
        if (begin < mark.size() || end < 0)
            return json;
        QByteArrayList hosts = json.mid(begin, end - begin).split(',');
        std::ranges::sort(hosts);
        return json.replace(begin, end - begin, hosts.join(','));
    }

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { endBoth(); }

    void makesTheSameAssertion_data();
    void makesTheSameAssertion();
    void asksGithubTheSame_data();
    void asksGithubTheSame();
    void sealsAnswersTheSame_data();
    void sealsAnswersTheSame();
    void eachTakesWhatTheOtherSealed();
};

void TestConformanceTokens::initTestCase()
{
    if (!m_real.isHere())
        QSKIP(kNoTokenizer);
    m_rsa = QByteArray::fromStdString(rsaKey());
    beginBoth();
}

void TestConformanceTokens::makesTheSameAssertion_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<int>("signature");
    const QByteArray counting = QByteArray("-----BEGIN PRIV") + "ATE KEY-----\n"
        + "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f" + "\n-----END PRIV"
        + "ATE KEY-----\n";
    QTest::newRow("V11 Ed25519") << counting << QByteArray() << 64;
    QTest::newRow("V11 others") << counting << QByteArray(R"({"sub":"x","scopes":"y z"})") << 64;
    QTest::newRow("V11 nobody, nothing")
        << counting << QByteArray(R"({"sub":"","scopes":""})") << 64;
    QTest::newRow("4.8 text before") << "a line\n" + counting << QByteArray() << 64;
    QTest::newRow("4.8 RSA") << m_rsa << QByteArray() << 256;
    QTest::newRow("4.8 P-256") << QByteArray::fromStdString(curveKey("P-256")) << QByteArray()
                               << 64;
    QTest::newRow("4.8 P-384") << QByteArray::fromStdString(curveKey("P-384")) << QByteArray()
                               << 96;
    QTest::newRow("4.8 P-521") << QByteArray::fromStdString(curveKey("P-521")) << QByteArray()
                               << 132;
}

void TestConformanceTokens::makesTheSameAssertion()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, parameters);
    QFETCH(int, signature);
    const bool isByChance = QByteArray(QTest::currentDataTag()).contains(" P-"); // as ECDSA is
    ++m_rows;
    m_reply = [](const QByteArray &) { return TlsUpstream::answer("no", {}, "401 No"); };
    const QByteArray wire = asked(
        R"({"jwt_processor":{"private_key":")" + base64(key.toStdString())
            + R"(","email":"sa@example.com","sub":"user@example.com","scopes":"s1 s2"},)" + rest(),
        parameters);
    const Passed ours = throughBroker(wire);
    const Passed real = throughReal(wire);
    QCOMPARE(ours.answer.status(), 401);
    QCOMPARE(real.answer.status(), 401);
    const auto jwtIn = [](const Passed &passed) {
        const QByteArray body = bodyOf(passed.arrived);
        return body.mid(10, body.indexOf('&') - 10);
    };
    const QByteArray mine = jwtIn(ours);
    const QByteArray theirs = jwtIn(real);
    QCOMPARE(part(mine, 0), part(theirs, 0));
    QCOMPARE(part(mine, 2).size(), signature);
    QCOMPARE(part(theirs, 2).size(), signature);
    // Both were made in their own second; made in the same one they say the same.
    seal::Jwt jwt{bytes(key.toStdString()), "sa@example.com", "user@example.com", "s1 s2", {}};
    broker::Parameters given;
    if (!parameters.isEmpty()) {
        const auto json = nlohmann::json::parse(parameters.toStdString());
        given = broker::Parameters(
            {{"sub", json.value("sub", "")}, {"scopes", json.value("scopes", "")}});
    }
    const auto again = broker::jwtAssertion(jwt, given, madeAt(theirs));
    QVERIFY(again);
    QCOMPARE(part(bytesOf(*again), 1), part(theirs, 1));
    if (!isByChance)
        QCOMPARE(bytesOf(*again), theirs);
    QByteArray arrived = ours.arrived;
    QCOMPARE(comparable(arrived.replace(mine, theirs)), comparable(real.arrived));
    ++m_passed;
}

void TestConformanceTokens::asksGithubTheSame_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("V13 GitHub") << QByteArray()
                                << QByteArray("/app/installations/456/access_tokens");
    QTest::newRow("V13 Enterprise") << QByteArray(
        "https://ghe.example/api/v3/app/installations/{installation_id}/access_tokens")
                                    << QByteArray("/api/v3/app/installations/456/access_tokens");
}

void TestConformanceTokens::asksGithubTheSame()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, path);
    ++m_rows;
    m_reply = [](const QByteArray &) {
        return TlsUpstream::answer(R"({"token":"ghs_PLAIN","expires_at":"2099-01-01T00:00:00Z"})",
                                   {}, "201 Created");
    };
    const seal::GithubApp app{bytes(m_rsa.toStdString()), "123", "456", url.toStdString()};
    const QByteArray wire
        = asked(R"({"github_app_processor":{"private_key":")" + base64(m_rsa.toStdString())
                    + R"(","app_id":"123","installation_id":"456","token_url":")"
                    + url.toStdString() + R"("},)" + rest(),
                {}, "/anything?x=1");
    const Passed ours = throughBroker(wire);
    const Passed real = throughReal(wire);
    const auto jwtIn = [](const Passed &passed) {
        const Sent sent{0, {}, passed.arrived.toStdString(), {}};
        return QByteArray::fromStdString(sent.header("Authorization")).mid(7);
    };
    const QByteArray theirs = jwtIn(real);
    QVERIFY2(real.arrived.startsWith("POST " + path + "?x=1 HTTP/1.1\r\n"),
             real.arrived.constData());
    QCOMPARE(bytesOf(*broker::githubAssertion(app, madeAt(theirs))), theirs);
    QByteArray arrived = ours.arrived;
    QCOMPARE(comparable(arrived.replace(jwtIn(ours), theirs)), comparable(real.arrived));
    for (const Passed *passed : {&ours, &real}) {
        QCOMPARE(passed->answer.status(), 201);
        QCOMPARE(within(passed->answer),
                 QByteArray(R"({"inject_processor":{"token":"ghs_PLAIN","fmt":"token %s"},)"
                            R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlML)"
                            R"(MU="},"allowed_hosts":["api.github.com"]})"));
    }
    ++m_passed;
}

void TestConformanceTokens::sealsAnswersTheSame_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<int>("expires");
    QTest::addColumn<bool>("isAmongSeveral");
    QTest::addColumn<Deviation>("deviation");
    const auto row = [](const char *name, const QByteArray &body, int status,
                        const QByteArray &begin, int expires = -1, const Deviation &deviation = {},
                        const QByteArray &upstream = "200 OK", bool isAmongSeveral = false) {
        QTest::newRow(name) << TlsUpstream::answer(body, "Content-Type: text/json\r\nX-A: 1\r\n",
                                                   upstream)
                            << status << begin << expires << isAmongSeveral << deviation;
    };
    const auto token = [](const char *expires) {
        return QByteArray(R"({"access_token":"AT-PLAINTEXT","expires_in":)") + expires
            + R"(,"token_type":"Bearer","refresh_token":"RT"})";
    };
    const QByteArray sealed = R"({"sealed_token":")";
    row("an hour", token("3600"), 200, sealed, 3540);
    row("half a minute", token("30"), 200, sealed, 30);
    row("a minute", token("60"), 200, sealed, 60);
    row("a minute and a second", token("61"), 200, sealed, 1);
    row("no end", R"({"access_token":"AT-PLAINTEXT"})", 200, sealed, 0);
    row("null end", token("null"), 200, sealed, 0);
    row("end as text", token(R"("3600")"), 502, "failed to parse token response: ");
    row("end as fraction", token("1.5"), 502, "failed to parse token response: ");
    row("no token", R"({"foo":1})", 502, "token response missing access_token");
    row("empty token", R"({"access_token":""})", 502, "token response missing access_token");
    row("no JSON", "hello", 502, "failed to parse token response: ");
    row("refused", R"({"error":"invalid_client"})", 401, R"({"error":"invalid_client"})", -1, {},
        "401 Unauthorized");
    row("created", token("3600"), 502, {}, -1,
        {"13.2, response rewriting", 201, "passes the token on in clear"}, "201 Created");
    row("among several", token("3600"), 200, sealed, 3540,
        {"13.2, response rewriting", 200, "passes the token on in clear"}, "200 OK", true);
}

void TestConformanceTokens::sealsAnswersTheSame()
{
    QFETCH(QByteArray, reply);
    QFETCH(int, status);
    QFETCH(QByteArray, begin);
    QFETCH(int, expires);
    QFETCH(bool, isAmongSeveral);
    QFETCH(Deviation, deviation);
    ++m_rows;
    m_reply = [reply](const QByteArray &) { return reply; };
    std::string json = credentials();
    if (isAmongSeveral) {
        const std::size_t end = json.find("},") + 1;
        json = R"({"multi_processor":[)" + json.substr(0, end) + "}]" + json.substr(end);
    }
    const QByteArray wire = asked(json);
    const Passed ours = throughBroker(wire);
    const Passed real = throughReal(wire);
    const QByteArray form = "client_id=my+id&client_secret=s%26c%3Dr+t%2F%2B~%2A%C3%A9&grant_type="
                            "client_credentials&scope=a+b";
    QCOMPARE(bodyOf(ours.arrived), form);
    QCOMPARE(comparable(ours.arrived), comparable(real.arrived));
    const auto check = [&](const Answer &answer) {
        QCOMPARE(answer.status(), status);
        QVERIFY2(answer.body.startsWith(begin), answer.body.constData());
        if (expires < 0)
            return;
        QVERIFY2(answer.body.endsWith("\",\"expires_in\":" + QByteArray::number(expires)
                                      + ",\"token_type\":\"sealed\"}"),
                 answer.body.constData());
        QCOMPARE(answer.header("Content-Type"), QByteArray("application/json"));
        QCOMPARE(answer.header("X-A"), QByteArray("1"));
        QCOMPARE(within(answer),
                 byName(R"({"inject_processor":{"token":"AT-PLAINTEXT"},)"
                        + QByteArray::fromStdString(rest())));
    };
    check(ours.answer);
    if (QTest::currentTestFailed())
        return;
    if (!deviation.section.isEmpty()) {
        QCOMPARE(real.answer.status(), deviation.status);
        QVERIFY(real.answer.body.contains("AT-PLAINTEXT"));
        deviates(QTest::currentDataTag(), deviation);
    } else {
        check(real.answer);
        if (QTest::currentTestFailed())
            return;
    }
    ++m_passed;
}

void TestConformanceTokens::eachTakesWhatTheOtherSealed()
{
    m_reply = [](const QByteArray &) {
        return TlsUpstream::answer(R"({"access_token":"AT-PLAINTEXT","expires_in":3600})");
    };
    const QByteArray wire = asked(credentials());
    const QByteArray ours = sealedIn(throughBroker(wire).answer);
    const QByteArray real = sealedIn(throughReal(wire).answer);
    m_reply = {};
    const QByteArray proof = "Proxy-Authorization: Bearer trustno1\r\n";
    for (const Passed &passed :
         {throughBroker(request(real, proof)), throughReal(request(ours, proof))}) {
        ++m_rows;
        QCOMPARE(passed.answer.status(), 200);
        QVERIFY(passed.arrived.contains("\r\nAuthorization: Bearer AT-PLAINTEXT\r\n"));
        ++m_passed;
    }
}

QTEST_GUILESS_MAIN(TestConformanceTokens)
#include "tst_conformancetokens.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/jsonreader.h"
#include "core/seal/jsonwriter.h"
#include "tests/core/seal/sealedvectors.h"
#include "tests/core/seal/secrets.h"

#include <QTest>

#include <functional>

using namespace rekey;
using namespace rekey::seal;
using test::bytes;
using test::secretOf;

using Make = std::function<ProxySecret()>;
Q_DECLARE_METATYPE(Make)

/// The canonical JSON against the vectors V4, in both directions, and what the reader takes (V5).
class TestSealedJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReadsEachVector_data();
    void writesAndReadsEachVector();
    void hidesValues();
    void sortsHosts();
    void indentsForPeople();
    void readsWhatTheProxyReads_data();
    void readsWhatTheProxyReads();
    void keepsTheDifferenceBetweenNoListAndAnEmptyOne();
    void refusesWhatTheProxyRefuses_data();
    void refusesWhatTheProxyRefuses();
    void refusesWhatIsTooLong();
};

namespace {

const QByteArray kBearer
    = R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})";

Inject token(std::string_view text)
{
    Inject inject;
    inject.token = bytes(text);
    return inject;
}

} // namespace

void TestSealedJson::writesAndReadsEachVector_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Make>("make");
    for (const test::SealedVector &vector : test::sealedVectors())
        QTest::newRow(vector.name) << vector.json << vector.make;
}

void TestSealedJson::writesAndReadsEachVector()
{
    QFETCH(QByteArray, json);
    QFETCH(Make, make);
    const secret::SecretBytes written = canonicalJson(make());
    QCOMPARE(QByteArray(written.view().data(), qsizetype(written.size())), json);
    const auto read = readSecretJson(json.toStdString());
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    QVERIFY(canonicalJson(*read).equals(written));
    const auto token = sealText(written, test::firstKey().sealKey());
    QVERIFY(openToken(token->text, test::firstKey())->equals(written));
}

void TestSealedJson::hidesValues()
{
    const ProxySecret secret
        = secretOf(token("my-stripe-api-token"), BearerAuth{digestOf(bytes("trustno1"))});
    const std::string redacted = R"({"inject_processor":{"token":"REDACTED"},)"
                                 R"("bearer_auth":{"digest":"REDACTED"}})";
    QCOMPARE(redactedJson(secret), redacted);
    const std::string empty = R"({"inject_processor":{"token":""},)" + kBearer.toStdString();
    QCOMPARE(templateJson(secret), empty + "}");
    QVERIFY(readSecretJson(templateJson(secret)));
}

void TestSealedJson::sortsHosts()
{
    ProxySecret secret = secretOf(token("T"), NoAuth{});
    secret.destinations.hosts = std::vector<std::string>{"b.example", "a.example:80", "a.example"};
    const std::string end = R"("allowed_hosts":["a.example","a.example:80","b.example"]})";
    QVERIFY(canonicalJson(secret).view().ends_with(end));
}

void TestSealedJson::indentsForPeople()
{
    const std::string json = R"({"a":{"b":"x,{\"y"},"c":[],"d":["e"]})";
    const std::string shown = "{\n"
                              "  \"a\": {\n"
                              "    \"b\": \"x,{\\\"y\"\n"
                              "  },\n"
                              "  \"c\": [],\n"
                              "  \"d\": [\n"
                              "    \"e\"\n"
                              "  ]\n"
                              "}";
    QCOMPARE(indentedJson(json), shown);
}

void TestSealedJson::readsWhatTheProxyReads_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("canonical");
    const QByteArray plain = R"({"inject_processor":{"token":"a"},"no_auth":{}})";
    const QByteArray bearer = R"({"inject_processor":{"token":"a"},)" + kBearer + "}";
    QTest::newRow("any order and spacing")
        << QByteArray("  {\"no_auth\" : { } ,\n\t\"inject_processor\":{ \"token\":\"a\" } }\r\n")
        << plain;
    QTest::newRow("any case") << QByteArray(R"({"INJECT_PROCESSOR":{"TOKEN":"a"},"No_Auth":{}})")
                              << plain;
    QTest::newRow("Kelvin sign") << QByteArray(
        "{\"inject_processor\":{\"to\xe2\x84\xaa\x65n\":\"a\"},\"no_auth\":{}}")
                                 << plain;
    QTest::newRow("unknown members")
        << QByteArray(R"({"x":[1,{"y":null,"z":-1.5e3}],"inject_processor":{"token":"a","q":)"
                      R"(true},"no_auth":{"w":"v"}})")
        << plain;
    QTest::newRow("null beside another")
        << QByteArray(R"({"sigv4_processor":null,"inject_processor":{"token":"a"},"no_auth":{}})")
        << plain;
    QByteArray numbers;
    for (const std::byte byte : digestOf(bytes("trustno1")))
        numbers += (numbers.isEmpty() ? "" : ",") + QByteArray::number(int(byte));
    QTest::newRow("digest as numbers")
        << R"({"inject_processor":{"token":"a"},"bearer_auth":{"digest":[)" + numbers + "]}}"
        << bearer;
    QTest::newRow("digest with a line break")
        << QByteArray(bearer).replace("IDtw", "ID\\ntw") << bearer;
    QTest::newRow("escapes") << QByteArray(
        R"({"inject_processor":{"token":"\u0054\/x"},"no_auth":{}})")
                             << QByteArray(R"({"inject_processor":{"token":"T/x"},"no_auth":{}})");
    QTest::newRow("surrogates") << QByteArray(
        R"({"inject_processor":{"token":"\ud83d\ude00 \ud83d \ude00"},"no_auth":{}})")
                                << QByteArray("{\"inject_processor\":{\"token\":\""
                                              "\xf0\x9f\x98\x80 \xef\xbf\xbd \xef\xbf\xbd"
                                              "\"},\"no_auth\":{}}");
    QTest::newRow("not UTF-8")
        << QByteArray("{\"inject_processor\":{\"token\":\"\xff\"},\"no_auth\":{}}")
        << QByteArray("{\"inject_processor\":{\"token\":\"\xef\xbf\xbd\"},\"no_auth\":{}}");
    QTest::newRow("repeated members merge")
        << QByteArray(R"({"inject_processor":{"token":"a"},"inject_processor":{"dst":"X-D"},)"
                      R"("no_auth":{}})")
        << QByteArray(R"({"inject_processor":{"token":"a","dst":"X-D"},"no_auth":{}})");
    QTest::newRow("null takes it back")
        << QByteArray(R"({"sigv4_processor":{"no_swap":true},"inject_processor":{"token":"a"},)"
                      R"("sigv4_processor":null,"no_auth":{}})")
        << plain;
    QTest::newRow("empty token") << QByteArray(
        R"({"inject_processor":{"token":null},"no_auth":{}})")
                                 << QByteArray(R"({"inject_processor":{"token":""},"no_auth":{}})");
    QTest::newRow("swap is the default")
        << QByteArray(R"({"sigv4_processor":{"access_key":"a"},"no_auth":{}})")
        << QByteArray(R"({"sigv4_processor":{"access_key":"a","secret_key":"","no_swap":false},)"
                      R"("no_auth":{}})");
    QTest::newRow("empty several") << QByteArray(R"({"multi_processor":[],"no_auth":{}})")
                                   << QByteArray(R"({"multi_processor":[],"no_auth":{}})");
}

void TestSealedJson::readsWhatTheProxyReads()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, canonical);
    const auto read = readSecretJson(json.toStdString());
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    const secret::SecretBytes written = canonicalJson(*read);
    QCOMPARE(QByteArray(written.view().data(), qsizetype(written.size())), canonical);
}

void TestSealedJson::keepsTheDifferenceBetweenNoListAndAnEmptyOne()
{
    const std::string start = R"({"inject_processor":{"token":"a"},"no_auth":{})";
    const auto none = readSecretJson(start + "}");
    const auto empty = readSecretJson(start + R"(,"allowed_hosts":[]})");
    QVERIFY(none && empty);
    QVERIFY(!none->destinations.hosts);
    QVERIFY(empty->destinations.hosts && empty->destinations.hosts->empty());
}

void TestSealedJson::refusesWhatTheProxyRefuses_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray inject = R"("inject_processor":{"token":"a"})";
    const auto with = [&](const char *rest) { return "{" + inject + "," + rest + "}"; };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("no members") << QByteArray("{}");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("byte order mark") << "\xef\xbb\xbf" + with(R"("no_auth":{})");
    QTest::newRow("text behind") << with(R"("no_auth":{})") + "x";
    QTest::newRow("NUL behind") << with(R"("no_auth":{})") + QByteArray(1, '\0');
    QTest::newRow("two authorizers") << with(R"("no_auth":{},"fly_src_auth":{})");
    QTest::newRow("two processors") << with(R"("no_auth":{},"sigv4_processor":{})");
    QTest::newRow("no authorizer") << "{" + inject + "}";
    QTest::newRow("null authorizer") << with(R"("no_auth":null)");
    QTest::newRow("true authorizer") << with(R"("no_auth":true)");
    QTest::newRow("number as token")
        << QByteArray(R"({"inject_processor":{"token":1},"no_auth":{}})");
    QTest::newRow("hosts as text") << with(R"("no_auth":{},"allowed_hosts":"a")");
    QTest::newRow("digest without padding")
        << with(R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU"})");
    QTest::newRow("digest for URLs")
        << with(R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY-Y6_OmLFiML4z8LlMLMU="})");
    QTest::newRow("glob") << with(R"("no_auth":{},"allowed_host_pattern":"*.fly.dev")");
    QTest::newRow("look-ahead") << with(R"-("no_auth":{},"allowed_host_pattern":"^(?!evil)")-");
    QTest::newRow("back-reference") << with(R"("no_auth":{},"allowed_host_pattern":"(a)\\1")");
    QTest::newRow("two in a member of several")
        << QByteArray(R"({"multi_processor":[{"inject_processor":{},"sigv4_processor":{}}],)"
                      R"("no_auth":{}})");
    QTest::newRow("control character")
        << QByteArray("{\"inject_processor\":{\"token\":\"a\nb\"},\"no_auth\":{}}");
    QTest::newRow("comma at the end") << QByteArray(R"({"no_auth":{},})");
    QTest::newRow("leading zero") << with(R"("flyio_macaroon_auth":{"access":{"orgid":01}})");
    QTest::newRow("deep") << QByteArray(R"({"x":)") + QByteArray(100'000, '[');
    QTest::newRow("cut") << with(R"("no_auth":{})").chopped(1);
}

void TestSealedJson::refusesWhatTheProxyRefuses()
{
    QFETCH(QByteArray, json);
    const auto read = readSecretJson(json.toStdString());
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Malformed);
    QVERIFY(read.error().detail.starts_with("bad secret json: "));
    QVERIFY(read.error().detail.size() > std::string_view("bad secret json: ").size());
}

void TestSealedJson::refusesWhatIsTooLong()
{
    const auto read = readSecretJson(std::string(kMaxSecretJsonBytes + 1, ' '));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::TooBig);
}

QTEST_GUILESS_MAIN(TestSealedJson)
#include "tst_sealedjson.moc"

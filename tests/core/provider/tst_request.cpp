// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/address.h"
#include "core/provider/reader.h"
#include "core/provider/request.h"

#include <QTest>

using namespace rekey;
using namespace rekey::provider;
using secret::SecretBytes;

namespace {

Parts partsOf(std::initializer_list<std::pair<const char *, std::string>> list)
{
    Parts parts;
    for (const auto &[name, value] : list)
        parts.emplace(name, SecretBytes::copyOf(std::string_view(value)));
    return parts;
}

Answer answerOf(int status, std::string_view body,
                std::vector<std::pair<std::string, std::string>> headers = {})
{
    Answer answer;
    answer.status = status;
    answer.headers = std::move(headers);
    answer.body = SecretBytes::copyOf(body);
    return answer;
}

Reader json(std::string path, std::string each = {}, std::string split = {})
{
    return {Reader::Kind::Json, std::move(path), std::move(each), std::move(split)};
}

} // namespace

class TestRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsInPartsAndFilters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << "Bearer {secret}" << "Bearer a b/\"c";
        QTest::newRow("url") << "{secret|url}" << "a%20b%2F%22c";
        QTest::newRow("json") << "{{\"x\":\"{secret|json}\"}}" << "{\"x\":\"a b/\\\"c\"}";
        QTest::newRow("base64") << "{secret|base64}" << "YSBiLyJj";
        QTest::newRow("chain") << "{id|base64|url}" << "aWQ%3D";
        QTest::newRow("sha256")
            << "{id|sha256}" << "a56145270ce6b3bebd1dd012b73948677dd618d496488bc608a3cb43ce3547dd";
        // RFC 4231, test case 2.
        QTest::newRow("hmac") << "{data|hmac:key}"
                              << "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    }

    void fillsInPartsAndFilters()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const Parts parts = partsOf({{"secret", "a b/\"c"},
                                     {"id", "id"},
                                     {"key", "Jefe"},
                                     {"data", "what do ya want for nothing?"}});
        const Result<RequestText> parsed = RequestText::parse(text.toStdString());
        QVERIFY(parsed.has_value());
        const Result<SecretBytes> made = parsed->render(parts);
        QVERIFY(made.has_value());
        QCOMPARE(QString::fromUtf8(made->view()), expected);
        QCOMPARE(QString::fromStdString(parsed->shown()), text);
    }

    void refusesWhatIsNoTemplate_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("open") << "a {secret";
        QTest::newRow("closed") << "a } b";
        QTest::newRow("name") << "{Secret!}";
        QTest::newRow("empty") << "{}";
        QTest::newRow("filter") << "{secret|rot13}";
        QTest::newRow("hmac key") << "{secret|hmac:}";
    }

    void refusesWhatIsNoTemplate()
    {
        QFETCH(QString, text);
        const Result<RequestText> parsed = RequestText::parse(text.toStdString());
        QVERIFY(!parsed.has_value());
        QCOMPARE(parsed.error().kind, ErrorKind::Malformed);
    }

    void namesThePartThatIsMissing()
    {
        const Result<RequestText> parsed = RequestText::parse("{secret|hmac:signing_key}");
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->names(), (std::vector<std::string>{"secret", "signing_key"}));
        const Result<SecretBytes> made = parsed->render(partsOf({{"secret", "x"}}));
        QVERIFY(!made.has_value());
        QCOMPARE(made.error().where, std::string("signing_key"));
    }

    /// providers.md 1.9: computed apart, equal to botocore's.
    void signsAsAwsDoes()
    {
        RequestSpec spec;
        spec.method = "POST";
        spec.path = *RequestText::parse("/");
        spec.headers.emplace_back(
            "Content-Type",
            *RequestText::parse("application/x-www-form-urlencoded; charset=utf-8"));
        spec.body = *RequestText::parse("Action=GetCallerIdentity&Version=2011-06-15");
        spec.signer.kind = Signer::Kind::AwsSigV4;
        spec.signer.user = *RequestText::parse("{secret}");
        spec.signer.password = *RequestText::parse("{secret_access_key}");
        spec.signer.token = *RequestText::parse("{session_token}");
        spec.signer.region = "us-east-1";
        spec.signer.service = "sts";
        std::string key;
        for (int i = 0; i < 10; ++i)
            key += "FAKE";
        const std::string id = std::string("AK") + "IARZPUZDIKABCDEFGH";
        const Result<Request> made
            = makeRequest(spec, *Endpoint::parse("https://sts.amazonaws.com/"),
                          partsOf({{"secret", id}, {"secret_access_key", key}}), 1767323045);
        QVERIFY(made.has_value());
        const auto &[name, value] = made->headers.back();
        QCOMPARE(name, std::string("Authorization"));
        QVERIFY(value.view().ends_with(
            "SignedHeaders=content-type;host;x-amz-date, "
            "Signature=ed403450bc3091c107e7b369d13bcae4b5288ffccfcde9c4c7efb7183928266e"));
        QVERIFY(!spec.shownWhole().contains(key));
        QVERIFY(spec.whereSecretGoes().contains("not sent itself"));
    }

    /// Computed apart, with Python's hmac, from the text that Microsoft's page describes and the
    /// key that Azurite prints for everybody.
    void signsAsAzureStorageDoes()
    {
        RequestSpec spec;
        spec.method = "GET";
        spec.path = *RequestText::parse("/?maxresults=1&comp=list");
        spec.signer.kind = Signer::Kind::AzureSharedKey;
        spec.signer.user = *RequestText::parse("{account_name}");
        spec.signer.password = *RequestText::parse("{secret}");
        const std::string key = std::string("Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsu")
            + "Fq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
        const auto madeWith = [&spec](const std::string &value) {
            return makeRequest(spec, *Endpoint::parse("https://a.blob.core.windows.net"),
                               partsOf({{"account_name", "devstoreaccount1"}, {"secret", value}}),
                               1767323045);
        };
        const Result<Request> made = madeWith(key);
        QVERIFY(made.has_value());
        std::map<std::string, std::string> headers;
        for (const auto &[name, value] : made->headers)
            headers[name] = value.view();
        QCOMPARE(headers["x-ms-date"], std::string("Fri, 02 Jan 2026 03:04:05 GMT"));
        QCOMPARE(headers["x-ms-version"], std::string("2019-12-12"));
        QCOMPARE(headers["Authorization"],
                 std::string("SharedKey devstoreaccount1:"
                             "/iIvh0mDV+IYMcG2tD+QykVLyqvNQjbbJEJu9R4l4ZU="));
        QVERIFY(!spec.shownWhole().contains(key));
        QCOMPARE(spec.whereSecretGoes(),
                 std::string("the secret signs the request and is not sent itself"));
        QCOMPARE(madeWith("no base64").error().kind, ErrorKind::Malformed);
    }

    void aValueCannotBreakARequestApart()
    {
        RequestSpec spec;
        spec.method = "GET";
        spec.path = *RequestText::parse("/x");
        spec.headers.emplace_back("Authorization", *RequestText::parse("Bearer {secret}"));
        const Endpoint endpoint = *Endpoint::parse("https://example.com");
        const Result<Request> header
            = makeRequest(spec, endpoint, partsOf({{"secret", "a\r\nHost: b"}}), 0);
        QVERIFY(!header.has_value());
        QCOMPARE(header.error().kind, ErrorKind::Invalid);
        spec.headers.clear();
        spec.path = *RequestText::parse("/{secret}");
        QVERIFY(!makeRequest(spec, endpoint, partsOf({{"secret", "a HTTP/1.1"}}), 0).has_value());
    }

    void takesBaseUrlsApart()
    {
        const Result<Endpoint> own = Endpoint::parse("https://Git.Example.com:8443/api/v3/");
        QVERIFY(own.has_value());
        QCOMPARE(own->host, std::string("git.example.com"));
        QCOMPARE(own->authority(), std::string("git.example.com:8443"));
        QCOMPARE(own->prefix, std::string("/api/v3"));
        for (const char *bad : {"ftp://a", "https://", "https://u:p@a", "https://a/?q=1", "a.com"})
            QVERIFY2(!Endpoint::parse(bad).has_value(), bad);
    }

    void readsValuesOutOfAnswers()
    {
        const Answer answer = answerOf(
            200, R"({"a":{"b":"x"},"n":7,"ok":true,"empty":"","list":[{"id":"1"},{"id":"2"},{}]})",
            {{"x-oauth-scopes", "repo, admin:org ,"}});
        const AnswerReader reader(answer);
        QCOMPARE(reader.first(json("/a/b")), std::string("x"));
        QCOMPARE(reader.first(json("/n")), std::string("7"));
        QCOMPARE(reader.first(json("/ok")), std::string("true"));
        QCOMPARE(reader.first(json("/empty")), std::string());
        QCOMPARE(reader.first(json("/a/none")), std::string());
        QCOMPARE(reader.read(json("/list", "/id")), (std::vector<std::string>{"1", "2"}));
        QCOMPARE(reader.read({Reader::Kind::Header, "x-oauth-scopes", {}, ","}),
                 (std::vector<std::string>{"repo", "admin:org"}));
    }

    void readsXml()
    {
        const Answer answer = answerOf(
            200, "<R xmlns=\"https://sts.amazonaws.com/doc/\"><A>\n <B>one</B><B>two</B></A></R>");
        const AnswerReader reader(answer);
        QCOMPARE(reader.read({Reader::Kind::Xml, "R/A/B", {}, {}}),
                 (std::vector<std::string>{"one", "two"}));
        const Answer broken = answerOf(200, "<R><A><B>one");
        const AnswerReader other(broken);
        QCOMPARE(other.first({Reader::Kind::Xml, "R/A", {}, {}}), std::string());
    }

    void aConditionHoldsOnlyAsAWhole()
    {
        const Answer answer = answerOf(401, R"({"message":"Bad credentials"})");
        const AnswerReader reader(answer);
        Condition condition{401, json("/message"), {"Bad credentials"}, {}, {}, {}};
        QVERIFY(reader.holds(condition));
        condition.status = 403;
        QVERIFY(!reader.holds(condition));
        condition = {401, json("/message"), {}, "CREDENTIALS", {}, {}};
        QVERIFY(reader.holds(condition));
        condition = {401, json("/error"), {}, {}, {}, {}};
        QVERIFY(!reader.holds(condition));
        condition = {401, {}, {}, {}, "bad cred", {}};
        QVERIFY(reader.holds(condition));
        const auto whole = [](std::string_view body) {
            const Answer all = answerOf(200, std::string(body));
            return AnswerReader(all).holds({200, {}, {}, {}, {}, "{}"});
        };
        QVERIFY(whole("{}") && whole(" {}\n"));
        QVERIFY(!whole("{\"a\":{}}") && !whole("") && !whole("{} {}"));
        const Answer page = answerOf(401, "<html>Bad credentials</html>");
        QVERIFY(!AnswerReader(page).holds({401, json("/message"), {}, {}, {}, {}}));
    }

    void knowsTheTimesProvidersWrite()
    {
        constexpr std::int64_t kTime = 1704067200;
        for (const char *text :
             {"2024-01-01T00:00:00Z", "2024-01-01 00:00:00 UTC", "2024-01-01 01:00:00 +0100",
              "2024-01-01T00:00:00.000Z", "1704067200", "1704067200000", "2024-01-01"})
            QVERIFY2(timeOf(text) == kTime, text);
        for (const char *text : {"", "soon", "-5", "99999999999999999"})
            QVERIFY2(timeOf(text) == 0, text);
    }

    void obeysBothFormsOfRetryAfter()
    {
        QCOMPARE(answerOf(429, {}, {{"retry-after", "120"}}).retryAfter(0), 120);
        QCOMPARE(answerOf(429, {}, {{"retry-after", "Mon, 01 Jan 2024 00:01:00 GMT"}})
                     .retryAfter(1704067200),
                 60);
        QCOMPARE(answerOf(429, {}, {{"retry-after", "99999999"}}).retryAfter(0), 24 * 3600);
        QCOMPARE(answerOf(429, {}).retryAfter(0), 0);
    }

    void refusesAddressesThatAreNotPublic_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("loopback") << "127.0.0.1" << "loopback";
        QTest::newRow("loopback 6") << "::1" << "loopback";
        QTest::newRow("mapped") << "::ffff:127.0.0.1" << "loopback";
        QTest::newRow("nat64") << "64:ff9b::a00:1" << "private";
        QTest::newRow("6to4") << "2002:a9fe:a9fe::1" << "link-local or metadata";
        QTest::newRow("metadata") << "169.254.169.254" << "link-local or metadata";
        QTest::newRow("metadata 6") << "fd00:ec2::254" << "link-local or metadata";
        QTest::newRow("metadata nat") << "100.100.100.200" << "link-local or metadata";
        QTest::newRow("link-local 6") << "fe80::1%lo" << "link-local or metadata";
        QTest::newRow("10") << "10.1.2.3" << "private";
        QTest::newRow("172") << "172.31.255.255" << "private";
        QTest::newRow("192") << "192.168.0.1" << "private";
        QTest::newRow("shared") << "100.64.0.1" << "private";
        QTest::newRow("local 6") << "fd12::1" << "private";
        QTest::newRow("any") << "0.0.0.0" << "reserved";
        QTest::newRow("multicast") << "224.0.0.1" << "reserved";
        QTest::newRow("broadcast") << "255.255.255.255" << "reserved";
        QTest::newRow("public") << "140.82.112.5" << "";
        QTest::newRow("public 172") << "172.32.0.1" << "";
        QTest::newRow("public 6") << "2606:4700::1111" << "";
    }

    void refusesAddressesThatAreNotPublic()
    {
        QFETCH(QString, address);
        QFETCH(QString, refusal);
        QCOMPARE(QString::fromUtf8(refusalOf(QHostAddress(address))), refusal);
    }
};

QTEST_GUILESS_MAIN(TestRequest)
#include "tst_request.moc"

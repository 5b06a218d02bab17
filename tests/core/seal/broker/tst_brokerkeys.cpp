// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/base64.h"
#include "core/seal/broker/assertion.h"
#include "core/seal/broker/config.h"
#include "core/seal/broker/replaced.h"
#include "core/seal/broker/resealing.h"
#include "core/seal/jsonwriter.h"
#include "core/seal/macaroon.h"
#include "core/seal/sealing.h"
#include "tests/core/seal/broker/rig.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace rekey;
using namespace rekey::broker;
using secret::SecretBytes;
using test::bytes;
using test::sealedToFirstKey;

namespace {

constexpr std::int64_t kNow = 1'700'000'000;
const std::string kNone = R"("no_auth":{})";
const std::string kHosts = R"("allowed_hosts":["a.example","b.example"])";

/// RFC 8410's form of a key that counts from 0 to 31.
std::string countingKey()
{
    return std::string("-----BEGIN PRIV") + "ATE KEY-----\n"
        + "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f" + "\n-----END PRIV"
        + "ATE KEY-----\n";
}

seal::Jwt countingJwt()
{
    return {bytes(countingKey()), "sa@example.com", "user@example.com", "s1 s2", {}};
}

std::string credentialsJson(const std::string &rest)
{
    return R"({"client_credentials_processor":{"client_id":"i","client_secret":"s",)"
           R"("token_url":"https://t/"},)"
        + rest + "}";
}

std::string githubJson()
{
    return R"({"github_app_processor":{"app_id":"123","installation_id":"456"},)" + kNone + ","
        + kHosts + "}";
}

std::shared_ptr<const Opened> opened(const std::string &json)
{
    return *test::firstOpener().open(sealedToFirstKey(json));
}

/// The JSON within the answer's sealed token.
std::string within(const ResealedAnswer &answer)
{
    const QJsonObject object
        = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
    const std::string token
        = object.value(QLatin1StringView("sealed_token")).toString().toStdString();
    const auto plain = seal::openToken(token, test::firstKey());
    return plain ? std::string(plain->view()) : std::string();
}

Request requestFor(std::string_view method, std::string_view url)
{
    return {method, *parseTarget(method, url), {}};
}

} // namespace

/// What the opening side does with keys: tokens, macaroons, assertions and answers (V2, V11, V13,
/// V14 of the protocol's description).
class TestBrokerKeys : public QObject
{
    Q_OBJECT

    SecretBytes m_key = SecretBytes::copyOf(std::string_view(std::string(32, '\x07')));

    /// Whether a macaroon with these caveats allows the request.
    bool allows(std::initializer_list<seal::Caveat> caveats, const Request &request,
                std::int64_t now = kNow) const
    {
        const SecretBytes minted
            = seal::mintMacaroon(m_key, std::span(caveats.begin(), caveats.size()));
        return provenMacaroonOf(minted.view(), request, now);
    }
    bool provenMacaroonOf(std::string_view shown, const Request &request,
                          std::int64_t now = kNow) const
    {
        Request asking = request;
        const std::string line = "FlyV1 " + std::string(shown);
        asking.fields = {{"Proxy-Authorization", line}};
        return authorize(seal::MacaroonAuth{SecretBytes::copyOf(m_key.bytes())}, asking, now)
            .has_value();
    }

private Q_SLOTS:
    void opensWithEachOfItsKeys();
    void namesWhatIsWrongWithAToken();
    void letsAnotherTokenStandForOne();
    void takesFromTheRegisterWhatConsumersHold();
    void takesNothingButReplacedSealsFromTheirFile();
    void forgetsTheOldestToken();
    void acceptsTheKnownMacaroon();
    void heedsEachCaveat();
    void refusesWhatIsNoMacaroonOfThisKey();
    void takesBundles();
    void letsNobodyInWithAnEmptyMacaroonKey();
    void makesTheKnownAssertion();
    void letsTheCallerChooseSubjectAndScopes();
    void refusesKeysThatCannotSign();
    void sealsTokenAnswers();
    void sealsGithubsAnswer();
    void withholdsTokensWithAnotherStatus();
    void refusesWhatIsNoTokenAnswer();
};

void TestBrokerKeys::opensWithEachOfItsKeys()
{
    std::vector<seal::OpenKey> keys;
    keys.push_back(seal::OpenKey::random());
    const seal::SealKey newer = keys.front().sealKey();
    keys.push_back(test::firstKey());
    Opener opener(std::move(keys));
    const std::string json = R"({"inject_processor":{"token":"T"},)" + kNone + "}";
    const auto older = opener.open(sealedToFirstKey(json));
    QVERIFY(older);
    QCOMPARE((*older)->keyFingerprint, test::firstKey().sealKey().fingerprint());
    const auto sealed = seal::sealText(bytes(json), newer);
    const auto fresh = opener.open(sealed->text);
    QVERIFY(fresh);
    QCOMPARE((*fresh)->keyFingerprint, newer.fingerprint());
    QCOMPARE((*fresh)->fingerprint, sealed->fingerprint);
}

void TestBrokerKeys::namesWhatIsWrongWithAToken()
{
    Opener opener = test::firstOpener();
    const auto problem = [&](std::string_view token) { return opener.open(token).error().body; };
    QVERIFY(problem("a b").starts_with("bad Proxy-Tokenizer encoding: "));
    QCOMPARE(problem("YWJj"), "failed Proxy-Tokenizer decryption");
    const auto other = seal::sealText(bytes("{}"), seal::OpenKey::random().sealKey());
    QCOMPARE(problem(other->text), "failed Proxy-Tokenizer decryption");
}

void TestBrokerKeys::letsAnotherTokenStandForOne()
{
    Opener opener = test::firstOpener();
    const std::string oldToken
        = sealedToFirstKey(R"({"inject_processor":{"token":"old"},)" + kNone + "}");
    const std::string newToken
        = sealedToFirstKey(R"({"inject_processor":{"token":"new"},)" + kNone + "}");
    const std::string fingerprint = (*opener.open(oldToken))->fingerprint;
    QVERIFY(opener.setReplacements({{fingerprint, newToken}}));
    const auto now = *opener.open(oldToken);
    QCOMPARE(std::get<seal::Inject>(now->secret.processor.kind).token.view(), "new");
    QCOMPARE(now->fingerprint, fingerprint);
    QVERIFY(now->usedFingerprint != fingerprint);
    QVERIFY(!opener.setReplacements({{fingerprint, "YWJj"}}));
    QVERIFY((*opener.open(oldToken))->usedFingerprint != fingerprint);
    QVERIFY(opener.setReplacements({}));
    QCOMPARE((*opener.open(oldToken))->usedFingerprint, fingerprint);
}

void TestBrokerKeys::takesFromTheRegisterWhatConsumersHold()
{
    const auto record
        = [](const char *fingerprint, std::vector<std::string> former, const char *key) {
              seal::SealRecord made;
              made.token = std::string("token of ") + fingerprint;
              made.fingerprint = fingerprint;
              made.former = std::move(former);
              made.keyFingerprint = key;
              return made;
          };
    seal::SealRegister seals;
    seals.add(record("c", {"a", "b"}, "ours"));
    seals.add(record("d", {}, "ours"));
    seals.add(record("f", {"e"}, "theirs"));
    const std::uint32_t retired = seals.add(record("h", {"g"}, "ours"));
    seals.retire(retired, kNow);
    const std::vector<std::string> keys{"ours"};
    const ReplacedSeals expected{{"a", "token of c"}, {"b", "token of c"}};
    QCOMPARE(replacedSeals(seals, keys), expected);
    QCOMPARE(replacedSeals(seals, {}).size(), 3U);
    // What another store said stays; what this one knows is as it says now.
    const ReplacedSeals before{{"x", "token of y"}, {"a", "token of b"}, {"g", "token of h"}};
    const ReplacedSeals renewed{{"a", "token of c"}, {"b", "token of c"}, {"x", "token of y"}};
    QCOMPARE(renewedSeals(before, seals, keys), renewed);
    // Sealing again notes what was held.
    const auto profile = seal::makeProfile("p", "http://t:1", test::firstKey().sealKey().hex());
    seal::SealRecord first = record("1111111111111111", {}, "ours");
    first.policy = R"({"inject_processor":{"token":"","fmt":"Bearer %s",)"
                   R"("dst":"Authorization"},"allowed_hosts":["a.example"],)"
                   R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="}})";
    const auto again = seal::sealAgain(first, bytes("newer"), *profile, kNow);
    QVERIFY2(again, again ? "" : again.error().text().c_str());
    QCOMPARE(again->former, std::vector<std::string>{"1111111111111111"});
    QCOMPARE(seal::recordFromText(seal::textOf(*again))->former, again->former);
}

void TestBrokerKeys::takesNothingButReplacedSealsFromTheirFile()
{
    QTemporaryDir folder;
    const auto added = [&folder](Config &config, const std::string &text) {
        QFile file(folder.filePath(QStringLiteral("replaced.toml")));
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write(QByteArray::fromStdString(text));
        file.close();
        return addReplacedFile(config, file.fileName().toStdString());
    };
    const auto named
        = [](const char *digits) { return std::string(4, digits[0]) + "0123456789ab"; };
    const ReplacedSeals all{{named("a"), "YWJj"}, {named("b"), "YWJj"}, {named("c"), "YWJj"}};
    Config config;
    QVERIFY(added(config, replacedText({})));
    QVERIFY(config.replacedSeals.empty());
    QVERIFY(added(config, replacedText(all)));
    QCOMPARE(config.replacedSeals, all);
    // The configuration itself holds where both say something.
    Config own;
    own.deniedSeals = {named("a")};
    own.replacedSeals = {{named("b"), "own"}};
    QVERIFY(added(own, replacedText(all)));
    const ReplacedSeals both{{named("b"), "own"}, {named("c"), "YWJj"}};
    QCOMPARE(own.replacedSeals, both);
    // A file that says more is none of these.
    for (const char *text : {"refuse_strangers = false\n", "[[replaced]]\nseal = \"a\"\n", "x"}) {
        Config untouched;
        const auto refused = added(untouched, text);
        QVERIFY2(!refused && refused.error().text().contains("replaced.toml"), text);
        QVERIFY(untouched.replacedSeals.empty());
    }
    QVERIFY(!addReplacedFile(config, folder.filePath(QStringLiteral("none")).toStdString()));
}

void TestBrokerKeys::forgetsTheOldestToken()
{
    Opener opener = test::firstOpener();
    const std::string first
        = sealedToFirstKey(R"({"inject_processor":{"token":"a"},)" + kNone + "}");
    const auto use = [&opener](const std::string &token) {
        const auto opened = *opener.open(token);
        opener.keep(token, opened);
        return opened;
    };
    const std::weak_ptr<const Opened> kept = use(first);
    QVERIFY(!kept.expired());
    for (std::size_t i = 0; i < Opener::kMostKept; ++i)
        use(sealedToFirstKey(R"({"inject_processor":{"token":"a"},)" + kNone + "}"));
    QVERIFY(kept.expired());
    QVERIFY(opener.open(first));
}

void TestBrokerKeys::acceptsTheKnownMacaroon()
{
    const std::string shown
        = "fm2_lJPEEEuwb45OOncV0gHVc9CqQjfEEDgiWfmaU2hYbp6cmUa5clfCqXRva2VuaXplcpjPAAEAAAAAAACRpFBP"
          "U1TPAAEAAAAAAASRr2FwaS5leGFtcGxlLmNvbc8AAQAAAAAAApGkL3YxLwSSzmVT8QDO9IZXAMQgt9pD6Gi+"
          "n+Fov/bz0qwv5Rxx4o34AcnJQlaU1MMFoAM=";
    const Request fits = requestFor("POST", "http://api.example.com/v1/x");
    QVERIFY(provenMacaroonOf(shown, fits));
    QVERIFY(!provenMacaroonOf(shown, requestFor("GET", "http://api.example.com/v1/x")));
    QVERIFY(!provenMacaroonOf(shown, requestFor("POST", "http://api.example.com:80/v1/x")));
    QVERIFY(!provenMacaroonOf(shown, requestFor("POST", "http://api.example.com/v2/x")));
    QVERIFY(!provenMacaroonOf(shown, fits, kNow - 1));
    QVERIFY(!provenMacaroonOf(shown, fits, std::int64_t{4102444801}));
    Request asking = fits;
    const std::string line = "Bearer " + shown;
    asking.fields = {{"Proxy-Authorization", line}};
    const auto proof
        = authorize(seal::MacaroonAuth{SecretBytes::copyOf(m_key.bytes())}, asking, kNow);
    QVERIFY(proof);
    QCOMPARE(proof->macaroon, "382259f99a5368586e9e9c9946b97257");
}

void TestBrokerKeys::heedsEachCaveat()
{
    using Kind = seal::RequestCaveat::Kind;
    const Request request = requestFor("GET", "http://h.example/a/b?q=1");
    QVERIFY(allows({}, request));
    QVERIFY(allows({seal::RequestCaveat{Kind::Method, {"PUT", "GET"}}}, request));
    QVERIFY(!allows({seal::RequestCaveat{Kind::Method, {"get"}}}, request));
    QVERIFY(allows({seal::RequestCaveat{Kind::Path, {"/a/b"}}}, request));
    QVERIFY(!allows({seal::RequestCaveat{Kind::Path, {"/a"}}}, request));
    QVERIFY(allows({seal::RequestCaveat{Kind::PathPrefix, {"/a"}}}, request));
    QVERIFY(allows({seal::RequestCaveat{Kind::PathPattern, {"^/x", "b$"}}}, request));
    QVERIFY(!allows({seal::RequestCaveat{Kind::PathPattern, {"^/x"}}}, request));
    QVERIFY(!allows({seal::RequestCaveat{Kind::PathPattern, {"(?!a)", "b$"}}}, request));
    QVERIFY(allows({seal::RequestCaveat{Kind::PathPattern, {"b$", "(?!a)"}}}, request));
    QVERIFY(allows({seal::RequestCaveat{Kind::Path, {"/%C3%A9"}}},
                   requestFor("GET", "http://h.example/\xc3\xa9")));
    QVERIFY(allows({seal::RequestCaveat{Kind::Host, {"h.example"}}}, request));
    QVERIFY(!allows({seal::RequestCaveat{Kind::Host, {"h.example:80"}}}, request));
    QVERIFY(!allows(
        {seal::RequestCaveat{Kind::Method, {"GET"}}, seal::RequestCaveat{Kind::Host, {"x"}}},
        request));
    QVERIFY(allows({seal::TimeCaveat{0, static_cast<std::uint64_t>(kNow)}}, request));
    QVERIFY(!allows({seal::TimeCaveat{0, 100}}, request));
    // A URL without a path has the path "", although "/" is sent.
    QVERIFY(
        !allows({seal::RequestCaveat{Kind::Path, {"/"}}}, requestFor("GET", "http://h.example")));
    QVERIFY(allows({seal::RequestCaveat{Kind::Path, {""}}}, requestFor("GET", "http://h.example")));
    QVERIFY(!allows({seal::RequestCaveat{static_cast<Kind>(9), {"GET"}}}, request));
}

void TestBrokerKeys::refusesWhatIsNoMacaroonOfThisKey()
{
    const Request request = requestFor("GET", "http://h.example/");
    const SecretBytes other = bytes(std::string(32, 'x'));
    QVERIFY(!provenMacaroonOf(seal::mintMacaroon(other, {}).view(), request));
    const std::string good(seal::mintMacaroon(m_key, {}).view());
    QVERIFY(provenMacaroonOf(good, request));
    std::string altered = good;
    altered[30] = altered[30] == 'A' ? 'B' : 'A';
    QVERIFY(!provenMacaroonOf(altered, request));
    QVERIFY(!provenMacaroonOf(good.substr(0, good.size() - 1), request));
    QVERIFY(!provenMacaroonOf("xx" + good, request));
    QVERIFY(!provenMacaroonOf("fm2_", request));
}

void TestBrokerKeys::takesBundles()
{
    const Request request = requestFor("GET", "http://h.example/");
    const std::string good(seal::mintMacaroon(m_key, {}).view());
    const SecretBytes otherKey = bytes(std::string(32, 'x'));
    const std::string other(seal::mintMacaroon(otherKey, {}).view());
    QVERIFY(provenMacaroonOf("FlyV1 " + good, request));
    QVERIFY(provenMacaroonOf("bearer flyv1 " + good, request));
    QVERIFY(provenMacaroonOf(other + "," + good, request));
    QVERIFY(provenMacaroonOf("fo1_x," + good, request));
    QVERIFY(provenMacaroonOf("fm1r_" + good.substr(4), request));
    QVERIFY(!provenMacaroonOf(good + ",fm2_!", request));
}

void TestBrokerKeys::letsNobodyInWithAnEmptyMacaroonKey()
{
    Request request = requestFor("GET", "http://h.example/");
    const std::string line = "Bearer " + std::string(seal::mintMacaroon(SecretBytes(), {}).view());
    request.fields = {{"Proxy-Authorization", line}};
    QVERIFY(!authorize(seal::MacaroonAuth{}, request, kNow));
}

void TestBrokerKeys::makesTheKnownAssertion()
{
    const auto assertion = jwtAssertion(countingJwt(), {}, kNow);
    QVERIFY(assertion);
    QCOMPARE(
        assertion->view(),
        std::string("eyJ") + "hbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9."
            + "eyJhdWQiOiJodHRwczovL29hdXRoMi5nb29nbGVhcGlzLmNvbS90b2tlbiIsImV4cCI6MTcwMDAwMzYwMCw"
              "iaWF0IjoxNzAwMDAwMDAwLCJpc3MiOiJzYUBleGFtcGxlLmNvbSIsInNjb3BlIjoiczEgczIiLCJzdWIiOiJ"
              "1"
              "c2VyQGV4YW1wbGUuY29tIn0."
            + "HMIjHWzvLNZ--p0eQ4K_fpbAZRRpfyESaKH3lz6uXfiIr8R5Oi1A8dqcCzl9SWFuFFIGkPqAP-"
              "FNDzaxUXZnCg");
    const auto form = jwtForm(*assertion);
    QVERIFY(form.view().starts_with("assertion=eyJ"));
    QVERIFY(
        form.view().ends_with("&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"));
}

void TestBrokerKeys::letsTheCallerChooseSubjectAndScopes()
{
    const Parameters none({{"sub", ""}, {"scopes", ""}});
    const auto assertion = jwtAssertion(countingJwt(), none, kNow);
    QVERIFY(assertion);
    const QList<QByteArray> parts
        = QByteArray(assertion->view().data(), static_cast<qsizetype>(assertion->size()))
              .split('.');
    const QByteArray claims = QByteArray::fromBase64(parts.value(1), QByteArray::Base64UrlEncoding);
    QCOMPARE(claims,
             QByteArray(R"({"aud":"https://oauth2.googleapis.com/token","exp":1700003600,)"
                        R"("iat":1700000000,"iss":"sa@example.com","scope":""})"));
}

void TestBrokerKeys::refusesKeysThatCannotSign()
{
    const auto problem
        = [](const std::string &pem) { return checkSigningKey(bytes(pem)).error().body; };
    QVERIFY(checkSigningKey(bytes(countingKey())));
    QVERIFY(checkSigningKey(bytes("a line before\n" + countingKey())));
    QCOMPARE(problem(""), "missing private key");
    QCOMPARE(problem("PEM"), "invalid PEM-encoded private key");
    std::string damaged = countingKey();
    damaged.replace(damaged.find("MC4C"), 4, "MC8C");
    QVERIFY(problem(damaged).starts_with("unsupported private key format: "));
    QCOMPARE(checkGithubKey(bytes(countingKey())).error().body,
             "GitHub App requires an RSA private key");
    seal::GithubApp app;
    app.installationId = "456";
    QCOMPARE(*githubPath(app), "/app/installations/456/access_tokens");
    app.tokenUrl = "https://ghe.example/api/v3/app/installations/{installation_id}/access_tokens";
    QCOMPARE(*githubPath(app), "/api/v3/app/installations/456/access_tokens");
    app.tokenUrl = "https://ghe.example";
    QCOMPARE(githubPath(app).error().body, "token_url must include a path");
}

void TestBrokerKeys::sealsTokenAnswers()
{
    const auto secret = opened(credentialsJson(
        R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="},)" + kHosts));
    const auto answer = [&](const std::string &expires) {
        return resealed(*secret, 200,
                        R"({"access_token":"AT-PLAINTEXT","expires_in":)" + expires
                            + R"(,"token_type":"Bearer","refresh_token":"R"})",
                        kNow);
    };
    const auto hour = answer("3600");
    QVERIFY(hour && *hour);
    QCOMPARE((*hour)->expiresIn, 3540);
    QVERIFY((*hour)->body.starts_with("{\"sealed_token\":\""));
    QVERIFY((*hour)->body.ends_with("\",\"expires_in\":3540,\"token_type\":\"sealed\"}"));
    QVERIFY(!(*hour)->body.contains("PLAINTEXT"));
    QCOMPARE(within(**hour),
             R"({"inject_processor":{"token":"AT-PLAINTEXT"},)"
             R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="},)"
                 + kHosts + "}");
    for (const auto &[sent, expected] :
         {std::pair("30", 30), std::pair("60", 60), std::pair("61", 1), std::pair("null", 0)})
        QCOMPARE((*answer(sent))->expiresIn, expected);
    // Upstream forgets this when the processor is one of several.
    const auto several = opened(
        R"({"multi_processor":[{"inject_processor":{"token":"x"}},{"client_credentials_processor":)"
        R"({"client_id":"i","client_secret":"s","token_url":"t"}}],)"
        + kNone + "}");
    QVERIFY(isAnswerSealed(several->secret.processor));
    QVERIFY(within(**resealed(*several, 200, R"({"access_token":"A"})", kNow))
                .contains(R"({"token":"A"})"));
}

void TestBrokerKeys::sealsGithubsAnswer()
{
    const auto secret = opened(githubJson());
    const auto answer = resealed(
        *secret, 201, R"({"token":"ghs_PLAIN","expires_at":"2023-11-14T23:13:20Z"})", kNow);
    QVERIFY(answer && *answer);
    QCOMPARE(within(**answer),
             R"({"inject_processor":{"token":"ghs_PLAIN","fmt":"token %s"},)" + kNone
                 + R"(,"allowed_hosts":["api.github.com"]})");
    QCOMPARE((*answer)->expiresIn, 3540);
    const auto past
        = resealed(*secret, 201, R"({"token":"g","expires_at":"2020-01-01T00:00:00Z"})", kNow);
    QCOMPARE((*past)->expiresIn, 3540);
}

void TestBrokerKeys::withholdsTokensWithAnotherStatus()
{
    const auto secret = opened(credentialsJson(kNone + "," + kHosts));
    const auto created = resealed(*secret, 201, R"({"access_token":"AT"})", kNow);
    QVERIFY(!created);
    QCOMPARE(created.error().reason, Reason::AnswerNotSealed);
    QVERIFY(!created.error().body.contains("AT\""));
    QVERIFY(!resealed(*opened(githubJson()), 200, R"({"token":"AT"})", kNow));
    // Forms that only its reader knows, an escape that hides the name, one within another.
    for (const char *leak : {"access_token=AT&scope=x", "AT", R"({"access_tok\u0065n":"AT"})",
                             R"({"data":{"ACCESS_TOKEN":"AT"}})", R"([{"id_token":"AT"}])",
                             R"({"a":1} {"access_token":"AT"})"})
        QVERIFY2(!resealed(*secret, 202, leak, kNow), leak);
    QVERIFY(!*resealed(*secret, 204, "", kNow));
    const auto harmless = resealed(*secret, 202, R"({"wait":true})", kNow);
    QVERIFY(harmless && !*harmless);
}

void TestBrokerKeys::refusesWhatIsNoTokenAnswer()
{
    const auto secret = opened(credentialsJson(kNone + "," + kHosts));
    const auto problem
        = [&](const std::string &body) { return resealed(*secret, 200, body, kNow).error().body; };
    QCOMPARE(problem(R"({"foo":1})"), "token response missing access_token");
    QCOMPARE(problem(R"({"access_token":""})"), "token response missing access_token");
    QVERIFY(problem("hello").starts_with("failed to parse token response: "));
    QVERIFY(problem(R"({"access_token":"A","expires_in":"3600"})")
                .starts_with("failed to parse token response: "));
    QVERIFY(problem(R"({"access_token":"A","expires_in":1.5})")
                .starts_with("failed to parse token response: "));
    QCOMPARE(resealed(*opened(githubJson()), 201, "{}", kNow).error().body,
             "token response missing token");
}

QTEST_GUILESS_MAIN(TestBrokerKeys)
#include "tst_brokerkeys.moc"

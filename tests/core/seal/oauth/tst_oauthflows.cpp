// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/jsonreader.h"
#include "core/seal/oauth/acquire.h"
#include "core/seal/oauth/codeflow.h"
#include "core/seal/oauth/deviceflow.h"
#include "core/seal/oauth/oauthprovider.h"
#include "tests/support/madeup.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::seal;
using secret::SecretBytes;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;

provider::Answer answerOf(int status, std::string_view body)
{
    provider::Answer answer;
    answer.status = status;
    answer.body = SecretBytes::copyOf(body);
    return answer;
}

RedirectQuery queryOf(std::initializer_list<std::pair<std::string, std::string>> pairs)
{
    RedirectQuery query;
    for (const auto &[name, value] : pairs)
        query.emplace(name, SecretBytes::copyOf(value));
    return query;
}

OAuthProvider example()
{
    OAuthProvider provider;
    provider.id = "example";
    provider.name = "Example";
    provider.issuer = "https://id.example";
    provider.authorize = "https://id.example/authorize?tenant=a";
    provider.token = "https://id.example/token?v=2";
    provider.device = "https://id.example/device";
    provider.hosts = {"api.example"};
    provider.test = {"GET", "api.example", "/me", {}};
    return provider;
}

OAuthClient client(std::string_view secret = {})
{
    OAuthClient made;
    made.id = "cid 1";
    if (!secret.empty())
        made.secret = SecretBytes::copyOf(secret);
    made.scopes = {"a b", "c"};
    return made;
}

QUrlQuery queryOf(const CodeFlow &flow)
{
    return QUrlQuery(QUrl(QString::fromStdString(flow.authorizationUrl())));
}

std::string headerOf(const provider::Request &request, std::string_view name)
{
    for (const auto &[known, value] : request.headers) {
        if (known == name)
            return std::string(value.view());
    }
    return {};
}

/// JSON with single quotes: moc takes raw strings apart at their quotes.
std::string quoted(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

} // namespace

/// The flows without a network: what is asked, and what is made of answers.
class TestOAuthFlows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theChallengeIsThatOfTheStandard()
    {
        // RFC 7636, appendix B.
        const auto verifier = SecretBytes::copyOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        QCOMPARE(pkceChallenge(verifier),
                 std::string("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    void theBrowserIsSentWithChallengeAndState()
    {
        OAuthProvider provider = example();
        provider.parameters = {{"prompt", "consent"}};
        const auto flow = CodeFlow::begin(provider, client(), "http://127.0.0.1:5/callback");
        QVERIFY(flow);
        const std::string url = flow->authorizationUrl();
        QVERIFY(url.starts_with("https://id.example/authorize?tenant=a&response_type=code"));
        const QUrlQuery query = queryOf(*flow);
        const auto value = [&](const char *name) {
            return query.queryItemValue(QLatin1StringView(name), QUrl::FullyDecoded);
        };
        QCOMPARE(value("client_id"), u"cid 1"_s);
        QCOMPARE(value("redirect_uri"), u"http://127.0.0.1:5/callback"_s);
        QCOMPARE(value("scope"), u"a b c"_s);
        QCOMPARE(value("code_challenge_method"), u"S256"_s);
        QCOMPARE(value("code_challenge").size(), 43);
        QCOMPARE(value("state").size(), 43);
        QCOMPARE(value("prompt"), u"consent"_s);
        QVERIFY(value("code_challenge") != value("state"));
        const auto other = CodeFlow::begin(provider, client(), "http://127.0.0.1:5/callback");
        QVERIFY(queryOf(*other).queryItemValue(u"state"_s) != value("state"));
    }

    void onlyTheAnswerToThisSignInIsTaken()
    {
        const auto flow = CodeFlow::begin(example(), client(), "http://127.0.0.1:5/callback");
        const std::string state
            = queryOf(*flow).queryItemValue(u"state"_s, QUrl::FullyDecoded).toStdString();
        const auto code = flow->take(queryOf({{"state", state}, {"code", "C0DE"}}));
        QVERIFY(code && code->view() == "C0DE");
        QVERIFY(
            flow->take(queryOf({{"state", state}, {"code", "C"}, {"iss", "https://id.example"}})));

        for (const RedirectQuery &wrong :
             {queryOf({{"code", "C"}}), queryOf({{"state", ""}, {"code", "C"}}),
              queryOf({{"state", state + "x"}, {"code", "C"}}),
              queryOf({{"state", state.substr(1)}, {"code", "C"}}),
              queryOf({{"state", state}, {"code", "C"}, {"iss", "https://evil.example"}})}) {
            const auto refused = flow->take(wrong);
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::Denied);
            QVERIFY(refused.error().detail.contains("Nothing was stored"));
        }
        const auto declined = flow->take(queryOf({{"state", state}, {"error", "access_denied"}}));
        QCOMPARE(declined.error().kind, ErrorKind::Denied);
        QVERIFY(declined.error().detail.contains("declined"));
        QCOMPARE(flow->take(queryOf({{"state", state}})).error().kind, ErrorKind::Malformed);
    }

    void theCodeIsExchangedWithTheVerifier()
    {
        const auto flow
            = CodeFlow::begin(example(), client("s&cret"), "http://127.0.0.1:5/callback");
        const auto request = flow->tokenRequest(SecretBytes::copyOf("a+b"));
        QVERIFY(request);
        QCOMPARE(request->endpoint.host, std::string("id.example"));
        QVERIFY(request->endpoint.isTls);
        QCOMPARE(request->method, std::string("POST"));
        QCOMPARE(request->target.view(), std::string_view("/token?v=2"));
        const QUrlQuery body(QString::fromStdString(std::string(request->body.view())));
        const auto value = [&](const char *name) {
            return body.queryItemValue(QLatin1StringView(name), QUrl::FullyDecoded);
        };
        QCOMPARE(value("grant_type"), u"authorization_code"_s);
        QCOMPARE(value("code"), u"a+b"_s);
        QCOMPARE(value("redirect_uri"), u"http://127.0.0.1:5/callback"_s);
        QCOMPARE(value("client_id"), u"cid 1"_s);
        QCOMPARE(value("client_secret"), u"s&cret"_s);
        QCOMPARE(QString::fromStdString(
                     pkceChallenge(SecretBytes::copyOf(value("code_verifier").toStdString()))),
                 queryOf(*flow).queryItemValue(u"code_challenge"_s));
    }

    void theSecretGoesWhereTheProviderWantsIt()
    {
        OAuthProvider provider = example();
        provider.secretIn = ClientSecretIn::Basic;
        const auto flow = CodeFlow::begin(provider, client("s:x"), "http://127.0.0.1:5/callback");
        const auto request = flow->tokenRequest(SecretBytes::copyOf("c"));
        QVERIFY(!request->body.view().contains("client_secret"));
        QCOMPARE(headerOf(*request, "Authorization"),
                 "Basic " + QByteArray("cid%201:s%3Ax").toBase64().toStdString());
    }

    void whatCannotWorkIsRefusedBefore()
    {
        OAuthProvider provider = example();
        provider.needsSecret = true;
        QVERIFY(!CodeFlow::begin(provider, client(), "http://127.0.0.1:5/callback"));
        QVERIFY(CodeFlow::begin(provider, client("s"), "http://127.0.0.1:5/callback"));
        provider.takesLoopback = false;
        const auto refused = CodeFlow::begin(provider, client("s"), "http://127.0.0.1:5/callback");
        QVERIFY(refused.error().detail.contains("service"));
        QVERIFY(!CodeFlow::begin(example(), {}, "http://127.0.0.1:5/callback"));
    }

    void tokenAnswersAreReadInPlace()
    {
        const std::string token = test::MadeUp(3).alphanumeric(40);
        const auto granted = readTokenAnswer(
            answerOf(
                200,
                quoted("{'access_token':'") + token
                    + quoted("','token_type':'bearer','expires_in':'3600','refresh_token':'r'}")),
            kNow);
        QVERIFY(granted);
        QCOMPARE(granted->access.view(), std::string_view(token));
        QCOMPARE(granted->expiresAt, kNow + 3600);
        QVERIFY(granted->hadRefresh);
        const auto endless
            = readTokenAnswer(answerOf(200, quoted("{'access_token':'t','expires_in':-5}")), kNow);
        QVERIFY(endless && endless->expiresAt == 0 && !endless->hadRefresh);
    }

    void tokenAnswersWithoutATokenAreExplained_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, int status, const std::string &body, ErrorKind kind,
                            const QString &words) {
            QTest::newRow(name) << status << QByteArray::fromStdString(body) << int(kind) << words;
        };
        row("GitHub says errors with 200", 200, quoted("{'error':'bad_verification_code'}"),
            ErrorKind::Denied, u"start again"_s);
        row("client", 401, quoted("{'error':'invalid_client'}"), ErrorKind::Denied, u"client id"_s);
        row("unknown", 400, quoted("{'error':'odd_thing'}"), ErrorKind::Denied, u"\"odd_thing\""_s);
        row("an error that is no code is not shown", 400, quoted("{'error':'<b>tok3n-1234</b>'}"),
            ErrorKind::Denied, u"no reason that can be shown"_s);
        row("another kind of token", 200, quoted("{'access_token':'t','token_type':'DPoP'}"),
            ErrorKind::Denied, u"no bearer token"_s);
        row("server", 503, "down", ErrorKind::Io, u"503"_s);
        row("page", 200, "<html>", ErrorKind::Malformed, u"without a token"_s);
        row("empty token", 200, quoted("{'access_token':''}"), ErrorKind::Malformed, u"without"_s);
    }

    void tokenAnswersWithoutATokenAreExplained()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QFETCH(QString, words);
        const auto read = readTokenAnswer(answerOf(status, body.toStdString()), kNow);
        QVERIFY(!read);
        QCOMPARE(int(read.error().kind), kind);
        QVERIFY2(QString::fromStdString(read.error().detail).contains(words),
                 read.error().detail.c_str());
        QVERIFY(!read.error().detail.contains("tok3n"));
    }

    void aDeviceIsAskedForAtTheProvidersPace()
    {
        const auto asked = deviceRequest(example(), client());
        QVERIFY(asked && asked->body.view().starts_with("scope=a%20b%20c&client_id=cid%201"));
        auto code = readDeviceAnswer(
            answerOf(200,
                     quoted("{'device_code':'D','user_code':'WDJB-MJHT','interval':2,'verification_"
                            "uri':'https://id.example/activate','expires_in':1800}")),
            kNow);
        QVERIFY(code);
        QCOMPARE(code->userCode, std::string("WDJB-MJHT"));
        QCOMPARE(code->expiresAt, kNow + 1800);
        DeviceFlow flow(example(), client(), std::move(*code), kNow);
        QCOMPARE(flow.nextAt(), kNow + 2);
        QVERIFY(flow.pollRequest()->body.view().contains("device_code=D"));
        QVERIFY(flow.pollRequest()->body.view().contains(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"));

        const auto pending = answerOf(400, quoted("{'error':'authorization_pending'}"));
        QVERIFY(flow.take(pending, kNow + 2) && !*flow.take(pending, kNow + 2));
        QCOMPARE(flow.nextAt(), kNow + 4);
        QVERIFY(flow.take(answerOf(400, quoted("{'error':'slow_down'}")), kNow + 4));
        QCOMPARE(flow.nextAt(), kNow + 11);
        QVERIFY(flow.take(answerOf(502, "gone"), kNow + 11));
        QCOMPARE(flow.nextAt(), kNow + 25); // twice as long after a failure
        const auto granted = flow.take(answerOf(200, quoted("{'access_token':'T'}")), kNow + 25);
        QVERIFY(granted && *granted && (*granted)->access.view() == "T");
    }

    void aCodeThatNobodyConfirmsEnds()
    {
        DeviceCode code;
        code.code = SecretBytes::copyOf("D");
        code.expiresAt = kNow + 10;
        DeviceFlow flow(example(), client(), std::move(code), kNow);
        const auto late
            = flow.take(answerOf(400, quoted("{'error':'authorization_pending'}")), kNow + 10);
        QCOMPARE(late.error().kind, ErrorKind::Denied);
        const auto declined
            = flow.take(answerOf(400, quoted("{'error':'access_denied'}")), kNow + 1);
        QVERIFY(declined.error().detail.contains("declined"));
    }

    void aCodeIsConfirmedAtSafePlacesOnly()
    {
        for (const char *url : {"http://id.example/activate", "javascript:alert(1)", "",
                                "https://user@id.example/activate"}) {
            const auto read = readDeviceAnswer(
                answerOf(200,
                         std::string(quoted("{'device_code':'D','user_code':'U',"))
                             + quoted("'verification_uri':'") + url + "\"}"),
                kNow);
            QVERIFY2(!read, url);
        }
        OAuthProvider none = example();
        none.device.clear();
        QCOMPARE(deviceRequest(none, client()).error().kind, ErrorKind::Unsupported);
    }

    void anIssuerSaysWhatItHas()
    {
        const auto request = discoveryRequest("https://id.example/tenant/");
        QVERIFY(request && request->target.view() == "/tenant/.well-known/openid-configuration");
        const auto document = [](const std::string &issuer, const std::string &token) {
            return answerOf(200,
                            quoted("{'issuer':'") + issuer
                                + quoted("','authorization_endpoint':'https://id.example/a',")
                                + quoted("'token_endpoint':'") + token + "\"}");
        };
        const auto found
            = readDiscovery(document("https://id.example/tenant", "https://t.example/"),
                            "https://id.example/tenant/");
        QVERIFY(found);
        QCOMPARE(found->askedHosts(), std::vector<std::string>{"t.example"});
        QCOMPARE(found->secretIn, ClientSecretIn::Basic);
        QCOMPARE(readDiscovery(document("https://evil.example", "https://t.example/"),
                               "https://id.example")
                     .error()
                     .kind,
                 ErrorKind::Denied);
        QVERIFY(!readDiscovery(document("https://id.example", "http://t.example/"),
                               "https://id.example"));
        QVERIFY(!readDiscovery(answerOf(404, "no"), "https://id.example"));
        QVERIFY(!discoveryRequest("http://id.example"));
        QVERIFY(discoveryRequest("http://127.0.0.1:99"));
    }

    void theProvidersOfTheProgramAreThere()
    {
        for (const char *id : {"github", "gitlab", "google", "slack", "azure"})
            QVERIFY2(oauthProviderById(id) != nullptr, id);
        QVERIFY(!oauthProviderById("slack")->takesLoopback);
        const auto moved = oauthProviderById("github")->at("http://127.0.0.1:81/x/");
        QVERIFY(moved);
        QCOMPARE(moved->token, std::string("http://127.0.0.1:81/x/login/oauth/access_token"));
        QCOMPARE(moved->askedHosts(), std::vector<std::string>{"127.0.0.1:81"});
        QVERIFY(!oauthProviderById("github")->at("http://example.org"));
    }

    void aSectionThatIsWrongIsRefused_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("plain http") << QByteArray("authorize = \"http://a.example/\"");
        QTest::newRow("unknown key") << QByteArray("authorise = \"x\"");
        QTest::newRow("host") << QByteArray("hosts = [\"https://a.example\"]");
        QTest::newRow("no reference") << QByteArray("references = []");
    }

    void aSectionThatIsWrongIsRefused()
    {
        QFETCH(QByteArray, lines);
        QByteArray text("[provider]\nid = \"x\"\n[oauth]\n");
        for (const char *line :
             {"authorize = \"https://a.example/\"", "token = \"https://a.example/t\"",
              "hosts = [\"a.example\"]", "references = [\"docs\"]"}) {
            if (!lines.startsWith(QByteArray(line).left(5)) || lines.startsWith("authorise"))
                text += QByteArray(line) + "\n";
        }
        QVERIFY(!parseOAuthProvider({"x.toml", (text + lines + "\n").toStdString()}));
    }

    void aTokenIsSealedAndOnlyTheProxyOpensIt()
    {
        const OpenKey key = OpenKey::random();
        const Profile profile
            = *makeProfile("production", "http://tokenizer.internal:8080", key.sealKey().hex());
        const std::string token = test::MadeUp(5).alphanumeric(40);
        GrantedToken granted;
        granted.access = SecretBytes::copyOf(token);
        granted.expiresAt = kNow + 3600;
        const auto made = sealGranted(std::move(granted), example(), {"api.example"},
                                      {"billing", {}, {}}, profile, kNow);
        QVERIFY(made);
        QCOMPARE(made->record.acquired, (Acquired{"", "example"}));
        QCOMPARE(made->record.expiresAt, kNow + 3600);
        QCOMPARE(made->record.test.path, std::string("/me"));
        QVERIFY(!made->bearer.isEmpty());
        const auto opened = *readSecretJson(openToken(made->record.token, key)->view());
        const auto &inject = std::get<Inject>(opened.processor.kind);
        QCOMPARE(inject.token.view(), std::string_view(token));
        QCOMPARE(inject.format.value, std::string("Bearer %s"));
        QCOMPARE(*opened.destinations.hosts, std::vector<std::string>{"api.example"});
        QVERIFY(!textOf(made->record).contains(token));

        // Kept and read again; acquired anew, the consumer keeps its bearer.
        const auto kept = recordFromText(textOf(made->record));
        QCOMPARE(kept->acquired.provider, std::string("example"));
        GrantedToken next;
        next.access = SecretBytes::copyOf("N3XT");
        const auto again = sealGrantedAgain(std::move(next), *kept, profile, kNow + 10);
        QVERIFY(again);
        QCOMPARE(again->expiresAt, 0);
        const auto reopened = *readSecretJson(openToken(again->token, key)->view());
        QVERIFY(std::get<BearerAuth>(reopened.authorizer).digest
                == std::get<BearerAuth>(opened.authorizer).digest);
        // Without a host it would reach anywhere.
        GrantedToken free;
        free.access = SecretBytes::copyOf("T");
        QVERIFY(!sealGranted(std::move(free), example(), {}, {"billing", {}, {}}, profile, kNow));
    }

    void anHourIsNotSoonUntilItsLastFifth()
    {
        SealRecord record;
        record.madeAt = kNow;
        record.expiresAt = kNow + 3600;
        QCOMPARE(record.soonAt(), kNow + 2880);
        QCOMPARE(record.state(kNow + 2879), SealState::NeverTested);
        QCOMPARE(record.state(kNow + 2880), SealState::ExpiresSoon);
        QCOMPARE(record.state(kNow + 3600), SealState::Expired);
        record.expiresAt = kNow + 365 * 86400;
        QCOMPARE(record.soonAt(), record.expiresAt - 7 * 86400);
    }
};

QTEST_GUILESS_MAIN(TestOAuthFlows)
#include "tst_oauthflows.moc"

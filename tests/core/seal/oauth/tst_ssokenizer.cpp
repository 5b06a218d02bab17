// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/jsonreader.h"
#include "core/seal/oauth/acquire.h"
#include "core/seal/oauth/exchange.h"
#include "core/seal/oauth/ssokenizer.h"
#include "core/seal/sealkey.h"

#include <QTest>

#include <deque>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::seal;
using secret::SecretBytes;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;

/// The exact JSON that the service seals (tokenizer.md 10.3).
std::string sealed(const SealKey &key, const std::string &access = "AT1")
{
    return sealText(SecretBytes::copyOf(R"({"oauth2_processor":{"token":{"access_token":")" + access
                                        + R"(","refresh_token":"RT1"}},"bearer_auth":{"digest":")"
                                        + std::string(43, 'A') + R"(="}})"),
                    key)
        ->text;
}

RedirectQuery queryOf(std::initializer_list<std::pair<std::string, std::string>> pairs)
{
    RedirectQuery query;
    for (const auto &[name, value] : pairs)
        query.emplace(name, SecretBytes::copyOf(value));
    return query;
}

provider::Answer answerOf(int status, std::string_view body, std::string cacheControl = {})
{
    provider::Answer answer;
    answer.status = status;
    answer.body = SecretBytes::copyOf(body);
    if (!cacheControl.empty())
        answer.headers.emplace_back("cache-control", std::move(cacheControl));
    return answer;
}

std::string stateOf(const SsoFlow &flow)
{
    const std::string url = flow.startUrl();
    return url.substr(url.find("state=") + 6);
}

/// Answers what it was given, one after the other, and keeps what was asked.
class Script final : public provider::Transport
{
public:
    Result<provider::Answer> send(const provider::Request &request, std::stop_token) override
    {
        target = std::string(request.target.view());
        headers.clear();
        for (const auto &[name, value] : request.headers)
            headers[name] = std::string(value.view());
        host = request.endpoint.authority();
        if (answers.empty())
            return fail(ErrorKind::Io, "The server refused the connection.");
        provider::Answer next = std::move(answers.front());
        answers.pop_front();
        return next;
    }

    std::deque<provider::Answer> answers;
    std::string target;
    std::string host;
    std::map<std::string, std::string> headers;
};

} // namespace

/// The protocol of the service as tokenizer.md 10 and V18 have it, from our side.
class TestSsokenizer : public QObject
{
    Q_OBJECT

    const OpenKey m_key = OpenKey::random();
    const Profile m_profile
        = *makeProfile("production", "http://tokenizer.internal:8080", m_key.sealKey().hex());
    const SsoService m_service = *SsoService::make("https://sso.example/", "github");

private Q_SLOTS:
    void startsWithAStateOfItsOwn()
    {
        const SsoFlow one(m_service);
        const SsoFlow two(m_service);
        QVERIFY(one.startUrl().starts_with("https://sso.example/github/start?state="));
        QCOMPARE(stateOf(one).size(), 43U);
        QVERIFY(stateOf(one) != stateOf(two));
        QCOMPARE(m_service.yaml("http://127.0.0.1:5/callback"),
                 std::string("identity_providers:\n  github:\n    return_url: "
                             "http://127.0.0.1:5/callback\n"));
    }

    void namesThatAreNoneAreRefused()
    {
        for (const char *url : {"sso.example", "http://sso.example", "https://u:p@sso.example",
                                "https://sso.example/?x=1", ""})
            QVERIFY2(!SsoService::make(url, "github"), url);
        for (const char *name : {"", "a/b", "..", "health", "a b", "\xc3\xa4"})
            QVERIFY2(!SsoService::make("https://sso.example", name), name);
        QVERIFY(SsoService::make("http://127.0.0.1:3000/base", "idp"));
    }

    void takesWhatWasSealed()
    {
        const SsoFlow flow(m_service);
        const std::string token = sealed(m_key.sealKey());
        const auto grant = flow.take(
            queryOf({{"state", stateOf(flow)}, {"sealed", token}, {"expires", "1800003600"}}));
        QVERIFY(grant);
        QCOMPARE(grant->token, token);
        QCOMPARE(grant->expiresAt, kNow + 3600);
        QCOMPARE(grant->fingerprint.size(), 16U);
        // Go's zero time stands for no end; so does nothing.
        const auto endless = flow.take(
            queryOf({{"state", stateOf(flow)}, {"sealed", token}, {"expires", "-62135596800"}}));
        QVERIFY(endless && endless->expiresAt == 0);
        QVERIFY(flow.take(queryOf({{"state", stateOf(flow)}, {"sealed", token}})));
    }

    void refusesInWords_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("words");
        QTest::newRow("wrong state")
            << u"x"_s << u"sealed"_s << u"S"_s << u"another state than the one that was sent"_s;
        QTest::newRow("no state") << QString() << u"sealed"_s << u"S"_s << u"another state"_s;
        QTest::newRow("error with a wrong state")
            << u"x"_s << u"error"_s << u"expired"_s << u"another state"_s;
        QTest::newRow("no cookie") << QString() << u"error"_s << u"bad request"_s << u"cookie"_s;
        QTest::newRow("expired") << u"="_s << u"error"_s << u"expired"_s << u"longer than"_s;
        QTest::newRow("bad response")
            << u"="_s << u"error"_s << u"bad response"_s << u"answer to the service"_s;
        QTest::newRow("seal error") << u"="_s << u"error"_s << u"seal error"_s << u"seal key"_s;
        QTest::newRow("provider") << u"="_s << u"error"_s << u"access_denied"_s << u"declined"_s;
        QTest::newRow("hostile words") << u"="_s << u"error"_s << u"<script>"_s << u"no reason"_s;
        QTest::newRow("not sealed") << u"="_s << u"sealed"_s << u"AT1"_s << u"no sealed token"_s;
        QTest::newRow("nothing") << u"="_s << u"other"_s << u"1"_s << u"no sealed token"_s;
        QTest::newRow("too long") << u"="_s << u"sealed"_s << QString(20'000, u'A')
                                  << u"no sealed token"_s;
    }

    void refusesInWords()
    {
        QFETCH(QString, state);
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, words);
        const SsoFlow flow(m_service);
        RedirectQuery query = queryOf({{name.toStdString(), value.toStdString()}});
        if (!state.isEmpty())
            query.emplace(
                "state",
                SecretBytes::copyOf(state == u"="_s ? stateOf(flow) : state.toStdString()));
        const auto refused = flow.take(query);
        QVERIFY(!refused);
        QVERIFY2(QString::fromStdString(refused.error().detail).contains(words),
                 refused.error().detail.c_str());
    }

    void refreshesThroughTheProxy()
    {
        const std::string old = sealed(m_key.sealKey());
        SealRecord record
            = recordOf({old, "f", kNow + 60}, m_service, {"billing", "", ""}, m_profile, kNow);
        QCOMPARE(record.source.type, std::string("GitHub OAuth token"));
        QCOMPARE(record.test.host, std::string("api.github.com"));
        record.number = 3;
        record = *recordFromText(textOf(record));
        QCOMPARE(record.acquired, (Acquired{"https://sso.example", "github"}));

        Script proxy;
        const std::string next = sealed(m_key.sealKey(), "AT2");
        proxy.answers.push_back(answerOf(200, next, "private, max-age=3600"));
        const auto bearer = SecretBytes::copyOf("b3arer");
        const auto again = refreshSeal(proxy, record, m_profile, bearer, kNow, {});
        QVERIFY(again);
        QCOMPARE(again->token, next);
        QCOMPARE(again->expiresAt, kNow + 3600);
        QCOMPARE(again->number, 3U);
        QVERIFY(again->fingerprint != record.fingerprint);
        QCOMPARE(again->former,
                 std::vector<std::string>{record.fingerprint}); // what it may still hold
        // As tokenizer.md 7.1, 7.2 and 10.3 have it.
        QCOMPARE(proxy.host, std::string("tokenizer.internal:8080"));
        QCOMPARE(proxy.target, std::string("http://sso.example/github/refresh"));
        QCOMPARE(proxy.headers["Proxy-Tokenizer"], old + R"(; {"st":"refresh"})");
        QCOMPARE(proxy.headers["Proxy-Authorization"], std::string("Bearer b3arer"));
        QCOMPARE(proxy.headers["Host"], std::string("sso.example"));

        proxy.answers.push_back(answerOf(200, next, "private, max-age=-9223372036"));
        QCOMPARE(refreshSeal(proxy, record, m_profile, bearer, kNow, {})->expiresAt, 0);
        QVERIFY(!refreshSeal(proxy, record, m_profile, bearer, kNow, {})); // nobody there
    }

    void refreshesThatFailAreExplained_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words");
        QTest::newRow("bearer") << 407 << QByteArray("bad bearer") << u"bearer"_s;
        QTest::newRow("host")
            << 400
            << QByteArray("request validator failed: bad request: secret not valid for sso.example")
            << u"host pattern"_s;
        QTest::newRow("no refresh token") << 401 << QByteArray() << u"no refresh token"_s;
        QTest::newRow("withdrawn") << 502 << QByteArray() << u"withdrawn"_s;
        QTest::newRow("key") << 502 << QByteArray("failed Proxy-Tokenizer decryption")
                             << u"another key"_s;
        QTest::newRow("nothing to refresh with")
            << 502 << QByteArray("missing token") << u"has no refresh token"_s;
        QTest::newRow("unreachable") << 502 << QByteArray("dial tcp: refused") << u"reach"_s;
        QTest::newRow("service") << 500 << QByteArray() << u"log"_s;
        QTest::newRow("no token") << 200 << QByteArray("<html>") << u"no sealed token"_s;
    }

    void refreshesThatFailAreExplained()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        const auto read = readRefreshAnswer(answerOf(status, body.toStdString()), kNow);
        QVERIFY(!read);
        QVERIFY2(QString::fromStdString(read.error().detail).contains(words),
                 read.error().detail.c_str());
    }

    void onlyWhatAServiceSealedIsRefreshed()
    {
        SealRecord made;
        QVERIFY(serviceOf(made).error().detail.contains("acquired by OAuth"));
        made.acquired.provider = "github";
        QVERIFY(serviceOf(made).error().detail.contains("acquire it anew"));
        // And nobody else can seal it again.
        const SealRecord record = recordOf({sealed(m_key.sealKey()), "f", 0}, m_service,
                                           {"billing", "", ""}, m_profile, kNow);
        const auto again = sealAgain(record, SecretBytes::copyOf("v"), m_profile, kNow);
        QVERIFY(again.error().detail.contains("a service sealed it"));
    }
};

QTEST_GUILESS_MAIN(TestSsokenizer)
#include "tst_ssokenizer.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/oauth/acquire.h"
#include "core/seal/oauth/exchange.h"
#include "core/seal/oauth/loopbackreturn.h"
#include "tests/core/seal/broker/realtokenizer.h"
#include "tests/core/seal/broker/serverrig.h"
#include "tests/core/seal/oauth/realssokenizer.h"
#include "tests/support/loopbackserver.h"

#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::test;
using secret::SecretBytes;

namespace {

std::string grant(const std::string &access, const std::string &more)
{
    return R"({"access_token":")" + access + R"(","token_type":"bearer")" + more + "}";
}

std::string bearerMemberFor(const SecretBytes &bearer)
{
    return R"("bearer_auth":{"digest":")" + seal::base64Of(seal::digestOf(bearer)) + "\"}";
}

} // namespace

/// The dance with the real service (tokenizer.md 10, V18) before a made-up provider, and the
/// refresh through the real proxy and through our broker (16, item 8).
class TestRealSsokenizer : public ServerRig
{
    Q_OBJECT

    static constexpr std::uint16_t kReturnPort = 9;

    /// Where a sign-in stands after its begin.
    struct Begun
    {
        QUrl provider; ///< what the browser is sent to
        QByteArray cookie;
    };

    RealTokenizer m_tokenizer;
    std::unique_ptr<RealSsokenizer> m_sso;
    std::unique_ptr<LoopbackServer> m_provider;
    LoopbackServer::Reply m_granted;
    SecretBytes m_bearer = seal::makeBearer();

    static std::int64_t now() { return QDateTime::currentSecsSinceEpoch(); }
    [[nodiscard]] seal::SsoService service() const
    {
        return *seal::SsoService::make(m_sso->url(), "idp");
    }
    bool serve(const std::string &sealKey)
    {
        m_sso = std::make_unique<RealSsokenizer>(m_certificate);
        return m_sso->serve(sealKey, std::string(m_bearer.view()), m_provider->url(),
                            seal::returnUrl("127.0.0.1", kReturnPort));
    }
    [[nodiscard]] std::string bearerMember() const { return bearerMemberFor(m_bearer); }

    /// As a browser does it.
    [[nodiscard]] Answer visited(const QByteArray &target, const QByteArray &cookie = {},
                                 const QByteArray &method = "GET",
                                 const QByteArray &form = {}) const
    {
        QByteArray text = method + " " + target + " HTTP/1.1\r\nHost: browser\r\n";
        if (!cookie.isEmpty())
            text += "Cookie: " + cookie + "\r\n";
        if (!form.isEmpty())
            text += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + QByteArray::number(form.size()) + "\r\n";
        return Client(m_sso->port()).ask(text + "\r\n" + form);
    }
    [[nodiscard]] static QByteArray cookieOf(const Answer &answer)
    {
        const QByteArray line = answer.header("Set-Cookie");
        return line.left(line.indexOf(';'));
    }
    [[nodiscard]] Begun begun(const seal::SsoFlow &flow) const
    {
        const QByteArray url = QByteArray::fromStdString(flow.startUrl());
        const Answer answer = visited(url.mid(qsizetype(m_sso->url().size())));
        return {QUrl::fromEncoded(answer.header("Location")), cookieOf(answer)};
    }
    [[nodiscard]] static QByteArray nonceOf(const Begun &begun)
    {
        return QUrlQuery(begun.provider).queryItemValue(u"state"_s).toLatin1();
    }
    /// What the loopback port of a sign-in makes of the redirect that brings the browser back.
    [[nodiscard]] static Result<seal::RedirectQuery> broughtBack(const Answer &answer)
    {
        const QUrl url = QUrl::fromEncoded(answer.header("Location"));
        return seal::parseRedirect(
            ("GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
             + " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\n\r\n")
                .toStdString(),
            kReturnPort, seal::kReturnPath);
    }
    [[nodiscard]] Result<seal::SealedGrant> signedIn() const
    {
        const seal::SsoFlow flow(service());
        const Begun begun = this->begun(flow);
        const auto back
            = broughtBack(visited("/idp/callback?code=111&state=" + nonceOf(begun), begun.cookie));
        return back ? flow.take(*back) : std::unexpected(back.error());
    }
    static QByteArray opened(const std::string &token)
    {
        const auto plain = seal::openToken(token, firstKey());
        return plain ? QByteArray(plain->view().data(), qsizetype(plain->size())) : QByteArray();
    }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_granted = {}; }
    void cleanupTestCase();

    void signsInAndSeals();
    void takesNoEndForNone();
    void saysInWordsWhatFailed_data();
    void saysInWordsWhatFailed();
    void saysThatItsSealKeyIsBad();
    void sealsTwoHeadersAtOnce();
    void refreshes_data();
    void refreshes();
    void saysInWordsWhyItIsNotRefreshed_data();
    void saysInWordsWhyItIsNotRefreshed();
};

void TestRealSsokenizer::initTestCase()
{
    m_sso = std::make_unique<RealSsokenizer>(m_certificate);
    if (!m_sso->isHere())
        QSKIP(kNoSsokenizer);
    begin();
    stop();
    m_config.authorities = m_certificate.file().toStdString();
    start();
    m_provider = std::make_unique<LoopbackServer>(
        [this](const LoopbackServer::Seen &) { return m_granted; });
    QVERIFY2(serve(firstKey().sealKey().hex()), m_sso->log().constData());
    if (m_tokenizer.isHere())
        QVERIFY(m_tokenizer.serve(m_certificate.file()));
}

void TestRealSsokenizer::init()
{
    m_granted.body = grant("AT1", R"(,"refresh_token":"RT1","expires_in":3600)");
    m_provider->clear();
}

void TestRealSsokenizer::cleanupTestCase()
{
    m_tokenizer.stop();
    m_sso.reset();
    m_provider.reset();
    end();
}

void TestRealSsokenizer::signsInAndSeals()
{
    const seal::SsoFlow flow(service());
    const Begun begun = this->begun(flow);
    QVERIFY2(begun.provider.toString().startsWith(QString::fromStdString(m_provider->url())
                                                  + u"/auth?"_s),
             m_sso->log().constData());
    const QUrlQuery query(begun.provider);
    const QString callback = QString::fromStdString(m_sso->url()) + u"/idp/callback"_s;
    QCOMPARE(query.queryItemValue(u"access_type"_s), u"offline"_s);
    QCOMPARE(query.queryItemValue(u"client_id"_s), u"cid"_s);
    QCOMPARE(query.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded), callback);
    QCOMPARE(query.queryItemValue(u"response_type"_s), u"code"_s);
    QCOMPARE(query.queryItemValue(u"scope"_s), u"a+b+c"_s);
    const QByteArray nonce = nonceOf(begun);
    QCOMPARE(nonce.size(), 32);
    const QByteArray url = QByteArray::fromStdString(flow.startUrl());
    const QByteArray state = url.mid(url.indexOf("state=") + 6);
    QVERIFY(begun.cookie.startsWith("transaction="));
    const QByteArray kept = QByteArray::fromBase64(begun.cookie.mid(12));
    QVERIFY2(kept.startsWith("\x84\xabReturnState\xd9\x2b" + state + "\xa5Nonce\xd9\x20" + nonce),
             kept.toHex().constData());

    const Answer answer = visited("/idp/callback?code=111&state=" + nonce, begun.cookie);
    QCOMPARE(answer.status(), 302);
    const auto back = broughtBack(answer);
    QVERIFY2(back, answer.head.constData());
    const auto grant = flow.take(*back);
    QVERIFY2(grant, grant ? "" : grant.error().text().c_str());
    QVERIFY(std::abs(grant->expiresAt - now() - 3600) < 60);
    QCOMPARE(opened(grant->token),
             QByteArray::fromStdString(
                 R"({"oauth2_processor":{"token":{"access_token":"AT1","refresh_token":"RT1"}},)"
                 + bearerMember() + "}"));
    // Another sign-in's state is refused.
    QVERIFY(!seal::SsoFlow(service()).take(*back));

    QCOMPARE(m_provider->seen().size(), 1U);
    const LoopbackServer::Seen &asked = m_provider->seen().front();
    QCOMPARE(asked.target, std::string("/token"));
    QCOMPARE(asked.header("authorization"),
             "Basic " + QByteArray("cid:csec").toBase64().toStdString());
    QCOMPARE(asked.body,
             "access_type=offline&code=111&grant_type=authorization_code&redirect_uri="
                 + callback.toUtf8().toPercentEncoding("-._~").toStdString());
}

void TestRealSsokenizer::takesNoEndForNone()
{
    m_granted.body = grant("AT1", {});
    const auto grant = signedIn();
    QVERIFY(grant);
    QCOMPARE(grant->expiresAt, 0);
    QVERIFY(!opened(grant->token).contains("refresh_token"));
}

void TestRealSsokenizer::saysInWordsWhatFailed_data()
{
    QTest::addColumn<QByteArray>("query"); // %1: the nonce
    QTest::addColumn<bool>("hasCookie");
    QTest::addColumn<int>("status"); // of the token endpoint
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("words");
    const QByteArray good = "code=111&state=%1";
    const QByteArray token = R"({"access_token":"A","token_type":"bearer"})";
    QTest::newRow("declined") << QByteArray("error=access_denied&state=%1") << true << 200 << token
                              << QByteArray("declined");
    QTest::newRow("another state") << QByteArray("code=111&state=x") << true << 200 << token
                                   << QByteArray("answer to the service");
    QTest::newRow("no code") << QByteArray("state=%1") << true << 200 << token
                             << QByteArray("answer to the service");
    QTest::newRow("no cookie") << good << false << 200 << token << QByteArray("cookie");
    QTest::newRow("refused") << good << true << 400 << QByteArray(R"({"error":"invalid_grant"})")
                             << QByteArray("answer to the service");
    QTest::newRow("other type") << good << true << 200
                                << QByteArray(R"({"access_token":"A","token_type":"mac"})")
                                << QByteArray("answer to the service");
    QTest::newRow("no token") << good << true << 200 << QByteArray("{}")
                              << QByteArray("answer to the service");
}

void TestRealSsokenizer::saysInWordsWhatFailed()
{
    QFETCH(QByteArray, query);
    QFETCH(bool, hasCookie);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, words);
    m_granted.status = status;
    m_granted.body = body.toStdString();
    const seal::SsoFlow flow(service());
    const Begun begun = this->begun(flow);
    const auto back = broughtBack(visited("/idp/callback?" + query.replace("%1", nonceOf(begun)),
                                          hasCookie ? begun.cookie : QByteArray()));
    QVERIFY(back);
    const auto refused = flow.take(*back);
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.contains(words.toStdString()), refused.error().detail.c_str());
}

void TestRealSsokenizer::saysThatItsSealKeyIsBad()
{
    const auto before = std::exchange(m_sso, nullptr);
    QVERIFY(serve("00"));
    const auto refused = signedIn();
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.contains("seal key"), refused.error().detail.c_str());
    QVERIFY(serve(firstKey().sealKey().hex()));
}

void TestRealSsokenizer::sealsTwoHeadersAtOnce()
{
    const seal::SsoFlow flow(*seal::SsoService::make(m_sso->url(), "music"));
    const QByteArray url = QByteArray::fromStdString(flow.startUrl());
    const Answer page = visited(url.mid(qsizetype(m_sso->url().size())));
    QCOMPARE(page.status(), 200);
    const QByteArray cookie = cookieOf(page);
    const QByteArray kept = QByteArray::fromBase64(cookie.mid(12));
    const QByteArray nonce = kept.mid(kept.indexOf("\xa5Nonce\xd9\x20") + 8, 32);
    const Answer answer
        = visited("/music/callback", cookie, "POST", "state=" + nonce + "&token=MUT");
    const auto back = broughtBack(answer);
    QVERIFY2(back, (answer.head + m_sso->log()).constData());
    const auto grant = flow.take(*back);
    QVERIFY2(grant, grant ? "" : grant.error().text().c_str());
    QCOMPARE(opened(grant->token),
             QByteArray::fromStdString(
                 R"({"multi_processor":[{"inject_processor":{"token":"devtok","fmt":"Bearer %s",)"
                 R"("dst":"Authorization"}},{"inject_processor":{"token":"MUT","fmt":"%s",)"
                 R"("dst":"Music-User-Token"}}],)"
                 + bearerMember()
                 + R"(,"allowed_host_pattern":"^(127\\.0\\.0\\.1|api\\.music\\.apple\\.com)$"})"));
}

void TestRealSsokenizer::refreshes_data()
{
    QTest::addColumn<bool>("isReal");
    QTest::newRow("through the real proxy") << true;
    QTest::newRow("through our broker") << false;
}

void TestRealSsokenizer::refreshes()
{
    QFETCH(bool, isReal);
    if (isReal && !m_tokenizer.isHere())
        QSKIP(kNoTokenizer);
    const auto first = signedIn();
    QVERIFY(first);
    const seal::Profile profile = *seal::makeProfile(
        "production", "http://127.0.0.1:" + std::to_string(isReal ? m_tokenizer.port() : port()),
        firstKey().sealKey().hex());
    const seal::SealRecord record
        = seal::recordOf(*first, service(), {"billing", "", ""}, profile, now());
    provider::NetworkTransport transport(seal::networkToProxy(profile));
    // The provider keeps the refresh token, then gives another, then says no end.
    struct Renewal
    {
        const char *more;
        const char *refresh;
        int lifetime;
    };
    for (const auto &[more, refresh, lifetime] :
         {Renewal{R"(,"expires_in":7200)", "RT1", 7200},
          Renewal{R"(,"expires_in":60,"refresh_token":"RT2")", "RT2", 60}, Renewal{"", "RT1", 0}}) {
        m_granted.body = grant("AT2", more);
        m_provider->clear();
        const auto next = seal::refreshSeal(transport, record, profile, m_bearer, now(), {});
        QVERIFY2(next, next ? "" : next.error().text().c_str());
        QCOMPARE(opened(next->token),
                 QByteArray::fromStdString(
                     R"({"oauth2_processor":{"token":{"access_token":"AT2","refresh_token":")"
                     + std::string(refresh) + R"("}},)" + bearerMember() + "}"));
        if (lifetime == 0)
            QCOMPARE(next->expiresAt, 0);
        else
            QVERIFY(std::abs(next->expiresAt - now() - lifetime) < 60);
        QCOMPARE(m_provider->seen().size(), 1U);
        QCOMPARE(m_provider->seen().front().body,
                 std::string("grant_type=refresh_token&refresh_token=RT1"));
    }
}

void TestRealSsokenizer::saysInWordsWhyItIsNotRefreshed_data()
{
    QTest::addColumn<bool>("isReal");
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("words");
    for (const bool isReal : {true, false}) {
        const char *by = isReal ? "real" : "ours";
        QTest::addRow("%s: %s", by, "bearer")
            << isReal << QByteArray("bearer") << QByteArray("this bearer");
        QTest::addRow("%s: %s", by, "no refresh token")
            << isReal << QByteArray("token") << QByteArray("has no refresh token");
        QTest::addRow("%s: %s", by, "withdrawn")
            << isReal << QByteArray("withdrawn") << QByteArray("withdrawn");
        QTest::addRow("%s: %s", by, "another key")
            << isReal << QByteArray("key") << QByteArray("another key");
        QTest::addRow("%s: %s", by, "unreachable")
            << isReal << QByteArray("gone") << QByteArray("cannot reach");
        QTest::addRow("%s: %s", by, "no such name")
            << isReal << QByteArray("name") << QByteArray("provider's name");
    }
}

void TestRealSsokenizer::saysInWordsWhyItIsNotRefreshed()
{
    QFETCH(bool, isReal);
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, words);
    if (isReal && !m_tokenizer.isHere())
        QSKIP(kNoTokenizer);
    if (what == "token")
        m_granted.body = grant("AT1", {});
    auto first = signedIn();
    QVERIFY(first);
    const seal::Profile profile = *seal::makeProfile(
        "production", "http://127.0.0.1:" + std::to_string(isReal ? m_tokenizer.port() : port()),
        firstKey().sealKey().hex());
    seal::SsoService at = service();
    if (what == "key")
        first->token = seal::sealText(bytes("{}"), seal::OpenKey::random().sealKey())->text;
    if (what == "gone")
        at.url = "https://127.0.0.1:" + std::to_string(freePort());
    if (what == "name")
        at.provider = "other";
    if (what == "withdrawn") {
        m_granted.status = 400;
        m_granted.body = R"({"error":"invalid_grant"})";
    }
    const seal::SealRecord record = seal::recordOf(*first, at, {"billing", "", ""}, profile, now());
    provider::NetworkTransport transport(seal::networkToProxy(profile));
    const auto refused = seal::refreshSeal(
        transport, record, profile, what == "bearer" ? seal::makeBearer() : bytes(m_bearer.view()),
        now(), {});
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.contains(words.toStdString()), refused.error().detail.c_str());
}

QTEST_GUILESS_MAIN(TestRealSsokenizer)
#include "tst_realssokenizer.moc"

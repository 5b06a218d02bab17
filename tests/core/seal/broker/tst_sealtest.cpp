// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/seal/delivery.h"
#include "core/seal/sealing.h"
#include "core/seal/testing/sealtest.h"
#include "tests/core/seal/broker/realtokenizer.h"
#include "tests/core/seal/broker/serverrig.h"
#include "tests/support/madeup.h"

using namespace Qt::StringLiterals;
using namespace rekey;
using provider::NetworkTransport;
using seal::MadeSeal;
using seal::SealRecord;
using seal::TestCause;
using seal::TestOutcome;
using secret::SecretBytes;

namespace {

/// Processors that the proxy opens and cannot use.
constexpr const char *kUseless[] = {
    R"("inject_processor":{"token":""})",
    R"("inject_processor":{"token":"T\n"})",
    R"("inject_processor":{"token":"T","fmt":"%d"})",
    R"("inject_processor":{"token":"T","dst":"a b"})",
    R"("inject_hmac_processor":{"key":"YQ==","hash":"md5"})",
    R"("jwt_processor":{"private_key":"UEVN","email":"e"})",
    R"("sigv4_processor":{})",
    R"("inject_processor":{"token":1})",
};
constexpr const char *kAws
    = R"("sigv4_processor":{"access_key":"a","secret_key":"b","no_swap":true})";
constexpr const char *kFetching
    = R"("client_credentials_processor":{"client_id":"i","client_secret":"s","token_url":"https://t/"})";

} // namespace

/// The test call: what is sent for a seal, and each answer by its cause; through the broker on
/// loopback with a server behind it, and through the program that defines the protocol.
class TestSealTest : public test::ServerRig
{
    Q_OBJECT

    std::unique_ptr<test::RealTokenizer> m_real; ///< none: the broker is asked

    [[nodiscard]] seal::Profile profile(const seal::SealKey &key) const
    {
        return *seal::makeProfile(
            "production", "http://127.0.0.1:" + std::to_string(m_real ? m_real->port() : port()),
            key.hex());
    }
    /// False: the program is not here, which is said.
    bool askReal(bool isReal, bool isTrusting = true)
    {
        if (!isReal)
            return true;
        m_real = std::make_unique<test::RealTokenizer>();
        if (!m_real->isHere())
            return false;
        if (!m_real->serve(isTrusting ? m_certificate.file() : QString()))
            QTest::qFail("tokenizer did not come up", __FILE__, __LINE__);
        return true;
    }
    static void addProxies()
    {
        QTest::addColumn<bool>("isReal");
        QTest::newRow("the broker") << false;
        QTest::newRow("tokenizer") << true;
    }

    [[nodiscard]] seal::ProxySecret injecting(const std::string &host) const
    {
        seal::ProxySecret secret;
        seal::Inject inject;
        inject.token = SecretBytes::copyOf("supersecret");
        inject.format.value = "Bearer %s";
        inject.destination.value = "Authorization";
        secret.processor.kind = std::move(inject);
        secret.authorizer = seal::BearerAuth();
        secret.destinations.hosts = std::vector<std::string>{host};
        return secret;
    }

    [[nodiscard]] MadeSeal made(seal::ProxySecret secret, const seal::Profile &profile,
                                const seal::HarmlessRequest &test) const
    {
        seal::SealOrder order;
        order.test = test;
        order.now = 1'700'000'000;
        const std::vector<seal::Consumer> consumers{{"billing", "", ""}};
        auto all = seal::sealForEach(secret, consumers, profile, order);
        return all ? std::move(all->front()) : MadeSeal();
    }
    [[nodiscard]] std::string api() const { return m_upstream->host().toStdString(); }
    [[nodiscard]] MadeSeal made(const seal::Profile &profile) const
    {
        return made(injecting(api()), profile, {"GET", api(), "/v1/me", {"X-Kind: test"}});
    }

    static Result<TestOutcome> tried(const SealRecord &record, const seal::Profile &profile,
                                     const SecretBytes &bearer,
                                     const seal::HarmlessRequest &request, std::int64_t now)
    {
        const auto call = seal::makeTestCall(record, profile, request, now);
        if (!call)
            return std::unexpected(call.error());
        NetworkTransport transport(seal::networkFor(*call));
        return seal::sendTest(transport, *call, record, bearer, now, {});
    }
    static TestOutcome tried(const SealRecord &record, const seal::Profile &profile,
                             const SecretBytes &bearer)
    {
        return tried(record, profile, bearer, harmlessRequestOf(record), 1'700'000'100)
            .value_or(TestOutcome());
    }

    static bool says(const TestOutcome &outcome, const char *words)
    {
        return outcome.test.words.find(words) != std::string::npos;
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup()
    {
        m_real.reset();
        end();
    }

    void aGoodSealArrivesWithTheValueAndWithoutTheProof_data() { addProxies(); }
    void aGoodSealArrivesWithTheValueAndWithoutTheProof()
    {
        QFETCH(bool, isReal);
        if (!askReal(isReal))
            QSKIP(test::kNoTokenizer);
        const seal::Profile profile = this->profile(test::firstKey().sealKey());
        const MadeSeal seal = made(profile);
        const TestOutcome outcome = tried(seal.record, profile, seal.bearer);
        QCOMPARE(outcome.test.words, std::string("Works."));
        QVERIFY(outcome.cause == TestCause::Good);
        QCOMPARE(outcome.test.status, 200);
        QCOMPARE(outcome.test.at, 1'700'000'100);
        QCOMPARE(m_upstream->seen().size(), 1);
        const QByteArray request = m_upstream->seen().front();
        QVERIFY2(request.startsWith("GET /v1/me HTTP/1.1\r\n"), request.constData());
        QVERIFY(request.contains("Authorization: Bearer supersecret\r\n"));
        QVERIFY(request.contains("X-Kind: test\r\n"));
        QVERIFY(request.contains("Host: " + m_upstream->host() + "\r\n"));
        QVERIFY(!request.contains("Proxy-"));
    }

    void eachRefusalIsToldByItsCause_data() { addProxies(); }
    void eachRefusalIsToldByItsCause()
    {
        QFETCH(bool, isReal);
        if (!askReal(isReal))
            QSKIP(test::kNoTokenizer);
        const seal::Profile profile = this->profile(test::firstKey().sealKey());
        const MadeSeal seal = made(profile);

        // 407
        TestOutcome outcome
            = tried(seal.record, profile, SecretBytes::copyOf("not-the-one-it-was-given"));
        QCOMPARE(outcome.test.status, 407);
        QVERIFY(outcome.cause == TestCause::WrongProof);
        QVERIFY(says(outcome, "Wrong bearer for this seal"));
        // The right bearer, and another seal's token.
        SealRecord mixed = seal.record;
        mixed.token = made(profile).record.token;
        outcome = tried(mixed, profile, seal.bearer);
        QCOMPARE(outcome.test.status, 407);
        QVERIFY(says(outcome, "right for this seal"));

        // 400, the host: compared as text.
        const std::string other = "localhost:" + std::to_string(m_upstream->port());
        auto elsewhere = tried(seal.record, profile, seal.bearer, {"GET", other, "/v1/me", {}}, 1);
        QVERIFY(elsewhere && elsewhere->cause == TestCause::HostRefused);
        QCOMPARE(elsewhere->test.status, 400);
        QVERIFY(says(*elsewhere, "does not allow localhost:"));
        QVERIFY(says(*elsewhere, api().c_str()));

        // 502, mangled on the way.
        SealRecord mangled = seal.record;
        mangled.token[10] = '*';
        outcome = tried(mangled, profile, seal.bearer);
        QCOMPARE(outcome.test.status, 502);
        QVERIFY(outcome.cause == TestCause::Mangled);

        // The API's own.
        m_upstream->setHandler([](const QByteArray &) {
            return test::TlsUpstream::answer("{\"error\":\"supersecret is wrong\"}", {},
                                             "401 Unauthorized");
        });
        outcome = tried(seal.record, profile, seal.bearer);
        QCOMPARE(outcome.test.status, 401);
        QVERIFY(outcome.cause == TestCause::ApiRefuses);
        QVERIFY(!says(outcome, "supersecret"));

        // Nobody behind the proxy.
        m_upstream.reset();
        outcome = tried(seal.record, profile, seal.bearer);
        QCOMPARE(outcome.test.status, 502);
        QVERIFY(outcome.cause == TestCause::ApiUnreachable);
        QVERIFY2(says(outcome, "does not reach"), outcome.test.words.c_str());
        m_upstream = std::make_unique<test::TlsUpstream>(m_certificate);

        // Nobody at the proxy's address.
        seal::Profile gone = profile;
        if (m_real)
            m_real->stop();
        else
            stop();
        outcome = tried(seal.record, gone, seal.bearer);
        QCOMPARE(outcome.test.status, 0);
        QVERIFY(outcome.cause == TestCause::NoAnswer);
        QVERIFY(says(outcome, "refused the connection"));
        if (!m_real)
            start();
    }

    /// What only the proxy itself, or what is behind it, can be blamed for.
    void whatTheProxyCannotDoIsToldByItsCause_data() { addProxies(); }
    void whatTheProxyCannotDoIsToldByItsCause()
    {
        QFETCH(bool, isReal);
        if (!askReal(isReal))
            QSKIP(test::kNoTokenizer);
        const seal::Profile profile = this->profile(test::firstKey().sealKey());
        const MadeSeal seal = made(profile);
        const auto sealedAs = [&](const std::string &processor) {
            SealRecord record = seal.record;
            record.token = test::sealedToFirstKey("{" + processor + "," + test::kNone + "}");
            return record;
        };
        const auto causeOf = [&](const SealRecord &record) {
            const TestOutcome outcome = tried(record, profile, seal.bearer);
            return std::pair(outcome.cause, outcome.test.words);
        };
        // What is sealed cannot be used.
        for (const char *processor : kUseless) {
            const auto [cause, words] = causeOf(sealedAs(processor));
            QVERIFY2(cause == TestCause::BadSecret, (processor + (": " + words)).c_str());
        }
        QVERIFY(m_upstream->seen().isEmpty());
        // AWS without a signed request.
        const SealRecord unsignedAsk = sealedAs(kAws);
        auto [cause, words] = causeOf(unsignedAsk);
        QVERIFY2(cause == TestCause::RequestRefused, words.c_str());
        // A token endpoint that gives none.
        const SealRecord fetching = sealedAs(kFetching);
        std::tie(cause, words) = causeOf(fetching);
        QVERIFY2(cause == TestCause::ApiElse && words.contains("no token to seal"), words.c_str());
        // The header, lost or cut on the way, and too much of it.
        SealRecord none = seal.record;
        none.token = " ";
        std::tie(cause, words) = causeOf(none);
        QVERIFY2(cause == TestCause::Mangled, words.c_str());
        // The API answers with no HTTP, or not at all.
        for (const QByteArray &answer : {QByteArray("nonsense\r\n\r\n"), QByteArray()}) {
            m_upstream->setHandler([answer](const QByteArray &) { return answer; });
            std::tie(cause, words) = causeOf(seal.record);
            QVERIFY2(cause == TestCause::ApiUnreachable, words.c_str());
        }
        // Its certificate is not known to the proxy.
        stop();
        m_config.authorities.clear();
        start();
        m_real.reset();
        QVERIFY(askReal(isReal, false));
        const seal::Profile distrusting = this->profile(test::firstKey().sealKey());
        const TestOutcome outcome = tried(seal.record, distrusting, seal.bearer);
        QVERIFY2(outcome.cause == TestCause::ApiUnreachable && says(outcome, "certificate"),
                 outcome.test.words.c_str());
    }

    /// The two halves of a pair look the same: 64 digits.
    void anOpenKeyInPlaceOfTheSealKeyIsCaught_data() { addProxies(); }
    void anOpenKeyInPlaceOfTheSealKeyIsCaught()
    {
        QFETCH(bool, isReal);
        if (!askReal(isReal))
            QSKIP(test::kNoTokenizer);
        const auto pasted = seal::SealKey::parse(toHex(test::firstKey().bytes().bytes()));
        QVERIFY(pasted);
        const seal::Profile profile = this->profile(*pasted);
        const MadeSeal seal = made(profile);
        const TestOutcome outcome = tried(seal.record, profile, seal.bearer);
        QCOMPARE(outcome.test.status, 502);
        QVERIFY(outcome.cause == TestCause::WrongKey);
        QVERIFY(says(outcome, "Sealed for another key"));
        QVERIFY(says(outcome, profile.key.fingerprint().c_str()));
        QVERIFY(m_upstream->seen().isEmpty());
    }

    void aPlainServerIsNoProxy()
    {
        const seal::Profile profile = this->profile(test::firstKey().sealKey());
        const SealRecord record = made(profile).record;
        const auto call = seal::makeTestCall(record, profile, harmlessRequestOf(record), 1);
        QVERIFY(call);
        const TestOutcome outcome = seal::explainAnswer(
            *call, record, {400, "text/plain; charset=utf-8", "I'm not that kind of server\n"},
            seal::ProofMatch::Fits, 5);
        QVERIFY(outcome.cause == TestCause::NotAProxy);
        const TestOutcome lost
            = seal::explainAnswer(*call, record, {400, "text/plain; charset=utf-8", "bad request"},
                                  seal::ProofMatch::Fits, 5);
        QVERIFY(lost.cause == TestCause::RequestRefused);
        QVERIFY(says(lost, "Proxy-Tokenizer header"));
        const TestOutcome late = seal::explainSilence(
            *call, {ErrorKind::Io, "The server did not answer in time.", {}}, 5);
        QVERIFY(late.cause == TestCause::NoAnswer && says(late, "in time"));
        const TestOutcome html
            = seal::explainAnswer(*call, record, {502, "text/html", "<html>dial tcp supersecret"},
                                  seal::ProofMatch::Fits, 5);
        QVERIFY(html.cause == TestCause::ApiUnreachable && !says(html, "supersecret"));
    }

    void awsIsAskedWithAMadeUpSignature_data() { addProxies(); }
    void awsIsAskedWithAMadeUpSignature()
    {
        QFETCH(bool, isReal);
        if (!askReal(isReal))
            QSKIP(test::kNoTokenizer);
        const seal::Profile profile = this->profile(test::firstKey().sealKey());
        seal::ProxySecret secret = injecting(api());
        seal::SigV4 aws;
        aws.accessKey = "AKIAIOSFODNN7EXAMPLE";
        aws.secretKey = SecretBytes::copyOf(test::MadeUp(3).alphanumeric(40));
        secret.processor.kind = std::move(aws);
        const MadeSeal seal
            = made(std::move(secret), profile,
                   {"GET", api(), "/?Action=GetCallerIdentity&Version=2011-06-15", {}});
        QVERIFY(!seal.bearer.isEmpty());
        const TestOutcome outcome = tried(seal.record, profile, seal.bearer);
        QVERIFY2(outcome.cause == TestCause::Good, outcome.test.words.c_str());
        const QByteArray request = m_upstream->seen().front();
        QVERIFY2(request.contains("Authorization: AWS4-HMAC-SHA256 "
                                  "Credential=AKIAIOSFODNN7EXAMPLE/20231114/us-east-1/sts/"
                                  "aws4_request, "),
                 request.constData());
        QVERIFY(!request.contains("REKEYTEST"));
    }

    void anotherServerOfTheKindIsAskedTheSame()
    {
        const seal::Profile profile = this->profile(test::firstKey().sealKey());
        const MadeSeal seal = made(injecting("gitlab.lab.example"), profile,
                                   {"GET", "gitlab.com", "/api/v4/user", {}});
        QCOMPARE(harmlessRequestOf(seal.record).host, std::string("gitlab.lab.example"));
        QCOMPARE(harmlessRequestOf(seal.record).path, std::string("/api/v4/user"));
    }

    void whatCannotBeTriedIsSaid()
    {
        const seal::Profile profile = this->profile(test::firstKey().sealKey());
        const MadeSeal none = made(injecting(api()), profile, {});
        const auto unknown
            = seal::makeTestCall(none.record, profile, harmlessRequestOf(none.record), 1);
        QVERIFY(!unknown && unknown.error().kind == ErrorKind::NotFound);
        for (const seal::HarmlessRequest &bad :
             {seal::HarmlessRequest{"DELETE", api(), "/", {}},
              seal::HarmlessRequest{"GET", "https://a.example", "/", {}},
              seal::HarmlessRequest{"GET", api(), "/a b", {}},
              seal::HarmlessRequest{"GET", api(), "/", {"X: a\r\nY: b"}}}) {
            const auto refused = seal::makeTestCall(none.record, profile, bad, 1);
            QVERIFY(!refused && refused.error().kind == ErrorKind::Invalid);
        }
        const auto post = seal::makeTestCall(none.record, profile, {"POST", api(), "/", {}}, 1);
        QVERIFY(post && !post->isHarmless);
        QVERIFY(seal::levelOf(*post) == provider::Level::Change);
        seal::ProxySecret fly = injecting(api());
        fly.authorizer = seal::FlySrcAuth{std::vector<std::string>{"org"}, {}, {}};
        const MadeSeal onFly = made(std::move(fly), profile, {"GET", api(), "/", {}});
        const auto refused
            = seal::makeTestCall(onFly.record, profile, harmlessRequestOf(onFly.record), 1);
        QVERIFY(!refused && refused.error().kind == ErrorKind::Unsupported);
        const MadeSeal seal = made(profile);
        const auto call
            = seal::makeTestCall(seal.record, profile, harmlessRequestOf(seal.record), 1);
        QVERIFY(call);
        QVERIFY(!seal::requestOf(*call, SecretBytes::copyOf("two\r\nlines")));
    }

    void deliveredFilesGiveTheirBearersBack()
    {
        const seal::Profile profile = this->profile(test::firstKey().sealKey());
        const MadeSeal seal = made(profile);
        for (const auto form : {seal::DeliveryForm::Environment, seal::DeliveryForm::Kubernetes,
                                seal::DeliveryForm::Fly, seal::DeliveryForm::Json}) {
            const auto read
                = seal::readDelivery(seal::deliveryText(form, seal.record, seal.bearer));
            QVERIFY(read);
            QCOMPARE(read->name, std::string("BILLING"));
            QCOMPARE(read->token, seal.record.token);
            QVERIFY(read->bearer.equals(seal.bearer));
            QVERIFY(seal::isFor(*read, seal.record));
        }
        QVERIFY(!seal::readDelivery(SecretBytes::copyOf("NAME=value\n")));
    }
};

QTEST_GUILESS_MAIN(TestSealTest)
#include "tst_sealtest.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jwt.h"
#include "core/provider/requesttext.h"
#include "core/provider/signers.h"
#include "tests/support/speckeys.h"

#include <QTest>

#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

using namespace rekey;
using namespace rekey::provider;
using secret::SecretBytes;

namespace {

/// Header and payload of RFC 7515 A.2 and A.3, of RFC 8037 A.4.
constexpr std::string_view kJoe
    = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
constexpr std::string_view kEdText = "Example of Ed25519 signing";

std::string bytesOfUrl(std::string text)
{
    return QByteArray::fromBase64(QByteArray::fromStdString(text), QByteArray::Base64UrlEncoding)
        .toStdString();
}

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

/// Whether `token` is signed by this EC key, by its public half: r and s side by side, each of
/// `half` bytes.
bool isSignedBy(EVP_PKEY *key, const EVP_MD *digest, int half, const std::string &token)
{
    const std::size_t dot = token.rfind('.');
    const std::string both = bytesOfUrl(token.substr(dot + 1));
    if (both.size() != 2 * static_cast<std::size_t>(half))
        return false;
    const auto *first = reinterpret_cast<const unsigned char *>(both.data());
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(),
                                                                     ECDSA_SIG_free);
    ECDSA_SIG_set0(pair.get(), BN_bin2bn(first, half, nullptr),
                   BN_bin2bn(first + half, half, nullptr));
    unsigned char *der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    const std::string input = token.substr(0, dot);
    const bool isRight = EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key) == 1
        && EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(size),
                            reinterpret_cast<const unsigned char *>(input.data()), input.size())
            == 1;
    OPENSSL_free(der);
    return isRight;
}

/// By the key of RFC 7515 A.3.
bool isSignedByEcKey(const std::string &token)
{
    const QByteArray spki = QByteArray::fromBase64(
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8T"
        "us9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==");
    const auto *at = reinterpret_cast<const unsigned char *>(spki.constData());
    const Key key(d2i_PUBKEY(nullptr, &at, spki.size()), EVP_PKEY_free);
    return isSignedBy(key.get(), EVP_sha256(), 32, token);
}

std::string pemOfKey(EVP_PKEY *key)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    char *text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::string signedBy(JwtAlgorithm algorithm, const std::string &key, std::string_view header,
                     std::string_view claims)
{
    const Result<SecretBytes> token = signJwt(algorithm, key, header, claims);
    return token ? std::string(token->view()) : "error: " + token.error().text();
}

} // namespace

class TestJwt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsTheRfcsDo_data()
    {
        QTest::addColumn<QString>("key");
        const std::string onOneLine = test::pemOf("", test::kRsaPkcs8, "");
        QTest::newRow("PKCS #8") << QString::fromStdString(test::pemOf("", test::kRsaPkcs8));
        QTest::newRow("PKCS #1") << QString::fromStdString(test::pemOf("RSA ", test::kRsaPkcs1));
        QTest::newRow("on one line") << QString::fromStdString(onOneLine);
        QTest::newRow("in JSON") << QString::fromStdString(test::pemOf("", test::kRsaPkcs8, "\\n"));
        QTest::newRow("in JSON in a string")
            << QString::fromStdString(test::pemOf("", test::kRsaPkcs8, "\\\\n"));
        QTest::newRow("with text round it") << QString::fromStdString(
            "key: |\r\n" + test::pemOf("", test::kRsaPkcs8, "\r\n  ") + "other: 1\r\n");
    }

    void signsAsTheRfcsDo()
    {
        QFETCH(QString, key);
        QCOMPARE(
            signedBy(JwtAlgorithm::Rs256, key.toStdString(), "{\"alg\":\"RS256\"}", kJoe),
            std::string("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogI"
                        "mh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80E"
                        "GrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5"
                        "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5"
                        "h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC"
                        "-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98r"
                        "qVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"));
    }

    void signsWithEd25519AsTheRfcDoes()
    {
        QCOMPARE(
            signedBy(JwtAlgorithm::EdDsa, test::pemOf("", test::kEdPkcs8), "{\"alg\":\"EdDSA\"}",
                     kEdText),
            std::string("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP"
                        "0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0"
                        "KAg"));
    }

    void signsWithP256AsTheRfcChecks()
    {
        const std::string ofRfc
            = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGF"
              "tcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw"
              "5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        QVERIFY(isSignedByEcKey(ofRfc));
        for (const std::string &key :
             {test::pemOf("", test::kEcPkcs8), test::pemOf("EC ", test::kEcSec1)}) {
            std::string token = signedBy(JwtAlgorithm::Es256, key, "{\"alg\":\"ES256\"}", kJoe);
            QVERIFY2(isSignedByEcKey(token), token.c_str());
            QCOMPARE(token.substr(0, token.rfind('.')), ofRfc.substr(0, ofRfc.rfind('.')));
            token[token.size() - 3] = token[token.size() - 3] == 'A' ? 'B' : 'A';
            QVERIFY(!isSignedByEcKey(token));
        }
    }

    void signsWithLongerCurves_data()
    {
        QTest::addColumn<QByteArray>("curve");
        QTest::addColumn<JwtAlgorithm>("algorithm");
        QTest::addColumn<int>("half");
        QTest::newRow("ES384") << QByteArray("P-384") << JwtAlgorithm::Es384 << 48;
        QTest::newRow("ES512") << QByteArray("P-521") << JwtAlgorithm::Es512 << 66;
    }

    void signsWithLongerCurves()
    {
        QFETCH(QByteArray, curve);
        QFETCH(JwtAlgorithm, algorithm);
        QFETCH(int, half);
        const Key key(EVP_EC_gen(curve.constData()), EVP_PKEY_free);
        const std::string pem = pemOfKey(key.get());
        QCOMPARE(jwtAlgorithmOf(pem).value(), algorithm);
        const EVP_MD *digest = half == 48 ? EVP_sha384() : EVP_sha512();
        // In some signatures a half begins with zeros, which have to stay.
        for (int i = 0; i < 300; ++i) {
            std::string token = signedBy(algorithm, pem, "{}", kJoe);
            QVERIFY2(isSignedBy(key.get(), digest, half, token), token.c_str());
            token[token.size() - 3] = token[token.size() - 3] == 'A' ? 'B' : 'A';
            QVERIFY(!isSignedBy(key.get(), digest, half, token));
        }
    }

    void refusesWhatCannotSign()
    {
        const auto kindOf = [](JwtAlgorithm algorithm, const std::string &key) {
            const Result<SecretBytes> token = signJwt(algorithm, key, "{}", "{}");
            return token ? ErrorKind::Io : token.error().kind;
        };
        const std::string rsa = test::pemOf("", test::kRsaPkcs8);
        QCOMPARE(kindOf(JwtAlgorithm::Es256, rsa), ErrorKind::Unsupported);
        QCOMPARE(kindOf(JwtAlgorithm::Rs256, test::pemOf("", test::kEdPkcs8)),
                 ErrorKind::Unsupported);
        QCOMPARE(kindOf(JwtAlgorithm::Rs256, {}), ErrorKind::Malformed);
        QCOMPARE(kindOf(JwtAlgorithm::Rs256, "-----BEGIN "), ErrorKind::Malformed);
        QCOMPARE(kindOf(JwtAlgorithm::Rs256, rsa.substr(0, rsa.size() / 2)), ErrorKind::Malformed);
        QCOMPARE(kindOf(JwtAlgorithm::Rs256, test::pemOf("", "AAAA\\")), ErrorKind::Malformed);
    }

    void aFreshKeyIsOfTheSameKindAndAnother_data()
    {
        QTest::addColumn<int>("algorithm");
        QTest::addColumn<QString>("key");
        QTest::newRow("RSA") << static_cast<int>(JwtAlgorithm::Rs256)
                             << QString::fromStdString(test::pemOf("", test::kRsaPkcs8, "\\n"));
        QTest::newRow("P-256") << static_cast<int>(JwtAlgorithm::Es256)
                               << QString::fromStdString(test::pemOf("EC ", test::kEcSec1));
        QTest::newRow("Ed25519") << static_cast<int>(JwtAlgorithm::EdDsa)
                                 << QString::fromStdString(test::pemOf("", test::kEdPkcs8));
    }

    void aFreshKeyIsOfTheSameKindAndAnother()
    {
        QFETCH(int, algorithm);
        QFETCH(QString, key);
        const Result<SecretBytes> fresh = freshKeyLike(key.toStdString());
        QVERIFY2(fresh, fresh ? "" : fresh.error().text().c_str());
        const auto by = static_cast<JwtAlgorithm>(algorithm);
        const std::string one = signedBy(by, std::string(fresh->view()), "{}", "{}");
        QVERIFY2(!one.starts_with("error"), one.c_str());
        QVERIFY(one != signedBy(by, key.toStdString(), "{}", "{}"));
        QVERIFY(!freshKeyLike("no key"));
    }

    void theSignerWritesTheClaims()
    {
        Signer signer;
        signer.kind = Signer::Kind::Jwt;
        signer.password = *RequestText::parse("{secret}");
        signer.token = *RequestText::parse("{kid}");
        signer.user = *RequestText::parse("{mail}");
        signer.audience = *RequestText::parse("https://a.test/token");
        Parts parts;
        const std::string key = test::pemOf("", test::kRsaPkcs8);
        parts.emplace("secret", SecretBytes::copyOf(std::string_view(key)));
        parts.emplace("mail", SecretBytes::copyOf(std::string_view("a\"b@c.test")));
        const Result<SecretBytes> bare = assertionOf(signer, parts, 1767323045);
        QVERIFY(bare.has_value());
        const auto member = [](std::string_view token, qsizetype index) {
            const QList<QByteArray> three
                = QByteArray(token.data(), static_cast<qsizetype>(token.size())).split('.');
            return bytesOfUrl(three.value(index).toStdString());
        };
        const std::string header = "{\"alg\":\"RS256\",\"typ\":\"JWT\"";
        QCOMPARE(member(bare->view(), 0), header + "}");
        const std::string claims = "{\"iat\":1767322985,\"exp\":1767323585,\"iss\":"
                                   "\"a\\\"b@c.test\",\"aud\":\"https://a.test/token\"}";
        QCOMPARE(member(bare->view(), 1), claims);
        parts.emplace("kid", SecretBytes::copyOf(std::string_view("k1")));
        QCOMPARE(member(assertionOf(signer, parts, 1)->view(), 0), header + ",\"kid\":\"k1\"}");
        parts.erase("mail");
        QCOMPARE(assertionOf(signer, parts, 1).error().kind, ErrorKind::NotFound);
    }

    void theAssertionIsAPartOfItsRequestOnly()
    {
        RequestSpec spec;
        spec.method = "POST";
        spec.path = *RequestText::parse("/token");
        spec.body = *RequestText::parse("assertion={assertion}");
        spec.signer.kind = Signer::Kind::Jwt;
        spec.signer.algorithm = JwtAlgorithm::EdDsa;
        spec.signer.password = *RequestText::parse("{secret}");
        spec.signer.user = *RequestText::parse("{id}");
        QCOMPARE(spec.neededParts(), (std::vector<std::string>{"id", "secret"}));
        QCOMPARE(spec.whereSecretGoes(),
                 std::string("the secret signs the request and is not sent itself"));
        Parts parts;
        const std::string key = test::pemOf("", test::kEdPkcs8);
        parts.emplace("secret", SecretBytes::copyOf(std::string_view(key)));
        parts.emplace("id", SecretBytes::copyOf(std::string_view("7")));
        const Result<Request> request
            = makeRequest(spec, *Endpoint::parse("https://a.test"), parts, 100);
        QVERIFY(request.has_value());
        QCOMPARE(std::string(request->body.view()),
                 "assertion=" + std::string(assertionOf(spec.signer, parts, 100)->view()));
        QVERIFY(!parts.contains("assertion"));
    }
};

QTEST_GUILESS_MAIN(TestJwt)
#include "tst_jwt.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/base64.h"
#include "core/seal/check.h"
#include "core/seal/jsonreader.h"
#include "core/seal/jsonwriter.h"
#include "core/seal/pemkey.h"
#include "tests/core/seal/secrets.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace rekey;
using namespace rekey::seal;
using test::bytes;
using test::pinnedSecret;

using Change = std::function<void(ProxySecret &)>;
Q_DECLARE_METATYPE(Change)

namespace {

Inject &inject(ProxySecret &secret)
{
    return std::get<Inject>(secret.processor.kind);
}

/// DER: tag, length, body.
std::string der(char tag, const std::string &body)
{
    std::string length;
    if (body.size() < 128)
        length = static_cast<char>(body.size());
    else
        length = {static_cast<char>(0x82), static_cast<char>(body.size() >> 8),
                  static_cast<char>(body.size() & 0xff)};
    return tag + length + body;
}

std::string pem(const std::string &label, const std::string &body)
{
    const std::string dashes(5, '-');
    return dashes + "BEGIN " + label + dashes + "\n" + base64Of(asBytes(body)) + "\n" + dashes
        + "END " + label + dashes + "\n";
}

std::string number(char value)
{
    return der(2, std::string(1, value));
}

/// The shape of a key; its numbers belong to none.
std::string rsaBody()
{
    std::string numbers = number(0);
    for (int i = 0; i < 8; ++i)
        numbers += der(2, std::string(40, static_cast<char>('a' + i)));
    return der(0x30, numbers);
}

std::string pkcs8(const std::string &algorithm)
{
    return der(0x30, number(0) + der(0x30, algorithm) + der(4, std::string(34, 'k')));
}

std::string curve(const std::string &id)
{
    return der(6, "\x2a\x86\x48\xce\x3d\x02\x01") + der(6, id);
}

std::string ed25519()
{
    return pkcs8(der(6, "\x2b\x65\x70"));
}

} // namespace

/// What is refused or warned of before anything is sealed.
class TestSealCheck : public QObject
{
    Q_OBJECT

    static void refusal(const char *name, const char *words, const Change &change)
    {
        QTest::newRow(name) << QByteArray(words) << change;
    }

    static void addProcessorRefusals()
    {
        refusal("format open", "caller may choose",
                [](auto &s) { inject(s).format.value.clear(); });
        refusal("format without directive", "one %s",
                [](auto &s) { inject(s).format.value = "x"; });
        refusal("header open", "caller may choose",
                [](auto &s) { inject(s).destination.value.clear(); });
        refusal("useless header", "removes this header",
                [](auto &s) { inject(s).destination.value = "connection"; });
        refusal("no header name", "no header's name",
                [](auto &s) { inject(s).destination.value = "X Key"; });
        refusal("empty list of formats", "empty list",
                [](auto &s) { inject(s).format.allowed.emplace(); });
        refusal("fixed outside of the list", "among what is allowed",
                [](auto &s) { inject(s).format.allowed = std::vector<std::string>{"%s"}; });
        refusal("hash", "sha256", [](auto &s) {
            s.processor = makeProcessor(ProcessorKind::InjectHmac);
            std::get<InjectHmac>(s.processor.kind).hash = "SHA256";
        });
        refusal("swap", "no_swap",
                [](auto &s) { s.processor.kind = SigV4{"AKID", bytes("secret"), false}; });
        refusal("temporary key", "session", [](auto &s) {
            s.processor.kind = SigV4{std::string("AS") + "IA1", bytes("secret"), true};
        });
        refusal("nothing in several", "without a processor",
                [](auto &s) { s.processor.kind = Multi(); });
        refusal("two-step in several", "seal it alone", [](auto &s) {
            Multi multi;
            multi.members.push_back(makeProcessor(ProcessorKind::ClientCredentials));
            s.processor.kind = std::move(multi);
        });
        refusal("several in several", "cannot hold several", [](auto &s) {
            Multi multi;
            multi.members.push_back(makeProcessor(ProcessorKind::Multi));
            s.processor.kind = std::move(multi);
        });
        refusal("one header twice in several", "the same header", [](auto &s) {
            Multi multi;
            multi.members.push_back({std::move(inject(s))});
            multi.members.push_back(makeProcessor(ProcessorKind::OAuth2));
            s.processor.kind = std::move(multi);
        });
        refusal("signed before it is filled", "covers the placeholder", [](auto &s) {
            Multi multi;
            multi.members.push_back(makeProcessor(ProcessorKind::InjectHmac));
            multi.members.push_back(makeProcessor(ProcessorKind::InjectBody));
            s.processor.kind = std::move(multi);
        });
        refusal("two-step with a pattern only", "hosts exactly", [](auto &s) {
            s.processor.kind = ClientCredentials{"i", bytes("s"), "https://t/", ""};
            s.destinations = {std::nullopt, "^a$"};
        });
        refusal("app id in words", "digits only", [](auto &s) {
            s.processor.kind
                = GithubApp{bytes(pem("RSA PRIVATE KEY", rsaBody())), "my app", "1", ""};
        });
        refusal("app with another key", "RSA key", [](auto &s) {
            s.processor.kind = GithubApp{bytes(pem("PRIVATE KEY", ed25519())), "1", "1", ""};
        });
    }

    static void addValueRefusals()
    {
        refusal("no value", "value is missing", [](auto &s) { inject(s).token.clear(); });
        refusal("not UTF-8", "UTF-8", [](auto &s) { inject(s).token = bytes("a\xff"); });
        refusal("line break", "line break", [](auto &s) { inject(s).token = bytes("a\n"); });
        refusal("blank", "white space", [](auto &s) { inject(s).token = bytes(" a"); });
        refusal("scheme twice", "so does the format",
                [](auto &s) { inject(s).token = bytes("Bearer a"); });
        refusal("no pair", "access token is missing", [](auto &s) { s.processor.kind = OAuth2(); });
    }

    static void addPolicyRefusals()
    {
        refusal("short digest", "32 bytes",
                [](auto &s) { s.authorizer = BearerAuth{{std::byte{1}}}; });
        refusal("hex digest", "32 bytes", [](auto &s) {
            s.authorizer = BearerAuth{std::vector<std::byte>(48, std::byte{1})};
        });
        refusal("empty macaroon key", "anybody", [](auto &s) { s.authorizer = MacaroonAuth(); });
        refusal("any Fly machine", "any machine", [](auto &s) {
            FlySrcAuth fly;
            fly.orgs.emplace();
            s.authorizer = fly;
        });
        refusal("Fly without organisation", "organisation",
                [](auto &s) { s.authorizer = FlyioMacaroonAuth(); });
        refusal("no proof", "confirm", [](auto &s) { s.authorizer = NoAuth{}; });
        refusal("anywhere", "say where", [](auto &s) { s.destinations = {}; });
        refusal("empty hosts", "empty list", [](auto &s) { s.destinations.hosts->clear(); });
        refusal("bad host", "scheme",
                [](auto &s) { s.destinations.hosts->push_back("https://a.example"); });
        refusal("open pattern", "searches",
                [](auto &s) { s.destinations = {std::nullopt, "example"}; });
        refusal("both", "demands both", [](auto &s) { s.destinations.pattern = "^a$"; });
        refusal("mark alone", "no request pass", [](auto &s) {
            s.destinations.hosts = std::vector<std::string>{"consumer-a.invalid"};
        });
    }

private Q_SLOTS:
    void sealsWhatIsRight()
    {
        const OpenKey key = OpenKey::random();
        const ProxySecret secret = pinnedSecret("value");
        QVERIFY(remarksOn(secret, {}, Depth::Whole).empty());
        const auto token = sealSecret(secret, key.sealKey(), {});
        QVERIFY(token);
        const auto opened = openToken(token->text, key);
        QVERIFY(opened->equals(canonicalJson(secret)));
        const auto read = readSecretJson(opened->view());
        QVERIFY(read);
        QCOMPARE(std::get<Inject>(read->processor.kind).token.view(), std::string_view("value"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<Change>("change");
        addProcessorRefusals();
        addValueRefusals();
        addPolicyRefusals();
    }

    void refuses()
    {
        QFETCH(QByteArray, words);
        QFETCH(Change, change);
        ProxySecret secret = pinnedSecret("value");
        change(secret);
        const std::vector<Remark> remarks = remarksOn(secret, {}, Depth::Whole);
        QVERIFY(std::ranges::any_of(remarks, [&](const Remark &remark) {
            return remark.isRefusal && remark.text.contains(words.toStdString());
        }));
        const auto token = sealSecret(secret, test::firstKey().sealKey(), {});
        QVERIFY(!token);
        QCOMPARE(token.error().kind, ErrorKind::Invalid);
    }

    void judgesAPolicyBeforeItsValueIsThere()
    {
        ProxySecret secret = pinnedSecret("");
        std::get<BearerAuth>(secret.authorizer).digest.clear();
        QVERIFY(remarksOn(secret, {}, Depth::Policy).empty());
        QVERIFY(!remarksOn(secret, {}, Depth::Whole).empty());
    }

    void takesConsentForWhatIsOpen()
    {
        ProxySecret secret = pinnedSecret("value");
        secret.authorizer = NoAuth{};
        secret.destinations = {};
        SealTerms terms;
        terms.hasNoAuthConsent = true;
        terms.anyHostReason = "an internal test";
        const std::vector<Remark> remarks = remarksOn(secret, terms, Depth::Whole);
        QCOMPARE(remarks.size(), 2U);
        QVERIFY(std::ranges::none_of(remarks, &Remark::isRefusal));
        QVERIFY(sealSecret(secret, test::firstKey().sealKey(), terms));
    }

    void refusesWhatTheDeploymentDoesNotKnow()
    {
        SealTerms terms;
        terms.deployed = dayFromText("2023-07-01");
        QVERIFY(!sealSecret(pinnedSecret("value"), test::firstKey().sealKey(), terms));
        terms.deployed = dayFromText("2026-05-01");
        QVERIFY(sealSecret(pinnedSecret("value"), test::firstKey().sealKey(), terms));
    }

    void putsRefusalsFirst()
    {
        ProxySecret secret = pinnedSecret("value");
        secret.processor = makeProcessor(ProcessorKind::InjectBody);
        secret.destinations = {};
        const std::vector<Remark> remarks = remarksOn(secret, {}, Depth::Whole);
        QVERIFY(remarks.size() >= 3);
        QVERIFY(std::ranges::is_partitioned(remarks, &Remark::isRefusal));
    }

    void knowsPrivateKeys_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("type"); // -1: refused
        const auto row = [](const char *name, const std::string &text, int type) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << type;
        };
        const auto type = [](PemKeyType known) { return static_cast<int>(known); };
        const char *p256 = "\x2a\x86\x48\xce\x3d\x03\x01\x07";
        const std::string sec1
            = der(0x30, number(1) + der(4, std::string(32, 'k')) + der('\xa0', der(6, p256)));
        row("RSA", pem("RSA PRIVATE KEY", rsaBody()), type(PemKeyType::RsaPkcs1));
        row("text before", "Bag attributes\n" + pem("RSA PRIVATE KEY", rsaBody()),
            type(PemKeyType::RsaPkcs1));
        row("any label", pem("CERTIFICATE", rsaBody()), type(PemKeyType::RsaPkcs1));
        row("RSA in PKCS#8",
            pem("PRIVATE KEY",
                pkcs8(der(6, "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01") + std::string("\5\0", 2))),
            type(PemKeyType::RsaPkcs8));
        row("P-256 in PKCS#8", pem("PRIVATE KEY", pkcs8(curve(p256))), type(PemKeyType::EcPkcs8));
        row("P-521 in PKCS#8",
            pem("PRIVATE KEY", pkcs8(curve(std::string("\x2b\x81\x04\x00\x23", 5)))),
            type(PemKeyType::EcPkcs8));
        row("P-256 in SEC1", pem("EC PRIVATE KEY", sec1), type(PemKeyType::EcSec1));
        row("Ed25519", pem("PRIVATE KEY", ed25519()), type(PemKeyType::Ed25519));
        row("parameters first", pem("EC PARAMETERS", der(6, p256)) + pem("EC PRIVATE KEY", sec1),
            -1);
        row("secp256k1", pem("PRIVATE KEY", pkcs8(curve("\x2b\x81\x04\x02\x0a"))), -1);
        row("encrypted", pem("ENCRYPTED PRIVATE KEY", rsaBody()), -1);
        row("no PEM", "value", -1);
        row("backslash-n", "-----BEGIN RSA PRIVATE KEY-----\\nAAAA\\n-----END RSA PRIVATE KEY-----",
            -1);
        row("no end", pem("RSA PRIVATE KEY", rsaBody()).substr(0, 60), -1);
        row("damaged", pem("RSA PRIVATE KEY", rsaBody().substr(0, 50)), -1);
        row("empty", pem("RSA PRIVATE KEY", ""), -1);
    }

    void knowsPrivateKeys()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, type);
        const auto known = pemKeyType(bytes(text.toStdString()));
        QCOMPARE(known ? static_cast<int>(*known) : -1, type);
        if (!known)
            QVERIFY(known.error().detail.starts_with("the proxy cannot use this private key"));
    }
};

QTEST_GUILESS_MAIN(TestSealCheck)
#include "tst_sealcheck.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/seal/bearer.h"
#include "core/seal/delivery.h"
#include "core/seal/jsonreader.h"
#include "core/seal/macaroon.h"
#include "core/seal/register.h"
#include "core/seal/sealing.h"
#include "tests/core/seal/secrets.h"

#include <QTest>

#include <set>

using namespace rekey;
using namespace rekey::seal;

/// Seals for consumers, the register that keeps them, and how they are handed over.
class TestSealing : public QObject
{
    Q_OBJECT

    const OpenKey m_key = OpenKey::random();
    const std::vector<Consumer> m_three
        = {{"billing", "Ada", "fly-billing"}, {"Mail service", "", ""}, {"cron", "Bob", "host 7"}};

    [[nodiscard]] Profile profile() const
    {
        return *makeProfile("production", "http://tokenizer.internal:8080", m_key.sealKey().hex());
    }

    [[nodiscard]] ProxySecret opened(const SealRecord &record) const
    {
        return *readSecretJson(openToken(record.token, m_key)->view());
    }

    static SealOrder order()
    {
        SealOrder made;
        made.source.finding.bytes.fill(std::byte{9});
        made.source.label = "S-0001";
        made.test = {"GET", "api.example.com", "/v1/me", {}};
        made.now = 1'700'000'000;
        return made;
    }

    [[nodiscard]] std::vector<MadeSeal> made(bool marks = false) const
    {
        ProxySecret secret = test::pinnedSecret("value");
        SealOrder wanted = order();
        wanted.marksConsumers = marks;
        return *sealForEach(secret, m_three, profile(), wanted);
    }

private Q_SLOTS:
    void givesEachConsumerItsOwnBearer()
    {
        const std::vector<MadeSeal> seals = made();
        QCOMPARE(seals.size(), 3U);
        std::set<std::string> bearers;
        for (const MadeSeal &seal : seals) {
            const ProxySecret secret = opened(seal.record);
            QCOMPARE(std::get<Inject>(secret.processor.kind).token.view(),
                     std::string_view("value"));
            QVERIFY(std::get<BearerAuth>(secret.authorizer).digest == digestOf(seal.bearer));
            bearers.emplace(seal.bearer.view());
            QVERIFY(!textOf(seal.record).contains(seal.bearer.view()));
            QVERIFY(!textOf(seal.record).contains("\"value\""));
        }
        QCOMPARE(bearers.size(), 3U);
    }

    void marksEachConsumerInTheHosts()
    {
        const std::vector<MadeSeal> seals = made(true);
        const ProxySecret secret = opened(seals[1].record);
        const std::vector<std::string> hosts{"api.example.com", "consumer-mail-service.invalid"};
        QCOMPARE(*secret.destinations.hosts, hosts);
        QCOMPARE(seals[1].record.destinations, std::string("api.example.com"));
    }

    void refusesConsumersItCannotTellApart()
    {
        ProxySecret secret = test::pinnedSecret("value");
        const std::vector<Consumer> twice = {{"a", "", ""}, {"a", "x", ""}};
        QVERIFY(!sealForEach(secret, twice, profile(), order()));
        QVERIFY(!sealForEach(secret, {}, profile(), order()));
        const std::vector<Consumer> nameless = {{"", "x", ""}};
        QVERIFY(!sealForEach(secret, nameless, profile(), order()));
    }

    void keepsTheBearerWhenItSealsAgain()
    {
        const std::vector<MadeSeal> seals = made();
        const auto again = sealAgain(seals[0].record, test::bytes("another value"), profile(), 5);
        QVERIFY(again);
        const ProxySecret secret = opened(*again);
        QCOMPARE(std::get<Inject>(secret.processor.kind).token.view(),
                 std::string_view("another value"));
        QVERIFY(std::get<BearerAuth>(secret.authorizer).digest == digestOf(seals[0].bearer));
        QVERIFY(again->fingerprint != seals[0].record.fingerprint);
        QCOMPARE(again->madeAt, 5);
        QVERIFY(!sealAgain(seals[0].record, test::bytes("a\nb"), profile(), 5));
    }

    void mintsTheKnownMacaroons()
    {
        const secret::SecretBytes key = test::bytes(std::string(32, '\7'));
        std::array<std::byte, 16> random{};
        const QByteArray given = QByteArray::fromHex("382259f99a5368586e9e9c9946b97257");
        std::ranges::copy(asBytes(given.toStdString()), random.begin());
        const std::string none
            = "9493c4104bb06f8e4e3a7715d201d573d0aa4237c410382259f99a5368586e9e9c9946b97257c2a9746f"
              "6"
              "b656e697a657290c42076575bbcf532d88e2ad1698a2deb0a7873468cd2fe4342c898397571a0bfbd4e";
        QCOMPARE(toHex(macaroonBytes(key, random, {}).bytes()), none);
        using Kind = RequestCaveat::Kind;
        const std::vector<Caveat> caveats = {
            RequestCaveat{Kind::Method, {"POST"}}, RequestCaveat{Kind::Host, {"api.example.com"}},
            RequestCaveat{Kind::PathPrefix, {"/v1/"}}, TimeCaveat{1700000000, 4102444800}};
        const std::string four = "9493c4104bb06f8e4e3a7715d201d573d0aa4237c410382259f99a5368586e9e9"
                                 "c9946b97257c2a9746f6"
                                 "b656e697a657298cf000100000000000091a4504f5354cf000100000000000491"
                                 "af6170692e6578616d70"
                                 "6c652e636f6dcf000100000000000291a42f76312f0492ce6553f100cef486570"
                                 "0c420b7da43e868be9fe"
                                 "168bff6f3d2ac2fe51c71e28df801c9c9425694d4c305a003";
        QCOMPARE(toHex(macaroonBytes(key, random, caveats).bytes()), four);
    }

    void givesEachConsumerItsOwnMacaroon()
    {
        ProxySecret secret = test::pinnedSecret("value");
        secret.authorizer = MacaroonAuth();
        const auto seals = sealForEach(secret, m_three, profile(), order());
        QVERIFY(seals);
        QVERIFY(seals->at(0).bearer.view().starts_with("fm2_"));
        QVERIFY(!seals->at(0).bearer.equals(seals->at(1).bearer));
        QCOMPARE(std::get<MacaroonAuth>(opened(seals->at(0).record).authorizer).key.size(), 32U);
        QVERIFY(!sealAgain(seals->at(0).record, test::bytes("x"), profile(), 5));
    }

    void registerKnowsWhatDiesWithAKey()
    {
        SealRegister seals;
        for (MadeSeal &seal : made())
            seals.add(std::move(seal.record));
        const secret::SecretId finding = order().source.finding;
        seals.retire(2, 10);
        QCOMPARE(seals.dyingWith(finding), (std::vector<std::uint32_t>{1, 3}));
        QVERIFY(seals.dyingWith({}).empty());
        QCOMPARE(seals.rotated(finding, 20), (std::vector<std::uint32_t>{1, 3}));
        QVERIFY(seals.rotated(finding, 30).empty());
        QCOMPARE(seals.find(1)->state(40), SealState::Outdated);
        QCOMPARE(seals.find(2)->state(40), SealState::Retired);
        seals.replace(1, *sealAgain(*seals.find(1), test::bytes("new"), profile(), 50));
        QCOMPARE(seals.find(1)->state(60), SealState::NeverTested);
        QCOMPARE(seals.find(1)->consumer, m_three[0]);
        QCOMPARE(seals.dyingWith(finding), std::vector<std::uint32_t>{1});
    }

    void registerComesBackAsItWasKept()
    {
        SealRegister seals;
        for (MadeSeal &seal : made(true))
            seals.add(std::move(seal.record));
        seals.tested(1, {100, 200, "the API answered"});
        const auto changes = seals.takeChanges();
        QCOMPARE(changes.size(), 3U);
        QVERIFY(seals.takeChanges().empty());
        SealRegister other;
        std::vector<SealRegister::Property> kept = changes;
        kept.emplace_back("L-0009", "not a record");
        QCOMPARE(other.load(kept), 1U);
        QVERIFY(other.records() == seals.records());
        QCOMPARE(other.add(SealRecord()), 4U);
    }

    void tellsTheStateOfASeal()
    {
        SealRecord record;
        QCOMPARE(record.state(0), SealState::NeverTested);
        record.lastTest = {1, 200, ""};
        QCOMPARE(record.state(2), SealState::Good);
        record.lastTest.status = 407;
        QCOMPARE(record.state(2), SealState::Failed);
        record.expiresAt = 1000;
        QCOMPARE(record.state(999), SealState::ExpiresSoon);
        QCOMPARE(record.state(1000), SealState::Expired);
    }

    void handsOverTokenAndBearer()
    {
        const std::vector<MadeSeal> seals = made();
        const SealRecord &record = seals[0].record;
        const auto env = deliveryText(DeliveryForm::Environment, record, seals[0].bearer);
        QCOMPARE(env.view(),
                 "BILLING_SEALED=" + record.token
                     + "\nBILLING_BEARER=" + std::string(seals[0].bearer.view()) + "\n");
        const auto k8s = deliveryText(DeliveryForm::Kubernetes, seals[1].record, seals[1].bearer);
        QVERIFY(k8s.view().contains("name: mail-service-seal\n"));
        QVERIFY(k8s.view().contains("  MAIL_SERVICE_BEARER: \""));
        const auto bare = deliveryText(DeliveryForm::Json, record, {});
        QCOMPARE(bare.view(), "{\"BILLING_SEALED\":\"" + record.token + "\"}\n");
        const std::string fly = deliveryCommand(DeliveryForm::Fly, record, "a 'b'.env");
        QCOMPARE(fly, std::string("fly secrets import --app 'fly-billing' < 'a '\\''b'\\''.env'"));
        QCOMPARE(variableName("7 äpfel"), std::string("C7_PFEL"));
    }

    void showsARequestInEachLanguage()
    {
        const SealRecord record = made()[0].record;
        for (std::size_t i = 0; i < kSnippetLanguages; ++i) {
            const auto language = static_cast<SnippetLanguage>(i);
            const std::string text = snippetFor(language, record, profile());
            QVERIFY2(text.contains("http://api.example.com/v1/me"), text.c_str());
            QVERIFY2(text.contains("tokenizer.internal"), text.c_str());
            QVERIFY2(text.contains("BILLING_SEALED"), text.c_str());
            QVERIFY(!text.contains(record.token));
            for (const char *left : {"{NAME}", "{URL}", "{HOST}", "{PROXY", "{METHOD}", "{SCHEME}"})
                QVERIFY2(!text.contains(left), text.c_str());
            QCOMPARE(*languageFromName(languageName(language)), language);
        }
    }

    void keepsProfiles()
    {
        Profile made = profile();
        made.colour = ProfileColour::Red;
        made.deployed = dayFromText("2026-05-01");
        const auto read = profileFromText(textOf(made));
        QVERIFY(read);
        QVERIFY(*read == made);
        QCOMPARE(proxyAddress(made), std::string("tokenizer.internal:8080"));
        QVERIFY(!profileFromText("{}"));
        QVERIFY(!profileFromText("x"));
        QVERIFY(!profileFromText(R"({"name":1})"));
        const std::string key = m_key.sealKey().hex();
        for (const char *bad : {"https://a", "a", "http://", "http://A", "http://a/b", "ftp://a"})
            QVERIFY2(!makeProfile("p", bad, key), bad);
        QVERIFY(!makeProfile("", "http://a", key));
        QVERIFY(!makeProfile("p", "http://a", std::string(64, '0')));
        QCOMPARE(makeProfile("p", "http://a:80/", key)->proxyUrl, std::string("http://a:80"));
    }
};

QTEST_GUILESS_MAIN(TestSealing)
#include "tst_sealing.moc"

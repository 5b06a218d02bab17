// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/check.h"
#include "core/seal/preset.h"
#include "tests/core/seal/secrets.h"

#include <QTest>

#include <map>
#include <set>

using namespace rekey;
using namespace rekey::seal;

/// Presets of the provider files: that they read, and how values are made by them.
class TestPreset : public QObject
{
    Q_OBJECT

    static ValueReader from(std::map<std::string, std::string, std::less<>> values)
    {
        return [values = std::move(values)](std::string_view name) -> Result<secret::SecretBytes> {
            const auto found = values.find(name);
            if (found == values.end())
                return fail(ErrorKind::NotFound, "no such companion");
            return test::bytes(found->second);
        };
    }

    static rules::RuleFile fileWith(const std::string &seal)
    {
        return {"acme.toml",
                "[provider]\nid = \"acme\"\nname = \"Acme\"\n[[seal]]\nid = \"acme-api\"\nname = "
                "\"Acme\"\nprocessor = \"inject\"\n"
                    + seal};
    }

private Q_SLOTS:
    void comeWithTheProgram()
    {
        std::set<std::string> ids;
        std::set<std::string> detectors;
        for (const Preset &preset : builtinPresets()) {
            QVERIFY2(ids.insert(preset.id).second, preset.id.c_str());
            for (const std::string &detector : preset.detectors)
                QVERIFY2(detectors.insert(detector).second, detector.c_str());
            QVERIFY(presetById(preset.id) == &preset);
        }
        for (const char *id :
             {"stripe-api", "twilio-account", "aws-sigv4", "github-app", "gcp-service-account",
              "openai-api", "anthropic-api", "sendgrid-api", "slack-web-api"})
            QVERIFY2(presetById(id) != nullptr, id);
        QCOMPARE(presetFor("stripe-live-secret-key")->id, std::string("stripe-api"));
        QVERIFY(presetFor("stripe-webhook-secret") == nullptr);
    }

    void fillsTheFormOfAHeader()
    {
        const Preset &stripe = *presetById("stripe-api");
        ProxySecret secret = policyOf(stripe);
        const auto &inject = std::get<Inject>(secret.processor.kind);
        QCOMPARE(inject.format.value, std::string("Bearer %s"));
        QCOMPARE(inject.destination.value, std::string("Authorization"));
        QCOMPARE(*secret.destinations.hosts, std::vector<std::string>{"api.stripe.com"});
        QCOMPARE(stripe.test.host, std::string("api.stripe.com"));
        QCOMPARE(stripe.test.path, std::string("/v1/balance"));
        QVERIFY(remarksOn(secret, {}, Depth::Policy).empty());
    }

    void joinsUserAndPassword()
    {
        const auto value = makeValue(presetById("twilio-account")->value,
                                     from({{"value", "AC1"}, {"auth_token", "secret"}}));
        QVERIFY(value);
        QCOMPARE(value->view(), std::string_view("QUMxOnNlY3JldA=="));
        QVERIFY(!makeValue(presetById("twilio-account")->value, from({{"value", "AC1"}})));
    }

    void takesPublicMembersFromCompanions()
    {
        const Preset &aws = *presetById("aws-sigv4");
        ProxySecret secret = policyOf(aws);
        const ValueReader read = from({{"value", "AKID"}, {"secret_access_key", "secret"}});
        QVERIFY(fillFields(secret.processor, aws, read));
        QVERIFY(fillValue(secret.processor, *makeValue(aws.value, read)));
        const auto &sigv4 = std::get<SigV4>(secret.processor.kind);
        QCOMPARE(sigv4.accessKey, std::string("AKID"));
        QCOMPARE(sigv4.secretKey.view(), std::string_view("secret"));
        QVERIFY(sigv4.noSwap);
        QVERIFY(!fillValue(secret.processor, test::bytes("another")));
    }

    void undoesTheEscapesOfAJsonFile()
    {
        const ValueRecipe recipe{"{value}", ValueEncoding::JsonText};
        const auto value = makeValue(recipe, from({{"value", "-----BEGIN\\nA\\u003d\\n"}}));
        QVERIFY(value);
        QCOMPARE(value->view(), std::string_view("-----BEGIN\nA=\n"));
        QVERIFY(!makeValue(recipe, from({{"value", "a\\"}})));
        QVERIFY(!makeValue(recipe, from({{"value", "a\",\"b"}})));
    }

    void namesTheMembersOfEachProcessor()
    {
        for (std::size_t i = 0; i < kProcessorKinds; ++i) {
            const auto kind = static_cast<ProcessorKind>(i);
            QCOMPARE(*processorFromName(processorName(kind)), kind);
            Processor processor = makeProcessor(kind);
            for (const std::string_view name : fieldNames(kind)) {
                QVERIFY(setField(processor, name, "text"));
                QCOMPARE(fieldText(processor, name), std::string("text"));
            }
            QVERIFY(!setField(processor, "token", "text"));
        }
    }

    void refusesABadPreset_data()
    {
        QTest::addColumn<QByteArray>("rest");
        const QByteArray good = "fmt = \"Bearer %s\"\ndst = \"Authorization\"\n";
        const QByteArray hosts = "hosts = [\"api.acme.example\"]\n";
        QTest::newRow("no hosts") << good;
        QTest::newRow("bad host") << good + "hosts = [\"https://api.acme.example\"]\n";
        QTest::newRow("no format") << "dst = \"Authorization\"\n" + hosts;
        QTest::newRow("useless header") << "fmt = \"%s\"\ndst = \"Host\"\n" + hosts;
        QTest::newRow("unknown key") << good + hosts + "colour = \"red\"\n";
        QTest::newRow("unknown encoding") << good + hosts + "encode = \"rot13\"\n";
        QTest::newRow("field of another") << good + hosts + "[seal.fields]\nemail = \"a\"\n";
        QTest::newRow("bad test") << good + hosts + "test = \"/v1/me\"\n";
        QTest::newRow("test elsewhere")
            << good + hosts + "test = \"GET /\"\ntest_host = \"other.example\"\n";
    }

    void refusesABadPreset()
    {
        QFETCH(QByteArray, rest);
        const auto read = parsePresets(fileWith(rest.toStdString()));
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::Malformed);
    }
};

QTEST_GUILESS_MAIN(TestPreset)
#include "tst_preset.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/dialect.h"
#include "core/seal/headerrule.h"
#include "core/seal/hostrule.h"
#include "tests/core/seal/secrets.h"

#include <QTest>

using namespace rekey;
using namespace rekey::seal;

/// Formats, headers and hosts against the vectors V6, V7 and V17.
class TestSealRules : public QObject
{
    Q_OBJECT

    static Destinations to(std::string_view host)
    {
        return {std::vector<std::string>{std::string(host)}, {}};
    }

    static Destinations matching(std::string pattern) { return {std::nullopt, std::move(pattern)}; }

private Q_SLOTS:
    void knowsFormats()
    {
        for (const std::string_view good : {"%s", "x %s", "\"%s\"", "Basic %s:", "é%s"})
            QVERIFY2(isFormat(good, FormatValue::Text), good.data());
        for (const std::string_view bad :
             {"",      "%d",   "%v",   "%q",  "%x", "%X", "%.3s", "%5s",   "%-5s",  "%+s", "% s",
              "%[1]s", "%s%s", "%s %", "% a", "%",  "%%", "%%s",  "plain", "%s %%", "%S"})
            QVERIFY2(!isFormat(bad, FormatValue::Text), bad.data());
        QVERIFY(isFormat("%x", FormatValue::Binary) && isFormat("a%X", FormatValue::Binary));
        QVERIFY(!isFormat("%s", FormatValue::Binary));
    }

    void choosesTheFormat()
    {
        const Pinned list{"", std::vector<std::string>{"A %s", "B %s"}};
        QCOMPARE(chosenFormat({}, {}, FormatValue::Text), "Bearer %s");
        QCOMPARE(chosenFormat({}, {}, FormatValue::Binary), "Bearer %x");
        QCOMPARE(chosenFormat(list, {}, FormatValue::Text), "A %s");
        QCOMPARE(chosenFormat(list, "B %s", FormatValue::Text), "B %s");
        QVERIFY(!chosenFormat(list, "C %s", FormatValue::Text));
        QVERIFY(!chosenFormat({"%s", std::vector<std::string>{"x %s"}}, {}, FormatValue::Text));
        QVERIFY(!chosenFormat({"", std::vector<std::string>()}, {}, FormatValue::Text));
        QVERIFY(!chosenFormat({}, "", FormatValue::Text));
        QVERIFY(!chosenFormat({"%s", {}}, "Bearer %s", FormatValue::Text));
    }

    void writesHeadersInTheirCanonicalCase_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("canonical");
        const auto row = [](const char *name, const char *canonical) {
            QTest::newRow(name) << QByteArray(name) << QByteArray(canonical);
        };
        row("x-api-key", "X-Api-Key");
        row("X-API-Key", "X-Api-Key");
        row("foo_bar", "Foo_bar");
        row("1abc", "1abc");
        row("-abc-", "-Abc-");
        row("ETAG", "Etag");
        row("www-authenticate", "Www-Authenticate");
        row("foo bar", "foo bar");
        row("x:y", "x:y");
    }

    void writesHeadersInTheirCanonicalCase()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, canonical);
        QCOMPARE(canonicalHeader(name.toStdString()), canonical.toStdString());
    }

    void choosesTheHeader()
    {
        const Pinned list{"", std::vector<std::string>{"asdf", "qwer"}};
        QCOMPARE(chosenDestination({}, {}), "Authorization");
        QCOMPARE(chosenDestination({"X-Key", {}}, "x-kEY"), "X-Key");
        QVERIFY(!chosenDestination({"X-Key", {}}, "Authorization"));
        QCOMPARE(chosenDestination(list, {}), "Asdf");
        QCOMPARE(chosenDestination(list, "qWeR"), "Qwer");
        QVERIFY(!chosenDestination(list, "zxcv"));
        QVERIFY(!chosenDestination({"", std::vector<std::string>()}, {}));
    }

    void knowsHeadersThatAreNeverSent()
    {
        QVERIFY(isUselessDestination("proxy-authorization"));
        QVERIFY(isUselessDestination("HOST"));
        QVERIFY(!isUselessDestination("Cookie"));
        QVERIFY(!isUselessDestination("User-Agent"));
    }

    void comparesHostsAsText()
    {
        QVERIFY(passes(to("localhost"), "localhost"));
        for (const std::string_view other : {"localhost:80", "LOCALHOST", "localhost.", ""})
            QVERIFY2(!passes(to("localhost"), other), other.data());
        QVERIFY(passes(to("127.0.0.1:9443"), "127.0.0.1:9443"));
        QVERIFY(!passes({std::vector<std::string>(), {}}, "a"));
        QVERIFY(passes({}, "anything"));
    }

    void searchesPatternsAsTheProxyDoes()
    {
        QVERIFY(passes(matching("0.0"), "127.0.0.1:9443"));
        QVERIFY(!passes(matching(R"(^127\.0\.0\.1$)"), "127.0.0.1:9443"));
        QVERIFY(passes(matching(R"(^127\.0\.0\.1(:\d+)?$)"), "127.0.0.1:9443"));
        QVERIFY(!passes(matching("(a)\\1"), "aa"));
        Destinations both = to("a.example");
        both.pattern = "^b$";
        QVERIFY(!passes(both, "a.example"));
    }

    void takesHostsThatCanMatch()
    {
        for (const std::string_view good :
             {"api.example.com", "api.example.com:80", "127.0.0.1:9443", "xn--bcher-kva.example",
              "localhost", "a-1.b"})
            QVERIFY2(!problemOfHost(good), good.data());
        for (const std::string_view bad :
             {"", "https://api.example.com", "api.example.com/", "API.example.com", "a b",
              "example.com.", "example.com:443", "example.com:", "example.com:0",
              "example.com:70000", "*.example.com", "[::1]", "::1", "bücher.example", "-a.example",
              "a..b", "u@h", "example.com:080", "a_b.example"})
            QVERIFY2(problemOfHost(bad), bad.data());
    }

    void takesPatternsThatHoldAtBothEnds()
    {
        for (const std::string_view good :
             {R"(^api\.example\.com$)", R"(^[a-z0-9-]+\.example\.com(:80)?$)", "^(a|b)$",
              "^(?:a|b)$", R"(^[|$]\|$)", "^[]|]$", "^[[:alpha:]|]+$"})
            QVERIFY2(!problemOfPattern(good), good.data());
        for (const std::string_view bad :
             {"api", "^api", "api$", "^a|b$", R"(^a\$)", "*.fly.dev", "^(?!evil)", R"((a)\1)",
              "(?m)^a$", "^(?m)a$", "^(a)|(b)$", R"(^\Qa\E$)", "^(", "", "^[$"})
            QVERIFY2(problemOfPattern(bad), bad.data());
    }

    void marksConsumers()
    {
        QCOMPARE(consumerMarker("Billing app #2"), std::string("consumer-billing-app--2.invalid"));
        QVERIFY(isConsumerMarker(consumerMarker("billing")));
        QVERIFY(!problemOfHost(consumerMarker("Zahlungs-Dienst äöü")));
        QVERIFY(!problemOfHost(consumerMarker(std::string(300, 'x'))));
    }

    void readsDays()
    {
        QCOMPARE(textOfDay(*dayFromText("2026-05-01")), std::string("2026-05-01"));
        for (const std::string_view bad : {"", "2026-5-1", "2026-02-30", "2026-13-01", "2026/05/01",
                                           "2026-05-01x", "2026--5-01"})
            QVERIFY2(!dayFromText(bad), bad.data());
    }

    void knowsWhatAnOlderDeploymentUnderstands()
    {
        const auto problems = [](const char *day, const ProxySecret &secret) {
            return unknownTo(*dayFromText(day), secret).size();
        };
        const ProxySecret inject = test::pinnedSecret("T");
        QCOMPARE(problems("2023-07-12", inject), 1U);
        QCOMPARE(problems("2023-07-13", inject), 0U);
        const ProxySecret app = test::secretOf(GithubApp(), NoAuth{});
        QCOMPARE(problems("2026-04-30", app), 1U);
        QCOMPARE(problems("2026-05-01", app), 0U);
        QCOMPARE(problems("2025-02-27", app), 2U);
        const ProxySecret sigv4 = test::secretOf(SigV4(), BearerAuth());
        QCOMPARE(problems("2026-03-10", sigv4), 1U);
        QCOMPARE(problems("2026-03-11", sigv4), 0U);
        Multi multi;
        multi.members.push_back(makeProcessor(ProcessorKind::InjectBody));
        const ProxySecret several = test::secretOf(std::move(multi), BearerAuth());
        QCOMPARE(problems("2025-12-03", several), 1U);
        QCOMPARE(problems("2025-12-04", several), 0U);
    }
};

QTEST_GUILESS_MAIN(TestSealRules)
#include "tst_sealrules.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/engine.h"
#include "core/rules/entropy.h"
#include "core/rules/filters.h"

#include <QTest>

#include <string>
#include <vector>

using namespace rekey::rules;

class TestFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rejects_data()
    {
        QTest::addColumn<std::string>("filter");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<bool>("rejected");
        const auto row = [](const char *filter, const char *value, bool rejected) {
            QTest::addRow("%s: %s", filter, value)
                << std::string(filter) << std::string(value) << rejected;
        };
        const std::string random = std::string("q7Zp") + "K2vR" + "9sLx" + "W4tB" + "8nYd";
        for (const char *value : {"${API_KEY}",
                                  "$API_KEY",
                                  "$(get_key)",
                                  "{{ secret }}",
                                  "{secret}",
                                  "<your token>",
                                  "%(password)s",
                                  "%PASSWORD%",
                                  "#{ENV['KEY']}",
                                  "__TOKEN__",
                                  "changeme",
                                  "ChangeMe123",
                                  "my_example_key",
                                  "xxxxxxxxxxxx",
                                  "ghp_XXXXXXXXXXXX",
                                  "your-api-key",
                                  "put_key_here",
                                  "abcdefghijklmnop",
                                  "0123456789012345",
                                  "9876543210",
                                  "aaaaaaaaaaaa",
                                  "AAAAAAAAAAAAAAA1",
                                  "ababababab",
                                  "****************",
                                  "key_000000000000000000"})
            row("placeholder", value, true);
        for (const char *value : {"Tr0ub4dor&3x", "a${", "correct-horse-battery"})
            row("placeholder", value, false);
        row("placeholder", random.c_str(), false);

        for (const char *value : {"getUserNameFromToken", "password", "application_secret_name",
                                  "DEFAULT_CONNECTION_STRING", "org.example.service.Client"})
            row("token-efficiency", value, true);
        for (const char *value : {"dGhp5c2lz0YXJhb", "8f14e45fceea167a", "zxqvkjwpbfmtgdhr"})
            row("token-efficiency", value, false);
        row("token-efficiency", random.c_str(), false);

        for (const char *value : {"onlylower", "ONLYUPPER", "12345678", "lower-and-symbols"})
            row("mixed-classes", value, true);
        for (const char *value : {"lowerUPPER", "lower123", "UPPER1"})
            row("mixed-classes", value, false);

        const std::string hex = "0123456789abcdef";
        row("no-hash", (hex + hex).c_str(), true);
        row("no-hash", (hex + hex + "89ABCDEF").c_str(), true);
        row("no-hash", (hex + hex + hex + hex).c_str(), true);
        row("no-hash", (hex + hex + "0").c_str(), false);
        row("no-hash", (hex + "0123456789abcdeg").c_str(), false);

        row("no-uuid", "123e4567-e89b-12d3-a456-426614174000", true);
        row("no-uuid", "{123E4567-E89B-12D3-A456-426614174000}", true);
        row("no-uuid", "123e4567-e89b-12d3-a456-42661417400", false);
        row("no-uuid", "123e4567+e89b-12d3-a456-426614174000", false);

        for (const char *value : {"/usr/share/doc", "./a/b", "../../keys", "~/x/key", "C:\\\\keys",
                                  "https://host.test/path", "src/config.json", "com.acme.test"})
            row("no-path", value, true);
        for (const char *value :
             {"https://user:pw@host.test/", "wJalr/XUtnFEMI/K7MDENG", "a.b", "/only", "x9/K2"})
            row("no-path", value, false);
    }
    void rejects()
    {
        QFETCH(std::string, filter);
        QFETCH(std::string, value);
        QFETCH(bool, rejected);
        const auto bit = filterBit(filter);
        QVERIFY(bit);
        QCOMPARE(std::string(rejectingFilter(*bit, value)), rejected ? filter : std::string());
    }

    void knowsItsNames()
    {
        QVERIFY(!filterBit("nice"));
        QCOMPARE(*filterBit("no-path"), std::uint32_t(FilterNoPath));
        QVERIFY(rejectingFilter(0, "changeme").empty());
    }

    void shortValuesDoNoHarm()
    {
        for (const std::string value : {"", "a", "$", "<>", "%", "__", "{}", "."})
            static_cast<void>(rejectingFilter(~0U, value));
        QCOMPARE(tokenEfficiency(""), 0.0);
        QCOMPARE(shannonEntropy(""), 0.0);
    }

    void measuresEntropy()
    {
        QCOMPARE(shannonEntropy("aaaa"), 0.0);
        QCOMPARE(shannonEntropy("abab"), 1.0);
        QCOMPARE(shannonEntropy("0123456789abcdef"), 4.0);
    }

    void findsKeywordsNear()
    {
        const std::string text = "the ACME key is    value";
        const std::size_t at = text.find("value");
        const std::vector<std::string> keywords = {"acme"};
        QVERIFY(hasKeywordNear(text, at, at + 5, keywords, 15));
        QVERIFY(!hasKeywordNear(text, at, at + 5, keywords, 14));
        QVERIFY(hasKeywordNear(text, at, at + 5, {}, 0));
        QVERIFY(hasKeywordNear("value acme", 0, 5, keywords, 5));
        QVERIFY(!hasKeywordNear("value acme", 0, 5, keywords, 4));
    }
};

QTEST_GUILESS_MAIN(TestFilters)
#include "tst_filters.moc"

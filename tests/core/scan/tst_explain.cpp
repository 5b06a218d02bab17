// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/scan/explain.h"
#include "core/scan/scanner.h"
#include "tests/support/madeup.h"
#include "tests/support/randomtext.h"
#include "tests/support/scanrules.h"

#include <QTest>

#include <string>

using namespace rekey;
using namespace rekey::scan;

namespace {

std::string explained(const std::string &text)
{
    std::string out;
    for (const Explanation &one : explain(asBytes(text), test::madeUpRules())) {
        out += std::to_string(one.at.line) + ':' + std::to_string(one.at.column) + ' ' + one.rule
            + ' ' + std::string(stageName(one.stage)) + '\n';
    }
    return out;
}

/// How much work a text is, per byte of it.
double workPerByte(const std::string &text)
{
    Scanner scanner(test::madeUpRules());
    (void)scanner.scan(asBytes(text));
    const ScanWork &work = scanner.work();
    return static_cast<double>(work.anchorBytes + work.confirmBytes)
        / static_cast<double>(text.size());
}

std::string repeated(std::string_view part, std::size_t size)
{
    std::string text;
    while (text.size() < size)
        text += part;
    return text;
}

} // namespace

class TestExplain : public QObject
{
    Q_OBJECT

    const std::string m_token = "tst_" + test::MadeUp(1).alphanumeric(24);

private Q_SLOTS:
    void saysWhatIsNearAMatchInUtf16()
    {
        const std::string ascii = "first line of it\nvalue " + m_token.substr(0, 20) + "\n";
        std::string wide = "\xff\xfe";
        for (const char c : ascii)
            wide += {c, '\0'};
        QCOMPARE(explained(wide), std::string("2:7 testing-token expression\n"));
    }

    void saysWhichStageRefused_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        const std::string hex = test::MadeUp(2).hex(16);
        const std::string id = "TSID" + test::MadeUp(3).characters("ABCDEFGH234567", 12);
        QTest::newRow("nothing") << std::string("plain") << std::string();
        QTest::newRow("found") << "x\n " + m_token << std::string("2:2 testing-token found\n");
        QTest::newRow("expression")
            << m_token.substr(0, 20) << std::string("1:1 testing-token expression\n");
        QTest::newRow("entropy") << std::string("widget_key = \"aaaabbbbaaaa\"")
                                 << std::string("1:15 testing-assignment entropy\n");
        QTest::newRow("filter") << std::string("widget_key = \"your-") + "example-key-here\""
                                << std::string("1:15 testing-assignment filter\n");
        QTest::newRow("denied") << "widget_key = \"deny-" + hex + "\""
                                << std::string("1:15 testing-assignment denied\n");
        QTest::newRow("keyword") << "kwx" + hex << std::string("1:4 testing-keyword keyword\n");
        QTest::newRow("companion") << id << std::string("1:1 testing-pair companion\n");
        QTest::newRow("overlap")
            << "widget_key = \"" + m_token + "\""
            << std::string("1:15 testing-assignment overlap\n1:15 testing-token found\n");
        QTest::newRow("length") << std::string("-----BEGIN ") + "THING-----"
                + std::string(3000, 'x') + "-----END "
                + "THING-----" << std::string("1:1 testing-block length\n");
    }

    void saysWhichStageRefused()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        QCOMPARE(explained(text), expected);
    }

    void neverHoldsTheValue()
    {
        for (std::uint32_t seed = 0; seed < 50; ++seed) {
            const std::string text = test::RandomText(seed).text(3000);
            Scanner scanner(test::madeUpRules());
            const std::vector<Match> matches = scanner.scanAll(asBytes(text));
            for (const Explanation &one : explain(asBytes(text), test::madeUpRules())) {
                for (const Match &match : matches) {
                    const std::string value = text.substr(match.secret.begin, match.secret.size());
                    QVERIFY(one.words.find(value) == std::string::npos);
                }
            }
        }
    }

    /// Twice the text may not be more work per byte, whatever was put into it.
    void hostileTextsTakeLinearTime_data()
    {
        QTest::addColumn<std::string>("part");
        QTest::newRow("tokens") << m_token + ' ';
        QTest::newRow("beginnings") << std::string("tst_aaaaaatso_aaa");
        QTest::newRow("beginnings of a long match") << std::string("-----BEGIN ") + "THING-----";
        QTest::newRow("far ends") << std::string("-----BEGIN ") + "THING-----"
                + std::string(2500, 'x') + "-----END " + "THING-----";
        QTest::newRow("open assignments") << std::string("widget_key = \"");
        QTest::newRow("endless values") << std::string("tso_aaaaaaaaaaaaaaaa");
        QTest::newRow("pairs without their half") << std::string("TSIDABCDEF123456 ");
        QTest::newRow("zeros") << std::string("a\0b\0c\0d\0e\0f\0g\0h\0\0", 17);
        QTest::newRow("alternation") << std::string("\0x\0y", 4);
        QTest::newRow("keywords") << std::string("gadget kwx0123456789abcde");
    }

    void hostileTextsTakeLinearTime()
    {
        QFETCH(std::string, part);
        const double small = workPerByte(repeated(part, 100000));
        const double large = workPerByte(repeated(part, 800000));
        QVERIFY2(large < 1.3 * small + 1,
                 (std::to_string(small) + " then " + std::to_string(large)).c_str());
        QVERIFY2(large < 250, std::to_string(large).c_str());
    }
};

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/scan/scanner.h"
#include "core/scan/utf16.h"
#include "tests/support/madeup.h"
#include "tests/support/scanrules.h"

#include <QTest>

#include <string>

using namespace rekey;
using namespace rekey::scan;

namespace {

/// "rule value" for each match, one a line.
std::string found(Scanner &scanner, std::string_view text)
{
    std::string list;
    for (const Match &match : scanner.scan(asBytes(text))) {
        std::string value(text.substr(match.secret.begin, match.secret.size()));
        if (match.utf16)
            value = utf8FromUtf16(value, looksBigEndian(value));
        list += scanner.rules().detector(match.detector).id + ' ' + value + '\n';
    }
    return list;
}

std::string wide(std::string_view text, bool bigEndian)
{
    std::string out;
    for (const char c : text) {
        if (bigEndian)
            out += '\0';
        out += c;
        if (!bigEndian)
            out += '\0';
    }
    return out;
}

} // namespace

class TestScanner : public QObject
{
    Q_OBJECT

    const std::string m_token = "tst_" + test::MadeUp(1).alphanumeric(24);
    const std::string m_line = "testing-token " + m_token + '\n';

private Q_SLOTS:
    void findsTheTokenIn_data()
    {
        QTest::addColumn<std::string>("text");
        const std::string nul(1, '\0');
        const std::string filler = test::MadeUp(2).alphanumeric(4000);
        QTest::newRow("alone") << m_token;
        QTest::newRow("at the start") << m_token + " after";
        QTest::newRow("at the end") << "before " + m_token;
        QTest::newRow("CRLF") << "a = b\r\nc = " + m_token + "\r\n";
        QTest::newRow("lone CR") << "a = b\rc = " + m_token + "\r";
        QTest::newRow("UTF-8 mark") << "\xef\xbb\xbf" + m_token;
        QTest::newRow("invalid UTF-8") << "\xff\xfe\xfd " + m_token + " \xc0\x80";
        QTest::newRow("in binary") << std::string("\x7f"
                                                  "ELF\x01\0\0\0\xff",
                                                  9)
                + m_token + nul + nul;
        QTest::newRow("UTF-16LE, mark") << "\xff\xfe" + wide("key = " + m_token + "\n", false);
        QTest::newRow("UTF-16BE, mark") << "\xfe\xff" + wide("key = " + m_token + "\n", true);
        QTest::newRow("UTF-16LE") << wide("key = " + m_token, false);
        QTest::newRow("UTF-16BE") << wide("key = " + m_token, true);
        QTest::newRow("UTF-16LE, odd") << "x" + nul + nul + wide(m_token, false) + nul;
        QTest::newRow("UTF-16LE in binary") << filler + std::string("\x01\x02\x03\0\xff\0\0\x9c", 8)
                + wide(m_token, false) + std::string("\0\0\x01\0", 4) + filler;
        QTest::newRow("long line") << std::string(std::size_t{5} << 20, 'x') + ' ' + m_token + ' '
                + std::string(1 << 20, 'y');
        QTest::newRow("across a chunk border")
            << std::string((std::size_t{16} << 20) - 10, ' ') + m_token + '\n';
    }

    void findsTheTokenIn()
    {
        QFETCH(std::string, text);
        Scanner scanner(test::madeUpRules());
        QCOMPARE(found(scanner, text), m_line);
    }

    void rangesAreBytesOfTheText()
    {
        Scanner scanner(test::madeUpRules());
        const std::string text = "\xff\xfe" + wide("k = " + m_token + "\n", false);
        const auto matches = scanner.scan(asBytes(text));
        QCOMPARE(matches.size(), 1U);
        QVERIFY(matches.front().utf16);
        QCOMPARE(matches.front().secret.begin, 2U + 8U);
        QCOMPARE(matches.front().secret.size(), 2 * m_token.size());
    }

    void neighboursAreAllFound()
    {
        Scanner scanner(test::madeUpRules());
        const std::string other = "tst_" + test::MadeUp(3).alphanumeric(24);
        QCOMPARE(found(scanner, m_token + '\n' + other + ',' + m_token),
                 m_line + "testing-token " + other + '\n' + m_line);
    }

    void unboundedStopsAtTheLongest()
    {
        Scanner scanner(test::madeUpRules());
        const std::string longest = "tso_" + test::MadeUp(4).hex(60);
        QCOMPARE(found(scanner, longest), "testing-open " + longest + '\n');
        QCOMPARE(found(scanner, longest + "ffff00"), "testing-open " + longest + '\n');
    }

    void keywordMustStandNear()
    {
        Scanner scanner(test::madeUpRules());
        const std::string value = test::MadeUp(5).hex(16);
        const std::string line = "testing-keyword " + value + '\n';
        QCOMPARE(found(scanner, "GADGET " + std::string(30, '.') + " kwx" + value), line);
        QCOMPARE(found(scanner, "kwx" + value + "\n\n# of the Gadget"), line);
        QCOMPARE(found(scanner, "gadget " + std::string(60, '.') + " kwx" + value), std::string());
    }

    void blockSpansLines()
    {
        Scanner scanner(test::madeUpRules());
        const std::string block = "-----BEGIN "
                                  "THING-----\r\n"
            + test::MadeUp(6).alphanumeric(64) + "\r\n" + test::MadeUp(7).alphanumeric(64)
            + "\r\n-----END "
              "THING-----";
        QCOMPARE(found(scanner, "x\n" + block + "\n"), "testing-block " + block + '\n');
    }

    void companionsAreFoundAndRequired()
    {
        Scanner scanner(test::madeUpRules());
        const std::string id = "TSID" + test::MadeUp(8).characters("ABCDEFGH234567", 12);
        const std::string secret = test::MadeUp(9).alphanumeric(40);
        QVERIFY(scanner.scan(asBytes("id " + id + "\n")).empty());
        const std::string text = "id = " + id + "\nkey = " + secret + "\nat north.invalid\n";
        const auto matches = scanner.scan(asBytes(text));
        QCOMPARE(matches.size(), 1U);
        QCOMPARE(matches[0].companions.size(), 2U);
        const ByteRange range = matches[0].companions[0].range;
        QCOMPARE(text.substr(range.begin, range.size()), secret);
        const ByteRange host = matches[0].companions[1].range;
        QCOMPARE(text.substr(host.begin, host.size()), std::string("north.invalid"));
    }

    void theMoreSpecificDetectorWins()
    {
        Scanner scanner(test::madeUpRules());
        const std::string text = "widget_key = \"" + m_token + "\"";
        QCOMPARE(found(scanner, text), m_line);
        QCOMPARE(scanner.scanAll(asBytes(text)).size(), 2U);
    }

    void filtersRefuse()
    {
        Scanner scanner(test::madeUpRules());
        const std::string value = test::MadeUp(10).alphanumeric(20);
        QCOMPARE(found(scanner, "widget_key = \"" + value + "\""),
                 "testing-assignment " + value + '\n');
        QCOMPARE(found(scanner, "widget_key = \"aaaaaaaabbbb\""), std::string());
        QCOMPARE(found(scanner, "widget_key = \"deny-" + value + "\""), std::string());
        QCOMPARE(found(scanner,
                       "widget_key = \"your-"
                       "example-key-here\""),
                 std::string());
    }

    void emptyAndTinyTexts()
    {
        Scanner scanner(test::madeUpRules());
        for (std::size_t size = 0; size < 20; ++size) {
            QVERIFY(scanner.scan(asBytes(std::string(size, '\0'))).empty());
            QVERIFY(scanner.scan(asBytes(m_token.substr(0, size))).empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestScanner)
#include "tst_scanner.moc"

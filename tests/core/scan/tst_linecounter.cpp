// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/linecounter.h"
#include "core/scan/occurrences.h"
#include "tests/support/randomtext.h"

#include <QTest>

#include <random>
#include <string>

using namespace rekey::scan;
using rekey::test::RandomText;

class TestLineCounter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAndColumns_data()
    {
        QTest::addColumn<std::string>("before");
        QTest::addColumn<unsigned>("line");
        QTest::addColumn<unsigned>("column");
        QTest::newRow("start") << std::string() << 1U << 1U;
        QTest::newRow("same line") << std::string("ab c") << 1U << 5U;
        QTest::newRow("LF") << std::string("a\nb\n") << 3U << 1U;
        QTest::newRow("CRLF") << std::string("a\r\nb\r\nxy") << 3U << 3U;
        QTest::newRow("lone CR") << std::string("a\rb\rxy") << 3U << 3U;
        QTest::newRow("mixed") << std::string("\n\r\n\r\r\n\n\rx") << 7U << 2U;
        QTest::newRow("UTF-8") << std::string("\xc3\xa9\xe2\x82\xac\xf0\x9f\x94\x91") << 1U << 4U;
        QTest::newRow("invalid bytes") << std::string("\xff\xc3\xe2\x82 ") << 1U << 6U;
        QTest::newRow("byte-order mark") << std::string("\xef\xbb\xbfk=") << 1U << 3U;
        QTest::newRow("zero bytes") << std::string("a\0b\0\n\0", 6) << 2U << 2U;
        QTest::newRow("long") << std::string(3000, 'x') + "\n" + std::string(999, 'y') << 2U
                              << 1000U;
        QTest::newRow("many") << [] {
            std::string text;
            for (int i = 0; i < 1000; ++i)
                text += "line\r\n";
            return text + "xy";
        }() << 1001U << 3U;
    }

    void linesAndColumns()
    {
        QFETCH(std::string, before);
        QFETCH(unsigned, line);
        QFETCH(unsigned, column);
        LineCounter counter(TextEncoding::Bytes);
        QCOMPARE(counter.at(before + "value", 0, before.size()), (LineColumn{line, column}));
    }

    void carriageReturnAtThePositionIsPartOfItsPair()
    {
        LineCounter counter(TextEncoding::Bytes);
        const std::string_view text = "ab\r\ncd";
        QCOMPARE(counter.at(text, 0, 3), (LineColumn{1, 4}));
        QCOMPARE(counter.at(text, 0, 4), (LineColumn{2, 1}));
        QCOMPARE(counter.at(text, 0, 6), (LineColumn{2, 3}));
    }

    void utf16CountsUnits()
    {
        for (const bool big : {false, true}) {
            const std::string mark = big ? "\xfe\xff" : "\xff\xfe";
            const std::string text = mark + RandomText::wide("ab\r\ncd\re\nxyz", big);
            LineCounter counter(big ? TextEncoding::Utf16Be : TextEncoding::Utf16Le);
            QCOMPARE(counter.at(text, 0, 2), (LineColumn{1, 1}));
            QCOMPARE(counter.at(text, 0, 2 + 2 * 4), (LineColumn{2, 1}));
            QCOMPARE(counter.at(text, 0, 2 + 2 * 7), (LineColumn{3, 1}));
            QCOMPARE(counter.at(text, 0, 2 + 2 * 11), (LineColumn{4, 3}));
        }
    }

    void manySmallStepsAndPiecesGiveTheSame()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 300; ++round) {
            RandomText texts(static_cast<std::uint32_t>(round));
            const std::string text = texts.text(400);
            LineCounter steps(TextEncoding::Bytes);
            std::size_t piece = 0;
            for (std::size_t at = 0; at <= text.size(); at += random() % 9) {
                LineCounter once(TextEncoding::Bytes);
                const LineColumn expected = once.at(text, 0, at);
                QCOMPARE(steps.at(std::string_view(text).substr(piece), piece, at), expected);
                if (random() % 4 == 0 && at > 8)
                    piece = at - 8;
            }
        }
    }

    void encodings()
    {
        QCOMPARE(encodingOf("plain text"), TextEncoding::Bytes);
        QCOMPARE(encodingOf(""), TextEncoding::Bytes);
        QCOMPARE(encodingOf("\xff\xfe"
                            "a"),
                 TextEncoding::Utf16Le);
        QCOMPARE(encodingOf("\xfe\xff"
                            "a"),
                 TextEncoding::Utf16Be);
        QCOMPARE(encodingOf(RandomText::wide("no mark here", false)), TextEncoding::Utf16Le);
        QCOMPARE(encodingOf(RandomText::wide("no mark here", true)), TextEncoding::Utf16Be);
        QCOMPARE(encodingOf(std::string(100, '\0')), TextEncoding::Bytes);
    }

    void occurrencesComeBackAsTheyWent()
    {
        OccurrenceLog log;
        std::vector<std::vector<Occurrence>> all;
        std::mt19937_64 random(4);
        for (std::uint64_t blob = 0; blob < 3000; ++blob) {
            std::vector<Occurrence> some;
            Occurrence one;
            for (std::uint64_t i = random() % 4; i > 0; --i) {
                one.variant = static_cast<std::uint32_t>(random() % 3);
                one.begin += random() % (std::uint64_t{1} << (random() % 34));
                one.end = one.begin + 20 + random() % 2;
                one.at.line += static_cast<std::uint32_t>(random() % 200);
                one.at.column = static_cast<std::uint32_t>(1 + random() % 100);
                one.utf16 = random() % 5 == 0;
                some.push_back(one);
            }
            log.add(blob, some);
            if (!some.empty())
                all.push_back(some);
        }
        std::size_t next = 0;
        log.read([&](std::uint64_t, std::span<const Occurrence> some) {
            QVERIFY(std::ranges::equal(some, all[next++]));
        });
        QCOMPARE(next, all.size());
    }

    void manyVersionsTakeFewBytes()
    {
        OccurrenceLog log;
        std::vector<Occurrence> some;
        for (std::uint32_t i = 0; i < 20; ++i)
            some.push_back({i, i * 300ULL, i * 300ULL + 40, {1 + i * 9, 12}, false});
        for (std::uint64_t blob = 0; blob < 10000; ++blob) {
            for (Occurrence &one : some) {
                ++one.begin;
                ++one.end;
            }
            log.add(1000000 + blob, some);
        }
        QVERIFY2(log.sizeBytes() < 10000U * 20 * 6, std::to_string(log.sizeBytes()).c_str());
    }
};

QTEST_GUILESS_MAIN(TestLineCounter)
#include "tst_linecounter.moc"

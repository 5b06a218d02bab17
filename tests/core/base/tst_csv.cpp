// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include <QTest>

#include <string>

using namespace rekey;

namespace {

/// Rows as "line: field|field", one a line; or "error: ...".
std::string read(std::string_view text, std::size_t piece = 1 << 20, CsvLimits limits = {})
{
    CsvReader reader(',', limits);
    std::string out;
    const auto sink = [&out](std::uint64_t line, std::span<const std::string_view> fields) {
        out += std::to_string(line) + ":";
        for (const std::string_view field : fields)
            out.append(" [").append(field).append("]");
        out += '\n';
        return true;
    };
    while (!text.empty()) {
        if (const auto more = reader.feed(text.substr(0, piece), sink); !more)
            return out + "error " + std::to_string(int(more.error().kind));
        text.remove_prefix(std::min(piece, text.size()));
    }
    if (const auto more = reader.finish(sink); !more)
        return out + "error " + std::to_string(int(more.error().kind));
    return out;
}

} // namespace

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhateverTheCut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("rows");
        QTest::newRow("plain") << QByteArray("a,b\nc,d\n")
                               << QByteArray("1: [a] [b]\n2: [c] [d]\n");
        QTest::newRow("no last break")
            << QByteArray("a,b\nc") << QByteArray("1: [a] [b]\n2: [c]\n");
        QTest::newRow("crlf and cr")
            << QByteArray("a\r\nb\rc\n") << QByteArray("1: [a]\n2: [b]\n3: [c]\n");
        QTest::newRow("quoted") << QByteArray("\"a,\"\"b\"\"\",\"c\r\nd\"\ne\n")
                                << QByteArray("1: [a,\"b\"] [c\r\nd]\n3: [e]\n");
        QTest::newRow("empty fields")
            << QByteArray(",\n\"\"\n\n,,x\n") << QByteArray("1: [] []\n2: []\n4: [] [] [x]\n");
        QTest::newRow("mark") << QByteArray("\xef\xbb\xbf"
                                            "a,b\n")
                              << QByteArray("1: [a] [b]\n");
        QTest::newRow("half a mark") << QByteArray("\xef\xbb") << QByteArray("1: [\xef\xbb]\n");
        QTest::newRow("a mark's beginning")
            << QByteArray("\xef\xbbz,b") << QByteArray("1: [\xef\xbbz] [b]\n");
        QTest::newRow("quote inside")
            << QByteArray("5\" disk,b\n") << QByteArray("1: [5\" disk] [b]\n");
        QTest::newRow("text behind") << QByteArray("\"a\"b,c\n") << QByteArray("1: [ab] [c]\n");
        QTest::newRow("open quote") << QByteArray("a\n\"b\nc") << QByteArray("1: [a]\nerror 2");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("");
    }
    void readsWhateverTheCut()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, rows);
        for (const std::size_t piece : {1, 2, 3, 1000})
            QCOMPARE(read(text.toStdString(), piece), rows.toStdString());
    }

    void boundsARowAndItsFields()
    {
        const std::string long1(100, 'x');
        QCOMPARE(read(long1 + "\n", 7, {.rowBytes = 64, .fields = 10}), "error 5");
        QCOMPARE(read("\"" + long1, 7, {.rowBytes = 64, .fields = 10}), "error 5");
        QCOMPARE(read(std::string(20, ',') + "\n", 7, {.rowBytes = 64, .fields = 10}), "error 5");
        QCOMPARE(read("a,b\n", 7, {.rowBytes = 2, .fields = 2}), "1: [a] [b]\n");
    }

    void stopsWhenTold()
    {
        CsvReader reader;
        int rows = 0;
        const auto more = reader.feed("a\nb\nc\n", [&rows](auto, auto) { return ++rows < 2; });
        QVERIFY(more && !*more);
        QCOMPARE(rows, 2);
    }

    void guessesTheSeparator()
    {
        QCOMPARE(csvSeparatorOf("name;id;last used\na,b,c,d,e,f"), ';');
        QCOMPARE(csvSeparatorOf("name\tid"), '\t');
        QCOMPARE(csvSeparatorOf("\"a;b;c\",id"), ',');
        QCOMPARE(csvSeparatorOf(""), ',');
    }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importjson.h"
#include "core/report/importrow.h"
#include "core/report/report.h"
#include "tests/core/report/importfakes.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rekey;
using namespace Qt::StringLiterals;
using report::ImportFormat;
using test::Imported;
using test::json;

/// How reports are read, whatever their format: columns, pieces, damage, words, times.
class TestImportReading : public QObject
{
    Q_OBJECT

    test::Importer m_importer;
    const QString m_token = test::fakeToken(11);

private Q_SLOTS:
    void csvColumnsAreGuessedOrMapped()
    {
        const QByteArray text = "Secret;File;StartLine;RuleID\r\n" + m_token.toUtf8()
            + ";\"a;b.py\";6;github-pat\r\n;;;\r\n";
        const Imported guessed = m_importer.read(text);
        QVERIFY(guessed.summary);
        QCOMPARE(guessed.summary->unreadable, 1U);
        QCOMPARE(guessed.summary->unreadableLines, std::vector<std::uint64_t>{3});
        QCOMPARE(guessed.place().path, "a;b.py");
        QCOMPARE(guessed.place().line, 6U);
        QCOMPARE(m_importer.valueOf(guessed.row()), m_token.toUtf8());

        test::Importer mapped;
        mapped.options.columns = {{"value", "#2"}, {"path", "one"}};
        const Imported imported = mapped.read("one,two\nx.py," + m_token.toUtf8() + '\n');
        QCOMPARE(mapped.valueOf(imported.row()), m_token.toUtf8());
        mapped.options.columns = {{"value", "three"}};
        const Imported wrong = mapped.read("one,two\nx.py,abc\n");
        QCOMPARE(wrong.summary.error().kind, ErrorKind::Invalid);
        const Imported unknown = m_importer.read("one,two\n1,2\n");
        QCOMPARE(unknown.summary.error().kind, ErrorKind::Invalid);
    }

    void anyPieceSizeGivesTheSameRows()
    {
        QJsonArray rows;
        for (int i = 0; i < 3; ++i)
            rows.append(test::gitleaksRow(test::fakeToken(20 + static_cast<std::uint32_t>(i)),
                                          u"dir \"%1\"\\{[.py"_s.arg(i), i + 1));
        const QByteArray text = "\xef\xbb\xbf" + json(rows);
        // Detection waits for the first kilobytes, so pad behind the rows' end.
        const QByteArray padded = text + QByteArray(qsizetype(report::kDetectBytes), ' ');
        const Imported whole = m_importer.read(text);
        QCOMPARE(whole.rows.size(), 3U);
        for (const qsizetype piece : {1, 2, 7, 64}) {
            const Imported cut = m_importer.read(padded, piece);
            QVERIFY(cut.summary);
            QCOMPARE(cut.rows.size(), 3U);
            for (std::size_t i = 0; i < 3; ++i) {
                QCOMPARE(cut.row(i).finding.id, whole.row(i).finding.id);
                QCOMPARE(cut.place(i).path, whole.place(i).path);
                QCOMPARE(cut.row(i).line, whole.row(i).line);
            }
        }
    }

    void linesOfUnreadableRowsAreTold()
    {
        const QByteArray row = json(test::gitleaksRow(m_token));
        const QByteArray text = "[\n" + row
            + ",\n{\"RuleID\": \"x\", \"Secret\": nonsense},\n{\"a\":1},\n" + row + "\n]\n";
        const Imported imported = m_importer.read(text);
        QVERIFY(imported.summary);
        QCOMPARE(imported.summary->rows, 2U);
        QCOMPARE(imported.summary->unreadable, 2U);
        QCOMPARE(imported.summary->unreadableLines, (std::vector<std::uint64_t>{3, 4}));
    }

    void aCutReportKeepsItsRowsAndSaysSo()
    {
        const QByteArray row = json(test::gitleaksRow(m_token));
        const Imported imported = m_importer.read("[\n" + row + ",\n" + row.first(40));
        QVERIFY(imported.summary);
        QCOMPARE(imported.summary->rows, 1U);
        QVERIFY(!imported.summary->isComplete);
        QVERIFY(imported.summary->problem.contains("cut off"));
        QVERIFY(imported.summary->problem.contains("line 3"));
    }

    void hostileReportsAreRefusedOrCounted_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("error"); // -1: rows are counted
        const QByteArray head = "[" + json(test::gitleaksRow(test::fakeToken(1))) + ",";
        QTest::newRow("not a report")
            << QByteArray("\x7f\x45LF\0\1\2", 7) << int(ErrorKind::Unsupported);
        QTest::newRow("empty") << QByteArray() << int(ErrorKind::Unsupported);
        QTest::newRow("utf-16") << QByteArray("\xff\xfe[\0]\0", 6) << int(ErrorKind::Unsupported);
        QTest::newRow("deep row") << head + "{\"RuleID\":" + QByteArray(100'000, '[')
                + QByteArray(100'000, ']')
                + "}]" << -1;
        QTest::newRow("huge string")
            << head + "{\"Secret\":\"" + QByteArray(3'000'000, 'a') + "\"}]" << -1;
        QTest::newRow("many values")
            << head + "{\"a\":[" + QByteArray(600'000, '0').replace("0", "0,") + "0]}]" << -1;
        QTest::newRow("control characters") << head
                + "{\"Secret\":\"a\x01"
                  "b\"}]" << -1;
        QTest::newRow("half an escape") << head + "{\"Secret\":\"\\u12\"}]" << -1;
    }

    void hostileReportsAreRefusedOrCounted()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, error);
        test::Importer importer;
        importer.options.pieceBytes = 2'000'000;
        const Imported imported = importer.read(text);
        if (error >= 0) {
            QVERIFY(!imported.summary);
            QCOMPARE(int(imported.summary.error().kind), error);
            return;
        }
        QVERIFY(imported.summary);
        QCOMPARE(imported.summary->rows, 1U);
        QCOMPARE(imported.summary->unreadable, 1U);
    }

    void aDeepReportIsAnError()
    {
        const Imported imported = m_importer.read("{\"plugins_used\":" + QByteArray(1000, '['));
        QVERIFY(!imported.summary);
        QCOMPARE(imported.summary.error().kind, ErrorKind::Malformed);
    }

    void bytesThatAreNotUtf8AndNulStayHarmless()
    {
        QByteArray row = json(test::gitleaksRow(m_token, u"PATH"_s));
        row.replace("PATH", "a\xff\\u0000\\ud800.py");
        const Imported imported = m_importer.read('[' + row + ']');
        QCOMPARE(imported.rows.size(), 1U);
        QCOMPARE(imported.place().path, std::string("a\xff\0\xef\xbf\xbd.py", 9));
    }

    void whatAToolSaysInWordsNeverQuotesTheValue()
    {
        QJsonObject row{{u"SourceMetadata"_s, QJsonObject()},
                        {u"DetectorName"_s, u"Github"_s},
                        {u"Raw"_s, m_token},
                        {u"ExtraData"_s, QJsonObject{{u"token"_s, m_token}}}};
        const Imported imported = m_importer.read(json(row));
        QCOMPARE(imported.rows.size(), 1U);
        QVERIFY(imported.row().claim.words.empty());
    }

    void theRecogniserDecidesTheType()
    {
        test::Importer importer;
        importer.options.recognise
            = [&](std::string_view value, std::string_view around, std::string_view rule) {
                  finding::Finding known;
                  known.rule = "ours";
                  known.type = std::string(rule) + (around.contains(value) ? " around" : "");
                  return std::optional(known);
              };
        const Imported imported = importer.read(json(QJsonArray{test::gitleaksRow(m_token)}));
        QCOMPARE(imported.row().finding.rule, "ours");
        QCOMPARE(imported.row().finding.type, "github-pat around");
        QCOMPARE(imported.row().finding.places.size(), 1U);
    }

    void oneValueOfTwoToolsIsOneSecret()
    {
        const Imported gitleaks = m_importer.read(json(QJsonArray{test::gitleaksRow(m_token)}));
        const Imported csv = m_importer.read("secret,file\n" + m_token.toUtf8() + ",b.py\n");
        QCOMPARE(gitleaks.row().finding.id, csv.row().finding.id);
    }

    void filesAreReadAndStopped()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"report.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QJsonArray rows;
        for (int i = 0; i < 2000; ++i)
            rows.append(test::gitleaksRow(m_token, u"f%1.py"_s.arg(i), i + 1));
        file.write(json(rows));
        file.close();
        const std::string path = file.fileName().toStdString();
        report::ImportProgress progress;
        std::size_t count = 0;
        const auto counting = [&](std::vector<report::ImportedFinding> batch) {
            count += batch.size();
            return true;
        };
        const auto all = report::importFile(path, m_importer.options, counting, progress, {});
        QVERIFY(all && all->isComplete);
        QCOMPARE(count, 2000U);
        QCOMPARE(progress.bytesDone.load(), progress.bytesTotal.load());

        std::stop_source stop;
        const auto stopping = [&](std::vector<report::ImportedFinding>) {
            stop.request_stop();
            return true;
        };
        const auto stopped
            = report::importFile(path, m_importer.options, stopping, progress, stop.get_token());
        QVERIFY(stopped && !stopped->isComplete);
        QVERIFY(stopped->rows < 2000U);

        QCOMPARE(
            report::importFile(path + "x", m_importer.options, counting, progress, {}).error().kind,
            ErrorKind::NotFound);
        QCOMPARE(report::importFile(folder.path().toStdString(), m_importer.options, counting,
                                    progress, {})
                     .error()
                     .kind,
                 ErrorKind::Invalid);
        QCOMPARE(report::previewFile(path)->format, ImportFormat::GitleaksJson);
    }

    void timesOfAllTools_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("iso") << u"2023-04-02T10:20:30Z"_s << qint64(1680430830);
        QTest::newRow("offset") << u"2023-04-02T12:20:30+02:00"_s << qint64(1680430830);
        QTest::newRow("blank") << u"2023-04-02 10:20:30 +0000"_s << qint64(1680430830);
        QTest::newRow("west") << u"2023-04-02 02:20:30.123 -0800"_s << qint64(1680430830);
        QTest::newRow("git") << u"1680430830 +0200"_s << qint64(1680430830);
        QTest::newRow("day") << u"2023-04-02"_s << qint64(1680393600);
        QTest::newRow("no day") << u"2023-02-31"_s << qint64(0);
        QTest::newRow("words") << u"yesterday"_s << qint64(0);
        QTest::newRow("none") << u""_s << qint64(0);
    }

    void timesOfAllTools()
    {
        QFETCH(QString, text);
        QFETCH(qint64, seconds);
        QCOMPARE(report::timeFromText(text.toStdString()), seconds);
    }
};

QTEST_GUILESS_MAIN(TestImportReading)
#include "tst_importreading.moc"

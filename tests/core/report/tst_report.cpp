// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <sstream>

using namespace rekey;
using namespace rekey::report;
using namespace Qt::StringLiterals;
using nlohmann::json;

class TestReport : public QObject
{
    Q_OBJECT

    std::vector<finding::Finding> m_findings;
    std::vector<sources::Coverage> m_coverage;
    rules::RulePack m_rules;

    [[nodiscard]] Report report() const
    {
        return {.findings = m_findings,
                .coverage = m_coverage,
                .rules = &m_rules,
                .complete = true,
                .elapsedMs = 1234,
                .version = "0.1.0"};
    }

    [[nodiscard]] std::string written(Format format, const ReportOptions &options = {}) const
    {
        std::ostringstream out;
        write(out, format, report(), options);
        return out.str();
    }

private Q_SLOTS:
    void init()
    {
        finding::Finding finding;
        finding.number = 1;
        finding.rule = "acme-token";
        finding.type = "Acme token";
        finding.provider = "acme";
        finding.confidence = finding::Confidence::High;
        finding.masked = "acme_....wxyz";
        finding::Place head;
        head.path = "src/=cmd|' /C calc'!A0,\"x\".py";
        head.line = 3;
        head.column = 7;
        head.commit = std::string(40, 'a');
        head.author = "=HYPERLINK(\"http://x\")";
        head.email = "a@b";
        head.date = 1'700'000'000;
        head.reach = sources::Reach::Head;
        head.object = std::string(40, 'b');
        finding::Place old = head;
        old.path = "bad\xff\x1b[31m.txt";
        old.reach = sources::Reach::Unreachable;
        old.commit.clear();
        old.removedCommit = std::string(40, 'c');
        old.removedDate = 1'700'086'400;
        finding.places = {head, old};
        m_findings = {finding};
        sources::Coverage coverage;
        coverage.source = "/srv/repo";
        coverage.kind = "git repository";
        coverage.blobs = 12'345;
        coverage.commits = 1;
        coverage.skips = {{"link", "symbolic link, not followed", 2}};
        coverage.notes = {"shallow: older commits are not here"};
        m_coverage = {coverage};
        m_rules.detectors.resize(2);
        m_rules.detectors[0].id = "acme-token";
        m_rules.detectors[0].name = "Acme token";
    }

    void jsonHasEveryNamedField()
    {
        const json parsed = json::parse(written(Format::Json));
        const json &finding = parsed.at("findings").at(0);
        QCOMPARE(finding.at("rule").get<std::string>(), std::string("acme-token"));
        QCOMPARE(finding.at("confidence").get<std::string>(), std::string("high"));
        QCOMPARE(finding.at("masked").get<std::string>(), std::string("acme_....wxyz"));
        QVERIFY(!finding.contains("sha256"));
        const json &place = finding.at("places").at(0);
        QCOMPARE(place.at("line").get<int>(), 3);
        QCOMPARE(place.at("column").get<int>(), 7);
        QCOMPARE(place.at("date").get<std::string>(), std::string("2023-11-14T22:13:20Z"));
        QCOMPARE(place.at("reach").get<std::string>(), std::string("head"));
        QCOMPARE(finding.at("places").at(1).at("path").get<std::string>(),
                 std::string("bad\\xff\x1b[31m.txt"));
        QVERIFY(!place.contains("removed"));
        QCOMPARE(finding.at("places").at(1).at("removed"),
                 json({{"commit", std::string(40, 'c')}, {"date", "2023-11-15T22:13:20Z"}}));
        const json &source = parsed.at("coverage").at("sources").at(0);
        QCOMPARE(source.at("blobs").get<int>(), 12'345);
        QCOMPARE(source.at("skipped").at(0).at("count").get<int>(), 2);
        QCOMPARE(parsed.at("coverage").at("rules").get<int>(), 2);
    }

    void digestIsWrittenOnlyWhenAskedFor()
    {
        ReportOptions options;
        options.sha256 = [](const finding::Finding &) { return std::string("d16e57"); };
        QCOMPARE(json::parse(written(Format::Json, options))["findings"][0]["sha256"],
                 json("d16e57"));
        QVERIFY(written(Format::Csv, options).find("d16e57") != std::string::npos);
        QVERIFY(written(Format::Sarif, options).find("d16e57") != std::string::npos);
    }

    void emptyReportIsStillADocument()
    {
        m_findings.clear();
        QVERIFY(json::parse(written(Format::Json)).at("findings").empty());
        QVERIFY(json::parse(written(Format::Sarif)).at("runs").at(0).at("results").empty());
        QVERIFY(written(Format::Table).empty());
        QCOMPARE(QByteArray::fromStdString(written(Format::Csv)).count('\n'), 1);
    }

    void jsonLinesEndWithCoverage()
    {
        const QByteArrayList lines
            = QByteArray::fromStdString(written(Format::JsonLines)).trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(json::parse(lines.first().toStdString()).contains("places"));
        QVERIFY(json::parse(lines.last().toStdString()).contains("coverage"));
    }

    void csvCellsAreNeverFormulas()
    {
        const QByteArray csv = QByteArray::fromStdString(written(Format::Csv));
        QCOMPARE(csv.count("\r\n"), 3);
        QVERIFY(csv.contains("\"'=HYPERLINK(\"\"http://x\"\")\""));
        QVERIFY(!csv.contains(",=HYPERLINK"));
        QVERIFY(!csv.contains('\x1b'));
        QVERIFY(csv.contains("bad\\xff\\x1b[31m.txt"));
    }

    void tableEscapesAndCounts()
    {
        const std::string table = written(Format::Table);
        QVERIFY(table.find("S-0001") != std::string::npos);
        QVERIFY(table.find("+1 more") != std::string::npos);
        ReportOptions options;
        options.placesPerFinding = 5;
        const std::string wide = written(Format::Table, options);
        QVERIFY(wide.find("bad\\xff\\x1b[31m.txt:3:7") != std::string::npos);
        QVERIFY(wide.find('\x1b') == std::string::npos);
    }

    void tableFitsTheTerminal()
    {
        m_findings[0].places[0].path = std::string(300, 'p') + "/end.py";
        ReportOptions options;
        options.width = 120;
        const QByteArray table = QByteArray::fromStdString(written(Format::Table, options));
        for (const QByteArray &line : table.split('\n'))
            QVERIFY2(line.size() <= 120, line.constData());
        QVERIFY(table.contains("/end.py:3:7"));
    }

    void summaryNeverSaysSafe()
    {
        QCOMPARE(summary(report()),
                 std::string("1 finding (1 high) in 12,345 file versions, 1 commit; 2 skipped; "
                             "2 rules; 1.2 s"));
        m_findings.clear();
        QVERIFY(summary(report()).starts_with("0 findings in 12,345"));
    }

    void sarifMeetsItsSchema()
    {
        const QString schema = qEnvironmentVariable(
            "REKEY_SARIF_SCHEMA", u"" REKEY_SOURCE_DIR "/build/peers/sarif-2.1.0.json"_s);
        const QString python = QStandardPaths::findExecutable(u"python3"_s);
        if (!QFile::exists(schema) || python.isEmpty())
            QSKIP("peer not here: SARIF 2.1.0 schema (tests/peers/fetch.sh) or python3");
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"r.sarif"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(written(Format::Sarif)));
        file.close();
        QProcess check;
        check.setProcessChannelMode(QProcess::MergedChannels);
        check.start(python,
                    {u"-c"_s,
                     u"import json,sys,jsonschema\n"
                     "s=json.load(open(sys.argv[1]));d=json.load(open(sys.argv[2]))\n"
                     "jsonschema.validators.validator_for(s)(s).validate(d)"_s,
                     schema, file.fileName()});
        QVERIFY(check.waitForFinished());
        QVERIFY2(check.exitCode() == 0, check.readAll().right(2000).constData());
    }

    void sarifHasNoSnippetAndKeepsBytes()
    {
        const json parsed = json::parse(written(Format::Sarif));
        const json &result = parsed.at("runs").at(0).at("results").at(0);
        QVERIFY(
            !result.at("locations").at(0).at("physicalLocation").at("region").contains("snippet"));
        QCOMPARE(
            result.at("locations").at(1).at("physicalLocation").at("artifactLocation").at("uri"),
            json("bad%FF%1B%5B31m.txt"));
        QCOMPARE(result.at("level"), json("error"));
        QVERIFY(result.at("partialFingerprints").contains("rekeySecretId/v1"));
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"

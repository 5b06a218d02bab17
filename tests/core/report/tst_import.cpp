// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importjson.h"
#include "core/report/importrow.h"
#include "core/report/report.h"
#include "tests/core/report/importfakes.h"

#include <QTest>

#include <sstream>

using namespace rekey;
using namespace Qt::StringLiterals;
using finding::Verdict;
using report::ImportFormat;
using test::Imported;
using test::json;

namespace {

QString base64(const QString &text)
{
    return QString::fromLatin1(text.toUtf8().toBase64());
}

} // namespace

/// Every format of every tool: the value, the place, the claim.
class TestImport : public QObject
{
    Q_OBJECT

    test::Importer m_importer;
    const QString m_token = test::fakeToken(11);

    void verifyValue(const Imported &imported, ImportFormat format) const
    {
        QVERIFY2(imported.summary, imported.summary ? "" : imported.summary.error().text().c_str());
        QCOMPARE(imported.summary->format, format);
        QCOMPARE(imported.summary->unreadable, 0U);
        QCOMPARE(imported.rows.size(), 1U);
        QVERIFY(!imported.row().isValueAbsent);
        QCOMPARE(m_importer.valueOf(imported.row()), m_token.toUtf8());
        QVERIFY(
            !QByteArray::fromStdString(imported.row().finding.masked).contains(m_token.toUtf8()));
    }

private Q_SLOTS:
    void gitleaksRowsHaveValuePlaceAndAuthor()
    {
        const Imported imported
            = m_importer.read(json(QJsonArray{test::gitleaksRow(m_token, u"src/a b.py"_s)}));
        verifyValue(imported, ImportFormat::GitleaksJson);
        const finding::Place place = imported.place();
        QCOMPARE(place.path, "src/a b.py");
        QCOMPARE(place.line, 3U);
        QCOMPARE(place.column, 10U);
        QCOMPARE(place.author, "Ada Example");
        QCOMPARE(place.email, "ada@example.org");
        QCOMPARE(place.date, 1680430830);
        QCOMPARE(place.reach, sources::Reach::History);
        QCOMPARE(imported.row().claim.tool, "gitleaks");
        QCOMPARE(imported.row().claim.rule, "github-pat");
        QCOMPARE(imported.row().claim.verdict, Verdict::NotChecked);
        QCOMPARE(imported.row().claim.date, 1'700'000'000);
        QCOMPARE(imported.row().finding.rule, "gitleaks/github-pat");
        QCOMPARE(imported.row().finding.verdict, Verdict::NotChecked);
    }

    void redactedRowsHaveNoValueButStayApart()
    {
        QJsonArray rows;
        for (const QString &hidden :
             {u"REDACTED"_s, u"ghp_..."_s, u""_s, u"gh****************4f"_s})
            rows.append(test::gitleaksRow(hidden, u"f%1.py"_s.arg(rows.size())));
        const Imported imported = m_importer.read(json(rows));
        QVERIFY(imported.summary);
        QCOMPARE(imported.summary->withoutValue, 4U);
        QSet<QString> ids;
        for (const report::ImportedFinding &row : imported.rows) {
            QVERIFY(row.isValueAbsent);
            QVERIFY(row.finding.value.isEmpty());
            ids.insert(QString::fromStdString(row.finding.id.hex()));
        }
        QCOMPARE(ids.size(), 4);
        QCOMPARE(m_importer.read(json(rows)).row().finding.id, imported.row().finding.id);
    }

    void betterleaksRows()
    {
        const QJsonObject row{{u"ruleID"_s, u"github-pat"_s},
                              {u"description"_s, u"GitHub token"_s},
                              {u"confidence"_s, u"high"_s},
                              {u"match"_s, m_token},
                              {u"secret"_s, m_token},
                              {u"attributes"_s,
                               QJsonObject{{u"path"_s, u"a.py"_s},
                                           {u"git.sha"_s, u"eade4872"_s},
                                           {u"git.author_name"_s, u"Ada"_s},
                                           {u"git.date"_s, u"2023-04-02T10:20:30Z"_s}}},
                              {u"location"_s, QJsonObject{{u"startLine"_s, 7}}},
                              {u"validation"_s, QJsonObject{{u"status"_s, u"valid"_s}}},
                              {u"tags"_s, QJsonArray()}};
        const Imported imported = m_importer.read(json(QJsonArray{row}));
        verifyValue(imported, ImportFormat::BetterleaksJson);
        QCOMPARE(imported.place().line, 7U);
        QCOMPARE(imported.place().commit, "eade4872");
        QCOMPARE(imported.row().claim.verdict, Verdict::Live);
        verifyValue(m_importer.read(json(row) + '\n'), ImportFormat::BetterleaksJsonLines);
    }

    void trufflehogVerdictsAreClaims_data()
    {
        QTest::addColumn<QJsonObject>("more");
        QTest::addColumn<int>("verdict");
        QTest::newRow("verified") << QJsonObject{{u"Verified"_s, true}} << int(Verdict::Live);
        QTest::newRow("unverified")
            << QJsonObject{{u"Verified"_s, false}} << int(Verdict::NotChecked);
        QTest::newRow("error") << QJsonObject{{u"Verified"_s, false},
                                              {u"VerificationError"_s, u"timed out"_s}}
                               << int(Verdict::Unknown);
    }

    void trufflehogVerdictsAreClaims()
    {
        QFETCH(QJsonObject, more);
        QFETCH(int, verdict);
        QJsonObject row{
            {u"SourceMetadata"_s,
             QJsonObject{{u"Data"_s,
                          QJsonObject{{u"Git"_s,
                                       QJsonObject{{u"commit"_s, u"abc123"_s},
                                                   {u"file"_s, u"keys.txt"_s},
                                                   {u"email"_s, u"Ada <ada@example.org>"_s},
                                                   {u"timestamp"_s, u"2023-04-02 10:20:30 +0000"_s},
                                                   {u"line"_s, 4}}}}}}},
            {u"DetectorName"_s, u"Github"_s},
            {u"Raw"_s, m_token},
            {u"RawV2"_s, u""_s},
            {u"ExtraData"_s, QJsonObject{{u"account"_s, u"ada"_s}, {u"rotation_guide"_s, u"x"_s}}}};
        for (auto it = more.begin(); it != more.end(); ++it)
            row.insert(it.key(), it.value());
        const QByteArray log = R"({"level":"info-0","ts":"2023","msg":"running source"})";
        const Imported imported = m_importer.read("banner\n" + log + '\n' + json(row) + '\n');
        verifyValue(imported, ImportFormat::TrufflehogJsonLines);
        QCOMPARE(int(imported.row().claim.verdict), verdict);
        QCOMPARE(imported.row().claim.words, "account: ada");
        QCOMPARE(imported.place().path, "keys.txt");
        QCOMPARE(imported.place().author, "Ada");
        QCOMPARE(imported.place().email, "ada@example.org");
        QCOMPARE(imported.place().date, 1680430830);
        QCOMPARE(imported.row().finding.verdict, Verdict::NotChecked);
    }

    void kingfisherInactiveThatWasSkippedIsNotChecked_data()
    {
        QTest::addColumn<QJsonObject>("validation");
        QTest::addColumn<int>("verdict");
        const auto check = [](const QString &status, const QString &response) {
            return QJsonObject{{u"status"_s, status}, {u"response"_s, response}};
        };
        QTest::newRow("active") << check(u"Active Credential"_s, u"200"_s) << int(Verdict::Live);
        QTest::newRow("inactive") << check(u"Inactive Credential"_s, u"401"_s)
                                  << int(Verdict::Dead);
        QTest::newRow("skipped") << check(u"Inactive Credential"_s, u"validation skipped"_s)
                                 << int(Verdict::NotChecked);
        QTest::newRow("not attempted")
            << check(u"Not Attempted"_s, u""_s) << int(Verdict::NotChecked);
        QTest::newRow("other") << check(u"Whatever"_s, u""_s) << int(Verdict::Unknown);
    }

    void kingfisherInactiveThatWasSkippedIsNotChecked()
    {
        QFETCH(QJsonObject, validation);
        QFETCH(int, verdict);
        const QJsonObject row{
            {u"rule"_s,
             QJsonObject{{u"name"_s, u"GitHub PAT"_s}, {u"id"_s, u"kingfisher.github.1"_s}}},
            {u"finding"_s,
             QJsonObject{
                 {u"snippet"_s, m_token},
                 {u"fingerprint"_s, u"123"_s},
                 {u"confidence"_s, u"medium"_s},
                 {u"validation"_s, validation},
                 {u"line"_s, 12},
                 {u"column_start"_s, 4},
                 {u"path"_s, u"/tmp/clone/a.py"_s},
                 {u"git_metadata"_s,
                  QJsonObject{{u"commit"_s,
                               QJsonObject{{u"id"_s, u"abc"_s},
                                           {u"committer"_s, QJsonObject{{u"name"_s, u"Ada"_s}}}}},
                              {u"file"_s, QJsonObject{{u"path"_s, u"a.py"_s}}}}}}}};
        const QByteArray audit = json(
            QJsonObject{{u"audit"_s, QJsonObject{{u"stats"_s, QJsonObject{{u"findings"_s, 1}}}}}});
        for (const QByteArray &text : {json(row) + "\n{\"access_map\":[]}\n" + audit + '\n',
                                       json(QJsonObject{{u"findings"_s, QJsonArray{row}}})}) {
            const Imported imported = m_importer.read(text);
            verifyValue(imported,
                        text.startsWith("{\"findings\"") ? ImportFormat::KingfisherJson
                                                         : ImportFormat::KingfisherJsonLines);
            QCOMPARE(int(imported.row().claim.verdict), verdict);
            QCOMPARE(imported.place().path, "a.py");
            QCOMPARE(imported.place().commit, "abc");
        }
    }

    /// As betterleaks 2.0.0-rc.4 writes it, with the other half of the key beneath.
    void betterleaksFindingsHaveTheirParts()
    {
        const auto part = [](const QString &value, int line) {
            return QJsonObject{
                {u"rule_id"_s, u"github-pat"_s},
                {u"rule_hash"_s, u"fa24"_s},
                {u"match"_s, QJsonObject{{u"full"_s, u"T="_s + value}, {u"value"_s, value}}},
                {u"location"_s,
                 QJsonObject{
                     {u"path"_s, u"a.py"_s}, {u"start_line"_s, line}, {u"start_column"_s, 17}}}};
        };
        QJsonObject found = part(m_token, 2);
        found[u"confidence"_s] = u"high"_s;
        found[u"attributes"_s]
            = QJsonObject{{u"git.sha"_s, u"abc"_s}, {u"git.author_name"_s, u"Ada"_s}};
        const QString other = u"half-of-a-made-up-key-0001"_s;
        found[u"component_sets"_s]
            = QJsonArray{QJsonObject{{u"components"_s, QJsonArray{part(other, 3)}}}};
        const QJsonObject scan{{u"betterleaks_version"_s, u"2.0.0-rc.4"_s}};
        const QByteArray whole = json(QJsonObject{
            {u"schema_version"_s, u"1"_s}, {u"findings"_s, QJsonArray{found}}, {u"scan"_s, scan}});
        const QByteArray lines
            = json(QJsonObject{{u"schema_version"_s, u"1"_s}, {u"finding"_s, found}}) + '\n'
            + json(QJsonObject{{u"schema_version"_s, u"1"_s}, {u"scan"_s, scan}}) + '\n';
        for (const auto &[text, format] : {std::pair(whole, ImportFormat::BetterleaksJson),
                                           std::pair(lines, ImportFormat::BetterleaksJsonLines)}) {
            const Imported imported = m_importer.read(text);
            QVERIFY(imported.summary.has_value());
            QCOMPARE(imported.summary->format, format);
            QCOMPARE(imported.rows.size(), 2U);
            QCOMPARE(imported.summary->unreadable, 0U);
            QCOMPARE(imported.place(0).line, 2U);
            QCOMPARE(imported.place(0).column, 17U);
            QCOMPARE(imported.place(1).line, 3U);
            QCOMPARE(imported.place(1).author, "Ada");
            QCOMPARE(imported.place(1).commit, "abc");
            QVERIFY(!imported.row(1).isValueAbsent);
            QCOMPARE(imported.row(0).claim.verdict, Verdict::NotChecked);
        }
    }

    /// As Kingfisher 2.14 writes it: the results first, then its name; columns from 0.
    void kingfishersSarifIsKnownByItsLocations()
    {
        const QJsonObject location{
            {u"physicalLocation"_s,
             QJsonObject{{u"artifactLocation"_s, QJsonObject{{u"uri"_s, u"a.py"_s}}},
                         {u"region"_s,
                          QJsonObject{{u"startLine"_s, 2},
                                      {u"endLine"_s, 2},
                                      {u"startColumn"_s, 16},
                                      {u"endColumn"_s, 55},
                                      {u"snippet"_s, QJsonObject{{u"text"_s, m_token}}}}}}},
            {u"properties"_s,
             QJsonObject{{u"validate_command"_s, u"kingfisher validate --rule r"_s},
                         {u"validation_outcome"_s, u"active"_s},
                         {u"git_metadata"_s,
                          QJsonObject{{u"commit"_s,
                                       QJsonObject{{u"id"_s, u"abc"_s},
                                                   {u"committer"_s,
                                                    QJsonObject{{u"name"_s, u"Ada"_s}}}}}}}}}};
        const QJsonObject result{{u"ruleId"_s, u"kingfisher.github.1"_s},
                                 {u"locations"_s, QJsonArray{location}}};
        const QJsonObject run{
            {u"results"_s, QJsonArray{result}},
            {u"tool"_s, QJsonObject{{u"driver"_s, QJsonObject{{u"name"_s, u"kingfisher"_s}}}}}};
        const Imported imported = m_importer.read(
            json(QJsonObject{{u"version"_s, u"2.1.0"_s}, {u"runs"_s, QJsonArray{run}}}));
        verifyValue(imported, ImportFormat::Sarif);
        QCOMPARE(imported.row().claim.tool, "kingfisher");
        QCOMPARE(imported.row().claim.verdict, Verdict::Live);
        QCOMPARE(imported.place().column, 17U);
        QCOMPARE(imported.place().commit, "abc");
        QCOMPARE(imported.place().author, "Ada");
    }

    void noseyParkerGathersPlaces()
    {
        const auto match = [&](const QString &path, int line) {
            return QJsonObject{
                {u"blob_id"_s, u"fba0"_s},
                {u"snippet"_s, QJsonObject{{u"matching"_s, m_token}}},
                {u"location"_s,
                 QJsonObject{{u"source_span"_s,
                              QJsonObject{{u"start"_s,
                                           QJsonObject{{u"line"_s, line}, {u"column"_s, 0}}}}}}},
                {u"provenance"_s,
                 QJsonArray{QJsonObject{{u"kind"_s, u"git_repo"_s},
                                        {u"first_commit"_s,
                                         QJsonObject{{u"blob_path"_s, path},
                                                     {u"commit_metadata"_s,
                                                      QJsonObject{{u"commit_id"_s, u"9ba2"_s},
                                                                  {u"author_name"_s, u"Ada"_s},
                                                                  {u"author_timestamp"_s,
                                                                   u"1378126038 +0100"_s}}}}}}}}};
        };
        const QJsonObject row{{u"finding_id"_s, u"43ee"_s},
                              {u"groups"_s, QJsonArray{base64(m_token)}},
                              {u"matches"_s, QJsonArray{match(u"a"_s, 1), match(u"b"_s, 2)}},
                              {u"rule_name"_s, u"GitHub PAT"_s},
                              {u"rule_text_id"_s, u"np.github.1"_s},
                              {u"statuses"_s, QJsonArray{u"reject"_s}}};
        const Imported imported = m_importer.read(json(QJsonArray{row}));
        verifyValue(imported, ImportFormat::NoseyParkerJson);
        QCOMPARE(imported.row().finding.places.size(), 2U);
        QCOMPARE(imported.place().date, 1378126038);
        QCOMPARE(imported.row().triage->closeReason, finding::CloseReason::FalsePositive);
        verifyValue(m_importer.read(json(row)), ImportFormat::NoseyParkerJsonLines);
    }

    void titusRows()
    {
        const QJsonObject row{
            {u"ID"_s, u"f1"_s},
            {u"RuleID"_s, u"np.github.1"_s},
            {u"Groups"_s, QJsonArray{base64(m_token)}},
            {u"Matches"_s,
             QJsonArray{QJsonObject{
                 {u"BlobID"_s, u"fba0"_s},
                 {u"RuleName"_s, u"GitHub PAT"_s},
                 {u"Snippet"_s, QJsonObject{{u"Matching"_s, base64(m_token)}}},
                 {u"Location"_s,
                  QJsonObject{
                      {u"Source"_s, QJsonObject{{u"Start"_s, QJsonObject{{u"Line"_s, 9}}}}}}},
                 {u"validation_result"_s,
                  QJsonObject{{u"status"_s, u"invalid"_s},
                              {u"validated_at"_s, u"2023-04-02T10:20:30Z"_s}}}}}}};
        const Imported imported = m_importer.read(json(QJsonArray{row}));
        verifyValue(imported, ImportFormat::TitusJson);
        QCOMPARE(imported.row().finding.type, "GitHub PAT");
        QCOMPARE(imported.place().line, 9U);
        QCOMPARE(imported.row().claim.verdict, Verdict::Dead);
        QCOMPARE(imported.row().claim.date, 1680430830);
    }

    void detectSecretsBaselineHasNoValues()
    {
        const QJsonObject found{{u"type"_s, u"GitHub Token"_s},
                                {u"filename"_s, u"a.py"_s},
                                {u"hashed_secret"_s, u"e175c6f5"_s},
                                {u"is_verified"_s, false},
                                {u"is_secret"_s, false},
                                {u"line_number"_s, 5}};
        const Imported imported = m_importer.read(json(QJsonObject{
            {u"version"_s, u"1.5.0"_s},
            {u"plugins_used"_s, QJsonArray{QJsonObject{{u"name"_s, u"X"_s}}}},
            {u"results"_s,
             QJsonObject{{u"a.py"_s, QJsonArray{found}}, {u"b.py"_s, QJsonArray{found}}}}}));
        QVERIFY(imported.summary);
        QCOMPARE(imported.summary->format, ImportFormat::DetectSecrets);
        QCOMPARE(imported.summary->withoutValue, 2U);
        QCOMPARE(imported.row(0).finding.id, imported.row(1).finding.id); // one hash, one secret
        QCOMPARE(imported.place(0).path, "a.py");
        QCOMPARE(imported.place(1).path, "b.py");
        QCOMPARE(imported.row().triage->closeReason, finding::CloseReason::FalsePositive);
    }

    void ggshieldIncidentsKnowTheirCommit()
    {
        const QJsonObject entity{
            {u"mode"_s, u"NEW"_s},
            {u"filename"_s, u"a.py"_s},
            {u"incidents"_s,
             QJsonArray{QJsonObject{
                 {u"type"_s, u"GitHub Token"_s},
                 {u"policy"_s, u"Secrets detection"_s},
                 {u"validity"_s, u"valid"_s},
                 {u"ignore_sha"_s, u"aa"_s},
                 {u"occurrences"_s,
                  QJsonArray{QJsonObject{{u"match"_s, u"ada"_s}, {u"type"_s, u"username"_s}},
                             QJsonObject{{u"match"_s, m_token},
                                         {u"type"_s, u"apikey"_s},
                                         {u"line_start"_s, 8}}}}}}}};
        const QString commit(40, u'a');
        const QByteArray text
            = "{\"type\":\"commit-range\",\"total_incidents\":1,\"scans\":[{\"id\":\""
            + commit.toLatin1()
            + "\",\"extra_info\":{\"author\":\"Ada\",\"email\":\"ada@example.org\",\"date\":\"2023-"
              "04-"
              "02T10:20:30Z\"},\"entities_with_incidents\":["
            + json(entity) + "]}]}";
        const Imported imported = m_importer.read(text);
        verifyValue(imported, ImportFormat::Ggshield);
        QCOMPARE(imported.place().commit, commit.toStdString());
        QCOMPARE(imported.place().author, "Ada");
        QCOMPARE(imported.place().line, 8U);
        QCOMPARE(imported.row().claim.verdict, Verdict::Live);
    }

    void sarifOfGitleaksHoldsTheValueInItsSnippet()
    {
        const QJsonObject result{
            {u"ruleId"_s, u"github-pat"_s},
            {u"message"_s, QJsonObject{{u"text"_s, u"found"_s}}},
            {u"locations"_s,
             QJsonArray{QJsonObject{
                 {u"physicalLocation"_s,
                  QJsonObject{{u"artifactLocation"_s, QJsonObject{{u"uri"_s, u"a%20b.py"_s}}},
                              {u"region"_s,
                               QJsonObject{{u"startLine"_s, 1},
                                           {u"snippet"_s, QJsonObject{{u"text"_s, m_token}}}}}}}}}},
            {u"partialFingerprints"_s,
             QJsonObject{{u"commitSha"_s, u"abc"_s}, {u"author"_s, u"Ada"_s}}}};
        const auto report = [&](const QString &tool) {
            return "{\"$schema\":\"x\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
                   "\"name\":\""
                + tool.toLatin1() + "\"}},\"results\":" + json(QJsonArray{result}) + "}]}";
        };
        const Imported imported = m_importer.read(report(u"Gitleaks"_s));
        verifyValue(imported, ImportFormat::Sarif);
        QCOMPARE(imported.row().claim.tool, "gitleaks");
        QCOMPARE(imported.place().path, "a b.py");
        QCOMPARE(imported.place().commit, "abc");
        const Imported other = m_importer.read(report(u"OtherTool"_s));
        QVERIFY(other.row().isValueAbsent); // it may quote the whole line
        QCOMPARE(other.row().claim.tool, "othertool");
    }

    void ourOwnReportsKeepTheirIds_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("detected");
        QTest::newRow("json") << int(report::Format::Json) << int(ImportFormat::RekeyJson);
        QTest::newRow("lines") << int(report::Format::JsonLines)
                               << int(ImportFormat::RekeyJsonLines);
        QTest::newRow("sarif") << int(report::Format::Sarif) << int(ImportFormat::Sarif);
        QTest::newRow("csv") << int(report::Format::Csv) << int(ImportFormat::Csv);
    }

    void ourOwnReportsKeepTheirIds()
    {
        QFETCH(int, format);
        QFETCH(int, detected);
        finding::Finding own;
        own.id.bytes[3] = std::byte{7};
        own.rule = "github-pat";
        own.type = "GitHub token";
        own.provider = "github";
        own.masked = "ghp_....4f7a";
        own.places.push_back(report::placeIn("a b.py", 4, 2));
        const std::vector<finding::Finding> findings = {own};
        sources::Coverage coverage;
        coverage.source = ".";
        std::ostringstream out;
        report::write(out, static_cast<report::Format>(format),
                      {.findings = findings, .coverage = {&coverage, 1}, .version = "1"}, {});
        const Imported imported = m_importer.read(QByteArray::fromStdString(out.str()));
        QVERIFY2(imported.summary, imported.summary ? "" : imported.summary.error().text().c_str());
        QCOMPARE(int(imported.summary->format), detected);
        QCOMPARE(imported.rows.size(), 1U);
        QVERIFY(imported.row().isValueAbsent);
        QCOMPARE(imported.place().path, "a b.py");
        QCOMPARE(imported.place().line, 4U);
        if (format != int(report::Format::Csv)) {
            QCOMPARE(imported.row().finding.id, own.id);
            QCOMPARE(imported.row().claim.tool, "rekey");
        }
    }
};

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"

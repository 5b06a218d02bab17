// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/report/importfakes.h"

#include <QTest>

using namespace rekey;
using namespace Qt::StringLiterals;
using finding::Verdict;
using report::ImportFormat;
using test::Imported;
using test::json;

/// Alerts and reports of the platforms: the value, the place, what was decided there.
class TestImportPlatforms : public QObject
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
    void githubResolutionFillsTheDecision_data()
    {
        QTest::addColumn<QString>("resolution");
        QTest::addColumn<int>("decision");
        QTest::addColumn<int>("reason");
        using finding::CloseReason;
        using finding::Decision;
        QTest::newRow("false positive")
            << u"false_positive"_s << int(Decision::Closed) << int(CloseReason::FalsePositive);
        QTest::newRow("tests") << u"used_in_tests"_s << int(Decision::Closed)
                               << int(CloseReason::TestValue);
        QTest::newRow("revoked") << u"revoked"_s << int(Decision::Closed)
                                 << int(CloseReason::Revoked);
        QTest::newRow("won't fix")
            << u"wont_fix"_s << int(Decision::Confirmed) << int(CloseReason::None);
    }

    void githubResolutionFillsTheDecision()
    {
        QFETCH(QString, resolution);
        QFETCH(int, decision);
        QFETCH(int, reason);
        const QJsonObject alert{{u"number"_s, 1},
                                {u"state"_s, u"resolved"_s},
                                {u"resolution"_s, resolution},
                                {u"resolution_comment"_s, u"old key"_s},
                                {u"resolved_at"_s, u"2023-04-02T10:20:30Z"_s},
                                {u"resolved_by"_s, QJsonObject{{u"login"_s, u"ada"_s}}},
                                {u"secret_type"_s, u"github_personal_access_token"_s},
                                {u"secret_type_display_name"_s, u"GitHub PAT"_s},
                                {u"secret"_s, m_token},
                                {u"validity"_s, u"inactive"_s},
                                {u"first_location_detected"_s,
                                 QJsonObject{{u"path"_s, u"a.py"_s},
                                             {u"start_line"_s, 2},
                                             {u"commit_sha"_s, u"abc"_s}}}};
        const Imported imported = m_importer.read(json(QJsonArray{alert}));
        verifyValue(imported, ImportFormat::GithubAlerts);
        const finding::Triage triage = imported.row().triage.value();
        QCOMPARE(int(triage.decision), decision);
        QCOMPARE(int(triage.closeReason), reason);
        QCOMPARE(triage.decidedBy, "ada");
        QCOMPARE(triage.decidedAt, 1680430830);
        QVERIFY(triage.why.contains("old key"));
        QCOMPARE(finding::problemOf(triage, Verdict::NotChecked, 1'700'000'000),
                 finding::TriageProblem::None);
        QCOMPARE(imported.row().claim.verdict, Verdict::Dead);
    }

    void aCommentThatQuotesTheValueIsLeftOut()
    {
        const QJsonObject alert{{u"number"_s, 1},
                                {u"state"_s, u"resolved"_s},
                                {u"resolution"_s, u"revoked"_s},
                                {u"resolution_comment"_s, u"was "_s + m_token + u" here"_s},
                                {u"secret_type"_s, u"github_personal_access_token"_s},
                                {u"secret"_s, m_token}};
        const Imported imported = m_importer.read(json(QJsonArray{alert}));
        const finding::Triage triage = imported.row().triage.value();
        QVERIFY(!triage.why.contains(m_token.toStdString()));
        QVERIFY(!triage.why.empty()); // an override needs words
    }

    void openGithubAlertsDecideNothing()
    {
        const Imported imported = m_importer.read(json(QJsonArray{QJsonObject{
            {u"state"_s, u"open"_s}, {u"secret_type"_s, u"x"_s}, {u"secret"_s, m_token}}}));
        QCOMPARE(imported.rows.size(), 1U);
        QVERIFY(!imported.row().triage);
    }

    void gitlabReport()
    {
        const QJsonObject row{
            {u"id"_s, u"aa"_s},
            {u"category"_s, u"secret_detection"_s},
            {u"name"_s, u"GitHub token"_s},
            {u"raw_source_code_extract"_s, m_token},
            {u"identifiers"_s, QJsonArray{QJsonObject{{u"value"_s, u"github"_s}}}},
            {u"location"_s,
             QJsonObject{
                 {u"file"_s, u"a.py"_s},
                 {u"start_line"_s, 2},
                 {u"commit"_s, QJsonObject{{u"sha"_s, u"abc"_s}, {u"author"_s, u"Ada"_s}}}}}};
        const Imported imported = m_importer.read(
            json(QJsonObject{{u"version"_s, u"15.0.0"_s},
                             {u"vulnerabilities"_s, QJsonArray{row}},
                             {u"scan"_s, QJsonObject{{u"type"_s, u"secret_detection"_s}}}}));
        verifyValue(imported, ImportFormat::GitlabReport);
        QCOMPARE(imported.place().commit, "abc");
    }

    void gitlabAlertsKeepWhoDismissed()
    {
        const Imported imported = m_importer.read(
            json(QJsonArray{QJsonObject{{u"id"_s, 4},
                                        {u"title"_s, u"GitHub token"_s},
                                        {u"report_type"_s, u"secret_detection"_s},
                                        {u"state"_s, u"dismissed"_s},
                                        {u"dismissal_reason"_s, u"used_in_tests"_s},
                                        {u"dismissed_at"_s, u"2023-04-02T10:20:30Z"_s}},
                            QJsonObject{{u"id"_s, 5},
                                        {u"title"_s, u"x"_s},
                                        {u"report_type"_s, u"sast"_s},
                                        {u"state"_s, u"detected"_s}}}));
        QCOMPARE(imported.rows.size(), 1U);
        QVERIFY(imported.row().isValueAbsent);
        QCOMPARE(imported.row().triage->closeReason, finding::CloseReason::TestValue);
        QCOMPARE(imported.row().triage->decidedAt, 1680430830);
        QCOMPARE(imported.summary->unreadable, 0U);
    }

    void gitlabReportOfVersion14SaysOfEachRowWhatItIsOf()
    {
        const QJsonArray identifiers{QJsonObject{{u"type"_s, u"gitleaks_rule_id"_s},
                                                 {u"name"_s, u"Gitleaks rule ID AWS"_s},
                                                 {u"value"_s, u"AWS"_s}}};
        const Imported imported = m_importer.read(json(QJsonObject{
            {u"version"_s, u"14.1.2"_s},
            {u"vulnerabilities"_s,
             QJsonArray{QJsonObject{{u"id"_s, u"27d2"_s},
                                    {u"category"_s, u"secret_detection"_s},
                                    {u"message"_s, u"AWS API key"_s},
                                    {u"location"_s, QJsonObject{{u"file"_s, u"aws-key.py"_s}}},
                                    {u"identifiers"_s, identifiers}},
                        QJsonObject{{u"id"_s, u"27d3"_s},
                                    {u"category"_s, u"sast"_s},
                                    {u"name"_s, u"eval"_s},
                                    {u"location"_s, QJsonObject{{u"file"_s, u"a.py"_s}}},
                                    {u"identifiers"_s, identifiers}}}},
            {u"remediations"_s, QJsonArray{}}}));
        QCOMPARE(imported.rows.size(), 1U);
        QCOMPARE(imported.row().claim.rule, "AWS");
        QCOMPARE(imported.row().finding.type, "AWS API key");
        QVERIFY(imported.row().isValueAbsent);
        QCOMPARE(imported.place().path, "aws-key.py");
        QVERIFY(imported.place().commit.empty());
        QCOMPARE(imported.summary->unreadable, 0U);
    }

    void gitlabReportOfVersion15TellsWhoAndWhatIsDoubtful()
    {
        const auto rowAt = [this](const QString &sha) {
            return QJsonObject{
                {u"id"_s, u"aa"_s + sha},
                {u"name"_s, u"GitHub token"_s},
                {u"raw_source_code_extract"_s, m_token},
                {u"identifiers"_s,
                 QJsonArray{QJsonObject{{u"type"_s, u"gitleaks_rule_id"_s},
                                        {u"name"_s, u"rule"_s},
                                        {u"value"_s, u"github"_s}}}},
                {u"flags"_s,
                 QJsonArray{QJsonObject{{u"type"_s, u"flagged-as-likely-false-positive"_s},
                                        {u"origin"_s, u"some tool"_s},
                                        {u"description"_s, u"stands in a test"_s}}}},
                {u"location"_s,
                 QJsonObject{{u"file"_s, u"a.py"_s},
                             {u"start_line"_s, 2},
                             {u"commit"_s,
                              QJsonObject{{u"sha"_s, sha},
                                          {u"author"_s, u"Ada <ada@example.com>"_s},
                                          {u"date"_s, u"2023-04-02T10:20:30Z"_s}}}}}};
        };
        const QJsonObject sast{{u"id"_s, u"bb"_s},
                               {u"name"_s, u"eval"_s},
                               {u"identifiers"_s, QJsonArray{}},
                               {u"location"_s, QJsonObject{{u"file"_s, u"a.py"_s}}}};
        const Imported imported = m_importer.read(json(QJsonObject{
            {u"scan"_s,
             QJsonObject{{u"type"_s, u"secret_detection"_s},
                         {u"end_time"_s, u"2023-04-03T10:20:30"_s}}},
            {u"version"_s, u"15.0.2"_s},
            {u"vulnerabilities"_s, QJsonArray{rowAt(u"abc"_s), rowAt(u"0000000"_s), sast}}}));
        QCOMPARE(imported.rows.size(), 2U);
        const finding::Place &place = imported.place();
        QCOMPARE(place.author, "Ada");
        QCOMPARE(place.email, "ada@example.com");
        QCOMPARE(place.date, 1680430830);
        QVERIFY(imported.row().claim.words.contains("stands in a test"));
        // Zeros are no commit.
        QVERIFY(imported.rows[1].finding.places.front().commit.empty());
        QCOMPARE(imported.rows[1].finding.places.front().path, "a.py");
    }

    void gitlabVulnerabilityHoldsItsPlaceInItsMetadata()
    {
        const QJsonObject raw{
            {u"category"_s, u"secret_detection"_s},
            {u"raw_source_code_extract"_s, m_token},
            {u"location"_s,
             QJsonObject{{u"file"_s, u"a.py"_s},
                         {u"start_line"_s, 2},
                         {u"commit"_s, QJsonObject{{u"sha"_s, u"abc"_s}}}}},
            {u"identifiers"_s, QJsonArray{QJsonObject{{u"value"_s, u"github-pat"_s}}}}};
        const Imported imported = m_importer.read(json(QJsonArray{
            QJsonObject{{u"id"_s, 103},
                        {u"title"_s, u"GitHub token"_s},
                        {u"report_type"_s, u"secret_detection"_s},
                        {u"state"_s, u"resolved"_s},
                        {u"resolved_at"_s, u"2023-04-02T10:20:30.655Z"_s},
                        {u"resolved_by_id"_s, 17},
                        {u"dismissed_at"_s, QJsonValue::Null},
                        {u"project"_s, QJsonObject{{u"path_with_namespace"_s, u"shop/web"_s}}},
                        {u"finding"_s,
                         QJsonObject{{u"uuid"_s, u"f1d528ae"_s},
                                     {u"raw_metadata"_s, QString::fromUtf8(json(raw))}}}}}));
        verifyValue(imported, ImportFormat::GitlabAlerts);
        QCOMPARE(imported.row().claim.rule, "github-pat");
        QCOMPARE(imported.row().claim.words, "shop/web");
        QCOMPARE(imported.place().path, "a.py");
        QCOMPARE(imported.place().commit, "abc");
        const finding::Triage triage = imported.row().triage.value();
        QCOMPARE(triage.closeReason, finding::CloseReason::Revoked);
        QCOMPARE(triage.decidedBy, "GitLab user 17");
        QCOMPARE(triage.decidedAt, 1680430830);
        QCOMPARE(finding::problemOf(triage, Verdict::NotChecked, 1'700'000'000),
                 finding::TriageProblem::None);
    }

    void gitlabFindingsTellWhoDismissedThemAndWhy()
    {
        const auto finding = [](const QString &kind, const QJsonValue &feedback) {
            return QJsonObject{
                {u"id"_s, QJsonValue::Null},
                {u"report_type"_s, kind},
                {u"name"_s, u"GitHub token"_s},
                {u"scanner"_s, QJsonObject{{u"external_id"_s, u"gitleaks"_s}}},
                {u"identifiers"_s,
                 QJsonArray{QJsonObject{{u"external_type"_s, u"gitleaks_rule_id"_s},
                                        {u"external_id"_s, u"github-pat"_s}}}},
                {u"project_fingerprint"_s, u"fa6f"_s},
                {u"project"_s, QJsonObject{{u"full_path"_s, u"/shop/web"_s}}},
                {u"dismissal_feedback"_s, feedback},
                {u"location"_s, QJsonObject{{u"file"_s, u"a.py"_s}, {u"start_line"_s, 4}}}};
        };
        const QJsonObject feedback{
            {u"author"_s, QJsonObject{{u"name"_s, u"Ada L."_s}, {u"username"_s, u"ada"_s}}},
            {u"comment_details"_s, QJsonObject{{u"comment"_s, u"only in a test"_s}}},
            {u"created_at"_s, u"2023-04-02T10:20:30.971Z"_s},
            {u"dismissal_reason"_s, u"used_in_tests"_s}};
        const Imported imported = m_importer.read(json(QJsonArray{
            finding(u"secret_detection"_s, feedback),
            finding(u"secret_detection"_s, QJsonValue::Null), finding(u"sast"_s, feedback)}));
        QCOMPARE(imported.rows.size(), 2U);
        QCOMPARE(imported.row().claim.rule, "github-pat");
        QCOMPARE(imported.place().path, "a.py");
        const finding::Triage triage = imported.row().triage.value();
        QCOMPARE(triage.closeReason, finding::CloseReason::TestValue);
        QCOMPARE(triage.decidedBy, "ada");
        QCOMPARE(triage.decidedAt, 1680430830);
        QVERIFY(triage.why.contains("only in a test"));
        QVERIFY(!imported.rows[1].triage);
        QCOMPARE(imported.summary->unreadable, 0U);
    }
};

QTEST_GUILESS_MAIN(TestImportPlatforms)
#include "tst_importplatforms.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/textreport.h"
#include "tests/core/report/reportfixture.h"

#include <QByteArray>
#include <QTest>
#include <QXmlStreamReader>

#include <sstream>

using namespace rekey;
using namespace rekey::report;

class TestTextReport : public QObject
{
    Q_OBJECT

    test::ReportFixture m_fixture;

    [[nodiscard]] QByteArray text(TextTemplate kind, TextFormat format,
                                  const ReportOptions &options = {}) const
    {
        const auto text
            = textReport(m_fixture.report(), options,
                         {.kind = kind, .format = format, .title = {}, .scope = "<3 rows>"});
        return text ? QByteArray::fromStdString(*text)
                    : QByteArray::fromStdString(text.error().text());
    }

    static void addRows()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("format");
        for (int kind = 0; kind < 3; ++kind) {
            for (int format = 0; format < 2; ++format)
                QTest::addRow("%d-%d", kind, format) << kind << format;
        }
    }

    [[nodiscard]] QByteArray rowText(const ReportOptions &options = {}) const
    {
        QFETCH(int, kind);
        QFETCH(int, format);
        return text(static_cast<TextTemplate>(kind), static_cast<TextFormat>(format), options);
    }

private Q_SLOTS:
    void everyTemplateRendersAndCarriesItsHash_data() { addRows(); }
    void everyTemplateRendersAndCarriesItsHash()
    {
        const QByteArray report = rowText();
        QVERIFY2(report.contains("Not everything was looked at"), report.constData());
        QVERIFY2(!report.contains("{{") && !report.contains("}}"), report.constData());
        QCOMPARE(hasRightHash(report.toStdString()), std::optional(true));
        std::string altered = report.toStdString();
        altered.replace(altered.find("Rekey"), 5, "Rekex");
        QCOMPARE(hasRightHash(altered), std::optional(false));
        QCOMPARE(rowText(), report);
    }

    void namesNeverBecomeMarkup_data() { addRows(); }
    void namesNeverBecomeMarkup()
    {
        const QByteArray report = rowText().replace("\\<", "");
        for (const char *mark : {"<script", "<img", "<b>", "<i>", "<April>"})
            QVERIFY2(!report.contains(mark), mark);
        QVERIFY(!report.contains('\x1b'));
        QVERIFY(!report.contains("javascript:"));
    }

    void htmlIsWellFormedAndLoadsNothing_data()
    {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < 3; ++kind)
            QTest::addRow("%d", kind) << kind;
    }
    void htmlIsWellFormedAndLoadsNothing()
    {
        QFETCH(int, kind);
        QByteArray html = text(static_cast<TextTemplate>(kind), TextFormat::Html);
        QVERIFY(html.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
        QVERIFY(html.contains("Content-Security-Policy\" content=\"default-src 'none'"));
        QVERIFY(html.contains("prefers-color-scheme: dark"));
        QVERIFY(!html.contains(" src=\"") && !html.contains("url(") && !html.contains("<link"));
        // As XML it must nest rightly once the void elements are closed.
        html.remove(0, html.indexOf("<html"));
        html.replace("<meta charset=\"utf-8\">", "");
        qsizetype meta = 0;
        while ((meta = html.indexOf("<meta")) >= 0)
            html.remove(meta, html.indexOf('>', meta) + 1 - meta);
        QXmlStreamReader xml(html);
        int level = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            const QStringView name = xml.name();
            if (!xml.isStartElement())
                continue;
            if (name == u"th")
                QVERIFY(xml.attributes().hasAttribute(QStringLiteral("scope")));
            if (name.size() == 2 && name[0] == u'h' && name[1].isDigit()) {
                QVERIFY2(name[1].digitValue() <= level + 1, "a heading leaves a level out");
                level = name[1].digitValue();
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(level > 0);
    }

    void incidentReportHoldsAllItsParts()
    {
        const QByteArray md = text(TextTemplate::Incident, TextFormat::Markdown);
        for (const char *part :
             {"## Summary", "## Timeline", "## Secrets", "## Actions", "## Open points",
              "## What was looked at", "## Tools", "GET /user at api.acme.test",
              "repo:write (admin)", "Billing could not be read.", "29 days", "Claim of gitleaks",
              "2023-12-19T15:33:20Z", "S-0001 is live: replace it", "To do: Tell \\*everybody\\*",
              "could not be read.", "shallow: older commits are not here"})
            QVERIFY2(md.contains(part), (QByteArray(part) + " not in\n" + md).constData());
    }

    void tablesOfMarkdownKeepTheirRows()
    {
        const QByteArray md = text(TextTemplate::Incident, TextFormat::Markdown);
        const QByteArrayList lines = md.split('\n');
        for (qsizetype i = 1; i < lines.size(); ++i) {
            if (!lines[i].startsWith("|---"))
                continue;
            const auto bars = lines[i].count('|');
            for (qsizetype row = i + 1; row < lines.size() && lines[row].startsWith('|'); ++row)
                QCOMPARE(lines[row].count('|') - lines[row].count("\\|"), bars);
            QVERIFY2(lines[i + 1].startsWith('|'), md.constData());
        }
    }

    void namesOfPeopleAndMasksCanBeLeftOut_data() { addRows(); }
    void namesOfPeopleAndMasksCanBeLeftOut()
    {
        ReportOptions options;
        options.withNames = false;
        options.masking = Masking::IdOnly;
        const QByteArray report = rowText(options);
        for (const char *name : {"Mallory", "mallory", "Ann Owner", "Bob Keeper", "acme-main"})
            QVERIFY2(!report.contains(name), name);
        for (const finding::Finding &finding : m_fixture.findings)
            QVERIFY(!report.contains(finding.masked.c_str()));
    }

    void noExportHoldsAValue_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (int kind = 0; kind < 3; ++kind) {
            for (int format = 0; format < 2; ++format)
                QTest::addRow("text %d-%d", kind, format)
                    << text(static_cast<TextTemplate>(kind), static_cast<TextFormat>(format));
        }
        for (const Format format :
             {Format::Table, Format::Json, Format::JsonLines, Format::Sarif, Format::Csv}) {
            std::ostringstream out;
            write(out, format, m_fixture.report(), {});
            QTest::addRow("data %d", static_cast<int>(format))
                << QByteArray::fromStdString(out.str());
        }
        std::ostringstream timeline;
        writeTimeline(timeline, m_fixture.report(), {});
        QTest::addRow("timeline") << QByteArray::fromStdString(timeline.str());
    }
    void noExportHoldsAValue()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!bytes.isEmpty());
        for (const std::string &value : m_fixture.values) {
            const QByteArray plain = QByteArray::fromStdString(value);
            for (const QByteArray &form : {plain, plain.toBase64(), plain.toHex(),
                                           plain.toPercentEncoding(), plain.mid(8, 12)})
                QVERIFY(!bytes.contains(form));
        }
    }

    void markdownOfHostileTextIsPlain()
    {
        QCOMPARE(escapeMarkdown("1. [a](b) `c` **d**"),
                 std::string("1\\. \\[a\\](b) \\`c\\` \\*\\*d\\*\\*"));
        QCOMPARE(escapeMarkdown("- a\n# b"), std::string("\\- a\\\\n\\# b"));
        QCOMPARE(escapeMarkdown("see http://x www.y a@b"),
                 std::string("see http\\://x www\\.y a\\@b"));
        QCOMPARE(escapeHtml("<a href='x'>\"&\x01"),
                 std::string("&lt;a href=&#39;x&#39;&gt;&quot;&amp;\\x01"));
    }

    void manySecretsAreCutWithAWord()
    {
        const test::ReportFixture many(2100);
        const auto text = textReport(many.report(), {}, {});
        QVERIFY(text.has_value());
        QVERIFY(text->find("100 more secrets are in the data export.") != std::string::npos);
        QVERIFY(text->find("S-2000 ") != std::string::npos);
        QVERIFY(text->find("### S-2001") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestTextReport)
#include "tst_textreport.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/scan/makecontext.h"
#include "core/scan/masktext.h"
#include "core/scan/recognise.h"
#include "core/scan/relocate.h"
#include "tests/support/gitscratch.h"
#include "tests/support/madeup.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rekey;

/// A value from a report is the same finding as the one a scan makes of it.
class TestRecognise : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::optional<scan::ScanContext> m_context;

private Q_SLOTS:
    void initTestCase()
    {
        std::vector<std::string> notes;
        const auto context
            = scan::makeScanContext({.cache = m_folder.filePath(QStringLiteral("c")).toStdString(),
                                     .data = m_folder.filePath(QStringLiteral("d")).toStdString()},
                                    {}, notes);
        QVERIFY(context);
        m_context = *context;
    }

    void aTokenIsWhatAScanSaysItIs()
    {
        const std::string token = test::MadeUp(3).githubToken();
        const std::string text = "TOKEN = '" + token + "'\n";
        scan::Scanner scanner(m_context->rules);
        const auto scanned = scan::maskText(*m_context, scanner, asBytes(text));
        QCOMPARE(scanned.findings.size(), 1U);
        scan::Recogniser recogniser(*m_context);
        const auto found = recogniser.recognise(token, {});
        QVERIFY(found);
        QCOMPARE(found->id, scanned.findings[0].id);
        QCOMPARE(found->rule, scanned.findings[0].rule);
        QVERIFY(found->places.empty());
        QCOMPARE(m_context->vault->open(found->value)->view(), std::string_view(token));
    }

    void theTextAroundBringsTheSecondValue()
    {
        test::MadeUp made(4);
        const std::string id = made.awsKeyId();
        const std::string key = made.awsSecret();
        scan::Recogniser recogniser(*m_context);
        const auto alone = recogniser.recognise(id, {});
        const auto paired = recogniser.recognise(id, id + ":" + key);
        QVERIFY(alone && paired);
        QCOMPARE(alone->id, paired->id);
        QVERIFY(alone->companions.size() < paired->companions.size());
    }

    void whatNoRuleKnowsIsNothing()
    {
        scan::Recogniser recogniser(*m_context);
        QVERIFY(!recogniser.recognise("an ordinary sentence", {}));
        QVERIFY(!recogniser.recognise("", ""));
    }

    void aPlaceIsReadAgainAsItsCommitHasIt()
    {
        test::GitScratch repository;
        const std::string token = test::MadeUp(5).githubToken();
        const QString file = QStringLiteral("deploy.sh");
        repository.commit(file,
                          "one\ntwo\nexport TOKEN=" + QByteArray::fromStdString(token) + '\n');
        const std::string commit = repository.run("rev-parse HEAD").trimmed().toStdString();
        repository.commit(file, "gone\n");
        scan::Relocator relocator(*m_context, repository.path());
        finding::Place place;
        place.path = "deploy.sh";
        place.line = 2; // as a scanner that counts badly has it
        place.commit = commit;
        const auto found = relocator.relocate(place);
        QVERIFY2(found, found ? "" : found.error().text().c_str());
        QCOMPARE(found->places.front().line, 3U);
        QCOMPARE(m_context->vault->open(found->value)->view(), std::string_view(token));
        scan::Recogniser recogniser(*m_context);
        QCOMPARE(found->id, recogniser.recognise(token, {})->id);

        place.line = 200;
        QCOMPARE(relocator.relocate(place).error().kind, ErrorKind::NotFound);
        place.path = "nothing.sh";
        QCOMPARE(relocator.relocate(place).error().kind, ErrorKind::NotFound);
        place.commit = ":/add";
        QCOMPARE(relocator.relocate(place).error().kind, ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestRecognise)
#include "tst_recognise.moc"

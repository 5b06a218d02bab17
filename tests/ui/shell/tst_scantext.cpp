// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/scantext.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;

class TestScanText : public QObject
{
    Q_OBJECT

    static sources::Coverage coverage(std::uint64_t blobs, std::uint64_t commits)
    {
        sources::Coverage made;
        made.blobs = blobs;
        made.commits = commits;
        return made;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void emptyResultSaysWhatWasLookedAt()
    {
        sources::Coverage one = coverage(14839, 1842);
        one.skips = {{"a", "too odd", 10}, {"b", "too odd", 2}};
        const QString text = emptyResultText(std::vector{one}, 124);
        QCOMPARE(text,
                 u"0 findings in 14,839 versions of files, 1,842 commits; 12 skipped; "
                 "looked for with 124 rules"_s);
        QCOMPARE(emptyResultText(std::vector{coverage(1, 0)}, 3),
                 u"0 findings in 1 file; looked for with 3 rules"_s);
        QVERIFY(!text.contains("safe"_L1));
        QVERIFY(!text.contains("clean"_L1));
    }

    void progressNamesWhatIsKnown()
    {
        ScanSnapshot snapshot;
        snapshot.stage = ScanSnapshot::Stage::Scanning;
        QCOMPARE(percentOf(snapshot), -1);
        QCOMPARE(progressText(snapshot), u"0 found"_s);
        snapshot.done = 6100;
        snapshot.total = 10000;
        snapshot.findings = 1204;
        QCOMPARE(percentOf(snapshot), 61);
        QCOMPARE(progressText(snapshot), u"61% · 6,100 of 10,000 · 1,204 found"_s);
    }

    void badges()
    {
        sources::Coverage one = coverage(1, 0);
        QCOMPARE(badgeOf(one).text, u"OK"_s);
        one.skips = {{"x", "odd", 12}};
        QCOMPARE(badgeOf(one).text, u"12 skipped"_s);
        one.complete = false;
        QCOMPARE(badgeOf(one).text, u"Incomplete"_s);
        QCOMPARE(badgeOf(one).tone, Tone::Warning);
    }

    void everyErrorSaysWhatAndWhy()
    {
        for (int i = 0; i <= int(ErrorKind::Internal); ++i) {
            const ErrorWords words
                = wordsFor({ErrorKind(i), "The disk made a noise.", "/a/\x1b[31mb"});
            QVERIFY(!words.what.isEmpty());
            QVERIFY(words.more.contains("The disk made a noise."_L1));
            QVERIFY(!words.what.contains(QChar(0x1b)));
        }
    }
};

QTEST_GUILESS_MAIN(TestScanText)
#include "tst_scantext.moc"

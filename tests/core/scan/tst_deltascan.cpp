// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/scan/deltascan.h"
#include "tests/support/chaincheck.h"
#include "tests/support/randomtext.h"
#include "tests/support/scanrules.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace rekey;
using namespace rekey::scan;
using test::allOf;
using test::blobOf;
using test::ChainCheck;

class TestDeltaScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheFullScan_data()
    {
        QTest::addColumn<unsigned>("size");
        QTest::addColumn<unsigned>("edits");
        QTest::addColumn<unsigned>("chains");
        QTest::newRow("small texts, few edits") << 900U << 1U << 300U;
        QTest::newRow("small texts, many edits") << 3000U << 4U << 150U;
        QTest::newRow("larger texts") << 20000U << 6U << 60U;
        QTest::newRow("larger texts, many edits") << 40000U << 60U << 12U;
    }

    void equalsTheFullScan()
    {
        QFETCH(unsigned, size);
        QFETCH(unsigned, edits);
        QFETCH(unsigned, chains);
        ChainCheck check(test::madeUpRules());
        for (unsigned seed = 0; seed < chains; ++seed) {
            test::RandomText random(size + seed);
            const std::string report = check.run(random, random.text(size), 8, edits);
            QVERIFY2(report.empty(), ("seed " + std::to_string(seed) + "\n" + report).c_str());
        }
        // The comparison means something only when secrets were there and bases were used.
        QVERIFY(check.matches > 1000);
        QVERIFY(check.work().inherited > check.fullWork().windows / 20);
        QVERIFY(check.work().anchorBytes < check.fullWork().anchorBytes);
    }

    void aHitThatWentIsMissed()
    {
        // In the base one match takes in both beginnings; without the first the second stands
        // alone.
        const std::string begin = std::string("-----BEGIN ") + "THING-----\n";
        const std::string rest = begin + "abcdefghijklm\n-----END " + "THING-----\n";
        const std::string before = std::string(3000, '.');
        const std::string base = before + begin + std::string(900, ',') + rest + before;
        const std::string text = before + std::string(900, ',') + rest + before;
        const sources::CopyRun copies[]
            = {{0, 0, before.size()},
               {before.size(), before.size() + begin.size(), text.size() - before.size()}};
        DeltaScanner full(test::madeUpRules());
        DeltaScanner delta(test::madeUpRules());
        delta.scan(blobOf(base));
        QCOMPARE(delta.kept().size(), 1U);
        const auto memo = delta.takeMemo();
        sources::Blob blob = blobOf(text);
        blob.base = memo.get();
        blob.baseSize = base.size();
        blob.copies = copies;
        delta.scan(blob);
        full.scan(blob.bytes);
        QCOMPARE(full.kept().size(), 1U);
        QCOMPARE(allOf(delta), allOf(full));
    }

    void tagsAreInheritedWithTheirMatches()
    {
        const std::string token = "tst_" + test::MadeUp(1).alphanumeric(24);
        const std::string base = std::string(2000, '.') + token + std::string(2000, '.');
        DeltaScanner scanner(test::madeUpRules());
        scanner.scan(blobOf(base));
        scanner.candidates().at(0).tag = 7;
        const auto memo = scanner.takeMemo();
        const std::string text = "new\n" + base;
        const sources::CopyRun copies[] = {{4, 0, base.size()}};
        sources::Blob blob = blobOf(text);
        blob.base = memo.get();
        blob.baseSize = base.size();
        blob.copies = copies;
        scanner.scan(blob);
        QCOMPARE(scanner.candidates().size(), 1U);
        QCOMPARE(scanner.candidates()[0].tag, 7U);
        QCOMPARE(scanner.candidates()[0].match.secret.begin, 2004U);
    }

    void impossibleCopiesAreNotBelieved()
    {
        const std::string token = "tst_" + test::MadeUp(1).alphanumeric(24);
        const std::string base = std::string(2000, '.') + token + std::string(2000, '.');
        DeltaScanner scanner(test::madeUpRules());
        scanner.scan(blobOf(base));
        const auto memo = scanner.takeMemo();
        const std::vector<sources::CopyRun> wrong[] = {
            {{0, 0, base.size() + 1}},
            {{0, UINT64_MAX - 3, 8}},
            {{UINT64_MAX - 3, 0, 8}},
            {{0, 0, 3000}, {2000, 2000, 1000}},
        };
        for (const auto &copies : wrong) {
            sources::Blob blob = blobOf(base);
            blob.base = memo.get();
            blob.baseSize = base.size();
            blob.copies = copies;
            scanner.scan(blob);
            QCOMPARE(scanner.kept().size(), 1U);
        }
    }

    void tooManyHitsAreNotKept()
    {
        std::string text;
        while (text.size() < 300000)
            text += "kwx0123456789abcde ";
        DeltaScanner scanner(test::madeUpRules());
        scanner.scan(blobOf(text));
        const auto memo = scanner.takeMemo();
        QVERIFY(memo->hits.size() <= 4096 + text.size() / 16);
        QCOMPARE(memo->usable, !memo->hits.empty());
    }
};

QTEST_GUILESS_MAIN(TestDeltaScan)
#include "tst_deltascan.moc"

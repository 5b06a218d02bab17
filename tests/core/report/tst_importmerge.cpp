// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importkeep.h"
#include "core/report/importmerge.h"
#include "core/report/importrow.h"
#include "tests/core/report/importfakes.h"
#include "tests/support/fakekeeper.h"

#include <QTest>

using namespace rekey;
using namespace Qt::StringLiterals;
using finding::Verdict;

namespace {

secret::SecretId idOf(int number)
{
    secret::SecretId id;
    id.bytes[0] = static_cast<std::byte>(number);
    return id;
}

report::ImportedFinding row(int id, const std::string &path, std::int64_t line,
                            const std::string &tool = "gitleaks",
                            Verdict verdict = Verdict::NotChecked)
{
    report::ImportedFinding made;
    made.finding.id = idOf(id);
    made.finding.value.bytes = {std::byte{1}};
    made.finding.places.push_back(report::placeIn(path, line));
    made.claim.tool = tool;
    made.claim.verdict = verdict;
    return made;
}

} // namespace

class TestImportMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsOfOneSecretBecomeOneFinding()
    {
        report::ImportMerger merger({idOf(9)});
        const auto first = merger.merge({row(1, "a", 1), row(1, "b", 2), row(2, "a", 1)}, 5);
        QCOMPARE(first.findings.size(), 2U);
        QCOMPARE(first.findings[0].places.size(), 2U);
        QCOMPARE(first.findings[0].places[0].source, 5U);
        const auto second = merger.merge({row(1, "c", 3), row(1, "a", 1), row(9, "a", 1)}, 6);
        QCOMPARE(second.findings[0].places.size(), 3U); // "a" was there
        QCOMPARE(merger.counts().added, 2U);
        QCOMPARE(merger.counts().merged, 4U);
        QCOMPARE(merger.index().size(), 3U);
    }

    void aSecretOfSeveralPortionsIsKeptOnceWithAllItsPlaces()
    {
        report::ImportMerger merger;
        auto all = merger.merge({row(1, "a", 1), row(2, "a", 2)}, 0).findings;
        std::ranges::move(merger.merge({row(1, "b", 1), row(3, "b", 2)}, 0).findings,
                          std::back_inserter(all));
        report::dropReplaced(all);
        QCOMPARE(all.size(), 3U);
        QCOMPARE(all[1].id, idOf(1));
        QCOMPARE(all[1].places.size(), 2U);
    }

    void decisionsOfReportsGoWhereNobodyDecided()
    {
        const auto shelf = std::make_shared<test::FakeShelf>();
        test::FakeKeeper keeper(shelf);
        shelf->record(idOf(1)).version = 4;
        shelf->record(idOf(2)).triage.decision = finding::Decision::Confirmed;
        finding::Triage closed;
        closed.decision = finding::Decision::Closed;
        closed.closeReason = finding::CloseReason::FalsePositive;
        closed.decidedBy = "ada"; // there, not who imports it
        closed.decidedAt = 1'680'430'830;
        finding::Triage later = closed;
        later.closeReason = finding::CloseReason::TestValue;
        const auto changes = report::importedDecisions(
            keeper, {{idOf(1), closed}, {idOf(2), closed}, {idOf(1), later}});
        QVERIFY(changes.has_value());
        QCOMPARE(changes->size(), 1U);
        QCOMPARE(changes->front().id, idOf(1));
        QCOMPARE(changes->front().version, 4U);
        QVERIFY(changes->front().triage == closed);
        QCOMPARE(changes->front().event.to, std::string("closed"));
    }

    void theStrongestClaimOfEachToolStays()
    {
        report::ImportMerger merger;
        const auto batch = merger.merge(
            {row(1, "a", 1, "trufflehog"), row(1, "b", 1, "trufflehog", Verdict::Live),
             row(1, "c", 1, "trufflehog", Verdict::Unknown), row(1, "a", 1, "gitleaks")},
            0);
        QCOMPARE(batch.claims.size(), 2U);
        QCOMPARE(batch.claims[0].second.verdict, Verdict::Live);
        QCOMPARE(batch.claims[1].second.tool, "gitleaks");
    }

    void aValueThatComesLaterIsTaken()
    {
        report::ImportedFinding absent = row(1, "a", 1);
        absent.isValueAbsent = true;
        absent.finding.value = {};
        report::ImportMerger merger;
        QCOMPARE(merger.merge({absent}, 0).withoutValue.size(), 1U);
        const auto batch = merger.merge({row(1, "a", 1)}, 0);
        QVERIFY(batch.withoutValue.empty());
        QVERIFY(!batch.findings[0].value.isEmpty());
        QCOMPARE(merger.counts().withoutValue, 1U);
    }

    void placesAreBounded()
    {
        report::ImportMerger merger;
        std::vector<report::ImportedFinding> rows;
        for (std::size_t i = 0; i < report::kMaxImportedPlaces + 10; ++i)
            rows.push_back(row(1, "a", static_cast<std::int64_t>(i + 1)));
        QCOMPARE(merger.merge(std::move(rows), 0).findings[0].places.size(),
                 report::kMaxImportedPlaces);
    }

    void ourOwnFindingKeepsWhatItKnows()
    {
        finding::Finding own = row(1, "a", 1).finding;
        own.rule = "ours";
        own.places[0].commit = "abc";
        own.places[0].reach = sources::Reach::Head;
        finding::Finding other = row(1, "a", 1).finding;
        other.rule = "theirs";
        other.places.push_back(report::placeIn("b", 2));
        report::mergeFinding(own, other);
        QCOMPARE(own.rule, "ours");
        QCOMPARE(own.places.size(), 2U);
        QCOMPARE(own.places[0].reach, sources::Reach::Head);
    }

    void theTableSaysWhoMissedWhat()
    {
        report::CompareTable table;
        table.add(idOf(1), "a");
        table.add(idOf(1), "b");
        table.add(idOf(2), "b");
        table.add(idOf(1), "a");
        QCOMPARE(table.ids().size(), 2U);
        QCOMPARE(table.finders(0), 2U);
        QVERIFY(!table.hasFound(1, 0));
        QCOMPARE(table.countOf(0).found, 1U);
        QCOMPARE(table.countOf(0).missed, 1U);
        QCOMPARE(table.countOf(1).alone, 1U);
        for (int i = 0; i < 40; ++i)
            table.add(idOf(3), "tool" + std::to_string(i));
        QCOMPARE(table.tools().size(), report::CompareTable::kMaxTools);
    }
};

QTEST_GUILESS_MAIN(TestImportMerge)
#include "tst_importmerge.moc"

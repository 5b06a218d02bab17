// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filter.h"
#include "core/finding/findingindexfilter.h"
#include "core/finding/flow.h"
#include "core/finding/statistics.h"
#include "tests/core/finding/fakefindings.h"

#include <QTest>

using namespace rekey;
using namespace rekey::finding;

namespace {

constexpr std::int64_t kNow = 1'760'000'000;

std::size_t matching(const FindingIndex &index, const std::string &filter)
{
    const ParsedFilter parsed = parseFilter(filter);
    if (filter.empty() || parsed.state != FilterState::Valid)
        return std::size_t(-1);
    return RowFilter(parsed.root, kNow).count(index);
}

/// Names of bars whose count is not that of their filter; empty when all is well.
QStringList wrongBars(const FindingIndex &index, const std::vector<CountBar> &bars)
{
    QStringList wrong;
    for (const CountBar &bar : bars) {
        if (matching(index, bar.filter) != bar.count())
            wrong.append(QString::fromStdString(bar.key + ": " + bar.filter));
        for (std::size_t i = 0; i < kVerdictGroups; ++i) {
            const std::string filter = bar.filterOf(static_cast<VerdictGroup>(i));
            if (matching(index, filter) != bar.groups[i])
                wrong.append(QString::fromStdString(filter));
        }
    }
    return wrong;
}

std::vector<StatisticsSource> threeSources()
{
    return {{"/srv/payments", "git repository", 2000, 500},
            {"my \"odd\" (folder)|*", "folder", 4000, 0},
            {"/SRV/Payments", "folder", 100, 0}};
}

FindingIndex filledIndex(std::uint32_t count)
{
    FindingIndex index;
    std::vector<std::string> names;
    for (const StatisticsSource &source : threeSources())
        names.push_back(source.name);
    index.setSources(names);
    std::vector<Finding> findings = test::manyFindings(1, count);
    static const Verdict verdicts[] = {Verdict::LiveLimited, Verdict::Dead, Verdict::Disabled,
                                       Verdict::Unknown, Verdict::NoChecker};
    for (Finding &finding : findings) {
        if (finding.number % 7 == 0)
            finding.verdict = verdicts[finding.number % 5];
        if (finding.number % 11 == 0)
            finding.type = "odd \"type\" (x)|=*";
        if (finding.number % 13 == 0)
            finding.type = "aws ACCESS key";
        if (finding.number % 17 == 0) {
            for (Place &place : finding.places) {
                place.date = 0;
                place.path = finding.number % 2 == 0 ? "a/.ENV" : "/=odd name\".js";
            }
        }
    }
    findings.push_back(test::bareFinding(count + 1));
    index.upsert(findings);
    return index;
}

Event made(std::uint32_t number, EventKind kind, std::int64_t atSeconds, const char *to = "")
{
    Event event;
    event.finding = test::fakeId(number);
    event.kind = kind;
    event.at = atSeconds * 1000;
    event.to = to;
    return event;
}

} // namespace

class TestStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBarCountsWhatItsFilterSelects()
    {
        const FindingIndex index = filledIndex(4000);
        const Statistics statistics
            = countStatistics(index, threeSources(), {.now = kNow, .top = 30, .withAuthors = true});
        QCOMPARE(statistics.findings, std::size_t(4001));
        QCOMPARE(statistics.kinds.size(), std::size_t(2));
        QVERIFY(statistics.types.size() >= 5);
        QVERIFY(statistics.files.size() >= 6);
        QCOMPARE(statistics.ages.size(), std::size_t(6));
        QVERIFY(statistics.ages.back().count() > 100); // undated ones are there
        QCOMPARE(statistics.authors.size(), std::size_t(30));
        for (const auto *bars : {&statistics.kinds, &statistics.types, &statistics.files,
                                 &statistics.ages, &statistics.authors}) {
            const QStringList wrong = wrongBars(index, *bars);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        }
    }

    void liveKeysStandByTheMostTheyMayDo()
    {
        FindingIndex index = filledIndex(4000);
        std::vector<Record> records(3000);
        for (std::uint32_t number = 1; number <= records.size(); ++number) {
            Access access;
            for (unsigned bit = 0; bit < 4; ++bit) {
                if ((number >> bit & 1U) != 0)
                    access.scopes.push_back({"some", static_cast<ScopeRisk>(bit)});
            }
            records[number - 1].id = test::fakeId(number);
            records[number - 1].access = access;
        }
        (void)index.putRecords(records);
        const Statistics statistics = countStatistics(index, threeSources(), {.now = kNow});
        QCOMPARE(statistics.risks.size(), std::size_t(5));
        std::size_t live = 0;
        for (const CountBar &bar : statistics.risks) {
            QVERIFY(bar.count() > 0);
            live += bar.live();
        }
        QCOMPARE(live, matching(index, "verdict:live|limited"));
        if (!filterWordNamed("scope"))
            return;
        const QStringList wrong = wrongBars(index, statistics.risks);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void sumsWhatWasScannedByKind()
    {
        const Statistics statistics
            = countStatistics(filledIndex(100), threeSources(), {.now = kNow});
        const auto folder
            = std::ranges::find(statistics.kinds, std::string("folder"), &CountBar::key);
        QVERIFY(folder != statistics.kinds.end());
        QCOMPARE(folder->files, std::uint64_t(4100));
        QCOMPARE(folder->commits, std::uint64_t(0));
    }

    void leavesAuthorsOutUnlessAsked()
    {
        const Statistics statistics
            = countStatistics(filledIndex(100), threeSources(), {.now = kNow});
        QVERIFY(statistics.authors.empty());
    }

    void aBarWithoutAFilterSaysSo()
    {
        std::vector<StatisticsSource> many;
        std::vector<std::string> names;
        for (int i = 0; i < 300; ++i) {
            names.push_back("/a/rather/long/name/of/a/repository/" + std::to_string(i));
            many.push_back({names.back(), "git repository", 1, 1});
        }
        FindingIndex index;
        index.setSources(names);
        index.upsert(test::manyFindings(1, 10));
        const Statistics statistics = countStatistics(index, many, {.now = kNow});
        QCOMPARE(statistics.kinds.front().count(), std::size_t(10));
        QVERIFY(statistics.kinds.front().filter.empty());
        QVERIFY(statistics.kinds.front().filterOf(VerdictGroup::Live).empty());
    }

    void countsWeeksAndTheMedianToDead()
    {
        const FindingIndex index = filledIndex(20);
        constexpr std::int64_t day = 86'400;
        const std::vector<Event> events = {
            made(1, EventKind::Found, kNow - 30 * day),
            made(2, EventKind::Found, kNow - 30 * day),
            made(2, EventKind::Found, kNow - 30 * day), // seen twice, one finding
            made(999, EventKind::Found, kNow - 30 * day), // no longer there
            made(3, EventKind::Found, kNow - 400 * day), // long ago
            made(1, EventKind::Verified, kNow - 20 * day, "live"),
            made(1, EventKind::Verified, kNow - 10 * day, "dead"),
            made(1, EventKind::Verified, kNow, "dead"), // the first counts
            made(2, EventKind::Verified, kNow - 28 * day, "dead"),
            made(3, EventKind::Verified, kNow - 396 * day, "dead"),
            made(1, EventKind::Decided, kNow, "closed"),
            made(2, EventKind::Decided, kNow, "confirmed"),
            made(2, EventKind::Reopened, kNow),
        };
        std::vector<FlowEvent> steps;
        for (const Event &one : events) {
            if (const auto step = flowEventOf(one))
                steps.push_back(*step);
        }
        QCOMPARE(steps.size(), events.size() - 2); // "live" and "confirmed" tell nothing
        const Flow flow = flowOf(index, steps, kNow, 8);
        QCOMPARE(flow.weeks.size(), std::size_t(8));
        QVERIFY(flow.weeks.back().begin <= kNow);
        QVERIFY(flow.weeks.back().begin + 7 * day > kNow);
        QCOMPARE(flow.weeks.back().begin % (7 * day), 4 * day); // a Monday
        std::size_t found = 0;
        for (const WeekBar &week : flow.weeks) {
            found += week.found.count;
            for (const WeekBar::Count *count : {&week.found, &week.closed, &week.reopened}) {
                if (count->count > 0)
                    QCOMPARE(matching(index, count->filter), count->count);
            }
        }
        QCOMPARE(found, std::size_t(2));
        QCOMPARE(flow.weeks.back().closed.count, std::size_t(1));
        QCOMPARE(flow.weeks.back().reopened.count, std::size_t(1));
        QCOMPARE(flow.dead, std::size_t(3));
        QCOMPARE(flow.medianDaysToDead, std::optional(4.0));
    }

    void anEmptyIndexHasEmptyCharts()
    {
        const FindingIndex index;
        const Statistics statistics = countStatistics(index, {}, {.now = kNow});
        QCOMPARE(statistics.findings, std::size_t(0));
        QVERIFY(statistics.types.empty());
        const Flow flow = flowOf(index, {}, kNow, 4);
        QCOMPARE(flow.weeks.size(), std::size_t(4));
        QVERIFY(!flow.medianDaysToDead);
    }
};

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"

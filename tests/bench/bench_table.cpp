// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filter.h"
#include "core/finding/findingindexfacets.h"
#include "core/finding/findingindexfilter.h"
#include "core/finding/findingindexgroups.h"
#include "core/finding/findingindexsort.h"
#include "tests/core/finding/fakefindings.h"
#include "ui/findings/findingstable.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <format>
#include <functional>
#include <numeric>
#include <print>

using namespace rekey;
using namespace rekey::finding;

namespace {

constexpr std::int64_t kNow = 1'760'000'000;

double cpuMs()
{
    return static_cast<double>(std::clock()) * 1e3 / CLOCKS_PER_SEC;
}

/// CPU time of this thread alone.
double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Median and worst of five runs, in milliseconds; CPU time beside it, which a busy machine does
/// not stretch.
void measure(const char *name, const std::function<void()> &work)
{
    std::vector<double> times;
    std::vector<double> cpuTimes;
    for (int run = 0; run < 5; ++run) {
        const double cpu = cpuMs();
        QElapsedTimer clock;
        clock.start();
        work();
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        cpuTimes.push_back(cpuMs() - cpu);
    }
    const double first = cpuTimes.front();
    std::ranges::sort(times);
    std::ranges::sort(cpuTimes);
    std::println("{:<58} median {:6.1f} ms  worst {:6.1f} ms  CPU median {:6.1f} first {:6.1f}",
                 name, times[2], times[4], cpuTimes[2], first);
    std::fflush(stdout);
}

double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

/// One in ten was decided, one in twenty checked, one in fifty claimed by another tool.
std::vector<Record> manyRecords(std::uint32_t first, std::uint32_t count)
{
    std::vector<Record> records;
    for (std::uint32_t number = first; number < first + count; ++number) {
        Record record;
        record.id = test::fakeId(number);
        record.version = 1;
        if (number % 10 == 0) {
            record.triage.decision = Decision::Closed;
            record.triage.closeReason = CloseReason::TestValue;
            record.triage.decidedBy = "ada";
            record.triage.decidedAt = kNow;
            record.triage.owner = std::format("team-{}", number % 40);
            record.triage.tags = {"ci", std::format("t{}", number % 30)};
        }
        if (number % 20 == 0)
            record.evidence = {Verdict::Live, {},  kNow, "api.example.com",
                               "GET /user",   200, 80,   std::string(64, 'a')};
        if (number % 50 == 0)
            record.claims = {{"gitleaks", "generic-api-key", Verdict::NotChecked, kNow, {}}};
        records.push_back(std::move(record));
    }
    return records;
}

void measureGroups(const FindingIndex &index)
{
    std::vector<IndexRow> all(index.size());
    std::iota(all.begin(), all.end(), 0U);
    const auto group = [&](const char *name, const Grouping &grouping) {
        std::size_t groups = 0;
        measure(name, [&] {
            std::vector<IndexRow> rows = all;
            groups = RowGroups::arrange(index, rows, grouping, kNow).size();
        });
        std::println("{:<58} {} groups", "", groups);
    };
    group("group by file name", {GroupKey::File, GroupKey::None});
    group("group by author", {GroupKey::Author, GroupKey::None});
    group("group by repo, then severity", {GroupKey::Repo, GroupKey::Severity});
}

void measureFilters(const FindingIndex &index)
{
    for (const char *text :
         {"verdict:live", "verdict:live in:head -path:test/ age:>1y places:>=3",
          "path:**/.env verdict:live", "config", "path:/team-1[0-9].*main/", "author:=\"Author 7\"",
          "type:aws* or confidence:low", "decision:new severity:>=60",
          "decision:test owner:team-7 tag:t7", "tool:gitleaks -has:note", "checked:<7d age:>1y",
          "exposed:>30d places:>=2"}) {
        const ParsedFilter parsed = parseFilter(text);
        std::size_t count = 0;
        measure((std::string("filter ") + text).c_str(),
                [&] { count = RowFilter(parsed.root, kNow).rows(index).size(); });
        std::println("{:<58} {} rows", "", count);
    }
}

void measureOrder(const FindingIndex &index)
{
    std::vector<IndexRow> all(index.size());
    std::iota(all.begin(), all.end(), 0U);
    RowOrder order;
    const auto sort = [&](const char *name, SortKey key) {
        measure(name, [&] {
            std::vector<IndexRow> rows = all;
            order.sort(index, rows, key, true);
        });
    };
    sort("sort by confidence (first: every table built)", SortKey::Certainty);
    sort("sort by severity", SortKey::Severity);
    sort("sort by first seen", SortKey::FirstSeen);
    sort("sort by path", SortKey::Path);
    sort("sort by author", SortKey::Author);
    sort("sort by masked value (a million different texts)", SortKey::Masked);
    measure("facets over all rows", [&] { (void)countFacets(index, all, 12); });
    measure("completions of author:",
            [&] { (void)filterValuesOf(index, FilterWord::Author, "aut", 12); });
    measure("completions of path:",
            [&] { (void)filterValuesOf(index, FilterWord::Path, ".env", 12); });
}

void wait(const ui::FindingsModel &model)
{
    while (model.isBusy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QCoreApplication::processEvents();
}

void measureTable(std::uint32_t count)
{
    ui::FindingsModel model;
    ui::FindingsTable table(model);
    table.resize(1200, 800);
    table.show();
    QElapsedTimer clock;
    clock.start();
    double longest = 0;
    double longestCpu = 0;
    const auto turn = [&](const std::function<void()> &work) {
        const double cpu = threadMs();
        QElapsedTimer wall;
        wall.start();
        work();
        QCoreApplication::processEvents();
        longest = std::max(longest, static_cast<double>(wall.nsecsElapsed()) / 1e6);
        longestCpu = std::max(longestCpu, threadMs() - cpu);
    };
    for (std::uint32_t first = 1; first <= count; first += 500) {
        const std::vector<Finding> batch
            = test::manyFindings(first, std::min(500U, count - first + 1));
        turn([&] { model.upsert(batch); });
    }
    for (std::uint32_t first = 1; first <= count; first += 500)
        turn([&] { model.putRecords(manyRecords(first, std::min(500U, count - first + 1))); });
    while (model.isBusy())
        turn([] { });
    std::println(
        "model took in {} findings in {} ms; longest turn of the GUI thread {:.0f} ms, its "
        "CPU time {:.0f} ms",
        count, clock.elapsed(), longest, longestCpu);
    wait(model);
    measure("page: scroll to a far place and paint", [&, at = 0]() mutable {
        at += 4'000'000;
        table.verticalScrollBar()->setValue(at);
        (void)table.grab();
    });
    measure("one page down and paint", [&] {
        table.verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
        (void)table.grab();
    });
    measure("choose all", [&] { model.chooseAll(); });
    measure("drop the choice", [&] { model.clearChoice(); });
    measure("group by file name to rows shown", [&, isGrouped = false]() mutable {
        isGrouped = !isGrouped;
        model.setGrouping({isGrouped ? GroupKey::File : GroupKey::None, GroupKey::None});
        wait(model);
    });
    measure("a decision to its badge",
            [&, number = 0U]() mutable { model.putRecords(manyRecords(++number, 1)); });
    wait(model);
    bool isLive = false;
    measure("filter typed to rows shown", [&] {
        isLive = !isLive;
        model.setFilter(isLive ? QStringLiteral("path:**/.env verdict:live") : QString());
        wait(model);
    });
    measure("header click to rows shown", [&, order = 0]() mutable {
        model.sort(ui::FindingsModel::FirstSeenColumn,
                   ++order % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
        wait(model);
    });
}

} // namespace

/// bench_table [COUNT]: times of the findings table over synthetic findings, three places each.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const auto count
        = static_cast<std::uint32_t>(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000);
    {
        FindingIndex index;
        const std::vector<std::string> sources = {"/srv/payments", "/srv/web", "/srv/tools"};
        index.setSources(sources);
        const double before = residentMegabytes();
        for (std::uint32_t first = 1; first < count; first += 5'000)
            index.upsert(test::manyFindings(first, std::min(5'000U, count - first + 1)));
        const double bare = residentMegabytes();
        std::println("{} findings held in {:.0f} MB", index.size(), bare - before);
        for (std::uint32_t first = 1; first < count; first += 5'000)
            index.putRecords(manyRecords(first, std::min(5'000U, count - first + 1)));
        std::println("their records held in {:.0f} MB", residentMegabytes() - bare);
        measureFilters(index);
        measureOrder(index);
        measureGroups(index);
    }
    measureTable(count);
    return 0;
}

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filter.h"
#include "core/finding/findingindexfacets.h"
#include "core/finding/findingindexfilter.h"
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
#include <functional>
#include <numeric>
#include <print>

using namespace rekey;
using namespace rekey::finding;

namespace {

constexpr std::int64_t kNow = 1'760'000'000;

/// Median and worst of five runs, in milliseconds.
void measure(const char *name, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int run = 0; run < 5; ++run) {
        QElapsedTimer clock;
        clock.start();
        work();
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    const double first = times.front();
    std::ranges::sort(times);
    std::println("{:<58} median {:8.1f} ms   worst {:8.1f} ms   first {:8.1f} ms", name, times[2],
                 times[4], first);
    std::fflush(stdout);
}

double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

void measureFilters(const FindingIndex &index)
{
    for (const char *text : {"verdict:live", "verdict:live in:head -path:test/ age:>1y places:>=3",
                             "path:**/.env verdict:live", "config", "path:/team-1[0-9].*main/",
                             "author:=\"Author 7\"", "type:aws* or confidence:low"}) {
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
    std::int64_t longest = 0;
    for (std::uint32_t first = 1; first < count; first += 5'000) {
        model.upsert(test::manyFindings(first, std::min(5'000U, count - first + 1)));
        while (model.isBusy()) {
            QElapsedTimer turn;
            turn.start();
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
            longest = std::max(longest, turn.elapsed());
        }
    }
    std::println("model took in {} findings in {} ms, longest turn of the event loop {} ms", count,
                 clock.elapsed(), longest);
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
        std::println("{} findings held in {:.0f} MB", index.size(), residentMegabytes() - before);
        measureFilters(index);
        measureOrder(index);
    }
    measureTable(count);
    return 0;
}

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/flow.h"
#include "core/finding/inventory.h"
#include "core/finding/statistics.h"
#include "tests/core/finding/fakefindings.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <print>

using namespace rekey;
using namespace rekey::finding;

namespace {

constexpr std::int64_t kNow = 1'760'000'000;

/// CPU time of five runs, which a busy machine does not stretch, in milliseconds.
void measure(const char *name, const std::function<void()> &work)
{
    std::vector<double> times;
    for (int run = 0; run < 5; ++run) {
        const std::clock_t begin = std::clock();
        work();
        times.push_back(static_cast<double>(std::clock() - begin) * 1e3 / CLOCKS_PER_SEC);
    }
    std::ranges::sort(times);
    std::println("{:<40} CPU median {:6.1f} ms  worst {:6.1f} ms", name, times[2], times[4]);
}

} // namespace

/// bench_statistics [COUNT]: what the dashboard and the token list cost, over synthetic findings
/// with three places each.
int main(int argc, char **argv)
{
    const auto count
        = static_cast<std::uint32_t>(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000);
    const std::vector<StatisticsSource> sources
        = {{"/srv/payments", "git repository", 20'000, 5'000},
           {"/srv/web", "folder", 40'000, 0},
           {"/srv/tools", "git repository", 9'000, 700}};
    std::vector<std::string> names;
    for (const StatisticsSource &source : sources)
        names.push_back(source.name);
    FindingIndex index;
    index.setSources(names);
    for (std::uint32_t first = 1; first < count; first += 5'000)
        index.upsert(test::manyFindings(first, std::min(5'000U, count - first + 1)));
    std::vector<FlowEvent> events;
    for (std::uint32_t number = 1; number <= count; ++number)
        events.push_back({test::fakeId(number),
                          kNow - static_cast<std::int64_t>(number % 9'000'000),
                          static_cast<FlowEvent::Step>(number % 4)});
    std::vector<InventoryToken> tokens(300);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        tokens[i].provider = "github";
        tokens[i].id = std::to_string(1'000'000 + i);
        tokens[i].ending = std::to_string(1000 + i);
    }
    std::println("{} findings", index.size());
    measure("statistics", [&] { (void)countStatistics(index, sources, {.now = kNow}); });
    measure("statistics with authors",
            [&] { (void)countStatistics(index, sources, {.now = kNow, .withAuthors = true}); });
    measure("weeks, of one event a finding", [&] { (void)flowOf(index, events, kNow, 10); });
    measure("leaks of 300 tokens", [&] { (void)matchLeaks(index, tokens); });
    return 0;
}

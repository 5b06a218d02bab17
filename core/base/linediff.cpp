// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/linediff.h"

#include <algorithm>
#include <cstdint>
#include <format>
#include <vector>

namespace rekey {

namespace {

constexpr std::size_t kContext = 3;
constexpr int kMostDifferences = 1000;

using Lines = std::vector<std::string_view>;

/// With their ends, so that a last line without one is another line.
Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t newline = text.find('\n');
        const std::size_t size = newline == std::string_view::npos ? text.size() : newline + 1;
        lines.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

/// One line of the way from one text to the other.
struct Move
{
    char sign = ' '; ///< ' ', '-', '+'
    std::string_view line;
};

/// E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986: the furthest end of each
/// diagonal for each number of differences, then the way back.
std::vector<Move> wayOf(const Lines &a, const Lines &b)
{
    const int n = static_cast<int>(a.size());
    const int m = static_cast<int>(b.size());
    const int most = std::min(n + m, kMostDifferences);
    std::vector<std::vector<int>> trace;
    std::vector<int> ends(static_cast<std::size_t>(2 * most + 3), 0);
    const auto at = [most](int diagonal) { return static_cast<std::size_t>(diagonal + most + 1); };
    const auto isDown = [&](const std::vector<int> &all, int diagonal, int d) {
        return diagonal == -d || (diagonal != d && all[at(diagonal - 1)] < all[at(diagonal + 1)]);
    };
    int found = -1;
    for (int d = 0; d <= most && found < 0; ++d) {
        trace.push_back(ends);
        for (int diagonal = -d; diagonal <= d; diagonal += 2) {
            int x = isDown(ends, diagonal, d) ? ends[at(diagonal + 1)] : ends[at(diagonal - 1)] + 1;
            while (x < n && x - diagonal < m
                   && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - diagonal)])
                ++x;
            ends[at(diagonal)] = x;
            if (x >= n && x - diagonal >= m) {
                found = d;
                break;
            }
        }
    }
    std::vector<Move> way;
    if (found < 0) {
        for (const std::string_view line : a)
            way.push_back({'-', line});
        for (const std::string_view line : b)
            way.push_back({'+', line});
        return way;
    }
    int x = n;
    int y = m;
    for (int d = found; d >= 0; --d) {
        const std::vector<int> &all = trace[static_cast<std::size_t>(d)];
        const int diagonal = x - y;
        const int before = isDown(all, diagonal, d) ? diagonal + 1 : diagonal - 1;
        const int toX = d == 0 ? 0 : all[at(before)];
        const int toY = d == 0 ? 0 : toX - before;
        while (x > toX && y > toY) {
            way.push_back({' ', a[static_cast<std::size_t>(x - 1)]});
            --x;
            --y;
        }
        if (d > 0)
            way.push_back(x == toX ? Move{'+', b[static_cast<std::size_t>(y - 1)]}
                                   : Move{'-', a[static_cast<std::size_t>(x - 1)]});
        x = toX;
        y = toY;
    }
    std::ranges::reverse(way);
    return way;
}

std::string rangeOf(std::size_t begin, std::size_t count)
{
    return count == 1 ? std::to_string(begin) : std::format("{},{}", begin, count);
}

} // namespace

std::string unifiedDiff(std::string_view name, std::string_view before, std::string_view after)
{
    if (before == after)
        return {};
    const Lines a = linesOf(before);
    const Lines b = linesOf(after);
    const std::vector<Move> way = wayOf(a, b);
    std::string text = std::format("--- a/{0}\n+++ b/{0}\n", name);
    std::size_t oldLine = 1;
    std::size_t newLine = 1;
    std::size_t i = 0;
    const auto step = [&](const Move &move) {
        oldLine += move.sign == '+' ? 0 : 1;
        newLine += move.sign == '-' ? 0 : 1;
    };
    while (i < way.size()) {
        std::size_t first = i;
        while (first < way.size() && way[first].sign == ' ')
            ++first;
        if (first == way.size())
            break;
        const std::size_t begin = first - std::min(kContext, first - i);
        // Up to where more lines are the same than two contexts take.
        std::size_t end = first;
        std::size_t same = 0;
        for (std::size_t at = first; at < way.size() && same <= 2 * kContext; ++at) {
            same = way[at].sign == ' ' ? same + 1 : 0;
            end = same == 0 ? at + 1 : end;
        }
        end = std::min(end + kContext, way.size());
        for (; i < begin; ++i)
            step(way[i]);
        const std::size_t oldBegin = oldLine;
        const std::size_t newBegin = newLine;
        std::string hunk;
        for (; i < end; ++i) {
            step(way[i]);
            hunk += way[i].sign;
            hunk += way[i].line;
            if (!way[i].line.ends_with('\n'))
                hunk += "\n\\ No newline at end of file\n";
        }
        const std::size_t oldCount = oldLine - oldBegin;
        const std::size_t newCount = newLine - newBegin;
        text += std::format("@@ -{} +{} @@\n",
                            rangeOf(oldCount == 0 ? oldBegin - 1 : oldBegin, oldCount),
                            rangeOf(newCount == 0 ? newBegin - 1 : newBegin, newCount));
        text += hunk;
    }
    return text;
}

} // namespace rekey

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paste/textrows.h"

#include <algorithm>
#include <string_view>

namespace rekey::ui {

namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

/// Where a row that starts at `begin` has to end when the line goes on until `lineEnd`.
std::size_t rowEnd(std::string_view text, std::size_t begin, std::size_t lineEnd,
                   const std::vector<scan::TextBar> &bars)
{
    if (lineEnd - begin <= kRowBytes)
        return lineEnd;
    std::size_t end = begin + kRowBytes;
    const std::size_t earliest = end - 4;
    while (end > earliest && isContinuation(text[end]))
        --end;
    const auto after = std::ranges::upper_bound(bars, end, {}, &scan::TextBar::begin);
    if (after != bars.begin()) {
        const std::uint64_t bar = std::prev(after)->begin;
        if (bar > begin && bar < end && bar + scan::kBarText.size() > end)
            end = bar;
    }
    return end;
}

} // namespace

TextRows rowsOf(const scan::MaskedText &masked, std::size_t mostRows)
{
    const std::string_view text = masked.text.view();
    TextRows result;
    std::uint32_t line = 0;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t newline = std::min(text.find('\n', begin), text.size());
        ++line;
        bool first = true;
        while (first || begin < newline) {
            if (result.rows.size() == mostRows) {
                result.cut = true;
                result.end = static_cast<std::uint32_t>(begin);
                return result;
            }
            result.rows.push_back({static_cast<std::uint32_t>(begin), first ? line : 0});
            begin = rowEnd(text, begin, newline, masked.bars);
            first = false;
        }
        begin = newline + 1;
    }
    result.end = static_cast<std::uint32_t>(text.size());
    return result;
}

std::size_t rowAt(const TextRows &rows, std::uint64_t byte)
{
    const auto after = std::ranges::upper_bound(rows.rows, byte, {}, &TextRow::begin);
    return after == rows.rows.begin() ? 0 : static_cast<std::size_t>(after - rows.rows.begin()) - 1;
}

} // namespace rekey::ui

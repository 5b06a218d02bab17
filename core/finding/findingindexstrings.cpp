// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindexstrings.h"

#include "core/finding/filtervalue.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <span>

namespace rekey::finding {

namespace {

constexpr std::size_t kFirstSlots = 64;

/// The first eight bytes as a number that orders as the bytes do.
std::uint64_t headOf(std::string_view text)
{
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 8; ++i)
        head = head << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return head;
}

} // namespace

StringPool::StringPool()
{
    clear();
}

void StringPool::clear()
{
    m_text.assign(1, '\0');
    m_folded.assign(1, '\0');
    m_begin = {0, 1};
    m_slots.assign(kFirstSlots, 0);
}

StringPool::Code StringPool::intern(std::string_view text)
{
    if (text.empty())
        return 0;
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = std::hash<std::string_view>()(text) & mask;
    for (; m_slots[slot] != 0; slot = (slot + 1) & mask) {
        if (at(m_slots[slot] - 1) == text)
            return m_slots[slot] - 1;
    }
    const Code code = size();
    m_slots[slot] = code + 1;
    m_text += text;
    m_text += '\0';
    m_folded += foldAscii(text);
    m_folded += '\0';
    m_begin.push_back(m_text.size());
    if (m_begin.size() * 2 > m_slots.size())
        grow();
    return code;
}

void StringPool::grow()
{
    m_slots.assign(std::bit_ceil(m_begin.size() * 4), 0);
    const std::size_t mask = m_slots.size() - 1;
    for (Code code = 1; code < size(); ++code) {
        std::size_t slot = std::hash<std::string_view>()(at(code)) & mask;
        while (m_slots[slot] != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = code + 1;
    }
}

void StringPool::markContaining(std::string_view needle, Code from,
                                std::vector<std::uint8_t> &matches) const
{
    if (from >= size())
        return;
    if (needle.empty()) {
        std::fill(matches.begin() + from, matches.begin() + size(), std::uint8_t{1});
        return;
    }
    const char *const base = m_folded.data();
    const char *const end = base + m_folded.size();
    const char *at = base + m_begin[from];
    Code code = from;
    while (at < end) {
        const void *const hit
            = memmem(at, static_cast<std::size_t>(end - at), needle.data(), needle.size());
        if (!hit)
            return;
        const auto offset = static_cast<std::size_t>(static_cast<const char *>(hit) - base);
        // Hits come in ascending order: gallop, then bisect.
        Code step = 1;
        while (code + step < size() && m_begin[code + step] <= offset)
            step *= 2;
        const auto first = m_begin.begin() + code;
        const auto last = m_begin.begin() + std::min<Code>(code + step, size()) + 1;
        code = static_cast<Code>(std::upper_bound(first, last, offset) - m_begin.begin()) - 1;
        matches[code] = 1;
        at = base + m_begin[code + 1];
        ++code;
    }
}

int StringPool::compare(Code left, Code right) const
{
    if (left == right)
        return 0;
    const int folded = foldedAt(left).compare(foldedAt(right));
    return folded != 0 ? folded : at(left).compare(at(right));
}

/// Eight bytes at a time: paths share long beginnings, and comparing those again and again is what
/// an ordinary sort spends its time on.
std::vector<std::uint32_t> StringPool::ranks() const
{
    struct Item
    {
        std::uint64_t head;
        Code code;
    };
    struct Run
    {
        std::size_t begin;
        std::size_t end;
        std::size_t depth;
    };
    std::vector<Item> items(size());
    for (Code code = 0; code < size(); ++code)
        items[code].code = code;
    std::vector<Run> runs{{0, items.size(), 0}};
    while (!runs.empty()) {
        const Run run = runs.back();
        runs.pop_back();
        const std::span part = std::span(items).subspan(run.begin, run.end - run.begin);
        for (Item &item : part) {
            const std::string_view text = foldedAt(item.code);
            item.head = headOf(text.substr(std::min(run.depth, text.size())));
        }
        std::ranges::sort(part, {}, &Item::head);
        for (std::size_t begin = 0; begin < part.size();) {
            std::size_t end = begin + 1;
            while (end < part.size() && part[end].head == part[begin].head)
                ++end;
            if (end - begin > 1) {
                // A zero may be the end of the text: then the whole texts decide.
                if ((part[begin].head & 0xff) == 0) {
                    std::ranges::sort(part.subspan(begin, end - begin),
                                      [this](const Item &left, const Item &right) {
                                          return compare(left.code, right.code) < 0;
                                      });
                } else {
                    runs.push_back({run.begin + begin, run.begin + end, run.depth + 8});
                }
            }
            begin = end;
        }
    }
    std::vector<std::uint32_t> ranks(items.size());
    for (std::uint32_t rank = 0; rank < items.size(); ++rank)
        ranks[items[rank].code] = rank;
    return ranks;
}

std::vector<std::string> splitLines(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace rekey::finding

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindexsort.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

namespace rekey::finding {

namespace {

using Code = StringPool::Code;

constexpr std::uint64_t kNoKey = std::numeric_limits<std::uint64_t>::max();
constexpr unsigned kDigitBits = 11;
constexpr unsigned kNoReach = 99;

struct Item
{
    std::uint64_t key;
    IndexRow row;
};

/// Stable; linear in the items for each 11 bits the keys differ in.
void radixSort(std::vector<Item> &items)
{
    std::uint64_t highest = 0;
    for (const Item &item : items)
        highest = std::max(highest, item.key);
    std::vector<Item> other(items.size());
    for (unsigned shift = 0; shift < 64 && highest >> shift != 0; shift += kDigitBits) {
        std::vector<std::size_t> begins((std::size_t{1} << kDigitBits) + 1, 0);
        const auto digit
            = [shift](const Item &item) { return item.key >> shift & ((1U << kDigitBits) - 1); };
        for (const Item &item : items)
            ++begins[digit(item) + 1];
        for (std::size_t i = 1; i < begins.size(); ++i)
            begins[i] += begins[i - 1];
        for (const Item &item : items)
            other[begins[digit(item)]++] = item;
        items.swap(other);
    }
}

/// Makes keys small, turns them round when asked, and puts rows without one last.
void normalize(std::vector<Item> &items, bool isDescending)
{
    std::uint64_t lowest = kNoKey;
    std::uint64_t highest = 0;
    for (const Item &item : items) {
        if (item.key != kNoKey) {
            lowest = std::min(lowest, item.key);
            highest = std::max(highest, item.key);
        }
    }
    if (lowest > highest)
        return;
    for (Item &item : items) {
        if (item.key == kNoKey)
            item.key = highest - lowest + 1;
        else
            item.key = isDescending ? highest - item.key : item.key - lowest;
    }
}

unsigned reachKey(const FindingIndex &index, IndexRow row)
{
    const auto reach = index.reach(row);
    return reach ? reachOrder(*reach) : kNoReach;
}

int compareNumbers(std::uint64_t left, std::uint64_t right)
{
    return left < right ? -1 : left > right ? 1 : 0;
}

/// The key of a row when it is a number; kNoKey when unknown.
std::optional<std::uint64_t> numberKey(const FindingIndex &index, SortKey key, IndexRow row)
{
    switch (key) {
    case SortKey::Verdict:
        return verdictOrder(index.verdict(row));
    case SortKey::Reach:
        return index.placeCount(row) == 0 ? kNoKey : reachKey(index, row);
    case SortKey::Places:
        return index.placeCount(row);
    case SortKey::FirstSeen:
        if (index.firstSeen(row) == 0)
            return kNoKey;
        return static_cast<std::uint64_t>(index.firstSeen(row)) ^ (std::uint64_t{1} << 63);
    case SortKey::Certainty:
        return static_cast<std::uint64_t>(index.confidence(row));
    case SortKey::Entropy:
        return std::bit_cast<std::uint32_t>(std::max(0.0F, index.entropy(row)));
    case SortKey::Number:
        return index.number(row);
    default:
        return std::nullopt;
    }
}

std::string_view textKey(const FindingIndex &index, SortKey key, IndexRow row)
{
    switch (key) {
    case SortKey::Type:
        return index.type(row);
    case SortKey::Masked:
        return index.masked(row);
    case SortKey::Author:
        return index.author(row);
    case SortKey::Provider:
        return index.providerName(row);
    case SortKey::Rule:
        return index.rule(row);
    case SortKey::Commit:
        return index.commit(row);
    default:
        return index.path(row);
    }
}

unsigned char folded(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte - 'A' + 'a') : byte;
}

/// As StringPool::compare orders them.
int compareTexts(std::string_view left, std::string_view right)
{
    const std::size_t common = std::min(left.size(), right.size());
    for (std::size_t i = 0; i < common; ++i) {
        const unsigned char a = folded(left[i]);
        const unsigned char b = folded(right[i]);
        if (a != b)
            return a < b ? -1 : 1;
    }
    return left.size() != right.size() ? compareNumbers(left.size(), right.size())
                                       : left.compare(right);
}

/// Below zero: left first. Rows without a value go last whatever the direction.
int compareKeys(const FindingIndex &index, SortKey key, bool isDescending, IndexRow left,
                IndexRow right)
{
    int order = 0;
    if (const auto leftNumber = numberKey(index, key, left)) {
        const auto rightNumber = numberKey(index, key, right).value_or(kNoKey);
        order = compareNumbers(*leftNumber, rightNumber);
        if (*leftNumber == kNoKey || rightNumber == kNoKey)
            return order;
    } else {
        const std::string_view leftText = textKey(index, key, left);
        const std::string_view rightText = textKey(index, key, right);
        if (leftText.empty() || rightText.empty())
            return compareNumbers(leftText.empty() ? 1 : 0, rightText.empty() ? 1 : 0);
        order = compareTexts(leftText, rightText);
    }
    return isDescending ? -order : order;
}

} // namespace

bool RowOrder::less(const FindingIndex &index, SortKey key, bool isDescending, IndexRow left,
                    IndexRow right)
{
    if (const int order = compareKeys(index, key, isDescending, left, right); order != 0)
        return order < 0;
    if (const int order = compareNumbers(reachKey(index, left), reachKey(index, right)); order != 0)
        return order < 0;
    if (const int order = compareTexts(index.path(left), index.path(right)); order != 0)
        return order < 0;
    if (const int order = compareNumbers(index.line(left), index.line(right)); order != 0)
        return order < 0;
    if (const int order = compareTexts(index.rule(left), index.rule(right)); order != 0)
        return order < 0;
    return index.id(left) < index.id(right);
}

bool RowOrder::sameValue(const FindingIndex &index, SortKey key, IndexRow left, IndexRow right)
{
    return compareKeys(index, key, false, left, right) == 0;
}

const std::vector<std::uint32_t> &RowOrder::ranks(const StringPool &pool)
{
    std::vector<std::uint32_t> &ranks = m_ranks[&pool];
    if (ranks.size() != pool.size())
        ranks = pool.ranks();
    return ranks;
}

void RowOrder::refreshBase(const FindingIndex &index)
{
    if (m_baseRevision == index.m_revision && m_base.size() == index.size())
        return;
    const auto &pathRanks = ranks(index.m_pathPool);
    const auto &ruleRanks = ranks(index.m_rulePool);
    std::vector<Item> items(index.size());
    std::vector<std::uint64_t> lineAndRule(index.size()); // in one place, for the memory's sake
    for (IndexRow row = 0; row < index.size(); ++row) {
        const Code path
            = index.placeCount(row) == 0 ? 0 : index.m_placePaths[index.m_placeBegins[row]];
        items[row]
            = {reachKey(index, row) * std::uint64_t{pathRanks.size()} + pathRanks[path], row};
        lineAndRule[row] = std::uint64_t{index.line(row)} << 32 | ruleRanks[index.m_rules[row]];
    }
    radixSort(items);
    const auto isBefore = [&](const Item &left, const Item &right) {
        if (const auto a = lineAndRule[left.row], b = lineAndRule[right.row]; a != b)
            return a < b;
        return index.id(left.row) < index.id(right.row);
    };
    for (auto begin = items.begin(); begin != items.end();) {
        const auto end = std::find_if(begin, items.end(),
                                      [&](const Item &item) { return item.key != begin->key; });
        std::sort(begin, end, isBefore);
        begin = end;
    }
    m_base.resize(items.size());
    std::ranges::transform(items, m_base.begin(), &Item::row);
    m_baseRevision = index.m_revision;
}

void RowOrder::rankTextsOf(const FindingIndex &index, SortKey key)
{
    switch (key) {
    case SortKey::Type:
        m_keyRanks = &ranks(index.m_typePool);
        break;
    case SortKey::Masked:
        m_keyRanks = &ranks(index.m_maskPool);
        break;
    case SortKey::Path:
        m_keyRanks = &ranks(index.m_pathPool);
        break;
    case SortKey::Author:
        m_keyRanks = &ranks(index.m_authorPool);
        break;
    case SortKey::Provider:
        m_keyRanks = &ranks(index.m_providerNamePool);
        break;
    case SortKey::Rule:
        m_keyRanks = &ranks(index.m_rulePool);
        break;
    case SortKey::Commit:
        m_keyRanks = &ranks(index.m_commitPool);
        break;
    default:
        m_keyRanks = nullptr;
        break;
    }
}

std::uint64_t RowOrder::keyOf(const FindingIndex &index, SortKey key, IndexRow row) const
{
    if (!m_keyRanks)
        return numberKey(index, key, row).value_or(kNoKey);
    const std::size_t place = index.m_placeBegins[row];
    const bool isPlaced = index.m_placeCounts[row] > 0;
    Code code = 0;
    switch (key) {
    case SortKey::Type:
        code = index.m_types[row];
        break;
    case SortKey::Masked:
        code = index.m_masks[row];
        break;
    case SortKey::Provider:
        code = index.m_providerNames[index.m_providers[row]];
        break;
    case SortKey::Rule:
        code = index.m_rules[row];
        break;
    case SortKey::Author:
        code = isPlaced ? index.m_placeAuthors[place] : 0;
        break;
    case SortKey::Commit:
        code = isPlaced ? index.m_placeCommits[place] : 0;
        break;
    default:
        code = isPlaced ? index.m_placePaths[place] : 0;
        break;
    }
    return code == 0 ? kNoKey : (*m_keyRanks)[code];
}

void RowOrder::sort(const FindingIndex &index, std::vector<IndexRow> &rows, SortKey key,
                    bool isDescending)
{
    refreshBase(index);
    rankTextsOf(index, key);
    std::vector<bool> isWanted(index.size());
    for (const IndexRow row : rows)
        isWanted[row] = true;
    std::vector<Item> items;
    items.reserve(rows.size());
    for (const IndexRow row : m_base) {
        if (isWanted[row])
            items.push_back({keyOf(index, key, row), row});
    }
    normalize(items, isDescending);
    radixSort(items);
    std::ranges::transform(items, rows.begin(), &Item::row);
}

} // namespace rekey::finding

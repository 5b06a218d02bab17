// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindexsort.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>
#include <utility>

namespace rekey::finding {

namespace {

constexpr std::uint64_t kNoKey = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kTopBit = std::uint64_t{1} << 63;
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

/// Seconds since 1970 as a key; unknown ones go last.
std::uint64_t timeKey(std::int64_t seconds)
{
    return seconds == 0 ? kNoKey : static_cast<std::uint64_t>(seconds) ^ kTopBit;
}

/// Keys out of what a provider told.
std::optional<std::uint64_t> accessKey(const FindingIndex &index, SortKey key, IndexRow row)
{
    const Access *access = index.records().access(row);
    const Evidence *evidence = index.records().evidence(row);
    switch (key) {
    case SortKey::Risk: {
        const auto risk = access ? access->highestRisk() : std::nullopt;
        return risk ? static_cast<std::uint64_t>(*risk) : kNoKey;
    }
    case SortKey::LastUsed:
        return timeKey(access ? access->lastUsedAt : 0);
    case SortKey::Expires:
        return timeKey(access ? access->expiresAt : 0);
    case SortKey::Checked:
        return timeKey(evidence ? evidence->checkedAt : 0);
    default:
        return std::nullopt;
    }
}

/// Those somebody must go on with come first.
unsigned rotationOrder(RotationState state)
{
    switch (state) {
    case RotationState::Stopped:
        return 0;
    case RotationState::Running:
        return 1;
    case RotationState::GivenUp:
        return 2;
    case RotationState::RolledBack:
        return 3;
    case RotationState::Done:
        return 4;
    }
    std::unreachable();
}

/// The key of a row when it is a number; kNoKey when unknown.
std::optional<std::uint64_t> numberKey(const FindingIndex &index, SortKey key, IndexRow row)
{
    const RecordColumns &records = index.records();
    switch (key) {
    case SortKey::Severity:
        return index.severity(row);
    case SortKey::Verdict:
        return verdictOrder(index.verdict(row));
    case SortKey::Decision:
        return decisionOrder(records.decision(row)) * 8U
            + static_cast<unsigned>(records.closeReason(row));
    case SortKey::Reach:
        return index.placeCount(row) == 0 ? kNoKey : reachKey(index, row);
    case SortKey::Places:
        return index.placeCount(row);
    case SortKey::FirstSeen:
        return timeKey(index.firstSeen(row));
    case SortKey::Age:
        return index.firstSeen(row) == 0 ? kNoKey : ~timeKey(index.firstSeen(row));
    case SortKey::Exposed:
        return index.exposedSeconds(row) == 0 ? kNoKey : index.exposedSeconds(row);
    case SortKey::Certainty:
        return static_cast<std::uint64_t>(index.confidence(row));
    case SortKey::Entropy:
        return std::bit_cast<std::uint32_t>(std::max(0.0F, index.entropy(row)));
    case SortKey::Number:
        return index.number(row);
    case SortKey::Rotation: {
        const FindingRotation *rotation = index.rotation(row);
        return rotation ? rotationOrder(rotation->state) : kNoKey;
    }
    default:
        return accessKey(index, key, row);
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

} // namespace

const StringPool *RowOrder::pool(const FindingIndex &index, SortKey key)
{
    switch (key) {
    case SortKey::Type:
        return &index.m_typePool;
    case SortKey::Masked:
        return &index.m_maskPool;
    case SortKey::Path:
        return &index.m_pathPool;
    case SortKey::File:
        return &index.m_filePool;
    case SortKey::Author:
        return &index.m_authorPool;
    case SortKey::Provider:
        return &index.m_providerNamePool;
    case SortKey::Rule:
        return &index.m_rulePool;
    case SortKey::Commit:
        return &index.m_commitPool;
    case SortKey::Source:
        return &index.m_sourcePool;
    case SortKey::Tool:
        return &index.m_records.m_toolPool;
    case SortKey::Account:
        return &index.m_records.m_accountPool;
    case SortKey::Owner:
        return &index.m_records.m_ownerPool;
    case SortKey::Tags:
        return &index.m_records.m_tagPool;
    case SortKey::Incident:
        return &index.m_records.m_incidentPool;
    case SortKey::Seals:
        return &index.m_sealPool;
    default:
        return nullptr;
    }
}

RowOrder::Code RowOrder::code(const FindingIndex &index, SortKey key, IndexRow row)
{
    switch (key) {
    case SortKey::Type:
        return index.m_types[row];
    case SortKey::Masked:
        return index.m_masks[row];
    case SortKey::Provider:
        return index.m_providerNames[index.m_providers[row]];
    case SortKey::Rule:
        return index.m_rules[row];
    case SortKey::Tool:
        return index.m_records.at(row).tools;
    case SortKey::Account:
        return index.m_records.at(row).account;
    case SortKey::Owner:
        return index.m_records.at(row).owner;
    case SortKey::Tags:
        return index.m_records.at(row).tags;
    case SortKey::Incident:
        return index.m_records.at(row).incident;
    case SortKey::Seals:
        return index.m_seals[row];
    default:
        return placeCode(index, key, row);
    }
}

/// Of the nearest place.
RowOrder::Code RowOrder::placeCode(const FindingIndex &index, SortKey key, IndexRow row)
{
    if (index.m_placeCounts[row] == 0)
        return 0;
    const std::size_t place = index.m_placeBegins[row];
    switch (key) {
    case SortKey::Author:
        return index.m_placeAuthors[place];
    case SortKey::Commit:
        return index.m_placeCommits[place];
    case SortKey::File:
        return index.m_fileOfPath[index.m_placePaths[place]];
    case SortKey::Source:
        return index.codeOfSource(index.m_placeDetails[place].source);
    default:
        return index.m_placePaths[place];
    }
}

/// Below zero: left first. Rows without a value go last whatever the direction.
int RowOrder::compareKeys(const FindingIndex &index, SortKey key, bool isDescending, IndexRow left,
                          IndexRow right)
{
    int order = 0;
    if (const StringPool *texts = pool(index, key)) {
        const std::string_view leftText = texts->at(code(index, key, left));
        const std::string_view rightText = texts->at(code(index, key, right));
        if (leftText.empty() || rightText.empty())
            return compareNumbers(leftText.empty() ? 1 : 0, rightText.empty() ? 1 : 0);
        order = compareTexts(leftText, rightText);
    } else {
        const std::uint64_t leftNumber = numberKey(index, key, left).value_or(kNoKey);
        const std::uint64_t rightNumber = numberKey(index, key, right).value_or(kNoKey);
        order = compareNumbers(leftNumber, rightNumber);
        if (leftNumber == kNoKey || rightNumber == kNoKey)
            return order;
    }
    return isDescending ? -order : order;
}

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

std::uint64_t RowOrder::keyOf(const FindingIndex &index, SortKey key, IndexRow row) const
{
    if (!m_keyRanks)
        return numberKey(index, key, row).value_or(kNoKey);
    const Code text = code(index, key, row);
    return text == 0 ? kNoKey : (*m_keyRanks)[text];
}

void RowOrder::sort(const FindingIndex &index, std::vector<IndexRow> &rows, SortKey key,
                    bool isDescending)
{
    refreshBase(index);
    const StringPool *texts = pool(index, key);
    m_keyRanks = texts ? &ranks(*texts) : nullptr;
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

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindexgroups.h"

#include "core/finding/filter.h"
#include "core/finding/filtertext.h"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace rekey::finding {

namespace {

constexpr std::int64_t kDay = 86'400;

struct AgeBand
{
    std::int64_t days; ///< younger than this
    std::string_view term;
};

constexpr std::array kAgeBands = {
    AgeBand{7, "<7d"},       AgeBand{30, "7d..30d"}, AgeBand{90, "30d..90d"},
    AgeBand{365, "90d..1y"}, AgeBand{730, "1y..2y"}, AgeBand{1'000'000, ">=2y"},
};

FilterWord wordOf(GroupKey key)
{
    switch (key) {
    case GroupKey::Provider:
        return FilterWord::Provider;
    case GroupKey::Type:
        return FilterWord::Type;
    case GroupKey::File:
        return FilterWord::File;
    case GroupKey::Repo:
        return FilterWord::Repo;
    case GroupKey::Author:
        return FilterWord::Author;
    case GroupKey::Account:
        return FilterWord::Account;
    case GroupKey::Verdict:
        return FilterWord::Verdict;
    case GroupKey::Decision:
        return FilterWord::Decision;
    case GroupKey::Incident:
        return FilterWord::Incident;
    case GroupKey::Age:
        return FilterWord::Age;
    case GroupKey::Severity:
        return FilterWord::Severity;
    case GroupKey::None:
        break;
    }
    return FilterWord::Any;
}

/// Oldest band first: code 1 is the last of kAgeBands.
StringPool::Code ageCode(std::int64_t first, std::int64_t now)
{
    if (first == 0)
        return 0;
    std::size_t band = 0;
    while (band + 1 < kAgeBands.size() && now - first >= kAgeBands[band].days * kDay)
        ++band;
    return static_cast<StringPool::Code>(kAgeBands.size() - band);
}

/// More than one in so many rows: reading every row in turn is faster than leaping.
constexpr std::size_t kManyShare = 8;

} // namespace

const StringPool *RowGroups::pool(const FindingIndex &index, GroupKey key)
{
    switch (key) {
    case GroupKey::Provider:
        return &index.m_providerPool;
    case GroupKey::Type:
        return &index.m_typePool;
    case GroupKey::File:
        return &index.m_filePool;
    case GroupKey::Repo:
        return &index.m_sourcePool;
    case GroupKey::Author:
        return &index.m_authorPool;
    case GroupKey::Account:
        return &index.m_records.m_accountPool;
    case GroupKey::Incident:
        return &index.m_records.m_incidentPool;
    default:
        return nullptr;
    }
}

std::size_t RowGroups::codeCount(const FindingIndex &index, GroupKey key)
{
    const StringPool *texts = pool(index, key);
    return texts ? texts->size() : 16;
}

/// Texts by their dictionary; all else from 1, grave first.
RowGroups::Code RowGroups::codeOf(const FindingIndex &index, GroupKey key, IndexRow row,
                                  std::int64_t now)
{
    const bool isPlaced = index.m_placeCounts[row] > 0;
    const std::size_t place = index.m_placeBegins[row];
    switch (key) {
    case GroupKey::Provider:
        return index.m_providers[row];
    case GroupKey::Type:
        return index.m_types[row];
    case GroupKey::File:
        return isPlaced ? index.m_fileOfPath[index.m_placePaths[place]] : 0;
    case GroupKey::Repo:
        return isPlaced ? index.codeOfSource(index.m_placeDetails[place].source) : 0;
    case GroupKey::Author:
        return isPlaced ? index.m_placeAuthors[place] : 0;
    case GroupKey::Account:
        return index.m_records.at(row).account;
    case GroupKey::Incident:
        return index.m_records.at(row).incident;
    case GroupKey::Verdict:
        return 1 + verdictOrder(index.m_verdicts[row]);
    case GroupKey::Decision:
        return 1 + decisionOrder(index.m_records.decision(row));
    case GroupKey::Severity:
        return 4 - static_cast<Code>(index.band(row));
    case GroupKey::Age:
        return ageCode(index.m_firsts[row], now);
    case GroupKey::None:
        break;
    }
    return 0;
}

/// By index row; of all of them in turn when many are wanted, for a sorted million asks memory for
/// one line after the other otherwise.
std::vector<RowGroups::Code> RowGroups::codesOf(const FindingIndex &index, GroupKey key,
                                                std::span<const IndexRow> rows, std::int64_t now)
{
    std::vector<Code> codes(index.size());
    if (rows.size() > index.size() / kManyShare) {
        for (IndexRow row = 0; row < codes.size(); ++row)
            codes[row] = codeOf(index, key, row, now);
    } else {
        for (const IndexRow row : rows)
            codes[row] = codeOf(index, key, row, now);
    }
    return codes;
}

/// Place of each code in the order of the groups.
std::vector<std::uint32_t> RowGroups::positions(const FindingIndex &index, GroupKey key,
                                                const std::vector<std::uint32_t> &counts)
{
    std::vector<Code> codes;
    for (Code code = 0; code < counts.size(); ++code) {
        if (counts[code] != 0)
            codes.push_back(code);
    }
    const StringPool *texts = pool(index, key);
    std::ranges::sort(codes, [&](Code left, Code right) {
        if (left == 0 || right == 0)
            return left != 0 && right == 0;
        if (!texts)
            return left < right;
        return counts[left] != counts[right] ? counts[left] > counts[right]
                                             : texts->compare(left, right) < 0;
    });
    std::vector<std::uint32_t> positions(counts.size(), 0);
    for (std::uint32_t at = 0; at < codes.size(); ++at)
        positions[codes[at]] = at;
    return positions;
}

std::vector<RowGroup> RowGroups::arrange(const FindingIndex &index, std::vector<IndexRow> &rows,
                                         const Grouping &grouping, std::int64_t now)
{
    std::vector<RowGroup> groups;
    if (grouping[0] == GroupKey::None || rows.empty())
        return groups;
    const std::size_t levels = grouping[1] == GroupKey::None ? 1 : 2;
    // Stable sorts by counting, the inner key first.
    std::array<std::vector<Code>, 2> codesByLevel;
    for (std::size_t level = levels; level-- > 0;) {
        const GroupKey key = grouping[level];
        const std::vector<Code> &codes = codesByLevel[level] = codesOf(index, key, rows, now);
        std::vector<std::uint32_t> counts(codeCount(index, key), 0);
        for (const IndexRow row : rows)
            ++counts[codes[row]];
        const std::vector<std::uint32_t> order = positions(index, key, counts);
        std::vector<std::uint32_t> begins(counts.size() + 1, 0);
        for (Code code = 0; code < counts.size(); ++code) {
            if (counts[code] != 0)
                begins[order[code] + 1] = counts[code];
        }
        std::partial_sum(begins.begin(), begins.end(), begins.begin());
        std::vector<IndexRow> sorted(rows.size());
        for (const IndexRow row : rows)
            sorted[begins[order[codes[row]]]++] = row;
        rows = std::move(sorted);
    }
    std::array<std::size_t, 2> open{};
    for (std::uint32_t at = 0; at < rows.size(); ++at) {
        bool isNew = at == 0;
        Code outer = 0;
        for (std::size_t level = 0; level < levels; ++level) {
            const Code code = codesByLevel[level][rows[at]];
            isNew = isNew || groups[open[level]].code != code;
            if (isNew) {
                open[level] = groups.size();
                groups.push_back({grouping[level],
                                  static_cast<std::uint8_t>(level),
                                  code,
                                  level == 0 ? 0 : outer,
                                  at,
                                  at,
                                  {}});
            }
            RowGroup &group = groups[open[level]];
            group.end = at + 1;
            ++group.verdicts[static_cast<std::size_t>(index.m_verdicts[rows[at]])];
            outer = code;
        }
    }
    return groups;
}

std::string RowGroups::value(const FindingIndex &index, const RowGroup &group)
{
    if (group.code == 0)
        return {};
    if (const StringPool *texts = pool(index, group.key))
        return std::string(texts->at(group.code));
    const unsigned order = group.code - 1;
    switch (group.key) {
    case GroupKey::Verdict:
        for (unsigned i = 0; i < 8; ++i) {
            if (verdictOrder(static_cast<Verdict>(i)) == order)
                return std::string(verdictName(static_cast<Verdict>(i)));
        }
        break;
    case GroupKey::Decision:
        for (unsigned i = 0; i < 5; ++i) {
            if (decisionOrder(static_cast<Decision>(i)) == order)
                return std::string(decisionName(static_cast<Decision>(i)));
        }
        break;
    case GroupKey::Severity:
        return std::string(severityBandName(static_cast<SeverityBand>(4 - group.code)));
    case GroupKey::Age:
        return std::string(kAgeBands[kAgeBands.size() - group.code].term);
    default:
        break;
    }
    return {};
}

std::string RowGroups::label(const FindingIndex &index, const RowGroup &group)
{
    if (group.key == GroupKey::Provider && group.code != 0) {
        const std::string_view name
            = index.m_providerNamePool.at(index.m_providerNames[group.code]);
        if (!name.empty())
            return std::string(name);
    }
    return value(index, group);
}

std::string RowGroups::term(const FindingIndex &index, const RowGroup &group)
{
    const std::string text = value(index, group);
    if (text.empty())
        return {};
    return group.key == GroupKey::Age ? "age:" + text : filterTerm(wordOf(group.key), text);
}

} // namespace rekey::finding

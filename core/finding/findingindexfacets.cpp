// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindexfacets.h"

#include "core/finding/filtervalue.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <utility>

namespace rekey::finding {

namespace {

using Code = StringPool::Code;
using Counts = std::vector<std::size_t>;

constexpr std::array kFacetWords = {
    FilterWord::Severity, FilterWord::Verdict,  FilterWord::Decision, FilterWord::Certainty,
    FilterWord::In,       FilterWord::Provider, FilterWord::Type,     FilterWord::Source,
    FilterWord::Author,   FilterWord::Owner,    FilterWord::Tag,      FilterWord::Incident,
    FilterWord::Rotation, FilterWord::Tool,
};

} // namespace

/// Counts one property of many rows by its code.
class FacetCounter
{
public:
    /// Only values that hold `part`, lower-cased.
    FacetCounter(const FindingIndex &index, std::span<const IndexRow> rows, std::string part = {})
        : m_index(index)
        , m_rows(rows)
        , m_part(std::move(part))
    {
    }

    /// Not yet sorted; without values that do not occur.
    [[nodiscard]] std::vector<FacetCount> count(FilterWord word) const
    {
        switch (word) {
        case FilterWord::Verdict:
            return named(word, byRow(m_index.m_verdicts, filterChoices(word).size()));
        case FilterWord::Certainty:
            return named(word, byRow(m_index.m_confidences, filterChoices(word).size()));
        case FilterWord::In:
            return named(word, byBits(m_index.m_reachSets, filterChoices(word).size()));
        case FilterWord::Has:
            return named(word, byBits(m_index.m_hasSets, filterChoices(word).size()));
        case FilterWord::Type:
            return texts(m_index.m_typePool, byRow(m_index.m_types, m_index.m_typePool.size()));
        case FilterWord::Rule:
            return texts(m_index.m_rulePool, byRow(m_index.m_rules, m_index.m_rulePool.size()));
        case FilterWord::Provider:
            return providers();
        case FilterWord::Decision:
            return named(word, decisions());
        case FilterWord::Severity:
            return named(word, bands());
        case FilterWord::Scope:
            return named(word, scopes());
        case FilterWord::Owner:
            return texts(m_index.m_records.m_ownerPool,
                         byRecord(m_index.m_records.m_ownerPool.size(),
                                  [](const auto &slot) { return slot.owner; }));
        case FilterWord::Incident:
            return texts(m_index.m_records.m_incidentPool,
                         byRecord(m_index.m_records.m_incidentPool.size(),
                                  [](const auto &slot) { return slot.incident; }));
        case FilterWord::Account:
            return texts(m_index.m_records.m_accountPool,
                         byRecord(m_index.m_records.m_accountPool.size(),
                                  [](const auto &slot) { return slot.account; }));
        case FilterWord::Tag:
            return lists(m_index.m_records.m_tagPool,
                         byRecord(m_index.m_records.m_tagPool.size(),
                                  [](const auto &slot) { return slot.tags; }));
        case FilterWord::Tool:
            return tools();
        case FilterWord::Seal:
            return lists(m_index.m_sealPool, byRow(m_index.m_seals, m_index.m_sealPool.size()));
        case FilterWord::Rotation:
            return rotations();
        default:
            return countPlaces(word);
        }
    }

private:
    [[nodiscard]] std::vector<FacetCount> countPlaces(FilterWord word) const
    {
        switch (word) {
        case FilterWord::Author:
            return texts(m_index.m_authorPool,
                         byPlace(m_index.m_authorPool.size(),
                                 [this](std::size_t at) { return m_index.m_placeAuthors[at]; }));
        case FilterWord::Email:
            return texts(m_index.m_emailPool,
                         byPlace(m_index.m_emailPool.size(),
                                 [this](std::size_t at) { return m_index.m_placeEmails[at]; }));
        case FilterWord::Path:
            return texts(m_index.m_pathPool,
                         byPlace(m_index.m_pathPool.size(),
                                 [this](std::size_t at) { return m_index.m_placePaths[at]; }));
        case FilterWord::File:
            return texts(m_index.m_filePool, byPlace(m_index.m_filePool.size(), [this](auto at) {
                             return m_index.m_fileOfPath[m_index.m_placePaths[at]];
                         }));
        case FilterWord::Repo:
        case FilterWord::Source:
            return texts(m_index.m_sourcePool,
                         byPlace(m_index.m_sourcePool.size(), [this](std::size_t at) {
                             return m_index.codeOfSource(m_index.m_placeDetails[at].source);
                         }));
        default:
            return {};
        }
    }

    template <typename Value>
    [[nodiscard]] Counts byRow(const std::vector<Value> &values, std::size_t size) const
    {
        Counts counts(size);
        for (const IndexRow row : m_rows)
            ++counts[static_cast<std::size_t>(values[row])];
        return counts;
    }

    template <typename Set>
    [[nodiscard]] Counts byBits(const std::vector<Set> &sets, std::size_t size) const
    {
        Counts counts(size);
        for (const IndexRow row : m_rows) {
            for (std::size_t bit = 0; bit < size; ++bit)
                counts[bit] += static_cast<unsigned>(sets[row]) >> bit & 1U;
        }
        return counts;
    }

    /// Rows of which nothing was said are left out.
    template <typename CodeOf>
    [[nodiscard]] Counts byRecord(std::size_t size, const CodeOf &codeOf) const
    {
        Counts counts(size);
        for (const IndexRow row : m_rows) {
            if (m_index.m_records.m_slotOf[row] != 0)
                ++counts[codeOf(m_index.m_records.at(row))];
        }
        return counts;
    }

    [[nodiscard]] Counts decisions() const
    {
        Counts counts(filterChoices(FilterWord::Decision).size());
        for (const IndexRow row : m_rows) {
            ++counts[static_cast<std::size_t>(m_index.m_records.decision(row))];
            if (const auto reason = static_cast<std::size_t>(m_index.m_records.closeReason(row)))
                ++counts[reason + 4];
        }
        return counts;
    }

    [[nodiscard]] Counts bands() const
    {
        Counts severities(256);
        for (const IndexRow row : m_rows)
            ++severities[m_index.m_severities[row]];
        Counts counts(filterChoices(FilterWord::Severity).size());
        for (std::size_t value = 0; value < severities.size(); ++value) {
            const auto severity = static_cast<std::uint8_t>(value);
            counts[static_cast<std::size_t>(severityBand(severity, m_index.m_weights))]
                += severities[value];
        }
        return counts;
    }

    [[nodiscard]] Counts scopes() const
    {
        Counts counts(filterChoices(FilterWord::Scope).size());
        for (const IndexRow row : m_rows) {
            const Access *access = m_index.m_records.access(row);
            if (!access)
                continue;
            unsigned seen = 0;
            for (const Scope &scope : access->scopes)
                seen |= 1U << static_cast<unsigned>(scope.risk);
            for (std::size_t risk = 0; risk < counts.size(); ++risk)
                counts[risk] += seen >> risk & 1U;
        }
        return counts;
    }

    /// Counts of lists made into counts of their items.
    [[nodiscard]] std::vector<FacetCount> lists(const StringPool &pool, const Counts &counts) const
    {
        std::map<std::string, std::size_t> items;
        for (Code code = 1; code < counts.size(); ++code) {
            if (counts[code] == 0)
                continue;
            for (std::string &item : splitLines(pool.at(code)))
                items[std::move(item)] += counts[code];
        }
        std::vector<FacetCount> facets;
        for (const auto &[item, count] : items) {
            if (foldAscii(item).contains(m_part))
                facets.push_back({item, item, count});
        }
        return facets;
    }

    [[nodiscard]] std::vector<FacetCount> tools() const
    {
        const StringPool &pool = m_index.m_records.m_toolPool;
        std::vector<FacetCount> facets
            = lists(pool, byRecord(pool.size(), [](const auto &slot) { return slot.tools; }));
        std::size_t ours = 0;
        for (const IndexRow row : m_rows)
            ours += m_index.m_seenByUs[row];
        if (ours != 0 && kOwnTool.contains(m_part))
            facets.push_back({std::string(kOwnTool), std::string(kOwnTool), ours});
        return facets;
    }

    /// States and names.
    [[nodiscard]] std::vector<FacetCount> rotations() const
    {
        const StringPool &pool = m_index.m_rotationPool;
        if (pool.size() == 1) // there was never one: the rows need not be looked at
            return {};
        return lists(pool, byRow(m_index.m_rotations, pool.size()));
    }

    /// A code counts once for each row, however many of its places have it.
    template <typename CodeAt>
    [[nodiscard]] Counts byPlace(std::size_t size, const CodeAt &codeAt) const
    {
        Counts counts(size);
        std::vector<std::uint32_t> countedFor(size, 0);
        for (const IndexRow row : m_rows) {
            const std::size_t begin = m_index.m_placeBegins[row];
            const std::size_t end = begin + m_index.m_placeCounts[row];
            for (std::size_t at = begin; at < end; ++at) {
                const Code code = codeAt(at);
                if (countedFor[code] != row + 1) {
                    countedFor[code] = row + 1;
                    ++counts[code];
                }
            }
        }
        return counts;
    }

    [[nodiscard]] std::vector<FacetCount> named(FilterWord word, const Counts &counts) const
    {
        std::vector<FacetCount> facets;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const std::string name(filterChoices(word)[i]);
            if (counts[i] != 0 && name.contains(m_part))
                facets.push_back({name, name, counts[i]});
        }
        return facets;
    }

    [[nodiscard]] std::vector<FacetCount> texts(const StringPool &pool, const Counts &counts) const
    {
        std::vector<FacetCount> facets;
        for (Code code = 1; code < counts.size(); ++code) {
            if (counts[code] != 0 && pool.foldedAt(code).contains(m_part))
                facets.push_back(
                    {std::string(pool.at(code)), std::string(pool.at(code)), counts[code]});
        }
        return facets;
    }

    [[nodiscard]] std::vector<FacetCount> providers() const
    {
        const Counts counts = byRow(m_index.m_providers, m_index.m_providerPool.size());
        std::vector<FacetCount> facets;
        for (Code code = 1; code < counts.size(); ++code) {
            const Code nameCode = m_index.m_providerNames[code];
            const bool isWanted = m_index.m_providerPool.foldedAt(code).contains(m_part)
                || m_index.m_providerNamePool.foldedAt(nameCode).contains(m_part);
            if (counts[code] == 0 || !isWanted)
                continue;
            const std::string_view name = m_index.m_providerNamePool.at(nameCode);
            const std::string_view id = m_index.m_providerPool.at(code);
            facets.push_back(
                {std::string(id), std::string(name.empty() ? id : name), counts[code]});
        }
        return facets;
    }

    const FindingIndex &m_index;
    std::span<const IndexRow> m_rows;
    std::string m_part;
};

namespace {

bool isMore(const FacetCount &left, const FacetCount &right)
{
    return left.count != right.count ? left.count > right.count : left.value < right.value;
}

template <typename Less>
void keepTop(std::vector<FacetCount> &counts, std::size_t top, const Less &less)
{
    const auto end = counts.begin() + static_cast<std::ptrdiff_t>(std::min(top, counts.size()));
    std::partial_sort(counts.begin(), end, counts.end(), less);
    counts.erase(end, counts.end());
}

} // namespace

std::vector<FacetGroup> countFacets(const FindingIndex &index, std::span<const IndexRow> rows,
                                    std::size_t top)
{
    const FacetCounter counter(index, rows);
    std::vector<FacetGroup> groups;
    for (const FilterWord word : kFacetWords) {
        FacetGroup group;
        group.word = word;
        group.counts = counter.count(word);
        if (word == FilterWord::Tool && group.counts.size() == 1)
            group.counts.clear(); // there is only one tool
        if (word == FilterWord::Rotation) {
            std::erase_if(group.counts, [](const FacetCount &facet) { // names would be a long list
                return !std::ranges::contains(filterChoices(FilterWord::Rotation), facet.value);
            });
        }
        group.distinct = group.counts.size();
        keepTop(group.counts, top, isMore);
        groups.push_back(std::move(group));
    }
    return groups;
}

std::vector<FacetCount> filterValuesOf(const FindingIndex &index, FilterWord word,
                                       std::string_view part, std::size_t top)
{
    std::vector<IndexRow> rows(index.size());
    std::iota(rows.begin(), rows.end(), IndexRow{0});
    const std::string folded = foldAscii(part);
    std::vector<FacetCount> counts = FacetCounter(index, rows, folded).count(word);
    const auto begins = [&](const FacetCount &facet) {
        return foldAscii(std::string_view(facet.value).substr(0, folded.size())) == folded;
    };
    keepTop(counts, top, [&](const FacetCount &left, const FacetCount &right) {
        const bool leftBegins = begins(left);
        const bool rightBegins = begins(right);
        return leftBegins != rightBegins ? leftBegins : isMore(left, right);
    });
    return counts;
}

} // namespace rekey::finding

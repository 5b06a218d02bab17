// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingindexfacets.h"

#include "core/finding/filtervalue.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace rekey::finding {

namespace {

using Code = StringPool::Code;
using Counts = std::vector<std::size_t>;

constexpr std::array kFacetWords = {
    FilterWord::Verdict, FilterWord::Certainty, FilterWord::In,     FilterWord::Provider,
    FilterWord::Type,    FilterWord::Source,    FilterWord::Author,
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

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/filter.h"
#include "core/finding/findingindex.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::finding {

/// How many findings have one value of a property.
struct FacetCount
{
    std::string value; ///< as filterTerm takes it
    std::string label; ///< for people; equals `value` when there is no better one
    std::size_t count = 0;
};

struct FacetGroup
{
    FilterWord word = FilterWord::Any;
    std::vector<FacetCount> counts; ///< most first, equal ones by value; none is 0
    std::size_t distinct = 0; ///< how many values there are, those left out included
};

/// Counts of severity, verdict, decision, confidence, reach, provider, type, source, author, owner,
/// tag, incident and tool over `rows`, at most
/// `top` values each. A finding counts once for each value any of its places has, as the filter
/// sees it. Linear in rows and their places.
[[nodiscard]] std::vector<FacetGroup> countFacets(const FindingIndex &index,
                                                  std::span<const IndexRow> rows, std::size_t top);

/// Values of one word over every row that hold `part`, those that begin with it first, then most
/// first. Empty for words without a list of values (dates, ids ...).
[[nodiscard]] std::vector<FacetCount> filterValuesOf(const FindingIndex &index, FilterWord word,
                                                     std::string_view part, std::size_t top);

} // namespace rekey::finding

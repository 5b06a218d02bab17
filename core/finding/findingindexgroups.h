// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindex.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rekey::finding {

/// What findings may be grouped by. Places count by the nearest one.
enum class GroupKey : std::uint8_t
{
    None,
    Provider,
    Type,
    File,
    Repo,
    Author,
    Account,
    Verdict,
    Decision,
    Incident,
    Age,
    Severity,
};

/// Outer and inner key; the inner one is None for one level, both for no grouping.
using Grouping = std::array<GroupKey, 2>;

/// A run of rows with one value of a key.
struct RowGroup
{
    GroupKey key = GroupKey::None;
    std::uint8_t level = 0; ///< 1: within the last group of level 0 before it
    StringPool::Code code = 0; ///< the value; 0: there is none
    StringPool::Code outerCode = 0; ///< of the group around it; 0 on level 0
    std::uint32_t begin = 0; ///< half-open range of positions among the rows
    std::uint32_t end = 0;
    std::array<std::uint32_t, 8> verdicts{}; ///< how many of each

    [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

/// Puts rows of one index into groups.
class RowGroups
{
public:
    /// Moves the rows of a group together, in the order they have, and returns the groups in the
    /// order of their rows: texts by number of findings, the rest from grave to harmless; what has
    /// no value comes last. Linear in rows and in the dictionaries. `now` is in seconds since 1970
    /// UTC. Any thread.
    [[nodiscard]] static std::vector<RowGroup> arrange(const FindingIndex &index,
                                                       std::vector<IndexRow> &rows,
                                                       const Grouping &grouping, std::int64_t now);
    /// The value as a filter knows it ("live", "ada", "age" bands as "30d..90d"); empty for none.
    [[nodiscard]] static std::string value(const FindingIndex &index, const RowGroup &group);
    /// For people, when the value is a text; equals value() for the others.
    [[nodiscard]] static std::string label(const FindingIndex &index, const RowGroup &group);
    /// The filter term that finds the findings of a group; empty when it has no value.
    [[nodiscard]] static std::string term(const FindingIndex &index, const RowGroup &group);

private:
    using Code = StringPool::Code;

    [[nodiscard]] static Code codeOf(const FindingIndex &index, GroupKey key, IndexRow row,
                                     std::int64_t now);
    [[nodiscard]] static std::size_t codeCount(const FindingIndex &index, GroupKey key);
    [[nodiscard]] static const StringPool *pool(const FindingIndex &index, GroupKey key);
    [[nodiscard]] static std::vector<Code> codesOf(const FindingIndex &index, GroupKey key,
                                                   std::span<const IndexRow> rows,
                                                   std::int64_t now);
    [[nodiscard]] static std::vector<std::uint32_t>
    positions(const FindingIndex &index, GroupKey key, const std::vector<std::uint32_t> &counts);
};

} // namespace rekey::finding

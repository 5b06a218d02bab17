// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindex.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::finding {

/// Verdicts as charts tell them apart.
enum class VerdictGroup : std::uint8_t
{
    Live, ///< live, limited
    Disabled,
    Dead,
    NotKnown, ///< not checked, unknown, no checker
    NotASecret,
};
inline constexpr std::size_t kVerdictGroups = 5;

[[nodiscard]] VerdictGroup verdictGroup(Verdict verdict);
/// The filter term of a group: `verdict:live|limited`.
[[nodiscard]] std::string_view verdictGroupTerm(VerdictGroup group);

/// What the counts need to know of a source.
struct StatisticsSource
{
    std::string name; ///< as the index has it
    std::string kind; ///< as Coverage::kind
    std::uint64_t files = 0; ///< blobs or files visited
    std::uint64_t commits = 0;
};

/// How many findings have one thing in common, by what is known of them.
struct CountBar
{
    std::string key; ///< source kind, type, file name, author, or a name listed with its chart
    std::array<std::size_t, kVerdictGroups> groups{}; ///< by VerdictGroup
    /// Selects exactly these findings; empty when no filter can (over kMaxFilterBytes).
    std::string filter;
    std::uint64_t files = 0; ///< source kinds only: what was looked at
    std::uint64_t commits = 0;

    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] std::size_t live() const { return groups[0]; }
    /// Of those in one group; empty when `filter` is.
    [[nodiscard]] std::string filterOf(VerdictGroup group) const;
};

/// A finding with places in several kinds, files or of several authors counts in each, as the
/// filter sees it.
struct Statistics
{
    std::size_t findings = 0;
    std::vector<CountBar> kinds; ///< most first
    std::vector<CountBar> types; ///< most live first, then most
    std::vector<CountBar> files; ///< file names, the same order
    std::vector<CountBar> ages; ///< keys "30d", "90d", "1y", "3y", "older", "undated": up to
    /// Live ones by the most that they may do: "admin", "can-gain-more", "risky", "read-only",
    /// "unknown".
    std::vector<CountBar> risks;
    std::vector<CountBar> authors; ///< empty unless asked for
};

struct StatisticsOptions
{
    std::int64_t now = 0; ///< seconds since 1970 UTC, for ages
    std::size_t top = 10; ///< bars of types, files and authors
    bool withAuthors = false;
};

/// Counts over every finding of the index. `sources` by Place::source. Any thread that may read
/// the index. Linear in findings and places; for a million findings below 100 ms.
[[nodiscard]] Statistics countStatistics(const FindingIndex &index,
                                         std::span<const StatisticsSource> sources,
                                         const StatisticsOptions &options);

} // namespace rekey::finding

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindex.h"
#include "core/report/import.h"

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace rekey::report {

/// How many places of one secret are kept of imported reports.
inline constexpr std::size_t kMaxImportedPlaces = 10'000;

/// Puts what another report says of a finding with the same id beneath it: places that are not
/// there yet (same path and line, and the same commit or none), the value when it had none. What is
/// known better by a scan of our own stays as it is.
void mergeFinding(finding::Finding &into, const finding::Finding &from);

/// Whether a claim says more than another of the same tool: what it looked at counts more than what
/// it did not, live more than dead.
[[nodiscard]] bool outweighs(const finding::Claim &claim, const finding::Claim &other);

/// What a batch of rows came to.
struct MergedBatch
{
    std::vector<finding::Finding> findings; ///< each id once, with all of its rows so far
    std::vector<std::pair<secret::SecretId, finding::Claim>> claims; ///< one for each id and tool
    std::vector<std::pair<secret::SecretId, finding::Triage>> triages;
    std::vector<secret::SecretId> withoutValue; ///< ids that no row so far had the value of
};

struct MergeCounts
{
    std::uint64_t added = 0; ///< secrets that were not known before
    std::uint64_t merged = 0; ///< rows whose secret was known, from before or from a row before
    std::uint64_t withoutValue = 0; ///< rows
};

/// Makes one finding of all rows with one id, over several reports. Costs about 250 bytes for each
/// finding and 100 for each place. One thread at a time.
class ImportMerger
{
public:
    /// `known`: ids that were there before the import. Others are numbered from `firstNumber` in
    /// order of first sight; 0: not at all.
    explicit ImportMerger(std::unordered_set<secret::SecretId> known = {},
                          std::uint32_t firstNumber = 0);

    /// `source` becomes Place::source of every place.
    [[nodiscard]] MergedBatch merge(std::vector<ImportedFinding> rows, std::uint32_t source);

    [[nodiscard]] const MergeCounts &counts() const { return m_counts; }
    /// All that was merged, in order of first sight.
    [[nodiscard]] const finding::FindingIndex &index() const { return m_index; }

private:
    std::unordered_set<secret::SecretId> m_known;
    std::uint32_t m_nextNumber;
    finding::FindingIndex m_index;
    MergeCounts m_counts;
};

/// Who found what.
class CompareTable
{
public:
    static constexpr std::size_t kMaxTools = 32;

    /// Notes that `tool` found `id`; false when there are too many tools.
    bool add(const secret::SecretId &id, std::string_view tool);
    /// In order of first sight.
    [[nodiscard]] const std::vector<std::string> &tools() const { return m_tools; }
    [[nodiscard]] const std::vector<secret::SecretId> &ids() const { return m_ids; }
    [[nodiscard]] bool hasFound(std::size_t row, std::size_t tool) const
    {
        return (m_found[row] >> tool & 1U) != 0;
    }
    /// How many tools found it.
    [[nodiscard]] std::size_t finders(std::size_t row) const;

    struct Count
    {
        std::size_t found = 0;
        std::size_t missed = 0; ///< found by another, not by this one
        std::size_t alone = 0; ///< found by nobody else
    };
    [[nodiscard]] Count countOf(std::size_t tool) const;

private:
    std::vector<std::string> m_tools;
    std::vector<secret::SecretId> m_ids;
    std::vector<std::uint32_t> m_found; ///< by row; bit n: tool n
    std::unordered_map<secret::SecretId, std::size_t> m_rowOf;
};

} // namespace rekey::report

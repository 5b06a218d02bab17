// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/importkeep.h"
#include "core/report/importmerge.h"
#include "core/scan/recognise.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rekey::app {

/// Several reports read one after the other and merged, with what each tool found.
class ImportSet
{
public:
    explicit ImportSet(const scan::ScanContext &context);

    /// Errors: those of report::importFile.
    [[nodiscard]] Result<report::ImportSummary>
    add(const std::string &path, const std::vector<std::pair<std::string, std::string>> &columns);
    /// What a scan of our own found.
    void addScan(std::vector<finding::Finding> findings);

    /// All findings, numbered from 1 in order of first sight, with what was claimed and decided.
    [[nodiscard]] report::ImportedRows rows() const;
    [[nodiscard]] const report::MergeCounts &counts() const { return m_merger.counts(); }
    [[nodiscard]] const report::CompareTable &table() const { return m_table; }

private:
    void take(report::MergedBatch batch);

    const scan::ScanContext &m_context;
    scan::Recogniser m_recogniser;
    report::ImportMerger m_merger;
    report::CompareTable m_table;
    report::ImportedClaims m_claims;
    std::unordered_multimap<secret::SecretId, std::size_t> m_claimsOf; ///< into m_claims
    report::ImportedTriages m_triages;
    std::uint32_t m_sources = 0;
};

/// Rules and keys for a command; prints what is wrong and gives nothing when there are none.
[[nodiscard]] std::optional<scan::ScanContext>
makeContext(const std::vector<std::string> &ruleFiles);

} // namespace rekey::app

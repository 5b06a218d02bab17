// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/importset.h"

#include "app/cliscan.h"
#include "core/base/folders.h"
#include "core/scan/makecontext.h"

#include <algorithm>
#include <iostream>
#include <iterator>

namespace rekey::app {

ImportSet::ImportSet(const scan::ScanContext &context)
    : m_context(context)
    , m_recogniser(context)
{
}

Result<report::ImportSummary>
ImportSet::add(const std::string &path,
               const std::vector<std::pair<std::string, std::string>> &columns)
{
    report::ImportOptions options;
    options.identity = m_context.identity;
    options.vault = m_context.vault;
    options.columns = columns;
    options.recognise = [this](std::string_view value, std::string_view around, std::string_view) {
        return m_recogniser.recognise(value, around);
    };
    report::ImportProgress progress;
    const std::uint32_t source = m_sources++;
    return report::importFile(path, options,
                              [&](std::vector<report::ImportedFinding> rows) {
                                  take(m_merger.merge(std::move(rows), source));
                                  return true;
                              },
                              progress, {});
}

/// Of each tool the claim that says most.
void ImportSet::take(report::MergedBatch batch)
{
    for (auto &[id, claim] : batch.claims) {
        m_table.add(id, claim.tool);
        const auto [begin, end] = m_claimsOf.equal_range(id);
        const auto same = std::find_if(begin, end, [&](const auto &entry) {
            return m_claims[entry.second].second.tool == claim.tool;
        });
        if (same == end) {
            m_claimsOf.emplace(id, m_claims.size());
            m_claims.emplace_back(id, std::move(claim));
        } else if (report::outweighs(claim, m_claims[same->second].second)) {
            m_claims[same->second].second = std::move(claim);
        }
    }
    std::ranges::move(batch.triages, std::back_inserter(m_triages));
}

void ImportSet::addScan(std::vector<finding::Finding> findings)
{
    std::vector<report::ImportedFinding> rows;
    for (finding::Finding &finding : findings) {
        m_table.add(finding.id, "rekey");
        report::ImportedFinding &row = rows.emplace_back();
        row.finding = std::move(finding);
        row.claim.tool = "rekey";
    }
    static_cast<void>(m_merger.merge(std::move(rows), m_sources++));
}

report::ImportedRows ImportSet::rows() const
{
    report::ImportedRows rows{{}, m_claims, m_triages};
    std::vector<finding::Finding> &all = rows.findings;
    const finding::FindingIndex &index = m_merger.index();
    all.reserve(index.size());
    for (finding::IndexRow row = 0; row < index.size(); ++row) {
        all.push_back(index.finding(row));
        all.back().number = row + 1;
    }
    return rows;
}

std::optional<scan::ScanContext> makeContext(const std::vector<std::string> &ruleFiles)
{
    const auto files = readRuleFiles(ruleFiles);
    if (!files)
        return std::nullopt;
    std::vector<std::string> notes;
    auto context = scan::makeScanContext(userFolders(), *files, notes);
    if (!context) {
        std::cerr << "rekey-cli: " << context.error().text() << '\n';
        return std::nullopt;
    }
    for (const std::string &note : notes)
        std::cerr << "rekey-cli: " << note << '\n';
    return std::move(*context);
}

} // namespace rekey::app

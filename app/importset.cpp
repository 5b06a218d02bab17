// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/importset.h"

#include "app/cliscan.h"
#include "core/base/folders.h"
#include "core/scan/makecontext.h"

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
                                  const report::MergedBatch merged
                                      = m_merger.merge(std::move(rows), source);
                                  for (const auto &[id, claim] : merged.claims)
                                      m_table.add(id, claim.tool);
                                  return true;
                              },
                              progress, {});
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

std::vector<finding::Finding> ImportSet::findings() const
{
    std::vector<finding::Finding> all;
    const finding::FindingIndex &index = m_merger.index();
    all.reserve(index.size());
    for (finding::IndexRow row = 0; row < index.size(); ++row) {
        all.push_back(index.finding(row));
        all.back().number = row + 1;
    }
    return all;
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

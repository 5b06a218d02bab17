// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importkeep.h"

#include <algorithm>
#include <unordered_set>

namespace rekey::report {

void dropReplaced(std::vector<finding::Finding> &findings)
{
    std::unordered_set<secret::SecretId> later;
    std::ranges::reverse(findings);
    std::erase_if(findings,
                  [&](const finding::Finding &found) { return !later.insert(found.id).second; });
    std::ranges::reverse(findings);
}

Result<std::vector<finding::TriageChange>> importedDecisions(const finding::Keeper &keeper,
                                                             const ImportedTriages &triages)
{
    std::unordered_set<secret::SecretId> seen;
    std::vector<secret::SecretId> ids;
    std::vector<const finding::Triage *> decided;
    for (const auto &[id, triage] : triages) {
        if (!seen.insert(id).second)
            continue;
        ids.push_back(id);
        decided.push_back(&triage);
    }
    const auto records = keeper.records(ids);
    if (!records)
        return std::unexpected(records.error());
    std::vector<finding::TriageChange> changes;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const finding::Record &record = (*records)[i];
        if (record.triage.decision != finding::Decision::New)
            continue;
        finding::TriageChange &change = changes.emplace_back();
        change.id = ids[i];
        change.version = record.version;
        change.triage = *decided[i];
        change.event.kind = finding::EventKind::Decided;
        change.event.from = finding::decisionName(finding::Decision::New);
        change.event.to = finding::decisionName(change.triage.decision);
        change.event.detail = "imported: " + change.triage.why;
    }
    return changes;
}

Result<finding::KeepOutcome> keepImported(finding::Keeper &keeper, const ImportedRows &rows,
                                          std::span<const finding::SourceRecord> reports,
                                          const secret::Vault &vault)
{
    std::vector<std::uint32_t> numbers;
    for (const finding::SourceRecord &report : reports) {
        const auto number = keeper.keepSource(report);
        if (!number)
            return std::unexpected(number.error());
        numbers.push_back(*number);
    }
    auto kept = keeper.keep(rows.findings, numbers, vault, false);
    if (!kept)
        return kept;
    if (auto claimed = keeper.keepClaims(rows.claims); !claimed)
        return std::unexpected(claimed.error());
    const auto decisions = importedDecisions(keeper, rows.triages);
    if (!decisions)
        return std::unexpected(decisions.error());
    if (auto decided = keeper.change(*decisions); !decided)
        return std::unexpected(decided.error());
    return kept;
}

} // namespace rekey::report

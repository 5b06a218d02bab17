// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/keeper.h"
#include "core/secret/vault.h"

#include <span>
#include <utility>
#include <vector>

namespace rekey::report {

using ImportedClaims = std::vector<std::pair<secret::SecretId, finding::Claim>>;
using ImportedTriages = std::vector<std::pair<secret::SecretId, finding::Triage>>;

/// What reports said, merged.
struct ImportedRows
{
    std::vector<finding::Finding> findings; ///< each id once; Place::source counts reports from 0
    ImportedClaims claims; ///< of these findings
    ImportedTriages triages; ///< of these findings; the first for each id counts
};

/// Of portions of an import put together: takes out what a later one with the same id replaces.
void dropReplaced(std::vector<finding::Finding> &findings);

/// What people decided elsewhere, as changes of findings that nobody decided on here. Errors: those
/// of Keeper::records.
[[nodiscard]] Result<std::vector<finding::TriageChange>>
importedDecisions(const finding::Keeper &keeper, const ImportedTriages &triages);

/// Keeps the rows under their reports (SourceRecord::kind "report"): places are only added, values
/// sealed, claims stay claims, decisions are taken where there is none yet. Errors: those of
/// Keeper; what was kept until then stays.
[[nodiscard]] Result<finding::KeepOutcome>
keepImported(finding::Keeper &keeper, const ImportedRows &rows,
             std::span<const finding::SourceRecord> reports, const secret::Vault &vault);

} // namespace rekey::report

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/filter.h"
#include "core/finding/findingrotation.h"
#include "core/finding/keeper.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace rekey::app {

/// The verdict that counts: the provider's, else what the scan said.
[[nodiscard]] finding::Verdict verdictOf(const finding::KeptFinding &kept);

/// "confirmed", "closed: test".
[[nodiscard]] std::string stateOf(const finding::Triage &triage);

/// Errors: Invalid, with what was perhaps meant.
[[nodiscard]] Result<finding::FilterNode> readFilter(const std::string &text);

/// A finding's rotation in words: "R-0003 stopped after step 3 of 9".
[[nodiscard]] std::string rotationText(const finding::FindingRotation &rotation);

/// What the store holds that the filter lets through, places numbered by their index among
/// `sources`, as reports want them. Of a million findings only those that match stay in memory.
/// Rotations are read for a filter that looks at them, unless the caller has them. Errors: those of
/// Keeper::load.
[[nodiscard]] Result<std::vector<finding::KeptFinding>>
matching(const finding::Keeper &store, finding::FilterNode filter,
         std::span<const finding::SourceRecord> sources,
         std::shared_ptr<const finding::FindingRotations> rotations = nullptr);

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/confirmer.h"

#include <cstdint>
#include <span>
#include <vector>

namespace rekey::scan {

/// Indices of the candidates that stay when of overlapping ones only the most specific is kept
/// (higher confidence, then longer, then known by its own form rather than by what stands round it,
/// then the detector's id), ordered by the secret's begin, then detector. A value that is the
/// private companion of a kept match also gives way when its own detector is less sure. Depends on
/// the set alone, not on its order. n log n.
[[nodiscard]] std::vector<std::uint32_t> resolveOverlaps(const rules::CompiledRules &rules,
                                                         std::span<const Candidate> candidates);

} // namespace rekey::scan

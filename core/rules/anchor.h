// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/engine.h"
#include "core/rules/pattern.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rules {

/// A bounded stretch of one detector's expression: every match of the expression holds a match of
/// `node` that ends at a byte `to`, and begins in [to + beginMin, to + beginMax].
struct DerivedAnchor
{
    PatternNode node;
    std::int32_t beginMin = 0;
    std::int32_t beginMax = 0;
    double bits = 0; ///< estimated rarity in source text: about 2^-bits hits a byte
};

/// Chooses the stretches to look for: one, or one for each branch of an expression that is an
/// alternation at its top. Prefers rare literals, few optional bytes and a known distance from the
/// match's begin. Falls back on the detector's keywords when the expression has nothing rare.
/// `maxMatchBytes` is the widest match looked for. Errors: those of parsePattern; Invalid when the
/// rarest stretch would still hit far too often (the text names the estimated rate).
[[nodiscard]] Result<std::vector<DerivedAnchor>> deriveAnchors(const Detector &detector,
                                                               std::uint32_t maxMatchBytes);

/// Compiles what compiling a pack compiles of one detector, but for the database. Errors as
/// CompiledRules::compile.
[[nodiscard]] Result<void> tryDetector(const Detector &detector);

/// The anchors of all detectors, equal patterns merged; sorted by pattern, so the same pack always
/// gives the same database.
[[nodiscard]] std::vector<Anchor>
mergeAnchors(std::span<const std::vector<DerivedAnchor>> anchorsOfDetectors);

/// Changes with the source text of what derives anchors, so that no cache outlives it.
[[nodiscard]] std::string_view anchorCodeId();

} // namespace rekey::rules

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/compiledrules.h"
#include "core/scan/linecounter.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace rekey::scan {

/// How far a detector came at one spot.
enum class Stage : std::uint8_t
{
    Expression, ///< its beginning is there, the whole expression does not match
    Length,
    Entropy,
    Filter,
    Keyword,
    Denied,
    Companion,
    Overlap, ///< another detector's match of the same value is more specific
    Structure, ///< a finding, but "not a secret": the offline check fails
    Found,
};

/// "expression", "length", "entropy", "filter", "keyword", "denied", "companion", "overlap",
/// "structure", "found".
[[nodiscard]] std::string_view stageName(Stage stage);

/// What became of one detector at one spot of a text.
struct Explanation
{
    std::string rule; ///< detector id
    Stage stage = Stage::Expression;
    LineColumn at; ///< where the match, or what looked like one, begins
    std::string words; ///< one sentence; never holds the value or a part of it
};

/// Says for every detector that was near a match in `text` which stage refused it, and which ones
/// found something; ordered by position, then detector. Several tries of one detector that failed
/// to match on one line are one. For people's questions, not for speed.
[[nodiscard]] std::vector<Explanation>
explain(std::span<const std::byte> text, const std::shared_ptr<const rules::CompiledRules> &rules);

} // namespace rekey::scan

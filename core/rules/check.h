// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/compiledrules.h"

#include <string>
#include <string_view>
#include <vector>

namespace rekey::rules {

/// Something wrong with a rule, for its author.
struct RuleProblem
{
    std::string detector; ///< id
    std::string reason; ///< one sentence

    friend bool operator==(const RuleProblem &, const RuleProblem &) = default;
};

struct CheckOptions
{
    /// Ordinary text to measure how often anchors hit; empty: not measured.
    std::string_view corpus;
    /// Most hits of one detector's anchors in each MiB; one that tells the match's begin to within
    /// 32 bytes counts a tenth, for it is given up after a few bytes.
    double maxHitsPerMiB = 20;
    int samples = 200; ///< random matches tried for each detector
};

/// Whether the detector finds something in the text: pattern, keywords, entropy, filters, deny
/// list, checksum and required companions. A value that fails its checksum is not found here.
[[nodiscard]] bool findsSecret(const CompiledRules &rules, std::size_t detector,
                               std::string_view text);

/// Tries every rule: it compiles; each example is found and no counter-example is; each match of
/// the expression, in examples and in random texts made from it, is announced by an anchor whose
/// window holds the match's begin; no anchor hits ordinary text too often. Deterministic. Takes
/// about a millisecond for a detector, and some milliseconds for each MB of corpus.
[[nodiscard]] std::vector<RuleProblem> checkPack(const RulePack &pack,
                                                 const CheckOptions &options = {});

/// How often an anchor hits a text.
struct AnchorRate
{
    std::string pattern;
    std::vector<std::string> detectors;
    std::size_t hits = 0;
};

/// Hits of each anchor in `text`, most first.
[[nodiscard]] std::vector<AnchorRate> anchorRates(const CompiledRules &rules,
                                                  std::string_view text);

} // namespace rekey::rules

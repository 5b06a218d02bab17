// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/checksum.h"
#include "core/rules/compiledrules.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rekey::rules {

/// One match of a detector's expression, as byte offsets into the searched text, half-open.
struct PatternMatch
{
    std::size_t wholeBegin = 0;
    std::size_t wholeEnd = 0;
    std::size_t secretBegin = 0; ///< the value; never empty
    std::size_t secretEnd = 0;
};

/// The detector's leftmost match that begins at or after `from` and ends at or before `to`. The
/// bytes of `text` outside [from, to) are looked at only for \b, ^ and $. Linear in to - from.
[[nodiscard]] std::optional<PatternMatch> findPattern(const CompiledRules &rules,
                                                      std::size_t detector, std::string_view text,
                                                      std::size_t from, std::size_t to);

/// The detector's match that begins at `at` and ends at or before `to`. Where it begins is known,
/// this is much cheaper than a search: an expression that does not match is given up at once.
[[nodiscard]] std::optional<PatternMatch> findPatternAt(const CompiledRules &rules,
                                                        std::size_t detector, std::string_view text,
                                                        std::size_t at, std::size_t to);

/// Why a match of the expression is not a finding.
enum class Refusal : std::uint8_t
{
    None,
    Keyword,
    Entropy,
    Filter,
    Denied
};

struct Judgement
{
    Refusal refusal = Refusal::None;
    Structure structure
        = Structure::Unchecked; ///< Invalid is not a refusal: "not a secret" is said
    double entropy = 0; ///< bits per character of the value
    std::string_view filter; ///< the filter that refused, static; else empty
};

/// How far before and after the value its structure check may look.
inline constexpr std::size_t kStructureContextBytes = 16384;

/// Everything that is decided from the value and the text round it, without companions: keywords,
/// entropy floor, filters, deny list, checksum. Pure, any thread.
[[nodiscard]] Judgement judge(const CompiledRules &rules, std::size_t detector,
                              std::string_view text, const PatternMatch &match);

/// The companion's value nearest to the match, within its distance before the match's begin and
/// after its end, and above its entropy floor; the one after wins a tie. An attached one: only
/// within the match before the value, or right behind the value.
struct CompanionValue
{
    std::size_t begin = 0;
    std::size_t end = 0;
};
[[nodiscard]] std::optional<CompanionValue>
findCompanion(const CompiledRules &rules, std::size_t detector, std::size_t companion,
              std::string_view text, const PatternMatch &match);

} // namespace rekey::rules

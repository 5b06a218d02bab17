// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/rules/byteset.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rules {

inline constexpr std::uint32_t kUnbounded = std::numeric_limits<std::uint32_t>::max();

/// A regular expression as a tree over bytes. Groups, captures and greed are dropped; letters under
/// (?i) are sets of both cases. The language is that of the RE2 expression read as Latin-1, or
/// larger where RE2 knows Unicode classes.
struct PatternNode
{
    enum class Kind : std::uint8_t
    {
        Empty,
        Set, ///< one byte out of `set`
        Cat, ///< children one after the other
        Alt, ///< one of the children
        Repeat, ///< the only child, min to max times (kUnbounded)
        WordBoundary, ///< \b
        Assertion, ///< any other zero-width test; may be dropped to get a superset
    };

    Kind kind = Kind::Empty;
    ByteSet set;
    std::uint32_t min = 0;
    std::uint32_t max = 0;
    std::vector<PatternNode> children;

    [[nodiscard]] static PatternNode ofSet(const ByteSet &set);
    [[nodiscard]] static PatternNode repeat(PatternNode child, std::uint32_t min,
                                            std::uint32_t max);
};

/// Reads a pattern that RE2 has accepted. Errors: Unsupported for what this parser cannot read,
/// TooBig for nesting past 100 levels. Linear time.
[[nodiscard]] Result<PatternNode> parsePattern(std::string_view pattern);

/// Fewest and most bytes the node can match; most may be kUnbounded.
struct Width
{
    std::uint32_t min = 0;
    std::uint32_t max = 0;
};
[[nodiscard]] Width widthOf(const PatternNode &node);

/// The node in Vectorscan's syntax. A node that matches what the tree matches.
[[nodiscard]] std::string printPattern(const PatternNode &node);

} // namespace rekey::rules

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/filter.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rekey::finding {

/// ASCII letters in lower case, all other bytes as they are; the length stays the same.
[[nodiscard]] std::string foldAscii(std::string_view text);

/// A value as it stands in a filter, before its meaning is known.
struct RawValue
{
    std::string text; ///< unescaped, without quotes or slashes
    std::size_t end = 0; ///< offset just behind it
    bool isExact = false; ///< had `=` before it
    bool isQuoted = false;
    bool isRegex = false;
    bool isOpen = false; ///< the closing quote is missing
};

/// Reads one value at `pos`; never reads past the text. A bare word takes no `=`.
[[nodiscard]] RawValue readRawValue(std::string_view text, std::size_t pos, bool isBare);

/// `text` in quotes, with quotes and backslashes in it escaped.
[[nodiscard]] std::string quoteFilterText(std::string_view text);

struct ValueProblem
{
    FilterProblem::Kind kind = FilterProblem::Kind::None;
    std::string found;
    bool mayGrow = false; ///< typing on could make it right
    std::string suggestion = {}; ///< what was perhaps meant
};

/// Gives a value its meaning. Nothing when it has none; `problem` then says why.
[[nodiscard]] std::optional<FilterValue>
makeFilterValue(FilterWord word, FilterValueKind kind, const RawValue &raw, ValueProblem &problem);

/// The name with the least edits to `text`, if they are few enough to be a slip of the hand, or
/// the only one it is the beginning of.
[[nodiscard]] std::optional<std::string_view> nearestName(std::string_view text,
                                                          std::span<const std::string_view> names);

} // namespace rekey::finding

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/context.h"
#include "core/scan/utf16.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace rekey::scan {

/// A stretch of bytes to hide. Half-open.
struct Mask
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool current = false;
};

/// Ascending, disjoint masks over the same bytes; what overlaps is one mask, current if any part
/// is.
[[nodiscard]] std::vector<Mask> joinMasks(std::vector<Mask> masks);

/// Bytes of one line without its end.
struct LineBytes
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Cuts at "\n", "\r\n" and lone "\r"; what follows the last line end is a line too.
[[nodiscard]] std::vector<LineBytes> splitLines(std::string_view text, TextEncoding encoding);

/// A part of a text to show.
struct ShownPart
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t characters = 0; ///< at most this many are shown, bars not counted
};

/// Appends the part's characters to `line`: masks as bars (numbered from `bar` on), hidden
/// characters as escapes, a tab as four spaces. A mask that the part cuts is shown whole. Returns
/// the position reached: the part's end, or past it where a mask goes on, or before it when there
/// were more characters than wanted.
std::size_t appendMasked(ContextLine &line, std::string_view text, TextEncoding encoding,
                         const ShownPart &part, const std::vector<Mask> &masks, std::uint32_t &bar);

/// Start of the character `count` characters before `position`, not before `lowest`.
[[nodiscard]] std::size_t stepBack(std::string_view text, TextEncoding encoding,
                                   std::size_t position, std::size_t lowest, std::size_t count);

} // namespace rekey::scan

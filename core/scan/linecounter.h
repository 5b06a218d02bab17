// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/utf16.h"

#include <cstdint>
#include <string_view>

namespace rekey::scan {

/// Line and column, both from 1.
struct LineColumn
{
    std::uint32_t line = 1;
    std::uint32_t column = 1;

    friend bool operator==(const LineColumn &, const LineColumn &) = default;
};

/// Counts lines and columns of ascending positions in a text that may come in pieces. "\n", "\r\n"
/// and a lone "\r" end a line each. Columns are characters: UTF-8, a byte that is not valid counts
/// as one; UTF-16 by code units. A byte-order mark has no column. Every byte is looked at once, so
/// asking for many positions of one long line stays linear.
class LineCounter
{
public:
    explicit LineCounter(TextEncoding encoding)
        : m_encoding(encoding)
    {
    }

    /// Line and column of `position`. `piece` holds the bytes from `pieceOffset` on, at least from
    /// the last position asked for (or the start) to `position`; a byte beyond it is looked at when
    /// there is one. Positions must not go down.
    [[nodiscard]] LineColumn at(std::string_view piece, std::uint64_t pieceOffset,
                                std::uint64_t position);

private:
    LineColumn atByte(std::string_view piece, std::uint64_t pieceOffset, std::uint64_t position);
    LineColumn atUnit(std::string_view piece, std::uint64_t pieceOffset, std::uint64_t position);

    TextEncoding m_encoding;
    std::uint64_t m_position = 0; ///< counted up to here
    LineColumn m_there;
};

/// How many lines end in `text`; a "\r" before the byte `next` ("\n") does not end one by itself.
[[nodiscard]] std::uint64_t countLineEnds(std::string_view text, char next = '\0');

} // namespace rekey::scan

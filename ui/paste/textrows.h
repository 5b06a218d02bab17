// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/masktext.h"

#include <cstdint>
#include <vector>

namespace rekey::ui {

/// One row on the screen: a line of the text, or a part of a long one.
struct TextRow
{
    std::uint32_t begin = 0; ///< byte in the masked text
    std::uint32_t line = 0; ///< from 1; 0: goes on from the row above
};

/// How a masked text is laid out: long lines are broken so that none costs more than any other.
struct TextRows
{
    std::vector<TextRow> rows; ///< at least one
    std::uint32_t end = 0; ///< byte after the last row
    bool cut = false; ///< the text goes on after the last row
};

inline constexpr std::uint32_t kRowBytes = 160;
inline constexpr std::size_t kMostRows = 1'000'000;

/// Linear in the text. Never breaks within a bar or a UTF-8 character. Any thread.
[[nodiscard]] TextRows rowsOf(const scan::MaskedText &masked, std::size_t mostRows = kMostRows);

/// Index of the row that holds the byte.
[[nodiscard]] std::size_t rowAt(const TextRows &rows, std::uint64_t byte);

} // namespace rekey::ui

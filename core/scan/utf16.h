// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::scan {

/// How the characters of a whole text are stored; decides lines, columns and what is shown.
enum class TextEncoding : std::uint8_t
{
    Bytes, ///< UTF-8 or any other encoding of single bytes
    Utf16Le,
    Utf16Be
};

/// How many bytes from the start of a text encodingOf looks at.
inline constexpr std::size_t kEncodingSampleBytes = 512;

/// By the byte-order mark, else by where zero bytes stand in the first kEncodingSampleBytes.
[[nodiscard]] TextEncoding encodingOf(std::string_view head);

/// A stretch of ASCII characters with a zero byte each: a UTF-16 text, or strings of it within a
/// binary file. Half-open bytes, an even number of them.
struct WideStretch
{
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    bool bigEndian = false;
};

/// Stretches that hold a run of at least 8 such characters, ascending, in one pass. Runs that stand
/// near each other, in step, are one stretch with what is between them. Costs next to nothing for
/// a text without zero bytes.
[[nodiscard]] std::vector<WideStretch> wideStretches(std::string_view text);

/// One byte for each unit of a stretch: Latin-1 characters as they are, others as a byte that is no
/// ASCII character. Unit i stands at stretch.begin + 2 * i.
void narrow(std::string_view text, const WideStretch &stretch, std::string &out);

/// UTF-8 of UTF-16 bytes; lone surrogates become U+FFFD, an odd last byte is dropped.
[[nodiscard]] std::string utf8FromUtf16(std::string_view bytes, bool bigEndian);

/// Whether UTF-16 bytes known to be mostly ASCII are big-endian.
[[nodiscard]] bool looksBigEndian(std::string_view bytes);

} // namespace rekey::scan

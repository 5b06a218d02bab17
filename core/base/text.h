// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace rekey {

/// Makes text from scanned content safe to show in a terminal, report or view: C0 and C1 controls,
/// bidirectional and zero-width characters and bytes that are not UTF-8 become visible escapes
/// (`\n`, `\u202e`, `\xff`). Everything else is unchanged. The result is always valid UTF-8.
[[nodiscard]] std::string escapeControl(std::string_view text);

/// Number of bytes of the UTF-8 character that starts at `text`, 1..4; 0 when it is not valid
/// there.
[[nodiscard]] std::size_t utf8Length(std::string_view text);

/// Lower-case hexadecimal digits of the bytes.
[[nodiscard]] std::string toHex(std::span<const std::byte> bytes);

[[nodiscard]] inline std::string_view asText(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

[[nodiscard]] inline std::span<const std::byte> asBytes(std::string_view text)
{
    return {reinterpret_cast<const std::byte *>(text.data()), text.size()};
}

} // namespace rekey

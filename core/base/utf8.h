// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace rekey {

/// Hands the one to four bytes of a code point to `put`, as UTF-8 (RFC 3629). `code` is below
/// 0x110000; surrogates are written as they are.
template <typename Put> constexpr void putUtf8(std::uint32_t code, Put put)
{
    const auto byte = [&put](std::uint32_t value) { put(static_cast<char>(value)); };
    if (code < 0x80) {
        byte(code);
        return;
    }
    if (code < 0x800) {
        byte(0xc0 | (code >> 6));
    } else {
        if (code < 0x10000) {
            byte(0xe0 | (code >> 12));
        } else {
            byte(0xf0 | (code >> 18));
            byte(0x80 | ((code >> 12) & 0x3f));
        }
        byte(0x80 | ((code >> 6) & 0x3f));
    }
    byte(0x80 | (code & 0x3f));
}

} // namespace rekey

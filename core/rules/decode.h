// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/checksum.h"

#include <string>
#include <string_view>

namespace rekey::rules {

/// Decoded bytes of a value, overwritten when it goes.
struct Wiped
{
    Wiped() = default;
    ~Wiped();
    Wiped(const Wiped &) = delete;
    Wiped &operator=(const Wiped &) = delete;

    std::string text;
};

/// RFC 4648 base64 with either alphabet, padding optional; false for any other character or an
/// impossible length. Room is taken once, so that growing leaves no copy behind.
[[nodiscard]] bool decodeBase64(std::string_view base64, std::string &out);

/// RFC 7468: whether a PEM private key block, or its body alone, decodes and is whole. Line breaks
/// may be written as \n, lines may stand in quotes.
[[nodiscard]] Structure checkPem(std::string_view value);

} // namespace rekey::rules

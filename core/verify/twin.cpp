// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/verify/twin.h"

#include "core/provider/jwt.h"

#include <sodium.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace rekey::verify {

namespace {

std::string_view kindOf(char c, bool isHex)
{
    if (c >= '0' && c <= '9')
        return "0123456789";
    if (c >= 'a' && c <= 'z')
        return isHex ? "abcdef" : "abcdefghijklmnopqrstuvwxyz";
    if (c >= 'A' && c <= 'Z')
        return isHex ? "ABCDEF" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return {};
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

secret::SecretBytes twinOf(std::string_view value)
{
    // A private key with other letters is none, and could not even sign.
    if (value.contains("PRIVATE KEY-----"))
        return provider::freshKeyLike(value).value_or(secret::SecretBytes());
    constexpr std::size_t kMost = 12;
    constexpr std::size_t kLeast = 8;
    secret::SecretBytes twin = secret::SecretBytes::copyOf(value);
    const bool isHex
        = std::ranges::all_of(value.substr(value.size() - std::min(value.size(), kMost)),
                              [](char c) { return isHexDigit(c) || c == '-'; });
    std::size_t changed = 0;
    for (std::size_t i = value.size(); i-- > 0 && changed < kMost;) {
        const std::string_view kind = kindOf(value[i], isHex);
        if (kind.empty())
            continue;
        const std::size_t old = std::min(kind.find(value[i]), kind.size());
        const auto step = 1 + randombytes_uniform(static_cast<std::uint32_t>(kind.size() - 1));
        twin.bytes()[i] = static_cast<std::byte>(kind[(old + step) % kind.size()]);
        ++changed;
    }
    return changed < kLeast ? secret::SecretBytes() : std::move(twin);
}

} // namespace rekey::verify

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>

namespace rekey::seal {

namespace {

constexpr std::string_view kAlphabet
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<signed char, 256> kDigits = [] {
    std::array<signed char, 256> digits{};
    digits.fill(-1);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        digits[static_cast<unsigned char>(kAlphabet[i])] = static_cast<signed char>(i);
    return digits;
}();

bool isLineBreak(char character)
{
    return character == '\r' || character == '\n';
}

/// Calls `emit` for each byte; false when malformed.
template <typename Emit> bool decode(std::string_view text, Emit emit)
{
    std::uint32_t bits = 0;
    unsigned count = 0; // characters of the current group of four
    unsigned padding = 0;
    for (const char character : text) {
        if (isLineBreak(character))
            continue;
        if (character == '=') {
            if (count < 2 || ++padding + count > 4)
                return false;
            continue;
        }
        const int digit = kDigits[static_cast<unsigned char>(character)];
        if (digit < 0 || padding > 0)
            return false;
        bits = (bits << 6) | static_cast<std::uint32_t>(digit);
        if (++count == 4) {
            emit(std::byte(bits >> 16 & 0xff));
            emit(std::byte(bits >> 8 & 0xff));
            emit(std::byte(bits & 0xff));
            bits = count = 0;
        }
    }
    if (count == 0)
        return true;
    if (count + padding != 4)
        return false;
    emit(std::byte((count == 2 ? bits >> 4 : bits >> 10) & 0xff));
    if (count == 3)
        emit(std::byte(bits >> 2 & 0xff));
    return true;
}

} // namespace

void encodeBase64(std::span<const std::byte> upToThree, std::span<char, 4> out)
{
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i)
        bits = (bits << 8)
            | (i < upToThree.size() ? std::to_integer<std::uint32_t>(upToThree[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i)
        out[i] = i <= upToThree.size() ? kAlphabet[bits >> (18 - 6 * i) & 63] : '=';
}

std::string base64Of(std::span<const std::byte> bytes)
{
    std::string out;
    std::array<char, 4> group{};
    for (; !bytes.empty(); bytes = bytes.subspan(std::min<std::size_t>(3, bytes.size()))) {
        encodeBase64(bytes.first(std::min<std::size_t>(3, bytes.size())), group);
        out.append(group.data(), group.size());
    }
    return out;
}

secret::SecretBytes encodedBase64(const secret::SecretBytes &bytes)
{
    std::span<const std::byte> rest = bytes.bytes();
    secret::SecretBytes text((rest.size() + 2) / 3 * 4);
    char *at = reinterpret_cast<char *>(text.bytes().data());
    for (; !rest.empty(); at += 4) {
        const std::size_t length = std::min<std::size_t>(3, rest.size());
        encodeBase64(rest.first(length), std::span<char, 4>(at, 4));
        rest = rest.subspan(length);
    }
    return text;
}

std::optional<secret::SecretBytes> fromBase64(std::string_view text)
{
    std::size_t size = 0;
    if (!decode(text, [&](std::byte) { ++size; }))
        return std::nullopt;
    secret::SecretBytes bytes(size);
    std::size_t at = 0;
    std::ignore = decode(text, [&](std::byte byte) { bytes.bytes()[at++] = byte; });
    return bytes;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <array>
#include <cstdint>
#include <format>

namespace rekey {

namespace {

constexpr std::uint32_t kLeadPayloadMask[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
constexpr std::uint32_t kSmallestCode[] = {0, 0, 0x80, 0x800, 0x10000};

std::uint32_t byteAt(std::string_view text, std::size_t index)
{
    return static_cast<unsigned char>(text[index]);
}

std::size_t lengthFromLead(std::uint32_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead < 0xe0)
        return 2;
    if (lead >= 0xe0 && lead < 0xf0)
        return 3;
    return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

std::uint32_t decode(std::string_view text, std::size_t length)
{
    std::uint32_t code = byteAt(text, 0) & kLeadPayloadMask[length];
    for (std::size_t i = 1; i < length; ++i)
        code = (code << 6) | (byteAt(text, i) & 0x3f);
    return code;
}

/// How many bytes at its front are ASCII that can be seen.
std::size_t plainLength(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size() && text[length] >= ' ' && text[length] < '\x7f')
        ++length;
    return length;
}

bool isHidden(std::uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0xad || code == 0x61c
        || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e)
        || (code >= 0x2060 && code <= 0x2069) || code == 0xfeff
        || (code >= 0xfff9 && code <= 0xfffb) || (code >= 0xe0000 && code <= 0xe007f);
}

std::string escapeCode(std::uint32_t code)
{
    switch (code) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return code < 0x80 ? std::format("\\x{:02x}", code) : std::format("\\u{:04x}", code);
    }
}

} // namespace

std::size_t utf8Length(std::string_view text)
{
    if (text.empty())
        return 0;
    const std::size_t length = lengthFromLead(byteAt(text, 0));
    if (length == 0 || length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(text, i) & 0xc0) != 0x80)
            return 0;
    }
    const std::uint32_t code = decode(text, length);
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code < kSmallestCode[length] || surrogate || code > 0x10ffff ? 0 : length;
}

std::string escapeControl(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        // Most texts are nothing else.
        const std::size_t plain = plainLength(text);
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty())
            break;
        const std::size_t length = utf8Length(text);
        if (length == 0) {
            out += std::format("\\x{:02x}", byteAt(text, 0));
            text.remove_prefix(1);
            continue;
        }
        const std::uint32_t code = decode(text, length);
        if (isHidden(code))
            out += escapeCode(code);
        else
            out += text.substr(0, length);
        text.remove_prefix(length);
    }
    return out;
}

std::string toHex(std::span<const std::byte> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        out += digits[std::to_integer<std::size_t>(byte >> 4)];
        out += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
    }
    return out;
}

} // namespace rekey

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace rekey::rules {

namespace {

int base64Value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

constexpr std::size_t kShortestKeyBytes = 32;

/// What stands between BEGIN and END lines; all of it when there are none.
std::string_view pemBody(std::string_view value)
{
    constexpr std::string_view kDashes = "-----";
    if (const std::size_t begin = value.find("-----BEGIN"); begin != std::string_view::npos) {
        const std::size_t end = value.find(kDashes, begin + 10);
        value.remove_prefix(end == std::string_view::npos ? value.size() : end + kDashes.size());
    }
    return value.substr(0, value.find("-----END"));
}

/// Steps over one line break: a real one, or one written as an escape.
bool takeBreak(std::string_view &text)
{
    for (const std::string_view breaking : {"\\r", "\\n", "\r", "\n"}) {
        if (text.starts_with(breaking)) {
            text.remove_prefix(breaking.size());
            return true;
        }
    }
    return false;
}

/// Drops breaks, quotes, blanks, armour headers and the OpenPGP checksum line. False when something
/// stands there that no key has.
bool cleanBody(std::string_view body, std::string &out, bool &hasHeaders)
{
    out.reserve(body.size());
    const std::size_t headers = body.substr(0, 512).find("Proc-Type:");
    hasHeaders = headers != std::string_view::npos;
    if (hasHeaders) {
        const std::size_t info = body.find("DEK-Info:", headers);
        const std::size_t end = body.find_first_of("\r\n\\", info);
        body.remove_prefix(std::min(end, body.size()));
    }
    bool lineStart = true;
    bool betweenStrings = false; // in source text: "first line" + "second line"
    while (!body.empty()) {
        if (takeBreak(body)) {
            lineStart = true;
            continue;
        }
        const char c = body.front();
        body.remove_prefix(1);
        if (c == '"' || c == '\'')
            betweenStrings = !betweenStrings;
        if (c == '\\' || (betweenStrings && c == '+')) // \\n: a break escaped twice
            continue;
        if (c == '=' && lineStart)
            return true; // OpenPGP's CRC-24
        if (base64Value(c) >= 0 || c == '=')
            out += c;
        else if (std::string_view(" \t\"',;").find(c) == std::string_view::npos)
            return false;
        lineStart = false;
    }
    return true;
}

/// Whether a DER sequence's own length agrees with how many bytes there are.
bool isWholeDer(std::string_view bytes)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    std::size_t size = byte(1);
    std::size_t header = 2;
    if (size > 0x80 && size <= 0x84) {
        const std::size_t digits = size - 0x80;
        size = 0;
        for (std::size_t i = 0; i < digits; ++i)
            size = size << 8 | byte(header++);
    }
    return header + size == bytes.size();
}

} // namespace

Wiped::~Wiped()
{
    volatile char *at = text.data();
    for (std::size_t i = 0; i < text.size(); ++i)
        at[i] = 0;
}

bool decodeBase64(std::string_view base64, std::string &out)
{
    while (base64.ends_with('='))
        base64.remove_suffix(1);
    if (base64.size() % 4 == 1)
        return false;
    out.clear();
    out.reserve(base64.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : base64) {
        const int value = base64Value(c);
        if (value < 0)
            return false;
        bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xffffff;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xff);
        }
    }
    return true;
}

Structure checkPem(std::string_view value)
{
    Wiped body;
    Wiped bytes;
    bool hasHeaders = false;
    if (!cleanBody(pemBody(value), body.text, hasHeaders) || !decodeBase64(body.text, bytes.text)
        || bytes.text.size() < kShortestKeyBytes)
        return Structure::Invalid;
    if (hasHeaders || bytes.text.starts_with("openssh-key-v1"))
        return Structure::Valid;
    if (bytes.text.front() == 0x30)
        return isWholeDer(bytes.text) ? Structure::Valid : Structure::Invalid;
    return Structure::Unchecked;
}

} // namespace rekey::rules

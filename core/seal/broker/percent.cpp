// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/percent.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace rekey::broker {

namespace {

bool isUnreserved(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9') || std::string_view("-._~").contains(character);
}

/// Calls `emit` with each character of the encoded text.
template <typename Emit>
void encode(std::string_view text, std::string_view kept, bool isForm, Emit emit)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (const char character : text) {
        if (isUnreserved(character) || kept.contains(character)) {
            emit(character);
        } else if (isForm && character == ' ') {
            emit('+');
        } else {
            emit('%');
            emit(kDigits[static_cast<unsigned char>(character) >> 4]);
            emit(kDigits[static_cast<unsigned char>(character) & 15U]);
        }
    }
}

/// The same the other way round; false when it is not encoded well.
template <typename Emit> bool decode(std::string_view text, char plus, Emit emit)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned char byte = static_cast<unsigned char>(text[at] == '+' ? plus : text[at]);
        if (byte == '%') {
            const std::string_view digits = text.substr(at + 1, 2);
            const auto [end, code]
                = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
            if (code != std::errc() || digits.size() != 2 || end != digits.data() + 2)
                return false;
            at += 2;
        }
        emit(static_cast<char>(byte));
    }
    return true;
}

} // namespace

std::string percentEncoded(std::string_view text, std::string_view kept)
{
    std::string out;
    encode(text, kept, false, [&](char character) { out += character; });
    return out;
}

std::string escapedPath(std::string_view path)
{
    return percentEncoded(path, "%/:@!$&'()*+,;=[]");
}

secret::SecretBytes formEncoded(std::string_view text)
{
    std::size_t size = 0;
    encode(text, {}, true, [&](char) { ++size; });
    secret::SecretBytes out(size);
    std::size_t at = 0;
    encode(text, {}, true,
           [&](char character) { out.bytes()[at++] = static_cast<std::byte>(character); });
    return out;
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string out;
    if (!decode(text, '+', [&](char character) { out += character; }))
        return std::nullopt;
    return out;
}

std::string plainPath(std::string_view path)
{
    const std::string decoded = percentDecoded(path).value_or(std::string(path));
    std::vector<std::string_view> segments;
    for (std::string_view rest = decoded; !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of("/\\"), rest.size());
        std::string_view segment = rest.substr(0, end);
        segment = segment.substr(0, segment.find(';'));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (segment == ".." && !segments.empty())
            segments.pop_back();
        else if (!segment.empty() && segment != "." && segment != "..")
            segments.push_back(segment);
    }
    std::string plain;
    for (const std::string_view segment : segments)
        plain.append("/").append(segment);
    return plain.empty() ? "/" : plain;
}

std::optional<std::string> formDecoded(std::string_view text)
{
    std::string out;
    if (!decode(text, ' ', [&](char character) { out += character; }))
        return std::nullopt;
    return out;
}

std::optional<secret::SecretBytes> formDecodedSecret(std::string_view text)
{
    secret::SecretBytes out(text.size());
    std::size_t size = 0;
    if (!decode(text, ' ',
                [&](char character) { out.bytes()[size++] = static_cast<std::byte>(character); }))
        return std::nullopt;
    return secret::SecretBytes::copyOf(out.bytes().first(size));
}

} // namespace rekey::broker

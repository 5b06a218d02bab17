// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/requesttext.h"

#include "core/base/text.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <span>
#include <utility>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

constexpr std::string_view kHexDigits = "0123456789abcdef";

const unsigned char *raw(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

SecretBytes joinedList(std::span<const std::string_view> texts)
{
    std::size_t size = 0;
    for (const std::string_view text : texts)
        size += text.size();
    SecretBytes result(size);
    std::size_t at = 0;
    for (const std::string_view text : texts) {
        std::ranges::copy(asBytes(text), result.bytes().begin() + static_cast<std::ptrdiff_t>(at));
        at += text.size();
    }
    return result;
}

/// Applies `encode` to each byte twice: to measure, then to write, so that no buffer grows and
/// leaves copies behind.
template <typename Encode> SecretBytes encoded(std::string_view bytes, const Encode &encode)
{
    std::array<char, 8> unit{};
    std::size_t size = 0;
    for (const char byte : bytes)
        size += encode(byte, unit);
    SecretBytes result(size);
    std::size_t at = 0;
    for (const char byte : bytes) {
        const std::size_t length = encode(byte, unit);
        std::memcpy(result.bytes().data() + at, unit.data(), length);
        at += length;
    }
    secret::wipe(std::as_writable_bytes(std::span(unit)));
    return result;
}

std::size_t encodeUrl(char byte, std::array<char, 8> &unit)
{
    const auto value = static_cast<unsigned char>(byte);
    const bool isPlain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || byte == '~';
    if (isPlain) {
        unit[0] = byte;
        return 1;
    }
    constexpr std::string_view kUpper = "0123456789ABCDEF";
    unit = {'%', kUpper[value >> 4], kUpper[value & 15]};
    return 3;
}

std::size_t encodeJson(char byte, std::array<char, 8> &unit)
{
    const auto value = static_cast<unsigned char>(byte);
    if (byte == '"' || byte == '\\') {
        unit = {'\\', byte};
        return 2;
    }
    if (value < 0x20) {
        unit = {'\\', 'u', '0', '0', kHexDigits[value >> 4], kHexDigits[value & 15]};
        return 6;
    }
    unit[0] = byte;
    return 1;
}

SecretBytes base64As(int variant, std::string_view bytes)
{
    SecretBytes padded(sodium_base64_encoded_len(bytes.size(), variant));
    sodium_bin2base64(reinterpret_cast<char *>(padded.bytes().data()), padded.size(), raw(bytes),
                      bytes.size(), variant);
    return SecretBytes::copyOf(std::as_const(padded).view().substr(0, padded.size() - 1));
}

SecretBytes hexOf(std::string_view bytes)
{
    return encoded(bytes, [](char byte, std::array<char, 8> &unit) -> std::size_t {
        const auto value = static_cast<unsigned char>(byte);
        unit = {kHexDigits[value >> 4], kHexDigits[value & 15]};
        return 2;
    });
}

bool isName(std::string_view name)
{
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace

Parts copyOf(const Parts &parts)
{
    Parts copy;
    for (const auto &[name, value] : parts)
        copy.emplace(name, secret::SecretBytes::copyOf(value.bytes()));
    return copy;
}

SecretBytes joined(std::initializer_list<std::string_view> texts)
{
    return joinedList({texts.begin(), texts.size()});
}

SecretBytes base64Of(std::string_view bytes)
{
    return base64As(sodium_base64_VARIANT_ORIGINAL, bytes);
}

SecretBytes base64UrlOf(std::string_view bytes)
{
    return base64As(sodium_base64_VARIANT_URLSAFE_NO_PADDING, bytes);
}

Result<SecretBytes> bytesOfBase64(std::string_view text)
{
    // libsodium's reader would refuse unused bits, which keys that people edited may have.
    SecretBytes decoded(text.size() / 4 * 3);
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char *>(decoded.bytes().data()),
                                     raw(text), static_cast<int>(text.size()));
    if (size < 0 || text.size() % 4 != 0)
        return fail(ErrorKind::Malformed, "it is not base64");
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    return SecretBytes::copyOf(
        std::as_const(decoded).view().substr(0, static_cast<std::size_t>(size) - padding));
}

SecretBytes jsonTextOf(std::string_view text)
{
    return encoded(text, encodeJson);
}

std::string sha256Hex(std::string_view bytes)
{
    std::array<std::byte, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(reinterpret_cast<unsigned char *>(digest.data()), raw(bytes), bytes.size());
    return toHex(digest);
}

SecretBytes hmacSha256(std::string_view key, std::string_view bytes)
{
    SecretBytes digest(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, raw(key), key.size());
    crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char *>(digest.bytes().data()));
    sodium_memzero(&state, sizeof state);
    return digest;
}

Result<RequestText::Filter> RequestText::parseFilter(std::string_view word)
{
    constexpr std::array<std::pair<std::string_view, Kind>, 4> kPlain
        = {{{"base64", Kind::Base64},
            {"url", Kind::Url},
            {"json", Kind::Json},
            {"sha256", Kind::Sha256}}};
    for (const auto &[name, kind] : kPlain) {
        if (word == name)
            return Filter{kind, {}};
    }
    constexpr std::string_view kHmac = "hmac:";
    if (word.starts_with(kHmac) && isName(word.substr(kHmac.size())))
        return Filter{Kind::Hmac, std::string(word.substr(kHmac.size()))};
    return fail(ErrorKind::Malformed,
                "there is no filter " + std::string(word)
                    + "; known are base64, url, json, sha256 and hmac:PART");
}

Result<RequestText::Piece> RequestText::parsePart(std::string_view inside)
{
    Piece piece;
    piece.isPart = true;
    const std::size_t end = std::min(inside.find('|'), inside.size());
    piece.text = inside.substr(0, end);
    if (!isName(piece.text))
        return fail(ErrorKind::Malformed, "{" + std::string(inside) + "} does not name a part");
    inside.remove_prefix(end);
    while (!inside.empty()) {
        inside.remove_prefix(1);
        const std::size_t next = std::min(inside.find('|'), inside.size());
        Result<Filter> filter = parseFilter(inside.substr(0, next));
        if (!filter)
            return std::unexpected(std::move(filter.error()));
        piece.filters.push_back(std::move(*filter));
        inside.remove_prefix(next);
    }
    return piece;
}

Result<RequestText> RequestText::parse(std::string_view text)
{
    RequestText result;
    result.m_shown = text;
    std::string literal;
    const auto flush = [&] {
        if (!literal.empty())
            result.m_pieces.push_back({false, std::exchange(literal, {}), {}});
    };
    while (!text.empty()) {
        const char first = text.front();
        if (text.starts_with("{{") || text.starts_with("}}")) {
            literal += first;
            text.remove_prefix(2);
        } else if (first == '{') {
            const std::size_t end = text.find('}');
            if (end == std::string_view::npos)
                return fail(ErrorKind::Malformed,
                            "a placeholder is not closed; write {{ for a brace");
            Result<Piece> piece = parsePart(text.substr(1, end - 1));
            if (!piece)
                return std::unexpected(std::move(piece.error()));
            flush();
            result.m_pieces.push_back(std::move(*piece));
            text.remove_prefix(end + 1);
        } else if (first == '}') {
            return fail(ErrorKind::Malformed, "a brace stands alone; write }} for a brace");
        } else {
            literal += first;
            text.remove_prefix(1);
        }
    }
    flush();
    return result;
}

std::vector<std::string> RequestText::names() const
{
    std::vector<std::string> result;
    for (const Piece &piece : m_pieces) {
        if (piece.isPart)
            result.push_back(piece.text);
        for (const Filter &filter : piece.filters) {
            if (!filter.key.empty())
                result.push_back(filter.key);
        }
    }
    std::ranges::sort(result);
    const auto [first, last] = std::ranges::unique(result);
    result.erase(first, last);
    return result;
}

Result<SecretBytes> RequestText::apply(const Filter &filter, std::string_view value,
                                       const Parts &parts)
{
    switch (filter.kind) {
    case Kind::Base64:
        return base64Of(value);
    case Kind::Url:
        return encoded(value, encodeUrl);
    case Kind::Json:
        return jsonTextOf(value);
    case Kind::Sha256:
        return SecretBytes::copyOf(std::string_view(sha256Hex(value)));
    case Kind::Hmac:
        break;
    }
    const auto key = parts.find(filter.key);
    if (key == parts.end())
        return fail(ErrorKind::NotFound, "the request needs the part " + filter.key, filter.key);
    return hexOf(hmacSha256(key->second.view(), value).view());
}

Result<SecretBytes> RequestText::render(const Parts &parts) const
{
    std::vector<SecretBytes> made;
    std::vector<std::string_view> texts;
    for (const Piece &piece : m_pieces) {
        if (!piece.isPart) {
            texts.emplace_back(piece.text);
            continue;
        }
        const auto part = parts.find(piece.text);
        if (part == parts.end())
            return fail(ErrorKind::NotFound, "the request needs the part " + piece.text,
                        piece.text);
        std::string_view value = part->second.view();
        for (const Filter &filter : piece.filters) {
            Result<SecretBytes> next = apply(filter, value, parts);
            if (!next)
                return next;
            made.push_back(std::move(*next));
            value = made.back().view();
        }
        texts.push_back(value);
    }
    return joinedList(texts);
}

} // namespace rekey::provider

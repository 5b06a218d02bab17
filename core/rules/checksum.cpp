// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/checksum.h"

#include "core/rules/decode.h"

#include <QCryptographicHash>

#include <libdeflate.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace rekey::rules {

namespace {

using nlohmann::json;

Structure verdict(bool ok)
{
    return ok ? Structure::Valid : Structure::Invalid;
}

std::uint32_t crc32(std::string_view bytes)
{
    return libdeflate_crc32(0, bytes.data(), bytes.size());
}

/// Most significant digit first, padded with the alphabet's zero.
std::string inBase(std::uint32_t value, std::string_view alphabet, std::size_t width)
{
    std::string out(width, alphabet.front());
    const auto base = static_cast<std::uint32_t>(alphabet.size());
    for (std::size_t i = width; i-- > 0 && value > 0; value /= base)
        out[i] = alphabet[value % base];
    return out;
}

constexpr std::string_view kBase62
    = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kBase36 = "0123456789abcdefghijklmnopqrstuvwxyz";

// GitHub blog, "Behind GitHub's new authentication token formats" (2021); npm's tokens follow it.
// The check is over the body alone; bodies are 30 characters, 70 for refresh tokens.
Structure crc32Base62(std::string_view value)
{
    constexpr std::size_t kCheck = 6;
    const std::size_t prefix = value.find('_') + 1;
    const std::string_view rest = value.substr(prefix);
    if (prefix == 0 || (rest.size() != 30 + kCheck && rest.size() != 70 + kCheck))
        return Structure::Unchecked; // another generation
    const std::string_view body = rest.substr(0, rest.size() - kCheck);
    return verdict(inBase(crc32(body), kBase62, kCheck) == rest.substr(body.size()));
}

// Fine-grained GitHub tokens: 8 base32 digits of the SHA-256 over all that stands before them.
Structure githubFineGrained(std::string_view value)
{
    constexpr std::size_t kBefore = 77;
    constexpr std::size_t kSize = 93;
    if (value.size() != kSize)
        return Structure::Unchecked;
    const QByteArray digest = QCryptographicHash::hash(
        QByteArrayView(value.data(), static_cast<qsizetype>(kBefore)), QCryptographicHash::Sha256);
    constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::uint64_t bits = 0;
    for (qsizetype i = 0; i < 5; ++i)
        bits = bits << 8 | static_cast<unsigned char>(digest.at(i));
    for (std::size_t i = 0; i < 8; ++i) {
        if (value[kBefore + i] != kBase32[bits >> (35 - 5 * i) & 31])
            return Structure::Invalid;
    }
    return Structure::Valid;
}

// GitLab's routable tokens (authn/token_field generators): prefix, base64url payload, ".01." or
// ".", two base36 digits of the payload's length, seven of the CRC-32 over everything before.
Structure gitlabRoutable(std::string_view value)
{
    constexpr std::size_t kLength = 2;
    constexpr std::size_t kCheck = 7;
    const std::size_t dot = value.rfind('.');
    if (dot == std::string_view::npos || value.size() - dot - 1 != kLength + kCheck)
        return Structure::Unchecked; // the older form has no structure
    const std::string_view before = value.substr(0, value.size() - kCheck);
    if (inBase(crc32(before), kBase36, kCheck) != value.substr(before.size()))
        return Structure::Invalid;
    std::string_view head = value.substr(0, dot);
    if (head.ends_with(".01"))
        head.remove_suffix(3);
    const std::size_t high = kBase36.find(value[dot + 1]);
    const std::size_t low = kBase36.find(value[dot + 2]);
    if (high == std::string_view::npos || low == std::string_view::npos
        || high * 36 + low >= head.size())
        return Structure::Invalid;
    Wiped payload;
    if (!decodeBase64(head.substr(head.size() - (high * 36 + low)), payload.text)
        || payload.text.size() < 20)
        return Structure::Invalid;
    const auto size = static_cast<unsigned char>(payload.text.back());
    return verdict(size + 17U == payload.text.size());
}

// Grafana service account tokens (pkg/components/satokengen): CRC-32, little endian, in hex.
Structure grafanaCrc32(std::string_view value)
{
    constexpr std::size_t kCheck = 8;
    const std::size_t last = value.rfind('_');
    if (last == std::string_view::npos || value.size() - last - 1 != kCheck)
        return Structure::Unchecked;
    const std::uint32_t crc = crc32(value.substr(0, last));
    for (std::size_t i = 0; i < kCheck; ++i) {
        const std::size_t shift = 8 * (i / 2) + (i % 2 == 0 ? 4 : 0);
        if (kBase36[crc >> shift & 15] != value[last + 1 + i])
            return Structure::Invalid;
    }
    return Structure::Valid;
}

/// The JSON object a base64 text holds; nothing when it holds none.
std::optional<json> jsonObject(std::string_view base64)
{
    Wiped text;
    if (!decodeBase64(base64, text.text))
        return std::nullopt;
    json parsed = json::parse(text.text, nullptr, false);
    if (!parsed.is_object())
        return std::nullopt;
    return parsed;
}

// Sentry organisation tokens (RFC 0091 of getsentry/rfcs): sntrys_ base64(JSON) _ base64(32 bytes).
Structure sentryOrg(std::string_view value)
{
    const std::size_t first = value.find('_');
    const std::size_t last = value.rfind('_');
    if (first == last)
        return Structure::Unchecked;
    const std::optional<json> payload = jsonObject(value.substr(first + 1, last - first - 1));
    Wiped secret;
    return verdict(payload && payload->contains("iat") && payload->contains("org")
                   && decodeBase64(value.substr(last + 1), secret.text)
                   && secret.text.size() == 32);
}

/// One field of libmacaroons' binary format, version 2: type, length as a varint, bytes.
bool takeField(std::string_view &bytes, unsigned char type, std::string_view &content)
{
    if (bytes.empty() || static_cast<unsigned char>(bytes.front()) != type)
        return false;
    bytes.remove_prefix(1);
    std::size_t size = 0;
    for (unsigned shift = 0; shift < 28; shift += 7) {
        if (bytes.empty())
            return false;
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        size |= std::size_t{byte & 0x7fU} << shift;
        if (byte < 0x80)
            break;
    }
    if (size > bytes.size())
        return false;
    content = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return true;
}

bool takeEnd(std::string_view &bytes)
{
    if (!bytes.starts_with('\0'))
        return false;
    bytes.remove_prefix(1);
    return true;
}

bool isMacaroon(std::string_view bytes)
{
    std::string_view content;
    if (!bytes.starts_with('\x02'))
        return false;
    bytes.remove_prefix(1);
    if (!takeField(bytes, 1, content) || !content.ends_with("pypi.org")
        || !takeField(bytes, 2, content) || !takeEnd(bytes))
        return false;
    while (!bytes.starts_with('\0')) {
        takeField(bytes, 1, content); // a caveat's location may be missing
        if (!takeField(bytes, 2, content))
            return false;
        takeField(bytes, 4, content); // so may its verification id
        if (!takeEnd(bytes))
            return false;
    }
    return takeEnd(bytes) && takeField(bytes, 6, content) && content.size() == 32 && bytes.empty();
}

// PyPI: "pypi-" and a base64url macaroon (pypi.org/help, warehouse/macaroons).
Structure pypiMacaroon(std::string_view value)
{
    Wiped bytes;
    const std::size_t prefix = value.find('-') + 1;
    return verdict(prefix > 0 && decodeBase64(value.substr(prefix), bytes.text)
                   && isMacaroon(bytes.text));
}

// AWS access key ids since about 2019 carry their account: base32 digits 5 to 20, bits 1 to 40.
Structure awsAccessKey(std::string_view value)
{
    if (value.size() != 20)
        return Structure::Unchecked;
    std::uint64_t bits = 0;
    for (std::size_t i = 4; i < 20; ++i) {
        const char c = value[i];
        const bool letter = c >= 'A' && c <= 'Z';
        if (!letter && (c < '2' || c > '7'))
            return i == 4 ? Structure::Unchecked : Structure::Invalid;
        if (i < 14) // the first 50 of 80 bits
            bits = bits << 5 | static_cast<std::uint64_t>(letter ? c - 'A' : c - '2' + 26);
    }
    if (value[4] == 'I' || value[4] == 'J')
        return Structure::Unchecked; // older ids carry none
    const std::uint64_t account = bits >> 9 & 0xffffffffffU;
    return verdict(account <= 999'999'999'999U);
}

// RFC 7515 section 3.1, RFC 7516 section 3.1: three parts, or five when encrypted.
Structure jwt(std::string_view value)
{
    const std::size_t first = value.find('.');
    if (first == std::string_view::npos)
        return Structure::Invalid;
    const std::optional<json> header = jsonObject(value.substr(0, first));
    if (!header || !header->contains("alg"))
        return Structure::Invalid;
    if (header->contains("enc"))
        return Structure::Valid;
    const std::size_t second = value.find('.', first + 1);
    return verdict(jsonObject(value.substr(first + 1, second - first - 1)).has_value());
}

/// The text from an opening brace to its own closing one, strings respected; empty when it does not
/// close within the text.
std::string_view jsonBlock(std::string_view text)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return text.substr(0, i + 1);
        }
    }
    return {};
}

// Google Cloud, "Create and delete service account keys": the key file's members.
Structure serviceAccountJson(std::string_view value, std::string_view context)
{
    constexpr std::size_t kReach = 8192;
    const std::less<const char *> less;
    const bool inside = !less(value.data(), context.data())
        && !less(context.data() + context.size(), value.data() + value.size());
    const std::size_t at = inside ? static_cast<std::size_t>(value.data() - context.data()) : 0;
    const std::string_view whole = inside ? context : value;
    // The nearest brace before the value may stand in a string, or open an object that is over.
    std::size_t open = at + 1;
    for (int tries = 0; tries < 16 && open > 0; ++tries) {
        open = whole.rfind('{', open - 1);
        if (open == std::string_view::npos || at - open > kReach)
            break;
        const std::string_view block = jsonBlock(whole.substr(open, value.size() + 2 * kReach));
        if (block.size() >= at - open + value.size()) {
            return verdict(block.find("service_account") != std::string_view::npos
                           && block.find("private_key") != std::string_view::npos
                           && block.find("client_email") != std::string_view::npos);
        }
    }
    return Structure::Unchecked;
}

} // namespace

Structure checkStructure(Checksum checksum, std::string_view value, std::string_view context)
{
    if (value.empty())
        return Structure::Unchecked;
    switch (checksum) {
    case Checksum::None:
        return Structure::Unchecked;
    case Checksum::Crc32Base62:
        return crc32Base62(value);
    case Checksum::GithubFineGrained:
        return githubFineGrained(value);
    case Checksum::GitlabRoutable:
        return gitlabRoutable(value);
    case Checksum::GrafanaCrc32:
        return grafanaCrc32(value);
    case Checksum::SentryOrg:
        return sentryOrg(value);
    case Checksum::PypiMacaroon:
        return pypiMacaroon(value);
    case Checksum::AwsAccessKey:
        return awsAccessKey(value);
    case Checksum::Jwt:
        return jwt(value);
    case Checksum::ServiceAccountJson:
        return serviceAccountJson(value, context);
    case Checksum::PemPrivateKey:
        return checkPem(value);
    }
    return Structure::Unchecked;
}

} // namespace rekey::rules

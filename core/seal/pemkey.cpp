// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/pemkey.h"

#include "core/base/text.h"
#include "core/seal/base64.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace rekey::seal {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kRsa = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv; // 1.2.840.113549.1.1.1
constexpr std::string_view kEc = "\x2a\x86\x48\xce\x3d\x02\x01"sv; // 1.2.840.10045.2.1
constexpr std::string_view kEd25519 = "\x2b\x65\x70"sv; // 1.3.101.112
// P-256, P-384, P-521: 1.2.840.10045.3.1.7, 1.3.132.0.34, 1.3.132.0.35
constexpr std::array<std::string_view, 3> kCurves
    = {"\x2a\x86\x48\xce\x3d\x03\x01\x07"sv, "\x2b\x81\x04\x00\x22"sv, "\x2b\x81\x04\x00\x23"sv};

enum Tag : unsigned char
{
    Integer = 0x02,
    OctetString = 0x04,
    ObjectId = 0x06,
    Sequence = 0x30,
    Parameters = 0xa0,
};

struct Element
{
    unsigned char tag = 0;
    std::string_view body;
};

/// Takes the first element of DER text.
std::optional<Element> take(std::string_view &der)
{
    if (der.size() < 2)
        return std::nullopt;
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(der[i]); };
    std::size_t length = at(1);
    std::size_t head = 2;
    if (length >= 0x80) {
        const std::size_t count = length & 0x7f;
        if (count == 0 || count > 3 || der.size() < 2 + count)
            return std::nullopt;
        length = 0;
        for (; head < 2 + count; ++head)
            length = length << 8 | at(head);
    }
    if (der.size() - head < length)
        return std::nullopt;
    const Element element{at(0), der.substr(head, length)};
    der.remove_prefix(head + length);
    return element;
}

std::optional<std::string_view> take(std::string_view &der, Tag tag)
{
    const auto element = take(der);
    if (!element || element->tag != tag)
        return std::nullopt;
    return element->body;
}

std::unexpected<Error> refuse(std::string_view why)
{
    return fail(ErrorKind::Malformed, "the proxy cannot use this private key: " + std::string(why));
}

Result<PemKeyType> curve(std::string_view id, PemKeyType type)
{
    if (std::ranges::contains(kCurves, id))
        return type;
    return refuse("its curve is not P-256, P-384 or P-521");
}

Result<PemKeyType> pkcs8Type(std::string_view algorithm)
{
    const auto id = take(algorithm, ObjectId);
    if (id == kRsa)
        return PemKeyType::RsaPkcs8;
    if (id == kEd25519)
        return PemKeyType::Ed25519;
    if (id == kEc)
        return curve(take(algorithm, ObjectId).value_or(""), PemKeyType::EcPkcs8);
    return refuse("it is neither RSA nor elliptic curve");
}

Result<PemKeyType> sec1Type(std::string_view rest)
{
    if (!take(rest, OctetString))
        return refuse("its structure is damaged");
    auto parameters = take(rest, Parameters);
    if (!parameters)
        return refuse("it does not name its curve");
    return curve(take(*parameters, ObjectId).value_or(""), PemKeyType::EcSec1);
}

Result<PemKeyType> keyType(std::string_view der)
{
    auto whole = take(der, Sequence);
    if (!whole || !der.empty())
        return refuse("its structure is damaged");
    const auto version = take(*whole, Integer);
    std::string_view rest = *whole;
    const auto second = take(rest);
    if (!version || version->size() != 1 || !second)
        return refuse("its structure is damaged");
    if (second->tag == Sequence)
        return pkcs8Type(second->body);
    if (second->tag == Integer && version->front() == 0)
        return PemKeyType::RsaPkcs1;
    if (second->tag == OctetString && version->front() == 1)
        return sec1Type(*whole);
    return refuse("its structure is not that of a private key");
}

} // namespace

Result<secret::SecretBytes> derOfPem(const secret::SecretBytes &pem)
{
    constexpr std::string_view kBegin = "-----BEGIN ";
    constexpr std::string_view kDashes = "-----";
    const std::string_view text = pem.view();
    const std::size_t begin = text.find(kBegin);
    if (begin == std::string_view::npos)
        return refuse("it is no PEM text; take the whole file with its BEGIN and END lines");
    if (text.contains("\\n"))
        return refuse("it holds backslash-n instead of line breaks");
    const std::size_t labelAt = begin + kBegin.size();
    const std::size_t labelEnd = text.find(kDashes, labelAt);
    const std::size_t end = labelEnd == std::string_view::npos
        ? std::string_view::npos
        : text.find("-----END ", labelEnd + kDashes.size());
    if (end == std::string_view::npos)
        return refuse("its END line is missing");
    const std::string_view label = text.substr(labelAt, labelEnd - labelAt);
    const std::string_view body
        = text.substr(labelEnd + kDashes.size(), end - labelEnd - kDashes.size());
    if (label.contains("PARAMETERS"))
        return refuse("curve parameters stand before it, and the proxy reads the first block only");
    if (label.starts_with("ENCRYPTED") || body.contains("ENCRYPTED"))
        return refuse("it is encrypted; decrypt it first");
    if (label == "OPENSSH PRIVATE KEY")
        return refuse("it is in OpenSSH's own form; convert it to PKCS#8");
    auto der = fromBase64(trimmed(body));
    if (!der)
        return refuse("what stands between its lines is not base64");
    return std::move(*der);
}

Result<PemKeyType> pemKeyType(const secret::SecretBytes &pem)
{
    return derOfPem(pem).and_then(
        [](const secret::SecretBytes &der) { return keyType(der.view()); });
}

} // namespace rekey::seal

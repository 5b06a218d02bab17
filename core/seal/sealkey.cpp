// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/sealkey.h"

#include "core/base/text.h"
#include "core/seal/base64.h"
#include "core/seal/bearer.h"

#include <sodium.h>

#include <optional>
#include <vector>

namespace rekey::seal {

namespace {

static_assert(SealKey::kBytes == crypto_box_PUBLICKEYBYTES);

/// The library's view of bytes.
const unsigned char *in(std::span<const std::byte> bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *out(std::span<std::byte> bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

/// Digits of either case; false unless they are exactly `out`.
bool fromHex(std::string_view hex, std::span<std::byte> target)
{
    std::size_t read = 0;
    const char *end = nullptr;
    return hex.size() == 2 * target.size()
        && sodium_hex2bin(out(target), target.size(), hex.data(), hex.size(), nullptr, &read, &end)
        == 0
        && read == target.size() && end == hex.data() + hex.size();
}

std::string shortDigest(std::span<const std::byte> bytes)
{
    const std::array<std::byte, 32> digest = sha256(bytes);
    return toHex(std::span(digest).first(8));
}

} // namespace

Result<SealKey> SealKey::parse(std::string_view hex)
{
    std::array<std::byte, kBytes> bytes{};
    if (!fromHex(hex, bytes))
        return fail(ErrorKind::Malformed, "a seal key has 64 hexadecimal digits and nothing else");
    return fromBytes(bytes);
}

Result<SealKey> SealKey::fromBytes(const std::array<std::byte, kBytes> &bytes)
{
    // The library gives no shared key for a point of low order.
    std::array<std::byte, crypto_scalarmult_BYTES> shared{};
    std::array<std::byte, crypto_scalarmult_SCALARBYTES> scalar{};
    randombytes_buf(scalar.data(), scalar.size());
    if (crypto_scalarmult(out(shared), in(scalar), in(bytes)) != 0)
        return fail(ErrorKind::Invalid,
                    "this is no seal key: it is a point of low order, and what is sealed to it "
                    "could be opened by anybody; copy the key from the deployment again");
    return SealKey(bytes);
}

std::string SealKey::hex() const
{
    return toHex(m_bytes);
}

std::string SealKey::fingerprint() const
{
    std::string digits = shortDigest(m_bytes);
    for (const std::size_t at : {12UL, 8UL, 4UL})
        digits.insert(at, 1, ' ');
    return digits;
}

Result<OpenKey> OpenKey::parse(std::string_view hex)
{
    secret::SecretBytes bytes(SealKey::kBytes);
    if (!fromHex(hex, bytes.bytes()))
        return fail(ErrorKind::Malformed, "an open key has 64 hexadecimal digits and nothing else");
    return OpenKey(std::move(bytes));
}

OpenKey OpenKey::random()
{
    secret::SecretBytes bytes(SealKey::kBytes);
    randombytes_buf(bytes.bytes().data(), bytes.size());
    return OpenKey(std::move(bytes));
}

SealKey OpenKey::sealKey() const
{
    std::array<std::byte, SealKey::kBytes> bytes{};
    crypto_scalarmult_base(out(bytes), in(m_bytes.bytes()));
    return *SealKey::fromBytes(bytes);
}

std::size_t tokenLength(std::size_t plainBytes)
{
    return (plainBytes + crypto_box_SEALBYTES + 2) / 3 * 4;
}

Result<SealedToken> sealText(const secret::SecretBytes &plain, const SealKey &key)
{
    if (auto fine = checkCryptography(); !fine)
        return std::unexpected(fine.error());
    std::vector<std::byte> box(plain.size() + crypto_box_SEALBYTES);
    if (crypto_box_seal(out(box), in(plain.bytes()), plain.size(), in(key.bytes())) != 0)
        return fail(ErrorKind::Internal, "the seal key was refused; copy it again");
    return SealedToken{base64Of(box), shortDigest(box)};
}

Result<secret::SecretBytes> openToken(std::string_view token, const OpenKey &key)
{
    const auto box = fromBase64(trimmed(token));
    if (!box)
        return fail(ErrorKind::Malformed,
                    "the sealed token is not base64 on one line with padding");
    if (box->size() < crypto_box_SEALBYTES)
        return fail(ErrorKind::Denied, "the sealed token is too short to be one");
    secret::SecretBytes plain(box->size() - crypto_box_SEALBYTES);
    if (crypto_box_seal_open(out(plain.bytes()), in(box->bytes()), box->size(),
                             in(key.sealKey().bytes()), in(key.bytes().bytes()))
        != 0)
        return fail(ErrorKind::Denied, "the sealed token was made for another key, or altered");
    return plain;
}

Result<void> checkCryptography()
{
    // Made once with a fixed ephemeral key, and opened by the proxy itself.
    static const bool isGood = [] {
        const auto key
            = OpenKey::parse("0d88a36d5c41d5c3d97b929fdebf0bea57e5fb4616da88121ba972431a161cab");
        const std::string_view box
            = "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHz//0G6cmm3kK38c05vhmk5PBDOLwuSpm+rXgh/"
              "i/0HVWELmelccyvU8gL9H4JSwT6jywewA9iE81QNeXK1So22TsFzsEXs";
        const auto plain = key ? openToken(box, *key) : std::unexpected(key.error());
        const std::string_view digest = "IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU=";
        return plain && plain->view() == R"({"inject_processor":{"token":"trustno1"},"no_auth":{}})"
            && base64Of(sha256(asBytes("trustno1"))) == digest;
    }();
    if (!isGood)
        return fail(ErrorKind::Internal,
                    "the cryptographic library does not open a known sealed text; nothing is "
                    "sealed with it");
    return {};
}

} // namespace rekey::seal

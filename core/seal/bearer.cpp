// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/bearer.h"

#include <sodium.h>

namespace rekey::seal {

std::array<std::byte, 32> sha256(std::span<const std::byte> bytes)
{
    std::array<std::byte, 32> digest{};
    crypto_hash_sha256(reinterpret_cast<unsigned char *>(digest.data()),
                       reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
    return digest;
}

secret::SecretBytes makeBearer()
{
    constexpr std::size_t kRandomBytes = 32;
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    constexpr std::size_t kTextBytes = sodium_base64_ENCODED_LEN(kRandomBytes, kVariant);
    secret::SecretBytes random(kRandomBytes);
    randombytes_buf(random.bytes().data(), random.size());
    secret::SecretBytes text(kTextBytes);
    sodium_bin2base64(reinterpret_cast<char *>(text.bytes().data()), text.size(),
                      reinterpret_cast<const unsigned char *>(random.bytes().data()), random.size(),
                      kVariant);
    return secret::SecretBytes::copyOf(text.bytes().first(kTextBytes - 1)); // without the end's NUL
}

std::vector<std::byte> digestOf(const secret::SecretBytes &bearer)
{
    const std::array<std::byte, 32> digest = sha256(bearer.bytes());
    return {digest.begin(), digest.end()};
}

} // namespace rekey::seal

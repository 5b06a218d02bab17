// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace rekey::report {

/// A public key as people pass it on: "rekey-sign:" (Ed25519) or "rekey-seal:" (X25519) and 64 hex
/// digits.
struct PublicKey
{
    enum class Use : unsigned char
    {
        Sign,
        Seal,
    };
    Use use = Use::Sign;
    std::array<std::byte, 32> bytes{};

    [[nodiscard]] std::string text() const;
    /// Short enough to be read out: six groups of four hex digits of its BLAKE2b hash.
    [[nodiscard]] std::string fingerprint() const;
    /// Errors: Invalid (not a key of this use).
    [[nodiscard]] static Result<PublicKey> parse(std::string_view text, Use use);

    friend bool operator==(const PublicKey &, const PublicKey &) = default;
};

/// A key pair kept in a file of its own: 32 bytes of seed, mode 0600. Signing uses Ed25519 (RFC
/// 8032), opening X25519 (RFC 7748), both of libsodium.
class KeyPair
{
public:
    /// Reads the file, or makes it. Errors: Denied, Io, Malformed (wrong size, or others may read
    /// it; the file is left alone).
    [[nodiscard]] static Result<KeyPair> loadOrCreate(const std::string &path, PublicKey::Use use);

    [[nodiscard]] const PublicKey &publicKey() const { return m_public; }
    /// 64 bytes as hex.
    [[nodiscard]] std::string sign(std::string_view message) const;
    /// Opens a libsodium sealed box. Errors: Denied (made for another key, or altered).
    [[nodiscard]] Result<secret::SecretBytes> openSealed(std::span<const std::byte> box) const;

private:
    PublicKey m_public;
    secret::SecretBytes m_secret;
};

/// Whether the hex signature is this key's over the message.
[[nodiscard]] bool isSigned(std::string_view message, std::string_view signature,
                            const PublicKey &key);

} // namespace rekey::report

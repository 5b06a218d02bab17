// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <string_view>

namespace rekey::provider {

/// How a JSON Web Token is signed. Sources: RFC 7518 3.3 and 3.4, RFC 8037 3.1.
enum class JwtAlgorithm : std::uint8_t
{
    Rs256, ///< RSA of 2048 to 4096 bits, PKCS #1 v1.5, SHA-256
    Es256, ///< P-256, SHA-256
    Es384, ///< P-384, SHA-384
    Es512, ///< P-521, SHA-512
    EdDsa, ///< Ed25519
};

/// As a token's header has it: "RS256", "ES256", "ES384", "ES512", "EdDSA".
[[nodiscard]] std::string_view jwtAlgorithmName(JwtAlgorithm algorithm);

/// The one for a key. Errors: Malformed (no such key, or it has a passphrase), Unsupported (there
/// is none for it).
[[nodiscard]] Result<JwtAlgorithm> jwtAlgorithmOf(std::string_view key);

/// Header and claims, both JSON, signed with a private key and in the compact form (RFC 7515 7.1).
/// `key` holds the first PEM block as it is found in files and in texts within texts: PKCS #8,
/// PKCS #1 or SEC 1, on lines or on one, line breaks also as backslash-n. Errors: Malformed (no
/// such key, or it has a passphrase), Unsupported (a key of another kind than the algorithm's).
[[nodiscard]] Result<secret::SecretBytes> signJwt(JwtAlgorithm algorithm, std::string_view key,
                                                  std::string_view header, std::string_view claims);

/// A new private key (PEM, PKCS #8) of the same kind and size, which nobody was given. An RSA key
/// takes up to a second. Errors: as signJwt.
[[nodiscard]] Result<secret::SecretBytes> freshKeyLike(std::string_view key);

} // namespace rekey::provider

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace rekey::seal {

/// The public half of a deployment's key pair (X25519): all that sealing needs. Anybody who knows
/// it can seal, so a sealed token proves nothing about who made it.
class SealKey
{
public:
    static constexpr std::size_t kBytes = 32;

    /// 64 hex digits. Errors: Malformed (not hex, wrong length), Invalid (a point of low order:
    /// everybody could open what is sealed to it).
    [[nodiscard]] static Result<SealKey> parse(std::string_view hex);
    [[nodiscard]] static Result<SealKey> fromBytes(const std::array<std::byte, kBytes> &bytes);

    [[nodiscard]] std::string hex() const;
    /// For people to compare: SHA-256 of the key's bytes, first 16 hex digits in groups of four.
    [[nodiscard]] std::string fingerprint() const;
    [[nodiscard]] const std::array<std::byte, kBytes> &bytes() const { return m_bytes; }

    friend bool operator==(const SealKey &, const SealKey &) = default;

private:
    explicit SealKey(const std::array<std::byte, kBytes> &bytes)
        : m_bytes(bytes)
    {
    }
    std::array<std::byte, kBytes> m_bytes;
};

/// The private half. Only what opens tokens holds one: the broker, and the check of our own seals.
class OpenKey
{
public:
    /// 64 hex digits, nothing around them. Errors: Malformed.
    [[nodiscard]] static Result<OpenKey> parse(std::string_view hex);
    [[nodiscard]] static OpenKey random();

    [[nodiscard]] SealKey sealKey() const;
    [[nodiscard]] const secret::SecretBytes &bytes() const { return m_bytes; }

private:
    explicit OpenKey(secret::SecretBytes bytes)
        : m_bytes(std::move(bytes))
    {
    }
    secret::SecretBytes m_bytes;
};

/// What the application sends in `Proxy-Tokenizer`.
struct SealedToken
{
    std::string text; ///< base64 with padding, one line
    std::string fingerprint; ///< first 16 hex digits of the SHA-256 of the sealed bytes: for logs
};

/// Anonymous sealed box (X25519, XSalsa20-Poly1305) of the text, then base64. Errors: Internal.
[[nodiscard]] Result<SealedToken> sealText(const secret::SecretBytes &plain, const SealKey &key);
/// Errors: Malformed (not base64, too short), Denied (another key, or altered).
[[nodiscard]] Result<secret::SecretBytes> openToken(std::string_view token, const OpenKey &key);

/// Characters of a sealed token over a text of so many bytes.
[[nodiscard]] std::size_t tokenLength(std::size_t plainBytes);

/// Opens a known token and digests a known text; sealing is refused when either comes out wrong.
[[nodiscard]] Result<void> checkCryptography();

} // namespace rekey::seal

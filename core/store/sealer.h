// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::store {

/// Seals rows under a store's data key: epoch (4 bytes, little endian), nonce (24), then the
/// XChaCha20-Poly1305 ciphertext and tag. What a row is goes in as associated data, so that a
/// sealed text opens only in its own row. The data key itself seals nothing: each purpose has a key
/// derived from it with keyed BLAKE2b.
class Sealer
{
public:
    static constexpr std::size_t kKeyBytes = 32;
    static constexpr std::size_t kMacBytes = 32;

    /// `epoch` counts how often the store's key was rolled, from 1.
    Sealer(secret::SecretBytes dataKey, std::uint32_t epoch);
    [[nodiscard]] static secret::SecretBytes randomKey();

    [[nodiscard]] std::uint32_t epoch() const { return m_current.epoch; }
    [[nodiscard]] const secret::SecretBytes &dataKey() const { return m_current.dataKey; }
    /// While a roll is under way, rows of the epoch before open too.
    void setPrevious(std::optional<secret::SecretBytes> dataKey);

    [[nodiscard]] QByteArray seal(std::string_view plain, std::string_view row) const;
    /// Errors: Malformed (altered, or of another row or store).
    [[nodiscard]] Result<void> open(const QByteArray &sealed, std::string_view row,
                                    std::string &plain) const;
    [[nodiscard]] Result<secret::SecretBytes> openSecret(const QByteArray &sealed,
                                                         std::string_view row) const;
    [[nodiscard]] static std::uint32_t epochOf(const QByteArray &sealed);
    /// Keyed BLAKE2b-256.
    [[nodiscard]] QByteArray mac(std::string_view text) const;

private:
    struct Keys
    {
        secret::SecretBytes dataKey;
        secret::SecretBytes rows;
        secret::SecretBytes mac;
        std::uint32_t epoch = 0;
    };
    [[nodiscard]] static Keys keysOf(secret::SecretBytes dataKey, std::uint32_t epoch);
    [[nodiscard]] Result<void> openTo(const QByteArray &sealed, std::string_view row,
                                      unsigned char *target) const;
    [[nodiscard]] static Result<std::size_t> plainSize(const QByteArray &sealed);

    Keys m_current;
    std::optional<Keys> m_previous;
};

/// Name of a row for `Sealer`: the table's letter and the row's number.
[[nodiscard]] std::string rowName(char table, std::uint64_t number);

/// Unkeyed BLAKE2b-256 of two texts, the first with its length before it.
[[nodiscard]] QByteArray digestOf(std::string_view first, std::string_view second);
/// Keyed BLAKE2b-128 of two texts, framed.
[[nodiscard]] QByteArray tagOf(const secret::SecretBytes &key, std::string_view first,
                               std::string_view second);

[[nodiscard]] inline std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

[[nodiscard]] inline QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace rekey::store

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <array>
#include <compare>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace rekey::secret {

/// Keyed identity of one secret value of one type: BLAKE2b-128 under the workspace's identity key.
/// Without the key it says nothing about the value. Shown as 32 hex digits.
struct SecretId
{
    std::array<std::byte, 16> bytes{};

    [[nodiscard]] std::string hex() const;
    friend auto operator<=>(const SecretId &, const SecretId &) = default;
};

/// Makes SecretIds. Immutable after construction, so any thread may call idOf.
class IdentityKey
{
public:
    /// A key that lives as long as this process.
    [[nodiscard]] static IdentityKey random();
    /// Reads the key file, or makes it (0600, folder made too) so that ids stay the same between
    /// runs. Errors: Denied, Io, Malformed (wrong size; the file is left alone).
    [[nodiscard]] static Result<IdentityKey> loadOrCreate(const std::string &path);
    /// A key that is kept elsewhere. Errors: Malformed (not 32 bytes).
    [[nodiscard]] static Result<IdentityKey> fromKey(SecretBytes key);
    /// The key itself, to be kept sealed.
    [[nodiscard]] SecretBytes copyOfKey() const;

    /// Identity of `parts` found by `type` (the rule's id). The parts are length-framed, so
    /// {"ab","c"} and {"a","bc"} differ.
    [[nodiscard]] SecretId idOf(std::string_view type,
                                std::span<const std::string_view> parts) const;

private:
    explicit IdentityKey(SecretBytes key);
    SecretBytes m_key;
};

} // namespace rekey::secret

template <> struct std::hash<rekey::secret::SecretId>
{
    std::size_t operator()(const rekey::secret::SecretId &id) const noexcept;
};

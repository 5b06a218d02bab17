// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace rekey::secret {

/// A value encrypted under a session key: nonce, then XChaCha20-Poly1305 ciphertext and tag.
/// Copyable; worthless without its Vault.
struct SealedValue
{
    std::vector<std::byte> bytes;

    [[nodiscard]] bool isEmpty() const { return bytes.empty(); }
};

/// Seals values under a random key that never leaves this process. Const functions may be called
/// from any thread.
class Vault
{
public:
    Vault();

    [[nodiscard]] SealedValue seal(std::string_view plain) const;
    /// Errors: Malformed when the value was sealed by another vault or altered.
    [[nodiscard]] Result<SecretBytes> open(const SealedValue &sealed) const;

private:
    SecretBytes m_key;
};

} // namespace rekey::secret

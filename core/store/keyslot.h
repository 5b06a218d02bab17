// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <QByteArray>

#include <cstdint>
#include <string>
#include <string_view>

namespace rekey::store {

/// How hard it is to try passphrases (Argon2id).
struct KeyCost
{
    std::uint64_t operations = 3; ///< libsodium's "moderate"
    std::uint64_t memoryBytes = std::uint64_t{256} << 20;
};

/// One way to open a store: an X25519 key pair whose secret half comes from a passphrase or from
/// the keyring, and the store's data key sealed to its public half. So the data key can be renewed
/// for everybody without anybody's passphrase.
struct KeySlot
{
    enum class Kind : std::uint8_t
    {
        Passphrase,
        Keyring,
    };

    std::uint64_t number = 0;
    Kind kind = Kind::Passphrase;
    std::string name; ///< of the member
    std::string salt; ///< 16 bytes: of the passphrase, or what tells keyring entries apart
    KeyCost cost;
    std::string publicKey; ///< 32 bytes
    std::string sealedKey; ///< libsodium's sealed box; empty in a member's offer
    std::int64_t addedAt = 0; ///< seconds since 1970 UTC

    /// Name of its key in the keyring; isStoreEntry.
    [[nodiscard]] std::string keyringName() const;
    /// What `members add` takes: everything but the sealed key, printable, no secret.
    [[nodiscard]] std::string offer() const;
    /// Errors: Invalid.
    [[nodiscard]] static Result<KeySlot> fromOffer(std::string_view text);

    [[nodiscard]] std::string packed() const;
    /// Errors: Malformed, also when it asks for an unreasonable amount of work or memory.
    [[nodiscard]] static Result<KeySlot> unpacked(std::string_view bytes, std::uint64_t number);
};

/// Whether an entry of the keyring of that name would be a store's key.
[[nodiscard]] bool isStoreEntry(std::string_view name);

/// A new slot and the seed of its key pair. Errors: Internal (no memory for the cost).
struct NewSlot
{
    KeySlot slot;
    secret::SecretBytes seed;
};
[[nodiscard]] Result<NewSlot>
makePassphraseSlot(std::string name, const secret::SecretBytes &passphrase, const KeyCost &cost);
[[nodiscard]] NewSlot makeKeyringSlot(std::string name);

/// The seed that a passphrase gives for a slot; takes the time that the slot's cost asks for.
[[nodiscard]] Result<secret::SecretBytes> seedOf(const KeySlot &slot,
                                                 const secret::SecretBytes &passphrase);
/// Seals the store's data key to the slot.
void sealTo(KeySlot &slot, const secret::SecretBytes &dataKey);
/// The data key; Denied when the seed is another slot's.
[[nodiscard]] Result<secret::SecretBytes> openSlot(const KeySlot &slot,
                                                   const secret::SecretBytes &seed);

/// A key pair that anybody can seal to.
struct BoxKeys
{
    std::string publicKey;
    secret::SecretBytes secretKey;
};
[[nodiscard]] BoxKeys randomBoxKeys();
[[nodiscard]] std::string sealBox(std::string_view plain, std::string_view publicKey);
/// Errors: Malformed.
[[nodiscard]] Result<secret::SecretBytes>
openBox(std::string_view sealed, std::string_view publicKey, const secret::SecretBytes &secretKey);

} // namespace rekey::store

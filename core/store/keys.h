// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/state.h"

#include <span>
#include <string>
#include <vector>

namespace rekey::store {

/// Makes the keys of a new store, within its transaction; the state is open then.
[[nodiscard]] Result<void> makeKeys(Store::State &state, Protection protection);
/// Reads what a locked store tells: its id and public key.
[[nodiscard]] Result<void> readPublicPart(Store::State &state);

[[nodiscard]] Result<void> unlockWith(Store::State &state, const secret::SecretBytes &passphrase);

/// The seed of a member's slot by its passphrase, with the same pauses after a wrong one. Errors:
/// NotFound, Unsupported (by the keyring), Denied.
[[nodiscard]] Result<secret::SecretBytes>
seedOfMember(Store::State &state, const std::string &member, const secret::SecretBytes &passphrase);

[[nodiscard]] Result<std::vector<KeySlot>> readSlots(Database &database);
[[nodiscard]] Result<void> changePassphrase(Store::State &state, const std::string &member,
                                            const secret::SecretBytes &passphrase,
                                            const KeyCost &cost);
[[nodiscard]] Result<void> addMember(Store::State &state, const KeySlot &offer);
[[nodiscard]] const KeySlot *slotNamed(std::span<const KeySlot> keySlots, const std::string &name);
[[nodiscard]] Result<void> writeSlot(Database &database, const KeySlot &slot);
/// Puts into the timeline what happened to the members.
[[nodiscard]] Result<void> noteMembers(WriteScope &scope, std::string detail);

/// Goes on with what `rollKeys` began, if anything was left.
[[nodiscard]] Result<void> finishRoll(Store::State &state);
/// Renews the data key and seals every row anew. `without`: a member that is removed in the same
/// step; empty for none.
[[nodiscard]] Result<void> rollKeys(Store::State &state, const std::string &without);

/// The secrets that stay the same when the key is rolled, sealed in `meta`.
[[nodiscard]] QByteArray sealedBundle(const Store::State &state, const Sealer &sealer);
/// Proves that the public key is this store's own.
[[nodiscard]] QByteArray publicKeyMac(const Store::State &state, const Sealer &sealer);
/// Opens the row of `meta` that says a roll is under way, so that older rows open too.
[[nodiscard]] Result<bool> takePrevious(Store::State &state);

} // namespace rekey::store

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/keyslot.h"
#include "core/store/state.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace rekey::store {

/// A member's word for something that one member alone may not do, signed with the key that opens
/// the store for this member. It is Ed25519 with the seed of the member's slot: the X25519 form of
/// its public key (RFC 7748, section 4.1) is the slot's own, so who can open the store can be seen
/// to have signed, and nobody else can. `storeId` and `digest` are what is signed for.
[[nodiscard]] std::string signAgreement(std::string_view member, const secret::SecretBytes &seed,
                                        std::string_view storeId, std::string_view digest,
                                        std::int64_t at);
/// Errors: Malformed, Denied (not what the slot's member signed).
[[nodiscard]] Result<Agreement> openAgreement(std::string_view text, const KeySlot &slot,
                                              std::string_view storeId, std::string_view digest);

[[nodiscard]] Result<bool> readTwoPerson(Store::State &state);
/// See Store::setTwoPerson.
[[nodiscard]] Result<void> writeTwoPerson(Store::State &state, bool isWanted);
/// What would let one member play two: Denied in a store for two persons.
[[nodiscard]] Result<void> refuseForTwoPerson(WriteScope &scope, std::string_view what);

/// All or none. `seed` is that of the member's slot.
[[nodiscard]] Result<void> keepAgreements(Store::State &state, const std::string &member,
                                          const secret::SecretBytes &seed,
                                          std::span<const AgreementSubject> subjects);
[[nodiscard]] Result<std::optional<Agreement>> readAgreement(Store::State &state,
                                                             std::string_view subject);
[[nodiscard]] Result<void> needAgreement(Store::State &state, std::string_view subject);
/// See Store::takeAgreement.
[[nodiscard]] Result<std::string> takeAgreement(Store::State &state, std::string_view subject);

} // namespace rekey::store

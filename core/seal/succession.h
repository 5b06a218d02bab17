// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"
#include "core/seal/preset.h"
#include "core/seal/sealrecord.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace rekey::seal {

/// A key that takes the place of the one that seals were made of.
struct Successor
{
    secret::SecretId finding; ///< whose value they were made of
    std::string keyId; ///< public; empty unless seals name the id of what they sign with
    std::vector<std::string> formerIds; ///< what may stand in its place in a seal's policy
    /// Of the new key: "secret" and its companions.
    std::map<std::string, secret::SecretBytes, std::less<>> parts;
};

/// Seals the seals of one consumer again and keeps them, on the keeper's thread; returns them, none
/// when the consumer has no seal of the finding. All or none is kept of what one seal needs; a
/// second call does no harm. Errors: Unsupported (a seal does not name the key it is made of),
/// NotFound (the new key has no such part), those of the profile and the keeper.
[[nodiscard]] Result<std::vector<SealRecord>> sealForSuccessor(finding::Keeper &keeper,
                                                               const std::string &consumer,
                                                               const Successor &successor,
                                                               std::int64_t now);

} // namespace rekey::seal

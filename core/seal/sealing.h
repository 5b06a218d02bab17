// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/check.h"
#include "core/seal/profile.h"
#include "core/seal/sealrecord.h"

#include <cstdint>
#include <span>
#include <vector>

namespace rekey::seal {

/// Everything about a batch of seals but its value and its consumers.
struct SealOrder
{
    SealedFrom source;
    ValueRecipe recipe;
    HarmlessRequest test;
    SealTerms terms;
    bool marksConsumers = false; ///< adds consumerMarker() to the hosts of each
    std::int64_t now = 0; ///< seconds since 1970 UTC
};

/// One consumer's part, to be shown or delivered once.
struct MadeSeal
{
    SealRecord record; ///< without a number
    secret::SecretBytes bearer; ///< what the consumer shows; empty when the authorizer needs none
};

/// One seal for each consumer, whole or not at all. With a bearer or macaroon as authorizer each
/// gets one of its own, so that the proxy's log and a later cut tell them apart. Errors: Invalid
/// (no consumer, two of one name, or what sealSecret refuses).
[[nodiscard]] Result<std::vector<MadeSeal>> sealForEach(ProxySecret &secret,
                                                        std::span<const Consumer> consumers,
                                                        const Profile &profile,
                                                        const SealOrder &order);

/// The same seal for a new value: the consumer keeps its bearer. Errors: Invalid (the seal has a
/// macaroon, whose key is not kept; or several values), Malformed.
[[nodiscard]] Result<SealRecord> sealAgain(const SealRecord &record, secret::SecretBytes value,
                                           const Profile &profile, std::int64_t now);

} // namespace rekey::seal

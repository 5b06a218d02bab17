// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/outgoing.h"
#include "core/seal/broker/tokenheader.h"
#include "core/seal/proxysecret.h"

#include <cstdint>

namespace rekey::broker {

/// Refuses a processor that cannot be built: a value is missing, a key can't be read, a format is
/// not allowed. Nothing is changed yet; every processor of a request is looked at before one runs.
[[nodiscard]] Outcome<void> checkProcessor(const seal::Processor &processor,
                                           const Parameters &parameters);

/// How many times it signs with a private key.
[[nodiscard]] std::size_t signaturesOf(const seal::Processor &processor);

/// What processors have to know of a body before they can run.
struct BodyNeeds
{
    bool isSigned = false; ///< a signature covers the whole of it
    int replacements = 0; ///< credentials that are put into it
    bool isDropped = false; ///< another takes its place

    /// One replacement can be made while it passes by; more, or a signature, need all of it.
    [[nodiscard]] bool needsWhole() const { return isSigned || replacements > 1; }
};
void addNeeds(const seal::Processor &processor, const Parameters &parameters, BodyNeeds &needs);

/// Puts the credential into the request. `now` is in seconds since 1970 UTC. The processor outlives
/// `outgoing`, which borrows its credential. `outgoing.body` is there when needsWhole() says so.
[[nodiscard]] Outcome<void> process(const seal::Processor &processor, const Parameters &parameters,
                                    std::int64_t now, Outgoing &outgoing);

} // namespace rekey::broker

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/consent.h"
#include "core/provider/networktransport.h"
#include "core/seal/testcall.h"

#include <cstdint>
#include <stop_token>

namespace rekey::seal {

/// What a yes has to cover before a call is sent: at both of its hosts.
[[nodiscard]] provider::Level levelOf(const TestCall &call);

/// How the proxy of a call is reached: directly, for it is a proxy itself, whatever address its
/// host has, for the profile names it, and in the clear, for it speaks nothing else.
[[nodiscard]] provider::NetworkSettings networkFor(const TestCall &call);

/// The request as it goes to the proxy. Errors: Invalid (the proof has a character that no header
/// may have).
[[nodiscard]] Result<provider::Request> requestOf(const TestCall &call,
                                                  const secret::SecretBytes &proof);

/// Sends a call that somebody said yes to and waits for what comes of it. `proof` is what the
/// consumer shows; empty when the proxy asks for none. Blocks as Transport::send does. `now` is in
/// seconds since 1970 UTC. Errors: those of requestOf; Cancelled (nothing is known then).
[[nodiscard]] Result<TestOutcome> sendTest(provider::Transport &transport, const TestCall &call,
                                           const SealRecord &record,
                                           const secret::SecretBytes &proof, std::int64_t now,
                                           std::stop_token stop);

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/request.h"
#include "core/seal/proxysecret.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace rekey::broker {

/// Which credential let a request use a secret.
struct Proof
{
    std::vector<std::byte> digest; ///< SHA-256 of the bearer; empty for other kinds
    std::string macaroon; ///< its random part, 32 hex digits; empty for other kinds
};

/// Whether one of the request's `Proxy-Authorization` lines lets it use the secret: schemes
/// `Bearer`, `FlyV1` and `Basic` (its password, also URL-decoded), in just that case. `now` is in
/// seconds since 1970 UTC. Fly's own kinds can't be checked here and are refused.
[[nodiscard]] Outcome<Proof> authorize(const seal::Authorizer &authorizer, const Request &request,
                                       std::int64_t now);

} // namespace rekey::broker

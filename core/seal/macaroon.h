// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace rekey::seal {

/// One restriction of a macaroon; all of them must allow a request. Numbers are those of the
/// proxy's wire format.
struct RequestCaveat
{
    enum class Kind : std::uint8_t
    {
        Method = 0,
        Path = 1,
        PathPrefix = 2,
        PathPattern = 3,
        Host = 4,
    };
    Kind kind = Kind::Method;
    std::vector<std::string> any; ///< one must fit
};

/// Seconds since 1970 UTC, both ends included; the proxy's clock decides, without leeway.
struct TimeCaveat
{
    std::uint64_t notBefore = 0;
    std::uint64_t notAfter = 0;
};

using Caveat = std::variant<RequestCaveat, TimeCaveat>;

[[nodiscard]] secret::SecretBytes makeMacaroonKey();

/// MessagePack, caveats chained with HMAC-SHA256: anybody can add a caveat, nobody can take one
/// away. Returns what the consumer shows after "FlyV1 ": "fm2_" and base64.
[[nodiscard]] secret::SecretBytes mintMacaroon(const secret::SecretBytes &key,
                                               std::span<const Caveat> caveats);
/// The bytes before base64, with the random part given; for the known answers.
[[nodiscard]] secret::SecretBytes macaroonBytes(const secret::SecretBytes &key,
                                                std::span<const std::byte, 16> random,
                                                std::span<const Caveat> caveats);

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/request.h"

#include <cstdint>
#include <string_view>

namespace rekey::provider {

/// Seconds that a signed token begins before now, for clocks that are behind, and lasts.
inline constexpr std::int64_t kJwtSlack = 60;
inline constexpr std::int64_t kJwtLasts = 600;

/// Name of the part that a Jwt signer makes.
inline constexpr std::string_view kAssertion = "assertion";

/// What the signer gives to the request before it is filled in; empty for those that add to it
/// afterwards. Errors: NotFound (a part is missing), those of signJwt.
[[nodiscard]] Result<secret::SecretBytes> assertionOf(const Signer &signer, const Parts &parts,
                                                      std::int64_t now);
/// Adds what the signer adds to a request that is complete otherwise. Errors: NotFound (a part is
/// missing), Malformed (an Azure key that is not base64).
[[nodiscard]] Result<void> sign(const Signer &signer, const Parts &parts, std::int64_t now,
                                Request &request);

} // namespace rekey::provider

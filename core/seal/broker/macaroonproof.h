// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/request.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::broker {

/// Whether one of a bundle's macaroons ("fm2_...", joined with commas, scheme words before) was
/// made with the key and all of its caveats allow the request; then its random part as 32 hex
/// digits. A caveat that is not known, a third party's among them, allows nothing. `now` is in
/// seconds since 1970 UTC. Hostile input, and the key may be one that the client made: 16
/// macaroons, 64 caveats each with 16 texts; a bundle with more proves nothing.
[[nodiscard]] std::optional<std::string> provenMacaroon(std::string_view bundle,
                                                        const secret::SecretBytes &key,
                                                        const Request &request, std::int64_t now);

} // namespace rekey::broker

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/opener.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rekey::broker {

/// Whether the answer to a request with this secret holds a token, also when its processor is one
/// of several.
[[nodiscard]] bool isAnswerSealed(const seal::Processor &processor);

/// An answer whose token was taken out.
struct ResealedAnswer
{
    std::string body; ///< JSON, holds the sealed token
    std::string fingerprint; ///< of that token
    std::int64_t expiresIn = 0; ///< seconds
};

/// Seals the token in a token endpoint's answer for whoever may use `opened`. Nothing for an answer
/// that certainly has none and may be passed on: an empty one, or JSON in which no name or text
/// speaks of a token. Refuses what is no token answer where one is due, and all else with a status
/// that the protocol would let through in plain. `now` is in seconds since 1970 UTC. Only for
/// status 200 to 299.
[[nodiscard]] Outcome<std::optional<ResealedAnswer>>
resealed(const Opened &opened, int status, std::string_view body, std::int64_t now);

/// Answers with a token are read whole.
inline constexpr std::size_t kMostTokenAnswerBytes = std::size_t{1024} * 1024;

} // namespace rekey::broker

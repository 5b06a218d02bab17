// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/transport.h"
#include "core/secret/secretbytes.h"

#include <cstdint>

namespace rekey::seal {

/// What a token endpoint gave. Of a refresh token only is kept that there was one: it is worth more
/// than the token, for it makes new ones, and only a service that seals it may have it. Whoever
/// signed in is told, and signs in again.
struct GrantedToken
{
    secret::SecretBytes access;
    std::int64_t expiresAt = 0; ///< seconds since 1970 UTC; 0: it does not say
    bool hadRefresh = false;
};

/// Reads the answer where it lies: the token is copied once, from locked memory to locked memory
/// (RFC 6749 5.1 and 5.2). `now` in seconds since 1970 UTC. Errors: Denied (the provider's own
/// words, or a token that is no bearer token), Malformed, Io (its failure).
[[nodiscard]] Result<GrantedToken> readTokenAnswer(const provider::Answer &answer,
                                                   std::int64_t now);

/// The member `error` of an answer; empty when there is none. Some send it with status 200.
[[nodiscard]] std::string oauthErrorIn(const provider::Answer &answer);
/// Seconds that a lifetime may have: what is longer, negative or no number counts as not told.
[[nodiscard]] std::int64_t lifetimeOf(std::string_view seconds);

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/refusal.h"
#include "core/seal/broker/tokenheader.h"
#include "core/seal/proxysecret.h"

#include <cstdint>
#include <string>

namespace rekey::broker {

/// What is sent to a token endpoint in place of a client's body, and what signs it. Times are in
/// seconds since 1970 UTC.

[[nodiscard]] Outcome<void> checkSigningKey(const secret::SecretBytes &pem);
/// RSA only.
[[nodiscard]] Outcome<void> checkGithubKey(const secret::SecretBytes &pem);

/// A JWT that is good for an hour. RS256, ES256, ES384, ES512 or EdDSA, by the key.
[[nodiscard]] Outcome<secret::SecretBytes>
jwtAssertion(const seal::Jwt &jwt, const Parameters &parameters, std::int64_t now);
/// The form of RFC 7523 with it.
[[nodiscard]] secret::SecretBytes jwtForm(const secret::SecretBytes &assertion);
/// The client's secret as its form has it.
[[nodiscard]] secret::SecretBytes encodedSecret(const seal::ClientCredentials &client);
/// The form of RFC 6749, 4.4.2.
[[nodiscard]] secret::SecretBytes credentialsForm(const seal::ClientCredentials &client);

/// A JWT that is good for ten minutes.
[[nodiscard]] Outcome<secret::SecretBytes> githubAssertion(const seal::GithubApp &app,
                                                           std::int64_t now);
/// The path of the app's token URL.
[[nodiscard]] Outcome<std::string> githubPath(const seal::GithubApp &app);

} // namespace rekey::broker

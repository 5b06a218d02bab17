// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/preset.h"
#include "core/secret/identity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::seal {

/// Somebody's program that uses the credential through the proxy.
struct Consumer
{
    std::string name;
    std::string owner;
    std::string place; ///< where it is installed

    friend bool operator==(const Consumer &, const Consumer &) = default;
};

/// What a seal was sealed from, as it is shown. Zero id: a value that no finding holds.
struct SealedFrom
{
    secret::SecretId finding;
    std::string label; ///< "S-0421"
    std::string type;
    std::string masked;

    friend bool operator==(const SealedFrom &, const SealedFrom &) = default;
};

/// What the proxy or the API answered to the last test.
struct SealTest
{
    std::int64_t at = 0; ///< seconds since 1970 UTC; 0: never
    int status = 0; ///< HTTP; 0: no answer
    std::string words; ///< one plain sentence

    [[nodiscard]] bool isGood() const { return status >= 200 && status < 300; }
    friend bool operator==(const SealTest &, const SealTest &) = default;
};

/// How a credential came here by OAuth. All empty: it did not.
struct Acquired
{
    std::string service; ///< base URL of the ssokenizer that sealed it; empty: acquired directly
    std::string provider; ///< its name at the service; or the provider file's id, or an issuer

    friend bool operator==(const Acquired &, const Acquired &) = default;
};

inline constexpr std::size_t kMostFormer = 32;

enum class SealState : std::uint8_t
{
    NeverTested,
    Good,
    Failed, ///< the last test went wrong
    ExpiresSoon, ///< within a week, or a fifth of its life where that is less
    Expired,
    Outdated, ///< the credential was rotated upstream: it opens, and the API refuses it
    Retired,
};

/// "never-tested", "good", "failed", "expires-soon", "expired", "outdated", "retired".
[[nodiscard]] std::string_view stateName(SealState state);

/// One sealed token and who has it. Of its bearer only the digest stays, inside of `policy`.
struct SealRecord
{
    std::uint32_t number = 0; ///< given by the register, from 1; shown as L-0007
    Consumer consumer;
    SealedFrom source;
    Acquired acquired;
    std::string profile; ///< its name
    std::string keyFingerprint; ///< of the seal key
    std::string processor; ///< processorName
    std::string destinations; ///< hosts, separated by blanks, or the pattern; for people
    /// templateJson: makes it again for another value. Empty: a service sealed it.
    std::string policy;
    ValueRecipe recipe; ///< how that value is made of a finding's
    HarmlessRequest test; ///< for the test call; without host there is none
    std::string token; ///< sealed
    std::string fingerprint; ///< of the token, as the proxy and the broker log it
    /// Fingerprints of the tokens it had before it was sealed again, the newest last: what its
    /// consumer may still hold. kMostFormer at most.
    std::vector<std::string> former;
    std::int64_t madeAt = 0; ///< all times in seconds since 1970 UTC, 0: none
    std::int64_t expiresAt = 0;
    std::int64_t outdatedAt = 0;
    std::int64_t retiredAt = 0;
    SealTest lastTest;

    /// "L-0007".
    [[nodiscard]] std::string label() const;
    /// From then on it expires soon; 0: it does not expire.
    [[nodiscard]] std::int64_t soonAt() const;
    [[nodiscard]] SealState state(std::int64_t now) const;
    /// Another token takes the place of the one it has, which stays known among the former ones. It
    /// is untested then.
    void renew(std::string newToken, std::string newFingerprint, std::int64_t now);
    friend bool operator==(const SealRecord &, const SealRecord &) = default;
};

[[nodiscard]] std::string textOf(const SealRecord &record);
/// Errors: Malformed.
[[nodiscard]] Result<SealRecord> recordFromText(std::string_view text);

} // namespace rekey::seal

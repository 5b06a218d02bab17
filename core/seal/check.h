// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/dialect.h"
#include "core/seal/proxysecret.h"
#include "core/seal/sealkey.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rekey::seal {

/// What a remark is about, for the form to show it there.
enum class Topic : std::uint8_t
{
    Value,
    Format,
    Destination,
    Processor,
    Consumer,
    Hosts,
    Deployment,
    Size,
};

/// One sentence about a secret before it is sealed.
struct Remark
{
    Topic topic = Topic::Processor;
    bool isRefusal = false; ///< it is not sealed; else a warning
    std::string text;
};

/// What the person has agreed to, and what is known of the deployment.
struct SealTerms
{
    std::optional<Day> deployed; ///< version of the deployment
    std::string anyHostReason; ///< why no rule for hosts is wanted; empty: one is demanded
    bool hasNoAuthConsent = false; ///< "none" as authorizer was typed out
};

enum class Depth : bool
{
    Policy, ///< values are still to come
    Whole,
};

/// Everything that the proxy would accept now and fail on later, that would reach further than
/// meant, or that is risky: refusals first. Values are judged only with Depth::Whole. Costs as much
/// as compiling the pattern.
[[nodiscard]] std::vector<Remark> remarksOn(const ProxySecret &secret, const SealTerms &terms,
                                            Depth depth);

/// Why a value cannot be put into a request as it is; `format` as for Inject, else empty.
[[nodiscard]] std::optional<std::string> problemOfValue(const secret::SecretBytes &value,
                                                        std::string_view format);

/// Checks, writes the canonical JSON and seals it; the JSON is wiped. Errors: Invalid with the
/// first refusal, Internal.
[[nodiscard]] Result<SealedToken> sealSecret(const ProxySecret &secret, const SealKey &key,
                                             const SealTerms &terms);

/// Headers above it are dropped by many proxies on the way.
inline constexpr std::size_t kWarnTokenBytes = std::size_t{6} * 1024;
inline constexpr std::size_t kWarnHeaderBytes = std::size_t{8} * 1024;

} // namespace rekey::seal

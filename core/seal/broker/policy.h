// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/config.h"
#include "core/seal/broker/exchange.h"

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::broker {

/// Who uses what: kept while its connection is open.
struct Holder
{
    Proof proof;
    std::string seal; ///< fingerprint of the token that was shown
    std::string usedSeal; ///< of the one that stands for it
};
[[nodiscard]] Holder holderOf(const Use &use);

/// What a configuration lets consumers do. A new configuration takes hold at once, and a consumer
/// keeps what it has used up of its rate. One thread.
class ConsumerPolicy
{
public:
    using Time = std::chrono::steady_clock::time_point;

    void load(const Config &config);

    /// Of the consumer that a proof is from; empty for one that the configuration does not name.
    [[nodiscard]] std::string consumerOf(const Proof &proof) const;

    /// Refuses a seal that was denied, a consumer that is cut off, a method or path that is blocked
    /// for it, and what is beyond its rate. A request with several secrets counts for each.
    [[nodiscard]] Outcome<void> check(const Request &request, const Use &use, Time now);

    /// Whether nothing is left that it may do: its consumer is cut off, its seal was withdrawn.
    [[nodiscard]] bool isCutOff(const Holder &holder) const;

private:
    struct Bucket
    {
        double left = 0;
        Time at;
    };

    [[nodiscard]] bool isDenied(const Holder &holder) const;
    [[nodiscard]] const ConsumerRule *ruleOf(const Proof &proof) const;
    [[nodiscard]] bool takesOne(const ConsumerRule &rule, Time now);

    std::vector<ConsumerRule> m_rules;
    std::map<std::vector<std::byte>, std::size_t> m_byDigest;
    std::map<std::string, std::size_t, std::less<>> m_byMacaroon;
    std::set<std::string, std::less<>> m_denied;
    std::map<std::string, Bucket, std::less<>> m_buckets; ///< by the consumer's name
    bool m_refusesStrangers = false;
};

} // namespace rekey::broker

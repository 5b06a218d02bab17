// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/verify/canary.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <format>

namespace rekey::verify {

std::optional<std::string> awsAccountOf(std::string_view keyId)
{
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    constexpr std::size_t kPrefix = 4;
    constexpr std::size_t kDigits = 10; // 50 bits hold the first six bytes
    if (keyId.size() != 20 || keyId[kPrefix] == 'I' || keyId[kPrefix] == 'J')
        return std::nullopt;
    std::uint64_t bits = 0;
    for (const char digit : keyId.substr(kPrefix, kDigits)) {
        const std::size_t value = kAlphabet.find(digit);
        if (value == std::string_view::npos)
            return std::nullopt;
        bits = (bits << 5) | value;
    }
    constexpr std::uint64_t kMask = 0x7FFFFFFFFF80;
    return std::format("{:012}", ((bits >> 2) & kMask) >> 7);
}

std::string canaryReason(const provider::Service &service, const provider::Parts &parts)
{
    const auto secret = parts.find("secret");
    if (!service.canaryAccounts.empty() && secret != parts.end()) {
        const std::optional<std::string> account = awsAccountOf(secret->second.view());
        if (account && std::ranges::contains(service.canaryAccounts, *account))
            return "Its account, " + *account + ", is known for canary keys.";
    }
    for (const auto &[name, value] : parts) {
        if (value.view().contains("canarytokens."))
            return "It names a canarytokens host.";
    }
    return {};
}

} // namespace rekey::verify

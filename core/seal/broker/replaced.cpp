// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/replaced.h"

#include <algorithm>
#include <format>
#include <set>

namespace rekey::broker {

ReplacedSeals replacedSeals(const seal::SealRegister &seals,
                            std::span<const std::string> keyFingerprints)
{
    ReplacedSeals replaced;
    for (const auto &[number, record] : seals.records()) {
        const bool isOfKey = keyFingerprints.empty()
            || std::ranges::contains(keyFingerprints, record.keyFingerprint);
        if (!isOfKey || record.retiredAt != 0)
            continue;
        for (const std::string &former : record.former)
            replaced.emplace_back(former, record.token);
    }
    return replaced;
}

ReplacedSeals renewedSeals(const ReplacedSeals &before, const seal::SealRegister &seals,
                           std::span<const std::string> keyFingerprints)
{
    std::set<std::string, std::less<>> known;
    for (const auto &[number, record] : seals.records())
        known.insert(record.former.begin(), record.former.end());
    ReplacedSeals replaced = replacedSeals(seals, keyFingerprints);
    for (const auto &entry : before) {
        if (!known.contains(entry.first))
            replaced.push_back(entry);
    }
    return replaced;
}

std::string replacedText(const ReplacedSeals &replaced)
{
    std::string text;
    for (const auto &[former, token] : replaced)
        text += std::format("[[replaced]]\nseal = \"{}\"\ntoken = \"{}\"\n\n", former, token);
    return text;
}

} // namespace rekey::broker

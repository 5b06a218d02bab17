// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/succession.h"

#include "core/seal/keptseals.h"
#include "core/seal/sealing.h"

namespace rekey::seal {

namespace {

/// A seal that signs with a key names its id in the policy.
Result<void> nameKey(SealRecord &record, const Successor &successor)
{
    if (successor.keyId.empty() || record.policy.contains(successor.keyId))
        return {};
    for (const std::string &former : successor.formerIds) {
        const std::size_t at = former.empty() ? std::string::npos : record.policy.find(former);
        if (at == std::string::npos)
            continue;
        record.policy.replace(at, former.size(), successor.keyId);
        return {};
    }
    return fail(ErrorKind::Unsupported,
                "the seal does not name the key it is made of: make it anew", record.label());
}

Result<SealRecord> sealedFor(SealRecord record, const Profile &profile, const Successor &successor,
                             std::int64_t now)
{
    if (auto named = nameKey(record, successor); !named)
        return std::unexpected(named.error());
    const ValueReader read = [&](std::string_view name) -> Result<secret::SecretBytes> {
        const auto part = successor.parts.find(name == "value" ? "secret" : name);
        if (part == successor.parts.end())
            return fail(ErrorKind::NotFound, "the new key has no such part", std::string(name));
        return secret::SecretBytes::copyOf(part->second.bytes());
    };
    auto value = makeValue(record.recipe, read);
    if (!value)
        return std::unexpected(value.error());
    return sealAgain(record, *std::move(value), profile, now);
}

} // namespace

Result<std::vector<SealRecord>> sealForSuccessor(finding::Keeper &keeper,
                                                 const std::string &consumer,
                                                 const Successor &successor, std::int64_t now)
{
    auto seals = keptRegister(keeper);
    if (!seals)
        return std::unexpected(seals.error());
    std::vector<SealRecord> made;
    for (const std::uint32_t number : seals->dyingWith(successor.finding)) {
        const SealRecord &record = *seals->find(number);
        if (record.consumer.name != consumer)
            continue;
        const auto profile = keptProfile(keeper, record.profile);
        if (!profile)
            return std::unexpected(profile.error());
        auto again = sealedFor(record, *profile, successor, now);
        if (!again)
            return std::unexpected(again.error());
        seals->replace(number, *std::move(again));
        made.push_back(*seals->find(number));
    }
    if (!made.empty()) {
        if (auto kept = keep(keeper, *seals); !kept)
            return std::unexpected(kept.error());
    }
    return made;
}

} // namespace rekey::seal

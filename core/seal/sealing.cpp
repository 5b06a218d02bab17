// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/sealing.h"

#include "core/base/text.h"
#include "core/seal/bearer.h"
#include "core/seal/hostrule.h"
#include "core/seal/jsonreader.h"
#include "core/seal/jsonwriter.h"
#include "core/seal/macaroon.h"

#include <algorithm>
#include <set>

namespace rekey::seal {

namespace {

std::string destinationsText(const Destinations &destinations)
{
    std::string text;
    for (const std::string &host : destinations.hosts.value_or(std::vector<std::string>())) {
        if (!isConsumerMarker(host))
            text += (text.empty() ? "" : " ") + host;
    }
    return text.empty() ? destinations.pattern : text;
}

/// Gives the secret this consumer's proof; returns what the consumer has to show.
secret::SecretBytes giveProof(Authorizer &authorizer)
{
    if (std::holds_alternative<BearerAuth>(authorizer)) {
        secret::SecretBytes bearer = makeBearer();
        authorizer = BearerAuth{digestOf(bearer)};
        return bearer;
    }
    if (std::holds_alternative<MacaroonAuth>(authorizer)) {
        MacaroonAuth auth{makeMacaroonKey()};
        secret::SecretBytes macaroon = mintMacaroon(auth.key, {});
        authorizer = std::move(auth);
        return macaroon;
    }
    return {};
}

Result<void> checkConsumers(std::span<const Consumer> consumers)
{
    std::set<std::string> names;
    for (const Consumer &consumer : consumers) {
        if (consumer.name.empty())
            return fail(ErrorKind::Invalid, "each consumer needs a name");
        if (!names.insert(consumer.name).second)
            return fail(ErrorKind::Invalid,
                        "two consumers are called " + escapeControl(consumer.name)
                            + "; give each its own name, so that one can be cut off alone");
    }
    if (names.empty())
        return fail(ErrorKind::Invalid, "name at least one consumer");
    return {};
}

} // namespace

Result<std::vector<MadeSeal>> sealForEach(ProxySecret &secret, std::span<const Consumer> consumers,
                                          const Profile &profile, const SealOrder &order)
{
    if (auto fine = checkConsumers(consumers); !fine)
        return std::unexpected(fine.error());
    SealTerms terms = order.terms;
    terms.deployed = profile.deployed;
    const auto hosts = secret.destinations.hosts;
    std::vector<MadeSeal> made;
    for (const Consumer &consumer : consumers) {
        secret.destinations.hosts = hosts;
        if (order.marksConsumers && secret.destinations.hosts)
            secret.destinations.hosts->push_back(consumerMarker(consumer.name));
        MadeSeal seal;
        seal.bearer = giveProof(secret.authorizer);
        auto token = sealSecret(secret, profile.key, terms);
        if (!token)
            return std::unexpected(token.error());
        SealRecord &record = seal.record;
        record.consumer = consumer;
        record.source = order.source;
        record.profile = profile.name;
        record.keyFingerprint = profile.key.fingerprint();
        record.processor = processorName(kindOf(secret.processor));
        record.destinations = destinationsText(secret.destinations);
        record.policy = templateJson(secret);
        record.recipe = order.recipe;
        record.test = order.test;
        record.token = std::move(token->text);
        record.fingerprint = std::move(token->fingerprint);
        record.madeAt = order.now;
        made.push_back(std::move(seal));
    }
    secret.destinations.hosts = hosts;
    return made;
}

Result<SealRecord> sealAgain(const SealRecord &record, secret::SecretBytes value,
                             const Profile &profile, std::int64_t now)
{
    if (record.policy.empty())
        return fail(ErrorKind::Invalid,
                    "a service sealed it, and only that can do so again: refresh it, or acquire it "
                    "anew",
                    record.label());
    auto secret = readSecretJson(record.policy);
    if (!secret)
        return std::unexpected(secret.error());
    if (std::holds_alternative<MacaroonAuth>(secret->authorizer))
        return fail(ErrorKind::Invalid,
                    "the key of its macaroon is not kept, so seal it anew and give the consumer "
                    "another macaroon");
    if (auto filled = fillValue(secret->processor, std::move(value)); !filled)
        return std::unexpected(filled.error());
    SealTerms terms;
    terms.deployed = profile.deployed;
    // What was agreed to when it was made first.
    terms.hasNoAuthConsent = std::holds_alternative<NoAuth>(secret->authorizer);
    terms.anyHostReason = "as before";
    auto token = sealSecret(*secret, profile.key, terms);
    if (!token)
        return std::unexpected(token.error());
    SealRecord again = record;
    again.profile = profile.name;
    again.keyFingerprint = profile.key.fingerprint();
    again.renew(std::move(token->text), std::move(token->fingerprint), now);
    return again;
}

} // namespace rekey::seal

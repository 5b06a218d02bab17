// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/acquire.h"

#include <algorithm>
#include <array>
#include <utility>

namespace rekey::seal {

SealRecord recordOf(SealedGrant grant, const SsoService &service, const Consumer &consumer,
                    const Profile &profile, std::int64_t now)
{
    const auto all = builtinOAuthProviders();
    const auto known = std::ranges::find(all, service.provider, &OAuthProvider::service);
    SealRecord record;
    record.consumer = consumer;
    record.source.type = (known == all.end() ? service.provider : known->name) + " OAuth token";
    record.acquired = {service.url, service.provider};
    record.profile = profile.name;
    record.keyFingerprint = profile.key.fingerprint();
    record.processor = processorName(ProcessorKind::OAuth2);
    if (known != all.end())
        record.test = known->test;
    record.token = std::move(grant.token);
    record.fingerprint = std::move(grant.fingerprint);
    record.madeAt = now;
    record.expiresAt = grant.expiresAt;
    return record;
}

SealRecord renewed(const SealRecord &record, SealedGrant grant, std::int64_t now)
{
    SealRecord again = record;
    again.renew(std::move(grant.token), std::move(grant.fingerprint), now);
    again.expiresAt = grant.expiresAt;
    return again;
}

Result<SsoService> serviceOf(const SealRecord &record)
{
    if (record.acquired.service.empty())
        return fail(ErrorKind::Invalid,
                    record.acquired.provider.empty()
                        ? "only a seal that was acquired by OAuth can be refreshed"
                        : "it was acquired directly, and its refresh token was not kept: acquire "
                          "it anew, and its consumer keeps the bearer",
                    record.label());
    return SsoService::make(record.acquired.service, record.acquired.provider);
}

Result<MadeSeal> sealGranted(GrantedToken token, const OAuthProvider &provider,
                             const std::vector<std::string> &hosts, const Consumer &consumer,
                             const Profile &profile, std::int64_t now)
{
    Inject inject;
    inject.format.value = "Bearer %s";
    inject.destination.value = "Authorization";
    inject.token = std::move(token.access);
    ProxySecret secret;
    secret.processor.kind = std::move(inject);
    secret.authorizer = BearerAuth{};
    secret.destinations.hosts = hosts;
    SealOrder order;
    order.source.type = provider.name + " OAuth token";
    if (std::ranges::contains(hosts, provider.test.host))
        order.test = provider.test;
    order.now = now;
    auto made = sealForEach(secret, std::array{consumer}, profile, order);
    if (!made)
        return std::unexpected(made.error());
    MadeSeal seal = std::move(made->front());
    seal.record.acquired = {{}, provider.id};
    seal.record.expiresAt = token.expiresAt;
    return seal;
}

Result<SealRecord> sealGrantedAgain(GrantedToken token, const SealRecord &record,
                                    const Profile &profile, std::int64_t now)
{
    auto again = sealAgain(record, std::move(token.access), profile, now);
    if (again)
        again->expiresAt = token.expiresAt;
    return again;
}

} // namespace rekey::seal

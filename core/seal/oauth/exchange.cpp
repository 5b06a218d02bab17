// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/exchange.h"

#include "core/seal/oauth/acquire.h"

#include <utility>

namespace rekey::seal {

Result<OAuthProvider> discover(provider::Transport &transport, std::string_view issuer,
                               std::stop_token stop)
{
    auto request = discoveryRequest(issuer);
    if (!request)
        return std::unexpected(request.error());
    const auto answer = transport.send(*request, std::move(stop));
    if (!answer)
        return std::unexpected(answer.error());
    return readDiscovery(*answer, issuer);
}

Result<GrantedToken> exchangeCode(provider::Transport &transport, const CodeFlow &flow,
                                  const secret::SecretBytes &code, std::int64_t now,
                                  std::stop_token stop)
{
    auto request = flow.tokenRequest(code);
    if (!request)
        return std::unexpected(request.error());
    const auto answer = transport.send(*request, std::move(stop));
    if (!answer)
        return std::unexpected(answer.error());
    return readTokenAnswer(*answer, now);
}

Result<DeviceCode> askForCode(provider::Transport &transport, const OAuthProvider &provider,
                              const OAuthClient &client, std::int64_t now, std::stop_token stop)
{
    auto request = deviceRequest(provider, client);
    if (!request)
        return std::unexpected(request.error());
    const auto answer = transport.send(*request, std::move(stop));
    if (!answer)
        return std::unexpected(answer.error());
    return readDeviceAnswer(*answer, now);
}

Result<std::optional<GrantedToken>> poll(provider::Transport &transport, DeviceFlow &flow,
                                         std::int64_t now, std::stop_token stop)
{
    auto request = flow.pollRequest();
    if (!request)
        return std::unexpected(request.error());
    const auto answer = transport.send(*request, std::move(stop));
    if (!answer && answer.error().kind == ErrorKind::Io && !flow.isExpired(now)) {
        flow.failed(now);
        return std::nullopt;
    }
    if (!answer)
        return std::unexpected(answer.error());
    return flow.take(*answer, now);
}

std::vector<std::string> refreshHosts(const SsoService &service, const Profile &profile)
{
    return {proxyAddress(profile), service.host()};
}

provider::NetworkSettings networkToProxy(const Profile &profile)
{
    provider::NetworkSettings settings;
    settings.proxy = provider::NetworkSettings::ProxyKind::None;
    if (const auto proxy = provider::Endpoint::parse(profile.proxyUrl))
        settings.allowed = {{profile.name, proxy->host}};
    return settings;
}

Result<SealRecord> refreshSeal(provider::Transport &transport, const SealRecord &record,
                               const Profile &profile, const secret::SecretBytes &bearer,
                               std::int64_t now, std::stop_token stop)
{
    const auto service = serviceOf(record);
    if (!service)
        return std::unexpected(service.error());
    auto request = refreshRequest(*service, record.token, profile, bearer);
    if (!request)
        return std::unexpected(request.error());
    const auto answer = transport.send(*request, std::move(stop));
    if (!answer)
        return std::unexpected(answer.error());
    auto grant = readRefreshAnswer(*answer, now);
    if (!grant)
        return std::unexpected(grant.error());
    return renewed(record, std::move(*grant), now);
}

} // namespace rekey::seal

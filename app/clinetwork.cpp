// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clinetwork.h"

#include "core/provider/request.h"

namespace rekey::app {

namespace {

Result<void> takeProxy(const std::string &text, provider::NetworkSettings &settings)
{
    using Kind = provider::NetworkSettings::ProxyKind;
    if (text.empty() || text == "system")
        return {};
    settings.proxy = Kind::None;
    if (text == "none")
        return {};
    std::string url = text;
    const bool isSocks = url.starts_with("socks5://");
    if (isSocks)
        url.replace(0, 6, "http");
    const auto proxy = provider::Endpoint::parse(url);
    if (!proxy || proxy->isTls || !proxy->prefix.empty())
        return fail(ErrorKind::Invalid,
                    "--proxy is system, none, http://HOST:PORT or socks5://HOST:PORT");
    settings.proxy = isSocks ? Kind::Socks5 : Kind::Http;
    settings.proxyHost = proxy->host;
    settings.proxyPort = proxy->port;
    return {};
}

} // namespace

void addNetworkOptions(Options &options, NetworkAccess &access)
{
    options.value("yes-host", into(access.yesHosts));
    options.value("base-url", pairInto("base-url", [&](std::string name, std::string url) {
                      const auto endpoint = provider::Endpoint::parse(url);
                      if (!endpoint)
                          return Result<void>(
                              fail(ErrorKind::Invalid, endpoint.error().detail, url));
                      access.baseUrls[std::move(name)] = std::move(url);
                      return Result<void>();
                  }));
    options.value("allow-private",
                  pairInto("allow-private", [&](std::string name, std::string host) {
                      access.allowed.push_back({std::move(name), std::move(host)});
                      return Result<void>();
                  }));
    options.value("proxy", into(access.proxy));
    options.value("ca-file", into(access.authorities));
}

Result<provider::NetworkSettings> networkOf(const NetworkAccess &access,
                                            const provider::Catalog &catalog)
{
    for (const auto &[name, url] : access.baseUrls) {
        if (catalog.service(name) == nullptr)
            return fail(ErrorKind::Invalid, "there is no provider of that name", name);
    }
    provider::NetworkSettings settings;
    settings.allowed = access.allowed;
    if (!access.authorities.empty()) {
        auto authorities = provider::readAuthorities(access.authorities);
        if (!authorities)
            return std::unexpected(authorities.error());
        settings.authorities = std::move(*authorities);
    }
    return takeProxy(access.proxy, settings).transform([&] { return std::move(settings); });
}

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/networkchoices.h"

#include <QSettings>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kProxy = "network/proxy"_L1;
constexpr auto kAuthorities = "network/authorities"_L1;
constexpr auto kServers = "network/servers"_L1;
constexpr auto kAllowed = "network/allowed"_L1;
constexpr auto kSocks = "socks5://"_L1;

/// Both sides of "name=value".
std::optional<std::pair<std::string, std::string>> pairOf(const QString &line)
{
    const QString name = line.section(u'=', 0, 0).trimmed();
    const QString value = line.section(u'=', 1).trimmed();
    if (name.isEmpty() || value.isEmpty())
        return std::nullopt;
    return std::pair(name.toStdString(), value.toStdString());
}

Result<void> takeProxy(const QString &text, provider::NetworkSettings &network)
{
    using Kind = provider::NetworkSettings::ProxyKind;
    if (text == "system"_L1)
        return {};
    network.proxy = Kind::None;
    if (text == "none"_L1)
        return {};
    const bool isSocks = text.startsWith(kSocks);
    const QString url = isSocks ? u"http://"_s + text.sliced(kSocks.size()) : text;
    const auto proxy = provider::Endpoint::parse(url.toStdString());
    if (!proxy || proxy->isTls || !proxy->prefix.empty())
        return fail(ErrorKind::Invalid,
                    "A proxy is system, none, http://HOST:PORT or socks5://HOST:PORT.",
                    text.toStdString());
    network.proxy = isSocks ? Kind::Socks5 : Kind::Http;
    network.proxyHost = proxy->host;
    network.proxyPort = proxy->port;
    return {};
}

} // namespace

NetworkChoices readNetworkChoices(const QSettings &settings)
{
    return {settings.value(kProxy, u"system"_s).toString(), settings.value(kAuthorities).toString(),
            settings.value(kServers).toStringList(), settings.value(kAllowed).toStringList()};
}

void writeNetworkChoices(QSettings &settings, const NetworkChoices &choices)
{
    settings.setValue(kProxy, choices.proxy);
    settings.setValue(kAuthorities, choices.authorities);
    settings.setValue(kServers, choices.servers);
    settings.setValue(kAllowed, choices.allowed);
}

Result<CheckSetup> setupOf(const NetworkChoices &choices)
{
    CheckSetup setup;
    if (Result<void> taken = takeProxy(choices.proxy, setup.network); !taken)
        return std::unexpected(taken.error());
    if (!choices.authorities.isEmpty()) {
        auto authorities = provider::readAuthorities(choices.authorities.toStdString());
        if (!authorities)
            return std::unexpected(authorities.error());
        setup.network.authorities = std::move(*authorities);
    }
    for (const QString &line : choices.servers) {
        auto server = pairOf(line);
        if (!server)
            return fail(ErrorKind::Invalid, "A server is written provider=https://HOST.",
                        line.toStdString());
        if (const auto endpoint = provider::Endpoint::parse(server->second); !endpoint)
            return std::unexpected(endpoint.error());
        setup.baseUrls.insert(std::move(*server));
    }
    for (const QString &line : choices.allowed) {
        auto rule = pairOf(line.toLower());
        if (!rule)
            return fail(ErrorKind::Invalid, "A host that is allowed is written name=HOST.",
                        line.toStdString());
        setup.network.allowed.push_back({std::move(rule->first), std::move(rule->second)});
    }
    return setup;
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/address.h"
#include "core/provider/transport.h"

#include <QNetworkProxy>
#include <QSslCertificate>

#include <string>
#include <vector>

namespace rekey::provider {

/// How the network is reached.
struct NetworkSettings
{
    enum class ProxyKind : std::uint8_t
    {
        System,
        None,
        Http,
        Socks5,
    };

    std::int64_t timeoutMs = 20'000; ///< for the whole of a request
    std::int64_t maxBodyBytes = 1024 * 1024;
    std::vector<AllowRule> allowed; ///< hosts that may have an address which is not public
    std::vector<QSslCertificate> authorities; ///< trusted beside the system's
    ProxyKind proxy = ProxyKind::System;
    std::string proxyHost;
    std::uint16_t proxyPort = 0;
};

/// Reads certificates in PEM to be trusted beside the system's. Errors: NotFound, Malformed.
[[nodiscard]] Result<std::vector<QSslCertificate>> readAuthorities(const std::string &path);

/// The Transport over QtNetwork: HTTP/1.1, TLS 1.2 or later, no redirect, no cookie, no cache, a
/// new connection for each request. The host's name is looked up here, every address is checked,
/// and the one that was checked is dialled (by a proxy too), lest a name points elsewhere then.
/// Plain http only to loopback, or to proxies allowed by name. No wrong certificate is ignored.
///
/// A request is sent once, whatever happens: when the connection breaks, the caller has to find out
/// whether it arrived. Runs a local event loop on the calling thread; that thread must not be the
/// window's. Answers are received into locked memory; the copy that Qt's socket keeps of what it
/// sends is out of reach and not wiped.
class NetworkTransport final : public Transport
{
public:
    explicit NetworkTransport(NetworkSettings settings);

    [[nodiscard]] Result<Answer> send(const Request &request, std::stop_token stop) override;

private:
    [[nodiscard]] Result<QHostAddress> addressOf(const Endpoint &endpoint) const;
    [[nodiscard]] QNetworkProxy proxyFor(const Endpoint &endpoint) const;

    NetworkSettings m_settings;
};

} // namespace rekey::provider

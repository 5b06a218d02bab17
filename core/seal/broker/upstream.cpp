// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/upstream.h"

#include "core/base/text.h"
#include "core/seal/broker/await.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace rekey::broker {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::seconds kFreeFor{30};
constexpr std::size_t kMostFree = 256; ///< for one host

QHostAddress asQt(const asio::ip::address &address)
{
    if (address.is_v4())
        return QHostAddress(address.to_v4().to_uint());
    const auto bytes = address.to_v6().to_bytes();
    return QHostAddress(bytes.data());
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char character) {
        return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                    : character;
    });
    return out;
}

std::unexpected<Refusal> failed(std::string body, std::string detail = {})
{
    return refuse(502, Reason::UpstreamFailed, std::move(body), std::move(detail));
}

std::unexpected<Refusal> timedOut()
{
    return refuse(504, Reason::UpstreamTimeout, "the upstream did not answer in time");
}

/// Who the certificate has to be for: the very name that the request's rules looked at.
bool setPeer(SSL *tls, const std::string &host)
{
    error_code notAddress;
    asio::ip::make_address(host, notAddress);
    X509_VERIFY_PARAM *parameters = SSL_get0_param(tls);
    if (!notAddress)
        return X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str()) == 1;
    // SSL_set_tlsext_host_name() without its cast.
    std::string name = host;
    return SSL_ctrl(tls, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data()) == 1
        && SSL_set1_host(tls, host.c_str()) == 1;
}

/// Whether a free connection has been closed, or has got bytes that nobody asked for.
bool isSpent(Connection &connection)
{
    error_code code;
    char byte = 0;
    tcp::socket &socket = connection.stream.next_layer();
    socket.non_blocking(true, code);
    socket.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, code);
    return code != asio::error::would_block && code != asio::error::try_again;
}

} // namespace

Upstreams::Upstreams(asio::io_context &context)
    : m_context(context)
{
}

Result<void> Upstreams::load(const Config &config)
{
    auto tls = std::make_unique<ssl::context>(ssl::context::tls_client);
    error_code code;
    tls->set_verify_mode(ssl::verify_peer, code);
    tls->set_default_verify_paths(code);
    if (SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION) != 1)
        return fail(ErrorKind::Internal, "TLS 1.2 is not supported here");
    if (!config.authorities.empty())
        tls->load_verify_file(config.authorities, code);
    if (code)
        return fail(ErrorKind::Invalid, "the certificates cannot be read: " + code.message(),
                    config.authorities);
    m_tls = std::move(tls);
    m_allowed = config.allowed;
    m_free.clear();
    return {};
}

std::unique_ptr<Connection> Upstreams::takeFree(const Endpoint &endpoint)
{
    const auto found = m_free.find({endpoint.host, endpoint.port});
    while (found != m_free.end() && !found->second.empty()) {
        std::unique_ptr<Connection> connection = std::move(found->second.back());
        found->second.pop_back();
        if (!isSpent(*connection)) {
            connection->isReused = true;
            return connection;
        }
    }
    return nullptr;
}

void Upstreams::giveBack(std::unique_ptr<Connection> connection)
{
    auto &free = m_free[{connection->endpoint.host, connection->endpoint.port}];
    connection->idleSince = std::chrono::steady_clock::now();
    free.push_back(std::move(connection));
    if (free.size() > kMostFree)
        free.pop_front();
}

void Upstreams::sweep(std::chrono::steady_clock::time_point now)
{
    std::erase_if(m_free, [now](auto &host) {
        auto &free = host.second;
        while (!free.empty() && free.front()->idleSince + kFreeFor < now)
            free.pop_front();
        return free.empty();
    });
}

asio::awaitable<Outcome<std::unique_ptr<Connection>>>
Upstreams::get(Endpoint endpoint, bool isFresh, Interrupt &interrupt)
{
    if (!isFresh) {
        if (auto free = takeFree(endpoint))
            co_return free;
    }
    co_return co_await dial(std::move(endpoint), interrupt);
}

asio::awaitable<Outcome<Upstreams::Addresses>> Upstreams::resolve(const Endpoint &endpoint,
                                                                  Interrupt &interrupt)
{
    error_code code;
    const auto literal = asio::ip::make_address(endpoint.host, code);
    if (!code)
        co_return Addresses{tcp::endpoint(literal, endpoint.port)};
    tcp::resolver resolver(m_context);
    interrupt.set([&resolver] { resolver.cancel(); });
    const auto [failure, found] = co_await resolver.async_resolve(
        endpoint.host, std::to_string(endpoint.port), tcp::resolver::numeric_service, kAwait);
    interrupt.clear();
    if (interrupt.hasFired())
        co_return timedOut();
    if (failure)
        co_return failed("dial tcp: lookup " + escapeControl(endpoint.host) + ": no such host",
                         failure.message());
    Addresses addresses;
    for (const auto &entry : found)
        addresses.push_back(entry.endpoint());
    co_return addresses;
}

Outcome<Upstreams::Addresses> Upstreams::permitted(const Endpoint &endpoint, Addresses found) const
{
    if (provider::isAllowed(m_allowed, lowerCase(endpoint.host)))
        return found;
    std::string refused;
    std::erase_if(found, [&](const tcp::endpoint &address) {
        const std::string_view why = provider::refusalOf(asQt(address.address()));
        if (!why.empty())
            refused.append(refused.empty() ? "" : ", ")
                .append(address.address().to_string())
                .append(" is ")
                .append(why);
        return !why.empty();
    });
    if (found.empty())
        return refuse(400, Reason::AddressRefused,
                      "bad request: dialing this host's address is denied", refused);
    return found;
}

asio::awaitable<Outcome<std::unique_ptr<Connection>>> Upstreams::dial(Endpoint endpoint,
                                                                      Interrupt &interrupt)
{
    auto resolved = co_await resolve(endpoint, interrupt);
    if (!resolved)
        co_return std::unexpected(resolved.error());
    const auto addresses = permitted(endpoint, std::move(*resolved));
    if (!addresses)
        co_return std::unexpected(addresses.error());
    std::string problems;
    for (const tcp::endpoint &address : *addresses) {
        auto connection = std::make_unique<Connection>(Connection::Stream(m_context, *m_tls),
                                                       endpoint, address.address().to_string());
        tcp::socket &socket = connection->stream.next_layer();
        interrupt.set([&socket] {
            error_code ignored;
            socket.close(ignored);
        });
        const auto [refused] = co_await socket.async_connect(address, kAwait);
        if (interrupt.hasFired())
            co_return timedOut();
        if (refused) {
            problems += connection->address + ": " + refused.message() + "; ";
            continue;
        }
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        SSL *tls = connection->stream.native_handle();
        if (!setPeer(tls, endpoint.host))
            co_return failed("tls: this host has no name that a certificate could have");
        const auto [broken]
            = co_await connection->stream.async_handshake(ssl::stream_base::client, kAwait);
        interrupt.clear();
        if (interrupt.hasFired())
            co_return timedOut();
        if (const long verdict = SSL_get_verify_result(tls); verdict != X509_V_OK)
            co_return failed(std::string("tls: failed to verify certificate: ")
                             + X509_verify_cert_error_string(verdict));
        if (broken)
            co_return failed("tls: the handshake failed", broken.message());
        co_return connection;
    }
    interrupt.clear();
    co_return failed("dial tcp: connection refused", problems);
}

} // namespace rekey::broker

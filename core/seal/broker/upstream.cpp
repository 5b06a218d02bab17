// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/upstream.h"

#include "core/base/text.h"
#include "core/seal/broker/await.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <utility>

namespace rekey::broker {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::seconds kFreeFor{30};
/// For one host: as many as clients may ask at once. A handshake costs several requests.
constexpr std::size_t kMostFree = 2048;
constexpr std::chrono::milliseconds kLeaveFor{100};

QHostAddress asQt(const asio::ip::address &address)
{
    if (address.is_v4())
        return QHostAddress(address.to_v4().to_uint());
    const auto bytes = address.to_v6().to_bytes();
    return QHostAddress(bytes.data());
}

std::unexpected<Refusal> failed(std::string body, std::string detail = {})
{
    return refuse(502, Reason::UpstreamFailed, std::move(body), std::move(detail));
}

std::unexpected<Refusal> overtaken()
{
    return failed("the broker has got new rules meanwhile; try again", "while it was dialled");
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
    socket.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, code);
    return code != asio::error::would_block && code != asio::error::try_again;
}

} // namespace

Upstreams::Upstreams(asio::io_context &context, NameLookup lookup)
    : m_context(context)
    , m_resolver(context, std::move(lookup))
{
}

Result<Upstreams::Rules> Upstreams::prepare(const Config &config)
{
    auto tls = std::make_unique<ssl::context>(ssl::context::tls_client);
    error_code code;
    tls->set_verify_mode(ssl::verify_peer, code);
    tls->set_default_verify_paths(code);
    if (SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION) != 1)
        return fail(ErrorKind::Internal, "TLS 1.2 is not supported here");
    // Answers may hold tokens: OpenSSL wipes what it has handed on.
    SSL_CTX_set_options(tls->native_handle(), SSL_OP_CLEANSE_PLAINTEXT);
    if (!config.authorities.empty())
        tls->load_verify_file(config.authorities, code);
    if (code)
        return fail(ErrorKind::Invalid,
                    "the certificates cannot be read: " + code.message()
                        + "; `authorities` names a PEM file of certificates",
                    config.authorities);
    return Rules{std::move(tls), config.allowed};
}

void Upstreams::use(Rules rules)
{
    m_rules = std::move(rules);
    ++m_generation;
    closeFree();
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
    if (connection->generation != m_generation) {
        close(std::move(connection));
        return;
    }
    // OpenSSL's buffers stay from now on: it would wipe and allot them anew for each request. Not
    // of a new connection, for there may be as many as clients, each for one request.
    SSL_ctrl(connection->stream.native_handle(), SSL_CTRL_CLEAR_MODE, SSL_MODE_RELEASE_BUFFERS,
             nullptr);
    auto &free = m_free[{connection->endpoint.host, connection->endpoint.port}];
    connection->idleSince = std::chrono::steady_clock::now();
    free.push_back(std::move(connection));
    if (free.size() > kMostFree) {
        close(std::move(free.front()));
        free.pop_front();
    }
}

void Upstreams::close(std::unique_ptr<Connection> connection)
{
    // Without the word in TLS an upstream may take what it got for cut off; bytes of its own that
    // nobody read, such as session tickets, would make the end a reset.
    const auto leave = [](std::shared_ptr<Connection> held) -> asio::awaitable<void> {
        const auto end = std::make_shared<asio::steady_timer>(held->stream.get_executor());
        end->expires_after(kLeaveFor);
        end->async_wait([held](const error_code &code) {
            error_code ignored;
            if (!code)
                held->stream.next_layer().close(ignored);
        });
        std::ignore = co_await held->stream.async_shutdown(kAwait);
        end->cancel();
        error_code ignored;
        held->stream.next_layer().close(ignored);
    };
    asio::co_spawn(m_context, leave(std::move(connection)), [](const std::exception_ptr &) { });
}

void Upstreams::closeFree()
{
    for (auto &[host, free] : std::exchange(m_free, {})) {
        for (std::unique_ptr<Connection> &connection : free)
            close(std::move(connection));
    }
}

void Upstreams::sweep(std::chrono::steady_clock::time_point now)
{
    std::erase_if(m_free, [this, now](auto &host) {
        auto &free = host.second;
        while (!free.empty() && free.front()->idleSince + kFreeFor < now) {
            close(std::move(free.front()));
            free.pop_front();
        }
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
    auto found = co_await m_resolver.resolve(endpoint.host, interrupt);
    if (!found)
        co_return std::unexpected(found.error());
    Addresses addresses;
    for (const asio::ip::address &address : *found)
        addresses.emplace_back(address, endpoint.port);
    co_return addresses;
}

Outcome<Upstreams::Addresses> Upstreams::permitted(const Endpoint &endpoint, Addresses found) const
{
    if (provider::isAllowed(m_rules.allowed, lowerCase(endpoint.host)))
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
    // All that follows is under the rules that these addresses were held against.
    const std::uint64_t generation = m_generation;
    const auto addresses = permitted(endpoint, std::move(*resolved));
    if (!addresses)
        co_return std::unexpected(addresses.error());
    std::string problems;
    for (const tcp::endpoint &address : *addresses) {
        auto connection
            = std::make_unique<Connection>(Connection::Stream(m_context, *m_rules.tls), endpoint,
                                           address.address().to_string(), generation);
        tcp::socket &socket = connection->stream.next_layer();
        const Interrupt::Scope scope(interrupt, [&socket] {
            error_code ignored;
            socket.close(ignored);
        });
        if (interrupt.hasFired())
            co_return timedOut();
        const auto [refused] = co_await socket.async_connect(address, kAwait);
        if (interrupt.hasFired())
            co_return timedOut();
        if (generation != m_generation)
            co_return overtaken();
        if (refused) {
            problems += connection->address + ": " + refused.message() + "; ";
            continue;
        }
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        socket.non_blocking(true, ignored); // for isSpent()
        SSL *tls = connection->stream.native_handle();
        if (!setPeer(tls, endpoint.host))
            co_return failed("tls: this host has no name that a certificate could have");
        const auto [broken]
            = co_await connection->stream.async_handshake(ssl::stream_base::client, kAwait);
        if (interrupt.hasFired())
            co_return timedOut();
        if (generation != m_generation)
            co_return overtaken();
        if (const long verdict = SSL_get_verify_result(tls); verdict != X509_V_OK)
            co_return failed(std::string("tls: failed to verify certificate: ")
                             + X509_verify_cert_error_string(verdict));
        if (broken)
            co_return failed("tls: the handshake failed", broken.message());
        co_return connection;
    }
    co_return failed("dial tcp: connection refused", problems);
}

} // namespace rekey::broker

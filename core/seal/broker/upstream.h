// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/config.h"
#include "core/seal/broker/interrupt.h"
#include "core/seal/broker/request.h"
#include "core/seal/broker/resolver.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rekey::broker {

/// A TLS connection to an upstream whose certificate was verified.
struct Connection
{
    using Stream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>;

    Stream stream;
    Endpoint endpoint;
    std::string address; ///< that was dialled
    std::uint64_t generation = 0; ///< of the rules that it was dialled under
    std::chrono::steady_clock::time_point idleSince = {};
    bool isReused = false;
};

/// Connections to upstreams: each host is resolved once for a connection, every address is held
/// against the rule for addresses, and the one that passed is dialled. Those that are free again
/// are kept for a while. One thread.
class Upstreams
{
public:
    /// What of a configuration concerns upstreams.
    struct Rules
    {
        std::unique_ptr<boost::asio::ssl::context> tls;
        std::vector<provider::AllowRule> allowed;
    };

    Upstreams(boost::asio::io_context &context, NameLookup lookup);

    /// Reads certificates. Errors: Invalid (they cannot be read).
    [[nodiscard]] static Result<Rules> prepare(const Config &config);
    /// From now on. Connections that were made under other rules serve no further request.
    void use(Rules rules);

    /// A free connection, or a new one; with `isFresh` always a new one.
    [[nodiscard]] boost::asio::awaitable<Outcome<std::unique_ptr<Connection>>>
    get(Endpoint endpoint, bool isFresh, Interrupt &interrupt);
    void giveBack(std::unique_ptr<Connection> connection);
    /// Takes leave of the upstream in TLS, which may take a moment, then closes.
    void close(std::unique_ptr<Connection> connection);

    /// Closes what was free for too long.
    void sweep(std::chrono::steady_clock::time_point now);
    void closeFree();

private:
    using Addresses = std::vector<boost::asio::ip::tcp::endpoint>;

    [[nodiscard]] std::unique_ptr<Connection> takeFree(const Endpoint &endpoint);
    [[nodiscard]] boost::asio::awaitable<Outcome<Addresses>> resolve(const Endpoint &endpoint,
                                                                     Interrupt &interrupt);
    [[nodiscard]] Outcome<Addresses> permitted(const Endpoint &endpoint, Addresses found) const;
    [[nodiscard]] boost::asio::awaitable<Outcome<std::unique_ptr<Connection>>>
    dial(Endpoint endpoint, Interrupt &interrupt);

    boost::asio::io_context &m_context;
    Resolver m_resolver;
    Rules m_rules;
    std::uint64_t m_generation = 0;
    std::map<std::pair<std::string, std::uint16_t>, std::deque<std::unique_ptr<Connection>>>
        m_free; ///< the last used at the back
};

} // namespace rekey::broker

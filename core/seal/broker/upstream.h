// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/config.h"
#include "core/seal/broker/refusal.h"
#include "core/seal/broker/request.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rekey::broker {

/// Ends what a request waits for, from outside of it: at a deadline, or when the broker stops.
class Interrupt
{
public:
    void set(std::function<void()> end) { m_end = std::move(end); }
    void clear() { m_end = nullptr; }
    void fire()
    {
        m_hasFired = true;
        if (m_end)
            m_end();
    }
    [[nodiscard]] bool hasFired() const { return m_hasFired; }

private:
    std::function<void()> m_end;
    bool m_hasFired = false;
};

/// A TLS connection to an upstream whose certificate was verified.
struct Connection
{
    using Stream = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>;

    Stream stream;
    Endpoint endpoint;
    std::string address; ///< that was dialled
    std::chrono::steady_clock::time_point idleSince = {};
    bool isReused = false;
};

/// Connections to upstreams: each host is resolved once for a connection, every address is held
/// against the rule for addresses, and the one that passed is dialled. Those that are free again
/// are kept for a while. One thread.
class Upstreams
{
public:
    explicit Upstreams(boost::asio::io_context &context);

    /// Takes certificates and exceptions anew and lets go of free connections. Errors: Invalid
    /// (certificates cannot be read).
    [[nodiscard]] Result<void> load(const Config &config);

    /// A free connection, or a new one; with `isFresh` always a new one.
    [[nodiscard]] boost::asio::awaitable<Outcome<std::unique_ptr<Connection>>>
    get(Endpoint endpoint, bool isFresh, Interrupt &interrupt);
    void giveBack(std::unique_ptr<Connection> connection);

    /// Closes what was free for too long.
    void sweep(std::chrono::steady_clock::time_point now);
    void closeFree() { m_free.clear(); }

private:
    using Addresses = std::vector<boost::asio::ip::tcp::endpoint>;

    [[nodiscard]] std::unique_ptr<Connection> takeFree(const Endpoint &endpoint);
    [[nodiscard]] boost::asio::awaitable<Outcome<Addresses>> resolve(const Endpoint &endpoint,
                                                                     Interrupt &interrupt);
    [[nodiscard]] Outcome<Addresses> permitted(const Endpoint &endpoint, Addresses found) const;
    [[nodiscard]] boost::asio::awaitable<Outcome<std::unique_ptr<Connection>>>
    dial(Endpoint endpoint, Interrupt &interrupt);

    boost::asio::io_context &m_context;
    std::unique_ptr<boost::asio::ssl::context> m_tls;
    std::vector<provider::AllowRule> m_allowed;
    std::map<std::pair<std::string, std::uint16_t>, std::deque<std::unique_ptr<Connection>>>
        m_free; ///< the last used at the back
};

} // namespace rekey::broker

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/context.h"
#include "core/seal/broker/wireparser.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace rekey::broker {

/// A client's connection, and the time that what is under way on it may take. Whoever looks after
/// deadlines calls expire(); that ends the wait for the upstream, or else the connection.
class ClientLink
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Socket = boost::asio::ip::tcp::socket;

    ClientLink(Socket socket, Context &context);

    [[nodiscard]] Context &context() { return m_context; }
    /// Address and port; empty when it was gone at once.
    [[nodiscard]] const std::string &peer() const { return m_peer; }

    /// False when the client is gone or took too long.
    [[nodiscard]] boost::asio::awaitable<bool> waitForBytes();
    [[nodiscard]] boost::asio::awaitable<bool> read(LockedBuffer &buffer);
    [[nodiscard]] boost::asio::awaitable<bool>
    write(const std::vector<boost::asio::const_buffer> &buffers);
    /// Closes so that what was written arrives, although bytes of the client are not read.
    [[nodiscard]] boost::asio::awaitable<void> closeGently();

    /// A request begins: from now on there is a time for all of it.
    void begin();
    /// Time for the next thing that is waited for.
    void allow(std::chrono::milliseconds time);
    [[nodiscard]] Interrupt &upstreamWait() { return m_upstreamWait; }
    /// What is done with the upstream from here on.
    void waitsForUpstream(bool doesWait) { m_isWaitingForUpstream = doesWait; }

    /// Who uses it, from its last request on.
    void setHolders(std::vector<Holder> holders) { m_holders = std::move(holders); }
    [[nodiscard]] const std::vector<Holder> &holders() const { return m_holders; }

    /// Why its request does not come to its end.
    enum class Ended : std::uint8_t
    {
        No,
        CutOff, ///< its consumer was
        Stopped, ///< the broker is
    };
    /// At once, whatever is under way.
    void end(Ended why);
    [[nodiscard]] Ended ended() const { return m_ended; }

    [[nodiscard]] bool isOverdue(Time now) const { return now > m_deadline; }
    void expire();
    void close();
    /// So that its client cannot take what it got for all of the answer.
    void drop();
    /// Between two requests.
    [[nodiscard]] bool isIdle() const { return m_isIdle; }

private:
    Socket m_socket;
    Context &m_context;
    std::string m_peer;
    Time m_deadline;
    Time m_end = Time::max(); ///< of the whole request
    Interrupt m_upstreamWait;
    bool m_isWaitingForUpstream = false;
    bool m_isIdle = true;
    Ended m_ended = Ended::No;
    std::vector<Holder> m_holders;
};

} // namespace rekey::broker

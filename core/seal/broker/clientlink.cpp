// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/clientlink.h"

#include "core/seal/broker/await.h"

#include <algorithm>
#include <boost/asio/write.hpp>

namespace rekey::broker {

namespace asio = boost::asio;
using boost::system::error_code;

ClientLink::ClientLink(Socket socket, Context &context)
    : m_socket(std::move(socket))
    , m_context(context)
    , m_deadline(std::chrono::steady_clock::now() + context.limits.idle)
{
    error_code code;
    const auto endpoint = m_socket.remote_endpoint(code);
    if (!code)
        m_peer = endpoint.address().to_string() + ':' + std::to_string(endpoint.port());
}

asio::awaitable<bool> ClientLink::waitForBytes()
{
    m_isIdle = true;
    m_end = Time::max();
    allow(m_context.limits.idle);
    const auto [code] = co_await m_socket.async_wait(Socket::wait_read, kAwait);
    m_isIdle = false;
    co_return !code;
}

asio::awaitable<bool> ClientLink::read(LockedBuffer &buffer)
{
    allow(m_context.limits.idle);
    const auto room = buffer.room();
    const auto [code, count]
        = co_await m_socket.async_read_some(asio::mutable_buffer(room.data(), room.size()), kAwait);
    buffer.commit(count);
    co_return !code;
}

asio::awaitable<bool> ClientLink::write(const std::vector<asio::const_buffer> &buffers)
{
    allow(m_context.limits.idle);
    const auto [code, count] = co_await asio::async_write(m_socket, buffers, kAwait);
    co_return !code;
}

asio::awaitable<void> ClientLink::closeGently()
{
    constexpr std::size_t kMostDrained = std::size_t{1024} * 1024;
    constexpr std::chrono::seconds kTime{2};
    error_code code;
    m_socket.shutdown(Socket::shutdown_send, code);
    m_end = std::chrono::steady_clock::now() + kTime;
    LockedBuffer drained(m_context.blocks);
    std::size_t total = 0;
    while (total < kMostDrained && co_await read(drained)) {
        total += drained.size();
        drained.clear();
    }
    close();
}

void ClientLink::begin()
{
    m_end = std::chrono::steady_clock::now() + m_context.limits.total;
    m_upstreamWait.reset();
}

void ClientLink::allow(std::chrono::milliseconds time)
{
    m_deadline = std::min(std::chrono::steady_clock::now() + time, m_end);
}

void ClientLink::expire()
{
    if (m_isWaitingForUpstream) {
        // Then there is an answer to be written.
        m_end = Time::max();
        allow(m_context.limits.idle);
        m_upstreamWait.fire();
    } else {
        close();
    }
}

void ClientLink::end(Ended why)
{
    if (m_ended == Ended::No)
        m_ended = why;
    m_upstreamWait.fire();
    close();
}

void ClientLink::drop()
{
    error_code ignored;
    m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
    m_socket.close(ignored);
}

void ClientLink::close()
{
    error_code ignored;
    m_socket.close(ignored);
}

} // namespace rekey::broker

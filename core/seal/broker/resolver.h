// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/interrupt.h"
#include "core/seal/broker/namelookup.h"
#include "core/seal/broker/refusal.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rekey::broker {

/// Names to addresses. The system's resolver cannot be told to stop, so it runs on threads of its
/// own, which nobody waits for: whoever asks waits until an answer or until the interrupt fires,
/// and the broker ends without the answers that are still due. Those who ask for the same name
/// share one lookup. One thread, that of the context, which outlives it.
class Resolver
{
public:
    static constexpr std::size_t kMostThreads = 8;
    static constexpr std::size_t kMostNames = 1024; ///< being looked up or waiting for it

    Resolver(boost::asio::io_context &context, NameLookup lookup);
    ~Resolver();
    Resolver(const Resolver &) = delete;
    Resolver &operator=(const Resolver &) = delete;

    [[nodiscard]] boost::asio::awaitable<Outcome<std::vector<boost::asio::ip::address>>>
    resolve(std::string host, Interrupt &interrupt);

private:
    struct Shared;
    struct Job;
    struct Waiter;
    struct Pending
    {
        std::shared_ptr<Job> job;
        std::vector<std::shared_ptr<Waiter>> waiters;
    };

    [[nodiscard]] Pending &begin(const std::string &host);
    void finish(const std::string &host, const Result<std::vector<std::string>> &found);
    void forget(const std::string &host, const std::shared_ptr<Waiter> &waiter);
    static void work(const std::shared_ptr<Shared> &shared);

    boost::asio::io_context &m_context;
    std::shared_ptr<Shared> m_shared;
    std::map<std::string, Pending> m_pending; ///< by the name
};

/// The answer at a deadline.
[[nodiscard]] std::unexpected<Refusal> timedOut();

} // namespace rekey::broker

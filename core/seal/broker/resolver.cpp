// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/resolver.h"

#include "core/base/text.h"
#include "core/seal/broker/await.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace rekey::broker {

namespace asio = boost::asio;

struct Resolver::Job
{
    std::string host;
    std::atomic_bool isWanted = true; ///< false: whoever asked has given up
};

struct Resolver::Waiter
{
    asio::steady_timer isDone;
    std::optional<Result<std::vector<std::string>>> found = {};
};

/// What the threads know of; they may outlive everything else.
struct Resolver::Shared
{
    NameLookup lookup;
    std::mutex mutex = {};
    std::condition_variable hasWork = {};
    std::deque<std::shared_ptr<Job>> queue = {};
    std::size_t threads = 0;
    std::size_t idle = 0;
    Resolver *resolver = nullptr; ///< null: it is gone
};

Resolver::Resolver(asio::io_context &context, NameLookup lookup)
    : m_context(context)
    , m_shared(std::make_shared<Shared>(std::move(lookup)))
{
    m_shared->resolver = this;
}

Resolver::~Resolver()
{
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->resolver = nullptr;
    m_shared->hasWork.notify_all();
}

void Resolver::work(const std::shared_ptr<Shared> &shared)
{
    std::unique_lock lock(shared->mutex);
    while (true) {
        ++shared->idle;
        shared->hasWork.wait(lock,
                             [&] { return !shared->queue.empty() || shared->resolver == nullptr; });
        --shared->idle;
        if (shared->resolver == nullptr)
            return;
        const std::shared_ptr<Job> job = std::move(shared->queue.front());
        shared->queue.pop_front();
        if (!job->isWanted)
            continue;
        lock.unlock();
        auto found = shared->lookup(job->host);
        lock.lock();
        if (Resolver *resolver = shared->resolver; resolver != nullptr)
            asio::post(resolver->m_context, [resolver, job, found = std::move(found)] {
                if (job->isWanted)
                    resolver->finish(job->host, found);
            });
    }
}

Resolver::Pending &Resolver::begin(const std::string &host)
{
    auto job = std::make_shared<Job>(host);
    Pending &pending = m_pending[host];
    pending.job = job;
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->queue.push_back(std::move(job));
    if (m_shared->idle < m_shared->queue.size() && m_shared->threads < kMostThreads) {
        ++m_shared->threads;
        std::thread([shared = m_shared] { work(shared); }).detach();
    }
    m_shared->hasWork.notify_one();
    return pending;
}

void Resolver::finish(const std::string &host, const Result<std::vector<std::string>> &found)
{
    auto pending = m_pending.extract(host);
    for (const std::shared_ptr<Waiter> &waiter : pending.mapped().waiters) {
        waiter->found = found;
        waiter->isDone.cancel();
    }
}

void Resolver::forget(const std::string &host, const std::shared_ptr<Waiter> &waiter)
{
    const auto pending = m_pending.find(host);
    if (pending == m_pending.end())
        return;
    std::erase(pending->second.waiters, waiter);
    if (!pending->second.waiters.empty())
        return;
    pending->second.job->isWanted = false;
    m_pending.erase(pending);
}

asio::awaitable<Outcome<std::vector<asio::ip::address>>> Resolver::resolve(std::string host,
                                                                           Interrupt &interrupt)
{
    const auto known = m_pending.find(host);
    if (known == m_pending.end() && m_pending.size() >= kMostNames)
        co_return refuse(503, Reason::UpstreamFailed,
                         "too many names are being looked up; try again later");
    Pending &pending = known == m_pending.end() ? begin(host) : known->second;
    const auto waiter = std::make_shared<Waiter>(
        asio::steady_timer(m_context, asio::steady_timer::time_point::max()));
    pending.waiters.push_back(waiter);
    {
        const Interrupt::Scope scope(interrupt, [waiter] { waiter->isDone.cancel(); });
        if (!interrupt.hasFired())
            std::ignore = co_await waiter->isDone.async_wait(kAwait);
    }
    if (!waiter->found) {
        forget(host, waiter);
        co_return timedOut();
    }
    std::vector<asio::ip::address> addresses;
    for (const std::string &text : waiter->found->value_or(std::vector<std::string>())) {
        boost::system::error_code code;
        const auto address = asio::ip::make_address(text, code);
        if (!code)
            addresses.push_back(address);
    }
    if (addresses.empty())
        co_return refuse(502, Reason::UpstreamFailed,
                         "dial tcp: lookup " + escapeControl(host) + ": no such host",
                         *waiter->found ? std::string("the name has no address")
                                        : waiter->found->error().detail);
    co_return addresses;
}

std::unexpected<Refusal> timedOut()
{
    return refuse(504, Reason::UpstreamTimeout, "the upstream did not answer in time");
}

NameLookup systemLookup()
{
    return [](const std::string &host) -> Result<std::vector<std::string>> {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo *list = nullptr;
        if (const int code = ::getaddrinfo(host.c_str(), nullptr, &hints, &list); code != 0)
            return fail(ErrorKind::NotFound, ::gai_strerror(code));
        std::vector<std::string> texts;
        for (const addrinfo *entry = list; entry != nullptr; entry = entry->ai_next) {
            std::array<char, NI_MAXHOST> text{};
            if (::getnameinfo(entry->ai_addr, entry->ai_addrlen, text.data(), text.size(), nullptr,
                              0, NI_NUMERICHOST)
                == 0)
                texts.emplace_back(text.data());
        }
        ::freeaddrinfo(list);
        return texts;
    };
}

} // namespace rekey::broker

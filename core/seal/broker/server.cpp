// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/server.h"

#include "core/seal/broker/await.h"
#include "core/seal/broker/context.h"
#include "core/seal/broker/session.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <list>
#include <unordered_set>

namespace rekey::broker {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::chrono::milliseconds kTick{250};

Result<tcp::acceptor> listenOn(asio::io_context &io, const ListenAddress &address)
{
    error_code code;
    const auto host = asio::ip::make_address(address.host, code);
    tcp::acceptor acceptor(io);
    const tcp::endpoint endpoint(host, address.port);
    if (!code)
        acceptor.open(endpoint.protocol(), code);
    if (!code)
        acceptor.set_option(tcp::acceptor::reuse_address(true), code);
    if (!code && host.is_v6())
        acceptor.set_option(asio::ip::v6_only(true), code);
    if (!code)
        acceptor.bind(endpoint, code);
    if (!code)
        acceptor.listen(tcp::acceptor::max_listen_connections, code);
    if (code)
        return fail(code == asio::error::access_denied ? ErrorKind::Denied : ErrorKind::Io,
                    "cannot listen here: " + code.message(),
                    address.host + ':' + std::to_string(address.port));
    return acceptor;
}

} // namespace

struct Server::Parts
{
    Parts(std::vector<seal::OpenKey> keys, AuditLog audit, NameLookup lookup)
        : context{.lookup = std::move(lookup),
                  .opener = Opener(std::move(keys)),
                  .audit = std::move(audit)}
    {
    }

    Result<void> apply(const Config &config);
    asio::awaitable<void> accept(tcp::acceptor &acceptor);
    asio::awaitable<void> watchDeadlines();
    void take(tcp::socket socket);
    void stop();

    Context context;
    std::list<tcp::acceptor> acceptors;
    std::unordered_set<ClientLink *> clients;
    asio::steady_timer tick{context.io};
    asio::steady_timer room{context.io, asio::steady_timer::time_point::max()};
    asio::signal_set signals{context.io};
    std::chrono::steady_clock::time_point stopAt = std::chrono::steady_clock::time_point::max();
};

Result<void> Server::Parts::apply(const Config &config)
{
    // All of it is looked at before any of it holds.
    auto rules = Upstreams::prepare(config);
    if (!rules)
        return std::unexpected(rules.error());
    if (auto replaced = context.opener.setReplacements(config.replacedSeals); !replaced)
        return replaced;
    context.upstreams.use(std::move(*rules));
    context.policy.load(config);
    context.limits = config.limits;
    context.audit.setLimits(config.audit.maxBytes, config.audit.keptFiles);
    // An answer that goes on for hours does so no more, and no kept connection waits for another.
    for (ClientLink *client : clients) {
        const bool isCutOff = std::ranges::any_of(client->holders(), [this](const Holder &holder) {
            return context.policy.isCutOff(holder);
        });
        if (isCutOff)
            client->end(ClientLink::Ended::CutOff);
    }
    return {};
}

void Server::Parts::take(tcp::socket socket)
{
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const auto client = std::make_shared<ClientLink>(std::move(socket), context);
    clients.insert(client.get());
    asio::co_spawn(context.io, serveClient(client), [this, client](const std::exception_ptr &) {
        client->close();
        clients.erase(client.get());
        room.cancel();
    });
}

asio::awaitable<void> Server::Parts::accept(tcp::acceptor &acceptor)
{
    while (!context.isStopping) {
        if (clients.size() >= context.limits.clients) {
            std::ignore = co_await room.async_wait(kAwait);
            continue;
        }
        auto [code, socket] = co_await acceptor.async_accept(kAwait);
        if (!code) {
            take(std::move(socket));
        } else if (!context.isStopping) {
            // Out of descriptors, say: others may leave in the meantime.
            asio::steady_timer pause(context.io, kTick);
            std::ignore = co_await pause.async_wait(kAwait);
        }
    }
}

asio::awaitable<void> Server::Parts::watchDeadlines()
{
    while (!context.isStopping || !clients.empty()) {
        tick.expires_after(kTick);
        std::ignore = co_await tick.async_wait(kAwait);
        const auto now = std::chrono::steady_clock::now();
        for (ClientLink *client : clients) {
            if (now > stopAt)
                client->end(ClientLink::Ended::Stopped);
            else if (client->isOverdue(now))
                client->expire();
        }
        context.upstreams.sweep(now);
        context.blocks.trim();
    }
    context.upstreams.closeFree();
    signals.cancel();
}

void Server::Parts::stop()
{
    const auto now = std::chrono::steady_clock::now();
    stopAt = context.isStopping ? now : now + context.limits.stop;
    context.isStopping = true;
    error_code ignored;
    for (tcp::acceptor &acceptor : acceptors)
        acceptor.close(ignored);
    room.cancel();
    for (ClientLink *client : clients) {
        if (client->isIdle())
            client->close();
    }
    tick.cancel();
}

Server::Server(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Server::~Server() = default;
Server::Server(Server &&other) noexcept = default;
Server &Server::operator=(Server &&other) noexcept = default;

Result<Server> Server::open(const Config &config, std::vector<seal::OpenKey> keys,
                            NameLookup lookup)
{
    if (keys.empty())
        return fail(ErrorKind::Invalid, "a broker needs an open key");
    if (auto good = seal::checkCryptography(); !good)
        return std::unexpected(good.error());
    auto audit = AuditLog::open(config.audit);
    if (!audit)
        return std::unexpected(audit.error());
    auto parts = std::make_unique<Parts>(std::move(keys), std::move(*audit), std::move(lookup));
    if (auto applied = parts->apply(config); !applied)
        return std::unexpected(applied.error());
    for (const ListenAddress &address : config.listen) {
        auto acceptor = listenOn(parts->context.io, address);
        if (!acceptor)
            return std::unexpected(acceptor.error());
        parts->acceptors.push_back(std::move(*acceptor));
    }
    return Server(std::move(parts));
}

Result<void> Server::check(const Config &config, std::vector<seal::OpenKey> keys)
{
    if (auto rules = Upstreams::prepare(config); !rules)
        return std::unexpected(rules.error());
    if (keys.empty())
        return {};
    return Opener(std::move(keys)).setReplacements(config.replacedSeals);
}

void Server::onTrouble(std::function<void(const std::string &)> say)
{
    Context &context = m_parts->context;
    context.say = std::move(say);
    if (const std::uint64_t cut = context.audit.cutBytes(); cut > 0)
        context.say("the audit log ended within a record; its " + std::to_string(cut)
                    + " bytes were cut off");
}

std::vector<ListenAddress> Server::addresses() const
{
    std::vector<ListenAddress> found;
    for (const tcp::acceptor &acceptor : m_parts->acceptors) {
        error_code code;
        const tcp::endpoint endpoint = acceptor.local_endpoint(code);
        if (!code)
            found.push_back({endpoint.address().to_string(), endpoint.port()});
    }
    return found;
}

void Server::run()
{
    Parts &parts = *m_parts;
    const auto ignore = [](const std::exception_ptr &) { };
    for (tcp::acceptor &acceptor : parts.acceptors)
        asio::co_spawn(parts.context.io, parts.accept(acceptor), ignore);
    asio::co_spawn(parts.context.io, parts.watchDeadlines(), ignore);
    parts.context.io.run();
}

void Server::stop()
{
    asio::post(m_parts->context.io, [parts = m_parts.get()] { parts->stop(); });
}

void Server::reload(Config config, std::function<void(const Result<void> &)> done)
{
    asio::post(m_parts->context.io,
               [parts = m_parts.get(), config = std::move(config), done = std::move(done)] {
                   done(parts->apply(config));
               });
}

void Server::watchSignals(std::function<void()> onHangup)
{
    Parts *parts = m_parts.get();
    const auto watch = [parts, onHangup = std::move(onHangup)]() -> asio::awaitable<void> {
        while (true) {
            const auto [code, signal] = co_await parts->signals.async_wait(kAwait);
            if (code)
                co_return;
            if (signal == SIGHUP)
                onHangup();
            else
                parts->stop();
        }
    };
    error_code ignored;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        parts->signals.add(signal, ignored);
    asio::co_spawn(parts->context.io, watch, [](const std::exception_ptr &) { });
}

} // namespace rekey::broker

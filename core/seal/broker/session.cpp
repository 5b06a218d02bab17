// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/session.h"

#include "core/seal/broker/forwarding.h"

#include <utility>

namespace rekey::broker {

namespace asio = boost::asio;

namespace {

using State = WireParser<true>::State;

/// Reads until the head is whole; NeedsMore when the client left.
asio::awaitable<State> readHead(ClientLink &client, WireParser<true> &parser, LockedBuffer &buffer,
                                std::size_t &used)
{
    // A client that says nothing takes no memory.
    if (buffer.isEmpty() && !co_await client.waitForBytes())
        co_return State::NeedsMore;
    client.begin();
    State state = parser.take(buffer.data(), used);
    while (state == State::NeedsMore) {
        if (!co_await client.read(buffer))
            co_return State::NeedsMore;
        state = parser.take(buffer.data(), used);
    }
    co_return state;
}

Refusal refusalOf(State state)
{
    if (state == State::TooLarge)
        return {431, Reason::HeaderTooLarge, "the request's head is too large", {}};
    return {400, Reason::MalformedHttp, "400 Bad Request", {}};
}

} // namespace

asio::awaitable<void> serveClient(std::shared_ptr<ClientLink> client)
{
    Context &context = client->context();
    LockedBuffer head(context.blocks);
    LockedBuffer behind(context.blocks); // the body, and what follows it
    while (!context.isStopping) {
        WireParser<true> parser(context.limits.headerBytes);
        std::size_t used = 0;
        const State state = co_await readHead(*client, parser, head, used);
        if (state == State::NeedsMore)
            break;
        if (const std::string_view rest = head.data().substr(used); !rest.empty())
            behind.append(rest);
        Forwarding forwarding(*client, parser, behind);
        if (state != State::HasHead) {
            co_await forwarding.refuse(refusalOf(state));
            break;
        }
        if (!co_await forwarding.run())
            break;
        head.release();
        std::swap(head, behind);
    }
    client->close();
}

} // namespace rekey::broker

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/exchange.h"
#include "core/seal/broker/wireparser.h"

#include <cstdlib>

using namespace rekey;
using namespace rekey::broker;

namespace {

constexpr std::size_t kHeadBytes = 4096;

Opener &opener()
{
    static Opener one = [] {
        std::vector<seal::OpenKey> keys;
        // The key of the protocol's published vectors: the seeds hold a token that it opens.
        keys.push_back(*seal::OpenKey::parse(
            "0d88a36d5c41d5c3d97b929fdebf0bea57e5fb4616da88121ba972431a161cab"));
        return Opener(std::move(keys));
    }();
    return one;
}

/// What a client sent: status or, for what is sent on, its head.
std::string frontDoor(const WireParser<true> &parser)
{
    const auto request = requestOf(parser);
    if (!request)
        return std::to_string(request.error().status);
    std::ignore = endpointOf(request->target.authority);
    Exchange exchange(*request, 1'700'000'000);
    const auto admitted
        = exchange.admit(opener(), [](const Request &, const Use &) { return Outcome<void>(); });
    if (!admitted)
        return std::to_string(admitted.error().status);
    std::optional<secret::SecretBytes> whole;
    if (exchange.bodyNeeds().needsWhole())
        whole.emplace();
    if (const auto run = exchange.run(Framing::None, 0, std::move(whole)); !run)
        return std::to_string(run.error().status);
    BlockPool blocks;
    LockedBuffer head(blocks);
    if (const auto written = writeHead(exchange.outgoing(), head); !written)
        return std::to_string(written.error().status);
    return std::string(head.data());
}

struct Seen
{
    std::string front;
    std::string body;
    bool isDone = false;
};

/// Reads a request that arrives in pieces of this size. Only the rest that was not taken is shown
/// again, as the session does it.
Seen readInPieces(std::string_view text, std::size_t piece)
{
    WireParser<true> parser(kHeadBytes);
    Seen result;
    std::string buffer;
    std::string head;
    bool hasHead = false;
    while (true) {
        std::size_t used = 0;
        const auto state = parser.take(buffer, used);
        if (used > buffer.size())
            std::abort();
        if (state == WireParser<true>::State::Bad || state == WireParser<true>::State::TooLarge) {
            if (!hasHead)
                result.front = "bad";
            result.body = "bad";
            return result;
        }
        if (state == WireParser<true>::State::HasHead) {
            head = buffer;
            hasHead = true;
            result.front = frontDoor(parser);
        }
        for (const std::string_view part : parser.pieces())
            result.body += part;
        buffer.erase(0, used);
        result.isDone = parser.isDone() && hasHead;
        if (result.isDone || (text.empty() && used == 0))
            return result;
        const std::string_view next = text.substr(0, piece);
        buffer += next;
        text.remove_prefix(next.size());
    }
}

} // namespace

/// Any bytes are read or refused, in the same way however they are cut; what is sent on has one
/// head's end and no line that was meant for the proxy.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const Seen whole = readInPieces(text, std::max<std::size_t>(size, 1));
    const Seen cut = readInPieces(text, 7);
    const bool isSame = whole.front == cut.front && whole.body == cut.body;
    if (size <= kHeadBytes && !isSame)
        std::abort();
    if (whole.front.size() > 3) {
        const bool isOneHead = whole.front.find("\r\n\r\n") == whole.front.size() - 4;
        if (!isOneHead || whole.front.contains("\nProxy-Tokenizer:")
            || whole.front.contains("\nProxy-Authorization:"))
            std::abort();
    }
    return 0;
}

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/bearer.h"
#include "core/seal/broker/exchange.h"
#include "core/seal/broker/replacer.h"
#include "tests/core/seal/broker/vectorrows.h"
#include "tests/core/seal/secrets.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rekey::test {

/// What becomes of it: the refusal, or what is sent.
struct Sent
{
    int status = 0; ///< 0: it is sent
    std::string refusal;
    std::string head;
    std::string body;

    /// Value of a header line; "(none)" when there is no such line.
    [[nodiscard]] std::string header(const std::string &name) const
    {
        const std::size_t at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos)
            return "(none)";
        const std::size_t begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
    [[nodiscard]] std::string requestLine() const { return head.substr(0, head.find("\r\n")); }
};

inline std::string sealedToFirstKey(std::string_view json)
{
    return seal::sealText(bytes(json), firstKey().sealKey())->text;
}

inline broker::Opener firstOpener()
{
    std::vector<seal::OpenKey> keys;
    keys.push_back(firstKey());
    return broker::Opener(std::move(keys));
}

inline broker::Outcome<void> allowAll(const broker::Request & /*request*/,
                                      const broker::Use & /*use*/)
{
    return {};
}

/// The body as it streams, in small pieces.
inline std::string streamed(const broker::Replacement &replacement, std::string_view body)
{
    broker::Replacer replacer(replacement);
    std::string out;
    const auto add = [&out](std::string_view text) { out += text; };
    while (!body.empty()) {
        const std::size_t size = std::min<std::size_t>(3, body.size());
        replacer.feed(body.substr(0, size), add);
        body.remove_prefix(size);
    }
    add(replacer.finish());
    return out;
}

inline Sent sent(const Ask &ask)
{
    const auto refused
        = [](const broker::Refusal &refusal) { return Sent{refusal.status, refusal.body, {}, {}}; };
    const std::string line = sealedToFirstKey(ask.json)
        + (ask.parameters.empty() ? std::string() : "; " + ask.parameters);
    const auto target = broker::parseTarget(ask.method, ask.target);
    if (!target)
        return refused(target.error());
    broker::Request request{ask.method, *target, {{"proxy-tokenizer", line}}};
    for (const auto &[name, value] : ask.fields)
        request.fields.push_back({name, value});
    broker::Opener opener = firstOpener();
    broker::Exchange exchange(request, ask.now);
    if (auto admitted = exchange.admit(opener, allowAll); !admitted)
        return refused(admitted.error());
    std::optional<secret::SecretBytes> whole;
    if (exchange.bodyNeeds().needsWhole())
        whole = bytes(ask.body.value_or(""));
    const auto framing = ask.body ? broker::Framing::Length : broker::Framing::None;
    if (auto run = exchange.run(framing, ask.body ? ask.body->size() : 0, std::move(whole)); !run)
        return refused(run.error());
    const broker::Outgoing &outgoing = exchange.outgoing();
    broker::BlockPool blocks;
    broker::LockedBuffer head(blocks);
    if (auto written = broker::writeHead(outgoing, head); !written)
        return refused(written.error());
    Sent result{0, {}, std::string(head.data()), ask.body.value_or("")};
    if (outgoing.body)
        result.body = outgoing.body->view();
    else if (!outgoing.replacements.empty())
        result.body = streamed(outgoing.replacements.front(), result.body);
    return result;
}

} // namespace rekey::test

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/clientlink.h"
#include "core/seal/broker/echo.h"
#include "core/seal/broker/exchange.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace rekey::broker {

/// One request on its way: admitted, sent, answered, and written into the log before its client has
/// the last byte of the answer.
class Forwarding
{
public:
    /// The parser has the head, whose bytes stay where they are. `body` holds what came behind it.
    Forwarding(ClientLink &client, WireParser<true> &parser, LockedBuffer &body);

    ~Forwarding() { --m_context.underWay; }
    Forwarding(const Forwarding &) = delete;
    Forwarding &operator=(const Forwarding &) = delete;

    /// Whether the client's connection can serve another request.
    [[nodiscard]] boost::asio::awaitable<bool> run();
    /// The broker's own answer, also to what is no request; nothing else happens then.
    [[nodiscard]] boost::asio::awaitable<void> refuse(Refusal refusal);

private:
    using Buffers = std::vector<boost::asio::const_buffer>;
    template <typename T> using Awaitable = boost::asio::awaitable<T>;
    using Parser = WireParser<false>;
    enum class Next : std::uint8_t
    {
        Keep,
        Close,
        Drop, ///< the answer is not whole
        Retry, ///< on a new connection
    };

    [[nodiscard]] Awaitable<Outcome<Next>> forward();
    [[nodiscard]] Outcome<void> admit();
    [[nodiscard]] Awaitable<Outcome<void>> prepare();
    [[nodiscard]] Awaitable<Outcome<secret::SecretBytes>> wholeBody();
    [[nodiscard]] Awaitable<Outcome<Next>> attempt(const Endpoint &endpoint, bool isFresh);

    [[nodiscard]] Awaitable<Outcome<void>> send();
    [[nodiscard]] Awaitable<Outcome<void>> sendStreaming(LockedBuffer &out);
    [[nodiscard]] Awaitable<Outcome<void>> flush(LockedBuffer &out);
    [[nodiscard]] Awaitable<bool> readUpstream();
    /// Ends what is under way with the upstream.
    void hangUp();
    /// What the interrupt was for.
    [[nodiscard]] Refusal interrupted() const;
    [[nodiscard]] Refusal clientGone() const;

    [[nodiscard]] Awaitable<Outcome<void>> readHead(std::optional<Parser> &answer);
    [[nodiscard]] Awaitable<Outcome<Next>> relay(Parser &answer);
    [[nodiscard]] Awaitable<Outcome<Next>> answerSealed(Parser &answer, const Opened &opened);
    [[nodiscard]] Next afterAnswer(const Parser &answer);
    [[nodiscard]] std::string answerHead(const Parser &answer, bool isSealed, EchoGuard &guard);
    void finishHead(std::string &head, Framing framing, std::uint64_t length);

    /// Once for a request. False: there is no place for it, and then there is no answer either.
    [[nodiscard]] Awaitable<bool> record(Reason reason, int status, std::string detail = {});
    /// Whoever runs the broker, once.
    void tell(const Error &error);
    [[nodiscard]] bool canRetry() const;

    ClientLink &m_client;
    Context &m_context;
    WireParser<true> &m_parser;
    LockedBuffer &m_body;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    std::int64_t m_now; ///< seconds since 1970 UTC
    Request m_request;
    std::optional<Exchange> m_exchange;
    WholeShare m_share; ///< of the client's body and of the answer
    AuditRecord m_record;
    std::unique_ptr<Connection> m_upstream;
    LockedBuffer m_answer;
    std::size_t m_answerHeadBytes = 0;
    bool m_hasUpstreamEnded = false;
    bool m_isRecorded = false;
    bool m_hasStreamed = false; ///< some of the body is gone
    bool m_hasAnswered = false; ///< some of the answer is with the client
    bool m_keepsClient = false;
};

} // namespace rekey::broker

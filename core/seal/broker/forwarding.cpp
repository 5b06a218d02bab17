// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/forwarding.h"

#include "core/seal/broker/await.h"
#include "core/seal/broker/replacer.h"

#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>
#include <format>

namespace rekey::broker {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::size_t kFlushBytes = std::size_t{8} * 1024;

std::int64_t millisecondsNow()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())
        .time_since_epoch()
        .count();
}

std::unexpected<Refusal> clientGone()
{
    return refuse(0, Reason::ClientGone, {}, "the client closed the connection or went silent");
}

std::unexpected<Refusal> upstreamBroke(std::string detail)
{
    return refuse(502, Reason::UpstreamFailed, "the upstream closed the connection",
                  std::move(detail));
}

/// As a chunk of its own; nothing for no bytes, for that would be the last one.
void appendChunk(LockedBuffer &out, std::string_view bytes)
{
    if (bytes.empty())
        return;
    out.append(std::format("{:x}\r\n", bytes.size()));
    out.append(bytes);
    out.append("\r\n");
}

void append(LockedBuffer &out, Framing framing, std::string_view bytes)
{
    if (framing == Framing::Chunked)
        appendChunk(out, bytes);
    else
        out.append(bytes);
}

bool isRepeatable(std::string_view method)
{
    constexpr auto kMethods
        = std::to_array<std::string_view>({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"});
    return std::ranges::contains(kMethods, method);
}

} // namespace

Forwarding::Forwarding(ClientLink &client, WireParser<true> &parser, LockedBuffer &body)
    : m_client(client)
    , m_context(client.context())
    , m_parser(parser)
    , m_body(body)
    , m_answer(m_context.blocks)
{
    m_record.time = millisecondsNow();
    m_now = m_record.time / 1000;
    m_record.peer = client.peer();
}

asio::awaitable<bool> Forwarding::run()
{
    auto next = co_await forward();
    m_client.waitsForUpstream(false);
    if (!next) {
        co_await refuse(std::move(next.error()));
        co_return false;
    }
    co_return *next == Next::Keep;
}

asio::awaitable<Outcome<Forwarding::Next>> Forwarding::forward()
{
    if (auto admitted = admit(); !admitted)
        co_return std::unexpected(admitted.error());
    if (auto prepared = co_await prepare(); !prepared)
        co_return std::unexpected(prepared.error());
    const auto endpoint = endpointOf(m_request.target.authority);
    if (!endpoint)
        co_return std::unexpected(endpoint.error());
    auto next = co_await attempt(*endpoint, false);
    if (next && *next == Next::Retry)
        next = co_await attempt(*endpoint, true);
    co_return next;
}

Outcome<void> Forwarding::admit()
{
    m_record.method = m_parser.method();
    auto request = requestOf(m_parser);
    if (!request)
        return std::unexpected(request.error());
    m_request = std::move(*request);
    const Target &target = m_request.target;
    m_record.host = target.authority;
    m_record.path = target.path;
    m_record.queryNames = queryNamesOf(target.query.value_or(""));
    if (m_context.isAuditBroken)
        return broker::refuse(503, Reason::NotRecorded, "the audit log cannot be written");
    m_exchange.emplace(m_request, m_now);
    auto admitted
        = m_exchange->admit(m_context.opener, [this](const Request &asked, const Use &use) {
              return m_context.policy.check(asked, use, m_begin);
          });
    for (const Use &use : m_exchange->uses())
        m_record.uses.push_back(auditUseOf(use, m_context.policy.consumerOf(use.proof)));
    return admitted;
}

asio::awaitable<Outcome<void>> Forwarding::prepare()
{
    const BodyNeeds needs = m_exchange->bodyNeeds();
    const auto expectation = m_request.value("Expect");
    const bool isAwaited = expectation && isSameName(*expectation, "100-continue");
    if (isAwaited && !m_parser.isDone() && (needs.needsWhole() || !needs.isDropped)) {
        constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        if (!co_await m_client.write({asio::buffer(kContinue)}))
            co_return clientGone();
    }
    std::optional<secret::SecretBytes> whole;
    if (needs.needsWhole()) {
        auto body = co_await wholeBody();
        if (!body)
            co_return std::unexpected(body.error());
        whole = std::move(*body);
    }
    const std::optional<std::uint64_t> length = m_parser.length();
    Framing framing = length ? Framing::Length : Framing::None;
    if (m_parser.isChunked())
        framing = Framing::Chunked;
    co_return m_exchange->run(framing, length.value_or(0), std::move(whole));
}

asio::awaitable<Outcome<secret::SecretBytes>> Forwarding::wholeBody()
{
    LockedBuffer whole(m_context.blocks);
    while (!m_parser.isDone()) {
        std::size_t used = 0;
        const auto state = m_parser.take(m_body.data(), used);
        if (state == WireParser<true>::State::Bad)
            co_return broker::refuse(400, Reason::MalformedHttp, "bad request");
        for (const std::string_view piece : m_parser.pieces()) {
            m_record.bytesIn += piece.size();
            if (whole.size() + piece.size() > kMostWholeBytes)
                co_return broker::refuse(413, Reason::BodyTooLarge,
                                         "the body is too large to be read whole");
            whole.append(piece);
        }
        m_body.consume(used);
        if (!m_parser.isDone() && !co_await m_client.read(m_body))
            co_return clientGone();
    }
    co_return secret::SecretBytes::copyOf(whole.data());
}

bool Forwarding::canRetry() const
{
    return m_upstream->isReused && !m_hasStreamed && m_answer.isEmpty() && !m_hasAnswered
        && !m_client.upstreamWait().hasFired() && isRepeatable(m_request.method);
}

asio::awaitable<Outcome<Forwarding::Next>> Forwarding::attempt(const Endpoint &endpoint,
                                                               bool isFresh)
{
    m_client.allow(m_context.limits.connect);
    m_client.waitsForUpstream(true);
    auto connection = co_await m_context.upstreams.get(endpoint, isFresh, m_client.upstreamWait());
    m_client.waitsForUpstream(false);
    if (!connection)
        co_return std::unexpected(connection.error());
    m_upstream = std::move(*connection);
    m_hasUpstreamEnded = false;
    m_record.port = endpoint.port;
    m_record.address = m_upstream->address;
    const auto sent = co_await send();
    if (!sent && sent.error().reason != Reason::UpstreamFailed)
        co_return std::unexpected(sent.error());
    // An upstream that no longer listens may have said why.
    std::optional<Parser> answer;
    if (auto head = co_await readHead(answer); !head) {
        if (canRetry())
            co_return Next::Retry;
        co_return std::unexpected(sent ? head.error() : sent.error());
    }
    m_record.upstreamStatus = answer->status();
    const Opened *opened = m_exchange->answerSealedFor();
    if (opened != nullptr && answer->status() / 100 == 2)
        co_return co_await answerSealed(*answer, *opened);
    co_return co_await relay(*answer);
}

asio::awaitable<Outcome<void>> Forwarding::flush(LockedBuffer &out)
{
    m_client.allow(m_context.limits.idle);
    m_client.waitsForUpstream(true);
    Interrupt &wait = m_client.upstreamWait();
    wait.set([this] {
        error_code ignored;
        m_upstream->stream.next_layer().close(ignored);
    });
    const std::string_view bytes = out.data();
    const auto [code, count]
        = co_await asio::async_write(m_upstream->stream, asio::buffer(bytes), kAwait);
    wait.clear();
    m_client.waitsForUpstream(false);
    out.clear();
    if (wait.hasFired())
        co_return broker::refuse(504, Reason::UpstreamTimeout,
                                 "the upstream did not answer in time");
    if (code)
        co_return upstreamBroke(code.message());
    co_return Outcome<void>();
}

asio::awaitable<Outcome<void>> Forwarding::send()
{
    const Outgoing &outgoing = m_exchange->outgoing();
    LockedBuffer out(m_context.blocks);
    if (auto written = writeHead(outgoing, out); !written)
        co_return written;
    if (!outgoing.body) {
        if (!m_parser.isDone())
            co_return co_await sendStreaming(out);
        if (outgoing.framing == Framing::Chunked)
            out.append("0\r\n\r\n");
    } else if (outgoing.framing == Framing::Chunked) {
        appendChunk(out, outgoing.body->view());
        out.append("0\r\n\r\n");
    } else if (outgoing.framing == Framing::Length) {
        out.append(outgoing.body->view());
    }
    co_return co_await flush(out);
}

asio::awaitable<Outcome<void>> Forwarding::sendStreaming(LockedBuffer &out)
{
    const Outgoing &outgoing = m_exchange->outgoing();
    std::optional<Replacer> replacer;
    if (!outgoing.replacements.empty())
        replacer.emplace(outgoing.replacements.front());
    while (!m_parser.isDone()) {
        std::size_t used = 0;
        const auto state = m_parser.take(m_body.data(), used);
        if (state == WireParser<true>::State::Bad)
            co_return broker::refuse(400, Reason::MalformedHttp, "bad request");
        for (std::string_view piece : m_parser.pieces()) {
            m_record.bytesIn += piece.size();
            while (!piece.empty()) {
                const std::size_t most = replacer ? replacer->pieceBytes() : kFlushBytes;
                const std::string_view part = piece.substr(0, most);
                piece.remove_prefix(part.size());
                if (replacer)
                    append(out, outgoing.framing, replacer->feed(part).view());
                else
                    append(out, outgoing.framing, part);
                if (out.size() < kFlushBytes)
                    continue;
                m_hasStreamed = true;
                if (auto flushed = co_await flush(out); !flushed)
                    co_return flushed;
            }
        }
        m_body.consume(used);
        if (m_parser.isDone())
            break;
        m_hasStreamed = true;
        if (!out.isEmpty()) {
            if (auto flushed = co_await flush(out); !flushed)
                co_return flushed;
        }
        if (!co_await m_client.read(m_body))
            co_return clientGone();
    }
    m_hasStreamed = true;
    if (replacer)
        append(out, outgoing.framing, replacer->finish());
    if (outgoing.framing == Framing::Chunked)
        out.append("0\r\n\r\n");
    co_return co_await flush(out);
}

bool Forwarding::record(Reason reason, int status, std::string detail)
{
    if (m_isRecorded)
        return true;
    m_record.reason = reason;
    m_record.status = status;
    m_record.detail = std::move(detail);
    m_record.micros = std::chrono::duration_cast<std::chrono::microseconds>(
                          std::chrono::steady_clock::now() - m_begin)
                          .count();
    m_isRecorded = m_context.audit.write(m_record).has_value();
    m_context.isAuditBroken = !m_isRecorded;
    return m_isRecorded;
}

} // namespace rekey::broker

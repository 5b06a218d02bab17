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

std::unexpected<Refusal> upstreamBroke(std::string detail)
{
    return refuse(502, Reason::UpstreamFailed, "the upstream closed the connection",
                  std::move(detail));
}

std::unexpected<Refusal> tooBusy()
{
    return refuse(503, Reason::BodyTooLarge,
                  "too many bodies are being read whole; try again later");
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
        = std::to_array<std::string_view>({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"});
    return std::ranges::contains(kMethods, method);
}

} // namespace

Forwarding::Forwarding(ClientLink &client, WireParser<true> &parser, LockedBuffer &body)
    : m_client(client)
    , m_context(client.context())
    , m_parser(parser)
    , m_body(body)
    , m_share(m_context)
    , m_answer(m_context.blocks)
{
    ++m_context.underWay;
    m_record.time = millisecondsNow();
    m_now = m_record.time / 1000;
    m_record.peer = client.peer();
}

Refusal Forwarding::interrupted() const
{
    switch (m_client.ended()) {
    case ClientLink::Ended::CutOff:
        return {0, Reason::ConsumerDisabled, {}, "cut off while the request was under way"};
    case ClientLink::Ended::Stopped:
        return {0, Reason::UpstreamTimeout, {}, "the broker stopped"};
    case ClientLink::Ended::No:
        break;
    }
    return timedOut().error();
}

Refusal Forwarding::clientGone() const
{
    if (m_client.ended() != ClientLink::Ended::No)
        return interrupted();
    return {0, Reason::ClientGone, {}, "the client closed the connection or went silent"};
}

asio::awaitable<bool> Forwarding::run()
{
    auto next = co_await forward();
    m_client.waitsForUpstream(false);
    if (!next) {
        co_await refuse(std::move(next.error()));
        co_return false;
    }
    if (*next == Next::Close)
        co_await m_client.closeGently();
    else if (*next == Next::Drop)
        m_client.drop();
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
    addQueryNames(target.query.value_or(""), m_record);
    // Before anything is opened: what is not written down is not done.
    const auto room = m_context.audit.makeRoom(m_context.underWay);
    if (!room)
        tell(room.error());
    if (!room || m_context.isAuditBroken)
        return notRecorded();
    m_exchange.emplace(m_request, m_now);
    auto admitted
        = m_exchange->admit(m_context.opener, [this](const Request &asked, const Use &use) {
              return m_context.policy.check(asked, use, m_begin);
          });
    std::vector<Holder> holders;
    for (const Use &use : m_exchange->uses()) {
        m_record.uses.push_back(auditUseOf(use, m_context.policy.consumerOf(use.proof)));
        holders.push_back(holderOf(use));
    }
    m_client.setHolders(std::move(holders));
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
            co_return std::unexpected(clientGone());
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
            if (!m_share.add(piece.size()))
                co_return tooBusy();
            whole.append(piece);
        }
        m_body.consume(used);
        if (!m_parser.isDone() && !co_await m_client.read(m_body))
            co_return std::unexpected(clientGone());
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
    if (!connection && m_client.upstreamWait().hasFired())
        co_return std::unexpected(interrupted());
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

void Forwarding::hangUp()
{
    error_code ignored;
    m_upstream->stream.next_layer().close(ignored);
}

asio::awaitable<Outcome<void>> Forwarding::flush(LockedBuffer &out)
{
    m_client.allow(m_context.limits.idle);
    m_client.waitsForUpstream(true);
    const Interrupt::Scope scope(m_client.upstreamWait(), [this] { hangUp(); });
    const std::string_view bytes = out.data();
    error_code code = asio::error::operation_aborted;
    if (!m_client.upstreamWait().hasFired()) {
        const auto [failure, count]
            = co_await asio::async_write(m_upstream->stream, asio::buffer(bytes), kAwait);
        code = failure;
    }
    m_client.waitsForUpstream(false);
    out.clear();
    if (m_client.upstreamWait().hasFired())
        co_return std::unexpected(interrupted());
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
    LockedBuffer made(m_context.blocks);
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
                if (replacer) {
                    replacer->feed(part, [&made](std::string_view text) { made.append(text); });
                    append(out, outgoing.framing, made.data());
                    made.clear();
                } else {
                    append(out, outgoing.framing, part);
                }
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
            co_return std::unexpected(clientGone());
    }
    m_hasStreamed = true;
    if (replacer)
        append(out, outgoing.framing, replacer->finish());
    if (outgoing.framing == Framing::Chunked)
        out.append("0\r\n\r\n");
    co_return co_await flush(out);
}

asio::awaitable<bool> Forwarding::record(Reason reason, int status, std::string detail)
{
    if (m_isRecorded)
        co_return true;
    m_record.reason = reason;
    m_record.status = status;
    m_record.detail = std::move(detail);
    m_record.micros = std::chrono::duration_cast<std::chrono::microseconds>(
                          std::chrono::steady_clock::now() - m_begin)
                          .count();
    const auto written = co_await m_context.records.write(m_record, m_context.underWay == 1);
    m_isRecorded = written.has_value();
    if (!written) {
        tell(written.error());
    } else if (m_context.isAuditBroken && m_context.audit.makeRoom(m_context.underWay)) {
        m_context.isAuditBroken = false;
        m_context.say("the audit log is written again, and requests are served");
    }
    co_return m_isRecorded;
}

void Forwarding::tell(const Error &error)
{
    if (!std::exchange(m_context.isAuditBroken, true))
        m_context.say(error.text() + "; requests are answered 503 until it is written again");
}

} // namespace rekey::broker

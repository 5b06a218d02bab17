// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/await.h"
#include "core/seal/broker/forwarding.h"
#include "core/seal/broker/resealing.h"
#include "core/seal/headerrule.h"

#include <algorithm>
#include <array>
#include <boost/beast/core/buffer_traits.hpp>
#include <boost/beast/http/status.hpp>
#include <format>

// The way back: the upstream's answer, or the broker's own.

namespace rekey::broker {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::size_t kAnswerHeadBytes = std::size_t{128} * 1024;

/// Between the upstream and the broker only (RFC 9110, 7.6.1); how long it is is said anew.
constexpr auto kNotPassedOn = std::to_array<std::string_view>(
    {"Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "TE", "Trailer",
     "Transfer-Encoding", "Upgrade", "Content-Length"});
/// Of a body that is another one now.
constexpr auto kOfTheOldBody = std::to_array<std::string_view>(
    {"Content-Type", "Content-Encoding", "Content-MD5", "Digest", "ETag"});

template <typename Names> bool isOneOf(const Names &names, std::string_view name)
{
    return std::ranges::any_of(names, [&](std::string_view one) { return isSameName(one, name); });
}

std::string_view phraseOf(int status)
{
    const auto phrase = boost::beast::http::obsolete_reason(
        boost::beast::http::int_to_status(static_cast<unsigned>(status)));
    return {phrase.data(), phrase.size()};
}

bool isEncoded(const std::vector<Field> &fields)
{
    return std::ranges::any_of(fields, [](const Field &field) {
        return isSameName(field.name, "Content-Encoding") && !isSameName(field.value, "identity");
    });
}

} // namespace

asio::awaitable<bool> Forwarding::readUpstream()
{
    m_client.allow(m_context.limits.idle);
    m_client.waitsForUpstream(true);
    const Interrupt::Scope scope(m_client.upstreamWait(), [this] { hangUp(); });
    error_code code = asio::error::operation_aborted;
    if (!m_client.upstreamWait().hasFired()) {
        const auto room = m_answer.room();
        const auto [failure, count] = co_await m_upstream->stream.async_read_some(
            asio::mutable_buffer(room.data(), room.size()), kAwait);
        m_answer.commit(count);
        code = failure;
    }
    m_client.waitsForUpstream(false);
    m_hasUpstreamEnded = code == asio::error::eof;
    co_return !code;
}

asio::awaitable<Outcome<void>> Forwarding::readHead(std::optional<Parser> &answer)
{
    while (true) {
        answer.emplace(kAnswerHeadBytes);
        if (m_request.method == "HEAD")
            answer->expectNoBody();
        std::size_t used = 0;
        Parser::State state = answer->take(m_answer.data(), used);
        while (state == Parser::State::NeedsMore) {
            if (!co_await readUpstream()) {
                if (m_client.upstreamWait().hasFired())
                    co_return std::unexpected(interrupted());
                co_return broker::refuse(502, Reason::UpstreamFailed,
                                         "the upstream closed the connection", "before an answer");
            }
            state = answer->take(m_answer.data(), used);
        }
        if (state != Parser::State::HasHead)
            co_return broker::refuse(502, Reason::UpstreamFailed,
                                     "the upstream's answer is no HTTP");
        m_answerHeadBytes = used;
        // What comes before the answer is between the upstream and the broker.
        if (answer->status() / 100 != 1)
            co_return Outcome<void>();
        m_answer.consume(used);
    }
}

std::string Forwarding::answerHead(const Parser &answer, bool isSealed, EchoGuard &guard)
{
    LockedBuffer value(m_context.blocks);
    const auto append = [&](std::string_view text, std::string &to) {
        if (guard.isIdle()) {
            to.append(text);
            return;
        }
        value.clear();
        guard.feed(text, value);
        guard.finish(value);
        to.append(value.data());
    };
    std::string head = "HTTP/1.1 " + std::to_string(answer.status()) + ' ';
    append(answer.phrase(), head);
    head.append("\r\n");
    const ConnectionNames nominated(answer.fields());
    for (const Field &field : answer.fields()) {
        const bool isKept = !isOneOf(kNotPassedOn, field.name) && !nominated.contains(field.name)
            && !(isSealed && isOneOf(kOfTheOldBody, field.name));
        if (!isKept)
            continue;
        head.append(field.name).append(": ");
        append(field.value, head);
        head.append("\r\n");
    }
    return head;
}

void Forwarding::finishHead(std::string &head, Framing framing, std::uint64_t length)
{
    if (framing == Framing::Length)
        head.append("Content-Length: ").append(std::to_string(length)).append("\r\n");
    else if (framing == Framing::Chunked)
        head += "Transfer-Encoding: chunked\r\n";
    m_keepsClient
        = m_keepsClient && m_parser.isKeptAlive() && m_parser.isDone() && !m_context.isStopping;
    if (!m_keepsClient)
        head += "Connection: close\r\n";
    else if (m_parser.version() < 11)
        head += "Connection: keep-alive\r\n";
    head += "\r\n";
}

asio::awaitable<Outcome<Forwarding::Next>> Forwarding::relay(Parser &answer)
{
    const std::optional<std::uint64_t> length = answer.length();
    Framing framing = Framing::None;
    if (length)
        framing = Framing::Length;
    else if (!answer.isDone() && m_parser.version() == 11)
        framing = Framing::Chunked;
    m_keepsClient = framing != Framing::None || answer.isDone();
    EchoGuard guard(m_exchange->outgoing().credentials());
    LockedBuffer blanked(m_context.blocks);
    std::string head = answerHead(answer, false, guard);
    m_record.hasEcho = guard.hasFound();
    finishHead(head, framing, length.value_or(0));
    m_answer.consume(m_answerHeadBytes);
    while (true) {
        std::size_t used = 0;
        Parser::State state = answer.take(m_answer.data(), used);
        if (m_hasUpstreamEnded && used == 0 && !answer.isDone())
            state = answer.end();
        const bool isDone = answer.isDone();
        const bool isBroken
            = state == Parser::State::Bad || (m_hasUpstreamEnded && used == 0 && !isDone);
        if (isBroken && !m_hasAnswered)
            co_return broker::refuse(502, Reason::UpstreamFailed,
                                     "the upstream's answer is no HTTP");
        if (isBroken) {
            std::ignore = co_await record(Reason::UpstreamFailed, answer.status(),
                                          "the upstream's answer ended early or is no HTTP");
            co_return Next::Drop;
        }
        std::vector<std::string_view> pieces = answer.pieces();
        if (!guard.isIdle()) {
            blanked.clear();
            for (const std::string_view piece : pieces)
                guard.feed(piece, blanked);
            if (isDone)
                guard.finish(blanked);
            pieces.assign(1, blanked.data());
            m_record.hasEcho = guard.hasFound();
        }
        std::uint64_t size = 0;
        for (const std::string_view piece : pieces)
            size += piece.size();
        // The last of it goes out behind its record, all else is counted when it is gone.
        if (isDone)
            m_record.bytesOut += size;
        if (isDone) {
            const bool isRecorded = co_await record(Reason::Forwarded, answer.status());
            if (!isRecorded && m_hasAnswered)
                co_return Next::Drop;
            if (!isRecorded)
                co_return notRecorded();
        }
        std::string before = std::move(head);
        head.clear();
        std::string after;
        if (framing == Framing::Chunked && size > 0) {
            before += std::format("{:x}\r\n", size);
            after = "\r\n";
        }
        if (framing == Framing::Chunked && isDone)
            after += "0\r\n\r\n";
        Buffers buffers{asio::buffer(before)};
        for (const std::string_view piece : pieces)
            buffers.push_back(asio::buffer(piece));
        buffers.push_back(asio::buffer(after));
        m_hasAnswered = true;
        if (boost::beast::buffer_bytes(buffers) > 0 && !co_await m_client.write(buffers)) {
            const Refusal gone = clientGone();
            std::ignore = co_await record(gone.reason, answer.status(), gone.detail);
            co_return Next::Drop;
        }
        m_answer.consume(used);
        if (isDone)
            co_return afterAnswer(answer);
        m_record.bytesOut += size;
        if (!co_await readUpstream() && !m_hasUpstreamEnded) {
            const bool isInterrupted = m_client.upstreamWait().hasFired();
            std::ignore
                = co_await record(isInterrupted ? interrupted().reason : Reason::UpstreamFailed,
                                  answer.status(), "the upstream's answer ended early");
            co_return Next::Drop;
        }
    }
}

asio::awaitable<Outcome<Forwarding::Next>> Forwarding::answerSealed(Parser &answer,
                                                                    const Opened &opened)
{
    EchoGuard guard(m_exchange->outgoing().credentials());
    std::string head = answerHead(answer, false, guard);
    std::string sealedHead = answerHead(answer, true, guard) + "Content-Type: application/json\r\n";
    const bool isReadable = !isEncoded(answer.fields());
    m_answer.consume(m_answerHeadBytes);
    LockedBuffer whole(m_context.blocks);
    while (!answer.isDone()) {
        std::size_t used = 0;
        Parser::State state = answer.take(m_answer.data(), used);
        if (m_hasUpstreamEnded && used == 0)
            state = answer.end();
        for (const std::string_view piece : answer.pieces()) {
            if (!m_share.add(piece.size()))
                co_return broker::refuse(503, Reason::AnswerNotSealed,
                                         "too many answers are being sealed; try again later");
            whole.append(piece);
        }
        m_answer.consume(used);
        if (state == Parser::State::Bad || whole.size() > kMostTokenAnswerBytes || !isReadable)
            co_return broker::refuse(502, Reason::AnswerNotSealed,
                                     "failed to parse token response: it cannot be read");
        if (answer.isDone())
            break;
        // A condition of its own: gcc 14 waits within a longer one even when that is decided.
        const bool hasMore = co_await readUpstream();
        if (m_client.upstreamWait().hasFired())
            co_return std::unexpected(interrupted());
        if (!hasMore && !m_hasUpstreamEnded)
            co_return broker::refuse(502, Reason::UpstreamFailed,
                                     "the upstream closed the connection", "within its answer");
    }
    LockedBuffer blanked(m_context.blocks);
    guard.feed(whole.data(), blanked);
    guard.finish(blanked);
    m_record.hasEcho = guard.hasFound();
    const auto sealed = resealed(opened, answer.status(), whole.data(), m_now);
    if (!sealed)
        co_return std::unexpected(sealed.error());
    std::string_view body = blanked.data();
    if (*sealed) {
        m_record.newSeal = (*sealed)->fingerprint;
        m_record.expiresIn = (*sealed)->expiresIn;
        body = (*sealed)->body;
        head = std::move(sealedHead);
    }
    m_record.bytesOut = body.size();
    m_keepsClient = true;
    finishHead(head, Framing::Length, body.size());
    const bool isRecorded = co_await record(Reason::Forwarded, answer.status());
    if (!isRecorded)
        co_return notRecorded();
    if (!co_await m_client.write({asio::buffer(head), asio::buffer(body)}))
        co_return Next::Drop;
    co_return afterAnswer(answer);
}

Forwarding::Next Forwarding::afterAnswer(const Parser &answer)
{
    const bool isSent = m_parser.isDone() || m_exchange->outgoing().body.has_value();
    if (isSent && answer.isKeptAlive() && m_answer.isEmpty())
        m_context.upstreams.giveBack(std::move(m_upstream));
    else
        m_context.upstreams.close(std::move(m_upstream));
    return m_keepsClient ? Next::Keep : Next::Close;
}

asio::awaitable<void> Forwarding::refuse(Refusal refusal)
{
    std::ignore = co_await record(refusal.reason, refusal.status, refusal.detail);
    if (refusal.status == 0 || m_hasAnswered)
        co_return;
    std::string text = std::format("HTTP/1.1 {} {}\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                   "Content-Length: {}\r\nConnection: close\r\n",
                                   refusal.status, phraseOf(refusal.status), refusal.body.size());
    if (refusal.reason == Reason::NotAProxyRequest)
        text += "X-Content-Type-Options: nosniff\r\n";
    if (refusal.reason == Reason::RateLimited)
        text += "Retry-After: 1\r\n";
    text += "\r\n";
    if (m_parser.method() != "HEAD")
        text += refusal.body;
    if (co_await m_client.write({asio::buffer(text)}))
        co_await m_client.closeGently();
}

} // namespace rekey::broker

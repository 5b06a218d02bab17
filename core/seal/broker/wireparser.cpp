// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/wireparser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <functional>

namespace rekey::broker {

namespace http = boost::beast::http;

namespace {

std::string_view plain(boost::beast::string_view text)
{
    return {text.data(), text.size()};
}

} // namespace

template <bool isRequest>
WireParser<isRequest>::WireParser(std::size_t headerBytes)
    : m_headerBytes(headerBytes)
{
    Base::header_limit(static_cast<std::uint32_t>(headerBytes));
    Base::body_limit(boost::none);
}

template <bool isRequest> bool WireParser<isRequest>::isWholeHead(std::string_view bytes)
{
    constexpr std::string_view kEnd = "\r\n\r\n";
    if (bytes.find(kEnd, m_searched) != std::string_view::npos)
        return true;
    m_searched = bytes.size() - std::min(bytes.size(), kEnd.size() - 1);
    return false;
}

template <bool isRequest>
typename WireParser<isRequest>::State WireParser<isRequest>::take(std::string_view bytes,
                                                                  std::size_t &used)
{
    m_pieces.clear();
    used = 0;
    const bool hadHead = m_hasHead;
    // The head is taken at once, so that its views stay true.
    if (!hadHead && !isWholeHead(bytes))
        return bytes.size() > m_headerBytes ? State::TooLarge : State::NeedsMore;
    m_bytes = bytes;
    Base::eager(hadHead);
    ErrorCode code;
    while (used < bytes.size() && !Base::is_done()) {
        const std::string_view rest = bytes.substr(used);
        const std::size_t count
            = Base::put(boost::asio::const_buffer(rest.data(), rest.size()), code);
        used += count;
        if (code == http::error::need_more) {
            // The parser would look for the end of a head behind what it has seen of a bad one.
            if (count == 0 && !m_hasHead)
                return State::Bad;
            code = {};
            if (count == 0)
                break;
        }
        if (code || m_hasHead != hadHead)
            break;
    }
    if (code == http::error::header_limit)
        return State::TooLarge;
    if (code)
        return State::Bad;
    if (m_hasHead != hadHead)
        return State::HasHead;
    if (Base::is_done())
        return State::Done;
    // All that the parser leaves is what it cannot see the end of yet.
    if (hadHead && bytes.size() - used > kMostFraming)
        return State::Bad;
    return m_pieces.empty() ? State::NeedsMore : State::Body;
}

template <bool isRequest> typename WireParser<isRequest>::State WireParser<isRequest>::end()
{
    m_pieces.clear();
    ErrorCode code;
    if (!Base::is_done())
        Base::put_eof(code);
    return code ? State::Bad : State::Done;
}

template <bool isRequest> std::optional<std::uint64_t> WireParser<isRequest>::length() const
{
    const boost::optional<std::uint64_t> length = Base::content_length();
    return length ? std::optional(*length) : std::nullopt;
}

template <bool isRequest>
void WireParser<isRequest>::on_request_impl(http::verb /*verb*/, Text method, Text target,
                                            int version, ErrorCode & /*code*/)
{
    m_method = plain(method);
    m_target = plain(target);
    m_version = version;
}

template <bool isRequest>
void WireParser<isRequest>::on_response_impl(int status, Text phrase, int version,
                                             ErrorCode & /*code*/)
{
    m_status = status;
    m_phrase = plain(phrase);
    m_version = version;
}

template <bool isRequest>
void WireParser<isRequest>::on_field_impl(http::field /*known*/, Text name, Text value,
                                          ErrorCode &code)
{
    // Trailers are not passed on.
    if (m_hasHead)
        return;
    // A value that was folded over lines stands in the parser's own memory: nobody sends one who
    // means well (RFC 9112, 5.2).
    const std::less<const char *> isBefore;
    const bool isInside = !isBefore(value.data(), m_bytes.data())
        && isBefore(value.data(), m_bytes.data() + m_bytes.size());
    if (m_fields.size() == kMostFields)
        code = http::error::header_limit;
    else if (!value.empty() && !isInside)
        code = http::error::bad_value;
    else
        m_fields.push_back({plain(name), plain(value)});
}

template <bool isRequest> void WireParser<isRequest>::on_header_impl(ErrorCode & /*code*/)
{
    m_hasHead = true;
}

template <bool isRequest>
void WireParser<isRequest>::on_body_init_impl(const boost::optional<std::uint64_t> & /*length*/,
                                              ErrorCode & /*code*/)
{
}

template <bool isRequest>
std::size_t WireParser<isRequest>::on_body_impl(Text bytes, ErrorCode & /*code*/)
{
    m_pieces.push_back(plain(bytes));
    return bytes.size();
}

template <bool isRequest>
void WireParser<isRequest>::on_chunk_header_impl(std::uint64_t /*size*/, Text /*extensions*/,
                                                 ErrorCode & /*code*/)
{
}

template <bool isRequest>
std::size_t WireParser<isRequest>::on_chunk_body_impl(std::uint64_t /*left*/, Text bytes,
                                                      ErrorCode & /*code*/)
{
    if (!bytes.empty())
        m_pieces.push_back(plain(bytes));
    return bytes.size();
}

template <bool isRequest> void WireParser<isRequest>::on_finish_impl(ErrorCode & /*code*/) { }

template class WireParser<true>;
template class WireParser<false>;

Outcome<Request> requestOf(const WireParser<true> &parser)
{
    return parseTarget(parser.method(), parser.target()).transform([&](const Target &target) {
        return Request{parser.method(), target, parser.fields()};
    });
}

} // namespace rekey::broker

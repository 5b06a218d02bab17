// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/refusal.h"
#include "core/seal/broker/request.h"

#include <boost/beast/http/basic_parser.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace rekey::broker {

/// HTTP/1.1 from a buffer: Boost.Beast finds the borders (its parser is the one that is fuzzed by
/// its makers), this keeps views into the buffer. The head is read whole first and its views hold
/// as long as its bytes stay where they are; a piece of the body, until the buffer changes. What
/// stands between the pieces (chunk sizes, extensions, trailers) is bounded, too.
template <bool isRequest> class WireParser : private boost::beast::http::basic_parser<isRequest>
{
    using Base = boost::beast::http::basic_parser<isRequest>;
    using ErrorCode = boost::beast::error_code;
    using Text = boost::beast::string_view;

public:
    static constexpr std::size_t kMostFields = 512;
    static constexpr std::size_t kMostFraming = std::size_t{8} * 1024; ///< between two pieces

    enum class State : std::uint8_t
    {
        NeedsMore,
        HasHead, ///< just now; the body has not been looked at
        Body, ///< see pieces()
        Done, ///< the same, and it was the last of it
        Bad,
        TooLarge, ///< the head, or it has too many lines
    };

    explicit WireParser(std::size_t headerBytes);

    /// Takes bytes from the front of the buffer. `used` says how many.
    State take(std::string_view bytes, std::size_t &used);
    /// The peer has closed its side: the end of a body that has no other mark.
    State end();
    /// A response without a body, whatever its head says: one to HEAD.
    void expectNoBody() { Base::skip(true); }

    [[nodiscard]] std::string_view method() const { return m_method; }
    [[nodiscard]] std::string_view target() const { return m_target; }
    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] std::string_view phrase() const { return m_phrase; }
    [[nodiscard]] const std::vector<Field> &fields() const { return m_fields; }
    [[nodiscard]] int version() const { return m_version; } ///< 10 or 11
    [[nodiscard]] bool isKeptAlive() const { return Base::keep_alive(); }
    [[nodiscard]] bool isChunked() const { return Base::chunked(); }
    [[nodiscard]] bool endsWithPeer() const { return Base::need_eof(); }
    [[nodiscard]] std::optional<std::uint64_t> length() const;
    [[nodiscard]] bool isDone() const { return Base::is_done(); }
    [[nodiscard]] bool hasBegun() const { return Base::got_some(); }

    /// Of the body, from the last take().
    [[nodiscard]] const std::vector<std::string_view> &pieces() const { return m_pieces; }

private:
    void on_request_impl(boost::beast::http::verb verb, Text method, Text target, int version,
                         ErrorCode &code) override;
    void on_response_impl(int status, Text phrase, int version, ErrorCode &code) override;
    void on_field_impl(boost::beast::http::field known, Text name, Text value,
                       ErrorCode &code) override;
    void on_header_impl(ErrorCode &code) override;
    void on_body_init_impl(const boost::optional<std::uint64_t> &length, ErrorCode &code) override;
    std::size_t on_body_impl(Text bytes, ErrorCode &code) override;
    void on_chunk_header_impl(std::uint64_t size, Text extensions, ErrorCode &code) override;
    std::size_t on_chunk_body_impl(std::uint64_t left, Text bytes, ErrorCode &code) override;
    void on_finish_impl(ErrorCode &code) override;

    [[nodiscard]] bool isWholeHead(std::string_view bytes);

    std::size_t m_headerBytes;
    std::size_t m_searched = 0; ///< for the end of the head
    std::string_view m_bytes; ///< that are being taken
    std::string_view m_method;
    std::string_view m_target;
    std::string_view m_phrase;
    std::vector<Field> m_fields;
    std::vector<std::string_view> m_pieces;
    int m_status = 0;
    int m_version = 11;
    bool m_hasHead = false;
};

extern template class WireParser<true>;
extern template class WireParser<false>;

/// What a client's head asks for; refuses what the proxy has no answer to. Views as the parser's.
[[nodiscard]] Outcome<Request> requestOf(const WireParser<true> &parser);

} // namespace rekey::broker

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/httpmessage.h"

#include "core/provider/requesttext.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstring>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

constexpr std::size_t kMaxHeaders = 200;
constexpr std::string_view kPlain = "http://";

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

bool hasHeader(const Request &request, std::string_view name)
{
    return std::ranges::any_of(request.headers,
                               [&](const auto &header) { return lower(header.first) == name; });
}

std::unexpected<Error> early()
{
    return fail(ErrorKind::Io, "the answer ended too early");
}

Result<Answer> parseHead(std::string_view head)
{
    Answer answer;
    std::size_t end = head.find('\n');
    const std::string_view line = trimmed(head.substr(0, end));
    if (!line.starts_with("HTTP/1.") || line.size() < 12 || line[8] != ' ')
        return fail(ErrorKind::Malformed, "the answer is not HTTP");
    const auto [last, problem] = std::from_chars(line.data() + 9, line.data() + 12, answer.status);
    if (problem != std::errc() || last != line.data() + 12 || answer.status < 100)
        return fail(ErrorKind::Malformed, "the answer has no status");
    while (end != std::string_view::npos) {
        head.remove_prefix(end + 1);
        end = head.find('\n');
        const std::string_view field = head.substr(0, end);
        const std::size_t colon = field.find(':');
        if (colon == std::string_view::npos)
            continue;
        if (answer.headers.size() == kMaxHeaders)
            return fail(ErrorKind::TooBig, "the answer has too many headers");
        answer.headers.emplace_back(lower(trimmed(field.substr(0, colon))),
                                    std::string(trimmed(field.substr(colon + 1))));
    }
    return answer;
}

/// Nothing while chunks are missing.
Result<std::optional<SecretBytes>> dechunked(std::string_view bytes)
{
    SecretBytes body(bytes.size());
    std::size_t size = 0;
    for (;;) {
        const std::size_t lineEnd = bytes.find("\r\n");
        if (lineEnd == std::string_view::npos)
            return std::nullopt;
        std::size_t length = 0;
        const auto [last, problem]
            = std::from_chars(bytes.data(), bytes.data() + lineEnd, length, 16);
        const bool isClean = last == bytes.data() + lineEnd || *last == ';' || *last == ' ';
        if (problem != std::errc() || !isClean)
            return fail(ErrorKind::Malformed, "the answer's chunks are broken");
        bytes.remove_prefix(lineEnd + 2);
        if (length == 0) {
            // Trailers end with an empty line.
            if (!bytes.starts_with("\r\n") && !bytes.contains("\r\n\r\n"))
                return std::nullopt;
            return SecretBytes::copyOf(std::as_const(body).bytes().first(size));
        }
        if (bytes.size() < 2 || length > bytes.size() - 2)
            return std::nullopt;
        std::memcpy(body.bytes().data() + size, bytes.data(), length);
        size += length;
        bytes.remove_prefix(length);
        if (!bytes.starts_with("\r\n"))
            return fail(ErrorKind::Malformed, "the answer's chunks are broken");
        bytes.remove_prefix(2);
    }
}

Result<std::optional<SecretBytes>> bodyOf(const Answer &answer, std::string_view bytes, bool isEnd)
{
    if (answer.status == 204 || answer.status == 304)
        return SecretBytes();
    const auto coding = answer.header("transfer-encoding");
    if (coding && lower(*coding) != "identity") {
        if (lower(*coding) != "chunked")
            return fail(ErrorKind::Unsupported, "the answer has a coding nobody asked for");
        Result<std::optional<SecretBytes>> body = dechunked(bytes);
        return body && !*body && isEnd ? early() : std::move(body);
    }
    if (const auto text = answer.header("content-length")) {
        std::size_t length = 0;
        const auto [last, problem]
            = std::from_chars(text->data(), text->data() + text->size(), length);
        if (problem != std::errc() || last != text->data() + text->size())
            return fail(ErrorKind::Malformed, "the answer's length is no number");
        if (bytes.size() < length) {
            if (isEnd)
                return early();
            return std::nullopt;
        }
        return SecretBytes::copyOf(bytes.substr(0, length));
    }
    if (!isEnd)
        return std::nullopt;
    return SecretBytes::copyOf(bytes);
}

} // namespace

bool isForProxy(const Request &request)
{
    return request.target.view().starts_with(kPlain);
}

SecretBytes requestHead(const Request &request, std::string_view userAgent)
{
    SecretBytes head = joined({request.method, " ", request.target.view(), " HTTP/1.1\r\n"});
    const auto add = [&](std::string_view name, std::string_view value) {
        head = joined({std::as_const(head).view(), name, ": ", value, "\r\n"});
    };
    // Another host than the endpoint's is asked through a proxy. What that passes on may be signed
    // there, and Connection is not for the server behind it.
    if (!hasHeader(request, "host")) {
        add("Host", request.endpoint.authority());
        add("Connection", "close");
    }
    add("Accept-Encoding", "identity");
    if (!hasHeader(request, "user-agent"))
        add("User-Agent", userAgent);
    if (!hasHeader(request, "accept"))
        add("Accept", "*/*");
    for (const auto &[name, value] : request.headers)
        add(name, value.view());
    if (!request.body.isEmpty() || request.method == "POST" || request.method == "PUT"
        || request.method == "PATCH")
        add("Content-Length", std::to_string(request.body.size()));
    return joined({std::as_const(head).view(), "\r\n"});
}

Result<std::optional<Answer>> parseResponse(std::string_view bytes, bool isEnd)
{
    for (;;) {
        const std::size_t end = bytes.find("\r\n\r\n");
        if (end == std::string_view::npos) {
            if (bytes.size() > kMaxHeadBytes)
                return fail(ErrorKind::TooBig, "the answer's head is too long");
            if (isEnd)
                return early();
            return std::nullopt;
        }
        Result<Answer> answer = parseHead(bytes.substr(0, end + 2));
        if (!answer)
            return std::unexpected(std::move(answer.error()));
        bytes.remove_prefix(end + 4);
        if (answer->status < 200)
            continue;
        Result<std::optional<SecretBytes>> body = bodyOf(*answer, bytes, isEnd);
        if (!body)
            return std::unexpected(std::move(body.error()));
        if (!*body)
            return std::nullopt;
        answer->body = std::move(**body);
        return std::move(*answer);
    }
}

} // namespace rekey::provider

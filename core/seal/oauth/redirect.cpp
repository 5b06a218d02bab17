// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/redirect.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <format>
#include <utility>

namespace rekey::seal {

namespace {

using secret::SecretBytes;

constexpr std::size_t kMostNameBytes = 64;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Nothing when an escape is broken.
std::optional<SecretBytes> decoded(std::string_view text)
{
    SecretBytes bytes(text.size());
    std::size_t size = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i] == '+' ? ' ' : text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || digitOf(text[i + 1]) < 0 || digitOf(text[i + 2]) < 0)
                return std::nullopt;
            c = static_cast<char>(digitOf(text[i + 1]) * 16 + digitOf(text[i + 2]));
            i += 2;
        }
        bytes.bytes()[size++] = static_cast<std::byte>(c);
    }
    return SecretBytes::copyOf(std::as_const(bytes).bytes().first(size));
}

std::unexpected<Error> malformed()
{
    return fail(ErrorKind::Malformed, "what the browser brought back cannot be read");
}

Result<RedirectQuery> parseQuery(std::string_view text)
{
    RedirectQuery query;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty())
            continue;
        const std::size_t sign = std::min(pair.find('='), pair.size());
        const auto name = decoded(pair.substr(0, sign));
        auto value = decoded(pair.substr(std::min(sign + 1, pair.size())));
        if (!name || !value || name->size() > kMostNameBytes)
            return malformed();
        if (query.size() == kMostRedirectParameters)
            return fail(ErrorKind::TooBig, "the browser brought back too many parameters");
        if (!query.emplace(name->view(), std::move(*value)).second)
            return malformed();
    }
    return query;
}

/// The value of the one Host header; nothing when there is none or several.
std::optional<std::string_view> hostOf(std::string_view head)
{
    std::optional<std::string_view> host;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find('\n'), head.size());
        std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 1, head.size()));
        constexpr std::string_view kName = "host:";
        const bool isHost = line.size() >= kName.size()
            && std::ranges::equal(line.substr(0, kName.size()), kName, [](char a, char b) {
                                return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
                            });
        if (!isHost)
            continue;
        if (host)
            return std::nullopt;
        line.remove_prefix(kName.size());
        const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
        const std::size_t last = line.find_last_not_of(" \t\r");
        host = last == std::string_view::npos ? std::string_view()
                                              : line.substr(first, last + 1 - first);
    }
    return host;
}

bool isCode(std::string_view text)
{
    return !text.empty() && text.size() <= kMostNameBytes && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ' ';
    });
}

struct PageText
{
    std::string_view status;
    std::string_view text;
};

PageText textOf(RedirectPage page)
{
    switch (page) {
    case RedirectPage::Taken:
        return {"200 OK", "Done. You can close this page and go back to Rekey."};
    case RedirectPage::Refused:
        return {"400 Bad Request",
                "This answer is not the one that Rekey waits for. Nothing was stored; go back to "
                "Rekey to see why."};
    case RedirectPage::NotHere:
        return {"404 Not Found", "There is nothing here."};
    case RedirectPage::NotSo:
        break;
    }
    return {"400 Bad Request", "This is not how a browser comes back from signing in."};
}

} // namespace

bool isRedirectWhole(std::string_view bytes)
{
    return bytes.contains(kHeadEnd);
}

Result<RedirectQuery> parseRedirect(std::string_view bytes, std::uint16_t port,
                                    std::string_view path)
{
    if (bytes.size() > kMostRedirectBytes)
        return fail(ErrorKind::TooBig, "the request to the loopback port is too long");
    const std::size_t end = bytes.find(kHeadEnd);
    const std::size_t lineEnd = bytes.find("\r\n");
    if (end == std::string_view::npos)
        return fail(ErrorKind::Invalid, "this is no request");
    std::string_view line = bytes.substr(0, lineEnd);
    constexpr std::string_view kMethod = "GET ";
    if (!line.starts_with(kMethod) || (!line.ends_with(" HTTP/1.1") && !line.ends_with(" HTTP/1.0"))
        || line.size() < kMethod.size() + 10)
        return fail(ErrorKind::Invalid, "only GET brings a browser back");
    line.remove_prefix(kMethod.size());
    line.remove_suffix(std::string_view(" HTTP/1.1").size());
    const std::size_t mark = std::min(line.find('?'), line.size());
    if (line.substr(0, mark) != path)
        return fail(ErrorKind::NotFound, "this is not the path that was agreed on");
    const auto host = hostOf(bytes.substr(lineEnd + 2, end - lineEnd));
    if (!host
        || (*host != std::format("127.0.0.1:{}", port)
            && *host != std::format("localhost:{}", port)))
        return fail(ErrorKind::Denied, "the request is for another host");
    return parseQuery(line.substr(std::min(mark + 1, line.size())));
}

RedirectPage redirectPageFor(const Error &error)
{
    if (error.kind == ErrorKind::NotFound)
        return RedirectPage::NotHere;
    return error.kind == ErrorKind::Malformed ? RedirectPage::Refused : RedirectPage::NotSo;
}

std::string redirectAnswer(RedirectPage page)
{
    const PageText words = textOf(page);
    const std::string body
        = std::format("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                      "<title>Rekey</title></head><body><p>{}</p></body></html>\n",
                      words.text);
    // What stands in the address must not travel on: no referrer, nothing loaded, nothing kept.
    return std::format("HTTP/1.1 {}\r\nContent-Type: text/html; charset=utf-8\r\n"
                       "Content-Length: {}\r\nConnection: close\r\nCache-Control: no-store\r\n"
                       "Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
                       "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
                       "\r\n{}",
                       words.status, body.size(), body);
}

std::string_view parameterOf(const RedirectQuery &query, std::string_view name)
{
    const auto found = query.find(name);
    return found == query.end() ? std::string_view() : found->second.view();
}

bool isSameText(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string percentEncoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        out += isPlain ? std::string(1, c) : std::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string wordsOfOAuthError(std::string_view code)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 23> kWords = {{
        {"access_denied", "the sign-in was declined, by the person or by a rule of theirs"},
        {"invalid_request", "it says that the request is wrong"},
        {"invalid_client",
         "it does not take this client id or client secret; check both where the client is "
         "registered"},
        {"unauthorized_client", "this client may not sign in this way"},
        {"invalid_grant",
         "what it gave out before is spent, too old, or another client's; start again"},
        {"invalid_scope", "it does not give these scopes"},
        {"unsupported_response_type", "it does not have this way of signing in"},
        {"unsupported_grant_type", "it does not have this way of signing in"},
        {"server_error", "it failed; try again later"},
        {"temporarily_unavailable", "it is not there at the moment; try again later"},
        {"redirect_uri_mismatch",
         "the return URL is not the one that is registered for the client"},
        {"bad_verification_code", "the code is spent or too old; start again"},
        {"incorrect_client_credentials",
         "it does not take this client id or client secret; check both where the client is "
         "registered"},
        {"incorrect_device_code", "the code is not valid any more; start again"},
        {"device_flow_disabled",
         "the device flow is switched off for this client; switch it on "
         "where the client is registered"},
        {"expired_token", "nobody confirmed the code in time; start again"},
        {"login_required", "it wants a person to sign in first"},
        {"consent_required", "it wants a person to agree first"},
        {"bad request",
         "the service did not find its own cookie: start again in one browser, "
         "and one sign-in at a time"},
        {"expired", "the sign-in took longer than the service waits; start again"},
        {"bad response", "the provider's answer to the service was not what it asked for"},
        {"seal error", "the service could not seal the token; its seal key may be wrong"},
        {"unexpected error", "the service failed; its log says why"},
    }};
    const auto known
        = std::ranges::find(kWords, code, &std::pair<std::string_view, std::string_view>::first);
    if (known != kWords.end())
        return std::format("{} ({})", known->second, code);
    return isCode(code) ? std::format("it says \"{}\"", code)
                        : std::string("it gives no reason that can be shown");
}

} // namespace rekey::seal

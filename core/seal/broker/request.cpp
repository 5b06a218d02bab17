// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/request.h"

#include "core/seal/base64.h"

#include <algorithm>
#include <charconv>

namespace rekey::broker {

namespace {

char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                : character;
}

bool isHexDigit(char character)
{
    return (character >= '0' && character <= '9')
        || (lower(character) >= 'a' && lower(character) <= 'f');
}

/// Nothing a target may not have, and each percent sign with two digits.
bool isTargetText(std::string_view text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte <= 0x20 || byte == 0x7f || byte == '#')
            return false;
        if (byte == '%'
            && (at + 2 >= text.size() || !isHexDigit(text[at + 1]) || !isHexDigit(text[at + 2])))
            return false;
    }
    return true;
}

bool isHostCharacter(char character)
{
    const char small = lower(character);
    return (small >= 'a' && small <= 'z') || (character >= '0' && character <= '9')
        || character == '-' || character == '.' || character == '_';
}

Outcome<Target> malformed(std::string detail)
{
    return refuse(400, Reason::MalformedHttp, "bad request", std::move(detail));
}

Outcome<std::uint16_t> portOf(std::string_view text)
{
    if (text.empty())
        return std::uint16_t{443};
    std::uint16_t port = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (code != std::errc() || end != text.data() + text.size() || port == 0)
        return refuse(400, Reason::MalformedHttp, "bad request", "the port is no port");
    if (port == 443)
        return refuse(400, Reason::NotHttp, "bad request: proxied request must be HTTP");
    return port == 80 ? std::uint16_t{443} : port;
}

} // namespace

bool isSameName(std::string_view one, std::string_view other)
{
    return std::ranges::equal(one, other, {}, lower, lower);
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), lower);
    return out;
}

ConnectionNames::ConnectionNames(const std::vector<Field> &fields)
{
    for (const Field &field : fields) {
        if (!isSameName(field.name, "Connection"))
            continue;
        for (std::string_view list = field.value; !list.empty();) {
            const std::size_t comma = std::min(list.find(','), list.size());
            m_names.push_back(lowerCase(seal::trimmed(list.substr(0, comma))));
            list.remove_prefix(std::min(comma + 1, list.size()));
        }
    }
    std::ranges::sort(m_names);
}

bool ConnectionNames::contains(std::string_view name) const
{
    return !m_names.empty() && std::ranges::binary_search(m_names, lowerCase(name));
}

std::vector<std::string_view> Request::values(std::string_view name) const
{
    std::vector<std::string_view> found;
    for (const Field &field : fields) {
        if (isSameName(field.name, name))
            found.push_back(field.value);
    }
    return found;
}

std::optional<std::string_view> Request::value(std::string_view name) const
{
    for (const Field &field : fields) {
        if (isSameName(field.name, name))
            return field.value;
    }
    return std::nullopt;
}

Outcome<Target> parseTarget(std::string_view method, std::string_view target)
{
    if (method == "CONNECT")
        return refuse(405, Reason::ConnectRefused, "CONNECT is not supported");
    // Its answer is the request, the credential in it.
    if (method == "TRACE")
        return refuse(405, Reason::ConnectRefused, "TRACE is not supported");
    if (target.starts_with('/') || target == "*")
        return refuse(400, Reason::NotAProxyRequest, "I'm not that kind of server\n");
    const std::size_t schemeEnd = target.find("://");
    if (schemeEnd == std::string_view::npos || !isTargetText(target))
        return malformed("the target is no absolute URL");
    const std::string_view scheme = target.substr(0, schemeEnd);
    if (isSameName(scheme, "https"))
        return refuse(400, Reason::NotHttp, "bad request: proxied request must be HTTP");
    if (!isSameName(scheme, "http"))
        return refuse(502, Reason::NotHttp,
                      "unsupported protocol scheme \"" + std::string(scheme) + '"');
    std::string_view rest = target.substr(schemeEnd + 3);
    Target read;
    if (const std::size_t mark = rest.find('?'); mark != std::string_view::npos) {
        read.query = rest.substr(mark + 1);
        rest = rest.substr(0, mark);
    }
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    read.path = rest.substr(slash);
    read.authority = rest.substr(0, slash);
    if (const std::size_t user = read.authority.rfind('@'); user != std::string_view::npos)
        read.authority.remove_prefix(user + 1);
    return read;
}

Outcome<Endpoint> endpointOf(std::string_view authority)
{
    const bool isBracketed = authority.starts_with('[');
    const std::size_t hostEnd
        = isBracketed ? authority.find(']') : std::min(authority.find(':'), authority.size());
    if (hostEnd == std::string_view::npos)
        return refuse(400, Reason::MalformedHttp, "bad request", "the host has no closing bracket");
    const std::string_view host
        = isBracketed ? authority.substr(1, hostEnd - 1) : authority.substr(0, hostEnd);
    std::string_view port = authority.substr(hostEnd + (isBracketed ? 1 : 0));
    if (host.empty())
        return refuse(502, Reason::UpstreamFailed, "no Host in request URL");
    const bool isHost = std::ranges::all_of(host, [isBracketed](char character) {
        return isBracketed ? isHexDigit(character) || character == ':' || character == '.'
                           : isHostCharacter(character);
    });
    constexpr std::size_t kMostHostBytes = 253;
    if (!isHost || host.size() > kMostHostBytes || (!port.empty() && !port.starts_with(':')))
        return refuse(400, Reason::MalformedHttp, "bad request", "the host is no host");
    if (!port.empty())
        port.remove_prefix(1);
    return portOf(port).transform(
        [&](std::uint16_t number) { return Endpoint{std::string(host), number}; });
}

} // namespace rekey::broker

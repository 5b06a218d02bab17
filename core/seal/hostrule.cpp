// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/hostrule.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>

namespace rekey::seal {

namespace {

constexpr std::size_t kMaxHostBytes = 253;
constexpr std::string_view kMarkerStart = "consumer-";
constexpr std::string_view kMarkerEnd = ".invalid";

bool isNameCharacter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')
        || character == '-';
}

bool isLabel(std::string_view label)
{
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-'
        && std::ranges::all_of(label, isNameCharacter);
}

bool isName(std::string_view name)
{
    while (true) {
        const std::size_t dot = name.find('.');
        if (!isLabel(name.substr(0, dot)))
            return false;
        if (dot == std::string_view::npos)
            return true;
        name.remove_prefix(dot + 1);
    }
}

std::optional<std::string> problemOfPort(std::string_view port)
{
    unsigned number = 0;
    const auto [end, code] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (code != std::errc() || end != port.data() + port.size() || number == 0 || number > 65535
        || port.front() == '0')
        return "the port is a number from 1 to 65535";
    if (number == 443)
        return "the proxy refuses port 443: clients send plain http and the proxy adds TLS, so "
               "leave the port out";
    return std::nullopt;
}

/// Ends behind the escape, bracket expression or single character at `at`.
std::size_t pastAtom(std::string_view pattern, std::size_t at)
{
    if (pattern[at] == '\\')
        return at + 2;
    if (pattern[at] != '[')
        return at + 1;
    std::size_t end = at + 1;
    if (end < pattern.size() && pattern[end] == '^')
        ++end;
    if (end < pattern.size() && pattern[end] == ']')
        ++end;
    while (end < pattern.size() && pattern[end] != ']') {
        // "[:alpha:]" holds a bracket of its own.
        const std::size_t close = pattern.substr(end).starts_with("[:")
            ? pattern.find(":]", end + 2)
            : std::string_view::npos;
        end = close != std::string_view::npos ? close + 2 : end + (pattern[end] == '\\' ? 2 : 1);
    }
    return end + 1;
}

/// Holds at both ends, whatever it matches in between.
bool isAnchored(std::string_view pattern)
{
    if (!pattern.starts_with('^') || !pattern.ends_with('$') || pattern.contains("\\Q"))
        return false;
    int depth = 0;
    std::size_t last = 0;
    for (std::size_t at = 0; at < pattern.size(); at = pastAtom(pattern, at)) {
        last = at;
        const bool isFlags = pattern.substr(at).starts_with("(?")
            && !pattern.substr(at).starts_with("(?:") && !pattern.substr(at).starts_with("(?P<")
            && !pattern.substr(at).starts_with("(?<");
        if (isFlags || (pattern[at] == '|' && depth == 0))
            return false;
        if (pattern[at] == '(')
            ++depth;
        else if (pattern[at] == ')')
            --depth;
    }
    return pattern[last] == '$' && depth == 0;
}

} // namespace

std::optional<std::string> problemOfHost(std::string_view host)
{
    if (host.empty() || host.size() > kMaxHostBytes)
        return "a host has 1 to 253 characters";
    if (host.contains("://"))
        return "leave the scheme out: only the host's name, with a port if clients write one";
    if (host.contains('/') || host.contains('?') || host.contains('@'))
        return "only the host's name, without user or path";
    if (std::ranges::any_of(host, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return "in lower case: the proxy compares the text as it is";
    if (host.contains('*'))
        return "a host list holds exact names; use a pattern for several";
    if (host.starts_with('[') || std::ranges::count(host, ':') > 1)
        return "IPv6 addresses do not work: the proxy takes port 80 for them";
    const std::size_t colon = host.find(':');
    const std::string_view name = host.substr(0, colon);
    if (name.ends_with('.'))
        return "without the dot at the end: the proxy compares the text as it is";
    if (!isName(name))
        return "letters, digits, hyphens and dots only; write other names in their xn-- form";
    return colon == std::string_view::npos ? std::nullopt : problemOfPort(host.substr(colon + 1));
}

std::optional<std::string> problemOfPattern(std::string_view pattern)
{
    if (pattern.starts_with('*'))
        return "this is no expression: write ^[a-z0-9-]+\\.example\\.com$ instead of *.example.com";
    const RE2 expression(std::string(pattern), RE2::Quiet);
    if (!expression.ok())
        return "the proxy cannot read this expression: " + expression.error();
    if (!isAnchored(pattern))
        return "begin with ^ and end with $, with alternatives inside brackets and without flags: "
               "the proxy searches, so a host that only contains it would pass";
    return std::nullopt;
}

bool passes(const Destinations &destinations, std::string_view host)
{
    if (destinations.hosts && !std::ranges::contains(*destinations.hosts, host))
        return false;
    if (destinations.pattern.empty())
        return true;
    const RE2 expression(destinations.pattern, RE2::Quiet);
    return expression.ok() && RE2::PartialMatch(std::string(host), expression);
}

std::string consumerMarker(std::string_view consumer)
{
    std::string label(kMarkerStart);
    for (const char character : consumer) {
        const char lower = character >= 'A' && character <= 'Z'
            ? static_cast<char>(character - 'A' + 'a')
            : character;
        label += isNameCharacter(lower) ? lower : '-';
    }
    label.resize(std::min<std::size_t>(label.size(), 63));
    while (label.ends_with('-'))
        label.pop_back();
    return label + std::string(kMarkerEnd);
}

bool isConsumerMarker(std::string_view host)
{
    return host.starts_with(kMarkerStart) && host.ends_with(kMarkerEnd);
}

} // namespace rekey::seal

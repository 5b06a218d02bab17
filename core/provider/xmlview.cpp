// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/xmlview.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace rekey::provider {

namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxElements = 10'000;
constexpr std::size_t kNone = std::string_view::npos;

std::string_view nameOf(std::string_view tag)
{
    return tag.substr(0, tag.find_first_of(" \t\r\n/"));
}

std::string_view localName(std::string_view name)
{
    const std::size_t colon = name.find(':');
    return colon == kNone ? name : name.substr(colon + 1);
}

/// Behind the '>' that ends a tag; quotes may hide one. kNone when there is none.
std::size_t endOfTag(std::string_view xml, std::size_t at)
{
    char quote = '\0';
    for (; at < xml.size(); ++at) {
        const char c = xml[at];
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return kNone;
}

/// Behind a comment, instruction or CDATA section that starts at `at`; `at` when there is none.
std::size_t behindAside(std::string_view xml, std::size_t at)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kAsides
        = {{{"<!--", "-->"}, {"<?", "?>"}, {"<![CDATA[", "]]>"}}};
    for (const auto &[open, close] : kAsides) {
        if (!xml.substr(at).starts_with(open))
            continue;
        const std::size_t end = xml.find(close, at + open.size());
        return end == kNone ? kNone : end + close.size();
    }
    return at;
}

struct Element
{
    std::string_view name; ///< as written
    std::size_t matched = 0; ///< how much of the path it and those round it are; kNone: not on it
    std::size_t begin = 0; ///< of the inner text
    std::size_t slot = kNone; ///< in the results
};

/// How far into `path` a child of that name gets.
std::size_t stepInto(std::string_view path, std::size_t matched, std::string_view name)
{
    if (matched == kNone || matched > path.size())
        return kNone;
    const std::string_view rest = path.substr(matched);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    return rest.substr(0, end) == localName(name) ? matched + end + 1 : kNone;
}

struct Reference
{
    std::string_view name;
    char character;
};
constexpr std::array<Reference, 5> kReferences
    = {{{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};

/// Of what stands between & and ;. Nothing for what is neither XML's own nor ASCII.
std::optional<char> referred(std::string_view name)
{
    const auto known = std::ranges::find(kReferences, name, &Reference::name);
    if (known != kReferences.end())
        return known->character;
    if (!name.starts_with('#'))
        return std::nullopt;
    name.remove_prefix(1);
    const bool isHex = name.starts_with('x');
    name.remove_prefix(isHex ? 1 : 0);
    unsigned code = 0;
    const auto [end, problem]
        = std::from_chars(name.data(), name.data() + name.size(), code, isHex ? 16 : 10);
    if (problem != std::errc() || end != name.data() + name.size() || code == 0 || code > 0x7f)
        return std::nullopt;
    return static_cast<char>(code);
}

} // namespace

std::vector<std::string_view> xmlAt(std::string_view xml, std::string_view path)
{
    std::vector<std::string_view> found;
    std::vector<Element> open;
    bool hasRoot = false;
    for (std::size_t at = xml.find('<'); at != kNone; at = xml.find('<', at)) {
        const std::size_t behind = behindAside(xml, at);
        if (behind == kNone)
            return {};
        if (behind != at) {
            at = behind;
            continue;
        }
        const std::size_t end = endOfTag(xml, at);
        if (end == kNone || xml[at + 1] == '!')
            return {};
        const std::string_view tag = xml.substr(at + 1, end - at - 2);
        if (tag.starts_with('/')) {
            if (open.empty() || open.back().name != nameOf(tag.substr(1)))
                return {};
            if (open.back().slot != kNone)
                found[open.back().slot] = xml.substr(open.back().begin, at - open.back().begin);
            open.pop_back();
        } else {
            if (open.size() == kMaxDepth || (open.empty() && hasRoot))
                return {};
            hasRoot = true;
            Element element{nameOf(tag),
                            stepInto(path, open.empty() ? 0 : open.back().matched, nameOf(tag)),
                            end, kNone};
            if (element.matched == path.size() + 1 && found.size() < kMaxElements) {
                element.slot = found.size();
                found.emplace_back();
            }
            if (!tag.ends_with('/'))
                open.push_back(element);
        }
        at = end;
    }
    if (!open.empty())
        return {};
    return found;
}

std::optional<std::string_view> xmlPlain(std::string_view inner, std::span<std::byte> buffer)
{
    std::size_t size = 0;
    while (!inner.empty()) {
        char plain = inner.front();
        std::size_t length = 1;
        if (plain == '<')
            return std::nullopt;
        if (plain == '&') {
            const std::size_t end = inner.find(';');
            const auto character = end == kNone ? std::nullopt : referred(inner.substr(1, end - 1));
            if (!character)
                return std::nullopt;
            plain = *character;
            length = end + 1;
        }
        buffer[size++] = static_cast<std::byte>(plain);
        inner.remove_prefix(length);
    }
    return std::string_view(reinterpret_cast<const char *>(buffer.data()), size);
}

} // namespace rekey::provider

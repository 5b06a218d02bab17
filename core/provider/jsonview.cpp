// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/jsonview.h"

#include "core/base/utf8.h"

#include <charconv>
#include <cstdint>
#include <string>

namespace rekey::provider {

namespace {

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxElements = 10'000;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t digitsAt(std::string_view text, std::size_t at)
{
    std::size_t count = 0;
    while (at + count < text.size() && isDigit(text[at + count]))
        ++count;
    return count;
}

/// Length of the number that stands at the front; 0 when there is none.
std::size_t numberLength(std::string_view text)
{
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = digitsAt(text, at);
    if (whole == 0 || (whole > 1 && text[at] == '0'))
        return 0;
    at += whole;
    if (at < text.size() && text[at] == '.') {
        const std::size_t part = digitsAt(text, at + 1);
        if (part == 0)
            return 0;
        at += 1 + part;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const std::size_t exponent = digitsAt(text, at);
        if (exponent == 0)
            return 0;
        at += exponent;
    }
    return at;
}

/// Finds where values end; what is behind something wrong is not seen.
class Walker
{
public:
    explicit Walker(std::string_view text)
        : m_text(text)
    {
    }

    /// The next character that is no blank; NUL at the end.
    char peek()
    {
        const std::size_t found = m_text.find_first_not_of(" \t\r\n", m_at);
        m_at = std::min(found, m_text.size());
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }

    bool isAtEnd() { return peek() == '\0' && m_at == m_text.size(); }

    std::optional<std::string_view> value(int depth = 0)
    {
        const char first = peek();
        const std::size_t begin = m_at;
        if (first == '"')
            return string();
        if (first != '{' && first != '[')
            return literal();
        if (depth == kMaxDepth || !members(depth, [](auto, auto) { return true; }))
            return std::nullopt;
        return m_text.substr(begin, m_at - begin);
    }

    /// Calls `visit` with the raw name (empty in an array) and the raw value of each member until
    /// it says false. True unless something is wrong.
    template <typename Visit> bool members(int depth, const Visit &visit)
    {
        const bool isObject = peek() == '{';
        const char close = isObject ? '}' : ']';
        if (!take(isObject ? '{' : '['))
            return false;
        if (take(close))
            return true;
        do {
            std::string_view name;
            if (isObject) {
                const auto key = peek() == '"' ? string() : std::nullopt;
                if (!key || !take(':'))
                    return false;
                name = *key;
            }
            const auto element = value(depth + 1);
            if (!element)
                return false;
            if (!visit(name, *element))
                return true;
        } while (take(','));
        return take(close);
    }

private:
    bool take(char wanted)
    {
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }

    std::optional<std::string_view> string()
    {
        const std::size_t begin = m_at++;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == '"')
                return m_text.substr(begin, m_at - begin);
            if (static_cast<unsigned char>(c) < 0x20)
                return std::nullopt;
            if (c == '\\')
                ++m_at;
        }
        return std::nullopt;
    }

    std::optional<std::string_view> literal()
    {
        const std::string_view rest = m_text.substr(m_at);
        std::size_t length = numberLength(rest);
        for (const std::string_view word : {"true", "false", "null"}) {
            if (rest.starts_with(word))
                length = word.size();
        }
        if (length == 0)
            return std::nullopt;
        m_at += length;
        return rest.substr(0, length);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

std::optional<std::uint32_t> hexUnit(std::string_view raw, std::size_t at)
{
    std::uint32_t unit = 0;
    if (at + 4 > raw.size())
        return std::nullopt;
    const auto [end, problem] = std::from_chars(raw.data() + at, raw.data() + at + 4, unit, 16);
    return problem == std::errc() && end == raw.data() + at + 4 ? std::optional(unit)
                                                                : std::nullopt;
}

/// Reads what follows "\u"; `at` is behind the u and moves on. Nothing for a lone surrogate.
std::optional<std::uint32_t> codePoint(std::string_view raw, std::size_t &at)
{
    const auto high = hexUnit(raw, at);
    if (!high)
        return std::nullopt;
    at += 4;
    if (*high < 0xd800 || *high > 0xdfff)
        return high;
    if (*high > 0xdbff || raw.substr(at, 2) != "\\u")
        return std::nullopt;
    const auto low = hexUnit(raw, at + 2);
    if (!low || *low < 0xdc00 || *low > 0xdfff)
        return std::nullopt;
    at += 6;
    return 0x10000 + ((*high - 0xd800) << 10) + (*low - 0xdc00);
}

/// Writes a string's plain text; each escape is longer than what it stands for.
class PlainText
{
public:
    explicit PlainText(std::span<std::byte> out)
        : m_out(out)
    {
    }

    bool take(std::string_view inner)
    {
        for (std::size_t at = 0; at < inner.size();) {
            if (inner[at] != '\\')
                put(static_cast<unsigned char>(inner[at++]));
            else if (++at == inner.size() || !takeEscape(inner, at))
                return false;
        }
        return true;
    }

    [[nodiscard]] std::string_view view() const
    {
        return {reinterpret_cast<const char *>(m_out.data()), m_size};
    }

private:
    void put(std::uint32_t byte) { m_out[m_size++] = static_cast<std::byte>(byte); }

    bool takeEscape(std::string_view inner, std::size_t &at)
    {
        constexpr std::string_view kFrom = "\"\\/bfnrt";
        constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
        const char kind = inner[at++];
        if (kind == 'u') {
            const auto code = codePoint(inner, at);
            if (code)
                putUtf8(*code, [this](char c) { put(static_cast<unsigned char>(c)); });
            return code.has_value();
        }
        const std::size_t which = kFrom.find(kind);
        if (which != std::string_view::npos)
            put(static_cast<unsigned char>(kTo[which]));
        return which != std::string_view::npos;
    }

    std::span<std::byte> m_out;
    std::size_t m_size = 0;
};

bool isNamed(std::string_view rawKey, std::string_view name)
{
    if (!rawKey.contains('\\'))
        return rawKey.substr(1, rawKey.size() - 2) == name;
    std::string buffer(rawKey.size(), '\0');
    return jsonPlain(rawKey, std::as_writable_bytes(std::span(buffer))) == name;
}

std::string unescapedToken(std::string_view token)
{
    std::string text;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == '~' && i + 1 < token.size())
            text += token[++i] == '1' ? '/' : '~';
        else
            text += token[i];
    }
    return text;
}

std::optional<std::string_view> child(std::string_view json, const std::string &name)
{
    Walker walker(json);
    const char kind = walker.peek();
    if (kind != '{' && kind != '[')
        return std::nullopt;
    std::optional<std::string_view> found;
    std::size_t index = 0;
    walker.members(0, [&](std::string_view key, std::string_view value) {
        if (kind == '{' ? isNamed(key, name) : std::to_string(index++) == name)
            found = value;
        return !found;
    });
    return found;
}

} // namespace

bool isJson(std::string_view text)
{
    Walker walker(text);
    return walker.value().has_value() && walker.isAtEnd();
}

std::optional<std::string_view> jsonAt(std::string_view json, std::string_view pointer)
{
    std::optional<std::string_view> current = Walker(json).value();
    while (current && !pointer.empty()) {
        if (pointer.front() != '/')
            return std::nullopt;
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        current = child(*current, unescapedToken(pointer.substr(0, end)));
        pointer.remove_prefix(end);
    }
    return current;
}

std::optional<std::vector<std::string_view>> jsonElements(std::string_view json)
{
    Walker walker(json);
    if (walker.peek() != '[')
        return std::nullopt;
    std::vector<std::string_view> elements;
    walker.members(0, [&](std::string_view, std::string_view value) {
        elements.push_back(value);
        return elements.size() < kMaxElements;
    });
    return elements;
}

std::optional<std::string_view> jsonPlain(std::string_view raw, std::span<std::byte> buffer)
{
    if (raw.empty() || raw == "null" || raw.front() == '{' || raw.front() == '[')
        return std::nullopt;
    if (raw.front() != '"')
        return raw;
    if (raw.size() < 2 || raw.back() != '"')
        return std::nullopt;
    PlainText plain(buffer);
    if (!plain.take(raw.substr(1, raw.size() - 2)))
        return std::nullopt;
    return plain.view();
}

} // namespace rekey::provider

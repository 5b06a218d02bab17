// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/jsoncursor.h"

#include "core/base/text.h"
#include "core/base/utf8.h"
#include "core/seal/base64.h"

#include <charconv>

namespace rekey::seal {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd"; // U+FFFD

bool isHighSurrogate(std::uint32_t unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

bool isLowSurrogate(std::uint32_t unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

} // namespace

bool JsonCursor::refuse(std::string problem)
{
    if (m_problem.empty())
        m_problem = std::move(problem);
    return false;
}

/// The next character that is no white space; '\0' at the end.
char JsonCursor::next()
{
    while (m_at < m_text.size() && std::string_view(" \t\r\n").contains(m_text[m_at]))
        ++m_at;
    return m_at < m_text.size() ? m_text[m_at] : '\0';
}

bool JsonCursor::expect(char character)
{
    if (next() != character || m_at >= m_text.size())
        return refuse(std::string("expected ") + character);
    ++m_at;
    return true;
}

bool JsonCursor::open(char bracket, std::string_view what)
{
    if (next() != bracket)
        return refuse("expected " + std::string(what));
    if (++m_depth > kMaxDepth)
        return refuse("nested too deep");
    ++m_at;
    return true;
}

bool JsonCursor::close(char bracket)
{
    if (next() != bracket)
        return false;
    ++m_at;
    return true;
}

bool JsonCursor::separate(bool isFirst)
{
    return isFirst || expect(',');
}

bool JsonCursor::leave()
{
    --m_depth;
    return true;
}

bool JsonCursor::literal(std::string_view word)
{
    if (next() == '\0' || !m_text.substr(m_at).starts_with(word))
        return false;
    m_at += word.size();
    return true;
}

bool JsonCursor::takeNull()
{
    return literal("null");
}

bool JsonCursor::flag(bool &value)
{
    if (literal("true"))
        value = true;
    else if (literal("false"))
        value = false;
    else
        return refuse("expected true or false");
    return true;
}

bool JsonCursor::number(std::uint64_t &value)
{
    next();
    const std::size_t begin = m_at;
    if (!skipNumber())
        return false;
    const std::string_view digits = m_text.substr(begin, m_at - begin);
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (code != std::errc() || end != digits.data() + digits.size())
        return refuse("expected a whole number");
    return true;
}

bool JsonCursor::skipNumber()
{
    const auto digits = [&] {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9')
            ++m_at;
        return m_at - begin;
    };
    const auto take = [&](std::string_view any) {
        if (m_at >= m_text.size() || !any.contains(m_text[m_at]))
            return false;
        ++m_at;
        return true;
    };
    take("-");
    const bool hasZero = take("0");
    if (!hasZero && digits() == 0)
        return refuse("expected a number");
    if (take(".") && digits() == 0)
        return refuse("bad number");
    if (take("eE")) {
        take("+-");
        if (digits() == 0)
            return refuse("bad number");
    }
    return true;
}

std::optional<std::uint32_t> JsonCursor::hexUnit(std::size_t at) const
{
    std::uint32_t unit = 0;
    if (at + 4 > m_text.size())
        return std::nullopt;
    const char *begin = m_text.data() + at;
    const auto [end, code] = std::from_chars(begin, begin + 4, unit, 16);
    if (code != std::errc() || end != begin + 4)
        return std::nullopt;
    return unit;
}

/// `at` stands behind the backslash, and behind the escape afterwards.
template <typename Emit> bool JsonCursor::escape(std::size_t &at, Emit emit)
{
    const char which = at < m_text.size() ? m_text[at] : '\0';
    const std::size_t simple = std::string_view("\"\\/bfnrt").find(which);
    if (which != '\0' && simple != std::string_view::npos) {
        emit("\"\\/\b\f\n\r\t"[simple]);
        ++at;
        return true;
    }
    const std::optional<std::uint32_t> unit = which == 'u' ? hexUnit(at + 1) : std::nullopt;
    if (!unit)
        return refuse("bad escape in a string");
    at += 5;
    if (!isHighSurrogate(*unit) && !isLowSurrogate(*unit)) {
        putUtf8(*unit, emit);
        return true;
    }
    const bool isPair = m_text.substr(at).starts_with("\\u");
    const std::optional<std::uint32_t> low = isPair ? hexUnit(at + 2) : std::nullopt;
    if (isHighSurrogate(*unit) && low && isLowSurrogate(*low)) {
        putUtf8(0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00), emit);
        at += 6;
    } else {
        for (const char character : kReplacement)
            emit(character);
    }
    return true;
}

/// From the quote on, without moving; `m_at` moves in the second of two passes only because the
/// callers set it.
template <typename Emit> bool JsonCursor::string(Emit emit)
{
    if (next() != '"')
        return refuse("expected a string");
    std::size_t at = m_at + 1;
    while (at < m_text.size() && m_text[at] != '"') {
        const std::size_t length = utf8Length(m_text.substr(at));
        if (static_cast<unsigned char>(m_text[at]) < 0x20)
            return refuse("control character in a string");
        if (m_text[at] == '\\') {
            if (!escape(++at, emit))
                return false;
            continue;
        }
        for (const char character : length == 0 ? kReplacement : m_text.substr(at, length))
            emit(character);
        at += length == 0 ? 1 : length;
    }
    if (at >= m_text.size())
        return refuse("a string has no end");
    m_at = at + 1;
    return true;
}

bool JsonCursor::text(std::string &value)
{
    std::string read;
    if (!string([&](char character) { read += character; }))
        return false;
    value = std::move(read);
    return true;
}

bool JsonCursor::text(secret::SecretBytes &value)
{
    next();
    const std::size_t begin = m_at;
    std::size_t size = 0;
    if (!string([&](char) { ++size; }))
        return false;
    m_at = begin;
    secret::SecretBytes read(size);
    std::size_t at = 0;
    if (!string([&](char character) { read.bytes()[at++] = static_cast<std::byte>(character); }))
        return false;
    value = std::move(read);
    return true;
}

bool JsonCursor::byteArray(secret::SecretBytes &value)
{
    next();
    const std::size_t begin = m_at;
    const int depth = m_depth;
    std::size_t size = 0;
    std::uint64_t element = 0;
    const auto one = [&](auto take) {
        return [&, take] {
            if (!number(element) || element > 255)
                return refuse("expected numbers up to 255");
            take(static_cast<std::byte>(element));
            return true;
        };
    };
    if (!array(one([&](std::byte) { ++size; })))
        return false;
    m_at = begin;
    m_depth = depth;
    secret::SecretBytes read(size);
    std::size_t at = 0;
    if (!array(one([&](std::byte byte) { read.bytes()[at++] = byte; })))
        return false;
    value = std::move(read);
    return true;
}

bool JsonCursor::bytes(secret::SecretBytes &value)
{
    if (next() == '[')
        return byteArray(value);
    secret::SecretBytes encoded;
    if (!text(encoded))
        return false;
    auto decoded = fromBase64(encoded.view());
    if (!decoded)
        return refuse("bytes that are not base64 with padding");
    value = std::move(*decoded);
    return true;
}

bool JsonCursor::skip()
{
    switch (next()) {
    case '{':
        return object([&](const std::string &) { return skip(); });
    case '[':
        return array([&] { return skip(); });
    case '"':
        return string([](char) { });
    case 't':
        return literal("true") || refuse("bad value");
    case 'f':
        return literal("false") || refuse("bad value");
    case 'n':
        return literal("null") || refuse("bad value");
    default:
        return skipNumber();
    }
}

bool JsonCursor::end()
{
    next();
    return m_at == m_text.size() || refuse("something stands after the value");
}

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/importjson.h"

#include "core/base/utf8.h"

#include <charconv>

namespace rekey::report {

bool JsonTree::read(std::span<char> text)
{
    m_nodes.clear();
    m_text = text;
    m_at = 0;
    std::uint32_t made = kNone;
    if (readValue(0, {}, made)) {
        skipBlanks();
        if (isAtEnd())
            return true;
    }
    m_nodes.clear();
    return false;
}

void JsonTree::skipBlanks()
{
    while (!isAtEnd()) {
        const char byte = m_text[m_at];
        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r')
            return;
        ++m_at;
    }
}

bool JsonTree::take(char byte)
{
    if (isAtEnd() || m_text[m_at] != byte)
        return false;
    ++m_at;
    return true;
}

bool JsonTree::readValue(std::size_t depth, std::string_view key, std::uint32_t &made)
{
    skipBlanks();
    if (isAtEnd() || m_nodes.size() == kMaxNodes)
        return false;
    made = static_cast<std::uint32_t>(m_nodes.size());
    m_nodes.emplace_back().key = key;
    switch (m_text[m_at]) {
    case '{':
    case '[':
        return depth < kMaxDepth && readContainer(depth, made);
    case '"': {
        std::string_view text;
        if (!readString(text))
            return false;
        m_nodes[made].type = Type::String;
        m_nodes[made].text = text;
        return true;
    }
    case 't':
    case 'f':
    case 'n':
        return readWord(made);
    default:
        return readNumber(made);
    }
}

bool JsonTree::readContainer(std::size_t depth, std::uint32_t self)
{
    const bool isObject = m_text[m_at++] == '{';
    const char end = isObject ? '}' : ']';
    m_nodes[self].type = isObject ? Type::Object : Type::Array;
    skipBlanks();
    if (take(end))
        return true;
    std::uint32_t last = kNone;
    while (true) {
        std::string_view key;
        if (isObject) {
            skipBlanks();
            if (!readString(key))
                return false;
            skipBlanks();
            if (!take(':'))
                return false;
        }
        std::uint32_t made = kNone;
        if (!readValue(depth + 1, key, made))
            return false;
        (last == kNone ? m_nodes[self].child : m_nodes[last].next) = made;
        last = made;
        skipBlanks();
        if (take(end))
            return true;
        if (!take(','))
            return false;
    }
}

bool JsonTree::readString(std::string_view &text)
{
    if (!take('"'))
        return false;
    const std::size_t begin = m_at;
    std::size_t to = m_at;
    while (!isAtEnd()) {
        const char byte = m_text[m_at];
        if (byte == '"') {
            ++m_at;
            text = {m_text.data() + begin, to - begin};
            return true;
        }
        if (static_cast<unsigned char>(byte) < 0x20)
            return false;
        ++m_at;
        if (byte != '\\')
            m_text[to++] = byte;
        else if (!readEscape(to))
            return false;
    }
    return false;
}

bool JsonTree::readEscape(std::size_t &to)
{
    if (isAtEnd())
        return false;
    const char byte = m_text[m_at++];
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view values = "\"\\/\b\f\n\r\t";
    if (const std::size_t at = names.find(byte); at != std::string_view::npos) {
        m_text[to++] = values[at];
        return true;
    }
    std::uint32_t unit = 0;
    if (byte != 'u' || !readHex(unit))
        return false;
    const auto put = [&](char part) { m_text[to++] = part; };
    constexpr std::uint32_t replacement = 0xfffd;
    if (unit >= 0xd800 && unit < 0xdc00) {
        // The other half follows, or the half stands alone and stands for nothing.
        std::uint32_t low = 0;
        const std::size_t back = m_at;
        if (take('\\') && take('u') && readHex(low) && low >= 0xdc00 && low < 0xe000) {
            putUtf8(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), put);
            return true;
        }
        m_at = back;
        unit = replacement;
    } else if (unit >= 0xdc00 && unit < 0xe000) {
        unit = replacement;
    }
    putUtf8(unit, put);
    return true;
}

bool JsonTree::readHex(std::uint32_t &unit)
{
    if (m_text.size() - m_at < 4)
        return false;
    const char *begin = m_text.data() + m_at;
    const auto [end, code] = std::from_chars(begin, begin + 4, unit, 16);
    m_at += 4;
    return code == std::errc() && end == begin + 4;
}

bool JsonTree::readNumber(std::uint32_t self)
{
    const std::size_t begin = m_at;
    constexpr std::string_view parts = "+-.0123456789eE";
    while (!isAtEnd() && parts.find(m_text[m_at]) != std::string_view::npos)
        ++m_at;
    const std::string_view text(m_text.data() + begin, m_at - begin);
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    m_nodes[self].type = Type::Number;
    m_nodes[self].text = text;
    // Out of range is still a number; nothing here needs its value.
    return (code == std::errc() || code == std::errc::result_out_of_range)
        && end == text.data() + text.size();
}

bool JsonTree::readWord(std::uint32_t self)
{
    const std::string_view rest(m_text.data() + m_at, m_text.size() - m_at);
    const auto is = [&](std::string_view word, Type type) {
        if (!rest.starts_with(word))
            return false;
        m_nodes[self].type = type;
        m_at += word.size();
        return true;
    };
    return is("true", Type::True) || is("false", Type::False) || is("null", Type::Null);
}

bool JsonNode::isObject() const
{
    return exists() && m_tree->m_nodes[m_index].type == JsonTree::Type::Object;
}

bool JsonNode::isArray() const
{
    return exists() && m_tree->m_nodes[m_index].type == JsonTree::Type::Array;
}

bool JsonNode::isString() const
{
    return exists() && m_tree->m_nodes[m_index].type == JsonTree::Type::String;
}

std::string_view JsonNode::text() const
{
    return isString() ? m_tree->m_nodes[m_index].text : std::string_view();
}

bool JsonNode::isTrue() const
{
    return exists() && m_tree->m_nodes[m_index].type == JsonTree::Type::True;
}

bool JsonNode::isFalse() const
{
    return exists() && m_tree->m_nodes[m_index].type == JsonTree::Type::False;
}

bool JsonNode::isNull() const
{
    return exists() && m_tree->m_nodes[m_index].type == JsonTree::Type::Null;
}

std::optional<std::int64_t> JsonNode::integer() const
{
    if (!exists())
        return std::nullopt;
    const JsonTree::Node &node = m_tree->m_nodes[m_index];
    if (node.type != JsonTree::Type::Number && node.type != JsonTree::Type::String)
        return std::nullopt;
    std::int64_t value = 0;
    const char *end = node.text.data() + node.text.size();
    const auto [last, code] = std::from_chars(node.text.data(), end, value);
    return code == std::errc() && last == end ? std::optional(value) : std::nullopt;
}

JsonNode JsonNode::operator[](std::string_view key) const
{
    JsonNode found;
    if (!isObject())
        return found;
    for (std::uint32_t at = m_tree->m_nodes[m_index].child; at != JsonTree::kNone;
         at = m_tree->m_nodes[at].next) {
        if (m_tree->m_nodes[at].key == key)
            found = JsonNode(m_tree, at);
    }
    return found;
}

std::vector<JsonNode> JsonNode::children() const
{
    std::vector<JsonNode> found;
    if (!isObject() && !isArray())
        return found;
    for (std::uint32_t at = m_tree->m_nodes[m_index].child; at != JsonTree::kNone;
         at = m_tree->m_nodes[at].next)
        found.push_back(JsonNode(m_tree, at));
    return found;
}

JsonNode JsonNode::first() const
{
    if ((!isObject() && !isArray()) || m_tree->m_nodes[m_index].child == JsonTree::kNone)
        return {};
    return {m_tree, m_tree->m_nodes[m_index].child};
}

std::string_view JsonNode::key() const
{
    return exists() ? m_tree->m_nodes[m_index].key : std::string_view();
}

} // namespace rekey::report

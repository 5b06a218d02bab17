// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/pattern.h"

#include <string_view>

namespace rekey::rules {

namespace {

bool isAlnum(unsigned byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z')
        || (byte >= 'a' && byte <= 'z');
}

void appendHex(std::string &out, unsigned byte)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += "\\x";
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
}

void appendByte(std::string &out, unsigned byte)
{
    if (isAlnum(byte) || byte == '_') {
        out += static_cast<char>(byte);
    } else if (byte > ' ' && byte < 0x7f) {
        out += '\\';
        out += static_cast<char>(byte);
    } else {
        appendHex(out, byte);
    }
}

void appendRanges(std::string &out, const ByteSet &set)
{
    for (unsigned byte = 0; byte < 256; ++byte) {
        if (!set[byte])
            continue;
        unsigned last = byte;
        while (last + 1 < 256 && set[last + 1])
            ++last;
        appendByte(out, byte);
        if (last > byte + 1)
            out += '-';
        if (last > byte)
            appendByte(out, last);
        byte = last;
    }
}

void appendSet(std::string &out, const ByteSet &set)
{
    if (set.count() == 1) {
        appendByte(out, static_cast<unsigned>(set._Find_first()));
        return;
    }
    const bool negated = set.count() > 128 && !set.all();
    out += negated ? "[^" : "[";
    appendRanges(out, negated ? ~set : set);
    out += ']';
}

void append(std::string &out, const PatternNode &node);

void appendGrouped(std::string &out, const PatternNode &node)
{
    const bool bare = node.kind == PatternNode::Kind::Set;
    if (!bare)
        out += "(?:";
    append(out, node);
    if (!bare)
        out += ')';
}

void appendRepeat(std::string &out, const PatternNode &node)
{
    appendGrouped(out, node.children.front());
    if (node.min == 0 && node.max == 1) {
        out += '?';
        return;
    }
    out += '{' + std::to_string(node.min);
    if (node.max != node.min)
        out += ',' + (node.max == kUnbounded ? std::string() : std::to_string(node.max));
    out += '}';
}

void appendAlternatives(std::string &out, const PatternNode &node)
{
    out += "(?:";
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        if (i > 0)
            out += '|';
        append(out, node.children[i]);
    }
    out += ')';
}

void append(std::string &out, const PatternNode &node)
{
    switch (node.kind) {
    case PatternNode::Kind::Empty:
    case PatternNode::Kind::Assertion:
        break;
    case PatternNode::Kind::WordBoundary:
        out += "\\b";
        break;
    case PatternNode::Kind::Set:
        appendSet(out, node.set);
        break;
    case PatternNode::Kind::Cat:
        for (const PatternNode &child : node.children)
            append(out, child);
        break;
    case PatternNode::Kind::Alt:
        appendAlternatives(out, node);
        break;
    case PatternNode::Kind::Repeat:
        appendRepeat(out, node);
        break;
    }
}

} // namespace

std::string printPattern(const PatternNode &node)
{
    std::string out;
    append(out, node);
    return out;
}

} // namespace rekey::rules

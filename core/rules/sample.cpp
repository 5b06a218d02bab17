// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/sample.h"

#include <algorithm>

namespace rekey::rules {

std::uint32_t PatternSampler::below(std::uint32_t bound)
{
    // splitmix64 (Steele, Lea, Flood 2014).
    m_state += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return static_cast<std::uint32_t>((mixed ^ (mixed >> 31)) % bound);
}

void PatternSampler::appendByte(const ByteSet &set, std::string &out)
{
    ByteSet printable;
    for (unsigned byte = '!'; byte < 0x7f; ++byte)
        printable[byte] = set[byte];
    // Mostly what a person would see; now and then any byte.
    const ByteSet &choice = printable.any() && below(16) != 0 ? printable : set;
    if (choice.none())
        return;
    std::uint32_t skip = below(static_cast<std::uint32_t>(choice.count()));
    for (unsigned byte = 0; byte < 256; ++byte) {
        if (choice[byte] && skip-- == 0) {
            out += static_cast<char>(static_cast<unsigned char>(byte));
            return;
        }
    }
}

void PatternSampler::append(const PatternNode &node, std::string &out)
{
    switch (node.kind) {
    case PatternNode::Kind::Empty:
    case PatternNode::Kind::WordBoundary:
    case PatternNode::Kind::Assertion:
        break;
    case PatternNode::Kind::Set:
        appendByte(node.set, out);
        break;
    case PatternNode::Kind::Cat:
        for (const PatternNode &child : node.children)
            append(child, out);
        break;
    case PatternNode::Kind::Alt:
        append(node.children[below(static_cast<std::uint32_t>(node.children.size()))], out);
        break;
    case PatternNode::Kind::Repeat: {
        const std::uint32_t most = std::min(node.max, node.min + 12);
        const bool toTheMost = node.max != kUnbounded && below(8) == 0;
        const std::uint32_t count = toTheMost ? node.max : node.min + below(most - node.min + 1);
        for (std::uint32_t i = 0; i < count && (i < node.min || out.size() < m_maxBytes); ++i)
            append(node.children.front(), out);
        break;
    }
    }
}

std::string PatternSampler::sample(const PatternNode &node, std::size_t maxBytes)
{
    m_maxBytes = maxBytes;
    std::string out;
    append(node, out);
    return out;
}

} // namespace rekey::rules

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/pattern.h"

#include <algorithm>

namespace rekey::rules {

namespace {

std::uint32_t saturated(std::uint64_t value)
{
    return value >= kUnbounded ? kUnbounded : static_cast<std::uint32_t>(value);
}

std::uint32_t times(std::uint32_t width, std::uint32_t count)
{
    if (width == 0 || count == 0)
        return 0;
    if (width == kUnbounded || count == kUnbounded)
        return kUnbounded;
    return saturated(std::uint64_t{width} * count);
}

std::uint32_t plus(std::uint32_t left, std::uint32_t right)
{
    return saturated(std::uint64_t{left} + right);
}

} // namespace

Width widthOf(const PatternNode &node)
{
    switch (node.kind) {
    case PatternNode::Kind::Empty:
    case PatternNode::Kind::WordBoundary:
    case PatternNode::Kind::Assertion:
        return {};
    case PatternNode::Kind::Set:
        return {1, 1};
    case PatternNode::Kind::Repeat: {
        const Width child = widthOf(node.children.front());
        return {times(child.min, node.min), times(child.max, node.max)};
    }
    case PatternNode::Kind::Cat: {
        Width sum;
        for (const PatternNode &child : node.children) {
            const Width width = widthOf(child);
            sum = {plus(sum.min, width.min), plus(sum.max, width.max)};
        }
        return sum;
    }
    case PatternNode::Kind::Alt:
        break;
    }
    Width all = widthOf(node.children.front());
    for (const PatternNode &child : node.children) {
        const Width width = widthOf(child);
        all = {std::min(all.min, width.min), std::max(all.max, width.max)};
    }
    return all;
}

} // namespace rekey::rules

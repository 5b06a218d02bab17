// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/linecounter.h"

#include "core/base/text.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace rekey::scan {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::uint32_t clamped(std::uint64_t number)
{
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(number, std::numeric_limits<std::uint32_t>::max()));
}

bool endsLine(std::string_view text, std::size_t index, char next)
{
    if (text[index] == '\n')
        return true;
    return text[index] == '\r' && (index + 1 < text.size() ? text[index + 1] : next) != '\n';
}

/// Position after the last line end; npos when there is none.
std::size_t afterLastLineEnd(std::string_view text, char next)
{
    for (std::size_t at = text.size(); at-- > 0;) {
        if (endsLine(text, at, next))
            return at + 1;
    }
    return std::string_view::npos;
}

bool isAsciiWord(const char *at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return (word & 0x8080808080808080ULL) == 0;
}

/// Counts characters from `at` while they end at or before `target`; moves `at` to where the last
/// one ended.
std::uint64_t countCharacters(std::string_view text, std::size_t &at, std::size_t target)
{
    std::uint64_t count = 0;
    while (at < target) {
        if (at + 8 <= target && isAsciiWord(text.data() + at)) {
            at += 8;
            count += 8;
            continue;
        }
        const std::size_t length = std::max<std::size_t>(utf8Length(text.substr(at, 4)), 1);
        if (at + length > target)
            break;
        at += length;
        ++count;
    }
    return count;
}

} // namespace

std::uint64_t countLineEnds(std::string_view text, char next)
{
    if (text.empty())
        return 0;
    // Without branches, so that the compiler can take many bytes at once.
    const char *bytes = text.data();
    const std::size_t last = text.size() - 1;
    std::uint64_t count = 0;
    for (std::size_t block = 0; block < last;) {
        const std::size_t end = std::min(last, block + 128);
        std::uint8_t inBlock = 0;
        for (std::size_t i = block; i < end; ++i) {
            const bool feed = bytes[i] == '\n';
            const bool lone = (bytes[i] == '\r') & (bytes[i + 1] != '\n');
            inBlock = static_cast<std::uint8_t>(inBlock + (feed | lone));
        }
        count += inBlock;
        block = end;
    }
    return count + (endsLine(text, last, next) ? 1 : 0);
}

LineColumn LineCounter::at(std::string_view piece, std::uint64_t pieceOffset,
                           std::uint64_t position)
{
    if (position < m_position || m_position < pieceOffset)
        return m_there;
    position = std::min<std::uint64_t>(position, pieceOffset + piece.size());
    return m_encoding == TextEncoding::Bytes ? atByte(piece, pieceOffset, position)
                                             : atUnit(piece, pieceOffset, position);
}

LineColumn LineCounter::atByte(std::string_view piece, std::uint64_t pieceOffset,
                               std::uint64_t position)
{
    if (m_position == 0 && piece.starts_with(kByteOrderMark) && position >= kByteOrderMark.size())
        m_position = kByteOrderMark.size();
    std::size_t from = m_position - pieceOffset;
    const std::size_t to = position - pieceOffset;
    const char next = to < piece.size() ? piece[to] : '\0';
    const std::string_view passed = piece.substr(from, to - from);
    if (const std::size_t lineStart = afterLastLineEnd(passed, next);
        lineStart != std::string_view::npos) {
        m_there.line = clamped(m_there.line + countLineEnds(passed.substr(0, lineStart)));
        m_there.column = 1;
        from += lineStart;
    }
    // Stops before a character that the position falls into, so that it is counted once and whole.
    m_there.column = clamped(m_there.column + countCharacters(piece, from, to));
    m_position = pieceOffset + from;
    return m_there;
}

LineColumn LineCounter::atUnit(std::string_view piece, std::uint64_t pieceOffset,
                               std::uint64_t position)
{
    const bool big = m_encoding == TextEncoding::Utf16Be;
    const auto unit = [&](std::uint64_t at) -> unsigned {
        const std::size_t i = at - pieceOffset;
        if (i + 1 >= piece.size())
            return 0;
        const auto first = static_cast<unsigned char>(piece[i]);
        const auto second = static_cast<unsigned char>(piece[i + 1]);
        return big ? (unsigned{first} << 8) | second : (unsigned{second} << 8) | first;
    };
    if (m_position == 0 && position >= 2 && unit(0) == 0xfeff)
        m_position = 2;
    for (; m_position + 2 <= position; m_position += 2) {
        const unsigned code = unit(m_position);
        const bool ends = code == '\n' || (code == '\r' && unit(m_position + 2) != '\n');
        m_there.line = clamped(m_there.line + std::uint64_t{ends});
        m_there.column = ends ? 1 : clamped(std::uint64_t{m_there.column} + 1);
    }
    return m_there;
}

} // namespace rekey::scan

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rarity.h"

#include "core/rules/subwords.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rekey::rules {

namespace {

/// How often each printable byte stands in source text and documentation, in 1/100000: counted over
/// 166 MB of C and C++ headers, Python and Perl modules and package documentation.
constexpr std::array<std::uint16_t, 95> kFrequency = {
    16699, 31,   483,  522,  99,   20,   64,   436, 1076, 1076, 1067, 44,  1001, 672,  696,  971,
    795,   532,  413,  262,  219,  310,  220,  165, 209,  284,  402,  407, 429,  384,  494,  14,
    50,    836,  307,  869,  460,  1247, 391,  313, 180,  899,  40,   189, 848,  417,  868,  847,
    713,   32,   829,  1475, 1027, 310,  196,  87,  299,  132,  29,   126, 145,  125,  6,    3497,
    107,   2989, 693,  2221, 2066, 6134, 1493, 832, 1322, 3364, 115,  687, 2191, 1161, 3532, 3007,
    1609,  75,   3032, 3714, 4459, 1389, 497,  368, 503,  722,  95,   128, 45,   128,  15};
constexpr double kNewline = 0.03;
constexpr double kTab = 0.005;
constexpr double kOtherByte = 0.0001;

double byteChance(unsigned byte)
{
    if (byte >= ' ' && byte < 0x7f)
        return kFrequency[byte - ' '] / 100000.0;
    return byte == '\n' ? kNewline : byte == '\t' ? kTab : kOtherByte;
}

double setBits(const ByteSet &set)
{
    double chance = 0;
    for (unsigned byte = 0; byte < 256; ++byte) {
        if (set[byte])
            chance += byteChance(byte);
    }
    return chance <= 0 ? 30.0 : std::max(0.0, -std::log2(std::min(chance, 1.0)));
}

bool isLetter(unsigned byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool isLiteralSet(const ByteSet &set)
{
    const std::size_t count = set.count();
    if (count == 1)
        return true;
    const std::size_t first = set._Find_first();
    return count == 2 && first >= 'A' && first <= 'Z' && set[first + 0x20];
}

} // namespace

bool isLiteral(const PatternNode &node)
{
    return node.kind == PatternNode::Kind::Set && isLiteralSet(node.set);
}

void Rarity::add(const ByteSet &set)
{
    if (!isLiteralSet(set)) {
        // What follows one of a class is likely to be another one.
        bits += set == m_lastSet ? std::min(setBits(set), 1.0) : setBits(set);
        endRun();
        m_lastSet = set;
        return;
    }
    m_lastSet.reset();
    longestLiteral = std::max(longestLiteral, ++literalRun);
    const auto byte = static_cast<unsigned>(set._Find_first());
    double plain = setBits(set.count() == 1 ? set : ByteSet().set(byte | 0x20));
    if (byte == m_lastLiteral)
        plain = std::min(plain, 1.0); // AAAA, ----, 00
    m_lastLiteral = byte;
    if (isLetter(byte))
        addLetter(static_cast<char>(byte | 0x20), plain);
    else
        addSymbol(plain);
}

void Rarity::addSlack(std::uint32_t bytes)
{
    slack += bytes;
    bits -= std::log2(1.0 + bytes);
    const bool wasCommonWord = m_isCommonWord && bytes == 1;
    endRun();
    m_isCommonWord = wasCommonWord; // https?://
}

/// Letters of a word foretell each other, so each adds less than its frequency says; and what
/// starts like a common word is common.
void Rarity::addLetter(char lower, double plain)
{
    constexpr double kLetterBits[] = {6.0, 4.0, 3.0};
    constexpr double kMoreLettersBits = 2.5;
    constexpr double kCommonWordBits = 12.5; // about 180 times in a MiB
    constexpr double kShortWordBits = 10.0;
    const std::size_t size = m_letters.size();
    if (size == 0)
        m_beforeWord = bits;
    m_letters += lower;
    m_symbolRun = 0;
    bits += std::min(plain, size < 3 ? kLetterBits[size] : kMoreLettersBits);
    m_isCommonWord = startsSubword(m_letters);
    if (m_isCommonWord)
        bits = std::min(bits, m_beforeWord + (size < 3 ? kShortWordBits : kCommonWordBits));
}

/// Symbols and digits come in company: ://, -----, 00, or behind words: https:
void Rarity::addSymbol(double plain)
{
    const double first = m_isCommonWord ? 2.0 : 6.5;
    const double more = m_isCommonWord ? 0.5 : 3.5;
    bits += std::min(plain, m_symbolRun == 0 ? first : more);
    ++m_symbolRun;
    m_letters.clear();
}

void Rarity::endRun()
{
    literalRun = m_symbolRun = 0;
    m_isCommonWord = false;
    m_letters.clear();
    m_lastSet.reset();
    m_lastLiteral = 256;
}

} // namespace rekey::rules

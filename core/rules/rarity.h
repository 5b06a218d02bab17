// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/pattern.h"

#include <cstdint>
#include <string>

namespace rekey::rules {

/// One byte, or one letter in both cases: what a literal matcher can look for.
[[nodiscard]] bool isLiteral(const PatternNode &node);

/// What is known of a stretch of a pattern while it grows to the right, byte by byte: above all how
/// rare it is in source text. A rough model: byte frequencies, tempered by what goes together. The
/// build measures the true rates.
class Rarity
{
public:
    double bits = 0; ///< about 2^-bits hits at each byte of text
    std::uint32_t slack = 0; ///< most bytes minus fewest
    std::uint32_t literalRun = 0; ///< length of the literal at the end
    std::uint32_t longestLiteral = 0;

    /// One more byte out of the set.
    void add(const ByteSet &set);
    /// Something optional of up to that many bytes.
    void addSlack(std::uint32_t bytes);

private:
    void addLetter(char lower, double plain);
    void addSymbol(double plain);
    void endRun();

    std::uint32_t m_symbolRun = 0; ///< literals at the end that are no letters
    double m_beforeWord = 0; ///< bits when the letters at the end began
    std::string m_letters; ///< those letters, lower case
    bool m_isCommonWord = false; ///< the last letters start like a common word
    unsigned m_lastLiteral = 256; ///< the byte at the end; 256 when that is no literal
    ByteSet m_lastSet; ///< the class at the end; empty behind a literal
};

} // namespace rekey::rules

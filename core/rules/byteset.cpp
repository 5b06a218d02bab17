// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/byteset.h"

#include <utility>

namespace rekey::rules::byteset {

ByteSet range(unsigned char first, unsigned char last)
{
    ByteSet set;
    for (unsigned byte = first; byte <= last; ++byte)
        set.set(byte);
    return set;
}

ByteSet single(unsigned char byte)
{
    return range(byte, byte);
}

ByteSet digits()
{
    return range('0', '9');
}
ByteSet upper()
{
    return range('A', 'Z');
}
ByteSet lower()
{
    return range('a', 'z');
}
ByteSet word()
{
    return digits() | upper() | lower() | single('_');
}
ByteSet perlSpace()
{
    return range('\t', '\n') | range('\f', '\r') | single(' ');
}
ByteSet anyByte()
{
    return ByteSet().set();
}

std::optional<ByteSet> posixSet(std::string_view name)
{
    static const std::pair<std::string_view, ByteSet> kSets[] = {
        {"alnum", digits() | upper() | lower()},
        {"alpha", upper() | lower()},
        {"ascii", range(0, 0x7f)},
        {"blank", single('\t') | single(' ')},
        {"cntrl", range(0, 0x1f) | single(0x7f)},
        {"digit", digits()},
        {"graph", range('!', '~')},
        {"lower", lower()},
        {"print", range(' ', '~')},
        {"punct", range('!', '/') | range(':', '@') | range('[', '`') | range('{', '~')},
        {"space", range('\t', '\r') | single(' ')},
        {"upper", upper()},
        {"word", word()},
        {"xdigit", digits() | range('A', 'F') | range('a', 'f')},
    };
    for (const auto &[known, set] : kSets) {
        if (known == name)
            return set;
    }
    return std::nullopt;
}

ByteSet folded(const ByteSet &set)
{
    ByteSet result = set;
    const auto fold = [&](unsigned first, unsigned last) {
        for (unsigned byte = first; byte <= last; ++byte) {
            if (byte != 0xd7 && (set[byte] || set[byte + 0x20])) { // × and ÷ are no letters
                result.set(byte);
                result.set(byte + 0x20);
            }
        }
    };
    fold('A', 'Z');
    fold(0xc0, 0xde);
    return result;
}

} // namespace rekey::rules::byteset

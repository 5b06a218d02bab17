// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/utf16.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rekey::scan {

namespace {

constexpr std::size_t kShortestRun = 8; ///< characters
/// Runs this near each other are looked at together, so that a key name and its value, or a word
/// in another script between them, are seen in one text.
constexpr std::uint64_t kLargestGap = 256; ///< bytes
constexpr char kOtherCharacter = '\xb7';

unsigned byteAt(std::string_view text, std::size_t index)
{
    return static_cast<unsigned char>(text[index]);
}

bool isPlain(char c)
{
    const auto code = static_cast<unsigned char>(c);
    return (code >= 0x20 && code < 0x7f) || code == '\n' || code == '\r' || code == '\t';
}

unsigned unitAt(std::string_view bytes, std::size_t index, bool bigEndian)
{
    const unsigned first = byteAt(bytes, index);
    const unsigned second = byteAt(bytes, index + 1);
    return bigEndian ? (first << 8) | second : (second << 8) | first;
}

/// Index of the first aligned eight bytes at or after `from` in which every other byte is zero and
/// the rest are not: every run of 8 characters holds one. text.size() when there is none.
std::size_t nextAlternation(std::string_view text, std::size_t from)
{
    constexpr std::uint64_t even = 0x00ff00ff00ff00ffULL;
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t highs = 0x8080808080808080ULL;
    for (std::size_t i = (from + 7) & ~std::size_t{7}; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, sizeof word);
        const std::uint64_t low = word & even;
        const std::uint64_t high = word & ~even;
        if ((low == 0) == (high == 0))
            continue;
        // Filled up, a zero byte among those that count would be the only one left.
        const std::uint64_t filled = low == 0 ? high | even : low | ~even;
        if (((filled - ones) & ~filled & highs) == 0)
            return i;
    }
    return text.size();
}

struct Run
{
    std::size_t firstChar = 0; ///< position of the first character's non-zero byte
    std::size_t characters = 0;
};

/// The whole run round a position where character and zero alternate.
Run runAround(std::string_view text, std::size_t at, std::size_t lowest)
{
    const std::size_t seed = text[at] != '\0' ? at : at + 1;
    Run run{seed, 0};
    if (!isPlain(text[seed]))
        return run;
    while (run.firstChar >= lowest + 2 && isPlain(text[run.firstChar - 2])
           && text[run.firstChar - 1] == '\0')
        run.firstChar -= 2;
    std::size_t last = seed;
    while (last + 2 < text.size() && text[last + 1] == '\0' && isPlain(text[last + 2]))
        last += 2;
    run.characters = (last - run.firstChar) / 2 + 1;
    return run;
}

WideStretch stretchOf(std::string_view text, const Run &run)
{
    const std::size_t last = run.firstChar + 2 * (run.characters - 1);
    const bool zeroBefore = run.firstChar > 0 && text[run.firstChar - 1] == '\0';
    const bool zeroAfter = last + 1 < text.size() && text[last + 1] == '\0';
    // With zeros on both sides, text that starts on an even byte is the likelier reading.
    const bool big = zeroBefore && (!zeroAfter || run.firstChar % 2 == 1);
    if (big)
        return {run.firstChar - 1, last + 1, true};
    return {run.firstChar, std::min<std::uint64_t>(last + 2, text.size()), false};
}

} // namespace

TextEncoding encodingOf(std::string_view head)
{
    head = head.substr(0, kEncodingSampleBytes);
    if (head.starts_with("\xff\xfe"))
        return TextEncoding::Utf16Le;
    if (head.starts_with("\xfe\xff"))
        return TextEncoding::Utf16Be;
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < head.size(); ++i)
        zeros[i % 2] += head[i] == '\0' ? 1U : 0U;
    const std::size_t units = head.size() / 2;
    // Nearly all units of a text with ASCII words have one zero byte, and always the same one.
    if (units >= 2 && zeros[1] * 4 >= units * 3 && zeros[0] * 16 <= units)
        return TextEncoding::Utf16Le;
    if (units >= 2 && zeros[0] * 4 >= units * 3 && zeros[1] * 16 <= units)
        return TextEncoding::Utf16Be;
    return TextEncoding::Bytes;
}

std::vector<WideStretch> wideStretches(std::string_view text)
{
    std::vector<WideStretch> stretches;
    if (text.find('\0') == std::string_view::npos)
        return stretches;
    std::size_t lowest = 0; // runs do not reach back into the one before
    std::size_t at = nextAlternation(text, 0);
    while (at < text.size()) {
        const Run run = runAround(text, at, lowest);
        if (run.characters >= kShortestRun) {
            const WideStretch next = stretchOf(text, run);
            const bool inStep = !stretches.empty() && stretches.back().bigEndian == next.bigEndian
                && stretches.back().end <= next.begin
                && next.begin - stretches.back().end <= kLargestGap
                && (next.begin - stretches.back().end) % 2 == 0;
            if (inStep)
                stretches.back().end = next.end;
            else
                stretches.push_back(next);
        }
        lowest = std::max(at + 8, run.firstChar + 2 * run.characters);
        at = nextAlternation(text, lowest);
    }
    std::erase_if(stretches, [](const WideStretch &s) { return s.end - s.begin < 2; });
    return stretches;
}

void narrow(std::string_view text, const WideStretch &stretch, std::string &out)
{
    const std::size_t units = (stretch.end - stretch.begin) / 2;
    out.resize(units);
    for (std::size_t i = 0; i < units; ++i) {
        const unsigned unit = unitAt(text, stretch.begin + 2 * i, stretch.bigEndian);
        out[i] = unit < 0x100 ? static_cast<char>(unit) : kOtherCharacter;
    }
}

std::string utf8FromUtf16(std::string_view bytes, bool bigEndian)
{
    std::string out;
    out.reserve(bytes.size() / 2 * 3); // never grown: a growing string leaves copies behind
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        unsigned code = unitAt(bytes, i, bigEndian);
        if (code >= 0xd800 && code < 0xdc00 && i + 3 < bytes.size()) {
            const unsigned low = unitAt(bytes, i + 2, bigEndian);
            if (low >= 0xdc00 && low < 0xe000) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        putUtf8(code >= 0xd800 && code < 0xe000 ? 0xfffd : code,
                [&out](char byte) { out += byte; });
    }
    return out;
}

bool looksBigEndian(std::string_view bytes)
{
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        zeros[i % 2] += bytes[i] == '\0' ? 1U : 0U;
    return zeros[0] > zeros[1];
}

} // namespace rekey::scan

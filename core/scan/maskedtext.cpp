// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/maskedtext.h"

#include "core/base/text.h"

#include <algorithm>
#include <tuple>

namespace rekey::scan {

namespace {

/// Eight full blocks: as wide for every value, so that a bar says nothing of the length.
constexpr std::string_view kBar = "\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588";
constexpr std::string_view kTab = "    ";

std::size_t unitSize(TextEncoding encoding)
{
    return encoding == TextEncoding::Bytes ? 1 : 2;
}

/// The unit at `at`; a lone last byte of UTF-16 counts as itself.
unsigned unitAt(std::string_view text, TextEncoding encoding, std::size_t at)
{
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[i])) : 0U;
    };
    switch (encoding) {
    case TextEncoding::Bytes:
        break;
    case TextEncoding::Utf16Le:
        return byte(at) | (byte(at + 1) << 8);
    case TextEncoding::Utf16Be:
        return (byte(at) << 8) | byte(at + 1);
    }
    return byte(at);
}

/// Bytes of the character at `at`, at least 1.
std::size_t characterSize(std::string_view text, TextEncoding encoding, std::size_t at)
{
    if (encoding == TextEncoding::Bytes)
        return std::max<std::size_t>(utf8Length(text.substr(at, 4)), 1);
    const unsigned unit = unitAt(text, encoding, at);
    const bool pair = unit >= 0xd800 && unit < 0xdc00 && at + 4 <= text.size();
    return std::min<std::size_t>(pair ? 4 : 2, text.size() - at);
}

void appendCharacter(ContextLine &line, std::string_view character, TextEncoding encoding)
{
    std::string decoded;
    if (encoding != TextEncoding::Bytes) {
        decoded = utf8FromUtf16(character, encoding == TextEncoding::Utf16Be);
        character = decoded;
    }
    if (character == "\t") {
        line.text += kTab;
        return;
    }
    const std::string shown = escapeControl(character);
    if (shown != character) {
        line.escapes.push_back({static_cast<std::uint32_t>(line.text.size()),
                                static_cast<std::uint32_t>(shown.size())});
    }
    line.text += shown;
}

} // namespace

std::vector<Mask> joinMasks(std::vector<Mask> masks)
{
    std::ranges::sort(masks, {}, [](const Mask &m) { return std::tuple(m.begin, m.end); });
    std::vector<Mask> joined;
    for (const Mask &mask : masks) {
        if (!joined.empty() && mask.begin < joined.back().end) {
            joined.back().end = std::max(joined.back().end, mask.end);
            joined.back().current = joined.back().current || mask.current;
        } else if (mask.begin < mask.end) {
            joined.push_back(mask);
        }
    }
    return joined;
}

std::vector<LineBytes> splitLines(std::string_view text, TextEncoding encoding)
{
    std::vector<LineBytes> lines;
    const std::size_t unit = unitSize(encoding);
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); at += unit) {
        const unsigned code = unitAt(text, encoding, at);
        if (code != '\n' && code != '\r')
            continue;
        lines.push_back({begin, at});
        if (code == '\r' && at + unit < text.size() && unitAt(text, encoding, at + unit) == '\n')
            at += unit;
        begin = at + unit;
    }
    lines.push_back({std::min(begin, text.size()), text.size()});
    return lines;
}

std::size_t appendMasked(ContextLine &line, std::string_view text, TextEncoding encoding,
                         const ShownPart &part, const std::vector<Mask> &masks, std::uint32_t &bar)
{
    std::size_t at = part.begin;
    auto mask = std::ranges::upper_bound(masks, at, {}, &Mask::end);
    for (std::size_t shown = 0; at < part.end;) {
        if (mask != masks.end() && mask->begin <= at) {
            line.spans.push_back({static_cast<std::uint32_t>(line.text.size()),
                                  static_cast<std::uint32_t>(kBar.size()), mask->current, bar++});
            line.text += kBar;
            at = mask->end;
            ++mask;
            continue;
        }
        if (shown++ == part.characters)
            return at;
        std::size_t size = characterSize(text, encoding, at);
        if (mask != masks.end())
            size = std::min(size, mask->begin - at);
        appendCharacter(line, text.substr(at, size), encoding);
        at += size;
    }
    return at;
}

std::size_t stepBack(std::string_view text, TextEncoding encoding, std::size_t position,
                     std::size_t lowest, std::size_t count)
{
    const std::size_t unit = unitSize(encoding);
    while (count-- > 0 && position >= lowest + unit) {
        position -= unit;
        if (encoding != TextEncoding::Bytes)
            continue;
        // Over at most three continuation bytes, if a valid character then starts there.
        for (std::size_t back = 1; back <= 3 && position >= lowest + back; ++back) {
            if (utf8Length(text.substr(position - back, 4)) == back + 1) {
                position -= back;
                break;
            }
        }
    }
    return position;
}

} // namespace rekey::scan

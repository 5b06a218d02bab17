// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/filters.h"

#include "core/rules/engine.h"
#include "core/rules/subwords.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <utility>

namespace rekey::rules {

namespace {

struct NamedFilter
{
    std::string_view name;
    FilterBit bit;
    bool (*rejects)(std::string_view value);
};

constexpr std::array<NamedFilter, 6> kFilters = {{
    {"placeholder", FilterPlaceholder, isPlaceholder},
    {"mixed-classes", FilterMixedClasses, [](std::string_view v) { return !hasMixedClasses(v); }},
    {"no-hash", FilterNoHash, isPlainHash},
    {"no-uuid", FilterNoUuid, isUuid},
    {"no-path", FilterNoPath, isPath},
    {"token-efficiency", FilterTokenEfficiency,
     [](std::string_view v) { return tokenEfficiency(v) >= kNaturalEfficiency; }},
}};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool isLetter(char c)
{
    return isLower(c) || isUpper(c);
}
bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool isWord(char c)
{
    return isLetter(c) || isDigit(c) || c == '_';
}
char lowerOf(char c)
{
    return isUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool containsLower(std::string_view text, std::string_view lower)
{
    return !std::ranges::search(text, lower, {}, lowerOf).empty();
}

/// A variable or template in one of the usual spellings, as all of the value or inside it.
bool holdsTemplate(std::string_view value)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kBrackets
        = {{{"${", "}"},
            {"$(", ")"},
            {"{{", "}}"},
            {"#{", "}"},
            {"%(", ")"},
            {"<%", "%>"},
            {"[[", "]]"},
            {"__", "__"},
            {"@@", "@@"}}};
    for (const auto &[open, close] : kBrackets) {
        const std::size_t at = value.find(open);
        const bool whole = open != "__" || (at == 0 && value.ends_with(close));
        if (at != std::string_view::npos && whole
            && value.find(close, at + open.size()) != std::string_view::npos)
            return true;
    }
    if (value.size() < 3)
        return false;
    const std::string_view inner = value.substr(1, value.size() - 2);
    const bool wrapped = (value.front() == '<' && value.back() == '>')
        || (value.front() == '%' && value.back() == '%')
        || (value.front() == '{' && value.back() == '}');
    return (wrapped && inner.find(value.front()) == std::string_view::npos)
        || (value.front() == '$' && !isDigit(value[1])
            && std::ranges::all_of(value.substr(1), isWord));
}

bool holdsMarker(std::string_view value)
{
    constexpr std::string_view kMarkers[] = {
        "example",  "changeme",   "change_me", "change-me", "change-this", "placeholder",
        "redacted", "xxxx",       "****",      "your_",     "your-",       "yourkey",
        "yoursecr", "yourtoken",  "yourapi",   "yourpass",  "insert_",     "insert-",
        "replace_", "replace-",   "replaceme", "_here",     "-here",       "dummy",
        "sample",   "deadbeefde", "foobar",    "....",      "notasecret",  "not-a-",
        "not_a_",   "lorem",
    };
    return std::ranges::any_of(
        kMarkers, [&](std::string_view marker) { return containsLower(value, marker); });
}

/// Runs such as abcdef or 98765 over most of the value, one character over most of it, or hardly
/// any different characters.
bool isPatterned(std::string_view value)
{
    if (value.size() < 6)
        return false;
    std::size_t up = 0;
    std::size_t down = 0;
    std::size_t run = 1;
    std::size_t longestRun = 1;
    std::bitset<256> seen;
    for (std::size_t i = 0; i < value.size(); ++i) {
        seen.set(static_cast<unsigned char>(value[i]));
        if (i == 0)
            continue;
        const int step = value[i] - value[i - 1];
        const bool wraps = value[i - 1] == '9' && value[i] == '0';
        up += step == 1 || wraps ? 1 : 0;
        down += step == -1 ? 1 : 0;
        run = step == 0 ? run + 1 : 1;
        longestRun = std::max(longestRun, run);
    }
    return 10 * std::max(up, down) >= 6 * (value.size() - 1) || 10 * longestRun >= 6 * value.size()
        || (value.size() >= 8 && seen.count() <= 3);
}

bool endsInExtension(std::string_view value)
{
    const std::size_t dot = value.rfind('.');
    if (dot == std::string_view::npos || value.size() - dot < 2 || value.size() - dot > 6)
        return false;
    return isLetter(value[dot + 1]) && std::ranges::all_of(value.substr(dot + 1), isWord);
}

/// com.example.name: three words or more, none with the look of random characters.
bool isDottedName(std::string_view value)
{
    std::size_t parts = 0;
    while (!value.empty()) {
        const std::size_t dot = std::min(value.find('.'), value.size());
        const std::string_view part = value.substr(0, dot);
        if (part.empty() || part.size() > 24 || !isLetter(part.front())
            || !std::ranges::all_of(part, [](char c) { return isLetter(c) || c == '_'; }))
            return false;
        ++parts;
        value.remove_prefix(std::min(dot + 1, value.size()));
    }
    return parts >= 3;
}

} // namespace

std::optional<std::uint32_t> filterBit(std::string_view name)
{
    const auto found = std::ranges::find(kFilters, name, &NamedFilter::name);
    if (found == kFilters.end())
        return std::nullopt;
    return found->bit;
}

std::string_view rejectingFilter(std::uint32_t filters, std::string_view value)
{
    for (const NamedFilter &filter : kFilters) {
        if ((filters & filter.bit) != 0 && filter.rejects(value))
            return filter.name;
    }
    return {};
}

bool isPlaceholder(std::string_view value)
{
    return holdsTemplate(value) || holdsMarker(value) || isPatterned(value);
}

bool hasMixedClasses(std::string_view value)
{
    const bool lower = std::ranges::any_of(value, isLower);
    const bool upper = std::ranges::any_of(value, isUpper);
    const bool digit = std::ranges::any_of(value, isDigit);
    return (lower && upper) || ((lower || upper) && digit);
}

bool isPlainHash(std::string_view value)
{
    return (value.size() == 32 || value.size() == 40 || value.size() == 64)
        && std::ranges::all_of(value, isHex);
}

bool isUuid(std::string_view value)
{
    if (value.size() == 38 && value.front() == '{' && value.back() == '}')
        value = value.substr(1, 36);
    if (value.size() != 36)
        return false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? value[i] != '-' : !isHex(value[i]))
            return false;
    }
    return true;
}

bool isPath(std::string_view value)
{
    if (const std::size_t scheme = value.find("://"); scheme != std::string_view::npos)
        return value.find('@') == std::string_view::npos && scheme > 0
            && std::ranges::all_of(value.substr(0, scheme), isWord);
    for (const std::string_view start : {"/", "./", "../", "~/", ".\\", "\\\\"}) {
        if (value.starts_with(start) && std::ranges::count(value, start.back()) >= 2)
            return true;
    }
    if (value.size() > 3 && isLetter(value[0]) && value[1] == ':' && value[2] == '\\')
        return true;
    return (value.find('/') != std::string_view::npos && endsInExtension(value))
        || isDottedName(value);
}

bool hasKeywordNear(std::string_view text, std::size_t begin, std::size_t end,
                    std::span<const std::string> keywords, std::size_t distance)
{
    if (keywords.empty())
        return true;
    const std::size_t low = begin - std::min(begin, distance);
    const std::size_t high = std::min(text.size(), end + distance);
    const std::string_view near = text.substr(low, high - low);
    return std::ranges::any_of(
        keywords, [&](const std::string &keyword) { return containsLower(near, keyword); });
}

} // namespace rekey::rules

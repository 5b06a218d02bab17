// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/subwords.h"

#include "core/rules/filters.h"

#include <algorithm>
#include <vector>

namespace rekey::rules {

namespace {

std::vector<std::string_view> readSubwords()
{
    std::vector<std::string_view> words;
    std::string_view rest = subwordText();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        if (end > 0 && rest.front() != '#')
            words.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    std::ranges::sort(words);
    return words;
}

const std::vector<std::string_view> &subwords()
{
    static const std::vector<std::string_view> words = readSubwords();
    return words;
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool isLetter(char c)
{
    return isUpper(c) || (c >= 'a' && c <= 'z');
}
char lowerOf(char c)
{
    return isUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// lower, UPPER or Capital: how people write words. A change of case elsewhere ends the word.
bool sameCase(std::string_view text, std::size_t index)
{
    if (index == 0)
        return true;
    if (index == 1)
        return isUpper(text[0]) || !isUpper(text[1]);
    return isUpper(text[index]) == isUpper(text[1]);
}

/// Length of the longest known sub-word that `text` starts with, at least 1.
std::size_t longestPiece(std::string_view text)
{
    const std::vector<std::string_view> &words = subwords();
    auto low = words.begin();
    auto high = words.end();
    std::size_t longest = 1;
    for (std::size_t depth = 0; depth < text.size() && low != high; ++depth) {
        if (!isLetter(text[depth]) || !sameCase(text, depth))
            break;
        const char wanted = lowerOf(text[depth]);
        const auto byteAt
            = [depth](std::string_view word) { return depth < word.size() ? word[depth] : '\0'; };
        const auto found = std::ranges::equal_range(low, high, wanted, {}, byteAt);
        low = found.begin();
        high = found.end();
        if (low != high && low->size() == depth + 1)
            longest = depth + 1;
    }
    return longest;
}

} // namespace

bool startsSubword(std::string_view start)
{
    const auto found = std::ranges::lower_bound(subwords(), start);
    return found != subwords().end() && found->starts_with(start);
}

double tokenEfficiency(std::string_view value)
{
    if (value.empty())
        return 0;
    std::size_t pieces = 0;
    for (std::size_t at = 0; at < value.size(); ++pieces)
        at += longestPiece(value.substr(at, 16));
    return static_cast<double>(value.size()) / static_cast<double>(pieces);
}

} // namespace rekey::rules

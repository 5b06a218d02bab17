// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/headerrule.h"

#include <algorithm>
#include <array>

namespace rekey::seal {

namespace {

constexpr std::array<std::string_view, 10> kUseless = {"Host",
                                                       "Content-Length",
                                                       "Transfer-Encoding",
                                                       "Trailer",
                                                       "Connection",
                                                       "Accept-Encoding",
                                                       "Proxy-Tokenizer",
                                                       "Proxy-Authorization",
                                                       "Proxy-Connection",
                                                       "Proxy-Authenticate"};

bool isLetter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/// RFC 9110, 5.6.2.
bool isTokenCharacter(char character)
{
    return isLetter(character) || (character >= '0' && character <= '9')
        || std::string_view("!#$%&'*+-.^_`|~").contains(character);
}

char upper(char character)
{
    return character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A')
                                                : character;
}

char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                : character;
}

} // namespace

bool isFormat(std::string_view format, FormatValue value)
{
    const std::size_t percent = format.find('%');
    if (percent == std::string_view::npos || percent + 1 == format.size())
        return false;
    const std::string_view directives = value == FormatValue::Text ? "s" : "xX";
    return directives.contains(format[percent + 1]) && !format.substr(percent + 2).contains('%');
}

std::optional<std::string>
chosenFormat(const Pinned &sealed, const std::optional<std::string> &parameter, FormatValue value)
{
    std::string chosen = value == FormatValue::Text ? "Bearer %s" : "Bearer %x";
    if (parameter)
        chosen = *parameter;
    else if (!sealed.value.empty())
        chosen = sealed.value;
    else if (sealed.allowed && !sealed.allowed->empty())
        chosen = sealed.allowed->front();
    const bool isAllowed = (sealed.value.empty() || chosen == sealed.value)
        && (!sealed.allowed || std::ranges::contains(*sealed.allowed, chosen));
    if (!isAllowed || !isFormat(chosen, value))
        return std::nullopt;
    return chosen;
}

bool isHeaderName(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, isTokenCharacter);
}

std::string canonicalHeader(std::string_view name)
{
    std::string out(name);
    if (!isHeaderName(name))
        return out;
    bool isFirst = true;
    for (char &character : out) {
        character = isFirst ? upper(character) : lower(character);
        isFirst = character == '-';
    }
    return out;
}

std::optional<std::string> chosenDestination(const Pinned &sealed,
                                             const std::optional<std::string> &parameter)
{
    std::string chosen = "Authorization";
    if (parameter)
        chosen = *parameter;
    else if (!sealed.value.empty())
        chosen = sealed.value;
    else if (sealed.allowed && !sealed.allowed->empty())
        chosen = sealed.allowed->front();
    chosen = canonicalHeader(chosen);
    const auto isChosen = [&](const std::string &name) { return canonicalHeader(name) == chosen; };
    const bool isAllowed = (sealed.value.empty() || isChosen(sealed.value))
        && (!sealed.allowed || std::ranges::any_of(*sealed.allowed, isChosen));
    if (!isAllowed)
        return std::nullopt;
    return chosen;
}

bool isUselessDestination(std::string_view name)
{
    return std::ranges::contains(kUseless, canonicalHeader(name));
}

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/recognise.h"

#include "core/base/text.h"
#include "core/scan/secrettable.h"

#include <algorithm>

namespace rekey::scan {

namespace {

/// A whole file is no longer "around".
constexpr std::size_t kMostAround = 64 * 1024;

enum class Fit : unsigned
{
    Same,
    Within, ///< the match stands in the value
    Around, ///< the value stands in the match
    None,
};

Fit fitOf(std::string_view matched, std::string_view value)
{
    if (matched == value)
        return Fit::Same;
    if (value.find(matched) != std::string_view::npos)
        return Fit::Within;
    return matched.find(value) != std::string_view::npos ? Fit::Around : Fit::None;
}

} // namespace

Recogniser::Recogniser(ScanContext context)
    : m_context(std::move(context))
    , m_scanner(m_context.rules)
{
}

std::optional<finding::Finding> Recogniser::look(std::string_view text, std::string_view value)
{
    const std::vector<Match> matches = m_scanner.scan(asBytes(text));
    const Match *best = nullptr;
    Fit bestFit = Fit::None;
    for (const Match &match : matches) {
        const Fit fit = match.utf16
            ? Fit::None
            : fitOf(text.substr(match.secret.begin, match.secret.size()), value);
        if (fit < bestFit) {
            best = &match;
            bestFit = fit;
        }
    }
    if (best == nullptr)
        return std::nullopt;
    SecretTable table(m_context);
    return table.findingOf(table.add(*best, text).variant);
}

std::optional<finding::Finding> Recogniser::recognise(std::string_view value,
                                                      std::string_view around)
{
    const bool helps = around.size() <= kMostAround && around.size() > value.size()
        && around.find(value) != std::string_view::npos;
    if (helps) {
        if (auto found = look(around, value))
            return found;
    }
    return look(value, value);
}

} // namespace rekey::scan

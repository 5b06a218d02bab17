// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fuzzy.h"

#include <QChar>

#include <algorithm>

namespace rekey::ui {

namespace {

bool startsWord(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    return !before.isLetterOrNumber() || (before.isLower() && text[at].isUpper());
}

/// One greedy pass; prefers the beginning of a word when `atWords`, else the first fit.
std::optional<FuzzyMatch> pass(QStringView pattern, QStringView text, bool atWords)
{
    FuzzyMatch match;
    qsizetype at = 0;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        const QChar folded = wanted.toCaseFolded();
        qsizetype found = -1;
        qsizetype fallback = -1;
        for (qsizetype i = at; i < text.size(); ++i) {
            if (text[i].toCaseFolded() != folded)
                continue;
            const bool follows = !match.positions.isEmpty() && match.positions.last() == i - 1;
            if (!atWords || follows || startsWord(text, i)) {
                found = i;
                break;
            }
            if (fallback < 0)
                fallback = i;
        }
        if (found < 0)
            found = fallback;
        if (found < 0)
            return std::nullopt;
        const bool follows = !match.positions.isEmpty() && match.positions.last() == found - 1;
        match.score += follows ? 8 : startsWord(text, found) ? 10 : 1;
        match.positions.append(found);
        at = found + 1;
    }
    if (match.positions.isEmpty())
        return match;
    match.score -= static_cast<int>(std::min<qsizetype>(match.positions.first(), 6));
    match.score -= static_cast<int>(std::min<qsizetype>(text.size() / 12, 8));
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text)
{
    const std::optional<FuzzyMatch> first = pass(pattern, text, false);
    if (!first)
        return std::nullopt; // the first fit is the one that never misses
    const std::optional<FuzzyMatch> words = pass(pattern, text, true);
    return words && words->score > first->score ? words : first;
}

} // namespace rekey::ui

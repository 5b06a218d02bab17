// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

#include <optional>

namespace rekey::ui {

struct FuzzyMatch
{
    int score = 0; ///< higher is better; only comparable for one pattern
    QList<qsizetype> positions; ///< of the matched characters, ascending
};

/// Matches when the characters of `pattern` (spaces and case aside) come in `text` in this order.
/// Beginnings of words and runs of characters score higher, long texts lower. An empty pattern
/// matches everything. Linear in the text.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text);

} // namespace rekey::ui

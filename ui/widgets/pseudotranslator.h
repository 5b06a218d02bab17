// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTranslator>

namespace rekey::ui {

/// `text` as a language that does not exist: accented letters, and 40% longer. Place holders (%1,
/// %n), markup and the mark before a mnemonic stay.
[[nodiscard]] QString pseudoText(const QString &text);

/// Speaks that language for every text of the program, so that a text that was never given to
/// translators, or one that has no room to grow, can be seen.
class PseudoTranslator final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source,
                                    const char *disambiguation, int n) const override;
};

} // namespace rekey::ui

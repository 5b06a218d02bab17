// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QToolButton>

namespace rekey::ui {

/// The toolbar's box that opens the palette. Where the words of a language are long it shows a
/// shorter text, or its icon alone, before any other button has to leave the bar.
class FindButton final : public QToolButton
{
    Q_OBJECT

public:
    /// `texts` from the longest to the shortest.
    FindButton(QAction *action, QStringList texts, QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override; ///< for the longest text
    [[nodiscard]] QSize minimumSizeHint() const override; ///< for the text that is shown

protected:
    void actionEvent(QActionEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QSize sizeFor(const QString &text) const;
    void choose();

    QStringList m_texts;
};

} // namespace rekey::ui

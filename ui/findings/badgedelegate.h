// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace rekey::ui {

/// Draws the findings table: badges (sign, word, colour) for severity, verdict, decision, reach and
/// confidence, masks in a fixed-width face, paths shortened in the middle, a tick before chosen
/// rows, and the rows of groups with their verdicts as a bar.
class BadgeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
    /// What the cell needs to show all its text.
    [[nodiscard]] int widthOf(const QModelIndex &index, const QFont &font) const;

private:
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const QColor &plain) const;
    void drawPanel(QPainter *painter, const QStyleOptionViewItem &option, bool isChosen) const;
    void paintGroupSlice(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index, const QColor &plain) const;
    void paintGroup(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &group,
                    const QRect &row, const QColor &plain) const;
};

} // namespace rekey::ui

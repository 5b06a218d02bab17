// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace rekey::ui {

/// Draws the findings table: badges (sign, word, colour) for verdict, reach and confidence, masks
/// in a fixed-width face, paths shortened in the middle, a tick before chosen rows.
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
};

} // namespace rekey::ui

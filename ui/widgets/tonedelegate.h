// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace rekey::ui {

/// Draws a cell's text as a badge in the tone its `toneRole` names (int of Tone), or as a progress
/// bar beneath the text when its `percentRole` holds a number. Other cells as usual.
class ToneDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ToneDelegate(int toneRole, int percentRole, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    int m_toneRole;
    int m_percentRole;
};

} // namespace rekey::ui

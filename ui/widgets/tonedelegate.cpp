// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tonedelegate.h"

#include "ui/widgets/badge.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace rekey::ui {

namespace {

constexpr int kMargin = 4;
constexpr int kBarHeight = 3;

} // namespace

ToneDelegate::ToneDelegate(int toneRole, int percentRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_toneRole(toneRole)
    , m_percentRole(percentRole)
{
}

void ToneDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QVariant tone = index.data(m_toneRole);
    const QVariant percent = m_percentRole < 0 ? QVariant() : index.data(m_percentRole);
    if (!tone.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
    } else {
        QStyleOptionViewItem bare(option);
        initStyleOption(&bare, index);
        bare.text.clear();
        QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &bare, painter, bare.widget);
        paintBadge(painter, option.rect.adjusted(kMargin, 0, -kMargin, 0),
                   index.data(Qt::DisplayRole).toString(), static_cast<Tone>(tone.toInt()),
                   option.palette, option.font);
    }
    if (!percent.isValid())
        return;
    const QRect track(option.rect.left() + kMargin, option.rect.bottom() - kBarHeight,
                      option.rect.width() - 2 * kMargin, kBarHeight);
    painter->fillRect(track, option.palette.color(QPalette::Midlight));
    const int part = std::clamp(percent.toInt(), 0, 100);
    painter->fillRect(QRect(track.left(), track.top(), track.width() * part / 100, kBarHeight),
                      toneColor(Tone::Info, option.palette));
}

QSize ToneDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.data(m_toneRole).isValid())
        size = size.expandedTo(badgeSize(index.data(Qt::DisplayRole).toString(), option.font)
                               + QSize(2 * kMargin + 2, 4));
    return size.expandedTo(QSize(0, 26));
}

} // namespace rekey::ui

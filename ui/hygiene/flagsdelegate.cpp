// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hygiene/flagsdelegate.h"

#include "ui/hygiene/tokensmodel.h"
#include "ui/widgets/badge.h"

#include <QApplication>
#include <QPainter>

namespace rekey::ui {

namespace {

constexpr int kGap = 4;
constexpr int kMargin = 6;

} // namespace

void FlagsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const QStringList words = index.data(TokensModel::FlagsRole).toStringList();
    const QVariantList tones = index.data(TokensModel::TonesRole).toList();
    QRect rest = option.rect.adjusted(kMargin, 0, -2, 0);
    for (qsizetype i = 0; i < words.size() && rest.width() > 20; ++i) {
        paintBadge(painter, rest, words[i], static_cast<Tone>(tones[i].toInt()), option.palette,
                   option.font);
        rest.setLeft(rest.left() + badgeSize(words[i], option.font).width() + kGap);
    }
}

QSize FlagsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int width = 2 * kMargin;
    const QStringList words = index.data(TokensModel::FlagsRole).toStringList();
    for (const QString &word : words)
        width += badgeSize(word, option.font).width() + kGap;
    return {width, QStyledItemDelegate::sizeHint(option, index).height()};
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace rekey::ui {

namespace {

constexpr int kPadX = 7;
constexpr int kPadY = 1;

QFont badgeFont(QFont font)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * 0.9);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

QSize badgeSize(const QString &text, const QFont &font)
{
    const QFontMetrics metrics(badgeFont(font));
    return {metrics.horizontalAdvance(text) + 2 * kPadX, metrics.height() + 2 * kPadY};
}

void paintBadge(QPainter *painter, const QRect &rect, const QString &text, Tone tone,
                const QPalette &palette, const QFont &font)
{
    QSize size = badgeSize(text, font);
    size.setWidth(std::min(size.width(), rect.width()));
    const QRect pill(rect.left(), rect.top() + (rect.height() - size.height()) / 2, size.width(),
                     size.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(toneBackground(tone, palette));
    painter->drawRoundedRect(pill, 4, 4);
    painter->setFont(badgeFont(font));
    painter->setPen(toneColor(tone, palette));
    const QRect inner = pill.adjusted(kPadX, 0, -kPadX + 1, 0);
    painter->drawText(inner, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/pill.h"

#include "ui/widgets/icons.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace rekey::ui {

namespace {

constexpr int kPaddingX = 8;
constexpr int kPaddingY = 3;
constexpr int kGap = 5;

QFont badgeFont(const QWidget *widget)
{
    QFont font = widget->font();
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

Pill::Pill(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Pill::set(const QString &word, Tone tone, const QString &iconName)
{
    m_word = word;
    m_tone = tone;
    m_icon = iconName;
    setAccessibleName(word);
    updateGeometry();
    update();
}

int Pill::iconSide() const
{
    return m_icon.isEmpty() ? 0 : fontMetrics().ascent();
}

QSize Pill::sizeHint() const
{
    const QFontMetrics metrics(badgeFont(this));
    const int icon = m_icon.isEmpty() ? 0 : iconSide() + kGap;
    return {metrics.horizontalAdvance(m_word) + icon + 2 * kPaddingX,
            metrics.height() + 2 * kPaddingY};
}

QSize Pill::minimumSizeHint() const
{
    return sizeHint();
}

void Pill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneBackground(m_tone, palette()));
    painter.drawRoundedRect(QRectF(rect()), height() / 2.0, height() / 2.0);
    QRect inside = rect().adjusted(kPaddingX, 0, -kPaddingX, 0);
    if (!m_icon.isEmpty()) {
        const QRect spot = style()->alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter,
                                                {iconSide(), iconSide()}, inside);
        icon(m_icon, m_tone).paint(&painter, spot);
    }
    painter.setPen(toneColor(m_tone, palette()));
    painter.setFont(badgeFont(this));
    const Qt::Alignment side = QStyle::visualAlignment(layoutDirection(), Qt::AlignRight);
    painter.drawText(inside, static_cast<int>((side | Qt::AlignVCenter).toInt()), m_word);
}

void Pill::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace rekey::ui

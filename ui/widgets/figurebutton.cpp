// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figurebutton.h"

#include <QEnterEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kPad = 12;

} // namespace

FigureButton::FigureButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (!m_figure.filter.isEmpty())
            Q_EMIT filterRequested(m_figure.filter);
    });
}

void FigureButton::setFigure(const Figure &figure)
{
    m_figure = figure;
    setObjectName(u"figure_"_s + figure.id);
    setAccessibleName(tr("%1: %2, %3").arg(figure.label, figure.value, figure.note));
    const bool isAsking = !figure.filter.isEmpty();
    setAccessibleDescription(isAsking ? tr("Shows these findings.") : QString());
    setCursor(isAsking ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
    update();
}

QFont FigureButton::largeFont() const
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    large.setWeight(QFont::DemiBold);
    return large;
}

QSize FigureButton::sizeHint() const
{
    const QFontMetrics small(font());
    const QFontMetrics large(largeFont());
    const int width
        = std::max({small.horizontalAdvance(m_figure.label), small.horizontalAdvance(m_figure.note),
                    large.horizontalAdvance(m_figure.value)});
    return {width + 2 * kPad + 4, large.height() + 2 * small.height() + 2 * kPad};
}

void FigureButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isLit = hasFocus() || (underMouse() && !m_figure.filter.isEmpty());
    painter.setPen(
        QPen(palette().color(isLit ? QPalette::Highlight : QPalette::Mid), hasFocus() ? 2 : 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    const int side = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    QRect line = rect().adjusted(kPad, kPad, -kPad, 0);
    const int small = fontMetrics().height();
    const int large = QFontMetrics(largeFont()).height();
    line.setHeight(small);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(line, side | Qt::AlignVCenter, m_figure.label);
    line.moveTop(line.top() + small + large);
    painter.drawText(line, side | Qt::AlignVCenter, m_figure.note);
    line.moveTop(line.top() - large);
    line.setHeight(large);
    painter.setFont(largeFont());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(line, side | Qt::AlignVCenter, m_figure.value);
}

void FigureButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FigureButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace rekey::ui

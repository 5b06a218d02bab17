// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/barbutton.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kPad = 6;
constexpr int kGap = 10;
constexpr int kLeastHeight = 26;
constexpr int kMostLabel = 190;
constexpr int kLeastPart = 3; ///< so that one of a million is seen

} // namespace

void paintSeries(QPainter *painter, const QRect &rect, const SeriesLook &look,
                 const QPalette &palette)
{
    const QColor color = toneColor(look.tone, palette);
    painter->fillRect(rect, toneBackground(look.tone, palette));
    painter->fillRect(rect, QBrush(color, look.pattern));
    painter->setPen(color);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(rect.adjusted(0, 0, -1, -1));
}

BarButton::BarButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    connect(this, &QAbstractButton::clicked, this, &BarButton::ask);
}

void BarButton::setBar(const ChartBar &bar, const std::vector<ChartSeries> &series, double largest)
{
    m_bar = bar;
    m_series = series;
    m_largest = largest;
    m_part = -1;
    setAccessibleName(tr("%1: %2").arg(bar.label, bar.sentence));
    const bool isAsking = !bar.filter.isEmpty();
    setAccessibleDescription(isAsking ? tr("Shows these findings.") : QString());
    setCursor(isAsking ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
    update();
}

void BarButton::setColumns(int labelWidth, int valueWidth)
{
    m_labelWidth = labelWidth;
    m_valueWidth = valueWidth;
    update();
}

int BarButton::wantedLabelWidth() const
{
    return std::min(fontMetrics().horizontalAdvance(m_bar.label) + 2,
                    std::max(kMostLabel, fontMetrics().averageCharWidth() * 26));
}

int BarButton::wantedValueWidth() const
{
    return fontMetrics().horizontalAdvance(m_bar.value) + 2;
}

QSize BarButton::sizeHint() const
{
    return {m_labelWidth + m_valueWidth + 2 * kGap + 2 * kPad + 160,
            std::max(kLeastHeight, fontMetrics().height() + 10)};
}

QSize BarButton::minimumSizeHint() const
{
    return {m_labelWidth + m_valueWidth + 2 * kGap + 2 * kPad + 40, sizeHint().height()};
}

QRect BarButton::barRect() const
{
    const int left = kPad + m_labelWidth + kGap;
    const int width = std::max(0, this->width() - left - kGap - m_valueWidth - kPad);
    const int height = std::min(this->height() - 8, std::max(14, fontMetrics().height() - 2));
    const QRect rect(left, (this->height() - height) / 2, width, height);
    return layoutDirection() == Qt::RightToLeft
        ? QRect(this->width() - rect.right() - 1, rect.top(), rect.width(), rect.height())
        : rect;
}

QRect BarButton::partRect(std::size_t i) const
{
    const QRect whole = barRect();
    if (m_largest <= 0 || i >= m_bar.parts.size())
        return {};
    double before = 0;
    int left = 0;
    int width = 0;
    int pushed = 0; ///< by parts that were made wider than their value
    for (std::size_t at = 0; at <= i; ++at) {
        const double scale = whole.width() / m_largest;
        left = static_cast<int>(std::lround(before * scale)) + pushed;
        before += m_bar.parts[at].value;
        const int right = static_cast<int>(std::lround(before * scale)) + pushed;
        width = std::max(kLeastPart, right - left);
        pushed += width - (right - left);
    }
    left = std::min(left, whole.width() - kLeastPart);
    width = std::min(width, whole.width() - left);
    return layoutDirection() == Qt::RightToLeft
        ? QRect(whole.right() + 1 - left - width, whole.top(), width, whole.height())
        : QRect(whole.left() + left, whole.top(), width, whole.height());
}

int BarButton::partAt(const QPoint &point) const
{
    for (std::size_t i = 0; i < m_bar.parts.size(); ++i) {
        if (partRect(i).contains(point))
            return static_cast<int>(i);
    }
    return -1;
}

void BarButton::setPart(int part)
{
    if (part == m_part)
        return;
    m_part = part;
    update();
    if (!hasFocus())
        return;
    QString words = accessibleName();
    if (part >= 0) {
        const ChartPart &one = m_bar.parts[static_cast<std::size_t>(part)];
        words = m_series[static_cast<std::size_t>(one.series)].name;
    }
    QAccessibleAnnouncementEvent event(this, words);
    QAccessible::updateAccessibility(&event);
}

void BarButton::ask()
{
    const QString filter
        = m_part < 0 ? m_bar.filter : m_bar.parts[static_cast<std::size_t>(m_part)].filter;
    if (!filter.isEmpty())
        Q_EMIT filterRequested(filter);
}

void BarButton::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_bar.parts.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Right:
        setPart(std::min(m_part + 1, last));
        return;
    case Qt::Key_Left:
        setPart(std::max(m_part - 1, -1));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void BarButton::mousePressEvent(QMouseEvent *event)
{
    setPart(partAt(event->position().toPoint()));
    QAbstractButton::mousePressEvent(event);
}

void BarButton::focusOutEvent(QFocusEvent *event)
{
    setPart(-1);
    QAbstractButton::focusOutEvent(event);
    update();
}

void BarButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void BarButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

bool BarButton::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractButton::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), u"<qt>"_s + accessibleName().toHtmlEscaped() + u"</qt>"_s,
                       this);
    return true;
}

void BarButton::paintBar(QPainter &painter) const
{
    for (std::size_t i = 0; i < m_bar.parts.size(); ++i) {
        const QRect rect = partRect(i);
        const auto series = static_cast<std::size_t>(m_bar.parts[i].series);
        paintSeries(&painter, rect, m_series[series].look, palette());
        if (static_cast<int>(i) != m_part)
            continue;
        painter.setPen(QPen(palette().color(QPalette::Text), 2));
        painter.drawRect(rect.adjusted(-1, -1, 1, 1));
    }
    if (!m_bar.parts.empty())
        return;
    painter.setPen(palette().color(QPalette::Mid));
    const QRect rect = barRect();
    const int x = layoutDirection() == Qt::RightToLeft ? rect.right() : rect.left();
    painter.drawLine(x, rect.top(), x, rect.bottom());
}

void BarButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect whole = rect();
    if (underMouse() && !m_bar.filter.isEmpty())
        painter.fillRect(whole, palette().color(QPalette::Midlight));
    paintBar(painter);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const QRect label(kPad, 0, m_labelWidth, height());
    const QRect value(width() - kPad - m_valueWidth, 0, m_valueWidth, height());
    painter.setPen(palette().color(QPalette::Text));
    const auto mirrored = [&](const QRect &rect) {
        return isMirrored
            ? QRect(width() - rect.right() - 1, rect.top(), rect.width(), rect.height())
            : rect;
    };
    const int leading = isMirrored ? Qt::AlignRight : Qt::AlignLeft;
    const int trailing = isMirrored ? Qt::AlignLeft : Qt::AlignRight;
    painter.drawText(mirrored(label), leading | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_bar.label, Qt::ElideMiddle, label.width()));
    painter.drawText(mirrored(value), trailing | Qt::AlignVCenter | Qt::TextSingleLine,
                     m_bar.value);
    if (!hasFocus())
        return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(whole).adjusted(1, 1, -1, -1), 3, 3);
}

} // namespace rekey::ui

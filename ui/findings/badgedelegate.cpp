// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/badgedelegate.h"

#include "ui/models/findingsmodel.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QPainterPath>

#include <optional>

namespace rekey::ui {

namespace {

using finding::Confidence;
using finding::Verdict;
using sources::Reach;

constexpr int kPadding = 6;
constexpr int kSignGap = 5;

/// Shapes that tell badges apart without their colour.
enum class Sign : std::uint8_t
{
    Dot,
    HalfDot,
    Ring,
    Cross,
    Slash,
    Question,
    Dash,
    Bars
};

struct Badge
{
    Sign sign = Sign::Ring;
    Tone tone = Tone::Neutral;
    int level = 0; ///< Bars: how many of three are full
};

Badge verdictBadge(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Live:
        return {Sign::Dot, Tone::Danger};
    case Verdict::LiveLimited:
        return {Sign::HalfDot, Tone::Danger};
    case Verdict::Disabled:
        return {Sign::HalfDot, Tone::Warning};
    case Verdict::Dead:
        return {Sign::Cross, Tone::Good};
    case Verdict::NotASecret:
        return {Sign::Slash, Tone::Neutral};
    case Verdict::Unknown:
        return {Sign::Question, Tone::Warning};
    case Verdict::NoChecker:
        return {Sign::Dash, Tone::Neutral};
    case Verdict::NotChecked:
        break;
    }
    return {Sign::Ring, Tone::Info};
}

Badge reachBadge(Reach reach)
{
    switch (reach) {
    case Reach::Head:
    case Reach::File:
    case Reach::Text:
        return {Sign::Dot, Tone::Danger};
    case Reach::Index:
    case Reach::Worktree:
        return {Sign::HalfDot, Tone::Danger};
    case Reach::Branch:
    case Reach::Tag:
        return {Sign::HalfDot, Tone::Warning};
    default:
        return {Sign::Ring, Tone::Neutral};
    }
}

Badge confidenceBadge(Confidence confidence)
{
    switch (confidence) {
    case Confidence::High:
        return {Sign::Bars, Tone::Warning, 3};
    case Confidence::Medium:
        return {Sign::Bars, Tone::Info, 2};
    case Confidence::Low:
        break;
    }
    return {Sign::Bars, Tone::Neutral, 1};
}

std::optional<Badge> badgeOf(const QModelIndex &index)
{
    switch (index.column()) {
    case FindingsModel::VerdictColumn:
        return verdictBadge(static_cast<Verdict>(index.data(FindingsModel::VerdictRole).toInt()));
    case FindingsModel::ReachColumn: {
        const int reach = index.data(FindingsModel::ReachRole).toInt();
        return reach < 0 ? std::nullopt : std::optional(reachBadge(static_cast<Reach>(reach)));
    }
    case FindingsModel::ConfidenceColumn:
        return confidenceBadge(
            static_cast<Confidence>(index.data(FindingsModel::ConfidenceRole).toInt()));
    default:
        return std::nullopt;
    }
}

void drawBars(QPainter *painter, const QRectF &box, int level)
{
    const qreal width = box.width() / 4;
    for (int i = 0; i < 3; ++i) {
        const qreal height = box.height() * (i + 1) / 3;
        const QRectF bar(box.left() + i * width * 1.5, box.bottom() - height, width, height);
        if (i < level)
            painter->fillRect(bar, painter->pen().color());
        else
            painter->drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void drawSign(QPainter *painter, const QRectF &box, const Badge &badge, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, badge.sign == Sign::Bars ? 1.0 : 1.6));
    painter->setBrush(Qt::NoBrush);
    const QRectF inner = box.adjusted(1, 1, -1, -1);
    switch (badge.sign) {
    case Sign::Dot:
        painter->setBrush(color);
        painter->drawEllipse(inner);
        break;
    case Sign::HalfDot:
        painter->drawEllipse(inner);
        painter->setBrush(color);
        painter->drawChord(inner, 90 * 16, 180 * 16);
        break;
    case Sign::Ring:
        painter->drawEllipse(inner);
        break;
    case Sign::Cross:
        painter->drawLine(inner.topLeft(), inner.bottomRight());
        painter->drawLine(inner.topRight(), inner.bottomLeft());
        break;
    case Sign::Slash:
        painter->drawEllipse(inner);
        painter->drawLine(inner.center() + QPointF(-inner.width() / 3, inner.height() / 3),
                          inner.center() + QPointF(inner.width() / 3, -inner.height() / 3));
        break;
    case Sign::Question: {
        QFont font = painter->font();
        font.setBold(true);
        painter->setFont(font);
        painter->drawText(box.adjusted(-4, -4, 4, 4), Qt::AlignCenter, QStringLiteral("?"));
        break;
    }
    case Sign::Dash:
        painter->drawLine(QPointF(inner.left(), inner.center().y()),
                          QPointF(inner.right(), inner.center().y()));
        break;
    case Sign::Bars:
        drawBars(painter, box, badge.level);
        break;
    }
    painter->restore();
}

void drawTick(QPainter *painter, const QRectF &box, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPainterPath tick(QPointF(box.left(), box.center().y()));
    tick.lineTo(box.left() + box.width() * 0.4, box.bottom() - 1);
    tick.lineTo(box.right(), box.top() + 1);
    painter->drawPath(tick);
    painter->restore();
}

int signSize(const QFontMetrics &metrics)
{
    return std::max(8, metrics.ascent() - 2);
}

QFont fontOf(const QModelIndex &index, const QFont &font)
{
    if (index.column() != FindingsModel::SecretColumn
        && index.column() != FindingsModel::CommitColumn)
        return font;
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font.pointSizeF() > 0 ? font.pointSizeF() : fixed.pointSizeF());
    return fixed;
}

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option)
{
    if (!(option.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

} // namespace

int BadgeDelegate::widthOf(const QModelIndex &index, const QFont &font) const
{
    const QFontMetrics metrics(fontOf(index, font));
    int width = metrics.horizontalAdvance(index.data().toString()) + 2 * kPadding + 2;
    if (badgeOf(index))
        width += signSize(metrics) + kSignGap;
    if (index.column() == FindingsModel::VerdictColumn)
        width += signSize(metrics) + kSignGap;
    return width;
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {widthOf(index, option.font), option.fontMetrics.height() + 8};
}

void BadgeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem panel = option;
    panel.state &= ~QStyle::State_HasFocus;
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isChosen = index.data(FindingsModel::ChosenRole).toBool();
    if (isChosen && !isSelected)
        panel.backgroundBrush = toneBackground(Tone::Info, option.palette);
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &panel, painter, option.widget);

    const QColor plain = option.palette.color(
        groupOf(option), isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QFont font = fontOf(index, option.font);
    const QFontMetrics metrics(font);
    const int size = signSize(metrics);
    QRect area = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const auto takeSign = [&] {
        const QRect box(area.left(), area.center().y() - size / 2, size, size);
        area.setLeft(area.left() + size + kSignGap);
        return QRectF(QStyle::visualRect(option.direction, option.rect, box));
    };
    if (index.column() == FindingsModel::VerdictColumn && isChosen)
        drawTick(painter, takeSign(), plain);
    QColor color = plain;
    if (const auto badge = badgeOf(index)) {
        if (!isSelected)
            color = toneColor(badge->tone, option.palette);
        drawSign(painter, takeSign(), *badge, color);
    }
    const bool isPath = index.column() == FindingsModel::WhereColumn;
    const QString text = metrics.elidedText(
        index.data().toString(), isPath ? Qt::ElideMiddle : Qt::ElideRight, area.width());
    painter->save();
    painter->setFont(font);
    painter->setPen(color);
    // Paths and masks read left to right in every language.
    painter->setLayoutDirection(isPath ? Qt::LeftToRight : option.direction);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(QStyle::visualRect(option.direction, option.rect, area),
                      static_cast<int>(QStyle::visualAlignment(option.direction, alignment))
                          | Qt::TextSingleLine,
                      text);
    painter->restore();
}

} // namespace rekey::ui

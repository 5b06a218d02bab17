// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/badgedelegate.h"

#include "ui/models/findingsmodel.h"
#include "ui/models/findingwords.h"
#include "ui/widgets/theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QFontDatabase>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <optional>

namespace rekey::ui {

namespace {

using finding::Confidence;
using finding::Verdict;
using sources::Reach;

constexpr int kPadding = 6;
constexpr int kSignGap = 5;
constexpr int kMarkPadding = 4;
constexpr int kGroupIndent = 22;
constexpr qreal kPillRadius = 4;
constexpr qreal kFadedOpacity = 0.45;

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
    Tick,
    Bars
};

struct Badge
{
    Sign sign = Sign::Ring;
    Tone tone = Tone::Neutral;
    int level = 0; ///< Bars: how many are full
    int bars = 3;
    bool isLoud = false; ///< worth a background and coloured words; the rest stays calm
};

Badge severityBadge(finding::SeverityBand band)
{
    switch (band) {
    case finding::SeverityBand::Critical:
        return {Sign::Bars, Tone::Danger, 4, 4, true};
    case finding::SeverityBand::High:
        return {Sign::Bars, Tone::Warning, 3, 4, true};
    case finding::SeverityBand::Medium:
        return {Sign::Bars, Tone::Info, 2, 4, false};
    case finding::SeverityBand::Low:
        break;
    }
    return {Sign::Bars, Tone::Neutral, 1, 4, false};
}

Badge decisionBadge(finding::Decision decision)
{
    switch (decision) {
    case finding::Decision::New:
        return {Sign::Ring, Tone::Info};
    case finding::Decision::Confirmed:
        return {Sign::Dot, Tone::Danger};
    case finding::Decision::Rotating:
        return {Sign::HalfDot, Tone::Warning};
    case finding::Decision::Reopened:
        return {Sign::Question, Tone::Danger, 0, 3, true};
    case finding::Decision::Closed:
        break;
    }
    return {Sign::Tick, Tone::Good};
}

Badge verdictBadge(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Live:
        return {Sign::Dot, Tone::Danger, 0, 3, true};
    case Verdict::LiveLimited:
        return {Sign::HalfDot, Tone::Danger, 0, 3, true};
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
    return {Sign::Ring, Tone::Neutral};
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
    case FindingsModel::SeverityColumn:
        return severityBadge(
            static_cast<finding::SeverityBand>(index.data(FindingsModel::SeverityRole).toInt()));
    case FindingsModel::DecisionColumn:
        return decisionBadge(
            static_cast<finding::Decision>(index.data(FindingsModel::DecisionRole).toInt()));
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

void drawBars(QPainter *painter, const QRectF &box, const Badge &badge)
{
    const qreal step = box.width() / badge.bars;
    for (int i = 0; i < badge.bars; ++i) {
        const qreal height = box.height() * (i + 1) / badge.bars;
        const QRectF bar(box.left() + i * step, box.bottom() - height, step * 0.7, height);
        if (i < badge.level)
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
    case Sign::Tick:
        painter->drawPolyline(QList<QPointF>{{inner.left(), inner.center().y()},
                                             {inner.left() + inner.width() * 0.4, inner.bottom()},
                                             {inner.right(), inner.top()}});
        break;
    case Sign::Bars:
        drawBars(painter, box, badge);
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

/// A word in a small box.
struct Mark
{
    QString text;
    Tone tone;
};

QList<Mark> marksOf(const QModelIndex &index)
{
    if (index.column() != FindingsModel::TypeColumn)
        return {};
    const int marks = index.data(FindingsModel::MarksRole).toInt();
    QList<Mark> shown;
    if (marks & FindingsModel::AdminMark)
        shown.append({BadgeDelegate::tr("ADMIN"), Tone::Danger});
    if (marks & FindingsModel::ClaimMark)
        shown.append({BadgeDelegate::tr("CLAIM"), Tone::Info});
    if (marks & FindingsModel::ValueAbsentMark)
        shown.append({BadgeDelegate::tr("VALUE ABSENT"), Tone::Neutral});
    return shown;
}

QFont markFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.8);
    small.setWeight(QFont::DemiBold);
    return small;
}

int marksWidth(const QList<Mark> &marks, const QFont &font)
{
    const QFontMetrics metrics(markFont(font));
    int width = 0;
    for (const Mark &mark : marks)
        width += metrics.horizontalAdvance(mark.text) + 2 * kMarkPadding + kSignGap;
    return width;
}

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option)
{
    if (!(option.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

void drawPill(QPainter *painter, const QRect &box, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawRoundedRect(box, kPillRadius, kPillRadius);
    painter->restore();
}

void drawArrow(QPainter *painter, const QRectF &box, bool isOpen, bool isMirrored,
               const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(box.center());
    if (isOpen)
        painter->rotate(90);
    else if (isMirrored)
        painter->rotate(180);
    const qreal reach = box.width() / 4;
    painter->drawPolyline(
        QList<QPointF>{{-reach / 2, -reach}, {reach / 2, 0}, {-reach / 2, reach}});
    painter->restore();
}

/// Shares of the verdicts, grave ones first; limited ones are hatched, so that colour is not all.
void drawVerdictBar(QPainter *painter, const QRect &box, const QList<int> &counts,
                    const QPalette &palette)
{
    constexpr std::array order
        = {Verdict::Live,       Verdict::LiveLimited, Verdict::Unknown, Verdict::Disabled,
           Verdict::NotChecked, Verdict::NoChecker,   Verdict::Dead,    Verdict::NotASecret};
    qreal total = 0;
    for (const int count : counts)
        total += count;
    if (total == 0)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath rounded;
    rounded.addRoundedRect(box, 3, 3);
    painter->setClipPath(rounded, Qt::IntersectClip);
    painter->fillRect(box, toneBackground(Tone::Neutral, palette));
    qreal left = box.left();
    for (const Verdict verdict : order) {
        const qreal width = box.width() * counts.value(static_cast<int>(verdict)) / total;
        const bool isSettled = verdict != Verdict::NotChecked && verdict != Verdict::NoChecker;
        if (width > 0 && isSettled) {
            const QBrush brush(toneColor(verdictBadge(verdict).tone, palette),
                               verdict == Verdict::LiveLimited ? Qt::Dense4Pattern
                                                               : Qt::SolidPattern);
            painter->fillRect(QRectF(left, box.top(), std::max(width, 1.5), box.height()), brush);
        }
        left += width;
    }
    painter->restore();
}

} // namespace

int BadgeDelegate::widthOf(const QModelIndex &index, const QFont &font) const
{
    if (index.data(FindingsModel::GroupRole).toInt() > 0)
        return 0; // lies over all columns
    const QFontMetrics metrics(fontOf(index, font));
    int width = metrics.horizontalAdvance(index.data().toString()) + 2 * kPadding + 2;
    if (badgeOf(index))
        width += signSize(metrics) + kSignGap;
    if (index.column() == FindingsModel::SeverityColumn)
        width += signSize(metrics) + kSignGap;
    return width + marksWidth(marksOf(index), font);
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {widthOf(index, option.font), option.fontMetrics.height() + 8};
}

void BadgeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isChosen = index.data(FindingsModel::ChosenRole).toBool();
    drawPanel(painter, option, isChosen && !isSelected);
    const QColor plain = option.palette.color(
        groupOf(option), isSelected ? QPalette::HighlightedText : QPalette::Text);
    if (index.data(FindingsModel::GroupRole).toInt() > 0) {
        paintGroupSlice(painter, option, index, plain);
        return;
    }
    painter->save();
    if (index.data(FindingsModel::FadedRole).toBool())
        painter->setOpacity(kFadedOpacity);
    paintCell(painter, option, index, plain);
    painter->restore();
}

void BadgeDelegate::paintCell(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index, const QColor &plain) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const QFont font = fontOf(index, option.font);
    const QFontMetrics metrics(font);
    const int size = signSize(metrics);
    QRect area = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const auto takeSign = [&] {
        const QRect box(area.left(), area.center().y() - size / 2, size, size);
        area.setLeft(area.left() + size + kSignGap);
        return QRectF(QStyle::visualRect(option.direction, option.rect, box));
    };
    if (index.column() == FindingsModel::SeverityColumn) {
        const QRectF box = takeSign(); // kept free, so that nothing moves when a row is chosen
        if (index.data(FindingsModel::ChosenRole).toBool())
            drawTick(painter, box, plain);
    }
    const QString full = index.data().toString();
    QColor color = plain;
    if (const auto badge = badgeOf(index)) {
        const QColor tone = toneColor(badge->tone, option.palette);
        if (badge->isLoud && !isSelected) {
            const int width = size + kSignGap + metrics.horizontalAdvance(full) + 2 * kPadding;
            const QRect pill(area.left() - kPadding + 1, area.top() + 3,
                             std::min(width, area.width() + 2 * kPadding - 2), area.height() - 6);
            drawPill(painter, QStyle::visualRect(option.direction, option.rect, pill),
                     toneBackground(badge->tone, option.palette));
            color = tone;
        }
        drawSign(painter, takeSign(), *badge, isSelected ? plain : tone);
    }
    const QList<Mark> marks = marksOf(index);
    area.setRight(area.right() - marksWidth(marks, option.font));
    const bool isPath = index.column() == FindingsModel::WhereColumn;
    const QString text
        = metrics.elidedText(full, isPath ? Qt::ElideMiddle : Qt::ElideRight, area.width());
    painter->setFont(font);
    painter->setPen(color);
    // Paths and masks read left to right in every language.
    painter->setLayoutDirection(isPath || index.column() == FindingsModel::SecretColumn
                                    ? Qt::LeftToRight
                                    : option.direction);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->drawText(QStyle::visualRect(option.direction, option.rect, area),
                      static_cast<int>(QStyle::visualAlignment(option.direction, alignment))
                          | Qt::TextSingleLine,
                      text);
    painter->setFont(markFont(option.font));
    QRect box(area.right() + 1, area.top() + 4, 0, area.height() - 8);
    for (const Mark &mark : marks) {
        const int width = painter->fontMetrics().horizontalAdvance(mark.text) + 2 * kMarkPadding;
        box = QRect(box.left() + box.width() + kSignGap, box.top(), width, box.height());
        const QRect shown = QStyle::visualRect(option.direction, option.rect, box);
        if (!isSelected)
            drawPill(painter, shown, toneBackground(mark.tone, option.palette));
        painter->setPen(isSelected ? plain : toneColor(mark.tone, option.palette));
        painter->drawText(shown, Qt::AlignCenter, mark.text);
    }
}

void BadgeDelegate::drawPanel(QPainter *painter, const QStyleOptionViewItem &option,
                              bool isChosen) const
{
    QStyleOptionViewItem panel = option;
    panel.state &= ~QStyle::State_HasFocus;
    if (isChosen)
        panel.backgroundBrush = toneBackground(Tone::Info, option.palette);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &panel, painter, option.widget);
}

/// A group's row lies over all columns; each cell draws the part of it that it covers.
void BadgeDelegate::paintGroupSlice(QPainter *painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index, const QColor &plain) const
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(option.widget);
    QRect row = option.rect;
    if (area) {
        row.setLeft(0);
        row.setRight(area->viewport()->width() - 1);
    }
    painter->save();
    painter->setClipRect(option.rect);
    if (!(option.state & QStyle::State_Selected) && !index.data(FindingsModel::ChosenRole).toBool())
        painter->fillRect(option.rect, option.palette.color(QPalette::AlternateBase));
    paintGroup(painter, option, index.siblingAtColumn(0), row, plain);
    painter->restore();
}

void BadgeDelegate::paintGroup(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &group, const QRect &row,
                               const QColor &plain) const
{
    const int level = group.data(FindingsModel::GroupRole).toInt();
    const int size = signSize(option.fontMetrics);
    const auto mirrored
        = [&](const QRect &rect) { return QStyle::visualRect(option.direction, row, rect); };
    int left = row.left() + kPadding + (level - 1) * kGroupIndent;
    const QRect arrow(left, row.center().y() - size / 2, size, size);
    drawArrow(painter, mirrored(arrow), group.data(FindingsModel::IsOpenRole).toBool(),
              option.direction == Qt::RightToLeft, plain);
    left += size + kSignGap + 2;
    const int barLeft = row.left() + row.width() * 2 / 5;
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const QString count = QLocale().toString(group.data(FindingsModel::GroupCountRole).toUInt());
    const int countWidth = option.fontMetrics.horizontalAdvance(count) + kPadding;
    const QFontMetrics boldMetrics(bold);
    const QString label = boldMetrics.elidedText(group.data().toString(), Qt::ElideMiddle,
                                                 std::max(40, barLeft - left - countWidth - 12));
    const QRect labelBox(left, row.top(), boldMetrics.horizontalAdvance(label) + 2, row.height());
    const QRect countBox(labelBox.right() + kPadding, row.top(), countWidth, row.height());
    painter->setPen(plain);
    painter->setFont(bold);
    painter->drawText(mirrored(labelBox), Qt::AlignVCenter | Qt::TextSingleLine, label);
    painter->setFont(option.font);
    const bool isSelected = option.state & QStyle::State_Selected;
    const QColor quiet = isSelected ? plain : toneColor(Tone::Neutral, option.palette);
    painter->setPen(quiet);
    painter->drawText(mirrored(countBox), Qt::AlignVCenter | Qt::TextSingleLine, count);
    const auto verdicts = group.data(FindingsModel::GroupVerdictsRole).value<QList<int>>();
    const QRect bar(barLeft, row.center().y() - 3, std::min(140, row.width() / 6), 7);
    drawVerdictBar(painter, mirrored(bar), verdicts, option.palette);
    const QRect text(bar.right() + 10, row.top(), row.right() - bar.right() - 10, row.height());
    painter->setPen(quiet);
    painter->drawText(mirrored(text),
                      static_cast<int>(QStyle::visualAlignment(option.direction,
                                                               Qt::AlignVCenter | Qt::AlignLeft))
                          | Qt::TextSingleLine,
                      groupVerdictsText(verdicts));
}

} // namespace rekey::ui

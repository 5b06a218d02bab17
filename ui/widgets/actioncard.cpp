// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/actioncard.h"

#include <QAction>
#include <QEnterEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kPad = 14;
constexpr int kIcon = 24;

QFont titleFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QString titleOf(const QAction *action)
{
    QString title = action->text();
    title.remove(u'&');
    while (title.endsWith(u'…') || title.endsWith(u'.'))
        title.chop(1);
    return title;
}

} // namespace

ActionCard::ActionCard(QAction *action, QWidget *parent)
    : QAbstractButton(parent)
    , m_action(action)
{
    setObjectName(u"card_"_s + action->objectName());
    setAccessibleName(titleOf(action));
    setAccessibleDescription(action->statusTip());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, this, [this] {
        setEnabled(m_action->isEnabled());
        update();
    });
}

QSize ActionCard::sizeHint() const
{
    const QFontMetrics title(titleFont(font()));
    const QFontMetrics text(font());
    const QString keys = m_action->shortcut().toString(QKeySequence::NativeText);
    const int top = title.horizontalAdvance(titleOf(m_action)) + 24 + text.horizontalAdvance(keys);
    const int width = std::max(top, text.horizontalAdvance(m_action->statusTip()));
    return {width + 3 * kPad + kIcon, title.height() + text.height() + 4 + 2 * kPad};
}

QSize ActionCard::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 260), sizeHint().height()};
}

void ActionCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette &colors = palette();
    const bool lit = underMouse() || hasFocus();
    QPen border(colors.color(lit ? QPalette::Highlight : QPalette::Mid), hasFocus() ? 2 : 1);
    painter.setPen(border);
    painter.setBrush(colors.color(isDown() ? QPalette::Midlight : QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    const auto mirrored = [this](const QRect &place) {
        return QStyle::visualRect(layoutDirection(), rect(), place);
    };
    m_action->icon().paint(&painter, mirrored({kPad, (height() - kIcon) / 2, kIcon, kIcon}),
                           Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
    const QFont bold = titleFont(font());
    const int left = 2 * kPad + kIcon;
    const int width = this->width() - left - kPad;
    const QRect top = mirrored({left, kPad, width, QFontMetrics(bold).height()});
    const QRect below = mirrored({left, kPad + top.height() + 3, width, fontMetrics().height()});
    const auto draw = [&](const QRect &place, Qt::Alignment side, const QString &text) {
        const Qt::Alignment shown = QStyle::visualAlignment(layoutDirection(), side);
        painter.drawText(place, static_cast<int>((shown | Qt::AlignVCenter).toInt()),
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };
    const QString title = titleOf(m_action);
    const QString keys = m_action->shortcut().toString(QKeySequence::NativeText);
    const int titleWidth = QFontMetrics(bold).horizontalAdvance(title);
    painter.setPen(colors.color(QPalette::PlaceholderText));
    draw(below, Qt::AlignLeft, m_action->statusTip());
    // The menu has the keys as well; the title stands nowhere else on the page.
    if (titleWidth + kPad + fontMetrics().horizontalAdvance(keys) <= width)
        draw(top, Qt::AlignRight, keys);
    painter.setFont(bold);
    painter.setPen(colors.color(QPalette::Text));
    draw(top, Qt::AlignLeft, title);
}

void ActionCard::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void ActionCard::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace rekey::ui

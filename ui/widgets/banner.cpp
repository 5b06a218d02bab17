// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/widgets/icons.h"

#include <QAccessible>
#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString iconName(Tone tone)
{
    switch (tone) {
    case Tone::Danger:
        return u"error"_s;
    case Tone::Warning:
        return u"warning"_s;
    case Tone::Good:
        return u"ok"_s;
    case Tone::Info:
    case Tone::Masked:
    case Tone::Neutral:
        break;
    }
    return u"info"_s;
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_what(new QLabel(this))
    , m_more(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    m_icon->setObjectName(u"bannerIcon"_s);
    m_what->setObjectName(u"bannerWhat"_s);
    m_more->setObjectName(u"bannerMore"_s);
    m_close->setObjectName(u"bannerClose"_s);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setIcon(icon(u"close"));
    m_close->setAutoRaise(true);
    m_close->setMinimumSize(24, 24);
    for (QLabel *label : {m_what, m_more}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *text = new QVBoxLayout;
    text->setSpacing(1);
    text->addWidget(m_what);
    text->addWidget(m_more);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(text, 1);
    row->addLayout(m_buttons);
    row->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    QFont bold = m_what->font();
    bold.setWeight(QFont::DemiBold);
    m_what->setFont(bold);
    QFrame::hide();
}

void Banner::show(Tone tone, const QString &what, const QString &more,
                  const QList<QAction *> &actions)
{
    m_tone = tone;
    m_what->setText(what);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    setAccessibleName(what);
    setAccessibleDescription(more);
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (QAction *action : actions) {
        auto *button = new QPushButton(action->text().remove(u'&'), this);
        button->setObjectName(u"bannerButton_"_s + action->objectName());
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_buttons->addWidget(button);
    }
    dress();
    QFrame::show();
    QAccessibleAnnouncementEvent event(this, what);
    QAccessible::updateAccessibility(&event);
}

QString Banner::what() const
{
    return m_what->text();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), toneBackground(m_tone, palette()));
    painter.fillRect(QRect(0, 0, 3, height()), toneColor(m_tone, palette()));
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void Banner::dress()
{
    m_icon->setPixmap(icon(iconName(m_tone), m_tone).pixmap(18, 18));
    QPalette what = m_what->palette();
    const QColor color = toneColor(m_tone, palette());
    if (what.color(QPalette::WindowText) == color)
        return;
    what.setColor(QPalette::WindowText, color);
    m_what->setPalette(what);
}

} // namespace rekey::ui

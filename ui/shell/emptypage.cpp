// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/emptypage.h"

#include "ui/widgets/actioncard.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kWidth = 840;

QLabel *centered(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

EmptyPage::EmptyPage(const QString &title, const QString &text, const QString &foot,
                     QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(centered(title, this))
    , m_text(centered(text, this))
    , m_cards(new QGridLayout)
{
    setAccessibleName(title); // the keyboard is here while there are no rows
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(u"emptyTitle"_s);
    m_text->setObjectName(u"emptyText"_s);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_icon->setObjectName(u"emptyIcon"_s);
    m_icon->setAlignment(Qt::AlignCenter);
    auto *footLabel = centered(foot, this);
    footLabel->setObjectName(u"emptyFoot"_s);
    footLabel->setForegroundRole(QPalette::PlaceholderText);
    m_cards->setSpacing(10);
    auto *body = new QWidget(this);
    body->setObjectName(u"emptyBody"_s);
    body->setMaximumWidth(kWidth);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(16);
    column->addLayout(m_cards);
    column->addSpacing(12);
    column->addWidget(footLabel);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(body, 100);
    row->addStretch(1);
    dress();
}

void EmptyPage::setActions(const QList<QAction *> &actions)
{
    for (int i = 0; i < actions.size(); ++i)
        m_cards->addWidget(new ActionCard(actions[i], this), i / 2, i % 2);
    m_cards->setColumnStretch(0, 1);
    m_cards->setColumnStretch(1, actions.size() > 1 ? 1 : 0);
}

void EmptyPage::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void EmptyPage::setText(const QString &text)
{
    m_text->setText(text);
}

QString EmptyPage::title() const
{
    return m_title->text();
}

void EmptyPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void EmptyPage::dress()
{
    m_icon->setPixmap(icon(u"rekey", Tone::Info).pixmap(56, 56));
}

} // namespace rekey::ui

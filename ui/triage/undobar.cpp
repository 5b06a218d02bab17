// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/triage/undobar.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace rekey::ui {

UndoBar::UndoBar(QAction *undo, QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
{
    setObjectName(u"undoBar"_s);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Last change"));
    m_text->setObjectName(u"undoText"_s);
    m_text->setTextFormat(Qt::PlainText);
    auto *button = new QPushButton(tr("Undo"), this);
    button->setObjectName(u"undoButton"_s);
    button->setEnabled(undo->isEnabled());
    // The table keeps the keyboard: the next key is the next decision.
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QPushButton::clicked, undo, &QAction::trigger);
    connect(undo, &QAction::enabledChanged, button, &QPushButton::setEnabled);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 4, 6, 4);
    row->addWidget(m_text, 1);
    row->addWidget(button);
    m_timer.setSingleShot(true);
    m_timer.setInterval(8s);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void UndoBar::tell(const QString &text)
{
    m_text->setText(text);
    show();
    m_timer.start();
    QAccessibleAnnouncementEvent event(this, text);
    QAccessible::updateAccessibility(&event);
}

} // namespace rekey::ui

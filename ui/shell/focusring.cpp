// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/focusring.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace rekey::ui {

FocusRing::FocusRing(QWidget *window)
    : QWidget(window)
{
    setObjectName(u"focusRing"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && m_pane && now != m_pane && !m_pane->isAncestorOf(now))
            hide();
    });
}

void FocusRing::showOn(QWidget *pane)
{
    if (m_pane)
        m_pane->removeEventFilter(this);
    m_pane = pane;
    if (!pane) {
        hide();
        return;
    }
    pane->installEventFilter(this);
    window()->removeEventFilter(this);
    window()->installEventFilter(this);
    follow();
    show();
    raise();
}

void FocusRing::follow()
{
    if (m_pane)
        setGeometry(QRect(m_pane->mapTo(parentWidget(), QPoint(0, 0)), m_pane->size()));
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        hide();
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::LayoutRequest:
        if (isVisible())
            follow();
        break;
    case QEvent::Hide:
        if (watched == m_pane)
            hide();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace rekey::ui

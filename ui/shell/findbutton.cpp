// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findbutton.h"

#include "ui/widgets/icons.h"

#include <QAction>
#include <QActionEvent>
#include <QStyleOptionToolButton>

#include <algorithm>
#include <utility>

namespace rekey::ui {

FindButton::FindButton(QAction *action, QStringList texts, QWidget *parent)
    : QToolButton(parent)
    , m_texts(std::move(texts))
{
    m_texts.append(QString());
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setDefaultAction(action);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIcon(ui::icon(u"search"));
    setMinimumWidth(sizeFor(m_texts.last()).width());
    choose();
}

QSize FindButton::sizeFor(const QString &text) const
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    QSize size = option.iconSize;
    if (!text.isEmpty()) {
        const QSize words = fontMetrics().size(Qt::TextShowMnemonic, text);
        // As QToolButton does: a blank on either side.
        size.rwidth() += words.width() + 2 * fontMetrics().horizontalAdvance(u' ') + 4;
        size.setHeight(std::max(size.height(), words.height()));
    }
    option.text = text;
    option.rect.setSize(size);
    return style()->sizeFromContents(QStyle::CT_ToolButton, &option, size, this);
}

QSize FindButton::sizeHint() const
{
    return sizeFor(m_texts.first());
}

QSize FindButton::minimumSizeHint() const
{
    return sizeFor(text());
}

void FindButton::choose()
{
    const auto fitting = std::ranges::find_if(
        m_texts, [this](const QString &text) { return sizeFor(text).width() <= width(); });
    const QString &text = fitting == m_texts.end() ? m_texts.last() : *fitting;
    if (text != this->text())
        setText(text);
}

/// A change of its action brings the action's own words back.
void FindButton::actionEvent(QActionEvent *event)
{
    QToolButton::actionEvent(event);
    setIcon(ui::icon(u"search"));
    choose();
}

void FindButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    if (m_texts.isEmpty()) // while it is being made
        return;
    setMinimumWidth(sizeFor(m_texts.last()).width());
    updateGeometry();
    choose();
}

void FindButton::resizeEvent(QResizeEvent *event)
{
    QToolButton::resizeEvent(event);
    choose();
}

} // namespace rekey::ui

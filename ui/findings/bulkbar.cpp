// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/bulkbar.h"

#include "ui/models/findingsmodel.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace rekey::ui {

BulkBar::BulkBar(FindingsModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_count(new QLabel(this))
    , m_all(new QToolButton(this))
    , m_acts(new QHBoxLayout)
{
    setObjectName(u"bulkBar"_s);
    setAccessibleName(tr("Chosen findings"));
    m_count->setObjectName(u"bulkCount"_s);
    QFont bold = m_count->font();
    bold.setWeight(QFont::DemiBold);
    m_count->setFont(bold);
    m_all->setObjectName(u"bulkAll"_s);
    m_all->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_all->setAutoRaise(true);
    auto *drop = new QToolButton(this);
    drop->setObjectName(u"bulkDrop"_s);
    drop->setIcon(icon(u"close"));
    drop->setText(tr("Drop the choice"));
    drop->setToolTip(tr("Drop the choice (Esc)"));
    drop->setAccessibleName(drop->text());
    drop->setAutoRaise(true);
    connect(m_all, &QToolButton::clicked, this, [this] {
        m_model.chooseAll();
        Q_EMIT left();
    });
    connect(drop, &QToolButton::clicked, this, [this] {
        m_model.clearChoice();
        Q_EMIT left();
    });
    m_acts->setSpacing(4);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 4, 2, 4);
    row->setSpacing(10);
    row->addWidget(m_count);
    row->addWidget(m_all);
    row->addLayout(m_acts);
    row->addStretch(1);
    row->addWidget(drop);
    connect(&m_model, &FindingsModel::choiceChanged, this, &BulkBar::follow);
    connect(&m_model, &FindingsModel::countsChanged, this, &BulkBar::follow);
    follow();
}

void BulkBar::addAct(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setObjectName(u"bulk_"_s
                          + (action->menu() ? action->menu()->objectName() : action->objectName()));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    if (action->menu()) {
        button->setPopupMode(QToolButton::InstantPopup);
        button->setText(action->iconText() + u"  ▾"_s);
    }
    m_acts->addWidget(button);
}

void BulkBar::follow()
{
    const int chosen = m_model.chosenCount();
    const int shown = m_model.shownCount();
    setVisible(chosen >= 2);
    if (chosen < 2)
        return;
    m_count->setText(tr("%1 chosen").arg(QLocale().toString(chosen)));
    m_all->setText(tr("Choose all %1 that match").arg(QLocale().toString(shown)));
    m_all->setVisible(chosen < shown);
}

} // namespace rekey::ui

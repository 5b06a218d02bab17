// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verify/lanespanel.h"

#include "ui/verify/lanesmodel.h"
#include "ui/widgets/rows.h"
#include "ui/widgets/tonedelegate.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace rekey::ui {

LanesPanel::LanesPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new LanesModel(this))
    , m_view(new QTableView(this))
    , m_pause(new QPushButton(tr("Pause"), this))
    , m_drop(new QPushButton(tr("Drop what waits"), this))
{
    m_view->setObjectName(u"lanesTable"_s);
    m_view->setAccessibleName(tr("Hosts that are asked about secrets"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(
        new ToneDelegate(LanesModel::ToneRole, LanesModel::PercentRole, m_view));
    dressRows(*m_view);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    QHeaderView *header = m_view->horizontalHeader();
    header->resizeSection(LanesModel::Host, 190);
    header->resizeSection(LanesModel::State, 140);
    header->resizeSection(LanesModel::Progress, 120);
    header->resizeSection(LanesModel::Result, 150);
    header->setStretchLastSection(true);
    m_pause->setObjectName(u"lanePause"_s);
    m_drop->setObjectName(u"laneDrop"_s);
    for (QPushButton *button : {m_pause, m_drop})
        button->setAutoDefault(false);

    auto *side = new QVBoxLayout;
    side->setContentsMargins(8, 8, 8, 8);
    side->addWidget(m_pause);
    side->addWidget(m_drop);
    side->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    row->addLayout(side);

    connect(m_pause, &QPushButton::clicked, this, &LanesPanel::pauseOrResume);
    connect(m_drop, &QPushButton::clicked, this, [this] {
        if (const CheckLane *lane = chosen())
            Q_EMIT dropRequested(std::string(lane->host));
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &LanesPanel::updateButtons);
    hide();
}

void LanesPanel::setLanes(const std::vector<CheckLane> &lanes)
{
    m_model->setLanes(lanes);
    if (!lanes.empty() && !m_view->currentIndex().isValid())
        m_view->selectRow(0);
    setVisible(!lanes.empty());
    updateButtons();
}

const CheckLane *LanesPanel::chosen() const
{
    const int row = m_view->currentIndex().row();
    return row < 0 ? nullptr : &m_model->lane(row);
}

void LanesPanel::updateButtons()
{
    using State = CheckLane::State;
    const CheckLane *lane = chosen();
    const State state = lane == nullptr ? State::Done : lane->state;
    m_pause->setText(state == State::Paused        ? tr("Go on")
                         : state == State::Stopped ? tr("Try again")
                                                   : tr("Pause"));
    m_pause->setEnabled(state != State::Done && state != State::Asking);
    m_drop->setEnabled(lane != nullptr && lane->waiting > 0);
}

void LanesPanel::pauseOrResume()
{
    const CheckLane *lane = chosen();
    if (lane == nullptr)
        return;
    const std::string host = lane->host; // the lane changes while it is told
    if (lane->state == CheckLane::State::Stopped)
        Q_EMIT resumeRequested(host);
    else
        Q_EMIT pauseRequested(host, lane->state != CheckLane::State::Paused);
}

} // namespace rekey::ui

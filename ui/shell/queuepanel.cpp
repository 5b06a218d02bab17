// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/queuepanel.h"

#include "ui/session/scanqueue.h"
#include "ui/shell/jobsmodel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/rows.h"
#include "ui/widgets/tonedelegate.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace rekey::ui {

QueuePanel::QueuePanel(ScanQueue &queue, QWidget *parent)
    : QWidget(parent)
    , m_queue(queue)
    , m_model(new JobsModel(queue, this))
    , m_view(new QTableView(this))
    , m_cancel(new QPushButton(icon(u"cancel"), tr("Cancel this scan"), this))
{
    m_view->setObjectName(u"queueTable"_s);
    m_view->setAccessibleName(tr("Scans, running and done"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ToneDelegate(JobsModel::ToneRole, JobsModel::PercentRole, m_view));
    dressRows(*m_view);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setFrameShape(QFrame::NoFrame);
    QHeaderView *header = m_view->horizontalHeader();
    header->setSectionResizeMode(JobsModel::Progress, QHeaderView::Stretch);
    header->resizeSection(JobsModel::Title, 220);
    header->resizeSection(JobsModel::State, 110);
    header->resizeSection(JobsModel::Findings, 80);
    header->resizeSection(JobsModel::Elapsed, 90);
    m_cancel->setObjectName(u"queueCancel"_s);
    m_cancel->setAutoDefault(false);

    auto *side = new QVBoxLayout;
    side->setContentsMargins(8, 8, 8, 8);
    side->addWidget(m_cancel);
    side->addStretch();
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    row->addLayout(side);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);

    connect(m_cancel, &QPushButton::clicked, this, [this] { m_queue.cancel(currentJob()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &QueuePanel::updateButton);
    connect(&queue, &ScanQueue::jobChanged, this, &QueuePanel::updateButton);
    connect(&queue, &ScanQueue::jobAdded, this, [this](int job) {
        m_view->selectRow(job);
        updateButton();
    });
    updateButton();
}

void QueuePanel::addSection(QWidget *section)
{
    static_cast<QVBoxLayout *>(layout())->addWidget(section, 1);
}

int QueuePanel::currentJob() const
{
    return m_view->currentIndex().row();
}

void QueuePanel::updateButton()
{
    const int job = currentJob();
    if (job < 0) {
        m_cancel->setEnabled(false);
        return;
    }
    const ScanJob &chosen = m_queue.jobs()[static_cast<std::size_t>(job)];
    m_cancel->setEnabled(chosen.state == ScanJob::State::Waiting
                         || (chosen.state == ScanJob::State::Running
                             && chosen.snapshot.stage != ScanSnapshot::Stage::Cancelling));
}

} // namespace rekey::ui

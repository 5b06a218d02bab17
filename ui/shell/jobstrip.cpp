// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/jobstrip.h"

#include "ui/session/scanqueue.h"
#include "ui/shell/scantext.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace rekey::ui {

JobStrip::JobStrip(ScanQueue &queue, QAction *cancel, QWidget *parent)
    : QWidget(parent)
    , m_queue(queue)
    , m_title(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_count(new QLabel(this))
    , m_cancel(new QToolButton(this))
    , m_more(new QToolButton(this))
{
    m_title->setObjectName(u"jobTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_bar->setObjectName(u"jobBar"_s);
    m_bar->setAccessibleName(tr("Progress of the scan"));
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(140, 12);
    m_count->setObjectName(u"jobCount"_s);
    m_cancel->setObjectName(u"jobCancel"_s);
    m_cancel->setDefaultAction(cancel);
    m_cancel->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_cancel->setAccessibleName(tr("Cancel the scan"));
    m_more->setObjectName(u"jobMore"_s);
    m_more->setAccessibleName(tr("Waiting scans: open the queue"));
    for (QToolButton *button : {m_cancel, m_more}) {
        button->setAutoRaise(true);
        button->setMinimumSize(24, 24);
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_title, m_bar, m_count, m_cancel, m_more})
        row->addWidget(part);
    connect(m_more, &QToolButton::clicked, this, &JobStrip::moreClicked);
    for (const auto changed : {&ScanQueue::jobAdded, &ScanQueue::jobChanged, &ScanQueue::jobEnded})
        connect(&queue, changed, this, &JobStrip::refresh);
    refresh();
}

void JobStrip::refresh()
{
    const std::optional<int> running = m_queue.running();
    setVisible(running.has_value());
    if (!running)
        return;
    const ScanJob &job = m_queue.jobs()[static_cast<std::size_t>(*running)];
    m_title->setText(stageText(job.snapshot.stage) + u": "_s + job.title);
    m_count->setText(progressText(job.snapshot));
    const int percent = percentOf(job.snapshot);
    m_bar->setRange(0, percent < 0 ? 0 : 100);
    if (percent >= 0)
        m_bar->setValue(percent);
    const int waiting = m_queue.waitingCount();
    m_more->setVisible(waiting > 0);
    m_more->setText(tr("+%1 waiting").arg(waiting));
}

} // namespace rekey::ui

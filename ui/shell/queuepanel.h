// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;
class QTableView;

namespace rekey::ui {

class JobsModel;
class ScanQueue;

/// Running, waiting and done scans; the chosen one can be cancelled while it is not done.
class QueuePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit QueuePanel(ScanQueue &queue, QWidget *parent = nullptr);

    /// Puts what else waits and runs beneath the scans; the panel takes it over.
    void addSection(QWidget *section);

private:
    void updateButton();
    [[nodiscard]] int currentJob() const;

    ScanQueue &m_queue;
    JobsModel *m_model;
    QTableView *m_view;
    QPushButton *m_cancel;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QProgressBar;
class QToolButton;

namespace rekey::ui {

class ScanQueue;

/// The running scan in one line for the status bar: what, bar, count, cancel, how many wait.
/// Hidden when nothing runs.
class JobStrip final : public QWidget
{
    Q_OBJECT

public:
    JobStrip(ScanQueue &queue, QAction *cancel, QWidget *parent = nullptr);

Q_SIGNALS:
    void moreClicked();

private:
    void refresh();

    ScanQueue &m_queue;
    QLabel *m_title;
    QProgressBar *m_bar;
    QLabel *m_count;
    QToolButton *m_cancel;
    QToolButton *m_more;
};

} // namespace rekey::ui

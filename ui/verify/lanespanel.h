// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/checklane.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QTableView;

namespace rekey::ui {

class LanesModel;

/// The hosts that are asked, each with how far it is; the chosen one can be paused, let go on, and
/// emptied. Hidden while there is none.
class LanesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LanesPanel(QWidget *parent = nullptr);

    void setLanes(const std::vector<CheckLane> &lanes);

Q_SIGNALS:
    void pauseRequested(const std::string &host, bool isPaused);
    /// A stopped host is to be asked again.
    void resumeRequested(const std::string &host);
    void dropRequested(const std::string &host);

private:
    void updateButtons();
    void pauseOrResume();
    /// Null when there is no lane.
    [[nodiscard]] const CheckLane *chosen() const;

    LanesModel *m_model;
    QTableView *m_view;
    QPushButton *m_pause;
    QPushButton *m_drop;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace rekey::ui {

class FindingsModel;

/// Comes up when two or more findings are chosen: says how many, offers to choose all that match,
/// and holds what may be done with them. Knows no act itself.
class BulkBar final : public QWidget
{
    Q_OBJECT

public:
    /// The model must outlive the bar.
    explicit BulkBar(FindingsModel &model, QWidget *parent = nullptr);

    /// A button for an action, which stays the caller's; in the order of the calls.
    void addAct(QAction *action);

Q_SIGNALS:
    void left(); ///< the choice was dropped or widened: on with the table

private:
    void follow();

    FindingsModel &m_model;
    QLabel *m_count = nullptr;
    QToolButton *m_all = nullptr;
    QHBoxLayout *m_acts = nullptr;
};

} // namespace rekey::ui

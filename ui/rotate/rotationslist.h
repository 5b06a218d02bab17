// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/keptrotations.h"

#include <QDialog>

#include <vector>

class QPushButton;
class QTreeWidget;

namespace rekey::ui {

/// "Rotation of S-0421 stopped before step 4 of 9, 12 min ago."
[[nodiscard]] QString stoppedText(const KeptRotation &rotation);

/// The rotations of a store, those with something left to do first. GUI thread.
class RotationsList final : public QDialog
{
    Q_OBJECT

public:
    explicit RotationsList(std::vector<KeptRotation> rotations, QWidget *parent = nullptr);
    ~RotationsList() override;

Q_SIGNALS:
    /// One that is not at its end was chosen; the list is closed.
    void chosen(const rekey::ui::KeptRotation &rotation);

private:
    void choose();
    void updateButton();

    std::vector<KeptRotation> m_rotations;
    QTreeWidget *m_list;
    QPushButton *m_open;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/seal/deliverypane.h"

#include <QDialog>

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace rekey::ui {

class SealDesk;
class SecretField;

/// Takes the new value of a rotated credential and seals it again for the same consumers, who keep
/// their bearers.
class SealAgainDialog final : public QDialog
{
    Q_OBJECT

public:
    SealAgainDialog(SealDesk &desk, std::vector<std::uint32_t> seals,
                    DeliveryPane::FolderAsker folder, QWidget *parent = nullptr);

Q_SIGNALS:
    void testRequested(const std::vector<rekey::ui::SealTrial> &trials);

private:
    void sealAgain();

    SealDesk &m_desk;
    std::vector<std::uint32_t> m_seals;
    DeliveryPane::FolderAsker m_folder;
    QStackedWidget *m_stack;
    SecretField *m_value;
    QLabel *m_problem;
    QPushButton *m_accept;
};

} // namespace rekey::ui

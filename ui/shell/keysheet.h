// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace rekey::ui {

class ActionRegistry;

/// Every key there is, made from the list of commands; a word in the box narrows it.
class KeySheet final : public QDialog
{
    Q_OBJECT

public:
    KeySheet(const ActionRegistry &actions, QWidget *parent);
};

} // namespace rekey::ui

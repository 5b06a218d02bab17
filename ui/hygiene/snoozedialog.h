// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDateEdit;

namespace rekey::ui {

/// Asks until when tokens are to be left alone.
class SnoozeDialog final : public QDialog
{
    Q_OBJECT

public:
    SnoozeDialog(int tokens, const QDate &today, QWidget *parent = nullptr);

    [[nodiscard]] QDate until() const;

private:
    QDateEdit *m_until;
};

} // namespace rekey::ui

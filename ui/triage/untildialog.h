// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDateEdit;
class QLineEdit;

namespace rekey::ui {

/// Asks until when a risk is accepted, and why. The date comes first: it may not be left out.
class UntilDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `today` is the earliest day that cannot be chosen any more.
    explicit UntilDialog(const QDate &today, QWidget *parent = nullptr);

    [[nodiscard]] QDate date() const;
    [[nodiscard]] QString why() const;

private:
    QDateEdit *m_date;
    QLineEdit *m_why;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hygiene/hygienewords.h"

#include <QDialog>

#include <functional>
#include <vector>

class QDateEdit;
class QLabel;
class QPlainTextEdit;

namespace rekey::ui {

/// A drafted notice to change, copy or save. Accepting it says that it was sent: the day and the
/// day to follow up are kept. Sends nothing.
class NoticeDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `save`: where to; empty when the person cancels.
    NoticeDialog(std::vector<FlaggedToken> tokens, int unusedDays, const QDate &today,
                 std::function<QString(QWidget *)> save, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QDate due() const;

private:
    void copy();
    void saveText();

    std::function<QString(QWidget *)> m_save;
    QPlainTextEdit *m_text;
    QDateEdit *m_due;
    QLabel *m_said;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/patchsession.h"

#include <QDialog>
#include <QString>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace rekey::ui {

class CodeView;

/// The files that hold a secret, each with the patch that has it read from elsewhere: a masked
/// diff, which is applied where a button says so and never committed. Not modal. GUI thread.
class PatchDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `canApply` is false where nothing may be changed; `why` says why.
    PatchDialog(std::unique_ptr<PatchSession> session, const QString &label, bool canApply,
                const QString &why, QWidget *parent = nullptr);
    ~PatchDialog() override;

private:
    void build(const QString &label);
    void read();
    void update();
    void showRow();
    void tell(const Error &error);
    [[nodiscard]] QString stateOf(const PatchRow &row) const;
    [[nodiscard]] int currentRow() const;

    std::unique_ptr<PatchSession> m_session;
    bool m_canApply;
    QString m_why;
    QComboBox *m_style = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_trouble = nullptr;
    QTreeWidget *m_files = nullptr;
    CodeView *m_diff = nullptr;
    QLabel *m_notes = nullptr;
    QPushButton *m_apply = nullptr;
};

} // namespace rekey::ui

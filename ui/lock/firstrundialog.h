// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/stores.h"

#include <QDialog>

#include <memory>
#include <optional>

class QButtonGroup;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace rekey::ui {

class PassphraseForm;

/// The questions of the first start: how to keep what is found, and for what kind of work; then
/// what was chosen. Each has a safe answer chosen already, so Enter thrice, Esc or Skip is enough.
/// GUI thread.
class FirstRunDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Answers
    {
        StoreProtection protection = StoreProtection::Memory;
        std::shared_ptr<const secret::SecretBytes> passphrase; ///< only for Passphrase
        QString role; ///< a value of the setting general/role
    };

    explicit FirstRunDialog(bool hasKeyring, QWidget *parent = nullptr);

    /// Goes to a page, for pictures: 0, 1, 2.
    void showStep(int step);

Q_SIGNALS:
    /// Also when it was skipped: then nothing is written.
    void answered(const rekey::ui::FirstRunDialog::Answers &answers);

public Q_SLOTS:
    void reject() override;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildStore(bool hasKeyring);
    QWidget *buildRole();
    QWidget *buildEnd();
    void next();
    void updateStep();
    [[nodiscard]] StoreProtection protection() const;
    [[nodiscard]] QString role() const;

    QStackedWidget *m_steps = nullptr;
    QButtonGroup *m_protections = nullptr;
    QButtonGroup *m_roles = nullptr;
    PassphraseForm *m_form = nullptr;
    QLabel *m_step = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
};

} // namespace rekey::ui

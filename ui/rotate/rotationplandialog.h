// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/keyacts.h"

#include <QDialog>
#include <QStringList>

#include <memory>
#include <string>

class QComboBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTextBrowser;

namespace rekey::ui {

/// What is to be rotated, and what is known of it. No values.
struct RotationSubject
{
    QString label; ///< "S-0421"
    std::string detector;
    std::string key; ///< masked, or the public id
    bool isPublic = false; ///< strangers can see it
    QStringList consumers; ///< who uses it, as far as is known
};

/// Shows what a rotation would do, step by step, before anything is done: method, consumers and
/// waiting time can be changed, and the plan leaves as a runbook. Sends nothing. Not modal.
class RotationPlanDialog final : public QDialog
{
    Q_OBJECT

public:
    RotationPlanDialog(std::shared_ptr<const provider::Catalog> catalog, RotationSubject subject,
                       QWidget *parent = nullptr);

    /// The runbook as Markdown; empty while there is no plan.
    [[nodiscard]] QString runbook() const { return m_runbook; }

Q_SIGNALS:
    void saveRequested(const QString &suggestedName, const QByteArray &markdown);

private:
    void buildForm(QWidget *form);
    void replan();
    void showPlan(const QString &problem);
    [[nodiscard]] QStringList consumers() const;

    std::shared_ptr<const provider::Catalog> m_catalog;
    RotationSubject m_subject;
    rotate::KeyActs m_acts;
    QFormLayout *m_rows = nullptr;
    QComboBox *m_method;
    QPlainTextEdit *m_consumers;
    QSpinBox *m_quiet;
    QLabel *m_problem;
    QTextBrowser *m_text;
    QPushButton *m_save = nullptr;
    QPushButton *m_copy = nullptr;
    QString m_runbook;
};

} // namespace rekey::ui

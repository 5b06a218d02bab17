// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/keyacts.h"

#include <QDialog>
#include <QStringList>

#include <memory>
#include <optional>
#include <string>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTextBrowser;

namespace rekey::ui {

inline constexpr int kMostQuietHours = 24 * 90;

/// What is to be rotated, and what is known of it. No values.
struct RotationSubject
{
    QString label; ///< "S-0421"
    std::string detector;
    std::string key; ///< masked, or the public id; may be corrected
    bool isPublic = false; ///< strangers can see it
    QStringList consumers; ///< who uses it, as far as is known
};

/// Shows what a rotation would do, step by step, before anything is done: the key's id, method,
/// consumers and waiting time can be changed, and the plan leaves as a runbook, or for the page
/// that does it. Sends nothing. Not modal.
class RotationPlanDialog final : public QDialog
{
    Q_OBJECT

public:
    RotationPlanDialog(std::shared_ptr<const provider::Catalog> catalog, RotationSubject subject,
                       QWidget *parent = nullptr);

    /// The runbook as Markdown; empty while there is no plan.
    [[nodiscard]] QString runbook() const { return m_runbook; }

    /// Whether rotations can be done now; `why` not, for people.
    void setCanRotate(bool canRotate, const QString &why);

Q_SIGNALS:
    void rotateRequested(const rekey::rotate::Plan &plan);
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
    std::optional<rotate::Plan> m_plan;
    QLineEdit *m_key;
    QComboBox *m_method;
    QCheckBox *m_public;
    QPlainTextEdit *m_consumers;
    QSpinBox *m_quiet;
    QLabel *m_problem;
    QTextBrowser *m_text;
    QPushButton *m_save = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_rotate = nullptr;
    bool m_canRotate = false;
    QString m_runbook;
};

} // namespace rekey::ui

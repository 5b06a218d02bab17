// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rotate/rotationplandialog.h"

#include <cstddef>
#include <vector>

namespace rekey::ui {

class RotationMembers;

/// One of several keys that are to be rotated.
struct BatchSubject
{
    RotationSubject subject;
    QString hindrance; ///< why it cannot be, as far as the store tells; empty: nothing
};

/// Shows what rotating several keys would do before anything is done: which goes first, alone,
/// which wait for its proof, and which are left out and why, each with its steps. They are of one
/// kind, by one method; the kind that most of them have. Sends nothing. Not modal.
class RotationBatchPlan final : public QDialog
{
    Q_OBJECT

public:
    /// Of a subject, by its number in what the dialog was made from.
    struct Planned
    {
        std::size_t subject = 0;
        rotate::Plan plan;
    };

    RotationBatchPlan(std::shared_ptr<const provider::Catalog> catalog,
                      std::vector<BatchSubject> subjects, QWidget *parent = nullptr);

    /// Those that are not left out, in their order.
    [[nodiscard]] const std::vector<Planned> &planned() const { return m_planned; }
    /// Whether rotations can be done now; `why` not, for people.
    void setCanRotate(bool canRotate, const QString &why);

Q_SIGNALS:
    /// Those of planned() are to be done.
    void rotateRequested();
    void saveRequested(const QString &suggestedName, const QByteArray &markdown);

private:
    void buildForm(QWidget *form);
    void buildButtons();
    void replan();
    [[nodiscard]] Result<rotate::Plan> planOf(const RotationSubject &subject) const;
    void showSteps();
    void updateButtons();

    std::shared_ptr<const provider::Catalog> m_catalog;
    std::vector<BatchSubject> m_subjects;
    std::string m_detector; ///< the kind
    rotate::KeyActs m_acts;
    std::vector<Planned> m_planned;
    QStringList m_runbooks; ///< of each subject; empty: it has none
    QCheckBox *m_public;
    QComboBox *m_method;
    QSpinBox *m_quiet;
    QLabel *m_order;
    RotationMembers *m_list;
    QTextBrowser *m_text;
    QPushButton *m_save = nullptr;
    QPushButton *m_rotate = nullptr;
    bool m_canRotate = false;
    QString m_why;
};

} // namespace rekey::ui

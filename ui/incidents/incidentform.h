// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/triage.h"

#include <QDialog>
#include <QStringList>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace rekey::ui {

/// Names of the secrets in a text; a text with any is not taken.
using TextCheck = std::function<QStringList(const QByteArray &)>;
/// Why a text cannot be kept; empty when it can.
[[nodiscard]] QString textProblem(const TextCheck &check, const QString &text);

/// Asks for an incident's name, owner and next step. What has a problem is not taken and nothing
/// typed is lost.
class IncidentForm final : public QDialog
{
    Q_OBJECT

public:
    /// A new one when `incident` has no id.
    IncidentForm(finding::Incident incident, TextCheck check, QWidget *parent = nullptr);

    /// As typed; the rest as it was given.
    [[nodiscard]] finding::Incident incident() const;

    void accept() override;

private:
    finding::Incident m_incident;
    TextCheck m_check;
    QLineEdit *m_name;
    QLineEdit *m_owner;
    QLineEdit *m_next;
    QLabel *m_problem;
    QPushButton *m_accept;
};

} // namespace rekey::ui

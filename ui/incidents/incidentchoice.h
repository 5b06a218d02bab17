// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/incidents/incidentform.h"

class QComboBox;

namespace rekey::ui {

/// Asks which incident secrets go into: an open one, or the name of a new one.
class IncidentChoice final : public QDialog
{
    Q_OBJECT

public:
    /// `current`: id of the incident all of them are in; empty for none or several.
    IncidentChoice(const std::vector<finding::Incident> &incidents, std::size_t secrets,
                   const std::string &current, TextCheck check, QWidget *parent = nullptr);

    enum class Answer : std::uint8_t
    {
        Existing,
        New,
        TakeOut,
    };
    [[nodiscard]] Answer answer() const { return m_answer; }
    /// With its id when it exists, else only a name.
    [[nodiscard]] finding::Incident incident() const;

    void accept() override;

private:
    std::vector<finding::Incident> m_open;
    TextCheck m_check;
    Answer m_answer = Answer::New;
    QComboBox *m_name;
    QLabel *m_problem;
    QPushButton *m_accept;
};

} // namespace rekey::ui

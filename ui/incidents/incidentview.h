// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/incidents/incidentform.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QTabWidget;

namespace rekey::ui {

/// One incident: its notes and tasks, which can be changed in place, and whatever tabs are added.
class IncidentView final : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentView(QWidget *parent = nullptr);
    ~IncidentView() override;

    void setTextCheck(TextCheck check) { m_check = std::move(check); }
    /// The same incident again keeps what is being typed.
    void setIncident(const finding::Incident &incident);
    void setReadOnly(bool isReadOnly);
    /// Hands over what was typed a moment ago.
    void finishTyping();
    void addPage(QWidget *page, const QString &title);
    [[nodiscard]] const finding::Incident &incident() const { return m_incident; }

Q_SIGNALS:
    /// The person changed notes or tasks.
    void changed(const rekey::finding::Incident &incident);

private:
    void build();
    QWidget *buildTasks();
    void fillTasks();
    void countTasks();
    void addTask();
    void removeTask();
    void take();

    TextCheck m_check;
    finding::Incident m_incident;
    QTimer m_typing;
    bool m_isFilling = false;
    QLabel *m_title = nullptr;
    QTabWidget *m_tabs = nullptr;
    QPlainTextEdit *m_note = nullptr;
    QListWidget *m_tasks = nullptr;
    QLineEdit *m_newTask = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/incidents/incidentsmodel.h"
#include "ui/incidents/incidentview.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace rekey::ui {

/// Every incident, and the chosen one beneath. Keeps nothing itself.
class IncidentsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentsPage(QWidget *parent = nullptr);
    ~IncidentsPage() override;

    void setTextCheck(TextCheck check);
    void setIncidents(std::vector<finding::Incident> incidents);
    [[nodiscard]] IncidentsModel &model() const { return *m_model; }
    [[nodiscard]] IncidentView *view() const { return m_view; }
    [[nodiscard]] QTreeView *table() const { return m_table; }
    /// Empty for none.
    [[nodiscard]] std::string current() const;
    void setCurrent(const std::string &id);
    void setReadOnly(bool isReadOnly);

public Q_SLOTS:
    void askNew();
    void askEdit();
    void closeOrReopen();

Q_SIGNALS:
    /// The person changed one, or made one (without an id).
    void changed(const rekey::finding::Incident &incident);
    /// Its secrets are wanted in the table of findings.
    void findingsRequested(const std::string &id);
    void currentChanged(const std::string &id);

private:
    void build();
    QWidget *buildBar();
    void ask(const finding::Incident &incident);
    void showCurrent();
    void updateButtons();

    TextCheck m_check;
    IncidentsModel *m_model;
    std::string m_current;
    bool m_isReadOnly = false;
    QStackedWidget *m_stack = nullptr;
    QTreeView *m_table = nullptr;
    IncidentView *m_view = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_show = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace rekey::ui

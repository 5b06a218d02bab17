// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/incidentchoice.h"

#include "ui/models/findingwords.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

IncidentChoice::IncidentChoice(const std::vector<finding::Incident> &incidents, std::size_t secrets,
                               const std::string &current, TextCheck check, QWidget *parent)
    : QDialog(parent)
    , m_check(std::move(check))
    , m_name(new QComboBox(this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"incidentChoice"_s);
    setWindowTitle(tr("Add to an incident"));
    setMinimumWidth(460);
    m_name->setObjectName(u"incidentChoiceName"_s);
    m_name->setEditable(true);
    m_name->setInsertPolicy(QComboBox::NoInsert);
    m_name->completer()->setFilterMode(Qt::MatchContains);
    m_name->completer()->setCompletionMode(QCompleter::PopupCompletion);
    for (const finding::Incident &incident : incidents) {
        if (incident.closedAt != 0)
            continue;
        m_open.push_back(incident);
        m_name->addItem(escapedText(incident.name), QString::fromStdString(incident.id));
    }
    m_name->setCurrentIndex(m_name->findData(QString::fromStdString(current)));
    if (current.empty())
        m_name->setEditText({});
    auto *label = new QLabel(
        secrets == 1 ? tr("&Name of an open or a new incident for this secret")
                     : tr("&Name of an open or a new incident for these %L1 secrets").arg(secrets),
        this);
    label->setBuddy(m_name);
    m_name->setAccessibleName(label->text().remove(u'&'));
    m_problem->setObjectName(u"incidentProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(tr("Add to the incident"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"incidentAccept"_s);
    m_accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &IncidentChoice::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (!current.empty()) {
        QPushButton *out = buttons->addButton(tr("Take out"), QDialogButtonBox::ActionRole);
        out->setObjectName(u"incidentTakeOut"_s);
        connect(out, &QPushButton::clicked, this, [this] {
            m_answer = Answer::TakeOut;
            QDialog::accept();
        });
    }
    const auto enable
        = [this] { m_accept->setEnabled(!m_name->currentText().trimmed().isEmpty()); };
    connect(m_name, &QComboBox::editTextChanged, this, enable);
    auto *column = new QVBoxLayout(this);
    column->addWidget(label);
    column->addWidget(m_name);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    m_name->setFocus();
    enable();
}

finding::Incident IncidentChoice::incident() const
{
    const QString name = m_name->currentText().trimmed();
    const auto known = std::ranges::find_if(m_open, [&name](const finding::Incident &incident) {
        return escapedText(incident.name).compare(name, Qt::CaseInsensitive) == 0;
    });
    if (known != m_open.end())
        return *known;
    finding::Incident incident;
    incident.name = name.toStdString();
    return incident;
}

void IncidentChoice::accept()
{
    if (!m_accept->isEnabled())
        return;
    m_answer = incident().id.empty() ? Answer::New : Answer::Existing;
    const QString problem
        = m_answer == Answer::New ? textProblem(m_check, m_name->currentText()) : QString();
    if (problem.isEmpty()) {
        QDialog::accept();
        return;
    }
    m_problem->setText(problem);
    m_problem->show();
}

} // namespace rekey::ui

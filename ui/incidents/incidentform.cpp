// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/incidentform.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QLineEdit *addField(QFormLayout *form, const QString &label, const std::string &text,
                    const QString &objectName, QWidget *parent)
{
    auto *field = new QLineEdit(QString::fromStdString(text), parent);
    field->setObjectName(objectName);
    field->setAccessibleName(QString(label).remove(u'&'));
    form->addRow(label, field);
    return field;
}

} // namespace

QString textProblem(const TextCheck &check, const QString &text)
{
    const QStringList secrets = check ? check(text.toUtf8()) : QStringList();
    if (secrets.isEmpty())
        return {};
    return IncidentForm::tr("Not kept: this text holds a secret (%1). Take it out and name the "
                            "secret by its id.")
        .arg(secrets.join(u", "_s));
}

IncidentForm::IncidentForm(finding::Incident incident, TextCheck check, QWidget *parent)
    : QDialog(parent)
    , m_incident(std::move(incident))
    , m_check(std::move(check))
    , m_problem(new QLabel(this))
{
    setObjectName(u"incidentForm"_s);
    const bool isNew = m_incident.id.empty();
    setWindowTitle(isNew ? tr("New incident") : tr("Edit incident"));
    setMinimumWidth(460);
    auto *form = new QFormLayout;
    m_name = addField(form, tr("&Name"), m_incident.name, u"incidentName"_s, this);
    m_owner = addField(form, tr("&Owner"), m_incident.owner, u"incidentOwner"_s, this);
    m_next = addField(form, tr("Next &step"), m_incident.nextStep, u"incidentNext"_s, this);
    m_problem->setObjectName(u"incidentProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(isNew ? tr("Open the incident") : tr("Keep"),
                                  QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"incidentAccept"_s);
    m_accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &IncidentForm::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto enable = [this] { m_accept->setEnabled(!m_name->text().trimmed().isEmpty()); };
    connect(m_name, &QLineEdit::textChanged, this, enable);
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    enable();
}

finding::Incident IncidentForm::incident() const
{
    finding::Incident incident = m_incident;
    incident.name = m_name->text().trimmed().toStdString();
    incident.owner = m_owner->text().trimmed().toStdString();
    incident.nextStep = m_next->text().trimmed().toStdString();
    return incident;
}

void IncidentForm::accept()
{
    if (!m_accept->isEnabled())
        return;
    const QString problem
        = textProblem(m_check, m_name->text() + u'\n' + m_owner->text() + u'\n' + m_next->text());
    if (problem.isEmpty()) {
        QDialog::accept();
        return;
    }
    m_problem->setText(problem);
    m_problem->show();
}

} // namespace rekey::ui

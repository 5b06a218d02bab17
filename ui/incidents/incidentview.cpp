// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/incidentview.h"

#include "ui/models/findingwords.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr int kTypingMs = 800;

} // namespace

IncidentView::IncidentView(QWidget *parent)
    : QWidget(parent)
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &IncidentView::take);
    build();
}

IncidentView::~IncidentView() = default;

void IncidentView::build()
{
    m_title = new QLabel(this);
    m_title->setObjectName(u"incidentTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_title->setContentsMargins(8, 8, 8, 4);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_problem = new QLabel(this);
    m_problem->setObjectName(u"incidentProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setContentsMargins(8, 0, 8, 4);
    m_problem->hide();
    m_note = new QPlainTextEdit(this);
    m_note->setObjectName(u"incidentNote"_s);
    m_note->setAccessibleName(tr("Notes"));
    m_note->setPlaceholderText(tr("What happened, who knows, what was decided. No values."));
    m_note->setTabChangesFocus(true);
    m_note->setFrameShape(QFrame::NoFrame);
    connect(m_note, &QPlainTextEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(u"incidentTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the incident"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_note, tr("Notes"));
    m_tabs->addTab(buildTasks(), tr("Tasks"));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_title);
    all->addWidget(m_problem);
    all->addWidget(m_tabs, 1);
}

QWidget *IncidentView::buildTasks()
{
    auto *page = new QWidget(this);
    m_tasks = new QListWidget(page);
    m_tasks->setObjectName(u"incidentTasks"_s);
    m_tasks->setAccessibleName(tr("Tasks"));
    m_tasks->setFrameShape(QFrame::NoFrame);
    connect(m_tasks, &QListWidget::itemChanged, this, &IncidentView::take);
    auto *remove = new QShortcut(QKeySequence(Qt::Key_Delete), m_tasks);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &IncidentView::removeTask);
    m_newTask = new QLineEdit(page);
    m_newTask->setObjectName(u"incidentNewTask"_s);
    m_newTask->setAccessibleName(tr("New task"));
    m_newTask->setPlaceholderText(tr("New task, then Enter. Space ticks one off, Del removes it."));
    connect(m_newTask, &QLineEdit::returnPressed, this, &IncidentView::addTask);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tasks, 1);
    auto *field = new QVBoxLayout;
    field->setContentsMargins(8, 6, 8, 8);
    field->addWidget(m_newTask);
    column->addLayout(field);
    return page;
}

void IncidentView::addPage(QWidget *page, const QString &title)
{
    m_tabs->addTab(page, title);
}

void IncidentView::setIncident(const finding::Incident &incident)
{
    const bool isSame = incident.id == m_incident.id;
    if (!isSame)
        finishTyping();
    const bool keepsNote = isSame && m_typing.isActive();
    m_incident = incident;
    m_isFilling = true;
    m_title->setText(incident.id.empty()
                         ? QString()
                         : tr("%1  %2").arg(escapedText(incident.id), escapedText(incident.name)));
    if (const QString note = QString::fromStdString(incident.note);
        !keepsNote && m_note->toPlainText() != note)
        m_note->setPlainText(note);
    if (!isSame)
        m_problem->hide();
    fillTasks();
    m_isFilling = false;
    if (!keepsNote)
        m_typing.stop();
}

void IncidentView::fillTasks()
{
    const QSignalBlocker blocker(m_tasks);
    const int row = m_tasks->currentRow();
    m_tasks->clear();
    for (const finding::Incident::Task &task : m_incident.tasks) {
        auto *item = new QListWidgetItem(escapedText(task.text), m_tasks);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(task.isDone ? Qt::Checked : Qt::Unchecked);
    }
    m_tasks->setCurrentRow(std::min(row, m_tasks->count() - 1));
    countTasks();
}

void IncidentView::countTasks()
{
    const auto left = std::ranges::count(m_incident.tasks, false, &finding::Incident::Task::isDone);
    m_tabs->setTabText(1, left == 0 ? tr("Tasks") : tr("Tasks (%L1)").arg(left));
}

void IncidentView::addTask()
{
    const QString text = m_newTask->text().trimmed();
    if (text.isEmpty())
        return;
    const QString problem = textProblem(m_check, text);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (!problem.isEmpty())
        return;
    m_newTask->clear();
    finding::Incident changed = m_incident;
    changed.tasks.push_back({text.toStdString(), false});
    m_incident = changed;
    fillTasks();
    Q_EMIT this->changed(changed);
}

void IncidentView::removeTask()
{
    const int row = m_tasks->currentRow();
    if (row < 0 || m_newTask->isReadOnly())
        return;
    m_incident.tasks.erase(m_incident.tasks.begin() + row);
    fillTasks();
    Q_EMIT changed(m_incident);
}

void IncidentView::setReadOnly(bool isReadOnly)
{
    m_note->setReadOnly(isReadOnly);
    m_newTask->setReadOnly(isReadOnly);
    m_tasks->setEnabled(!isReadOnly);
}

void IncidentView::finishTyping()
{
    if (m_typing.isActive())
        take();
}

void IncidentView::take()
{
    m_typing.stop();
    if (m_isFilling || m_incident.id.empty())
        return;
    const QString note = m_note->toPlainText().trimmed();
    const QString problem = textProblem(m_check, note);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    finding::Incident incident = m_incident;
    if (problem.isEmpty())
        incident.note = note.toStdString();
    for (std::size_t i = 0; i < incident.tasks.size(); ++i)
        incident.tasks[i].isDone = m_tasks->item(static_cast<int>(i))->checkState() == Qt::Checked;
    if (incident == m_incident)
        return;
    m_incident = incident;
    countTasks();
    Q_EMIT changed(incident);
}

} // namespace rekey::ui

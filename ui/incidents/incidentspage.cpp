// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incidents/incidentspage.h"

#include "ui/widgets/icons.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

IncidentsPage::IncidentsPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new IncidentsModel(this))
{
    setObjectName(u"incidentsPage"_s);
    build();
    updateButtons();
}

IncidentsPage::~IncidentsPage() = default;

void IncidentsPage::build()
{
    m_table = new QTreeView(this);
    m_table->setObjectName(u"incidentsTable"_s);
    m_table->setAccessibleName(tr("Incidents"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAllColumnsShowFocus(true);
    m_table->header()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    m_table->header()->resizeSection(IncidentsModel::Name, 36 * letter);
    m_table->header()->resizeSection(IncidentsModel::Owner, 14 * letter);
    m_table->header()->resizeSection(IncidentsModel::Age, 18 * letter);
    m_view = new IncidentView(this);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setObjectName(u"incidentsSplit"_s);
    split->addWidget(m_table);
    split->addWidget(m_view);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    auto *empty = new QLabel(tr("No incident yet. Choose secrets in the table and press i to put "
                                "them into one, or open one here."),
                             this);
    empty->setObjectName(u"incidentsEmpty"_s);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setMargin(24);
    empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(split);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(buildBar());
    all->addWidget(m_stack, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &IncidentsPage::showCurrent);
    connect(m_table, &QTreeView::activated, this, [this] { Q_EMIT findingsRequested(m_current); });
    connect(m_view, &IncidentView::changed, this, &IncidentsPage::changed);
}

QWidget *IncidentsPage::buildBar()
{
    auto *bar = new QWidget(this);
    const auto button = [bar](const QString &text, const QString &objectName) {
        auto *made = new QPushButton(text, bar);
        made->setObjectName(objectName);
        made->setAccessibleName(text);
        return made;
    };
    m_new = button(tr("New incident"), u"incidentNew"_s);
    m_new->setIcon(icon(u"incident"));
    m_show = button(tr("Show its secrets"), u"incidentShow"_s);
    m_edit = button(tr("Edit"), u"incidentEdit"_s);
    m_close = button(tr("Close incident"), u"incidentClose"_s);
    connect(m_new, &QPushButton::clicked, this, &IncidentsPage::askNew);
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT findingsRequested(m_current); });
    connect(m_edit, &QPushButton::clicked, this, &IncidentsPage::askEdit);
    connect(m_close, &QPushButton::clicked, this, &IncidentsPage::closeOrReopen);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 8, 8, 8);
    for (QPushButton *one : {m_new, m_show, m_edit, m_close})
        row->addWidget(one);
    row->addStretch();
    return bar;
}

void IncidentsPage::setTextCheck(TextCheck check)
{
    m_check = check;
    m_view->setTextCheck(std::move(check));
}

void IncidentsPage::setIncidents(std::vector<finding::Incident> incidents)
{
    const std::string before = m_current;
    m_model->setIncidents(std::move(incidents));
    m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
    const int row = std::max(0, m_model->rowOf(before));
    m_table->setCurrentIndex(m_model->index(row, 0));
    showCurrent();
}

std::string IncidentsPage::current() const
{
    return m_current;
}

void IncidentsPage::setCurrent(const std::string &id)
{
    const int row = m_model->rowOf(id);
    if (row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void IncidentsPage::showCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    const finding::Incident incident = index.isValid()
        ? m_model->incidents()[static_cast<std::size_t>(index.row())]
        : finding::Incident{};
    m_view->setIncident(incident);
    updateButtons();
    if (std::exchange(m_current, incident.id) != incident.id)
        Q_EMIT currentChanged(m_current);
    updateButtons();
}

void IncidentsPage::setReadOnly(bool isReadOnly)
{
    m_isReadOnly = isReadOnly;
    m_view->setReadOnly(isReadOnly);
    updateButtons();
}

void IncidentsPage::updateButtons()
{
    const finding::Incident *incident = m_model->find(m_current);
    m_new->setEnabled(!m_isReadOnly);
    m_show->setEnabled(incident != nullptr);
    m_edit->setEnabled(incident != nullptr && !m_isReadOnly);
    m_close->setEnabled(incident != nullptr && !m_isReadOnly);
    const bool isClosed = incident != nullptr && incident->closedAt != 0;
    m_close->setText(isClosed ? tr("Open again") : tr("Close incident"));
    m_close->setAccessibleName(m_close->text());
}

void IncidentsPage::askNew()
{
    ask({});
}

void IncidentsPage::askEdit()
{
    if (const finding::Incident *incident = m_model->find(m_current))
        ask(*incident);
}

void IncidentsPage::ask(const finding::Incident &incident)
{
    if (m_isReadOnly)
        return;
    auto *form = new IncidentForm(incident, m_check, window());
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &QDialog::accepted, this, [this, form] {
        finding::Incident answer = form->incident();
        if (answer.id.empty())
            answer.openedAt = QDateTime::currentSecsSinceEpoch();
        Q_EMIT changed(answer);
    });
    form->open();
}

void IncidentsPage::closeOrReopen()
{
    const finding::Incident *incident = m_model->find(m_current);
    if (!incident || m_isReadOnly)
        return;
    m_view->finishTyping();
    finding::Incident changed = *incident;
    changed.closedAt = changed.closedAt == 0 ? QDateTime::currentSecsSinceEpoch() : 0;
    Q_EMIT this->changed(changed);
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/comparepage.h"

#include "core/base/text.h"
#include "ui/widgets/rows.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString number(std::size_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

} // namespace

ComparePage::ComparePage(CompareModel::Finder finder, QWidget *parent)
    : QWidget(parent)
    , m_model(new CompareModel(std::move(finder), this))
    , m_show(new QComboBox(this))
    , m_counts(new QLabel(this))
    , m_view(new QTableView(this))
{
    m_show->view()->setObjectName(u"compareShowList"_s);
    setObjectName(u"comparePage"_s);
    auto *layout = new QVBoxLayout(this);
    auto *top = new QHBoxLayout;
    auto *label = new QLabel(tr("&Show"), this);
    label->setBuddy(m_show);
    m_show->setObjectName(u"compareShow"_s);
    m_show->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    top->addWidget(label);
    top->addWidget(m_show);
    top->addStretch();
    layout->addLayout(top);
    m_counts->setObjectName(u"compareCounts"_s);
    m_counts->setTextFormat(Qt::PlainText);
    m_counts->setWordWrap(true);
    layout->addWidget(m_counts);
    m_view->setObjectName(u"compareTable"_s);
    m_view->setAccessibleName(tr("Who found what"));
    m_view->setModel(m_model);
    dressRows(*m_view);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    layout->addWidget(m_view, 1);
    connect(m_show, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            m_model->setFilter(m_show->itemData(index).value<CompareFilter>());
        updateCounts();
    });
    connect(m_view, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT findingChosen(m_model->idAt(index.row())); });
    fillFilters();
    updateCounts();
}

void ComparePage::setTable(const report::CompareTable &table)
{
    m_model->setTable(table);
    fillFilters();
    updateCounts();
    const int character = fontMetrics().averageCharWidth();
    m_view->setColumnWidth(CompareModel::SecretColumn, character * 16);
    m_view->setColumnWidth(CompareModel::TypeColumn, character * 22);
    // Who found it is what the page is for: the place takes what that leaves.
    QHeaderView &header = *m_view->horizontalHeader();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(CompareModel::WhereColumn, QHeaderView::Stretch);
    for (int column = CompareModel::WhereColumn + 1; column < m_model->columnCount(); ++column)
        m_view->setColumnWidth(column, std::max(character * 9, header.sectionSizeHint(column)));
}

void ComparePage::fillFilters()
{
    using Kind = CompareFilter::Kind;
    {
        const QSignalBlocker quiet(m_show);
        m_show->clear();
        const auto add = [this](const QString &text, Kind kind, std::size_t tool = 0) {
            m_show->addItem(text, QVariant::fromValue(CompareFilter{kind, tool}));
            if (m_model->filter() == CompareFilter{kind, tool})
                m_show->setCurrentIndex(m_show->count() - 1);
        };
        add(tr("All secrets"), Kind::All);
        add(tr("Missed by somebody"), Kind::MissedBySome);
        add(tr("Found by one only"), Kind::FoundByOne);
        const auto &tools = m_model->table().tools();
        for (std::size_t tool = 0; tool < tools.size(); ++tool) {
            const QString name = QString::fromStdString(escapeControl(tools[tool]));
            add(tr("Missed by %1").arg(name), Kind::MissedBy, tool);
            add(tr("Found by %1").arg(name), Kind::FoundBy, tool);
        }
    }
    m_model->setFilter(m_show->currentData().value<CompareFilter>());
}

void ComparePage::updateCounts()
{
    const report::CompareTable &table = m_model->table();
    if (table.ids().empty()) {
        m_counts->setText(tr("Import the reports of other tools, and scan: here stands who found "
                             "which secret and who missed it."));
        return;
    }
    QStringList lines;
    lines.append(tr("%1 of %2 secrets shown.")
                     .arg(number(static_cast<std::size_t>(m_model->rowCount())),
                          number(table.ids().size())));
    for (std::size_t tool = 0; tool < table.tools().size(); ++tool) {
        const auto count = table.countOf(tool);
        lines.append(tr("%1: %2 found, %3 missed, %4 found by nobody else.")
                         .arg(QString::fromStdString(escapeControl(table.tools()[tool])),
                              number(count.found), number(count.missed), number(count.alone)));
    }
    m_counts->setText(lines.join(u'\n'));
}

} // namespace rekey::ui

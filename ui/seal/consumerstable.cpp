// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/seal/consumerstable.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace rekey::ui {

ConsumersTable::ConsumersTable(QWidget *parent)
    : QTableWidget(0, 3, parent)
{
    setObjectName(u"consumersTable"_s);
    setAccessibleName(tr("Consumers: each gets a seal of its own"));
    setHorizontalHeaderLabels({tr("Consumer"), tr("Owner"), tr("Installed where")});
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    verticalHeader()->hide();
    setEditTriggers(QAbstractItemView::AnyKeyPressed | QAbstractItemView::EditKeyPressed
                    | QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked);
    setTabKeyNavigation(true);
    addRow();
    connect(this, &QTableWidget::itemChanged, this, [this](const QTableWidgetItem *item) {
        if (item->row() == rowCount() - 1 && !item->text().isEmpty())
            addRow();
        Q_EMIT edited();
    });
    setCurrentCell(0, 0);
}

void ConsumersTable::addRow()
{
    const QSignalBlocker blocker(this);
    const int row = rowCount();
    insertRow(row);
    for (int column = 0; column < columnCount(); ++column)
        setItem(row, column, new QTableWidgetItem);
}

std::string ConsumersTable::cell(int row, int column) const
{
    return item(row, column)->text().trimmed().toStdString();
}

std::vector<seal::Consumer> ConsumersTable::consumers() const
{
    std::vector<seal::Consumer> all;
    for (int row = 0; row < rowCount(); ++row) {
        if (!cell(row, 0).empty())
            all.push_back({cell(row, 0), cell(row, 1), cell(row, 2)});
    }
    return all;
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/triage/bulkpreview.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString numberText(std::size_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QTableWidget *makeTable(const BulkCounts &counts, QWidget *parent)
{
    auto *table = new QTableWidget(static_cast<int>(counts.lines.size()), 2, parent);
    table->setObjectName(u"bulkTable"_s);
    table->setAccessibleName(counts.title);
    table->setHorizontalHeaderLabels({counts.title, BulkPreview::tr("Secrets")});
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setShowGrid(false);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    for (int i = 0; i < counts.lines.size(); ++i) {
        table->setItem(i, 0, new QTableWidgetItem(counts.lines[i].label));
        auto *number = new QTableWidgetItem(numberText(counts.lines[i].count));
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        table->setItem(i, 1, number);
    }
    return table;
}

} // namespace

BulkPreview::BulkPreview(const QString &act, std::size_t count, const QList<BulkCounts> &tables,
                         QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"bulkPreview"_s);
    setWindowTitle(act);
    auto *column = new QVBoxLayout(this);
    auto *text = new QLabel(
        tr("%1: this changes %n secrets.", nullptr, static_cast<int>(count)).arg(act), this);
    text->setObjectName(u"bulkText"_s);
    text->setWordWrap(true);
    column->addWidget(text);
    auto *row = new QHBoxLayout;
    for (const BulkCounts &counts : tables)
        row->addWidget(makeTable(counts, this));
    column->addLayout(row, 1);
    column->addWidget(new QLabel(tr("One Undo takes all of it back."), this));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *go = buttons->addButton(tr("%1: %2 secrets").arg(act, numberText(count)),
                                         QDialogButtonBox::AcceptRole);
    go->setObjectName(u"bulkGo"_s);
    go->setAutoDefault(false);
    QPushButton *cancel = buttons->button(QDialogButtonBox::Cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    resize(760, 360);
}

} // namespace rekey::ui

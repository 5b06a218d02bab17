// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rows.h"

#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace rekey::ui {

void dressRows(QTableView &table)
{
    constexpr int kLeast = 26;
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(
        std::max(kLeast, table.fontMetrics().height() + 10));
    table.horizontalHeader()->setHighlightSections(false);
}

} // namespace rekey::ui

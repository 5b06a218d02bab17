// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace rekey::ui {

/// Makes a table a list of rows of one line each: whole rows are chosen, no grid, no numbers, Tab
/// leaves it. Rows grow with the font and are never lower than a finger needs.
void dressRows(QTableView &table);

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindex.h"

#include <QVariant>

namespace rekey::ui {

/// One cell of the findings table.
struct FindingCell
{
    const finding::FindingIndex &index;
    finding::IndexRow row;
    int column; ///< FindingsModel::Column
    std::int64_t now; ///< seconds since 1970 UTC, for ages
};

/// What the cell answers for a role; masks only, whatever the role.
[[nodiscard]] QVariant cellData(const FindingCell &cell, int role);
/// Header of a column.
[[nodiscard]] QVariant columnData(int column, int role);

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/import.h"

#include <QAbstractTableModel>

#include <vector>

namespace rekey::ui {

/// The first rows of a report, masked: knows no values.
class ImportPreviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        TypeColumn,
        SecretColumn,
        WhereColumn,
        CommitColumn,
        AuthorColumn,
        ClaimColumn,
        ColumnCount,
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<report::ImportedFinding> rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<report::ImportedFinding> m_rows;
};

/// What a tool's claim is called: "says live", "not checked".
[[nodiscard]] QString importClaimText(const finding::Claim &claim);

} // namespace rekey::ui

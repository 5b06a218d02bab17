// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/importmerge.h"

#include <QAbstractTableModel>

#include <functional>
#include <optional>
#include <vector>

namespace rekey::ui {

/// Which secrets the comparison lists.
struct CompareFilter
{
    enum class Kind : std::uint8_t
    {
        All,
        MissedBySome,
        FoundByOne,
        MissedBy, ///< `tool`
        FoundBy, ///< `tool`
    };
    Kind kind = Kind::All;
    std::size_t tool = 0;

    friend bool operator==(const CompareFilter &, const CompareFilter &) = default;
};

/// One row for each secret, one column for each tool: who found it. Knows ids and masks only.
class CompareModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        SecretColumn,
        TypeColumn,
        WhereColumn,
        FirstToolColumn, ///< from here on one for each tool
    };
    /// A finding that is listed elsewhere.
    using Finder = std::function<std::optional<finding::Finding>(const secret::SecretId &)>;

    explicit CompareModel(Finder finder, QObject *parent = nullptr);

    /// The table as it is now; copied.
    void setTable(const report::CompareTable &table);
    void setFilter(const CompareFilter &filter);
    [[nodiscard]] const CompareFilter &filter() const { return m_filter; }
    [[nodiscard]] const report::CompareTable &table() const { return m_table; }
    [[nodiscard]] secret::SecretId idAt(int row) const
    {
        return m_table.ids()[m_rows[static_cast<std::size_t>(row)]];
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    void selectRows();
    [[nodiscard]] bool lets(std::size_t row) const;
    [[nodiscard]] QVariant findingData(std::size_t row, int column) const;

    Finder m_find;
    report::CompareTable m_table;
    CompareFilter m_filter;
    std::vector<std::size_t> m_rows; ///< of the table, those shown
};

} // namespace rekey::ui

Q_DECLARE_METATYPE(rekey::ui::CompareFilter)

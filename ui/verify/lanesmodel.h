// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/checklane.h"

#include <QAbstractTableModel>

#include <vector>

namespace rekey::ui {

/// The lanes of checks, one row for each host, in the order they were opened.
class LanesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Host,
        State,
        Progress,
        Result,
        Reason,
        ColumnCount
    };
    enum Role
    {
        ToneRole = Qt::UserRole, ///< int of Tone, in State
        PercentRole, ///< 0..100, in Progress; else no value
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// In any order; rows that are there stay where they are.
    void setLanes(const std::vector<CheckLane> &lanes);
    [[nodiscard]] const CheckLane &lane(int row) const
    {
        return m_lanes[static_cast<std::size_t>(row)];
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(const CheckLane &lane, int column) const;

    std::vector<CheckLane> m_lanes;
};

} // namespace rekey::ui

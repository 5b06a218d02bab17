// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace rekey::ui {

class ScanQueue;

/// The queue's jobs, newest last.
class JobsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Title,
        State,
        Progress,
        Findings,
        Elapsed,
        ColumnCount
    };
    enum Role
    {
        ToneRole = Qt::UserRole, ///< int of Tone, in State
        PercentRole, ///< 0..100, -1 unknown, in Progress of a running job; else no value
    };

    explicit JobsModel(const ScanQueue &queue, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;

    const ScanQueue &m_queue;
    int m_rows = 0;
};

} // namespace rekey::ui

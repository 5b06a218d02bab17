// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <cstdint>
#include <vector>

namespace rekey::ui {

class SealDesk;

/// Every seal that was made, the newest first.
class SealsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        IdColumn,
        StateColumn,
        ConsumerColumn,
        OwnerColumn,
        SecretColumn,
        ProfileColumn,
        ProcessorColumn,
        HostsColumn,
        MadeColumn,
        ExpiresColumn,
        TestedColumn,
        ColumnCount,
    };
    enum Role
    {
        ToneRole = Qt::UserRole, ///< Tone as int, of state and profile
    };

    explicit SealsModel(const SealDesk &desk, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    [[nodiscard]] std::uint32_t numberAt(int row) const
    {
        return m_rows[static_cast<std::size_t>(row)];
    }

private:
    void fill();
    [[nodiscard]] QVariant textOf(std::uint32_t number, int column) const;
    [[nodiscard]] QVariant toneOf(std::uint32_t number, int column) const;
    [[nodiscard]] QString sentenceOf(std::uint32_t number) const;

    const SealDesk &m_desk;
    std::vector<std::uint32_t> m_rows;
};

} // namespace rekey::ui

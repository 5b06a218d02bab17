// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/hygiene/hygienewords.h"

#include <QAbstractTableModel>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace rekey::ui {

class HygieneDesk;

/// The tokens of a desk that carry a flag (or all), in the chosen order.
class TokensModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        FlagsColumn,
        AdviceColumn,
        NameColumn,
        ProviderColumn,
        IdColumn,
        CreatorColumn,
        LastUsedColumn,
        CreatedColumn,
        ExpiresColumn,
        ScopesColumn,
        CareColumn,
        ColumnCount,
    };
    enum Role
    {
        FlagsRole = Qt::UserRole, ///< QStringList of words, for the delegate
        TonesRole, ///< QVariantList of Tone as int, one for each word
        KeyRole, ///< InventoryToken::key
    };

    explicit TokensModel(const HygieneDesk &desk, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Nothing: every token.
    void setFlag(std::optional<finding::TokenFlag> flag);
    [[nodiscard]] std::size_t tokenAt(int row) const
    {
        return m_rows[static_cast<std::size_t>(row)];
    }

private:
    void fill();
    [[nodiscard]] QVariant textOf(std::size_t token, int column) const;
    [[nodiscard]] QString sentenceOf(std::size_t token) const;
    [[nodiscard]] QStringList flagWords(std::size_t token) const;
    [[nodiscard]] bool isBefore(std::size_t left, std::size_t right) const;

    const HygieneDesk &m_desk;
    std::vector<std::size_t> m_rows; ///< indexes into the desk's tokens
    std::optional<finding::TokenFlag> m_flag;
    int m_sortColumn = AdviceColumn;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace rekey::ui

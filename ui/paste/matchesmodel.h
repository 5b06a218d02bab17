// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/masktext.h"

#include <QAbstractTableModel>

#include <memory>

namespace rekey::ui {

/// What was found in a text, one row for each sight. Shows masks only, in every role.
class MatchesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Secret,
        Type,
        Mask,
        Confidence,
        Line,
        ColumnCount
    };

    explicit MatchesModel(QObject *parent = nullptr);
    ~MatchesModel() override;

    /// Null for nothing.
    void setText(std::shared_ptr<const scan::MaskedText> text);
    /// Bar of a row; the row must exist.
    [[nodiscard]] std::uint32_t barOf(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(const scan::TextMatch &match, Column column) const;
    [[nodiscard]] QString spoken(const scan::TextMatch &match) const;

    std::shared_ptr<const scan::MaskedText> m_text;
};

} // namespace rekey::ui

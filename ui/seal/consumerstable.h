// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/sealrecord.h"

#include <QTableWidget>

#include <vector>

namespace rekey::ui {

/// Names, owners and places of consumers, one a row; an empty row always waits at the end.
class ConsumersTable final : public QTableWidget
{
    Q_OBJECT

public:
    explicit ConsumersTable(QWidget *parent = nullptr);

    /// Rows with a name.
    [[nodiscard]] std::vector<seal::Consumer> consumers() const;

Q_SIGNALS:
    void edited();

private:
    void addRow();
    [[nodiscard]] std::string cell(int row, int column) const;
};

} // namespace rekey::ui

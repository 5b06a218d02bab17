// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/import.h"

#include <QWidget>

#include <utility>
#include <vector>

class QComboBox;

namespace rekey::ui {

/// Says which column of a CSV is what: one box for each thing a row can have.
class ImportMappingForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportMappingForm(QWidget *parent = nullptr);

    /// Column names of a file, escaped, and what they are taken for.
    void setColumns(const std::vector<std::string> &columns, const report::ImportMapping &mapping);
    /// By number, so that names that repeat or were escaped make no difference.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> columns() const;

Q_SIGNALS:
    void changed();

private:
    std::vector<std::pair<report::ImportField, QComboBox *>> m_boxes;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/import/comparemodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;

namespace rekey::ui {

/// Who found what, who missed it: the imported reports beside each other and beside own scans.
class ComparePage final : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePage(CompareModel::Finder finder, QWidget *parent = nullptr);

    void setTable(const report::CompareTable &table);

Q_SIGNALS:
    /// The person wants to see this one among the findings.
    void findingChosen(const rekey::secret::SecretId &id);

private:
    void fillFilters();
    void updateCounts();

    CompareModel *m_model;
    QComboBox *m_show;
    QLabel *m_counts;
    QTableView *m_view;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindexfacets.h"

#include <QAbstractListModel>
#include <QString>

#include <vector>

namespace rekey::ui {

/// Groups of facets as one flat list: a title, its values with counts, and a last line when there
/// are more values than are shown. A click needs only TermRole.
class FacetsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        TermRole = Qt::UserRole, ///< filter term; empty for titles
        CountRole, ///< qulonglong
        ShareRole, ///< of the largest count in its group, 0 to 1
        IsTitleRole, ///< bool
    };

    explicit FacetsModel(QObject *parent = nullptr);

    /// Values keep their persistent indexes when they are still there.
    void setGroups(const std::vector<finding::FacetGroup> &groups);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Line
    {
        QString label;
        QString term;
        qulonglong count = 0;
        double share = 0;
        bool isTitle = false;
    };

    [[nodiscard]] static std::vector<Line> linesOf(const std::vector<finding::FacetGroup> &groups);

    std::vector<Line> m_lines;
};

} // namespace rekey::ui

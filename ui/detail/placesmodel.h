// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"

#include <QAbstractItemModel>

#include <vector>

namespace rekey::ui {

/// The places of one finding as a tree: source > reach > file > place. Names from scanned sources
/// are escaped in every role.
class PlacesModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        Where,
        Commit,
        Date,
        Author,
        Refs,
        ColumnCount
    };
    enum Level
    {
        Source,
        Reach,
        File,
        Spot
    };
    enum Role
    {
        PlaceRole = Qt::UserRole, ///< index into places(), -1 for groups
        LevelRole,
    };

    explicit PlacesModel(QObject *parent = nullptr);
    ~PlacesModel() override;

    /// Replaces everything; does nothing when the places are the same. Some 10 ms for 10,000.
    void setPlaces(std::vector<finding::Place> places, const QStringList &sourceNames);

    [[nodiscard]] const std::vector<finding::Place> &places() const { return m_places; }
    /// Null for groups and invalid indexes.
    [[nodiscard]] const finding::Place *placeAt(const QModelIndex &index) const;
    /// Row of places()[place]; invalid when out of range.
    [[nodiscard]] QModelIndex indexOfPlace(int place) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Node
    {
        Level level = Source;
        int parent = -1;
        int row = 0;
        int place = 0; ///< of a group: its first
        int count = 0; ///< places below
        std::vector<int> children;
    };

    void build();
    int group(Level level, int parent, int place);
    [[nodiscard]] const Node &nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QString groupText(const Node &node) const;
    [[nodiscard]] QString spotText(const finding::Place &place, Column column) const;
    [[nodiscard]] static QString removedText(const finding::Place &place);
    [[nodiscard]] QString toolTip(const Node &node, Column column) const;
    [[nodiscard]] QString spoken(const Node &node) const;
    [[nodiscard]] QString sourceName(std::uint32_t source) const;

    std::vector<finding::Place> m_places;
    QStringList m_sourceNames;
    std::vector<Node> m_nodes;
    std::vector<int> m_roots;
    std::vector<int> m_nodeOfPlace;
};

} // namespace rekey::ui

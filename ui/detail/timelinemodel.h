// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/event.h"

#include <QAbstractTableModel>

#include <vector>

namespace rekey::ui {

/// What happened, newest first. Texts are escaped in every role.
class TimelineModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        When,
        What,
        Who,
        Detail,
        ColumnCount
    };

    explicit TimelineModel(QObject *parent = nullptr);
    ~TimelineModel() override;

    /// Oldest first, as a keeper gives them. Events of the same number stay where they are.
    void setEvents(std::vector<finding::Event> events);
    /// Oldest first.
    [[nodiscard]] const std::vector<finding::Event> &events() const { return m_events; }
    [[nodiscard]] const finding::Event &eventAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<finding::Event> m_events;
};

} // namespace rekey::ui

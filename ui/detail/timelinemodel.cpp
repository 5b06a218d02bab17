// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/timelinemodel.h"

#include "ui/detail/recordwords.h"
#include "ui/detail/words.h"

namespace rekey::ui {

TimelineModel::TimelineModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

TimelineModel::~TimelineModel() = default;

void TimelineModel::setEvents(std::vector<finding::Event> events)
{
    if (events == m_events)
        return;
    beginResetModel();
    m_events = std::move(events);
    endResetModel();
}

const finding::Event &TimelineModel::eventAt(int row) const
{
    return m_events[m_events.size() - 1 - static_cast<std::size_t>(row)];
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int TimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const finding::Event &event = eventAt(index.row());
    const QString who = event.actor.empty() ? tr("Rekey") : shown(event.actor);
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) {
        const QString what = eventText(event);
        return what.isEmpty()
            ? tr("%1, %2, by %3").arg(eventTitle(event.kind), momentText(event.at), who)
            : tr("%1: %2, %3, by %4").arg(eventTitle(event.kind), what, momentText(event.at), who);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case When:
        return momentText(event.at);
    case What:
        return eventTitle(event.kind);
    case Who:
        return who;
    case Detail:
        return eventText(event);
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case What:
        return tr("What");
    case Who:
        return tr("Who");
    case Detail:
        return tr("Detail");
    default:
        return {};
    }
}

} // namespace rekey::ui

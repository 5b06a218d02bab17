// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verify/lanesmodel.h"

#include "ui/models/findingwords.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString numberText(std::size_t number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString stateText(const CheckLane &lane)
{
    switch (lane.state) {
    case CheckLane::State::Asking:
        return LanesModel::tr("Asking you");
    case CheckLane::State::Sending:
        return LanesModel::tr("Sending");
    case CheckLane::State::Waiting:
        return LanesModel::tr("Again at %1")
            .arg(QDateTime::fromMSecsSinceEpoch(lane.againAtMs).time().toString(u"HH:mm:ss"_s));
    case CheckLane::State::Paused:
        return LanesModel::tr("Paused");
    case CheckLane::State::Held:
        return LanesModel::tr("Held: read-only");
    case CheckLane::State::Stopped:
        return LanesModel::tr("Stopped");
    case CheckLane::State::Done:
        break;
    }
    return LanesModel::tr("Done");
}

Tone toneOf(CheckLane::State state)
{
    switch (state) {
    case CheckLane::State::Asking:
    case CheckLane::State::Waiting:
    case CheckLane::State::Paused:
    case CheckLane::State::Held:
        return Tone::Warning;
    case CheckLane::State::Sending:
        return Tone::Info;
    case CheckLane::State::Stopped:
        return Tone::Danger;
    case CheckLane::State::Done:
        break;
    }
    return Tone::Good;
}

} // namespace

void LanesModel::setLanes(const std::vector<CheckLane> &lanes)
{
    std::vector<CheckLane> fresh = lanes;
    std::vector<CheckLane> known;
    for (const CheckLane &lane : m_lanes) {
        const auto found = std::ranges::find(fresh, lane.host, &CheckLane::host);
        if (found == fresh.end())
            break;
        known.push_back(std::move(*found));
        fresh.erase(found);
    }
    if (known.size() < m_lanes.size()) {
        beginResetModel();
        m_lanes = lanes;
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i] == m_lanes[i])
            continue;
        m_lanes[i] = std::move(known[i]);
        const int row = static_cast<int>(i);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    if (fresh.empty())
        return;
    const int first = static_cast<int>(m_lanes.size());
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    std::ranges::move(fresh, std::back_inserter(m_lanes));
    endInsertRows();
}

int LanesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lanes.size());
}

int LanesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString LanesModel::text(const CheckLane &lane, int column) const
{
    switch (static_cast<Column>(column)) {
    case Host:
        return escapedText(lane.host);
    case State:
        return stateText(lane);
    case Progress:
        return tr("%1 of %2").arg(numberText(lane.done), numberText(lane.done + lane.waiting));
    case Result:
        return lane.unknown == 0
            ? tr("%1 live").arg(numberText(lane.live))
            : tr("%1 live, %2 unknown").arg(numberText(lane.live), numberText(lane.unknown));
    case Reason:
        return escapedText(lane.reason);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant LanesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CheckLane &lane = m_lanes[static_cast<std::size_t>(index.row())];
    const std::size_t total = lane.done + lane.waiting;
    if (role == ToneRole)
        return index.column() == State ? QVariant(int(toneOf(lane.state))) : QVariant();
    if (role == PercentRole)
        return index.column() == Progress && total > 0
            ? QVariant(static_cast<int>(lane.done * 100 / total))
            : QVariant();
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole
        || (role == Qt::ToolTipRole && index.column() == Reason))
        return text(lane, index.column());
    return {};
}

QVariant LanesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Host:
        return tr("Host");
    case State:
        return tr("State");
    case Progress:
        return tr("Checked");
    case Result:
        return tr("Result");
    case Reason:
        return tr("Why unknown");
    default:
        return {};
    }
}

} // namespace rekey::ui

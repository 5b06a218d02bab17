// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findingsmodel.h"
#include "ui/models/findingwords.h"

#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

using finding::IndexRow;
using finding::RowGroup;

/// Stays the same while the dictionaries grow; never equal to a plain row.
std::uint64_t FindingsModel::keyOf(const RowGroup &group)
{
    return std::uint64_t{1} << 63 | std::uint64_t{group.level} << 62
        | std::uint64_t{group.outerCode} << 31 | group.code;
}

void FindingsModel::setGrouping(const finding::Grouping &grouping)
{
    if (grouping == m_grouping)
        return;
    m_grouping = grouping;
    m_open.clear();
    m_isNewGrouping = true;
    m_nextHint = VerticalSortHint;
    Q_EMIT groupingChanged();
    refresh();
}

void FindingsModel::makeLines()
{
    m_lines.clear();
    m_groupLines.assign(m_groups.size(), -1);
    bool isOuterOpen = false;
    for (std::size_t number = 0; number < m_groups.size(); ++number) {
        const RowGroup &group = m_groups[number];
        if (group.level > 0 && !isOuterOpen)
            continue;
        m_groupLines[number] = static_cast<int>(m_lines.size());
        m_lines.push_back(static_cast<std::uint32_t>(number) | kGroupBit);
        const bool isOpen = m_open.contains(keyOf(group));
        if (group.level == 0)
            isOuterOpen = isOpen;
        const bool isInner = group.level == 1 || m_grouping[1] == finding::GroupKey::None;
        if (isOpen && isInner)
            m_lines.insert(m_lines.end(), m_rows.begin() + group.begin, m_rows.begin() + group.end);
    }
}

/// Number of the innermost group around a position in m_rows.
std::size_t FindingsModel::groupAt(std::uint32_t position) const
{
    const auto after = std::ranges::upper_bound(m_groups, position, {}, &RowGroup::begin);
    return static_cast<std::size_t>(after - m_groups.begin()) - 1;
}

std::size_t FindingsModel::outerOf(std::size_t group) const
{
    while (m_groups[group].level > 0)
        --group;
    return group;
}

/// The line that shows a position of m_rows: its own, or the closed group's it is in.
int FindingsModel::lineOf(std::size_t position) const
{
    if (m_groups.empty())
        return static_cast<int>(position);
    const std::size_t group = groupAt(static_cast<std::uint32_t>(position));
    if (m_groupLines[group] < 0)
        return m_groupLines[outerOf(group)];
    if (!m_open.contains(keyOf(m_groups[group])))
        return m_groupLines[group];
    return m_groupLines[group] + 1 + static_cast<int>(position - m_groups[group].begin);
}

bool FindingsModel::isOpen(int row) const
{
    return isGroup(row) && m_open.contains(keyOf(groupOf(row)));
}

void FindingsModel::setOpen(int row, bool isOpen)
{
    if (!isGroup(row) || this->isOpen(row) == isOpen)
        return;
    const std::uint64_t key = keyOf(groupOf(row));
    relayout(NoLayoutChangeHint, [&] {
        if (isOpen)
            m_open.insert(key);
        else
            m_open.erase(key);
    });
}

void FindingsModel::setAllOpen(bool isOpen)
{
    if (!isGrouped())
        return;
    relayout(NoLayoutChangeHint, [&] {
        m_open.clear();
        for (const RowGroup &group : m_groups) {
            if (isOpen)
                m_open.insert(keyOf(group));
        }
    });
}

int FindingsModel::groupAround(int row) const
{
    if (m_groups.empty())
        return -1;
    if (!isGroup(row)) {
        const auto position = std::ranges::find(m_rows, lineAt(row)) - m_rows.begin();
        return m_groupLines[groupAt(static_cast<std::uint32_t>(position))];
    }
    const RowGroup &group = groupOf(row);
    return group.level == 0 ? -1 : m_groupLines[outerOf(groupAt(group.begin))];
}

void FindingsModel::openAround(IndexRow row)
{
    const auto found = std::ranges::find(m_rows, row);
    if (m_groups.empty() || found == m_rows.end())
        return;
    const std::size_t group = groupAt(static_cast<std::uint32_t>(found - m_rows.begin()));
    m_open.insert(keyOf(m_groups[group]));
    m_open.insert(keyOf(m_groups[outerOf(group)]));
}

void FindingsModel::reveal(const secret::SecretId &id)
{
    const auto row = m_index->rowOf(id);
    if (row && !m_groups.empty() && rowOf(id) < 0)
        relayout(NoLayoutChangeHint, [&] { openAround(*row); });
}

bool FindingsModel::isGroupChosen(const RowGroup &group) const
{
    return m_chosenCount >= static_cast<int>(group.size())
        && std::all_of(m_rows.begin() + group.begin, m_rows.begin() + group.end,
                       [this](IndexRow row) { return row < m_chosen.size() && m_chosen[row]; });
}

QVariant FindingsModel::groupData(const RowGroup &group, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == 0 ? groupLabel(*m_index, group) : QString();
    case Qt::ToolTipRole:
        return groupLabel(*m_index, group);
    case Qt::AccessibleTextRole:
    case SentenceRole:
        return groupSentence(*m_index, group, m_open.contains(keyOf(group)));
    case TermRole:
        return QString::fromStdString(finding::RowGroups::term(*m_index, group));
    case ChosenRole:
        return isGroupChosen(group);
    case GroupRole:
        return group.level + 1;
    case GroupCountRole:
        return group.size();
    case GroupVerdictsRole: {
        QList<int> counts;
        for (const std::uint32_t count : group.verdicts)
            counts.append(static_cast<int>(count));
        return QVariant::fromValue(counts);
    }
    case IsOpenRole:
        return m_open.contains(keyOf(group));
    default:
        return {};
    }
}

} // namespace rekey::ui

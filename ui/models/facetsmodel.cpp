// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/facetsmodel.h"

#include "core/base/text.h"
#include "core/finding/filtertext.h"
#include "ui/models/findingwords.h"

#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

FacetsModel::FacetsModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

std::vector<FacetsModel::Line> FacetsModel::linesOf(const std::vector<finding::FacetGroup> &groups)
{
    std::vector<Line> lines;
    for (const finding::FacetGroup &group : groups) {
        if (group.counts.empty())
            continue;
        lines.push_back({facetTitle(group.word), {}, 0, 0, true});
        const auto most = static_cast<double>(group.counts.front().count);
        for (const finding::FacetCount &facet : group.counts) {
            Line line;
            line.label = facetLabel(group.word, facet.value, facet.label);
            if (escapeControl(facet.value) == facet.value)
                line.term = QString::fromStdString(finding::filterTerm(group.word, facet.value));
            line.count = facet.count;
            line.share = static_cast<double>(facet.count) / most;
            lines.push_back(std::move(line));
        }
        if (group.distinct > group.counts.size()) {
            const auto more = static_cast<qulonglong>(group.distinct - group.counts.size());
            lines.push_back({tr("and %1 more").arg(QLocale().toString(more)), {}, 0, 0, false});
        }
    }
    return lines;
}

void FacetsModel::setGroups(const std::vector<finding::FacetGroup> &groups)
{
    std::vector<Line> lines = linesOf(groups);
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before) {
        const Line &old = m_lines[static_cast<std::size_t>(index.row())];
        const auto found = std::ranges::find_if(lines, [&](const Line &line) {
            return line.term == old.term && line.label == old.label;
        });
        after.append(found == lines.end()
                         ? QModelIndex()
                         : createIndex(static_cast<int>(found - lines.begin()), 0));
    }
    m_lines = std::move(lines);
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

int FacetsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant FacetsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return line.label;
    case Qt::ToolTipRole:
        return line.term;
    case Qt::AccessibleTextRole:
        return line.count == 0 ? line.label
                               : tr("%1, %2").arg(line.label, QLocale().toString(line.count));
    case TermRole:
        return line.term;
    case CountRole:
        return line.count;
    case ShareRole:
        return line.share;
    case IsTitleRole:
        return line.isTitle;
    default:
        return {};
    }
}

Qt::ItemFlags FacetsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    return line.term.isEmpty() ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettemodel.h"

#include "ui/widgets/fuzzy.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

void PaletteModel::setEntries(std::vector<PaletteEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

const PaletteEntry *PaletteModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_entries[static_cast<std::size_t>(row)] : nullptr;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const PaletteEntry *entry = at(index.row());
    if (!entry)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return entry->title;
    case Qt::AccessibleTextRole:
        return QStringList({entry->title, entry->detail, entry->keys})
            .filter(QRegularExpression(u"."_s))
            .join(u", "_s);
    case Qt::DecorationRole:
        return entry->icon;
    case DetailRole:
        return entry->detail;
    case KeysRole:
        return entry->keys;
    case MarkedRole:
        return QVariant::fromValue(entry->marked);
    default:
        return {};
    }
}

std::vector<PaletteEntry> rankEntries(std::vector<PaletteEntry> entries, const QString &query,
                                      int limit)
{
    std::erase_if(entries, [&query](PaletteEntry &entry) {
        const std::optional<FuzzyMatch> match = fuzzyMatch(query, entry.title);
        if (!match)
            return true;
        entry.score = match->score;
        entry.marked = match->positions;
        return false;
    });
    std::ranges::stable_sort(entries, std::greater(), &PaletteEntry::score);
    if (entries.size() > static_cast<std::size_t>(limit))
        entries.resize(static_cast<std::size_t>(limit));
    return entries;
}

} // namespace rekey::ui

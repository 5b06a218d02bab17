// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/comparemodel.h"

#include "core/base/text.h"
#include "ui/widgets/theme.h"

#include <QGuiApplication>

namespace rekey::ui {

namespace {

QString shown(std::string_view text)
{
    return QString::fromStdString(escapeControl(text));
}

} // namespace

CompareModel::CompareModel(Finder finder, QObject *parent)
    : QAbstractTableModel(parent)
    , m_find(std::move(finder))
{
}

void CompareModel::setTable(const report::CompareTable &table)
{
    beginResetModel();
    m_table = table;
    selectRows();
    endResetModel();
}

void CompareModel::setFilter(const CompareFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    selectRows();
    endResetModel();
}

bool CompareModel::lets(std::size_t row) const
{
    using Kind = CompareFilter::Kind;
    switch (m_filter.kind) {
    case Kind::All:
        return true;
    case Kind::MissedBySome:
        return m_table.finders(row) < m_table.tools().size();
    case Kind::FoundByOne:
        return m_table.finders(row) == 1;
    case Kind::MissedBy:
        return !m_table.hasFound(row, m_filter.tool);
    case Kind::FoundBy:
        return m_table.hasFound(row, m_filter.tool);
    }
    return true;
}

void CompareModel::selectRows()
{
    m_rows.clear();
    for (std::size_t row = 0; row < m_table.ids().size(); ++row) {
        if (lets(row))
            m_rows.push_back(row);
    }
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstToolColumn + static_cast<int>(m_table.tools().size());
}

QVariant CompareModel::findingData(std::size_t row, int column) const
{
    const auto finding = m_find(m_table.ids()[row]);
    if (!finding)
        return {};
    switch (column) {
    case SecretColumn:
        return finding->value.isEmpty() ? tr("value absent") : shown(finding->masked);
    case TypeColumn:
        return shown(finding->type);
    default:
        break;
    }
    if (finding->places.empty())
        return tr("no place given");
    const finding::Place &place = finding->places.front();
    return shown(place.path) + QLatin1Char(':') + QString::number(place.line);
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const std::size_t row = m_rows[static_cast<std::size_t>(index.row())];
    if (index.column() < FirstToolColumn) {
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? findingData(row, index.column())
                                                                  : QVariant();
    }
    const bool hasFound
        = m_table.hasFound(row, static_cast<std::size_t>(index.column() - FirstToolColumn));
    switch (role) {
    case Qt::DisplayRole:
        return hasFound ? tr("found") : tr("missed");
    case Qt::ForegroundRole:
        return toneColor(hasFound ? Tone::Good : Tone::Warning, QGuiApplication::palette());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignCenter);
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SecretColumn:
        return tr("Secret");
    case TypeColumn:
        return tr("Type");
    case WhereColumn:
        return tr("Where");
    default:
        break;
    }
    const auto tool = static_cast<std::size_t>(section - FirstToolColumn);
    return tool < m_table.tools().size() ? QVariant(shown(m_table.tools()[tool])) : QVariant();
}

} // namespace rekey::ui

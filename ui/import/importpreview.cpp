// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importpreview.h"

#include "core/base/text.h"

namespace rekey::ui {

namespace {

QString shown(std::string_view text)
{
    return QString::fromStdString(escapeControl(text));
}

QString whereOf(const finding::Finding &finding)
{
    if (finding.places.empty())
        return ImportPreviewModel::tr("no place given");
    const finding::Place &place = finding.places.front();
    return shown(place.path) + QLatin1Char(':') + QString::number(place.line);
}

} // namespace

QString importClaimText(const finding::Claim &claim)
{
    using finding::Verdict;
    switch (claim.verdict) {
    case Verdict::Live:
        return ImportPreviewModel::tr("says live");
    case Verdict::LiveLimited:
        return ImportPreviewModel::tr("says live but limited");
    case Verdict::Disabled:
        return ImportPreviewModel::tr("says disabled");
    case Verdict::Dead:
        return ImportPreviewModel::tr("says dead");
    case Verdict::NotASecret:
        return ImportPreviewModel::tr("says no secret");
    case Verdict::Unknown:
        return ImportPreviewModel::tr("does not know");
    case Verdict::NoChecker:
    case Verdict::NotChecked:
        break;
    }
    return ImportPreviewModel::tr("not checked");
}

void ImportPreviewModel::setRows(std::vector<report::ImportedFinding> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int ImportPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ImportPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const report::ImportedFinding &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case TypeColumn:
        return shown(row.finding.type);
    case SecretColumn:
        return row.isValueAbsent ? tr("value absent") : shown(row.finding.masked);
    case WhereColumn:
        return whereOf(row.finding);
    case CommitColumn:
        return row.finding.places.empty() ? QString()
                                          : shown(row.finding.places.front().commit).left(10);
    case AuthorColumn:
        return row.finding.places.empty() ? QString() : shown(row.finding.places.front().author);
    case ClaimColumn:
        return importClaimText(row.claim);
    default:
        return {};
    }
}

QVariant ImportPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TypeColumn:
        return tr("Type");
    case SecretColumn:
        return tr("Secret");
    case WhereColumn:
        return tr("Where");
    case CommitColumn:
        return tr("Commit");
    case AuthorColumn:
        return tr("Author");
    case ClaimColumn:
        return tr("The tool");
    default:
        return {};
    }
}

} // namespace rekey::ui

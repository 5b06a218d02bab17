// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paste/matchesmodel.h"

#include "core/base/text.h"

#include <QFontDatabase>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString shown(std::string_view text)
{
    const std::string safe = escapeControl(text);
    return QString::fromUtf8(safe.data(), static_cast<qsizetype>(safe.size()));
}

QString confidenceWord(finding::Confidence confidence)
{
    switch (confidence) {
    case finding::Confidence::Low:
        return MatchesModel::tr("low");
    case finding::Confidence::Medium:
        return MatchesModel::tr("medium");
    case finding::Confidence::High:
        return MatchesModel::tr("high");
    }
    return {};
}

} // namespace

MatchesModel::MatchesModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

MatchesModel::~MatchesModel() = default;

void MatchesModel::setText(std::shared_ptr<const scan::MaskedText> text)
{
    beginResetModel();
    m_text = std::move(text);
    endResetModel();
}

std::uint32_t MatchesModel::barOf(int row) const
{
    return m_text->matches[static_cast<std::size_t>(row)].bar;
}

int MatchesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_text ? 0 : static_cast<int>(m_text->matches.size());
}

int MatchesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MatchesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const scan::TextMatch &match = m_text->matches[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(match, column);
    case Qt::AccessibleTextRole:
        return column == Secret ? spoken(match) : text(match, column);
    case Qt::TextAlignmentRole:
        if (column == Line)
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::FontRole:
        return column == Mask ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont))
                              : QVariant();
    default:
        return {};
    }
}

QString MatchesModel::text(const scan::TextMatch &match, Column column) const
{
    const finding::Finding &finding = m_text->findings[match.finding];
    switch (column) {
    case Secret:
        return shown(finding.label());
    case Type:
        return shown(finding.type);
    case Mask:
        return shown(finding.masked);
    case Line:
        return QLocale().toString(match.line);
    case Confidence:
        return confidenceWord(finding.confidence);
    case ColumnCount:
        break;
    }
    return {};
}

QString MatchesModel::spoken(const scan::TextMatch &match) const
{
    return tr("%1, %2, %3, line %4, %5 confidence")
        .arg(text(match, Type), text(match, Mask), text(match, Secret), text(match, Line),
             text(match, Confidence));
}

QVariant MatchesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Line)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Secret:
        return tr("Id");
    case Type:
        return tr("Type");
    case Mask:
        return tr("Secret");
    case Line:
        return tr("Line");
    case Confidence:
        return tr("Confidence");
    default:
        return {};
    }
}

} // namespace rekey::ui

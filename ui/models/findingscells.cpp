// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findingscells.h"

#include "core/base/text.h"
#include "core/finding/filtertext.h"
#include "ui/models/findingsmodel.h"
#include "ui/models/findingwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>

#include <format>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using finding::FilterWord;
using Column = FindingsModel::Column;

constexpr std::size_t kShortIdLength = 7;

struct FindingsTable
{
    Q_DECLARE_TR_FUNCTIONS(rekey::ui::FindingsTable)
};

QString dateText(std::int64_t seconds)
{
    if (seconds == 0)
        return {};
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds).date(), QLocale::ShortFormat);
}

/// Path and line; while no path is known, the object, else the source.
QString whereText(const FindingCell &cell)
{
    const std::string_view path = cell.index.path(cell.row);
    const std::string_view source = cell.index.sourceName(cell.row);
    if (path.empty()) {
        const std::string_view object = cell.index.object(cell.row);
        return escapedText(object.empty() ? source : object.substr(0, kShortIdLength));
    }
    return u"%1:%2"_s.arg(escapedText(path)).arg(cell.index.line(cell.row));
}

QString labelText(const FindingCell &cell)
{
    return QString::fromStdString(std::format("S-{:04}", cell.index.number(cell.row)));
}

QString cellText(const FindingCell &cell)
{
    const auto &[index, row, column] = cell;
    switch (column) {
    case Column::VerdictColumn:
        return verdictWord(index.verdict(row));
    case Column::TypeColumn:
        return escapedText(index.type(row));
    case Column::SecretColumn:
        return escapedText(index.masked(row));
    case Column::WhereColumn:
        return whereText(cell);
    case Column::ReachColumn: {
        const auto reach = index.reach(row);
        return reach ? reachWord(*reach) : QString();
    }
    case Column::PlacesColumn:
        return QLocale().toString(index.placeCount(row));
    case Column::FirstSeenColumn:
        return dateText(index.firstSeen(row));
    case Column::AuthorColumn:
        return escapedText(index.author(row));
    case Column::ConfidenceColumn:
        return confidenceWord(index.confidence(row));
    case Column::ProviderColumn:
        return escapedText(index.providerName(row));
    case Column::RuleColumn:
        return escapedText(index.rule(row));
    case Column::EntropyColumn:
        return QLocale().toString(static_cast<double>(index.entropy(row)), 'f', 2);
    case Column::CommitColumn:
        return escapedText(index.commit(row).substr(0, kShortIdLength));
    case Column::IdColumn:
        return labelText(cell);
    default:
        return {};
    }
}

QString toolTipText(const FindingCell &cell)
{
    const auto &[index, row, column] = cell;
    if (column == Column::WhereColumn) {
        QStringList lines{whereText(cell)};
        if (const std::string_view source = index.sourceName(row); !source.empty())
            lines.append(escapedText(source));
        if (const std::string_view commit = index.commit(row); !commit.empty())
            lines.append(FindingsTable::tr("Commit %1").arg(escapedText(commit)));
        return lines.join(u'\n');
    }
    if (column == Column::ReachColumn) {
        const auto reach = index.reach(row);
        return reach ? reachPhrase(*reach) : QString();
    }
    return cellText(cell);
}

QString sentence(const FindingCell &cell)
{
    const auto &[index, row, column] = cell;
    QStringList parts{verdictWord(index.verdict(row)), escapedText(index.type(row)),
                      maskPhrase(index.masked(row))};
    if (const auto reach = index.reach(row))
        parts.append(reachPhrase(*reach));
    parts.append(index.path(row).empty() ? whereText(cell) : escapedText(index.path(row)));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

/// Text that could not be typed back as it is (controls, broken UTF-8) has no term.
QString textTerm(FilterWord word, std::string_view text)
{
    if (text.empty() || escapeControl(text) != text)
        return {};
    return QString::fromStdString(finding::filterTerm(word, text));
}

QString term(const FindingCell &cell)
{
    const auto &[index, row, column] = cell;
    switch (column) {
    case Column::VerdictColumn:
        return textTerm(FilterWord::Verdict, finding::verdictName(index.verdict(row)));
    case Column::TypeColumn:
        return textTerm(FilterWord::Type, index.type(row));
    case Column::WhereColumn:
        return textTerm(FilterWord::Path, index.path(row));
    case Column::ReachColumn: {
        const auto reach = index.reach(row);
        return reach ? textTerm(FilterWord::In, sources::reachName(*reach)) : QString();
    }
    case Column::PlacesColumn:
        return u"places:%1"_s.arg(index.placeCount(row));
    case Column::FirstSeenColumn: {
        const std::int64_t first = index.firstSeen(row);
        return first == 0 ? QString()
                          : u"first:"_s
                + QDateTime::fromSecsSinceEpoch(first, QTimeZone::UTC).date().toString(Qt::ISODate);
    }
    case Column::AuthorColumn:
        return textTerm(FilterWord::Author, index.author(row));
    case Column::ConfidenceColumn:
        return textTerm(FilterWord::Certainty, finding::confidenceName(index.confidence(row)));
    case Column::ProviderColumn:
        return textTerm(FilterWord::Provider, index.provider(row));
    case Column::RuleColumn:
        return textTerm(FilterWord::Rule, index.rule(row));
    case Column::CommitColumn:
        return textTerm(FilterWord::Commit, index.commit(row));
    case Column::SecretColumn:
    case Column::IdColumn:
        return u"id:"_s + labelText(cell);
    default:
        return {};
    }
}

QString columnTitle(int column)
{
    switch (column) {
    case Column::VerdictColumn:
        return FindingsTable::tr("Verdict");
    case Column::TypeColumn:
        return FindingsTable::tr("Type");
    case Column::SecretColumn:
        return FindingsTable::tr("Secret");
    case Column::WhereColumn:
        return FindingsTable::tr("Where");
    case Column::ReachColumn:
        return FindingsTable::tr("In HEAD");
    case Column::PlacesColumn:
        return FindingsTable::tr("Places");
    case Column::FirstSeenColumn:
        return FindingsTable::tr("First seen");
    case Column::AuthorColumn:
        return FindingsTable::tr("Author");
    case Column::ConfidenceColumn:
        return FindingsTable::tr("Confidence");
    case Column::ProviderColumn:
        return FindingsTable::tr("Provider");
    case Column::RuleColumn:
        return FindingsTable::tr("Rule");
    case Column::EntropyColumn:
        return FindingsTable::tr("Entropy");
    case Column::CommitColumn:
        return FindingsTable::tr("Commit");
    case Column::IdColumn:
        return FindingsTable::tr("Id");
    default:
        return {};
    }
}

QVariant alignment(int column)
{
    const bool isNumber = column == Column::PlacesColumn || column == Column::EntropyColumn;
    return QVariant::fromValue(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

QVariant cellData(const FindingCell &cell, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return cellText(cell);
    case Qt::ToolTipRole:
        return toolTipText(cell);
    case Qt::AccessibleTextRole:
    case FindingsModel::SentenceRole:
        return role == FindingsModel::SentenceRole || cell.column == Column::VerdictColumn
            ? sentence(cell)
            : cellText(cell);
    case Qt::TextAlignmentRole:
        return alignment(cell.column);
    case FindingsModel::VerdictRole:
        return static_cast<int>(cell.index.verdict(cell.row));
    case FindingsModel::ConfidenceRole:
        return static_cast<int>(cell.index.confidence(cell.row));
    case FindingsModel::ReachRole: {
        const auto reach = cell.index.reach(cell.row);
        return reach ? static_cast<int>(*reach) : -1;
    }
    case FindingsModel::TermRole:
        return term(cell);
    default:
        return {};
    }
}

QVariant columnData(int column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return columnTitle(column);
    case Qt::TextAlignmentRole:
        return alignment(column);
    default:
        return {};
    }
}

} // namespace rekey::ui

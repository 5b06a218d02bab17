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

/// "3 d", "5 mo", "2 y": short, as a column of them is read.
QString spanText(std::int64_t seconds)
{
    constexpr std::int64_t day = 86'400;
    const auto count = [seconds](std::int64_t unit) {
        return QLocale().toString(static_cast<qlonglong>(seconds / unit));
    };
    if (seconds < day)
        return FindingsTable::tr("%1 h").arg(count(3600));
    if (seconds < 60 * day)
        return FindingsTable::tr("%1 d").arg(count(day));
    if (seconds < 730 * day)
        return FindingsTable::tr("%1 mo").arg(count(30 * day));
    return FindingsTable::tr("%1 y").arg(count(365 * day));
}

QString ageText(const FindingCell &cell)
{
    const std::int64_t first = cell.index.firstSeen(cell.row);
    return first == 0 || first > cell.now ? QString() : spanText(cell.now - first);
}

QString severityText(const FindingCell &cell)
{
    const QString number = QLocale().toString(cell.index.severity(cell.row));
    // An override keeps both numbers.
    return cell.index.records().severity(cell.row)
        ? FindingsTable::tr("%1 (%2)").arg(
              number, QLocale().toString(cell.index.severityParts(cell.row).value()))
        : number;
}

QString joinedLines(std::string_view lines)
{
    QStringList items;
    for (const std::string &line : finding::splitLines(lines))
        items.append(escapedText(line));
    return items.join(u", "_s);
}

QString fileName(const FindingCell &cell)
{
    const std::string_view path = cell.index.path(cell.row);
    return escapedText(path.substr(path.rfind('/') + 1));
}

QString toolText(const FindingCell &cell)
{
    QStringList tools;
    if (cell.index.isSeenByUs(cell.row))
        tools.append(QString::fromUtf8(finding::kOwnTool.data(), finding::kOwnTool.size()));
    if (const QString claimed = joinedLines(cell.index.records().tools(cell.row));
        !claimed.isEmpty())
        tools.append(claimed);
    return tools.join(u", "_s);
}

QString scopesText(const FindingCell &cell)
{
    const finding::Access *access = cell.index.records().access(cell.row);
    if (!access)
        return {};
    QStringList names;
    for (const finding::Scope &scope : access->scopes) {
        if (names.size() == 8) {
            names.append(QString(QChar(0x2026)));
            break;
        }
        names.append(escapedText(scope.name));
    }
    return names.join(u", "_s);
}

QString labelText(const FindingCell &cell)
{
    return QString::fromStdString(std::format("S-{:04}", cell.index.number(cell.row)));
}

QString rotationText(const FindingCell &cell)
{
    const finding::FindingRotation *rotation = cell.index.rotation(cell.row);
    return rotation ? rotationPhrase(*rotation) : QString();
}

/// Columns of what people and providers said, and where from.
QString keptText(const FindingCell &cell)
{
    const auto &[index, row, column, now] = cell;
    const finding::RecordColumns &records = index.records();
    const finding::Access *access = records.access(row);
    switch (column) {
    case Column::RepoColumn:
        return escapedText(index.sourceName(row));
    case Column::FileColumn:
        return fileName(cell);
    case Column::ToolColumn:
        return toolText(cell);
    case Column::AccountColumn:
        return escapedText(records.account(row));
    case Column::ScopesColumn:
        return scopesText(cell);
    case Column::LastUsedColumn:
        return dateText(access ? access->lastUsedAt : 0);
    case Column::ExpiresColumn:
        return dateText(access ? access->expiresAt : 0);
    case Column::CheckedColumn: {
        const finding::Evidence *evidence = records.evidence(row);
        return dateText(evidence ? evidence->checkedAt : 0);
    }
    case Column::OwnerColumn:
        return escapedText(records.owner(row));
    case Column::TagsColumn:
        return joinedLines(records.tags(row));
    case Column::IncidentColumn:
        return escapedText(records.incident(row));
    case Column::SealsColumn:
        return joinedLines(index.sealHolders(row));
    case Column::RotationColumn:
        return rotationText(cell);
    case Column::ExposedColumn:
        return index.exposedSeconds(row) == 0 ? QString() : spanText(index.exposedSeconds(row));
    default:
        return {};
    }
}

QString cellText(const FindingCell &cell)
{
    const auto &[index, row, column, now] = cell;
    switch (column) {
    case Column::SeverityColumn:
        return severityText(cell);
    case Column::DecisionColumn:
        return decisionText(index.records().decision(row), index.records().closeReason(row));
    case Column::AgeColumn:
        return ageText(cell);
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
        return keptText(cell);
    }
}

/// The parts a severity is made of, one a line.
QString severityToolTip(const FindingCell &cell)
{
    const finding::Severity parts = cell.index.severityParts(cell.row);
    QStringList lines{FindingsTable::tr("%1, %2").arg(severityText(cell),
                                                      severityWord(cell.index.band(cell.row)))};
    const auto add = [&](const QString &text, std::uint8_t part) {
        if (part != 0)
            lines.append(FindingsTable::tr("%1: +%2").arg(text).arg(part));
    };
    add(verdictWord(cell.index.verdict(cell.row)), parts.verdict);
    add(FindingsTable::tr("Scopes"), parts.scope);
    add(FindingsTable::tr("Who can see it"), parts.reach);
    add(FindingsTable::tr("Still in the newest version"), parts.head);
    add(FindingsTable::tr("Older than a year"), parts.age);
    if (cell.index.records().severity(cell.row))
        lines.append(FindingsTable::tr("Set by hand; the computed one is in brackets."));
    return lines.join(u'\n');
}

QString toolTipText(const FindingCell &cell)
{
    const auto &[index, row, column, now] = cell;
    if (column == Column::SeverityColumn)
        return severityToolTip(cell);
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
    if (column == Column::RotationColumn) {
        const finding::FindingRotation *rotation = index.rotation(row);
        if (!rotation)
            return {};
        QStringList lines{rotationPhrase(*rotation)};
        if (!rotation->why.empty())
            lines.append(escapedText(rotation->why));
        if (!rotation->others.empty()) {
            QStringList others;
            for (const std::string &run : rotation->others)
                others.append(escapedText(run));
            lines.append(FindingsTable::tr("Also: %1").arg(others.join(u", "_s)));
        }
        return lines.join(u'\n');
    }
    return cellText(cell);
}

int marksOf(const FindingCell &cell)
{
    const finding::RecordColumns &records = cell.index.records();
    const finding::Access *access = records.access(cell.row);
    int marks = 0;
    if (access && access->highestRisk() == finding::ScopeRisk::Admin)
        marks |= FindingsModel::AdminMark;
    if (!records.tools(cell.row).empty())
        marks |= FindingsModel::ClaimMark;
    if (records.isValueAbsent(cell.row))
        marks |= FindingsModel::ValueAbsentMark;
    return marks;
}

QString sentence(const FindingCell &cell)
{
    const auto &[index, row, column, now] = cell;
    QStringList parts{verdictWord(index.verdict(row)), escapedText(index.type(row)),
                      maskPhrase(index.masked(row))};
    if (const auto reach = index.reach(row))
        parts.append(reachPhrase(*reach));
    parts.append(index.path(row).empty() ? whereText(cell) : escapedText(index.path(row)));
    parts.append(
        decisionText(index.records().decision(row), index.records().closeReason(row)).toLower());
    const int marks = marksOf(cell);
    if (marks & FindingsModel::AdminMark)
        parts.append(FindingsTable::tr("admin"));
    if (marks & FindingsModel::ClaimMark)
        parts.append(
            FindingsTable::tr("claimed by %1").arg(joinedLines(index.records().tools(row))));
    if (marks & FindingsModel::ValueAbsentMark)
        parts.append(FindingsTable::tr("value absent"));
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

/// Terms of keptText's columns.
QString keptTerm(const FindingCell &cell)
{
    const auto &[index, row, column, now] = cell;
    const finding::RecordColumns &records = index.records();
    switch (column) {
    case Column::RepoColumn:
        return textTerm(FilterWord::Repo, index.sourceName(row));
    case Column::FileColumn: {
        const std::string_view path = index.path(row);
        return textTerm(FilterWord::File, path.substr(path.rfind('/') + 1));
    }
    case Column::ToolColumn: {
        const std::string_view tools = records.tools(row);
        return textTerm(FilterWord::Tool,
                        tools.empty() ? finding::kOwnTool : tools.substr(0, tools.find('\n')));
    }
    case Column::AccountColumn:
        return textTerm(FilterWord::Account, records.account(row));
    case Column::ScopesColumn: {
        const finding::Access *access = records.access(row);
        const auto risk = access ? access->highestRisk() : std::nullopt;
        return risk ? textTerm(FilterWord::Scope, finding::scopeRiskName(*risk)) : QString();
    }
    case Column::OwnerColumn:
        return textTerm(FilterWord::Owner, records.owner(row));
    case Column::TagsColumn: {
        const std::string_view tags = records.tags(row);
        return textTerm(FilterWord::Tag, tags.substr(0, tags.find('\n')));
    }
    case Column::IncidentColumn:
        return textTerm(FilterWord::Incident, records.incident(row));
    case Column::SealsColumn: {
        const std::string_view holders = index.sealHolders(row);
        return textTerm(FilterWord::Seal, holders.substr(0, holders.find('\n')));
    }
    case Column::RotationColumn: {
        const finding::FindingRotation *rotation = index.rotation(row);
        return textTerm(FilterWord::Rotation,
                        rotation ? finding::rotationStateName(rotation->state)
                                 : std::string_view("none"));
    }
    default:
        return {};
    }
}

QString term(const FindingCell &cell)
{
    const auto &[index, row, column, now] = cell;
    switch (column) {
    case Column::SeverityColumn:
        return textTerm(FilterWord::Severity, finding::severityBandName(index.band(row)));
    case Column::DecisionColumn: {
        const finding::CloseReason reason = index.records().closeReason(row);
        return textTerm(FilterWord::Decision,
                        reason == finding::CloseReason::None
                            ? finding::decisionName(index.records().decision(row))
                            : finding::closeReasonName(reason));
    }
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
        return keptTerm(cell);
    }
}

QString columnTitle(int column)
{
    switch (column) {
    case Column::SeverityColumn:
        return FindingsTable::tr("Severity");
    case Column::DecisionColumn:
        return FindingsTable::tr("Decision");
    case Column::AgeColumn:
        return FindingsTable::tr("Age");
    case Column::RepoColumn:
        return FindingsTable::tr("Repo");
    case Column::FileColumn:
        return FindingsTable::tr("File name");
    case Column::ToolColumn:
        return FindingsTable::tr("Source tool");
    case Column::AccountColumn:
        return FindingsTable::tr("Account");
    case Column::ScopesColumn:
        return FindingsTable::tr("Scopes");
    case Column::LastUsedColumn:
        return FindingsTable::tr("Last used");
    case Column::ExpiresColumn:
        return FindingsTable::tr("Expires");
    case Column::CheckedColumn:
        return FindingsTable::tr("Last checked");
    case Column::OwnerColumn:
        return FindingsTable::tr("Owner");
    case Column::TagsColumn:
        return FindingsTable::tr("Tags");
    case Column::IncidentColumn:
        return FindingsTable::tr("Incident");
    case Column::SealsColumn:
        return FindingsTable::tr("Seals");
    case Column::RotationColumn:
        return FindingsTable::tr("Rotation");
    case Column::ExposedColumn:
        return FindingsTable::tr("Exposed for");
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
        return role == FindingsModel::SentenceRole || cell.column == Column::SeverityColumn
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
    case FindingsModel::SeverityRole:
        return static_cast<int>(cell.index.band(cell.row));
    case FindingsModel::DecisionRole:
        return static_cast<int>(cell.index.records().decision(cell.row));
    case FindingsModel::MarksRole:
        return marksOf(cell);
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

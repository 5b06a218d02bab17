// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findingsmodel.h"

#include "core/finding/filtertext.h"
#include "ui/models/findingscells.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace rekey::ui {

namespace {

using finding::IndexRow;
using finding::SortKey;

constexpr int kMaxMergeMs = 2'000;
constexpr int kHoldMs = 2'000;

constexpr std::array<SortKey, FindingsModel::ColumnCount> kSortKeys = {
    SortKey::Severity, SortKey::Verdict, SortKey::Decision,  SortKey::Type,      SortKey::Masked,
    SortKey::Path,     SortKey::Reach,   SortKey::Places,    SortKey::FirstSeen, SortKey::Author,
    SortKey::Age,      SortKey::Number,  SortKey::Certainty, SortKey::Provider,  SortKey::Source,
    SortKey::File,     SortKey::Rule,    SortKey::Tool,      SortKey::Account,   SortKey::Risk,
    SortKey::LastUsed, SortKey::Expires, SortKey::Checked,   SortKey::Owner,     SortKey::Tags,
    SortKey::Incident, SortKey::Entropy, SortKey::Exposed,   SortKey::Commit,    SortKey::Seals,
    SortKey::Rotation,
};

} // namespace

FindingsModel::FindingsModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_index(std::make_shared<finding::FindingIndex>())
{
    m_view.setIndex(m_index);
    connect(&m_view, &FindingsView::answered, this, &FindingsModel::adopt);
    connect(&m_view, &FindingsView::counted, this, &FindingsModel::adoptCounts);
    connect(&m_view, &FindingsView::idle, this, &FindingsModel::drain);
    m_drainTimer.setSingleShot(true);
    m_mergeTimer.setSingleShot(true);
    m_countTimer.setSingleShot(true);
    connect(&m_drainTimer, &QTimer::timeout, this, &FindingsModel::drain);
    connect(&m_mergeTimer, &QTimer::timeout, this, &FindingsModel::merge);
    connect(&m_countTimer, &QTimer::timeout, this, &FindingsModel::refreshCounts);
    m_heldTimer.setSingleShot(true);
    m_heldTimer.setInterval(kHoldMs);
    connect(&m_heldTimer, &QTimer::timeout, this, &FindingsModel::releaseHeld);
    refresh();
}

FindingsModel::~FindingsModel() = default;

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(m_groups.empty() ? m_rows.size() : m_lines.size());
}

int FindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (isGroup(index.row()))
        return groupData(groupOf(index.row()), index.column(), role);
    const FindingCell cell{*m_index, indexRowAt(index.row()), index.column(), now()};
    switch (role) {
    case ChosenRole:
        return isChosen(index.row());
    case FadedRole:
        return std::ranges::contains(m_held, cell.row);
    case GroupRole:
        return 0;
    default:
        return cellData(cell, role);
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return columnData(section, role);
}

SortKey FindingsModel::sortKey() const
{
    return kSortKeys[static_cast<std::size_t>(m_sortColumn)];
}

void FindingsModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount || (column == m_sortColumn && order == m_sortOrder))
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    m_nextHint = VerticalSortHint;
    refresh();
}

void FindingsModel::setSources(const QStringList &names)
{
    std::vector<finding::IndexSource> sources;
    for (const QString &name : names)
        sources.push_back({name.toStdString(), {}, false});
    setSources(std::move(sources));
}

void FindingsModel::setSources(std::vector<finding::IndexSource> sources)
{
    m_sources = std::move(sources);
    drain();
}

void FindingsModel::setWeights(const finding::SeverityWeights &weights)
{
    m_weights = weights;
    drain();
}

void FindingsModel::setSeals(std::shared_ptr<const finding::FindingIndex::SealHolders> holders)
{
    m_seals = std::move(holders);
    drain();
}

void FindingsModel::setRotations(std::shared_ptr<const finding::FindingRotations> rotations)
{
    m_rotations = std::move(rotations);
    drain();
}

void FindingsModel::clear()
{
    beginResetModel();
    m_index = std::make_shared<finding::FindingIndex>();
    m_index->setSources(m_sources);
    m_view.setIndex(m_index);
    m_pending.clear();
    m_pendingBegin = 0;
    m_touched.clear();
    m_decided.clear();
    m_held.clear();
    m_heldTimer.stop();
    m_rows.clear();
    m_groups.clear();
    m_lines.clear();
    m_mergeTimer.stop();
    m_drainTimer.stop();
    endResetModel();
    clearChoice();
    refresh();
}

void FindingsModel::replaceRows(std::vector<IndexRow> rows, std::vector<finding::RowGroup> groups,
                                LayoutChangeHint hint)
{
    relayout(hint, [&] {
        m_rows = std::move(rows);
        m_groups = std::move(groups);
        if (std::exchange(m_isNewGrouping, false)) {
            if (const auto kept = m_index->rowOf(m_kept))
                openAround(*kept);
        }
    });
    Q_EMIT countsChanged(shownCount(), totalCount());
}

QModelIndexList FindingsModel::indexesOf(const QModelIndexList &before,
                                         const std::vector<std::uint64_t> &ids) const
{
    std::unordered_map<std::uint64_t, int> positions; // of what is asked for only
    for (const std::uint64_t id : ids)
        positions.emplace(id, -1);
    for (std::size_t number = 0; number < m_groups.size(); ++number) {
        if (const auto wanted = positions.find(keyOf(m_groups[number])); wanted != positions.end())
            wanted->second = m_groupLines[number];
    }
    const bool isMany = positions.size() > 4;
    if (isMany) {
        std::vector<bool> isWanted(m_index->size());
        for (const std::uint64_t id : ids) {
            if (id < isWanted.size())
                isWanted[id] = true;
        }
        for (std::size_t at = 0; at < m_rows.size(); ++at) {
            if (isWanted[m_rows[at]])
                positions[m_rows[at]] = lineOf(at);
        }
    }
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const std::uint64_t id = ids[static_cast<std::size_t>(i)];
        int line = positions.at(id);
        if (!isMany && line < 0) {
            const auto found = std::ranges::find(m_rows, static_cast<IndexRow>(id));
            if (id >> 32 == 0 && found != m_rows.end())
                line = lineOf(static_cast<std::size_t>(found - m_rows.begin()));
        }
        after.append(line < 0 ? QModelIndex() : createIndex(line, before.at(i).column()));
    }
    return after;
}

void FindingsModel::tellTouched(std::vector<IndexRow> touched)
{
    if (!touched.empty())
        Q_EMIT findingsTouched(touched);
}

ViewRequest FindingsModel::request() const
{
    ViewRequest request;
    request.filter = m_filter;
    request.key = sortKey();
    request.isDescending = m_sortOrder == Qt::DescendingOrder;
    request.grouping = m_grouping;
    request.quickFilters = m_quickFilters;
    request.now = now();
    return request;
}

std::int64_t FindingsModel::now() const
{
    return m_now.value_or(QDateTime::currentSecsSinceEpoch());
}

void FindingsModel::refresh()
{
    m_passClock.start();
    m_view.ask(request());
}

void FindingsModel::refreshCounts()
{
    m_view.askCounts(m_rows);
}

void FindingsModel::adopt(const ViewAnswer &answer)
{
    m_passMs = static_cast<int>(std::min<qint64>(m_passClock.elapsed(), kMaxMergeMs));
    m_held.clear();
    m_heldTimer.stop();
    m_decided.clear();
    replaceRows(answer.rows, answer.groups, std::exchange(m_nextHint, NoLayoutChangeHint));
    if (std::exchange(m_isNewFilter, false))
        keepShownChoice();
    // The pass saw every finding taken in, so nothing is left to merge.
    m_mergeTimer.stop();
    tellTouched(std::exchange(m_touched, {}));
    adoptCounts(answer);
}

void FindingsModel::adoptCounts(const ViewAnswer &answer)
{
    m_facets = answer.facets;
    m_quickCounts = answer.quickCounts;
    Q_EMIT facetsChanged();
}

void FindingsModel::setFilter(const QString &text)
{
    finding::ParsedFilter parsed = finding::parseFilter(text.toStdString());
    Q_EMIT filterState(parsed.state, parsed.problem);
    if (!parsed.isUsable() || text == m_filterText)
        return;
    m_filterText = text;
    m_filter = std::move(parsed.root);
    m_nextHint = VerticalSortHint;
    m_isNewFilter = true;
    Q_EMIT filterChanged(text);
    refresh();
}

void FindingsModel::setQuickFilters(const QStringList &filters)
{
    m_quickFilters.clear();
    for (const QString &filter : filters)
        m_quickFilters.push_back(finding::parseFilter(filter.toStdString()).root);
    refresh();
}

std::size_t FindingsModel::quickCount(int number) const
{
    const auto at = static_cast<std::size_t>(number);
    return at < m_quickCounts.size() ? m_quickCounts[at] : 0;
}

bool FindingsModel::isBusy() const
{
    return m_view.isBusy() || !m_pending.empty() || !m_touched.empty() || !m_index->isRated();
}

finding::Finding FindingsModel::findingAt(int row) const
{
    return m_index->finding(indexRowAt(row));
}

std::optional<finding::Finding> FindingsModel::find(const secret::SecretId &id) const
{
    const auto row = m_index->rowOf(id);
    return row ? std::optional(m_index->finding(*row)) : std::nullopt;
}

finding::Record FindingsModel::record(const secret::SecretId &id) const
{
    if (const auto row = m_index->rowOf(id))
        return m_index->record(*row);
    finding::Record record;
    record.id = id;
    return record;
}

secret::SecretId FindingsModel::idAt(int row) const
{
    return isGroup(row) ? secret::SecretId() : m_index->id(indexRowAt(row));
}

IndexRow FindingsModel::indexRowAt(int row) const
{
    return isGroup(row) ? m_rows[groupOf(row).begin] : lineAt(row);
}

int FindingsModel::rowOf(const secret::SecretId &id) const
{
    const auto row = m_index->rowOf(id);
    if (!row)
        return -1;
    const auto found = std::ranges::find(m_rows, *row);
    if (found == m_rows.end())
        return -1;
    const int line = lineOf(static_cast<std::size_t>(found - m_rows.begin()));
    return lineAt(line) == *row ? line : -1;
}

bool FindingsModel::inSameGroup(int left, int right) const
{
    if (isGroup(left) || isGroup(right))
        return false;
    return finding::RowOrder::sameValue(*m_index, sortKey(), indexRowAt(left), indexRowAt(right));
}

bool FindingsModel::isChosen(int row) const
{
    if (isGroup(row))
        return isGroupChosen(groupOf(row));
    const IndexRow at = lineAt(row);
    return at < m_chosen.size() && m_chosen[at];
}

void FindingsModel::setChosen(int first, int last, bool isChosen)
{
    first = std::max(first, 0);
    last = std::min(last, rowCount() - 1);
    if (first > last)
        return;
    m_chosen.resize(m_index->size());
    for (int row = first; row <= last; ++row) {
        if (!isGroup(row)) {
            choose(lineAt(row), isChosen);
            continue;
        }
        const finding::RowGroup &group = groupOf(row);
        for (std::uint32_t at = group.begin; at < group.end; ++at)
            choose(m_rows[at], isChosen);
    }
    // A group's row tells of all its findings.
    const bool isWide = isGrouped();
    Q_EMIT dataChanged(createIndex(isWide ? 0 : first, 0),
                       createIndex(isWide ? rowCount() - 1 : last, ColumnCount - 1), {ChosenRole});
    Q_EMIT choiceChanged(m_chosenCount);
}

void FindingsModel::choose(IndexRow row, bool isChosen)
{
    if (m_chosen[row] != isChosen)
        m_chosenCount += isChosen ? 1 : -1;
    m_chosen[row] = isChosen;
}

void FindingsModel::chooseAll()
{
    m_chosen.resize(m_index->size());
    for (const IndexRow row : m_rows)
        choose(row, true);
    if (m_rows.empty())
        return;
    Q_EMIT dataChanged(createIndex(0, 0), createIndex(rowCount() - 1, ColumnCount - 1),
                       {ChosenRole});
    Q_EMIT choiceChanged(m_chosenCount);
}

void FindingsModel::clearChoice()
{
    if (m_chosenCount == 0) {
        m_chosen.assign(m_index->size(), false);
        return;
    }
    m_chosen.assign(m_index->size(), false);
    m_chosenCount = 0;
    if (!m_rows.empty())
        Q_EMIT dataChanged(createIndex(0, 0), createIndex(rowCount() - 1, ColumnCount - 1),
                           {ChosenRole});
    Q_EMIT choiceChanged(0);
}

/// What a filter hides is no longer chosen, so no act reaches rows nobody sees.
void FindingsModel::keepShownChoice()
{
    if (m_chosenCount == 0)
        return;
    std::vector<bool> kept(m_index->size());
    int count = 0;
    for (const IndexRow row : m_rows) {
        if (row < m_chosen.size() && m_chosen[row]) {
            kept[row] = true;
            ++count;
        }
    }
    m_chosen = std::move(kept);
    if (count != std::exchange(m_chosenCount, count))
        Q_EMIT choiceChanged(m_chosenCount);
}

std::vector<secret::SecretId> FindingsModel::chosenIds() const
{
    std::vector<secret::SecretId> ids;
    for (const IndexRow row : m_rows) {
        if (row < m_chosen.size() && m_chosen[row])
            ids.push_back(m_index->id(row));
    }
    return ids;
}

std::vector<secret::SecretId> FindingsModel::chosenByArrival() const
{
    std::vector<bool> wanted(m_chosen.size());
    for (const IndexRow row : m_rows) {
        if (row < m_chosen.size() && m_chosen[row])
            wanted[row] = true;
    }
    std::vector<secret::SecretId> ids;
    ids.reserve(static_cast<std::size_t>(m_chosenCount));
    for (IndexRow row = 0; row < wanted.size(); ++row) {
        if (wanted[row])
            ids.push_back(m_index->id(row));
    }
    return ids;
}

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/findingsmodel.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace rekey::ui {

namespace {

using finding::IndexRow;

constexpr int kSliceMs = 8;
constexpr std::size_t kSliceFindings = 64;
constexpr int kMergeMs = 100;
constexpr int kMergeManyMs = 500;
constexpr int kCountMs = 300;
constexpr std::size_t kManyRows = 200'000;
constexpr std::size_t kMaxMerge = 4'000; ///< more changed rows than this: sort anew

std::vector<bool> marks(std::size_t size, std::span<const IndexRow> rows)
{
    std::vector<bool> marks(size);
    for (const IndexRow row : rows)
        marks[row] = true;
    return marks;
}

/// As std::upper_bound, with few comparisons where the place is near `from`.
template <typename Iterator, typename Less>
Iterator upperBoundNear(Iterator from, Iterator end, IndexRow row, const Less &less)
{
    std::ptrdiff_t step = 1;
    while (step <= end - from && !less(row, from[step - 1])) {
        from += step;
        step *= 2;
    }
    return std::upper_bound(from, from + std::min(step, end - from), row, less);
}

} // namespace

void FindingsModel::upsert(scan::FindingBatch batch, const SourceRange &from)
{
    if (batch.empty())
        return;
    m_pending.emplace_back(Found{std::move(batch), from});
    if (m_pending.size() == 1)
        drain();
}

void FindingsModel::putRecords(std::vector<finding::Record> records, RecordsAre what)
{
    if (records.empty())
        return;
    m_pending.emplace_back(Said{std::move(records), what});
    if (m_pending.size() == 1)
        drain();
}

/// What an earlier batch says of a finding may have waited until now.
void FindingsModel::keepOthers(finding::Finding &found, const SourceRange &from) const
{
    const auto row = m_index->rowOf(found.id);
    if (!row)
        return;
    const finding::Finding known = m_index->finding(*row);
    const std::size_t own = found.places.size();
    std::ranges::copy_if(
        known.places, std::back_inserter(found.places),
        [&from](const finding::Place &place) { return !from.contains(place.source); });
    if (found.places.size() == own)
        return;
    if (known.number > 0)
        found.number = known.number;
    std::ranges::sort(found.places, finding::placeLess);
}

std::vector<IndexRow> FindingsModel::takeFindings(Found &found, std::size_t count)
{
    const auto slice = std::span(found.batch).subspan(m_pendingBegin, count);
    if (found.from.begin > 0 || found.from.end < m_sources.size()) {
        for (finding::Finding &one : slice)
            keepOthers(one, found.from);
    }
    return m_index->upsert(slice);
}

void FindingsModel::takeNext()
{
    auto *const found = std::get_if<Found>(&m_pending.front());
    const auto *const said = std::get_if<Said>(&m_pending.front());
    const std::size_t size = found != nullptr ? found->batch.size() : said->records.size();
    const std::size_t count = std::min(kSliceFindings, size - m_pendingBegin);
    const std::vector<IndexRow> rows = found != nullptr
        ? takeFindings(*found, count)
        : m_index->putRecords(std::span(said->records).subspan(m_pendingBegin, count));
    if (said != nullptr && said->what == RecordsAre::News)
        m_decided.insert(m_decided.end(), rows.begin(), rows.end());
    m_touched.insert(m_touched.end(), rows.begin(), rows.end());
    m_pendingBegin += count;
    if (m_pendingBegin < size)
        return;
    m_pending.pop_front();
    m_pendingBegin = 0;
}

void FindingsModel::drainSome()
{
    m_index->setSources(m_sources);
    m_index->setWeights(m_weights);
    m_index->setNow(now());
    const std::vector<IndexRow> resealed = m_index->setSeals(m_seals);
    m_touched.insert(m_touched.end(), resealed.begin(), resealed.end());
    const std::vector<IndexRow> rotated = m_index->setRotations(m_rotations);
    m_touched.insert(m_touched.end(), rotated.begin(), rotated.end());
    QElapsedTimer clock;
    clock.start();
    while (!m_pending.empty() && clock.elapsed() < kSliceMs)
        takeNext();
    if (m_index->isRated())
        return;
    while (m_index->rateNext(kSliceFindings) && clock.elapsed() < kSliceMs) { }
    if (m_index->isRated())
        refresh();
}

void FindingsModel::drain()
{
    if (m_view.isBusy())
        return;
    drainSome();
    m_chosen.resize(m_index->size());
    if (!m_pending.empty() || !m_index->isRated())
        m_drainTimer.start(0);
    if (m_touched.empty() || m_view.isBusy())
        return;
    if (!m_decided.empty() && rowCount() > 0) // badges at once, whatever else takes its time
        Q_EMIT dataChanged(createIndex(0, 0), createIndex(rowCount() - 1, ColumnCount - 1));
    if (m_pending.empty() && (m_view.isSmall() || !m_decided.empty()))
        merge();
    else if (!m_mergeTimer.isActive())
        m_mergeTimer.start(mergeDelayMs());
}

/// While findings pour in, no more than a third of the time goes into sorting them anew.
int FindingsModel::mergeDelayMs() const
{
    const int least = m_index->size() > kManyRows ? kMergeManyMs : kMergeMs;
    return m_touched.size() > kMaxMerge ? std::max(least, 2 * m_passMs) : least;
}

void FindingsModel::merge()
{
    m_mergeTimer.stop();
    if (m_view.isBusy() || m_touched.empty())
        return; // drain() comes again when the view is idle
    if (m_touched.size() > kMaxMerge || isGrouped()) {
        refresh();
        return;
    }
    std::vector<IndexRow> touched = std::exchange(m_touched, {});
    mergeRows(touched);
    tellTouched(std::move(touched));
    if (m_view.isSmall())
        refreshCounts();
    else if (!m_countTimer.isActive())
        m_countTimer.start(kCountMs);
}

void FindingsModel::mergeRows(std::vector<IndexRow> touched)
{
    std::ranges::sort(touched);
    const auto tail = std::ranges::unique(touched);
    touched.erase(tail.begin(), tail.end());
    const std::vector<bool> isTouched = marks(m_index->size(), touched);
    std::vector<IndexRow> kept = m_rows;
    std::vector<IndexRow> shown;
    std::erase_if(kept, [&](IndexRow row) {
        if (isTouched[row])
            shown.push_back(row);
        return isTouched[row];
    });
    std::vector<IndexRow> fresh = m_view.matching(touched);
    holdShown(shown, fresh);
    fresh = ordered(shown, fresh);
    const auto isLess = [this](IndexRow left, IndexRow right) { return isBefore(left, right); };
    std::vector<IndexRow> rows;
    rows.reserve(kept.size() + fresh.size());
    auto from = kept.cbegin();
    for (const IndexRow row : fresh) {
        const auto to = upperBoundNear(from, kept.cend(), row, isLess);
        rows.insert(rows.end(), from, to);
        rows.push_back(row);
        from = to;
    }
    rows.insert(rows.end(), from, kept.cend());
    replaceRows(std::move(rows), {}, NoLayoutChangeHint);
}

bool FindingsModel::isBefore(IndexRow left, IndexRow right) const
{
    return finding::RowOrder::less(*m_index, sortKey(), m_sortOrder == Qt::DescendingOrder, left,
                                   right);
}

/// `fresh` in the order of the view. Comparing is what costs: those that were shown, in the order
/// they had, mostly have it still, for one decision is about many.
std::vector<IndexRow> FindingsModel::ordered(std::vector<IndexRow> shown,
                                             const std::vector<IndexRow> &fresh) const
{
    const auto isLess = [this](IndexRow left, IndexRow right) { return isBefore(left, right); };
    const std::vector<bool> isFresh = marks(m_index->size(), fresh);
    std::erase_if(shown, [&](IndexRow row) { return !isFresh[row]; });
    const std::vector<bool> isShown = marks(m_index->size(), shown);
    std::vector<IndexRow> added;
    std::ranges::copy_if(fresh, std::back_inserter(added),
                         [&](IndexRow row) { return !isShown[row]; });
    if (!std::ranges::is_sorted(shown, isLess))
        std::ranges::sort(shown, isLess);
    std::ranges::sort(added, isLess);
    std::vector<IndexRow> rows;
    rows.reserve(fresh.size());
    std::ranges::merge(shown, added, std::back_inserter(rows), isLess);
    return rows;
}

/// What a decision takes out of the filter stays in view for a moment, where Undo can be seen.
void FindingsModel::holdShown(const std::vector<IndexRow> &shown, std::vector<IndexRow> &fresh)
{
    // Of thousands that are decided at once, each must not look through all the others.
    const std::vector<bool> isDecided = marks(m_index->size(), std::exchange(m_decided, {}));
    const std::vector<bool> isFresh = marks(m_index->size(), fresh);
    std::erase_if(m_held, [&](IndexRow row) { return isFresh[row]; });
    const std::vector<bool> isHeld = marks(m_index->size(), m_held);
    for (const IndexRow row : shown) {
        if (isFresh[row] || !(isHeld[row] || isDecided[row]))
            continue;
        if (!isHeld[row])
            m_held.push_back(row);
        fresh.push_back(row);
    }
    if (!m_held.empty())
        m_heldTimer.start();
}

void FindingsModel::releaseHeld()
{
    const std::vector<IndexRow> held = std::exchange(m_held, {});
    m_touched.insert(m_touched.end(), held.begin(), held.end());
    merge();
}

} // namespace rekey::ui

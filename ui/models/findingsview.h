// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindexfacets.h"
#include "core/finding/findingindexfilter.h"
#include "core/finding/findingindexgroups.h"
#include "core/finding/findingindexsort.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rekey::ui {

/// What of an index is shown, in which order, and what is counted beside it.
struct ViewRequest
{
    finding::FilterNode filter;
    finding::SortKey key = finding::SortKey::Severity;
    bool isDescending = true;
    finding::Grouping grouping{};
    std::vector<finding::FilterNode> quickFilters;
    std::int64_t now = 0;
    std::size_t topFacets = 12;
};

struct ViewAnswer
{
    std::vector<finding::IndexRow> rows;
    std::vector<finding::RowGroup> groups; ///< over positions among `rows`
    std::vector<finding::FacetGroup> facets;
    std::vector<std::size_t> quickCounts; ///< over all rows
};

/// Answers ViewRequests over one index, on the spot when it is small, else on a thread of its own.
/// A new request makes the one under way stale; its answer is dropped. While isBusy() nobody may
/// write to the index. GUI thread.
class FindingsView final : public QObject
{
    Q_OBJECT

public:
    explicit FindingsView(QObject *parent = nullptr);
    /// Waits for the pass under way, which ends early.
    ~FindingsView() override;

    /// Another index; a pass over the old one is dropped. The filter and order stay.
    void setIndex(std::shared_ptr<const finding::FindingIndex> index);

    /// Indexes with more rows than this are worked on off the GUI thread.
    void setDirectLimit(std::size_t rows) { m_directLimit = rows; }

    /// Ends in answered(), perhaps before it returns.
    void ask(ViewRequest request);
    /// Counts again for `rows` without filtering or sorting; ends in counted().
    void askCounts(std::vector<finding::IndexRow> rows);
    /// Runs `work` over the index, on the spot when it is small, else beside the GUI thread; then
    /// `done` on the GUI thread unless `context` is gone. `work` may use nothing that dies.
    void read(std::function<void(const finding::FindingIndex &)> work, QObject *context,
              std::function<void()> done);
    [[nodiscard]] bool isBusy() const { return m_isBusy || m_reads > 0; }
    [[nodiscard]] bool isSmall() const { return m_index->size() <= m_directLimit; }

    /// Those of `rows` that match the filter last asked for. Only while not busy.
    [[nodiscard]] std::vector<finding::IndexRow>
    matching(const std::vector<finding::IndexRow> &rows) const;

Q_SIGNALS:
    void answered(const rekey::ui::ViewAnswer &answer);
    void counted(const rekey::ui::ViewAnswer &answer);
    void idle(); ///< the index may be written to again

private:
    /// What a pass uses; only one pass at a time has it.
    struct Bench;
    struct Pass
    {
        std::uint64_t generation = 0;
        bool isCountOnly = false;
        std::vector<finding::IndexRow> rows;
    };

    void run(Pass pass);
    void finish();
    void deliver(const Pass &pass, const ViewAnswer &answer);
    void bind(ViewRequest request);

    std::shared_ptr<const finding::FindingIndex> m_index;
    std::size_t m_directLimit = 20'000;
    std::shared_ptr<Bench> m_bench;
    std::optional<ViewRequest> m_next; ///< asked while a pass was under way
    std::uint64_t m_generation = 0;
    std::shared_ptr<std::atomic<std::uint64_t>>
        m_wanted; ///< a pass of another generation ends early
    Pass m_pass;
    bool m_isBusy = false; ///< a pass is under way
    int m_reads = 0; ///< under way
    QThreadPool m_pool;
    QFutureWatcher<ViewAnswer> m_watcher;
};

} // namespace rekey::ui

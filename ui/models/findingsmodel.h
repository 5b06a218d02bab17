// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindex.h"
#include "core/finding/findingindexfacets.h"
#include "core/scan/scanjob.h"
#include "ui/models/findingsview.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace rekey::ui {

/// The findings table: one row for each secret that the filter lets through, in the chosen order.
/// Knows masks, never values. Strings are made only for the cells asked for. What takes long on
/// many rows (filter, sort, counts) happens off the GUI thread; the rows shown stay until the new
/// ones are ready. Rows come, go and move through layoutChanged, with persistent indexes kept on
/// their findings.
class FindingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        VerdictColumn,
        TypeColumn,
        SecretColumn,
        WhereColumn,
        ReachColumn,
        PlacesColumn,
        FirstSeenColumn,
        AuthorColumn,
        ConfidenceColumn,
        ProviderColumn,
        RuleColumn, ///< from here on hidden until asked for
        EntropyColumn,
        CommitColumn,
        IdColumn,
        ColumnCount,
    };
    enum Role
    {
        VerdictRole = Qt::UserRole, ///< finding::Verdict as int
        ConfidenceRole, ///< finding::Confidence as int
        ReachRole, ///< sources::Reach as int, -1 without a place
        SentenceRole, ///< the row as one sentence, most telling part first
        TermRole, ///< filter term that matches this cell's value; empty when there is none
        ChosenRole, ///< bool
    };

    explicit FindingsModel(QObject *parent = nullptr);
    ~FindingsModel() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] int sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }

    /// Names for Place::source, as Workspace::names() gives them.
    void setSources(const QStringList &names);
    /// The same with what severity must know of them.
    void setSources(std::vector<finding::IndexSource> sources);
    /// Weights of severity; the rows follow a moment later.
    void setWeights(const finding::SeverityWeights &weights);
    /// Adds findings, or puts them over those with the same id. Large batches are worked in over
    /// several turns of the event loop; nothing the user looks at moves.
    void upsert(const scan::FindingBatch &batch);
    /// Puts what is kept of findings beside them, after what was given to upsert before. Records of
    /// unknown findings are passed over.
    void putRecords(std::vector<finding::Record> records);
    /// Drops every finding; filter, order and sources stay.
    void clear();

    /// Applies a filter; an invalid text changes nothing but is told by filterState. The rows
    /// follow, at once or a moment later.
    void setFilter(const QString &text);
    [[nodiscard]] QString filter() const { return m_filterText; }
    /// Filters whose counts are kept, see quickCount().
    void setQuickFilters(const QStringList &filters);
    /// Findings, shown or not, that match quick filter `number`.
    [[nodiscard]] std::size_t quickCount(int number) const;
    [[nodiscard]] const std::vector<finding::FacetGroup> &facets() const { return m_facets; }

    [[nodiscard]] int shownCount() const { return rowCount(); }
    [[nodiscard]] int totalCount() const { return static_cast<int>(m_index->size()); }
    [[nodiscard]] const finding::FindingIndex &index() const { return *m_index; }
    using QAbstractTableModel::index;
    /// True while rows or counts are being worked out or findings wait to be taken in.
    [[nodiscard]] bool isBusy() const;
    /// See FindingsView::read. What waits to be taken in is taken in afterwards.
    void read(std::function<void(const finding::FindingIndex &)> work, QObject *context,
              std::function<void()> done)
    {
        m_view.read(std::move(work), context, std::move(done));
    }

    [[nodiscard]] finding::Finding findingAt(int row) const;
    /// Also when the filter hides it.
    [[nodiscard]] std::optional<finding::Finding> find(const secret::SecretId &id) const;
    /// A new one when nothing is kept of it.
    [[nodiscard]] finding::Record record(const secret::SecretId &id) const;
    [[nodiscard]] secret::SecretId idAt(int row) const;
    [[nodiscard]] finding::IndexRow indexRowAt(int row) const;
    /// -1 when it is not shown.
    [[nodiscard]] int rowOf(const secret::SecretId &id) const;
    /// Whether two rows have the same value in the column sorted by.
    [[nodiscard]] bool inSameGroup(int left, int right) const;

    [[nodiscard]] bool isChosen(int row) const;
    void setChosen(int first, int last, bool isChosen);
    void chooseAll();
    void clearChoice();
    [[nodiscard]] int chosenCount() const { return m_chosenCount; }
    /// In the order shown.
    [[nodiscard]] std::vector<secret::SecretId> chosenIds() const;

    /// For tests: seconds since 1970 UTC that ages are counted to, and when to leave the GUI
    /// thread.
    void setNow(std::int64_t seconds) { m_now = seconds; }
    void setDirectLimit(std::size_t rows) { m_view.setDirectLimit(rows); }

Q_SIGNALS:
    void countsChanged(int shown, int total);
    void filterState(rekey::finding::FilterState state,
                     const rekey::finding::FilterProblem &problem);
    void filterChanged(const QString &text);
    void facetsChanged();
    void choiceChanged(int count);
    /// These findings have new values; once for each batch.
    void findingsTouched(const std::vector<rekey::finding::IndexRow> &rows);

private:
    void drain();
    void drainSome();
    template <typename Item> void take(const std::vector<Item> &batch);
    void merge();
    [[nodiscard]] int mergeDelayMs() const;
    void mergeRows(std::vector<finding::IndexRow> touched);
    void refresh();
    void refreshCounts();
    void adopt(const ViewAnswer &answer);
    void adoptCounts(const ViewAnswer &answer);
    void replaceRows(std::vector<finding::IndexRow> rows, LayoutChangeHint hint);
    void tellTouched(std::vector<finding::IndexRow> touched);
    void keepShownChoice();
    [[nodiscard]] ViewRequest request() const;
    [[nodiscard]] finding::SortKey sortKey() const;
    [[nodiscard]] std::int64_t now() const;

    std::shared_ptr<finding::FindingIndex> m_index;
    std::vector<finding::IndexRow> m_rows;
    std::vector<finding::IndexSource> m_sources;
    finding::SeverityWeights m_weights;
    FindingsView m_view;
    QString m_filterText;
    finding::FilterNode m_filter;
    std::vector<finding::FilterNode> m_quickFilters;
    std::vector<std::size_t> m_quickCounts;
    std::vector<finding::FacetGroup> m_facets;
    int m_sortColumn = ConfidenceColumn;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    LayoutChangeHint m_nextHint = NoLayoutChangeHint;
    bool m_isNewFilter = false; ///< the rows under way are of another filter than those shown
    std::vector<bool> m_chosen; ///< by index row
    int m_chosenCount = 0;
    std::deque<std::variant<scan::FindingBatch, std::vector<finding::Record>>> m_pending;
    std::size_t m_pendingBegin = 0; ///< in the first of them
    std::vector<finding::IndexRow> m_touched; ///< not yet merged into m_rows
    QTimer m_drainTimer;
    QTimer m_mergeTimer;
    QTimer m_countTimer;
    QElapsedTimer m_passClock;
    int m_passMs = 0; ///< how long the last full pass took
    std::optional<std::int64_t> m_now;
};

} // namespace rekey::ui

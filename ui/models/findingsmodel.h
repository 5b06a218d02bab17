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
#include <set>
#include <span>
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
        SeverityColumn,
        VerdictColumn,
        DecisionColumn,
        TypeColumn,
        SecretColumn,
        WhereColumn,
        ReachColumn,
        PlacesColumn,
        FirstSeenColumn,
        AuthorColumn,
        AgeColumn,
        IdColumn, ///< from here on hidden until asked for
        ConfidenceColumn,
        ProviderColumn,
        RepoColumn,
        FileColumn,
        RuleColumn,
        ToolColumn,
        AccountColumn,
        ScopesColumn,
        LastUsedColumn,
        ExpiresColumn,
        CheckedColumn,
        OwnerColumn,
        TagsColumn,
        IncidentColumn,
        EntropyColumn,
        ExposedColumn,
        CommitColumn,
        SealsColumn,
        RotationColumn,
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
        SeverityRole, ///< finding::SeverityBand as int
        DecisionRole, ///< finding::Decision as int
        MarksRole, ///< bits of RowMark
        FadedRole, ///< bool: the filter no longer lets it through, it is about to go
        GroupRole, ///< of a group's row its level from 1; 0 for findings
        GroupCountRole, ///< how many findings are in it
        GroupVerdictsRole, ///< QList<int>, by finding::Verdict
        IsOpenRole, ///< bool
    };

    /// What stands beside the type because it weighs.
    enum RowMark
    {
        AdminMark = 1,
        ClaimMark = 2, ///< another tool says so
        ValueAbsentMark = 4,
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
    /// Sources [begin, end), by Place::source.
    struct SourceRange
    {
        std::uint32_t begin = 0;
        std::uint32_t end = UINT32_MAX;

        [[nodiscard]] bool contains(std::uint32_t source) const
        {
            return source >= begin && source < end;
        }
    };
    /// Adds findings, or puts them over those with the same id; the batch speaks for `from` only:
    /// what is known of such a finding in other sources stays, its places there and its number.
    /// Large batches are worked in over several turns of the event loop; nothing the user looks at
    /// moves.
    void upsert(scan::FindingBatch batch, const SourceRange &from);
    void upsert(scan::FindingBatch batch) { upsert(std::move(batch), {}); }
    /// News: somebody has decided something now, which shows at once. Kept: they belong to findings
    /// that were just given to upsert.
    enum class RecordsAre : std::uint8_t
    {
        News,
        Kept,
    };
    /// Puts what is kept of findings beside them, after what was given to upsert before. Records of
    /// unknown findings are passed over.
    void putRecords(std::vector<finding::Record> records, RecordsAre what = RecordsAre::News);
    /// Who has seals of which finding.
    void setSeals(std::shared_ptr<const finding::FindingIndex::SealHolders> holders);
    void setRotations(std::shared_ptr<const finding::FindingRotations> rotations);
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

    /// Findings that match, whatever groups are closed.
    [[nodiscard]] int shownCount() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int totalCount() const { return static_cast<int>(m_index->size()); }
    [[nodiscard]] const finding::FindingIndex &index() const { return *m_index; }
    using QAbstractTableModel::index;
    /// True while rows or counts are being worked out or findings wait to be taken in.
    [[nodiscard]] bool isBusy() const;
    /// All that was given to upsert and putRecords is in the index.
    [[nodiscard]] bool isTakenIn() const { return m_pending.empty(); }
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

    /// Groups the findings; they start closed, but for the one the kept finding is in. Rows of
    /// groups stand among the others, see GroupRole; they have no finding.
    void setGrouping(const finding::Grouping &grouping);
    [[nodiscard]] const finding::Grouping &grouping() const { return m_grouping; }
    [[nodiscard]] bool isGrouped() const { return m_grouping.front() != finding::GroupKey::None; }
    [[nodiscard]] bool isGroup(int row) const { return (lineAt(row) & kGroupBit) != 0; }
    [[nodiscard]] bool isOpen(int row) const;
    /// What is in a group that closes is shown by its row.
    void setOpen(int row, bool isOpen);
    void setAllOpen(bool isOpen);
    /// The row of the group around a row; -1 when there is none.
    [[nodiscard]] int groupAround(int row) const;
    /// Opens the groups a finding is in.
    void reveal(const secret::SecretId &id);
    /// Groups open for this finding when rows are grouped anew; zeros for none.
    void setKept(const secret::SecretId &id) { m_kept = id; }
    /// Whether two rows have the same value in the column sorted by.
    [[nodiscard]] bool inSameGroup(int left, int right) const;

    [[nodiscard]] bool isChosen(int row) const;
    void setChosen(int first, int last, bool isChosen);
    void chooseAll();
    void clearChoice();
    [[nodiscard]] int chosenCount() const { return m_chosenCount; }
    /// In the order shown.
    [[nodiscard]] std::vector<secret::SecretId> chosenIds() const;
    /// The same in the order of their arrival: a store has those beside each other that arrived one
    /// after the other, and changes them the faster.
    [[nodiscard]] std::vector<secret::SecretId> chosenByArrival() const;

    /// For tests: seconds since 1970 UTC that ages are counted to, and when to leave the GUI
    /// thread.
    void setNow(std::int64_t seconds) { m_now = seconds; }
    void setDirectLimit(std::size_t rows) { m_view.setDirectLimit(rows); }
    /// How long a finding stays in view after a decision that takes it out of the filter.
    void setHoldMs(int milliseconds) { m_heldTimer.setInterval(milliseconds); }

Q_SIGNALS:
    void countsChanged(int shown, int total);
    void filterState(rekey::finding::FilterState state,
                     const rekey::finding::FilterProblem &problem);
    void filterChanged(const QString &text);
    void facetsChanged();
    void choiceChanged(int count);
    void groupingChanged();
    /// These findings have new values; once for each batch.
    void findingsTouched(const std::vector<rekey::finding::IndexRow> &rows);

private:
    struct Found
    {
        scan::FindingBatch batch;
        SourceRange from;
    };
    struct Said
    {
        std::vector<finding::Record> records;
        RecordsAre what = RecordsAre::News;
    };

    void drain();
    void drainSome();
    void takeNext();
    std::vector<finding::IndexRow> takeFindings(Found &found, std::size_t count);
    void keepOthers(finding::Finding &found, const SourceRange &from) const;
    void merge();
    [[nodiscard]] int mergeDelayMs() const;
    void mergeRows(std::vector<finding::IndexRow> touched);
    [[nodiscard]] bool isBefore(finding::IndexRow left, finding::IndexRow right) const;
    [[nodiscard]] std::vector<finding::IndexRow>
    ordered(std::vector<finding::IndexRow> shown,
            const std::vector<finding::IndexRow> &fresh) const;
    void refresh();
    void refreshCounts();
    void adopt(const ViewAnswer &answer);
    void adoptCounts(const ViewAnswer &answer);
    void replaceRows(std::vector<finding::IndexRow> rows, std::vector<finding::RowGroup> groups,
                     LayoutChangeHint hint);
    void holdShown(const std::vector<finding::IndexRow> &shown,
                   std::vector<finding::IndexRow> &fresh);
    void releaseHeld();
    /// A finding's index row, or the number of a group with kGroupBit.
    [[nodiscard]] std::uint32_t lineAt(int row) const
    {
        const auto at = static_cast<std::size_t>(row);
        return m_groups.empty() ? m_rows[at] : m_lines[at];
    }
    [[nodiscard]] static std::uint64_t keyOf(const finding::RowGroup &group);
    [[nodiscard]] const finding::RowGroup &groupOf(int row) const
    {
        return m_groups[lineAt(row) & ~kGroupBit];
    }
    void makeLines();
    [[nodiscard]] std::size_t groupAt(std::uint32_t position) const;
    [[nodiscard]] std::size_t outerOf(std::size_t group) const;
    [[nodiscard]] int lineOf(std::size_t position) const;
    void openAround(finding::IndexRow row);
    template <typename Change> void relayout(LayoutChangeHint hint, const Change &change);
    [[nodiscard]] QModelIndexList indexesOf(const QModelIndexList &before,
                                            const std::vector<std::uint64_t> &ids) const;
    [[nodiscard]] bool isGroupChosen(const finding::RowGroup &group) const;
    [[nodiscard]] QVariant groupData(const finding::RowGroup &group, int column, int role) const;
    void choose(finding::IndexRow row, bool isChosen);
    void tellTouched(std::vector<finding::IndexRow> touched);
    void keepShownChoice();
    [[nodiscard]] ViewRequest request() const;
    [[nodiscard]] finding::SortKey sortKey() const;
    [[nodiscard]] std::int64_t now() const;

    std::shared_ptr<finding::FindingIndex> m_index;
    static constexpr std::uint32_t kGroupBit = 0x8000'0000;

    std::vector<finding::IndexRow> m_rows; ///< all that match, in order
    std::vector<finding::RowGroup> m_groups; ///< over positions in m_rows
    std::vector<std::uint32_t> m_lines; ///< what is shown while there are groups, see lineAt()
    std::vector<int> m_groupLines; ///< line of each group; -1 for those in a closed one
    finding::Grouping m_grouping{};
    std::set<std::uint64_t> m_open; ///< keyOf() of open groups
    secret::SecretId m_kept;
    bool m_isNewGrouping = false;
    std::vector<finding::IndexSource> m_sources;
    finding::SeverityWeights m_weights;
    std::shared_ptr<const finding::FindingIndex::SealHolders> m_seals;
    std::shared_ptr<const finding::FindingRotations> m_rotations;
    FindingsView m_view;
    QString m_filterText;
    finding::FilterNode m_filter;
    std::vector<finding::FilterNode> m_quickFilters;
    std::vector<std::size_t> m_quickCounts;
    std::vector<finding::FacetGroup> m_facets;
    int m_sortColumn = SeverityColumn;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    LayoutChangeHint m_nextHint = NoLayoutChangeHint;
    bool m_isNewFilter = false; ///< the rows under way are of another filter than those shown
    std::vector<bool> m_chosen; ///< by index row
    int m_chosenCount = 0;
    std::deque<std::variant<Found, Said>> m_pending;
    std::size_t m_pendingBegin = 0; ///< in the first of them
    std::vector<finding::IndexRow> m_touched; ///< not yet merged into m_rows
    std::vector<finding::IndexRow> m_decided; ///< those of them whose record is news
    std::vector<finding::IndexRow> m_held; ///< shown though the filter lets them through no more
    QTimer m_heldTimer;
    QTimer m_drainTimer;
    QTimer m_mergeTimer;
    QTimer m_countTimer;
    QElapsedTimer m_passClock;
    int m_passMs = 0; ///< how long the last full pass took
    std::optional<std::int64_t> m_now;
};

/// Inline for both files of the model: what is kept by persistent indexes is a finding or a group.
template <typename Change> void FindingsModel::relayout(LayoutChangeHint hint, const Change &change)
{
    Q_EMIT layoutAboutToBeChanged({}, hint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::uint64_t> ids;
    for (const QModelIndex &index : before)
        ids.push_back(isGroup(index.row()) ? keyOf(groupOf(index.row())) : lineAt(index.row()));
    change();
    makeLines();
    changePersistentIndexList(before, indexesOf(before, ids));
    Q_EMIT layoutChanged({}, hint);
}

} // namespace rekey::ui

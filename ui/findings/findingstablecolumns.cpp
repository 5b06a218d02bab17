// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/badgedelegate.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingwords.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QStyle>

#include <algorithm>
#include <array>

// The columns of the findings table: which are shown, how wide they are, what rows are grouped by.

namespace rekey::ui {

namespace {

constexpr int kMinColumnWidth = 48;
/// What these columns keep when there is little room, in average characters.
constexpr int kLeastType = 18;
constexpr int kLeastWhere = 28;

/// Widest each column gets by itself, in average characters.
constexpr std::array<int, FindingsModel::ColumnCount> kMaxColumnCharacters
    = {16, 26, 24, 44, 26, 64, 20, 10, 22, 26, 14, 14, 18, 24, 30,
       26, 30, 20, 24, 36, 16, 16, 16, 22, 24, 16, 12, 16, 14};

constexpr char kColumnsVersion = '2'; ///< of saveColumns; other sets of columns are not restored

constexpr std::array kGroupKeys
    = {finding::GroupKey::Provider, finding::GroupKey::Type,     finding::GroupKey::File,
       finding::GroupKey::Repo,     finding::GroupKey::Author,   finding::GroupKey::Account,
       finding::GroupKey::Verdict,  finding::GroupKey::Decision, finding::GroupKey::Incident,
       finding::GroupKey::Age,      finding::GroupKey::Severity};

} // namespace

void FindingsTable::setUpHeaders()
{
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(kMinColumnWidth);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setAccessibleName(tr("Columns"));
    connect(header, &QHeaderView::customContextMenuRequested, this, &FindingsTable::showHeaderMenu);
    connect(header, &QHeaderView::sectionResized, this, [this] {
        // A new style sizes sections anew, too.
        if (!m_isFitting && QGuiApplication::mouseButtons() != Qt::NoButton)
            m_isSizedByHand = true;
    });
    header->setSortIndicator(m_model.sortColumn(), m_model.sortOrder());
    setSortingEnabled(true);
    for (int column = FindingsModel::IdColumn; column < FindingsModel::ColumnCount; ++column)
        setColumnHidden(column, true);
    m_isSizedByHand = false;
}

int FindingsTable::sampledWidth(int column) const
{
    const QFontMetrics metrics = fontMetrics();
    const QString title = m_model.headerData(column, Qt::Horizontal).toString();
    // With the margins of a header, and the sign of the order.
    const int titleWidth = metrics.horizontalAdvance(title) + metrics.averageCharWidth() * 2
        + 2 * style()->pixelMetric(QStyle::PM_HeaderMargin)
        + style()->pixelMetric(QStyle::PM_HeaderMarkSize);
    const int most = std::max(kMaxColumnCharacters[static_cast<std::size_t>(column)]
                                  * metrics.averageCharWidth(),
                              titleWidth);
    int width = titleWidth;
    const int rows = m_model.rowCount();
    const int samples = std::min(rows, kSampledRows);
    const auto *delegate = static_cast<const BadgeDelegate *>(itemDelegate());
    for (int i = 0; i < samples && width < most; ++i) {
        const auto row = static_cast<int>(static_cast<qint64>(i) * rows / samples);
        width = std::max(width, delegate->widthOf(m_model.index(row, column), font()));
    }
    if (column == FindingsModel::DecisionColumn) // decisions come after the widths are set
        width = std::max(width,
                         metrics.horizontalAdvance(decisionText(
                             finding::Decision::Closed, finding::CloseReason::FalsePositive))
                             + metrics.height() + 24);
    return std::min(width, most);
}

void FindingsTable::fitColumns()
{
    if (m_isSizedByHand)
        return;
    m_isFitting = true;
    m_fittedRows = m_model.rowCount();
    for (int column = 0; column < FindingsModel::ColumnCount; ++column) {
        if (!isColumnHidden(column))
            fitColumn(column);
    }
    m_isFitting = false;
    shareWidth();
}

void FindingsTable::fitColumn(int column)
{
    const int width = sampledWidth(column);
    setColumnWidth(column, width);
    if (column == FindingsModel::TypeColumn)
        m_typeWidth = width;
    else if (column == FindingsModel::WhereColumn)
        m_whereWidth = width;
}

/// Where is to end inside the view and gets what is left over. When the columns up to it do not
/// fit, Type gives way first, for its end tells least.
void FindingsTable::shareWidth()
{
    if (m_isSizedByHand || m_whereWidth == 0)
        return;
    const QHeaderView *header = horizontalHeader();
    const int where = header->visualIndex(FindingsModel::WhereColumn);
    int before = 0;
    int behind = 0;
    for (int column = 0; column < FindingsModel::ColumnCount; ++column) {
        if (column == FindingsModel::WhereColumn || column == FindingsModel::TypeColumn)
            continue;
        const bool isBehind = header->visualIndex(column) > where;
        (isBehind ? behind : before) += isColumnHidden(column) ? 0 : columnWidth(column);
    }
    const int character = fontMetrics().averageCharWidth();
    const int width = viewport()->width();
    const int room = width - before - std::min(m_whereWidth, kLeastWhere * character);
    const int type = isColumnHidden(FindingsModel::TypeColumn)
        ? 0
        : std::clamp(room, std::min(m_typeWidth, kLeastType * character), m_typeWidth);
    const int spare = width - before - type - behind;
    const int inView = std::clamp(width - before - type,
                                  std::min(m_whereWidth, kLeastWhere * character), m_whereWidth);
    m_isFitting = true;
    if (type > 0)
        setColumnWidth(FindingsModel::TypeColumn, type);
    setColumnWidth(FindingsModel::WhereColumn, std::max(inView, spare));
    m_isFitting = false;
}

QByteArray FindingsTable::saveColumns() const
{
    return kColumnsVersion + horizontalHeader()->saveState();
}

bool FindingsTable::restoreColumns(const QByteArray &state)
{
    if (!state.startsWith(kColumnsVersion))
        return false;
    m_isFitting = true;
    const bool isRestored = horizontalHeader()->restoreState(state.sliced(1));
    m_isFitting = false;
    m_isSizedByHand = m_isSizedByHand || isRestored;
    return isRestored;
}

void FindingsTable::resetColumns()
{
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < FindingsModel::ColumnCount; ++column) {
        header->moveSection(header->visualIndex(column), column);
        setColumnHidden(column, column >= FindingsModel::IdColumn);
    }
    m_isSizedByHand = false;
    fitColumns();
}

void FindingsTable::addGroupingActions(QMenu *menu)
{
    const finding::Grouping now = m_model.grouping();
    const auto add = [&](QMenu *to, const QString &text, const finding::Grouping &grouping) {
        QAction *action
            = to->addAction(text, this, [this, grouping] { m_model.setGrouping(grouping); });
        action->setCheckable(true);
        action->setChecked(now == grouping);
    };
    add(menu, tr("Not grouped"), {});
    menu->addSeparator();
    for (const finding::GroupKey key : kGroupKeys)
        add(menu, groupTitle(key), {key, finding::GroupKey::None});
    if (!m_model.isGrouped())
        return;
    menu->addSeparator();
    QMenu *inner = menu->addMenu(tr("Then by"));
    add(inner, tr("Nothing else"), {now[0], finding::GroupKey::None});
    for (const finding::GroupKey key : kGroupKeys) {
        if (key != now[0])
            add(inner, groupTitle(key), {now[0], key});
    }
    menu->addAction(tr("Open all groups"), this, [this] { m_model.setAllOpen(true); });
    menu->addAction(tr("Close all groups"), this, [this] { m_model.setAllOpen(false); });
}

void FindingsTable::showHeaderMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("columnMenu"));
    int shown = 0;
    for (int column = 0; column < FindingsModel::ColumnCount; ++column)
        shown += isColumnHidden(column) ? 0 : 1;
    for (int column = 0; column < FindingsModel::ColumnCount; ++column) {
        QAction *action = menu->addAction(m_model.headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(shown > 1 || isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool isShown) {
            setColumnHidden(column, !isShown);
            if (isShown) { // a hidden one is not measured
                m_isFitting = true;
                fitColumn(column);
                m_isFitting = false;
            }
            shareWidth();
            Q_EMIT columnsChanged();
        });
    }
    menu->addSeparator();
    addGroupingActions(menu->addMenu(tr("Group by")));
    menu->addAction(tr("Reset columns"), this, &FindingsTable::resetColumns);
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

} // namespace rekey::ui

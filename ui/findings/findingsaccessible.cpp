// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findingsaccessible.h"

#include "ui/findings/findingstable.h"
#include "ui/widgets/accessiblecells.h"

#include <QAccessibleWidget>
#include <QHeaderView>
#include <QPointer>

namespace rekey::ui {

namespace {

class TableInterface;

/// A cell, a column header, or (outside the table) an empty cell. Positions are of the model; row
/// -1 is the header.
class CellInterface final : public AccessibleLeaf, public QAccessibleTableCellInterface
{
public:
    CellInterface(FindingsTable *table, int row, int column)
        : m_table(table)
        , m_row(row)
        , m_column(column)
    {
    }

    [[nodiscard]] bool isValid() const override { return m_table != nullptr; }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface
            ? static_cast<QAccessibleTableCellInterface *>(this)
            : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return m_table ? QAccessible::queryAccessibleInterface(m_table) : nullptr;
    }

    [[nodiscard]] QAccessible::Role role() const override
    {
        return isHeader() ? QAccessible::ColumnHeader : QAccessible::Cell;
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (isHeader() && kind == QAccessible::Name)
            return headerText();
        const QModelIndex at = index();
        if (!at.isValid())
            return {};
        if (kind == QAccessible::Name)
            return nameOf(at);
        return kind == QAccessible::Value ? at.data().toString() : QString();
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        const QModelIndex at = index();
        if (!at.isValid()) {
            state.invisible = !isHeader();
            return state;
        }
        state.selectable = true;
        state.focusable = true;
        state.readOnly = true;
        state.selected = at.row() == m_table->currentRow();
        state.focused = at == m_table->currentIndex() && m_table->hasFocus();
        state.checkable = true;
        state.checked = m_table->findings().isChosen(at.row());
        state.offscreen = !m_table->viewport()->rect().intersects(m_table->visualRect(at));
        return state;
    }

    [[nodiscard]] QRect rect() const override
    {
        if (!m_table)
            return {};
        if (isHeader()) {
            const QHeaderView *header = m_table->horizontalHeader();
            return {header->mapToGlobal(QPoint(header->sectionViewportPosition(m_column), 0)),
                    QSize(header->sectionSize(m_column), header->height())};
        }
        const QRect cell = m_table->visualRect(index());
        return {m_table->viewport()->mapToGlobal(cell.topLeft()), cell.size()};
    }

    [[nodiscard]] bool isSelected() const override
    {
        return m_table && m_row >= 0 && m_row == m_table->currentRow();
    }
    [[nodiscard]] QList<QAccessibleInterface *> columnHeaderCells() const override;
    [[nodiscard]] QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    [[nodiscard]] int columnIndex() const override { return m_column; }
    [[nodiscard]] int rowIndex() const override { return m_row; }
    [[nodiscard]] int columnExtent() const override { return 1; }
    [[nodiscard]] int rowExtent() const override { return 1; }
    [[nodiscard]] QAccessibleInterface *table() const override { return parent(); }

    [[nodiscard]] bool isHeader() const
    {
        return m_table && m_row < 0 && m_column >= 0 && m_column < FindingsModel::ColumnCount;
    }

private:
    [[nodiscard]] QModelIndex index() const
    {
        return m_table && m_row >= 0 ? m_table->findings().index(m_row, m_column) : QModelIndex();
    }
    [[nodiscard]] QString headerText() const
    {
        return m_table->findings().headerData(m_column, Qt::Horizontal).toString();
    }
    /// The first cell speaks for the row, as any of a group does; the others name their column.
    [[nodiscard]] QString nameOf(const QModelIndex &at) const
    {
        if (m_column == FindingsModel::SeverityColumn
            || at.data(FindingsModel::GroupRole).toInt() > 0)
            return at.data(FindingsModel::SentenceRole).toString();
        return FindingsTable::tr("%1: %2").arg(headerText(), at.data().toString());
    }

    QPointer<FindingsTable> m_table;
    int m_row = 0;
    int m_column = 0;
};

/// Children are numbered as QTableView numbers them in its focus events: row by row from the header
/// row, each row led by its (here always empty) row header.
class TableInterface final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit TableInterface(FindingsTable *table)
        : QAccessibleWidget(table, QAccessible::Table)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    [[nodiscard]] int childCount() const override
    {
        return (rowCount() + 1) * (FindingsModel::ColumnCount + 1);
    }
    [[nodiscard]] QAccessibleInterface *child(int number) const override
    {
        constexpr int stride = FindingsModel::ColumnCount + 1;
        return number < 0 ? cell(-1, -1) : cell(number / stride - 1, number % stride - 1);
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *cell = dynamic_cast<const CellInterface *>(child);
        if (!cell)
            return -1;
        return (cell->rowIndex() + 1) * (FindingsModel::ColumnCount + 1) + cell->columnIndex() + 1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint position = table()->viewport()->mapFromGlobal(QPoint(x, y));
        const QModelIndex at = table()->indexAt(position);
        return at.isValid() ? cell(at.row(), at.column()) : nullptr;
    }
    /// The table itself while it has no row, so that there is always somebody to talk to.
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        const QModelIndex at = table()->currentIndex();
        return at.isValid() ? cell(at.row(), at.column())
                            : QAccessible::queryAccessibleInterface(table());
    }

    [[nodiscard]] QAccessibleInterface *cellAt(int row, int column) const override
    {
        const bool isInside
            = row >= 0 && row < rowCount() && column >= 0 && column < FindingsModel::ColumnCount;
        return isInside ? cell(row, column) : cell(-1, -1);
    }
    [[nodiscard]] int rowCount() const override { return table()->findings().rowCount(); }
    [[nodiscard]] int columnCount() const override { return FindingsModel::ColumnCount; }
    [[nodiscard]] QAccessibleInterface *caption() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *summary() const override { return nullptr; }
    [[nodiscard]] QString columnDescription(int column) const override
    {
        return table()->findings().headerData(column, Qt::Horizontal).toString();
    }
    [[nodiscard]] QString rowDescription(int row) const override
    {
        return table()->findings().index(row, 0).data(FindingsModel::SentenceRole).toString();
    }

    [[nodiscard]] int selectedCellCount() const override
    {
        return table()->currentIndex().isValid() ? FindingsModel::ColumnCount : 0;
    }
    [[nodiscard]] int selectedColumnCount() const override { return 0; }
    [[nodiscard]] int selectedRowCount() const override
    {
        return table()->currentIndex().isValid() ? 1 : 0;
    }
    [[nodiscard]] QList<QAccessibleInterface *> selectedCells() const override
    {
        QList<QAccessibleInterface *> cells;
        for (int column = 0; column < selectedCellCount(); ++column)
            cells.append(cell(table()->currentRow(), column));
        return cells;
    }
    [[nodiscard]] QList<int> selectedColumns() const override { return {}; }
    [[nodiscard]] QList<int> selectedRows() const override
    {
        const int row = table()->currentRow();
        return row < 0 ? QList<int>{} : QList<int>{row};
    }
    [[nodiscard]] bool isColumnSelected(int) const override { return false; }
    [[nodiscard]] bool isRowSelected(int row) const override
    {
        return row >= 0 && row == table()->currentRow();
    }
    bool selectRow(int row) override
    {
        if (row < 0 || row >= rowCount())
            return false;
        table()->setCurrentRow(row);
        return true;
    }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }

    void modelChange(QAccessibleTableModelChangeEvent *) override { m_cells.clear(); }

private:
    [[nodiscard]] FindingsTable *table() const { return static_cast<FindingsTable *>(object()); }

    [[nodiscard]] QAccessibleInterface *cell(int row, int column) const
    {
        const qint64 key = (static_cast<qint64>(row) + 1) * 4096 + column + 1;
        if (QAccessibleInterface *known = m_cells.find(key))
            return known;
        return m_cells.add(key, new CellInterface(table(), row, column));
    }

    mutable AccessibleCells m_cells;
};

QList<QAccessibleInterface *> CellInterface::columnHeaderCells() const
{
    if (!m_table || m_row < 0)
        return {};
    auto *table = dynamic_cast<TableInterface *>(parent());
    return table ? QList<QAccessibleInterface *>{table->child(m_column + 1)}
                 : QList<QAccessibleInterface *>{};
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *table = qobject_cast<FindingsTable *>(object);
    return table ? new TableInterface(table) : nullptr;
}

} // namespace

void installFindingsAccessibility()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

} // namespace rekey::ui

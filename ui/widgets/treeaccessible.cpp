// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/treeaccessible.h"

#include "ui/widgets/accessiblecells.h"

#include <QAccessibleWidget>
#include <QHeaderView>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QTreeView>

#include <functional>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

/// Calls for each row that is not folded away, from the top, until one says false.
bool eachRow(const QTreeView &view, const QModelIndex &parent,
             const std::function<bool(const QModelIndex &)> &visit)
{
    const QAbstractItemModel &model = *view.model();
    for (int row = 0; row < model.rowCount(parent); ++row) {
        if (view.isRowHidden(row, parent))
            continue;
        const QModelIndex index = model.index(row, 0, parent);
        if (!visit(index) || (view.isExpanded(index) && !eachRow(view, index, visit)))
            return false;
    }
    return true;
}

/// A cell, or a column header while it has no index.
class CellInterface final : public AccessibleLeaf, public QAccessibleAttributesInterface
{
public:
    CellInterface(QTreeView *view, const QModelIndex &index, int column)
        : m_view(view)
        , m_index(index)
        , m_isHeader(!index.isValid())
        , m_column(column)
    {
    }

    [[nodiscard]] QModelIndex index() const { return m_index; }
    [[nodiscard]] bool isHeader() const { return m_isHeader; }
    [[nodiscard]] int column() const { return m_column; }

    [[nodiscard]] bool isValid() const override
    {
        return m_view && m_view->model() && (m_isHeader || m_index.isValid());
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::AttributesInterface
            ? static_cast<QAccessibleAttributesInterface *>(this)
            : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
    }

    [[nodiscard]] QAccessible::Role role() const override
    {
        return m_isHeader ? QAccessible::ColumnHeader : QAccessible::TreeItem;
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (m_isHeader)
            return kind == QAccessible::Name ? headerText() : QString();
        if (kind == QAccessible::Name)
            return m_column == 0 ? sentence() : titled();
        return kind == QAccessible::Description
            ? m_index.data(Qt::AccessibleDescriptionRole).toString()
            : QString();
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        if (m_isHeader)
            return state;
        const Qt::ItemFlags flags = m_index.flags();
        state.disabled = !(flags & Qt::ItemIsEnabled);
        state.selectable = bool(flags & Qt::ItemIsSelectable);
        state.focusable = !text(QAccessible::Name).isEmpty();
        state.selected = m_view->selectionModel()->isSelected(m_index);
        state.focused = m_index == m_view->currentIndex() && m_view->hasFocus();
        state.checkable = bool(flags & Qt::ItemIsUserCheckable);
        state.checked = m_index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        state.expandable = m_column == 0 && m_view->model()->hasChildren(m_index);
        state.expanded = state.expandable && m_view->isExpanded(m_index);
        state.collapsed = state.expandable && !state.expanded;
        state.offscreen = !m_view->viewport()->rect().intersects(m_view->visualRect(m_index));
        return state;
    }

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        if (m_isHeader) {
            const QHeaderView *header = m_view->header();
            return {header->mapToGlobal(QPoint(header->sectionViewportPosition(m_column), 0)),
                    QSize(header->sectionSize(m_column), header->height())};
        }
        const QRect cell = m_view->visualRect(m_index);
        return {m_view->viewport()->mapToGlobal(cell.topLeft()), cell.size()};
    }

    [[nodiscard]] QList<QAccessible::Attribute> attributeKeys() const override
    {
        return m_isHeader ? QList<QAccessible::Attribute>{} : QList{QAccessible::Attribute::Level};
    }
    /// 1 at the top.
    [[nodiscard]] QVariant attributeValue(QAccessible::Attribute key) const override
    {
        if (key != QAccessible::Attribute::Level || m_isHeader || !isValid())
            return {};
        int level = 1;
        for (QModelIndex above = m_index.parent(); above.isValid() && above != m_view->rootIndex();
             above = above.parent())
            ++level;
        return level;
    }

private:
    [[nodiscard]] QString headerText() const
    {
        return m_view->model()->headerData(m_column, Qt::Horizontal).toString();
    }
    [[nodiscard]] static QString own(const QModelIndex &index)
    {
        const QString spoken = index.data(Qt::AccessibleTextRole).toString();
        return spoken.isEmpty() ? index.data().toString() : spoken;
    }
    /// Led by what its column is, which alone is told of an empty cell.
    [[nodiscard]] QString titled() const
    {
        const QString text = own(m_index);
        const QString header = headerText();
        if (text.isEmpty() || header.isEmpty())
            return text.isEmpty() ? header : text;
        return u"%1: %2"_s.arg(header, text);
    }
    [[nodiscard]] QString sentence() const
    {
        if (const QString spoken = m_index.data(Qt::AccessibleTextRole).toString();
            !spoken.isEmpty())
            return spoken;
        QStringList parts;
        for (int column = 0; column < m_view->model()->columnCount(m_index.parent()); ++column) {
            if (!m_view->isColumnHidden(column))
                parts.append(own(index().siblingAtColumn(column)));
        }
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }

    QPointer<QTreeView> m_view;
    QPersistentModelIndex m_index;
    bool m_isHeader = false;
    int m_column = 0;
};

/// Children are numbered as QTreeView numbers them in its focus events: row by row from the header
/// row, without what is folded away.
class TreeInterface final : public QAccessibleWidget
{
public:
    explicit TreeInterface(QTreeView *view)
        : QAccessibleWidget(view, QAccessible::Tree)
    {
    }

    [[nodiscard]] int childCount() const override
    {
        int rows = 1;
        if (columns() > 0)
            eachRow(*view(), view()->rootIndex(), [&](const QModelIndex &) { return ++rows > 0; });
        return rows * columns();
    }
    [[nodiscard]] QAccessibleInterface *child(int number) const override
    {
        if (number < 0 || columns() == 0)
            return nullptr;
        const int column = number % columns();
        const int row = number / columns() - 1;
        QModelIndex found;
        int left = row;
        if (row >= 0)
            eachRow(*view(), view()->rootIndex(), [&](const QModelIndex &index) {
                if (left-- == 0)
                    found = index.siblingAtColumn(column);
                return left >= 0;
            });
        return row < 0 || found.isValid() ? cell(number, found, column) : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *cell = dynamic_cast<const CellInterface *>(child);
        if (!cell || !cell->isValid())
            return -1;
        return cell->isHeader() ? cell->column() : numberOf(cell->index());
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint position = view()->viewport()->mapFromGlobal(QPoint(x, y));
        const QModelIndex at = view()->indexAt(position);
        return at.isValid() ? cell(numberOf(at), at, at.column()) : nullptr;
    }
    /// The tree itself while it has no row, so that there is always somebody to talk to.
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        const QModelIndex at = view()->currentIndex();
        const int number = at.isValid() ? numberOf(at) : -1;
        return number < 0 ? QAccessible::queryAccessibleInterface(view())
                          : cell(number, at, at.column());
    }

private:
    [[nodiscard]] QTreeView *view() const { return static_cast<QTreeView *>(object()); }
    [[nodiscard]] int columns() const
    {
        return view()->model() ? view()->model()->columnCount() : 0;
    }

    /// -1 when it is folded away.
    [[nodiscard]] int numberOf(const QModelIndex &index) const
    {
        int row = 0;
        const bool isMissing = eachRow(*view(), view()->rootIndex(), [&](const QModelIndex &each) {
            ++row;
            return each != index.siblingAtColumn(0);
        });
        return isMissing ? -1 : row * columns() + index.column();
    }

    /// Rows move and go, so a kept cell counts only while it stands where it did.
    [[nodiscard]] QAccessibleInterface *cell(int number, const QModelIndex &index, int column) const
    {
        auto *known = static_cast<CellInterface *>(m_cells.find(number));
        if (known && known->isValid() && known->index() == index)
            return known;
        return m_cells.add(number, new CellInterface(view(), index, column));
    }

    mutable AccessibleCells m_cells;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<QTreeView *>(object);
    return view ? new TreeInterface(view) : nullptr;
}

} // namespace

void installTreeAccessibility()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

} // namespace rekey::ui

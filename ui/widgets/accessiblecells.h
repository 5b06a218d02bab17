// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

#include <cstddef>
#include <deque>
#include <unordered_map>

namespace rekey::ui {

/// What all cells of views have in common: no object and no children of their own.
class AccessibleLeaf : public QAccessibleInterface
{
public:
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
};

/// The few cells of a table or tree that assistive tools asked for last: Qt keeps every one that it
/// was ever asked for, and a reset then takes as long as there are cells. They are registered with
/// Qt here and deleted here. GUI thread; goes before the view's own interface does.
class AccessibleCells
{
public:
    AccessibleCells() = default;
    ~AccessibleCells() { clear(); }
    AccessibleCells(const AccessibleCells &) = delete;
    AccessibleCells &operator=(const AccessibleCells &) = delete;

    /// Null when it is not kept.
    [[nodiscard]] QAccessibleInterface *find(qint64 key) const
    {
        const auto known = m_cells.find(key);
        return known == m_cells.end() ? nullptr : QAccessible::accessibleInterface(known->second);
    }

    /// Takes `cell`; a key that is kept already gets this one.
    QAccessibleInterface *add(qint64 key, QAccessibleInterface *cell)
    {
        const auto [known, isNew]
            = m_cells.try_emplace(key, QAccessible::registerAccessibleInterface(cell));
        if (isNew) {
            m_order.push_back(key);
        } else {
            QAccessible::deleteAccessibleInterface(known->second);
            known->second = QAccessible::uniqueId(cell);
        }
        if (m_order.size() > kMost)
            dropOldest();
        return cell;
    }

    void clear()
    {
        for (const auto &[key, id] : m_cells)
            QAccessible::deleteAccessibleInterface(id);
        m_cells.clear();
        m_order.clear();
    }

private:
    static constexpr std::size_t kMost = 256;

    void dropOldest()
    {
        const auto oldest = m_cells.find(m_order.front());
        m_order.pop_front();
        QAccessible::deleteAccessibleInterface(oldest->second);
        m_cells.erase(oldest);
    }

    std::unordered_map<qint64, QAccessible::Id> m_cells;
    std::deque<qint64> m_order; ///< oldest first
};

} // namespace rekey::ui

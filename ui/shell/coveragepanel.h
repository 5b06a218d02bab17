// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/coverage.h"

#include <QWidget>

#include <span>

class QLabel;
class QStackedLayout;
class QTreeWidget;
class QTreeWidgetItem;

namespace rekey::ui {

/// What each scan looked at and what it did not: objects, blobs, bytes, skips with their reasons,
/// notes on what cannot be seen.
class CoveragePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit CoveragePanel(QWidget *parent = nullptr);

    void add(std::span<const sources::Coverage> coverage, std::size_t rules);
    void clear();

private:
    void addOne(const sources::Coverage &coverage, std::size_t rules);
    static void addSkips(QTreeWidgetItem *source, const sources::Coverage &coverage);

    QStackedLayout *m_stack;
    QTreeWidget *m_tree;
};

} // namespace rekey::ui

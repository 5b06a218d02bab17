// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"
#include "ui/shell/scantext.h"

#include <QWidget>

#include <map>

class QPoint;
class QStackedLayout;
class QTreeWidget;

namespace rekey::ui {

class Workspace;

/// What was and is being scanned, each with its state.
class SourcesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SourcesPanel(const Workspace &workspace, QWidget *parent = nullptr);

    void setState(std::uint32_t entry, const StateBadge &badge);
    /// Whether it may be said who can see a source.
    void setReadOnly(bool isReadOnly) { m_isReadOnly = isReadOnly; }

Q_SIGNALS:
    /// Somebody said who can see a source.
    void exposureChosen(std::uint32_t entry, rekey::finding::Exposure exposure);

private:
    void rebuild();
    void showMenu(const QPoint &position);

    const Workspace &m_workspace;
    std::map<std::uint32_t, StateBadge> m_states;
    QStackedLayout *m_stack;
    QTreeWidget *m_list;
    bool m_isReadOnly = false;
};

} // namespace rekey::ui

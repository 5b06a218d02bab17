// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/inventorycsv.h"
#include "ui/session/workspace.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace rekey::ui {

/// Reads lists of tokens beside the GUI thread, their values hidden first. One at a time; waits for
/// the workspace's rules. GUI thread.
class InventoryImport final : public QObject
{
    Q_OBJECT

public:
    explicit InventoryImport(Workspace &workspace, QObject *parent = nullptr);
    /// Asks a read under way to stop and waits for it.
    ~InventoryImport() override;

    /// Ends in done() or failed(); one that is under way is dropped.
    void read(const std::string &path, const finding::InventoryCsvOptions &options);
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void done(const rekey::finding::Inventory &inventory);
    void failed(const rekey::Error &error);

private:
    struct Wish
    {
        std::string path;
        finding::InventoryCsvOptions options;
    };

    void launch();
    void finish();

    Workspace &m_workspace;
    std::optional<Wish> m_next;
    bool m_isRunning = false;
    std::stop_source m_stop;
    QThreadPool m_pool;
    QFutureWatcher<std::shared_ptr<const Result<finding::Inventory>>> m_watcher;
};

} // namespace rekey::ui

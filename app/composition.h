// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "ui/session/ledger.h"
#include "ui/session/preferences.h"
#include "ui/session/scanqueue.h"
#include "ui/session/workspace.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/mainwindow.h"

#include <QSettings>
#include <QTemporaryDir>

#include <optional>

class QApplication;

namespace rekey::app {

/// Every long-lived object of the window program, built once and in order.
class Composition
{
public:
    /// A run for a picture keeps its settings apart from the user's.
    Composition(QApplication &application, const Options &options);

    [[nodiscard]] ui::MainWindow &window() { return m_window; }
    [[nodiscard]] ui::ScanQueue &queue() { return m_queue; }

private:
    std::optional<QTemporaryDir> m_scratch;
    QSettings m_settings;
    bool m_speaks; ///< the language is set before what follows makes texts
    ui::Preferences m_preferences;
    ui::LogFeed m_log;
    ui::Workspace m_workspace;
    ui::ScanQueue m_queue;
    ui::Ledger m_ledger;
    ui::MainWindow m_window;
};

} // namespace rekey::app

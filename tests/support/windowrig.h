// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fakecredentials.h"
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/models/findingsmodel.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/logpanel.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

namespace rekey::test {

/// The whole window as the program builds it, over an engine and folders of the test's own.
struct WindowRig
{
    explicit WindowRig(ui::Engine engine, bool isReadOnly = false, ui::StorePorts stores = {},
                       ui::CheckPorts checks = {}, QString commandLine = {})
        : settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
        , preferences(settings, folder.filePath(QStringLiteral("managed.ini")))
        , workspace(std::move(engine))
        , queue(workspace)
        , window(std::make_unique<ui::MainWindow>(
              ui::WindowParts{.workspace = workspace,
                              .queue = queue,
                              .ledger = ledger,
                              .settings = settings,
                              .preferences = preferences,
                              .log = log,
                              .choosers = {.folder = [this](QWidget *) { return chosenPath; },
                                           .file = [this](QWidget *) { return chosenPath; },
                                           .target = [this](QWidget *) { return chosenPath; }},
                              .isReadOnly = isReadOnly,
                              .stores = std::move(stores),
                              .checks = std::move(checks),
                              .credentials = keyring.ports(),
                              .commandLine = std::move(commandLine)}))
    {
        log.capture();
    }

    QAction *action(QStringView id) const { return window->actions().find(id); }
    ui::FindingsModel &model() const { return window->findings().model(); }
    ui::FindingsTable *table() const { return window->findings().table(); }

    QTemporaryDir folder;
    QString chosenPath; ///< what the choosers answer
    FakeCredentials keyring;
    QSettings settings;
    ui::Preferences preferences;
    ui::LogFeed log;
    ui::Workspace workspace;
    ui::ScanQueue queue;
    ui::Ledger ledger;
    std::unique_ptr<ui::MainWindow> window;
};

} // namespace rekey::test

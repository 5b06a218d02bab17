// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/mainwindow.h"

class QTabWidget;

namespace rekey::ui {

class ActionRegistry;
class Banner;
class CommandPalette;
class DetailPane;
class DockSet;
class FindingsModel;
class FindingsPage;

/// What a feature is wired to: the window, what it was given, and its fixed parts. All of it lives
/// as long as the window. A feature is a function `wire...(const Shell &)` in a file of its own,
/// called once while the window is built, before menus and toolbar are made from the actions; what
/// it makes, the window owns.
struct Shell
{
    MainWindow &window;
    const WindowParts &parts;
    ActionRegistry &actions;
    FindingsModel &model;
    FindingsPage &findings;
    DetailPane &detail;
    DockSet &docks;
    QTabWidget &pages;
    Banner &banner;
    CommandPalette &palette;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace rekey::app {

/// What the picture of `--screenshot` shows.
enum class ShotState : std::uint8_t
{
    Empty,
    Findings,
    Paste,
    Palette,
    Coverage,
    Keys,
    Filter,
    FirstRun,
    Settings, ///< page Options::page
    Locked,
    Dashboard,
    Hygiene,
    Timeline,
    Fix,
    Incidents,
    Rotation,
    Rotations, ///< of all findings
    Seal,
    Seals,
    Broker,
    Verify,
    Import, ///< of the reports in a folder of that name beside the first path
    Compare, ///< of the same
    Export,
};

/// What the command line of `rekey` asks for.
struct Options
{
    QStringList paths;
    QString screenshot; ///< file to write; empty: none
    QSize size{1440, 900};
    int page = 0; ///< of ShotState::Settings and FirstRun
    std::optional<ShotState> state; ///< default: findings with a path, else empty
    std::optional<ui::ThemeChoice> theme; ///< default: as set in the program
    bool isReadOnly = false; ///< changes nothing that is kept, shows no value

    QString say; ///< text for standard output, then exit with 0
    QString problem; ///< text for standard error, then exit with 2
};

/// Reads the arguments, the program's name first. Never fails: see Options::problem.
[[nodiscard]] Options readOptions(const QStringList &arguments);

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include <QApplication>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace rekey::app {

namespace {

std::string folderIn(QStandardPaths::StandardLocation location)
{
    return (QStandardPaths::writableLocation(location) + u"/rekey"_s).toStdString();
}

ui::EngineFolders folders()
{
    return {.cache = folderIn(QStandardPaths::GenericCacheLocation),
            .data = folderIn(QStandardPaths::GenericDataLocation)};
}

} // namespace

Composition::Composition(QApplication &application, const Options &options)
    : m_scratch(options.screenshot.isEmpty() ? std::nullopt : std::make_optional<QTemporaryDir>())
    , m_settings(m_scratch ? m_scratch->filePath(u"settings.ini"_s) : QSettings().fileName(),
                 QSettings::IniFormat)
    , m_workspace(ui::coreEngine(folders()))
    , m_queue(m_workspace)
    , m_window({.workspace = m_workspace,
                .queue = m_queue,
                .ledger = m_ledger,
                .settings = m_settings,
                .log = m_log,
                .choosers = ui::systemChoosers(),
                .setTheme
                = [&application](ui::ThemeChoice choice) { ui::applyTheme(application, choice); }})
{
    m_log.capture();
    const auto saved = static_cast<ui::ThemeChoice>(
        m_settings.value("appearance/theme"_L1, int(ui::ThemeChoice::System)).toInt());
    ui::applyTheme(application, options.theme.value_or(saved));
}

} // namespace rekey::app

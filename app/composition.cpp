// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include "core/base/folders.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace rekey::app {

Composition::Composition(QApplication &application, const Options &options)
    : m_scratch(options.screenshot.isEmpty() ? std::nullopt : std::make_optional<QTemporaryDir>())
    , m_settings(m_scratch ? m_scratch->filePath(u"settings.ini"_s) : QSettings().fileName(),
                 QSettings::IniFormat)
    , m_workspace(ui::coreEngine(userFolders()))
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

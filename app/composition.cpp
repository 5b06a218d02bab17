// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include "app/language.h"
#include "core/base/folders.h"

#include <QApplication>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace rekey::app {

namespace {

/// Where an administrator sets values for everybody.
QString managedFile()
{
    return QStandardPaths::locate(QStandardPaths::GenericConfigLocation, u"rekey/managed.ini"_s);
}

/// Before any text is made: those of the settings are made with them.
bool speak(QApplication &application, QSettings &settings)
{
    const ui::Preferences preferences(settings, managedFile());
    installLanguage(application, preferences.choice(u"general/language"_s));
    return true;
}

/// A run for a picture opens no store of the user's.
ui::StorePorts stores(bool isPicture)
{
    ui::StorePorts ports = ui::coreStores(userFolders().data + "/identity.key");
    if (isPicture)
        ports.usualPath = u"/home/you/.local/share/rekey/store.db"_s;
    return ports;
}

ui::Look lookOf(const ui::Preferences &preferences, const Options &options)
{
    return {.theme
            = options.theme.value_or(ui::themeFromName(preferences.choice(u"appearance/theme"_s))),
            .fontPercent = preferences.number(u"appearance/fontPercent"_s),
            .isStill = preferences.flag(u"appearance/reducedMotion"_s)};
}

} // namespace

Composition::Composition(QApplication &application, const Options &options)
    : m_scratch(options.screenshot.isEmpty() ? std::nullopt : std::make_optional<QTemporaryDir>())
    , m_settings(m_scratch ? m_scratch->filePath(u"settings.ini"_s) : QSettings().fileName(),
                 QSettings::IniFormat)
    , m_speaks(speak(application, m_settings))
    , m_preferences(m_settings, m_scratch ? QString() : managedFile())
    , m_workspace(ui::coreEngine(userFolders()))
    , m_queue(m_workspace)
    , m_window({.workspace = m_workspace,
                .queue = m_queue,
                .ledger = m_ledger,
                .settings = m_settings,
                .preferences = m_preferences,
                .log = m_log,
                .choosers = ui::systemChoosers(),
                .isReadOnly = options.isReadOnly,
                .asksAtFirst = options.screenshot.isEmpty() && options.paths.isEmpty(),
                .stores = stores(!options.screenshot.isEmpty()),
                .checks = ui::coreChecks(),
                .credentials = ui::coreCredentials()})
{
    m_log.capture();
    ui::applyLook(application, lookOf(m_preferences, options));
    QObject::connect(&m_preferences, &ui::Preferences::changed, &application,
                     [this, &application, options](const QString &id) {
                         if (id.startsWith("appearance/"_L1))
                             ui::applyLook(application, lookOf(m_preferences, options));
                     });
}

} // namespace rekey::app

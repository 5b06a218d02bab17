// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/findingspage.h"
#include "ui/findings/findingstable.h"
#include "ui/session/preferences.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/shortcutpage.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/features.h"
#include "ui/shell/shell.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/shortcutbook.h"

#include <QAction>
#include <QActionGroup>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

constexpr auto kTheme = "appearance/theme"_L1;
constexpr auto kSingleKeys = "keys/singleKeys"_L1;
constexpr auto kWorkers = "scanning/workers"_L1;

void applyTo(const Shell &shell)
{
    const Preferences &preferences = shell.parts.preferences;
    shell.findings.table()->setSingleKeysEnabled(preferences.flag(kSingleKeys));
    shell.parts.queue.setWorkers(static_cast<unsigned>(preferences.number(kWorkers)));
}

SettingsDialog *openSettings(MainWindow *window, Preferences &preferences, ShortcutBook *shortcuts)
{
    auto *dialog = window->findChild<SettingsDialog *>();
    if (!dialog) {
        dialog = new SettingsDialog(preferences, systemSettingsFileAsker(), window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->addSection(PreferencePage::Keys, new ShortcutPage(*shortcuts),
                           MainWindow::tr("shortcuts keys commands"));
        QObject::connect(dialog, &SettingsDialog::message, window, &MainWindow::say);
        Q_EMIT window->settingsOpened(dialog);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

void addThemes(const Shell &shell)
{
    Preferences &preferences = shell.parts.preferences;
    const std::array<std::pair<QString, QString>, 4> themes
        = {{{u"system"_s, MainWindow::tr("Colours of the s&ystem")},
            {u"light"_s, MainWindow::tr("Li&ght colours")},
            {u"dark"_s, MainWindow::tr("Dar&k colours")},
            {u"contrast"_s, MainWindow::tr("&High contrast")}}};
    auto *group = new QActionGroup(&shell.window);
    for (const auto &[value, text] : themes) {
        QAction *action = shell.actions.add(
            {.id = u"view.theme."_s + value,
             .text = text,
             .menu = MainWindow::tr("View"),
             .tip = {},
             .icon = {},
             .keys = {},
             .group = 5,
             .checkable = true},
            [&preferences, value = value](bool) { preferences.set(kTheme, value); });
        group->addAction(action);
        const auto show = [action, &preferences, value = value] {
            action->setChecked(preferences.choice(kTheme) == value);
            action->setEnabled(!preferences.isLocked(kTheme));
        };
        show();
        QObject::connect(&preferences, &Preferences::changed, action, show);
    }
}

/// "J" is Shift+J to a shortcut, "j" is J, and signs are themselves.
QKeySequence sequenceOf(const QString &key)
{
    if (key.size() != 1)
        return QKeySequence(key, QKeySequence::PortableText);
    const QChar sign = key.front();
    const bool isCapital = sign.isLetter() && sign.isUpper();
    return QKeySequence(QKeyCombination(isCapital ? Qt::ShiftModifier : Qt::NoModifier,
                                        static_cast<Qt::Key>(sign.toUpper().unicode())));
}

QString keyOf(const QKeySequence &sequence)
{
    if (sequence.isEmpty())
        return {};
    const QKeyCombination keys = sequence[0];
    const bool isSign = keys.key() > Qt::Key_Space && keys.key() < Qt::Key_Escape;
    if (isSign && keys.keyboardModifiers() == Qt::NoModifier)
        return QString(QChar(static_cast<char16_t>(keys.key()))).toLower();
    if (isSign && keys.keyboardModifiers() == Qt::ShiftModifier)
        return QString(QChar(static_cast<char16_t>(keys.key())));
    return sequence.toString(QKeySequence::PortableText);
}

/// Keys of the table stand in the same list as shortcuts. Their actions belong to no widget, so
/// that the keys do nothing by themselves: the table acts on them.
void addTableKeys(const Shell &shell, ShortcutBook *shortcuts)
{
    FindingsTable *table = shell.findings.table();
    const auto give = [table](const QAction *action) {
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys.append(keyOf(sequence));
        table->setKeys({{action->objectName(), keys}});
    };
    const std::vector<TableKey> keys = table->keys();
    for (const TableKey &key : keys) {
        auto *action = new QAction(key.text, shortcuts);
        action->setObjectName(key.id);
        QList<QKeySequence> sequences;
        for (const QString &one : key.keys)
            sequences.append(sequenceOf(one));
        action->setShortcuts(sequences);
        shortcuts->add(MainWindow::tr("Keys of the table"), action);
        if (action->shortcuts() != sequences)
            give(action);
    }
    QObject::connect(shortcuts, &ShortcutBook::changed, table, [give](QAction *action) {
        if (action->objectName().startsWith("table."_L1))
            give(action);
    });
}

} // namespace

void wireSettings(const Shell &shell)
{
    MainWindow *window = &shell.window;
    Preferences &preferences = shell.parts.preferences;
    auto *shortcuts = new ShortcutBook(shell.parts.settings, window);
    addThemes(shell);
    shell.actions.add(
        {.id = u"tools.settings"_s,
         .text = MainWindow::tr("&Settings…"),
         .menu = MainWindow::tr("Tools"),
         .tip = MainWindow::tr("Everything that can be set, by page"),
         .icon = u"settings"_s,
         .keys = {QKeySequence(Qt::CTRL | Qt::Key_Comma)},
         .group = 9},
        [window, &preferences, shortcuts](bool) { openSettings(window, preferences, shortcuts); });
    shell.palette.addSource(
        u':', MainWindow::tr("settings"),
        [window, &preferences, shortcuts](const QString &query, int limit) {
            std::vector<PaletteEntry> entries;
            for (const PreferenceSpec &spec : preferences.specs()) {
                PaletteEntry entry;
                entry.title = spec.text;
                entry.detail = SettingsDialog::pageName(spec.page);
                entry.icon = icon(u"settings");
                entry.run = [window, &preferences, shortcuts, id = spec.id] {
                    openSettings(window, preferences, shortcuts)->showSetting(id);
                };
                entries.push_back(std::move(entry));
            }
            return rankEntries(std::move(entries), query, limit);
        });
    for (const ActionRegistry::Command &command : shell.actions.commands())
        shortcuts->add(command.menu, command.action);
    addTableKeys(shell, shortcuts);
    const Shell held = shell;
    applyTo(held);
    QObject::connect(&preferences, &Preferences::changed, window, [held] { applyTo(held); });
}

} // namespace rekey::ui

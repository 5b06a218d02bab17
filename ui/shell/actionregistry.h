// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace rekey::ui {

struct ActionSpec
{
    QString id; ///< stable, "scan.folder"; also the object name
    QString text;
    QString menu; ///< "File"; empty: in no menu
    QString tip; ///< one sentence
    QString icon; ///< name for icon(); may be empty
    QList<QKeySequence> keys;
    int group = 0; ///< a separator stands between groups of one menu
    bool checkable = false;
    bool isTool = false; ///< has a button in the toolbar
};

/// A key that belongs to one pane and is not an action's shortcut ("j" in the table).
struct KeyNote
{
    QString section;
    QString keys;
    QString text;
};

/// The one list of commands: menus, toolbar, palette and key sheet are made from it. GUI thread.
class ActionRegistry final : public QObject
{
    Q_OBJECT

public:
    /// Shortcuts work anywhere in `window`, which gets every action.
    explicit ActionRegistry(QWidget *window);

    /// Adds a command; `run` is called with the checked state.
    QAction *add(const ActionSpec &spec, const std::function<void(bool)> &run);
    /// Null when there is none of that id.
    [[nodiscard]] QAction *find(QStringView id) const;

    struct Command
    {
        QString menu;
        QAction *action = nullptr;
        int group = 0;
        bool isTool = false;
    };
    /// In the order they were added.
    [[nodiscard]] const std::vector<Command> &commands() const { return m_commands; }

    /// A button of the toolbar that opens a menu of commands.
    struct ToolMenu
    {
        QString id; ///< object name of the button
        QString text;
        QString icon;
        QMenu *menu = nullptr;
    };
    void addToolMenu(ToolMenu menu) { m_toolMenus.append(std::move(menu)); }
    [[nodiscard]] const QList<ToolMenu> &toolMenus() const { return m_toolMenus; }

    void addKeyNotes(const QList<KeyNote> &notes) { m_notes += notes; }
    [[nodiscard]] const QList<KeyNote> &keyNotes() const { return m_notes; }

    /// One menu for each menu name, in the order of `menus`.
    void fill(QMenuBar *bar, const QStringList &menus) const;
    void fill(QMenu *menu, const QString &name) const;

private:
    QWidget *m_window;
    std::vector<Command> m_commands;
    QList<KeyNote> m_notes;
    QList<ToolMenu> m_toolMenus;
};

/// A command's text without mnemonic mark and ellipsis.
[[nodiscard]] QString plainText(const QAction *action);

} // namespace rekey::ui

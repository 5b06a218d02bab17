// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actionregistry.h"

#include "ui/widgets/icons.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace rekey::ui {

ActionRegistry::ActionRegistry(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

QAction *ActionRegistry::add(const ActionSpec &spec, const std::function<void(bool)> &run)
{
    Q_ASSERT(!find(spec.id));
    auto *action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    action->setStatusTip(spec.tip);
    action->setShortcuts(spec.keys);
    action->setCheckable(spec.checkable);
    action->setMenuRole(QAction::NoRole);
    if (!spec.icon.isEmpty())
        action->setIcon(icon(spec.icon));
    QString tip = plainText(action);
    if (!spec.tip.isEmpty() && spec.tip != tip)
        tip += u"\n"_s + spec.tip;
    if (!spec.keys.isEmpty())
        tip += u"  ("_s + spec.keys.first().toString(QKeySequence::NativeText) + u')';
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, run);
    m_window->addAction(action);
    m_commands.push_back({spec.menu, action, spec.group, spec.isTool});
    return action;
}

QAction *ActionRegistry::find(QStringView id) const
{
    const auto found = std::ranges::find_if(
        m_commands, [id](const Command &command) { return command.action->objectName() == id; });
    return found == m_commands.end() ? nullptr : found->action;
}

void ActionRegistry::fill(QMenuBar *bar, const QStringList &menus) const
{
    for (const QString &name : menus) {
        const QString plain = QString(name).remove(u'&');
        if (std::ranges::find(m_commands, plain, &Command::menu) == m_commands.end())
            continue;
        QMenu *menu = bar->addMenu(name);
        menu->setObjectName(u"menu_"_s + plain);
        menu->setToolTipsVisible(false);
        fill(menu, plain);
    }
}

void ActionRegistry::fill(QMenu *menu, const QString &name) const
{
    std::vector<Command> ordered;
    std::ranges::copy_if(m_commands, std::back_inserter(ordered),
                         [&name](const Command &command) { return command.menu == name; });
    std::ranges::stable_sort(ordered, {}, &Command::group);
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        if (i > 0 && ordered[i].group != ordered[i - 1].group)
            menu->addSeparator();
        menu->addAction(ordered[i].action);
    }
}

QString plainText(const QAction *action)
{
    QString text = action->text();
    text.remove(u'&');
    while (text.endsWith(u'…'))
        text.chop(1);
    return text;
}

} // namespace rekey::ui

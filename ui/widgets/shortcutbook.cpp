// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/shortcutbook.h"

#include <QAction>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

QString keyOf(const QAction *action)
{
    return u"shortcuts/"_s + action->objectName();
}

} // namespace

bool ShortcutBook::Entry::isChanged() const
{
    return action->shortcuts() != defaults;
}

ShortcutBook::ShortcutBook(QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

void ShortcutBook::add(const QString &group, QAction *action)
{
    m_entries.push_back({group, action, action->shortcuts()});
    const QVariant saved = m_settings.value(keyOf(action));
    if (!saved.isValid())
        return;
    // An empty text means no key; the parser takes it for one empty key.
    QList<QKeySequence> keys
        = QKeySequence::listFromString(saved.toString(), QKeySequence::PortableText);
    keys.removeAll(QKeySequence());
    apply(action, keys);
}

ShortcutBook::Entry *ShortcutBook::find(const QAction *action)
{
    const auto found = std::ranges::find(m_entries, action, &Entry::action);
    return found == m_entries.end() ? nullptr : &*found;
}

QAction *ShortcutBook::conflict(const QAction *action, const QList<QKeySequence> &keys) const
{
    for (const Entry &entry : m_entries) {
        const QList<QKeySequence> taken = entry.action->shortcuts();
        if (entry.action != action && std::ranges::any_of(taken, [&keys](const QKeySequence &key) {
                return keys.contains(key);
            }))
            return entry.action;
    }
    return nullptr;
}

void ShortcutBook::apply(QAction *action, const QList<QKeySequence> &keys)
{
    // The tool tip names the key: see ActionRegistry::add.
    QString tip = action->toolTip();
    const auto shown = [](const QList<QKeySequence> &all) {
        return all.isEmpty() ? QString()
                             : u"  ("_s + all.first().toString(QKeySequence::NativeText) + u')';
    };
    const QString before = shown(action->shortcuts());
    if (!before.isEmpty() && tip.endsWith(before))
        tip.chop(before.size());
    action->setShortcuts(keys);
    action->setToolTip(tip + shown(keys));
}

void ShortcutBook::set(QAction *action, const QList<QKeySequence> &keys)
{
    const Entry *entry = find(action);
    if (!entry || action->shortcuts() == keys)
        return;
    apply(action, keys);
    if (entry->isChanged())
        m_settings.setValue(keyOf(action),
                            QKeySequence::listToString(keys, QKeySequence::PortableText));
    else
        m_settings.remove(keyOf(action));
    Q_EMIT changed(action);
}

void ShortcutBook::reset(QAction *action)
{
    if (const Entry *entry = find(action))
        set(action, QList<QKeySequence>(entry->defaults));
}

void ShortcutBook::resetAll()
{
    for (const Entry &entry : m_entries)
        set(entry.action, entry.defaults);
}

} // namespace rekey::ui

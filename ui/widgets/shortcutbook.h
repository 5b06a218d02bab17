// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <vector>

class QAction;
class QSettings;

namespace rekey::ui {

/// The shortcuts of actions as the user wants them: changed, kept between runs, put back. Actions
/// are known by their object names. GUI thread.
class ShortcutBook final : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QString group; ///< the menu it stands in
        QAction *action = nullptr; ///< outlives the book
        QList<QKeySequence> defaults;

        [[nodiscard]] bool isChanged() const;
    };

    /// `settings` outlives the book.
    explicit ShortcutBook(QSettings &settings, QObject *parent = nullptr);

    /// Takes the action's shortcuts as its defaults, then puts what the user chose in their place.
    void add(const QString &group, QAction *action);
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }

    /// Another action with one of these keys; null when there is none.
    [[nodiscard]] QAction *conflict(const QAction *action, const QList<QKeySequence> &keys) const;
    /// Empty: no shortcut. Conflicts are the caller's business.
    void set(QAction *action, const QList<QKeySequence> &keys);
    void reset(QAction *action);
    void resetAll();

Q_SIGNALS:
    void changed(QAction *action);

private:
    [[nodiscard]] Entry *find(const QAction *action);
    void apply(QAction *action, const QList<QKeySequence> &keys);

    QSettings &m_settings;
    std::vector<Entry> m_entries;
};

} // namespace rekey::ui

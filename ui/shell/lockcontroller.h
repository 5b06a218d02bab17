// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shell.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointer>

namespace rekey::ui {

class LockPage;
class LockWatch;

/// Locks and unlocks the window: the keeper drops its keys, everything that says something of
/// findings goes out of sight, a blank page takes its place, and it all comes back as it was.
/// Scans go on meanwhile. GUI thread.
class LockController final : public QObject
{
    Q_OBJECT

public:
    explicit LockController(const Shell &shell);

    [[nodiscard]] bool isLocked() const { return m_isLocked; }
    void lock();

Q_SIGNALS:
    void lockedChanged(bool isLocked);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyPreferences();
    void hideAll();
    void unlock();
    void show();

    Shell m_shell;
    LockPage *m_page;
    LockWatch *m_watch;
    bool m_isLocked = false;
    QList<QPointer<QWidget>> m_hidden; ///< in the order they are shown again
    QByteArray m_layout;
    QPointer<QWidget> m_focusBefore;
};

} // namespace rekey::ui

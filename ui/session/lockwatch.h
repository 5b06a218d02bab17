// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace rekey::ui {

/// Notices when the window should lock: nobody has touched it for a while, the desktop's screen was
/// locked, the user was switched away, or the machine goes to sleep (logind and the screen savers
/// of freedesktop and GNOME, over D-Bus; where there is no bus only the idle time counts). GUI
/// thread.
class LockWatch final : public QObject
{
    Q_OBJECT

public:
    explicit LockWatch(QObject *parent = nullptr);

    /// Zero: never.
    void setIdleTime(std::chrono::milliseconds idle);
    void setFollowsSession(bool follows) { m_followsSession = follows; }
    /// Starts listening on the buses.
    void listen();

public Q_SLOTS:
    // What the buses say.
    void screenChanged(bool isLocked);
    void sleepChanged(bool isGoingToSleep);
    void sessionLocked();

Q_SIGNALS:
    void lockWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tellSession();

    QTimer m_idle;
    bool m_followsSession = true;
};

} // namespace rekey::ui

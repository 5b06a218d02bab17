// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>

class QMimeData;

namespace rekey::ui {

/// Puts one value on the clipboard for a while and takes it away again, as long as it is still what
/// the clipboard holds. It is never put on X11's selection. The value waits on locked memory until
/// somebody pastes; what the toolkit makes then is its own. Marks for KDE, Windows and macOS ask
/// clipboard managers not to keep it; whether they obey is theirs, and Wayland may refuse to clear
/// while the window has no focus. GUI thread.
class ClipboardGuard final : public QObject
{
    Q_OBJECT

public:
    explicit ClipboardGuard(QObject *parent = nullptr);
    ~ClipboardGuard() override;

    void put(secret::SecretBytes value, std::chrono::milliseconds duration);
    /// Takes the value away now. Nothing when the clipboard holds something else.
    void clear();
    [[nodiscard]] bool isHolding() const;

Q_SIGNALS:
    /// Whole seconds left, rounded up; 0 once it was cleared or replaced.
    void secondsLeftChanged(int seconds);

private:
    void tick();
    void end();

    QPointer<QMimeData> m_mime; ///< owned by the clipboard
    QTimer m_tick;
    QElapsedTimer m_since;
    std::chrono::milliseconds m_duration{0};
    int m_said = 0;
};

} // namespace rekey::ui

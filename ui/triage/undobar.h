// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <chrono>

class QAction;
class QLabel;

namespace rekey::ui {

/// A strip that says what was just done, with Undo, and goes after eight seconds.
class UndoBar final : public QFrame
{
    Q_OBJECT

public:
    /// `undo` is triggered by the button and outlives the bar.
    explicit UndoBar(QAction *undo, QWidget *parent = nullptr);

    void tell(const QString &text);
    void setDuration(std::chrono::milliseconds duration) { m_timer.setInterval(duration); }

private:
    QLabel *m_text;
    QTimer m_timer;
};

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QObject>
#include <QTimer>

namespace rekey::app {

class Composition;

/// Brings the real window into a state, waits until scans and panes are at rest, writes a picture
/// of it and ends the program: 0, or 1 when the file cannot be written.
class Screenshot final : public QObject
{
    Q_OBJECT

public:
    Screenshot(Composition &parts, Options options);

private:
    void step();
    /// One step after the other, each once the window is at rest; true after the last.
    [[nodiscard]] bool enter(int stage);
    [[nodiscard]] bool awaitsDialog();
    void openState();
    /// Reads the reports in the folder of that name beside the first path.
    void openReports();
    void showComparison(int stage);
    [[nodiscard]] bool write() const;

    Composition &m_parts;
    Options m_options;
    ShotState m_state;
    int m_stage = 0;
    int m_quiet = 0; ///< ticks at rest
    int m_awaited = 0;
    QTimer m_tick;
};

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/scanjob.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace rekey::app {

/// While it lives: a progress line on standard error when that is a terminal, and Ctrl+C asks the
/// scan to stop (a second one ends the program). One at a time.
class ScanMonitor
{
public:
    ScanMonitor(const scan::ScanProgress &progress, std::stop_source stop, bool showProgress);
    ~ScanMonitor();
    ScanMonitor(const ScanMonitor &) = delete;
    ScanMonitor &operator=(const ScanMonitor &) = delete;

private:
    void run(const std::stop_token &ended);
    void draw();

    const scan::ScanProgress &m_progress;
    std::stop_source m_stop;
    bool m_showProgress;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread; ///< last: stops before the rest goes
};

} // namespace rekey::app

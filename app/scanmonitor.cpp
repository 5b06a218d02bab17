// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/scanmonitor.h"

#include "core/report/report.h"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <format>
#include <iostream>
#include <string>

namespace rekey::app {

namespace {

using namespace std::chrono_literals;

volatile std::sig_atomic_t interrupted = 0;

extern "C" void onInterrupt(int signal)
{
    interrupted = 1;
    std::signal(signal, SIG_DFL); // the next one ends the program
}

} // namespace

ScanMonitor::ScanMonitor(const scan::ScanProgress &progress, std::stop_source stop,
                         bool showProgress)
    : m_progress(progress)
    , m_stop(std::move(stop))
    , m_showProgress(showProgress && ::isatty(STDERR_FILENO) == 1)
    , m_thread([this](const std::stop_token &ended) { run(ended); })
{
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
}

ScanMonitor::~ScanMonitor()
{
    m_thread.request_stop();
    m_thread.join();
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    if (m_showProgress)
        std::cerr << "\r\x1b[K" << std::flush;
}

void ScanMonitor::run(const std::stop_token &ended)
{
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, ended, 100ms, [&] { return ended.stop_requested(); })) {
        if (interrupted != 0 && !m_stop.stop_requested()) {
            m_stop.request_stop();
            std::cerr << "\nstopping; what was found so far follows\n";
        }
        if (m_showProgress)
            draw();
    }
}

void ScanMonitor::draw()
{
    const std::uint64_t done = m_progress.walk.blobsDone;
    const std::uint64_t total = m_progress.walk.blobsTotal;
    std::string line = "scanning";
    if (m_progress.sourcesTotal > 1)
        line
            += std::format(" {} of {}", m_progress.sourceIndex + 1, m_progress.sourcesTotal.load());
    if (m_progress.walk.phase == sources::WalkProgress::Phase::Placing)
        line += ", placing";
    if (total != 0)
        line += std::format("  {}%", done * 100 / total);
    line += std::format("  {} file versions  {:.2f} GB  {} found", report::groupedNumber(done),
                        static_cast<double>(m_progress.walk.bytesDone) / 1e9,
                        report::groupedNumber(m_progress.findings));
    std::cerr << '\r' << line << "\x1b[K" << std::flush;
}

} // namespace rekey::app

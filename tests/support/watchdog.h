// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <QObject>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>

namespace rekey::test {

/// Measures from another thread how long the GUI thread leaves events waiting: it posts a beat,
/// waits for its answer, and keeps the longest wait. On Linux the time that the system made the GUI
/// thread queue for a processor is taken off, so that a busy machine is not blamed on us; running
/// and waiting for locks or files count. Made and used on the GUI thread.
class Watchdog
{
public:
    Watchdog()
        : m_thread([this](std::stop_token stop) { watch(stop); })
    {
    }

    ~Watchdog()
    {
        m_thread.request_stop();
        m_answered.notify_all();
    }

    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

    /// Longest time since the start, or the last reset, that the GUI thread took to answer.
    std::int64_t longestMs() const { return m_longestUs.load() / 1000; }
    int beats() const { return m_beats.load(); }
    void reset() { m_longestUs = 0; }

    /// How much slower than a release build this one is allowed to be. ASan and UBSan make our own
    /// code about four times slower.
    static constexpr int factor()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        return 4;
#else
        return 1;
#endif
    }

private:
    using Clock = std::chrono::steady_clock;

    void watch(const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            const Clock::time_point asked = Clock::now();
            const std::int64_t queuedBefore = queuedUs();
            {
                const std::scoped_lock lock(m_mutex);
                m_waiting = true;
            }
            QMetaObject::invokeMethod(&m_receiver, [this] { answer(); }, Qt::QueuedConnection);
            std::unique_lock lock(m_mutex);
            m_answered.wait(lock, [&] { return !m_waiting || stop.stop_requested(); });
            if (stop.stop_requested())
                return;
            lock.unlock();
            const auto took
                = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - asked);
            const std::int64_t ours = took.count() - (queuedUs() - queuedBefore);
            m_longestUs = std::max<std::int64_t>(m_longestUs, ours);
            ++m_beats;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    /// Time the GUI thread has stood in the run queue so far: second number of schedstat.
    std::int64_t queuedUs() const
    {
        std::int64_t ran = 0;
        std::int64_t queued = 0;
        std::ifstream stat(m_schedstat);
        return stat >> ran >> queued ? queued / 1000 : 0;
    }

    void answer()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_waiting = false;
        }
        m_answered.notify_all();
    }

    /// The GUI thread is the process's first: its task has the process's number.
    const std::string m_schedstat
        = "/proc/self/task/" + std::to_string(QCoreApplication::applicationPid()) + "/schedstat";
    QObject m_receiver;
    std::mutex m_mutex;
    std::condition_variable m_answered;
    bool m_waiting = false; ///< guarded by m_mutex
    std::atomic<std::int64_t> m_longestUs{0};
    std::atomic<int> m_beats{0};
    std::jthread m_thread; ///< last: stops before the rest goes
};

} // namespace rekey::test

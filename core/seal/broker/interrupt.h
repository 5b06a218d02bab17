// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>

namespace rekey::broker {

/// Ends what a request waits for, from outside of it: at a deadline, or when the broker stops. One
/// thread. What waits looks at hasFired() before it begins, too.
class Interrupt
{
public:
    /// While it lives, firing calls `end`, once; it goes before what `end` refers to does.
    class Scope
    {
    public:
        Scope(Interrupt &interrupt, std::function<void()> end)
            : m_interrupt(interrupt)
        {
            m_interrupt.m_end = std::move(end);
        }
        ~Scope() { m_interrupt.m_end = nullptr; }
        Scope(const Scope &) = delete;
        Scope &operator=(const Scope &) = delete;

    private:
        Interrupt &m_interrupt;
    };

    Interrupt() = default;
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    void fire()
    {
        m_hasFired = true;
        if (const auto end = std::exchange(m_end, nullptr))
            end();
    }
    [[nodiscard]] bool hasFired() const { return m_hasFired; }
    /// For the next request.
    void reset() { m_hasFired = false; }

private:
    std::function<void()> m_end;
    bool m_hasFired = false;
};

} // namespace rekey::broker

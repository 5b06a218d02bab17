// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace rekey::ui {

/// Checks that go to one host, as shown.
struct CheckLane
{
    enum class State : std::uint8_t
    {
        Asking, ///< waits for a person's yes
        Sending,
        Waiting, ///< until `againAtMs`, longer than the pace: the provider asked for it
        Paused,
        Held, ///< the window is read-only
        Stopped, ///< after too many failures in a row; until resumed
        Done,
    };

    std::string host;
    State state = State::Done;
    std::int64_t againAtMs = 0; ///< of Waiting; milliseconds since 1970 UTC
    std::size_t waiting = 0; ///< the one under way among them
    std::size_t done = 0;
    std::size_t live = 0; ///< of those done
    std::size_t unknown = 0; ///< of those done: no clear answer
    std::string reason; ///< of the last answer that was not clear; one sentence

    friend bool operator==(const CheckLane &, const CheckLane &) = default;
};

} // namespace rekey::ui

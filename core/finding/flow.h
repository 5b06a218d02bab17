// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/event.h"
#include "core/finding/findingindex.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rekey::finding {

/// What happened in one week, each finding once a kind.
struct WeekBar
{
    struct Count
    {
        std::size_t count = 0;
        std::string filter; ///< selects these findings; empty when there are too many to name
    };

    std::int64_t begin = 0; ///< Monday 00:00 UTC, seconds since 1970
    Count found;
    Count closed;
    Count reopened;
};

struct Flow
{
    std::vector<WeekBar> weeks; ///< oldest first, without a gap, the last holds `now`
    std::optional<double> medianDaysToDead; ///< from found to the provider's first "dead"
    std::size_t dead = 0; ///< findings the median stands for
};

/// What of a timeline the charts need.
struct FlowEvent
{
    enum class Step : std::uint8_t
    {
        Found,
        Dead, ///< the provider said so
        Closed,
        Reopened,
    };

    secret::SecretId finding;
    std::int64_t at = 0; ///< seconds since 1970 UTC
    Step step = Step::Found;
};

/// Nothing for events that no chart needs.
[[nodiscard]] std::optional<FlowEvent> flowEventOf(const Event &event);

/// `events`: of every finding, oldest first. Findings that the index does not hold are left out, so
/// that a bar's count is its filter's. Any thread that may read the index.
[[nodiscard]] Flow flowOf(const FindingIndex &index, std::span<const FlowEvent> events,
                          std::int64_t now, std::size_t weeks);

} // namespace rekey::finding

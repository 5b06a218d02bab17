// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/run.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// Where one rotation of several stands.
enum class Standing : std::uint8_t
{
    NotBegun,
    Working, ///< goes on by itself
    Held, ///< goes on once a person has acted, or the old key was quiet for long enough
    Failed, ///< a step failed, or it could not begin
    Ended, ///< taken back, or given up
    Done,
};
inline constexpr std::size_t kStandings = 6;

/// "not begun", "working" ...
[[nodiscard]] std::string_view standingName(Standing standing);

/// Of one that has begun: by what the last advance came to, and how it ended.
[[nodiscard]] Standing standingOf(const Plan &plan, const Progress &progress, std::string_view end);

/// Whether this way of changing keys was seen to work: the new key was used successfully or, where
/// there is no successor, the old one was refused.
[[nodiscard]] bool isProven(const Plan &plan, std::span<const StepRecord> steps);

/// The order of several rotations of one kind: the first goes alone until it is proven and can go
/// no further by itself; then the others, one after another; one that fails, or is taken back,
/// keeps those that have not begun from beginning. Nothing of it is kept: after a crash each one
/// that began has its own journal. Knows no run, one thread at a time.
class Batch
{
public:
    explicit Batch(std::size_t count)
        : m_members(count)
    {
    }

    [[nodiscard]] std::size_t size() const { return m_members.size(); }
    [[nodiscard]] Standing standing(std::size_t member) const { return m_members[member].standing; }

    /// How a member stands now. One that failed keeps the rest from beginning even when it goes on
    /// later, until goOn().
    void take(std::size_t member, Standing standing, bool isProven);
    /// Who is to begin now; nothing while another one works, the first is not proven, something has
    /// failed, or all have begun.
    [[nodiscard]] std::optional<std::size_t> next() const;

    /// Who keeps the rest from beginning by having failed or been taken back.
    [[nodiscard]] std::optional<std::size_t> stoppedBy() const { return m_stoppedBy; }
    /// Whether the rest may begin all the same: what failed goes on again or has its end, and the
    /// first is proven.
    [[nodiscard]] bool canGoOn() const;
    /// A person wants that. Errors: Invalid (it may not be).
    [[nodiscard]] Result<void> goOn();

    /// In their order.
    [[nodiscard]] std::vector<std::size_t> notBegun() const;
    [[nodiscard]] std::size_t count(Standing standing) const;

private:
    struct Member
    {
        Standing standing = Standing::NotBegun;
        bool isProven = false;
    };

    std::vector<Member> m_members;
    std::optional<std::size_t> m_stoppedBy;
};

} // namespace rekey::rotate

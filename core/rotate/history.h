// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/journal.h"
#include "core/rotate/plan.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rekey::rotate {

enum class StepState : std::uint8_t
{
    Waiting,
    Unsure, ///< it was begun and its end is not on record: the provider has to be asked
    Done,
    Failed, ///< may be tried again
    Skipped,
    Undone,
};

/// "waiting", "unsure" ...
[[nodiscard]] std::string_view stateName(StepState state);

struct StepRecord
{
    StepState state = StepState::Waiting;
    std::string why; ///< of Failed and Skipped; one sentence
    std::int64_t at = 0; ///< of the last entry about it; seconds since 1970 UTC
};

/// What a journal says of a run: the only memory a run has. Values are not in it.
struct History
{
    Plan plan;
    std::vector<StepRecord> steps;
    bool isCreateBegun = false; ///< a request for a new key may have been sent
    std::vector<std::string> keysBefore; ///< at the provider, when Create was begun last
    std::size_t createsUndone = 0;
    std::string newKey; ///< id of the new key; empty before it is known
    bool isRotateBegun = false; ///< the call that changes the value in place may have been sent
    std::string salt; ///< random, of this run alone: makes its idempotency keys; empty in old runs
    /// "done", "rolled back" or "given up"; empty while something is left to do.
    std::string end;

    /// First step that is neither done nor skipped; nothing at the end.
    [[nodiscard]] std::optional<std::size_t> next() const;
    [[nodiscard]] std::optional<std::size_t> indexOf(StepKind kind) const;
    [[nodiscard]] bool isDone(StepKind kind) const;
    /// The step that was to show that the old key is gone and was left out; nothing when none was.
    [[nodiscard]] std::optional<StepKind> unprovenBy() const;
    /// It has ended with the old key proven gone, or as it was before: its value is kept no longer.
    [[nodiscard]] bool isOldValueNeedless() const;
    /// Whether it was begun, however it went, and was not taken back.
    [[nodiscard]] bool wasBegun(std::size_t step) const;
};

/// Errors: NotFound (no entries), Malformed.
[[nodiscard]] Result<History> replay(std::span<const Entry> entries);
/// Adds one entry to what is known.
[[nodiscard]] Result<void> take(History &history, const Entry &entry);

} // namespace rekey::rotate

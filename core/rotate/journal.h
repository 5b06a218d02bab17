// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rotate {

/// What an entry of the journal says.
enum class Phase : std::uint8_t
{
    Begun, ///< the plan was taken; facts: its JSON, the run's random salt
    Before, ///< a step is about to be done; facts: key ids at the provider, where they matter
    After, ///< it was done; facts: the new key's id, where there is one
    Failed, ///< it was not done; facts: why
    Skipped, ///< a person left it out; facts: why
    Undoing, ///< it is about to be taken back
    Undone,
    Ended, ///< nothing more is to be done; facts: "done", "rolled back" or "given up" and why
};

/// "begun", "before" ...
[[nodiscard]] std::string_view phaseName(Phase phase);

/// One line of a run's journal. Never holds a value.
struct Entry
{
    Phase phase = Phase::Begun;
    std::size_t step = 0; ///< index in the plan; 0 for Begun and Ended
    std::int64_t at = 0; ///< seconds since 1970 UTC
    std::vector<std::string> facts;

    friend bool operator==(const Entry &, const Entry &) = default;
};

[[nodiscard]] std::string entryJson(const Entry &entry);
/// Errors: Malformed.
[[nodiscard]] Result<Entry> parseEntry(std::string_view json);

/// Keeps what a run did and is about to do. One thread at a time. An entry is durable when append
/// returns; the run makes no remote call before that. Errors: Io, Denied (the store is locked).
class Journal
{
public:
    virtual ~Journal() = default;
    Journal() = default;
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    [[nodiscard]] virtual Result<void> append(const std::string &run, const Entry &entry) = 0;
    /// In the order they were appended; empty for a run that never began.
    [[nodiscard]] virtual Result<std::vector<Entry>> entries(const std::string &run) const = 0;
};

} // namespace rekey::rotate

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/finding/event.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::finding {

/// How many entries the journal of a run has.
struct RunEntryCount
{
    std::string run;
    std::uint64_t entries = 0;

    friend bool operator==(const RunEntryCount &, const RunEntryCount &) = default;
};

/// Keeps the journals of rotations and the values they work with: the port that core/store
/// implements beside Keeper. Every call is one transaction: kept wholly and durably when it
/// returns, or not at all.
///
/// One thread at a time; calls block for I/O. Errors: Denied (locked or read-only), Io, Malformed.
class RunKeeper
{
public:
    virtual ~RunKeeper();
    RunKeeper() = default;
    RunKeeper(const RunKeeper &) = delete;
    RunKeeper &operator=(const RunKeeper &) = delete;

    /// A name for a run that nobody has had and nobody else gets, "R-0001" after none: to be taken
    /// before anything is kept under it. Names of runs that never began are not given again.
    [[nodiscard]] virtual Result<std::string> reserveRun() = 0;
    /// Adds the entry of that number (from 0, without a gap) to a run's journal, and the events to
    /// the timeline. Errors: Invalid (somebody else has added it: another program works on the
    /// run).
    [[nodiscard]] virtual Result<void> appendRunEntry(const std::string &run, std::uint64_t number,
                                                      std::string_view text,
                                                      std::span<const Event> events)
        = 0;
    /// In their order; empty for a run that never began.
    [[nodiscard]] virtual Result<std::vector<std::string>> runEntries(const std::string &run) const
        = 0;
    /// Of all runs, in RunOrder: one whose count is as before did not go on, here or anywhere.
    /// Asked again it opens nothing of those; a run none of whose entries can be read is left out.
    [[nodiscard]] virtual Result<std::vector<RunEntryCount>> runEntryCounts() const = 0;
    /// Names of these.
    [[nodiscard]] Result<std::vector<std::string>> runs() const;

    /// Which finding has that S-number, by which a rotation knows its own; nothing when none has.
    [[nodiscard]] virtual Result<std::optional<secret::SecretId>>
    findingOf(std::uint32_t number) const = 0;

    /// Adds or replaces.
    [[nodiscard]] virtual Result<void> keepRunValue(const std::string &run, std::string_view name,
                                                    const secret::SecretBytes &value)
        = 0;
    [[nodiscard]] virtual Result<std::optional<secret::SecretBytes>>
    runValue(const std::string &run, std::string_view name) const = 0;
    [[nodiscard]] virtual Result<void> dropRunValue(const std::string &run, std::string_view name)
        = 0;
};

} // namespace rekey::finding

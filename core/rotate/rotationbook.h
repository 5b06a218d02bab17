// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingrotation.h"
#include "core/finding/keeper.h"
#include "core/finding/runkeeper.h"
#include "core/rotate/settling.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace rekey::rotate {

/// A rotation that has ended, what that makes of its finding and of what is kept.
struct EndedRun
{
    std::string run;
    secret::SecretId finding;
    RunDecision decision;
    bool isOldValueNeedless = false;
};

/// Where the rotations of a store stand, by the finding each is of. Read again and again, it opens
/// only the journals that have other entries than before. No values.
///
/// One thread at a time.
class RotationBook
{
public:
    /// Reads what came since the last call; false when nothing did. A rotation that cannot be read
    /// is left out until it goes on. Errors: those of the keepers; then the next call tells what
    /// this one has read.
    [[nodiscard]] Result<bool> read(const finding::Keeper &keeper, const finding::RunKeeper &runs);
    /// `running` are those that go on here by themselves.
    [[nodiscard]] finding::FindingRotations byFinding(const std::set<std::string> &running
                                                      = {}) const;
    /// Of each finding the one that byFinding() tells, where that has ended and decides something.
    [[nodiscard]] std::vector<EndedRun> ended() const;

private:
    struct Kept
    {
        secret::SecretId finding;
        finding::FindingRotation rotation;
        std::optional<RunDecision> decision; ///< of one that has ended
        bool isOldValueNeedless = false;
    };
    struct Known
    {
        std::uint64_t entries = 0; ///< that its journal had when it was read
        std::optional<Kept> kept; ///< nothing: left out
    };
    /// Nothing for one whose finding is not in the store. Errors: of this run alone too.
    [[nodiscard]] static Result<std::optional<Kept>>
    readRun(const finding::Keeper &keeper, const finding::RunKeeper &runs, const std::string &run);

    std::map<std::string, Known, finding::RunOrder> m_runs;
    bool m_hasNews = false; ///< that no call has told
};

/// Where the rotations of a store stand now; none for a store that keeps no rotations.
[[nodiscard]] Result<finding::FindingRotations> keptRotations(const finding::Keeper &keeper);

} // namespace rekey::rotate

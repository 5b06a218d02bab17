// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingrotation.h"
#include "core/finding/keeper.h"
#include "core/finding/runkeeper.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace rekey::rotate {

/// Where the rotations of a store stand, by the finding each is of. Read again and again, it opens
/// only the journals of those that may have gone on. No values.
///
/// One thread at a time.
class RotationBook
{
public:
    /// Reads what came since the last call; false when nothing did. A rotation that cannot be read
    /// is left out. Errors: those of the keepers.
    [[nodiscard]] Result<bool> read(const finding::Keeper &keeper, const finding::RunKeeper &runs);
    /// `running` are those that go on here by themselves.
    [[nodiscard]] finding::FindingRotations byFinding(const std::set<std::string> &running
                                                      = {}) const;

private:
    struct Kept
    {
        secret::SecretId finding;
        finding::FindingRotation rotation;
    };
    [[nodiscard]] Result<void> readRun(const finding::Keeper &keeper,
                                       const finding::RunKeeper &runs, const std::string &run);

    std::map<std::string, Kept> m_runs; ///< of findings of the store
    std::uint64_t m_entries = 0; ///< that all journals had
};

/// Where the rotations of a store stand now; none for a store that keeps no rotations.
[[nodiscard]] Result<finding::FindingRotations> keptRotations(const finding::Keeper &keeper);

} // namespace rekey::rotate

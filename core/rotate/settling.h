// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"
#include "core/finding/runkeeper.h"
#include "core/finding/triage.h"
#include "core/rotate/history.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rekey::rotate {

class RotationBook;
struct EndedRun;

/// What a rotation makes of the decision on its finding.
struct RunDecision
{
    finding::Decision decision = finding::Decision::Rotating;
    finding::CloseReason reason = finding::CloseReason::None;

    friend bool operator==(const RunDecision &, const RunDecision &) = default;
};

/// Once it has ended. Nothing: it goes on, or the old key was not shown to be gone.
[[nodiscard]] std::optional<RunDecision> decisionAtEnd(const History &history);

/// Changes `triage`; false when it stays: it is so already, it is somebody else's (what is taken
/// back was Rotating), or what the provider said does not allow it. `now` is in seconds since 1970
/// UTC.
[[nodiscard]] bool applyDecision(RunDecision wanted, finding::Verdict verdict,
                                 const std::string &author, std::int64_t now,
                                 finding::Triage &triage);

/// Keeps it, with a line in the finding's timeline; false when it stays as it is, or somebody else
/// changes it now. Errors: the keeper's.
[[nodiscard]] Result<bool> decide(finding::Keeper &keeper, const secret::SecretId &finding,
                                  const std::string &run, RunDecision wanted,
                                  const std::string &author, std::int64_t now);

/// Ended ones that were cut off before all was done that follows from their end: their findings
/// still say Rotating. Errors: the keeper's.
[[nodiscard]] Result<std::vector<EndedRun>> unsettledRuns(const finding::Keeper &keeper,
                                                          const RotationBook &book);

/// Does what was to be done at the end of the unsettledRuns(): old values that are needed no more
/// are kept no longer, and the findings are decided, where the verdict allows it. `now` is in
/// seconds since 1970 UTC. Returns how many findings were decided. Errors: the keeper's.
[[nodiscard]] Result<std::size_t> settleEnded(finding::Keeper &keeper, finding::RunKeeper &runs,
                                              const RotationBook &book, const std::string &author,
                                              std::int64_t now);

} // namespace rekey::rotate

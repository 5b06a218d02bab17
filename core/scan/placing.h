// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"
#include "core/scan/occurrences.h"
#include "core/sources/source.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <stop_token>
#include <vector>

namespace rekey::scan {

/// A place and the variant of the secret that was seen there.
struct PlacedSecret
{
    finding::Place place;
    std::uint32_t variant = 0;
};

/// How many places are kept.
struct PlaceLimits
{
    std::size_t ofSecret = 10'000; ///< of one secret in one source
    std::size_t ofSource = 1'000'000; ///< of all secrets; each keeps at least one
};

/// What did not fit.
struct PlacingOutcome
{
    std::size_t cutSecrets = 0; ///< secrets of which not all places are kept
    std::size_t ofSecret = 0; ///< how many each kept at most
};

/// Turns what the workers of one source saw into places. Versions of a path are one place for each
/// sight of a secret, matched by their ordinal among the sights of that secret in a version:
/// line, column and object come from the nearest version (then the newest), commit, author and date
/// from the oldest, the removal from the last to go. Blobs whose path nobody knows stay apart. Over
/// a limit the nearest paths are kept, first sights first. The outcome does not depend on the order
/// of the logs. When stopped, only a part is placed.
///
/// `placements` are ordered by blob, then reach; blobs without one get a place without path.
/// Appends to `places`, which is indexed by secret.
PlacingOutcome placeOccurrences(std::uint32_t sourceIndex, const std::deque<OccurrenceLog> &logs,
                                std::span<const sources::Placement> placements,
                                std::span<const std::uint32_t> secretsByVariant,
                                std::vector<std::vector<PlacedSecret>> &places,
                                const PlaceLimits &limits = {}, const std::stop_token &stop = {});

/// Numbers of all blobs in the logs, ascending, each once.
[[nodiscard]] std::vector<std::uint64_t> blobsOf(const std::deque<OccurrenceLog> &logs);

} // namespace rekey::scan

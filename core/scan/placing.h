// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/finding.h"
#include "core/scan/occurrences.h"
#include "core/sources/source.h"

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace rekey::scan {

/// A place and the variant of the secret that was seen there.
struct PlacedSecret
{
    finding::Place place;
    std::uint32_t variant = 0;
};

/// Turns what the workers of one source saw into places. Versions of a path are one place for each
/// sight of a secret, matched by their ordinal among the sights of that secret in a version:
/// line, column and object come from the nearest version (then the newest), commit, author and date
/// from the oldest. Blobs whose path nobody knows stay apart. The outcome does not depend on the
/// order of the logs.
///
/// `placements` are ordered by blob; blobs without one get a place without path. Appends to
/// `places`, which is indexed by secret.
void placeOccurrences(std::uint32_t sourceIndex, const std::deque<OccurrenceLog> &logs,
                      std::span<const sources::Placement> placements,
                      std::span<const std::uint32_t> secretsByVariant,
                      std::vector<std::vector<PlacedSecret>> &places);

/// Numbers of all blobs in the logs, ascending, each once.
[[nodiscard]] std::vector<std::uint64_t> blobsOf(const std::deque<OccurrenceLog> &logs);

} // namespace rekey::scan

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/blob.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rekey::sources::git {

/// The two sizes a delta begins with.
struct DeltaSizes
{
    std::uint64_t base = 0;
    std::uint64_t result = 0;
    std::size_t headerBytes = 0;
};

/// Nothing when the delta is cut off.
[[nodiscard]] std::optional<DeltaSizes> deltaSizes(std::span<const std::byte> delta);

/// Builds `out` (exactly sizes.result bytes) from base and delta. With `copies`, also lists the
/// runs taken from the base, ascending, adjacent ones merged. False when the delta does not fit
/// the base or the result.
[[nodiscard]] bool applyDelta(std::span<const std::byte> base, std::span<const std::byte> delta,
                              const DeltaSizes &sizes, std::span<std::byte> out,
                              std::vector<CopyRun> *copies);

} // namespace rekey::sources::git

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/gitstore.h"
#include "core/sources/gitwalk.h"

#include <cstdint>
#include <stop_token>

namespace rekey::sources::git {

/// Objects that trees and commits name and that are not here, each counted once.
struct Missing
{
    std::uint64_t files = 0;
    std::uint64_t folders = 0;
    bool areMore = false; ///< so many that counting ended
};

/// Reads every tree and commit: for partial clones, which do not say what they lack. Submodules and
/// the empty tree are not missing.
[[nodiscard]] Missing countMissing(const ObjectStore &store, ObjectWalk &walk, unsigned workers,
                                   const std::stop_token &stop);

} // namespace rekey::sources::git

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/gitpaths.h"
#include "core/sources/gitrefs.h"
#include "core/sources/gitwalk.h"
#include "core/sources/source.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace rekey::sources::git {

/// What is known of a repository before its history is walked.
struct LocateInput
{
    const ObjectStore &store;
    ObjectWalk &walk;
    std::span<const Ref> refs;
    std::span<const TreeFile> staged; ///< files of the index, sorted by blob, then path
    unsigned workers = 1;
};

struct Located
{
    std::vector<Placement> placements;
    std::vector<std::string> notes; ///< what was left out: one plain sentence each
};

/// Every placement of some blobs (object numbers, ascending), as Source::locate() promises. A
/// repository made to have endless paths gets some of them, and a note. Errors: Cancelled.
[[nodiscard]] Result<Located> locateBlobs(const LocateInput &input,
                                          std::span<const std::uint32_t> blobs,
                                          const std::stop_token &stop);

} // namespace rekey::sources::git

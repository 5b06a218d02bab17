// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/coverage.h"
#include "core/sources/gitindex.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace rekey::sources::git {

/// A regular file of a working tree that differs from the index, or may.
struct WorktreeFile
{
    std::string path; ///< from the top, '/' between names
    std::uint64_t size = 0;
    /// Position in the index when only the content can tell whether the file is as staged; else
    /// kNone.
    std::uint32_t sameAs = kNone;
    std::string at; ///< where it lies, when that is not below the top
};

struct WorktreeOptions
{
    bool ignored = false; ///< also untracked files that .gitignore excludes
};

/// Files that are untracked or differ from the index by size or time, sorted by path. Symlinks are
/// not followed; submodules, nested repositories, sockets, pipes and devices become skips. Stops
/// early when asked to. Costs one stat for each tracked file, none for others.
[[nodiscard]] std::vector<WorktreeFile> listWorktree(const std::string &top, const Index &index,
                                                     const WorktreeOptions &options,
                                                     SkipList &skips, const std::stop_token &stop);

} // namespace rekey::sources::git

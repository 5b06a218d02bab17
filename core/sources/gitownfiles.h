// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/coverage.h"
#include "core/sources/gitlayout.h"
#include "core/sources/worktreefiles.h"

#include <stop_token>
#include <vector>

namespace rekey::sources::git {

/// Files that git or people keep in the git folder and that may hold secrets: configurations (a
/// password in a remote's address, an authorization header), hooks, reflogs, messages, notes of
/// what was fetched; those of inner worktrees and submodules too. Objects, refs, indexes and git's
/// own samples are left out, links are not followed. Sorted by path. Folders that cannot be read
/// become skips.
[[nodiscard]] std::vector<WorktreeFile> listOwnFiles(const Layout &layout, SkipList &skips,
                                                     const std::stop_token &stop);

} // namespace rekey::sources::git

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/source.h"

#include <memory>
#include <string>

namespace rekey::sources {

/// Every blob of a git repository's object database, reachable or not, each once; then the blobs
/// of the index that are not in it and the files of the working tree that differ from the index.
/// No hook, filter, include or submodule of the repository runs.
struct GitOptions
{
    bool history = true; ///< false: only HEAD's tree, index and working tree
    bool worktree = true; ///< index and working tree too (never for a bare repository)
    bool staged = false; ///< only what is staged, only added lines' blobs (pre-commit)
    bool ignored = false; ///< also files that .gitignore excludes
    bool ownFiles = false; ///< also configuration, hooks, logs and the like in the git folder
};

/// True when `path` is the top of a working tree, a bare repository or a worktree's folder.
[[nodiscard]] bool isGitRepository(const std::string &path);

/// Opens a repository: bare, worktree, submodule, alternates, SHA-256, shallow, partial and those
/// of another owner included. Errors: NotFound, Denied, Malformed, Unsupported.
[[nodiscard]] Result<std::unique_ptr<Source>> openGitSource(const std::string &path,
                                                            const GitOptions &options);

} // namespace rekey::sources

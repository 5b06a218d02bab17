// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/gitobject.h"

#include <optional>
#include <string>
#include <vector>

namespace rekey::sources::git {

/// Where the parts of a repository lie. Found without running or including anything of it.
struct Layout
{
    std::string gitFolder; ///< of this worktree: HEAD, index
    std::string commonFolder; ///< shared by all worktrees: objects, refs, config
    std::string workFolder; ///< top of the working tree; empty when bare
    std::size_t hashSize = kSha1Bytes;
    bool partial = false; ///< a promisor remote is configured
    bool refTables = false; ///< refs are kept as reftables
    bool foreignOwner = false; ///< belongs to another user
    bool headMissing = false; ///< git itself would not take it for a repository
};

/// The repository whose top is `path`: a working tree, a git folder, a linked worktree or a
/// submodule. Errors: NotFound (no repository), Denied, Malformed, Unsupported.
[[nodiscard]] Result<Layout> findLayout(const std::string &path);

/// One variable of a git configuration file: lower-case section and name, subsection as written,
/// joined by dots.
struct ConfigValue
{
    std::string name;
    std::string value;
};

/// The variables of configuration text in order. Includes are not followed; lines that make no
/// sense are left out.
[[nodiscard]] std::vector<ConfigValue> parseConfig(std::string_view text);

} // namespace rekey::sources::git

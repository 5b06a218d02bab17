// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/gitlayout.h"
#include "core/sources/gitobject.h"

#include <string>
#include <vector>

namespace rekey::sources::git {

/// What a name in a repository is for.
enum class RefKind : std::uint8_t
{
    Head, ///< HEAD of the scanned worktree
    Branch, ///< refs/heads, refs/remotes, and the HEAD of another worktree
    Tag,
    Stash, ///< refs/stash and its older entries
    Reflog, ///< an entry of another reflog, or a name such as ORIG_HEAD
    Other, ///< refs/notes, refs/pull ...
};

struct Ref
{
    RefKind kind = RefKind::Other;
    std::string name; ///< short for branches and tags: "main", "origin/main", "v1.0"
    ObjectId target; ///< as stored: for an annotated tag the tag object

    friend auto operator<=>(const Ref &, const Ref &) = default;
};

/// Every ref, HEAD and reflog entry of a repository and its worktrees, sorted, each once. Symbolic
/// refs are resolved. Names that cannot be read are left out.
[[nodiscard]] std::vector<Ref> readRefs(const Layout &layout);

/// The commit HEAD names; nothing when it is unborn.
[[nodiscard]] std::optional<ObjectId> headOf(std::span<const Ref> refs);

} // namespace rekey::sources::git

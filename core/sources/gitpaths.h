// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/gitstore.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::sources::git {

/// A file in a tree.
struct TreeFile
{
    std::uint32_t blob = kNone; ///< object number
    std::string path;
};

/// The tree of a commit, or what an annotated tag leads to in the end; kNone when it cannot be
/// read. Object numbers.
[[nodiscard]] std::uint32_t treeOf(const ObjectStore &store, std::uint32_t commit);
/// The commit, tree or blob that a tag leads to; the number itself when it is no tag.
[[nodiscard]] std::uint32_t peel(const ObjectStore &store, std::uint32_t number);

/// Files of a tree, in no order. A subtree that stands at very many paths is listed at the first
/// hundred: a tree that holds itself many times over must not cost more than its objects.
[[nodiscard]] std::vector<TreeFile> listTree(const ObjectStore &store, std::uint32_t tree,
                                             const std::stop_token &stop);

} // namespace rekey::sources::git

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/source.h"

#include <algorithm>
#include <array>

namespace rekey::sources {

namespace {

constexpr std::array<std::string_view, 11> kReachNames = {
    "head",        "branch", "tag",      "history", "stash", "reflog",
    "unreachable", "index",  "worktree", "file",    "text",
};

} // namespace

BlobMemo::~BlobMemo() = default;
BlobVisitor::~BlobVisitor() = default;
Source::~Source() = default;

std::vector<std::string> Source::placingNotes() const
{
    return {};
}

std::string_view reachName(Reach reach)
{
    return kReachNames[static_cast<std::size_t>(reach)];
}

std::optional<Reach> reachFromName(std::string_view name)
{
    const auto found = std::ranges::find(kReachNames, name);
    if (found == kReachNames.end())
        return std::nullopt;
    return static_cast<Reach>(found - kReachNames.begin());
}

} // namespace rekey::sources

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/gitrefs.h"
#include "core/sources/gitwalk.h"
#include "core/sources/source.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace rekey::sources::git {

/// Every commit of the object database, parents before children, the older of two that could both
/// come next first. A commit is known by its rank in that order, from 0. About 30 bytes a commit.
class History
{
public:
    /// Reads all commits on `workers` threads. Commits without a readable header are left out;
    /// parents that are not here (shallow, partial) too. Incomplete when stopped.
    History(const ObjectStore &store, ObjectWalk &walk, unsigned workers,
            const std::stop_token &stop);

    [[nodiscard]] std::uint32_t count() const
    {
        return static_cast<std::uint32_t>(m_commits.size());
    }
    [[nodiscard]] std::uint32_t number(std::uint32_t rank) const { return m_commits[rank].number; }
    /// Object number of the commit's tree; kNone when it is not here.
    [[nodiscard]] std::uint32_t tree(std::uint32_t rank) const { return m_commits[rank].tree; }
    /// Ranks of a commit's parents; kNone for those that are not here.
    [[nodiscard]] std::span<const std::uint32_t> parents(std::uint32_t rank) const
    {
        const Commit &commit = m_commits[rank];
        return std::span(m_parents).subspan(commit.firstParent, commit.parentCount);
    }
    /// Rank of a commit by object number; kNone when it is none.
    [[nodiscard]] std::uint32_t rankOf(std::uint32_t number) const;

    /// History, Stash, Reflog or Unreachable for each rank: the first of these from whose names the
    /// commit can be reached. `names` are refs with the object numbers they lead to.
    [[nodiscard]] std::vector<Reach>
    reaches(std::span<const std::pair<RefKind, std::uint32_t>> names) const;

    /// A flag for each rank: it is one of `ranks` or comes before one. Those of kNone are left out.
    [[nodiscard]] std::vector<bool> ancestors(std::span<const std::uint32_t> ranks) const;

private:
    struct Commit
    {
        std::uint32_t number = kNone;
        std::uint32_t tree = kNone;
        std::uint32_t firstParent = 0; ///< in m_parents
        std::uint32_t parentCount = 0;
        std::int64_t time = 0;
    };
    class Reader;

    void sort();
    void flood(std::uint32_t rank, Reach reach, std::vector<Reach> &reaches) const;

    std::vector<Commit> m_commits; ///< by rank
    std::vector<std::uint32_t> m_parents; ///< ranks
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_ranks; ///< number, rank; sorted
};

} // namespace rekey::sources::git

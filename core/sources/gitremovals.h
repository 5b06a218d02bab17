// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/githistory.h"
#include "core/sources/gitplaces.h"
#include "core/sources/gittrees.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace rekey::sources::git {

/// When places went away. A commit removes a place when all its parents hold it and it does not; a
/// merge that only some parents hold carries a removal over, or drops one side's file, and counts
/// where nothing else does. Of several the last counts, so that what a revert brought back is
/// removed when it goes again. Costs a comparison of the trees that lead to wanted blobs for each
/// parent of each commit.
class Removals
{
public:
    Removals(const WantedTrees &trees, const Places &places, const History &history)
        : m_trees(trees)
        , m_places(places)
        , m_history(history)
        , m_found(places.places().size())
    {
    }

    /// Looks through all commits. `reaches` is by rank; `heads` are the ranks of HEAD.
    void find(std::span<const Reach> reaches, std::span<const std::uint32_t> heads,
              const std::stop_token &stop);

    /// Rank of the commit that removed a place (index into places()); kNone for none.
    [[nodiscard]] std::uint32_t rankOf(std::uint32_t place) const;
    /// Histories made to cost without end are looked through in part; then nothing is known.
    [[nodiscard]] bool isCut() const { return m_steps > kMaxSteps; }

private:
    static constexpr std::uint64_t kMaxSteps = std::uint64_t{2} << 30;

    struct Removal
    {
        std::uint32_t rank = kNone;
        std::uint8_t level = 0xff; ///< 0: HEAD's history, then as Reach from History on
        bool isOwn = false; ///< all parents held it
    };
    struct Pair
    {
        std::uint32_t before = kNone; ///< tree in the parent
        std::uint32_t after = kNone; ///< at the same path; kNone when there is none
        std::uint32_t path = 0;
    };

    void compare(std::uint32_t before, std::uint32_t after);
    void compareEntries(const Pair &pair);
    void note(std::uint32_t place, const Removal &removal);

    const WantedTrees &m_trees;
    const Places &m_places;
    const History &m_history;
    std::vector<Removal> m_found; ///< by place
    std::vector<std::uint32_t> m_lost; ///< places that the commit at hand lacks, once per parent
    std::vector<Pair> m_pending;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_childOf; ///< by name: round, child
    std::uint32_t m_round = 0;
    std::uint64_t m_steps = 0;
};

} // namespace rekey::sources::git

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitremovals.h"

#include <algorithm>
#include <tuple>

namespace rekey::sources::git {

namespace {

constexpr std::uint32_t kStopEvery = 256;

using Edge = WantedTrees::Edge;

bool same(const Edge &left, const Edge &right)
{
    return left.child == right.child && left.name == right.name;
}

/// Versions of a tree differ in few entries: takes off what both begin and end with.
void trim(std::span<const Edge> &left, std::span<const Edge> &right)
{
    const auto begin = std::ranges::mismatch(left, right, same);
    left = {begin.in1, left.end()};
    right = {begin.in2, right.end()};
    while (!left.empty() && !right.empty() && same(left.back(), right.back())) {
        left = left.first(left.size() - 1);
        right = right.first(right.size() - 1);
    }
}

} // namespace

void Removals::find(std::span<const Reach> reaches, std::span<const std::uint32_t> heads,
                    const std::stop_token &stop)
{
    const std::vector<bool> inHead = m_history.ancestors(heads);
    for (std::uint32_t rank = 0; rank < m_history.count() && !isCut(); ++rank) {
        if (rank % kStopEvery == 0 && stop.stop_requested())
            return;
        if (m_history.tree(rank) == kNone)
            continue;
        std::size_t parents = 0;
        m_lost.clear();
        for (const std::uint32_t parent : m_history.parents(rank)) {
            if (parent == kNone || m_history.tree(parent) == kNone)
                continue;
            ++parents;
            compare(m_history.tree(parent), m_history.tree(rank));
        }
        std::ranges::sort(m_lost);
        Removal removal;
        removal.rank = rank;
        removal.level = inHead[rank] ? std::uint8_t{0} : static_cast<std::uint8_t>(reaches[rank]);
        for (auto at = m_lost.begin(); at != m_lost.end();) {
            const auto end
                = std::find_if(at, m_lost.end(), [at](auto lost) { return lost != *at; });
            removal.isOwn = static_cast<std::size_t>(end - at) == parents;
            note(*at, removal);
            at = end;
        }
    }
}

/// Adds to m_lost every place in one top tree that is not in the other.
void Removals::compare(std::uint32_t before, std::uint32_t after)
{
    m_pending.push_back({before, after, 0});
    while (!m_pending.empty() && !isCut()) {
        const Pair pair = m_pending.back();
        m_pending.pop_back();
        // Where placing did not go, nothing can be lost: that also bounds the paths.
        if (pair.before != pair.after && m_places.wasWalked(pair.before, pair.path))
            compareEntries(pair);
    }
    m_pending.clear();
}

void Removals::compareEntries(const Pair &pair)
{
    auto before = m_trees.edges(pair.before);
    auto after = pair.after == kNone ? std::span<const Edge>() : m_trees.edges(pair.after);
    m_steps += before.size() + after.size() + 1;
    trim(before, after);
    if (before.empty())
        return;
    ++m_round;
    for (const Edge &edge : after) {
        if (edge.name >= m_childOf.size())
            m_childOf.resize(std::size_t{edge.name} * 2 + 64);
        m_childOf[edge.name] = {m_round, edge.child};
    }
    for (const Edge &edge : before) {
        const bool stays = edge.name < m_childOf.size() && m_childOf[edge.name].first == m_round;
        const std::uint32_t now = stays ? m_childOf[edge.name].second : kNone;
        const std::uint32_t path
            = now == edge.child ? kNone : m_places.knownPath(pair.path, edge.name);
        if (path == kNone)
            continue;
        if (const std::uint32_t place = m_places.placeAt(edge.child, path); place != kNone)
            m_lost.push_back(place);
        else
            m_pending.push_back({edge.child, now, path});
    }
}

void Removals::note(std::uint32_t place, const Removal &removal)
{
    const auto key = [](const Removal &r) { return std::tuple(-int{r.level}, r.isOwn, r.rank); };
    if (m_found[place].rank == kNone || key(m_found[place]) < key(removal))
        m_found[place] = removal;
}

std::uint32_t Removals::rankOf(std::uint32_t place) const
{
    const Places::Place &at = m_places.places()[place];
    const Removal &removal = m_found[place];
    if (isCut() || removal.rank == kNone || at.isStaged)
        return kNone;
    if (at.reach == Reach::Head || at.reach == Reach::Branch || at.reach == Reach::Index)
        return kNone;
    // Commits that hold it may be nearer than the one that does not: a stash of a deletion removes
    // nothing from the branch it stands on.
    const bool isNear = removal.level <= static_cast<std::uint8_t>(at.reach)
        || (at.reach <= Reach::History
            && removal.level <= static_cast<std::uint8_t>(Reach::History));
    return isNear ? removal.rank : kNone;
}

} // namespace rekey::sources::git

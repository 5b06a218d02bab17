// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/gitplaces.h"

#include <algorithm>

namespace rekey::sources::git {

namespace {

// Far above any history seen; trees that hold themselves many times over would go on for ever.
constexpr std::size_t kMaxNodes = std::size_t{4} << 20;
constexpr std::size_t kMaxPlaces = std::size_t{2} << 20;
constexpr std::uint64_t kMaxPlaceBytes = std::uint64_t{256} << 20;
constexpr std::uint32_t kMaxPathsOfTree = 1000;
constexpr std::uint32_t kMaxPathBytes = 16 * 1024;
constexpr std::uint32_t kTop = 0;

} // namespace

std::uint32_t Places::pathBelow(std::uint32_t parent, std::uint32_t name)
{
    const auto fresh = static_cast<std::uint32_t>(m_paths.size());
    const auto [id, isNew] = m_pathOf.insert(pairKey(parent, name), fresh);
    if (isNew) {
        const std::string &part = m_trees.name(name);
        m_paths.push_back({parent,
                           m_paths[parent].sizeBytes + static_cast<std::uint32_t>(part.size()) + 1,
                           part});
    }
    return id;
}

std::string Places::path(std::uint32_t id) const
{
    std::string path;
    for (; id != kTop; id = m_paths[id].parent)
        path = path.empty() ? m_paths[id].name : m_paths[id].name + '/' + path;
    return path;
}

void Places::place(std::uint32_t blob, std::uint32_t path, std::uint32_t rank, Reach reach)
{
    const auto fresh = static_cast<std::uint32_t>(m_places.size());
    if (!m_placeOf.insert(pairKey(blob, path), fresh).second)
        return;
    m_placeBytes += m_paths[path].sizeBytes;
    m_places.push_back({blob, path, rank, reach, {}, {}, false});
    m_placed[blob] = true;
}

/// Beyond this, only blobs without any place get one.
bool Places::isFull() const
{
    return m_places.size() >= kMaxPlaces || m_placeBytes >= kMaxPlaceBytes;
}

/// Asked before a tree's path is made: hostile trees hold few bytes and name paths without end.
bool Places::mayEnter(std::uint32_t tree, std::uint32_t path)
{
    const auto seen = m_pathsOf.find(tree);
    const bool may = m_nodes.size() < kMaxNodes && m_paths[path].sizeBytes < kMaxPathBytes
        && (seen == m_pathsOf.end() || seen->second < kMaxPathsOfTree);
    m_isCut = m_isCut || !may;
    return may;
}

void Places::addTree(std::uint32_t tree, std::uint32_t rank, Reach reach)
{
    walkTree(tree, rank, reach, false);
}

void Places::addLooseTree(std::uint32_t tree)
{
    walkTree(tree, kNone, Reach::Unreachable, true);
}

void Places::walkTree(std::uint32_t tree, std::uint32_t rank, Reach reach, bool onlyUnplaced)
{
    m_pending.emplace_back(tree, kTop);
    while (!m_pending.empty()) {
        const auto [number, path] = m_pending.back();
        m_pending.pop_back();
        const auto edges = m_trees.edges(number);
        if (edges.empty() || wasWalked(number, path))
            continue;
        std::uint32_t &paths = m_pathsOf[number];
        if (m_nodes.size() >= kMaxNodes || paths >= kMaxPathsOfTree) {
            m_isCut = true;
            continue;
        }
        const auto fresh = static_cast<std::uint32_t>(m_nodes.size());
        m_nodeOf.insert(pairKey(number, path), fresh);
        m_nodes.emplace_back();
        ++paths;
        for (const WantedTrees::Edge &edge : edges) {
            if (!m_wanted[edge.child]) {
                if (mayEnter(edge.child, path))
                    m_pending.emplace_back(edge.child, pathBelow(path, edge.name));
            } else if (!m_placed[edge.child] || !(onlyUnplaced || isFull())) {
                place(edge.child, pathBelow(path, edge.name), rank, reach);
            } else if (!onlyUnplaced) {
                m_isCut = true;
            }
        }
    }
}

bool Places::wasSeen(std::uint32_t tree) const
{
    return m_pathsOf.contains(tree);
}

void Places::addBlob(std::uint32_t blob, const std::string &path, Reach reach)
{
    for (; m_grouped < m_places.size(); ++m_grouped)
        m_placesOf[m_places[m_grouped].blob].push_back(m_grouped);
    for (const std::uint32_t at : m_placesOf[blob]) {
        Place &known = m_places[at];
        if (this->path(known.path) != path)
            continue;
        known.isStaged = known.isStaged || reach == Reach::Index;
        if (known.reach == Reach::Unreachable || reach < known.reach)
            known.reach = reach;
        return;
    }
    // Such paths are few and need not share their parts.
    std::uint32_t id = kTop;
    if (!path.empty()) {
        id = static_cast<std::uint32_t>(m_paths.size());
        m_paths.push_back({kTop, static_cast<std::uint32_t>(path.size()), path});
    }
    m_places.push_back({blob, id, kNone, reach, {}, {}, false});
    m_placed[blob] = true;
}

void Places::markTip(Place &place, Tip kind, std::uint32_t name)
{
    constexpr Reach reaches[] = {Reach::Head, Reach::Branch, Reach::Tag};
    place.reach = std::min(place.reach, reaches[static_cast<std::size_t>(kind)]);
    if (kind == Tip::Head)
        return;
    auto &names = kind == Tip::Branch ? place.branches : place.tags;
    if (names.size() < kMaxRefs)
        names.push_back(name);
}

void Places::addTip(std::uint32_t tree, Tip kind, std::uint32_t name)
{
    const auto tip = static_cast<std::size_t>(kind);
    m_pending.emplace_back(tree, kTop);
    while (!m_pending.empty()) {
        const auto [number, path] = m_pending.back();
        m_pending.pop_back();
        const std::uint32_t node = m_nodeOf.find(pairKey(number, path), kNone);
        // Once enough tips hold a tree, everything in it names enough of them.
        if (node == kNone || m_nodes[node].tips[tip] >= kMaxRefs)
            continue;
        ++m_nodes[node].tips[tip];
        for (const WantedTrees::Edge &edge : m_trees.edges(number)) {
            const std::uint32_t below = m_pathOf.find(pairKey(path, edge.name), kNone);
            if (below == kNone)
                continue;
            if (!m_wanted[edge.child]) {
                m_pending.emplace_back(edge.child, below);
            } else if (const auto at = m_placeOf.find(pairKey(edge.child, below), kNone);
                       at != kNone) {
                markTip(m_places[at], kind, name);
            }
        }
    }
}

} // namespace rekey::sources::git

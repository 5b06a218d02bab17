// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/gitflatmap.h"
#include "core/sources/gittrees.h"
#include "core/sources/source.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace rekey::sources::git {

/// Where wanted blobs stand, gathered by walking trees down from their tops. Each tree is looked
/// into once for each path it stands at, so the first walk that shows a blob at a path is the one
/// that is remembered.
class Places
{
public:
    struct Place
    {
        std::uint32_t blob = kNone;
        std::uint32_t path = 0;
        std::uint32_t rank = kNone; ///< of the commit that showed it first
        Reach reach = Reach::Unreachable;
        std::vector<std::uint32_t> branches; ///< as given to addTip, ascending, at most kMaxRefs
        std::vector<std::uint32_t> tags;
        bool isStaged = false; ///< the index has it too
    };

    Places(const WantedTrees &trees, const std::vector<bool> &wanted)
        : m_trees(trees)
        , m_wanted(wanted)
        , m_placed(wanted.size(), false)
    {
        m_paths.emplace_back();
    }

    /// A tree that a commit names (`rank`), or that stands on its own (kNone).
    void addTree(std::uint32_t tree, std::uint32_t rank, Reach reach);
    /// A tree that hangs in the air: only blobs with no place yet get one.
    void addLooseTree(std::uint32_t tree);
    /// A blob named without a tree or by the index.
    void addBlob(std::uint32_t blob, const std::string &path, Reach reach);
    enum class Tip : std::uint8_t
    {
        Head,
        Branch,
        Tag
    };
    /// Marks what stands in the tree at a tip. Tips of one kind come in ascending order of `name`.
    void addTip(std::uint32_t tree, Tip kind, std::uint32_t name);

    [[nodiscard]] bool wasSeen(std::uint32_t tree) const;
    [[nodiscard]] bool isPlaced(std::uint32_t blob) const { return m_placed[blob]; }
    [[nodiscard]] const std::vector<Place> &places() const { return m_places; }
    [[nodiscard]] std::string path(std::uint32_t id) const;

    /// Path of an entry in a folder, and the place of a blob at a path: kNone when it was never
    /// walked. The top has path 0.
    [[nodiscard]] std::uint32_t knownPath(std::uint32_t parent, std::uint32_t name) const
    {
        return m_pathOf.find(pairKey(parent, name), kNone);
    }
    [[nodiscard]] std::uint32_t placeAt(std::uint32_t blob, std::uint32_t path) const
    {
        return m_placeOf.find(pairKey(blob, path), kNone);
    }
    [[nodiscard]] bool wasWalked(std::uint32_t tree, std::uint32_t path) const
    {
        return m_nodeOf.find(pairKey(tree, path), kNone) != kNone;
    }
    /// Some trees, paths or blobs were left out because there were too many.
    [[nodiscard]] bool isCut() const { return m_isCut; }

private:
    struct Node
    {
        std::uint8_t tips[3] = {0, 0, 0}; ///< how many of each kind passed here
    };
    struct PathPart
    {
        std::uint32_t parent = 0;
        std::uint32_t sizeBytes = 0; ///< of the whole path
        std::string name;
    };

    void walkTree(std::uint32_t tree, std::uint32_t rank, Reach reach, bool onlyUnplaced);
    void place(std::uint32_t blob, std::uint32_t path, std::uint32_t rank, Reach reach);
    [[nodiscard]] std::uint32_t pathBelow(std::uint32_t parent, std::uint32_t name);
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] bool mayEnter(std::uint32_t tree, std::uint32_t path);
    static void markTip(Place &place, Tip kind, std::uint32_t name);

    const WantedTrees &m_trees;
    const std::vector<bool> &m_wanted;
    std::vector<bool> m_placed; ///< by object number
    std::vector<Place> m_places;
    std::uint64_t m_placeBytes = 0; ///< of their paths
    bool m_isCut = false;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> m_placesOf; ///< for addBlob()
    std::uint32_t m_grouped = 0; ///< so many places are in m_placesOf
    FlatMap m_placeOf; ///< blob and path -> place
    std::vector<Node> m_nodes;
    FlatMap m_nodeOf; ///< tree and path -> node
    std::vector<PathPart> m_paths; ///< 0 is the top
    FlatMap m_pathOf; ///< parent path and name -> path
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_pending; ///< tree, path
    std::unordered_map<std::uint32_t, std::uint32_t> m_pathsOf; ///< tree -> paths it was seen at
};

} // namespace rekey::sources::git

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/gitobject.h"
#include "core/sources/packfile.h"

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace rekey::sources::git {

/// What the entry headers of one pack say: order, kinds and who is a delta of whom. Nodes number
/// objects in the order they lie in the pack. 9 bytes an object; immutable after building.
class PackHeaders
{
public:
    /// Reads every header once, front to back. Stops early, incomplete, when asked to.
    PackHeaders(const PackFile &pack, const std::stop_token &stop);

    [[nodiscard]] const PackFile &pack() const { return *m_pack; }
    [[nodiscard]] std::uint32_t count() const
    {
        return static_cast<std::uint32_t>(m_positions.size());
    }
    [[nodiscard]] std::uint32_t position(std::uint32_t node) const { return m_positions[node]; }
    /// None: the header is damaged, the chain has no end, or its base is in another pack.
    [[nodiscard]] ObjectType type(std::uint32_t node) const { return m_types[node]; }
    [[nodiscard]] std::uint32_t parent(std::uint32_t node) const { return m_parents[node]; }

    [[nodiscard]] std::uint64_t begin(std::uint32_t node) const
    {
        return m_pack->offset(m_positions[node]);
    }
    /// Where the next object begins.
    [[nodiscard]] std::uint64_t end(std::uint32_t node) const
    {
        return node + 1 < count() ? begin(node + 1) : m_pack->dataEnd();
    }

    /// Every parent stands before its children in pack order (always so with offset deltas).
    [[nodiscard]] bool isOrdered() const { return m_ordered; }

private:
    void readEntries(std::span<const std::uint64_t> offsets, const std::stop_token &stop);
    void resolveTypes();

    const PackFile *m_pack;
    std::vector<std::uint32_t> m_positions;
    std::vector<std::uint32_t> m_parents;
    std::vector<ObjectType> m_types;
    bool m_ordered = true;
};

/// Delta trees of one pack, cut down to the branches that lead to wanted objects: 12 bytes an
/// object. Children come in pack order, the one with the most wanted objects below it last, so that
/// a depth-first walk that lets go of a base with its last child keeps few bases alive.
class DeltaForest
{
public:
    using Wanted = std::function<bool(std::uint32_t node)>;
    DeltaForest(const PackHeaders &headers, const Wanted &wanted);

    /// Roots that lead to something wanted, in pack order.
    [[nodiscard]] std::span<const std::uint32_t> roots() const { return m_roots; }
    [[nodiscard]] std::uint32_t firstChild(std::uint32_t node) const { return m_firstChild[node]; }
    [[nodiscard]] std::uint32_t nextSibling(std::uint32_t node) const { return m_next[node]; }
    /// Wanted objects in the tree below and including the node.
    [[nodiscard]] std::uint32_t weight(std::uint32_t node) const { return m_weight[node]; }

private:
    void addWeights(const PackHeaders &headers, const Wanted &wanted);
    void link(const PackHeaders &headers);

    std::vector<std::uint32_t> m_roots;
    std::vector<std::uint32_t> m_firstChild;
    std::vector<std::uint32_t> m_next;
    std::vector<std::uint32_t> m_weight;
};

/// Nodes with every parent before its children; nodes on a circle are left out.
[[nodiscard]] std::vector<std::uint32_t> parentsFirst(const PackHeaders &headers);

} // namespace rekey::sources::git

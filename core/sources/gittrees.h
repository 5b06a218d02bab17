// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/gitwalk.h"

#include <cstdint>
#include <deque>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::sources::git {

/// Of all trees in the object database, those that hold a wanted blob at any depth, cut down to
/// the entries that lead to one. Every tree is read once, by its delta tree, on all workers: that
/// costs far less than reading trees commit by commit.
class WantedTrees
{
public:
    struct Edge
    {
        std::uint32_t child = kNone; ///< object number of a wanted blob or of such a tree
        std::uint32_t name = 0;
    };

    /// `wanted` has a flag for each object number.
    WantedTrees(const ObjectStore &store, ObjectWalk &walk, const std::vector<bool> &wanted,
                unsigned workers, const std::stop_token &stop);
    ~WantedTrees();

    /// Entries of a tree that lead to wanted blobs, in tree order; none for any other object.
    [[nodiscard]] std::span<const Edge> edges(std::uint32_t number) const;
    [[nodiscard]] const std::string &name(std::uint32_t id) const { return m_names[id]; }
    /// Object numbers of these trees, ascending.
    [[nodiscard]] std::vector<std::uint32_t> numbers() const;
    /// Some tree names a tree that is not here, so what it held cannot be told.
    [[nodiscard]] bool areTreesMissing() const { return m_areTreesMissing; }

private:
    class Reader;
    struct Found;

    void keepHot(std::deque<Reader> &readers, const std::vector<bool> &wanted,
                 const std::stop_token &stop);

    std::vector<std::uint32_t> m_spanOf; ///< by object number, into m_spans; kNone
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_spans; ///< begin, end in m_edges
    std::vector<Edge> m_edges;
    std::vector<std::string> m_names;
    bool m_areTreesMissing = false;
};

} // namespace rekey::sources::git

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/filter.h"
#include "core/finding/findingindex.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace rekey::finding {

/// A filter bound to one index. Remembers which texts of the index's dictionaries match, so that
/// asking again after an upsert looks only at what is new. Terms about places (path, file, commit,
/// author, email, in, ref, repo, source) match when any place of the finding does.
///
/// Not thread-safe; may move between threads. The first pass over a million findings costs tens of
/// milliseconds.
class RowFilter
{
public:
    /// `now`: seconds since 1970 UTC, for ages.
    RowFilter(FilterNode root, std::int64_t now);
    ~RowFilter();
    RowFilter(RowFilter &&) noexcept;
    RowFilter &operator=(RowFilter &&) noexcept;

    [[nodiscard]] bool matchesAll() const;
    /// Every row that matches, ascending.
    [[nodiscard]] std::vector<IndexRow> rows(const FindingIndex &index);
    /// Those of `rows` that match, in the order given.
    [[nodiscard]] std::vector<IndexRow> among(const FindingIndex &index,
                                              std::span<const IndexRow> rows);
    /// How many rows match.
    [[nodiscard]] std::size_t count(const FindingIndex &index);

private:
    struct Node;
    class Evaluation;
    std::unique_ptr<Node> m_root;
    std::int64_t m_now = 0;
};

} // namespace rekey::finding

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/findingindex.h"

#include <cstdint>
#include <map>
#include <vector>

namespace rekey::finding {

/// What findings may be sorted by.
enum class SortKey : std::uint8_t
{
    Verdict,
    Type,
    Masked,
    Path,
    Reach,
    Places,
    FirstSeen,
    Author,
    Certainty, ///< "confidence"; that name would shadow the type
    Provider,
    Rule,
    Entropy,
    Commit,
    Number,
    Severity,
    Decision,
    Exposed,
    Age,
    Source,
    File,
    Tool,
    Account,
    Risk,
    LastUsed,
    Expires,
    Checked,
    Owner,
    Tags,
    Incident,
    Seals,
    Rotation,
};

/// Sorts rows of one index. Equal rows stand in one fixed order whatever the direction: nearest
/// reach, path, line, rule, id, which no worker count or order of arrival changes. Texts compare
/// without regard to ASCII case; unknown dates and empty texts come last.
///
/// Keeps the order of the dictionaries and of all rows between calls, so the first sort after an
/// upsert costs more than the next. Not thread-safe; may move between threads.
class RowOrder
{
public:
    void sort(const FindingIndex &index, std::vector<IndexRow> &rows, SortKey key,
              bool isDescending);

    /// The same order for two rows, without any table built. Any thread.
    [[nodiscard]] static bool less(const FindingIndex &index, SortKey key, bool isDescending,
                                   IndexRow left, IndexRow right);
    /// Whether two rows have the same value of the key.
    [[nodiscard]] static bool sameValue(const FindingIndex &index, SortKey key, IndexRow left,
                                        IndexRow right);

private:
    using Code = StringPool::Code;

    /// Dictionary of a key that is a text; null for numbers.
    [[nodiscard]] static const StringPool *pool(const FindingIndex &index, SortKey key);
    [[nodiscard]] static Code code(const FindingIndex &index, SortKey key, IndexRow row);
    [[nodiscard]] static Code placeCode(const FindingIndex &index, SortKey key, IndexRow row);
    [[nodiscard]] static int compareKeys(const FindingIndex &index, SortKey key, bool isDescending,
                                         IndexRow left, IndexRow right);
    [[nodiscard]] const std::vector<std::uint32_t> &ranks(const StringPool &pool);
    void refreshBase(const FindingIndex &index);
    [[nodiscard]] std::uint64_t keyOf(const FindingIndex &index, SortKey key, IndexRow row) const;

    std::map<const StringPool *, std::vector<std::uint32_t>> m_ranks;
    const std::vector<std::uint32_t> *m_keyRanks = nullptr; ///< of the key being sorted by
    std::vector<IndexRow> m_base; ///< every row in the fixed order
    std::uint64_t m_baseRevision = 0;
};

} // namespace rekey::finding

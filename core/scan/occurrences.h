// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scan/linecounter.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace rekey::scan {

/// One sight of a secret in one blob.
struct Occurrence
{
    std::uint32_t variant = 0; ///< index into SecretTable's variants
    std::uint64_t begin = 0; ///< half-open bytes in the blob
    std::uint64_t end = 0;
    LineColumn at;
    bool utf16 = false;

    friend bool operator==(const Occurrence &, const Occurrence &) = default;
};

/// Keeps what one worker saw, packed: blobs with the same secrets share one list of them, and only
/// positions are written for each, as differences. A few bytes an occurrence, so that memory does
/// not grow with the number of versions of a file. One per thread.
class OccurrenceLog
{
public:
    /// Occurrences of one blob, ascending by begin; pieces of a blob may come one after another.
    void add(std::uint64_t blob, std::span<const Occurrence> occurrences);

    /// Hands every record to `reader`, in the order they were added.
    void
    read(const std::function<void(std::uint64_t blob, std::span<const Occurrence>)> &reader) const;

    [[nodiscard]] bool isEmpty() const { return m_chunks.empty(); }
    /// Bytes in use, roughly.
    [[nodiscard]] std::size_t sizeBytes() const;

private:
    std::uint32_t listOf(std::span<const Occurrence> occurrences);

    std::deque<std::string> m_chunks; ///< whole records each
    std::unordered_map<std::string, std::uint32_t> m_lists;
    std::vector<const std::string *> m_listTexts; ///< keys of m_lists, by number
    std::size_t m_listBytes = 0;
    std::string m_record; ///< scratch
};

} // namespace rekey::scan

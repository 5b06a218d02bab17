// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/gitobject.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rekey::sources::git {

/// One staged file.
struct IndexEntry
{
    std::string path;
    ObjectId id;
    std::uint32_t mode = 0;
    std::uint32_t size = 0; ///< of the file when it was staged, modulo 2^32; 0 when unsure
    std::uint32_t mtimeSeconds = 0;
    std::uint32_t mtimeNanoseconds = 0;
    std::uint8_t stage = 0; ///< not 0: one side of a conflict

    [[nodiscard]] bool isFile() const { return (mode & 0170000) == 0100000; }
    [[nodiscard]] bool isLink() const { return (mode & 0170000) == 0120000; }
    [[nodiscard]] bool isSubmodule() const { return (mode & 0170000) == 0160000; }
};

struct Index
{
    std::vector<IndexEntry> entries; ///< sorted by path, then stage
    std::int64_t mtimeSeconds = 0; ///< of the index file: younger files may have changed since
    std::int64_t mtimeNanoseconds = 0;
    bool whole = true; ///< false: a split index, of which only one part was read
};

/// Reads an index file of version 2, 3 or 4. A missing one is empty. Errors: Denied, Io, Malformed,
/// Unsupported.
[[nodiscard]] Result<Index> readIndex(const std::string &path, std::size_t hashSize);

} // namespace rekey::sources::git

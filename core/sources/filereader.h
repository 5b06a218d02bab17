// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sources/blob.h"
#include "core/sources/coverage.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace rekey::sources {

/// Gives regular files to a visitor through one reused buffer of up to kWholeBlobBytes, larger ones
/// in pieces. A symlink as last part of the path is refused. One for each worker.
class FileReader
{
public:
    /// Errors: NotFound, Denied, Invalid (not a regular file), Io, Cancelled.
    [[nodiscard]] Result<void> feedFile(const std::string &path, std::uint64_t number,
                                        BlobVisitor &visitor, WalkProgress &progress,
                                        const std::stop_token &stop);

private:
    std::vector<std::byte> m_buffer;
};

/// Bytes [begin, end) of a regular file, clamped to its size. Errors as above.
[[nodiscard]] Result<std::vector<std::byte>> readFileRange(const std::string &path,
                                                           std::uint64_t begin, std::uint64_t end);

} // namespace rekey::sources

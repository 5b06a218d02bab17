// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/feed.h"

#include <algorithm>

namespace rekey::sources {

bool feed(BlobVisitor &visitor, std::uint64_t number, std::span<const std::byte> bytes,
          WalkProgress &progress, const std::stop_token &stop)
{
    std::uint64_t begin = 0;
    while (true) {
        if (stop.stop_requested())
            return false;
        const std::uint64_t end = std::min<std::uint64_t>(begin + kWholeBlobBytes, bytes.size());
        const bool last = end == bytes.size();
        (void)visitor.visit({.number = number,
                             .bytes = bytes.subspan(begin, end - begin),
                             .offset = begin,
                             .last = last});
        const std::uint64_t next = last ? end : end - kPieceOverlapBytes;
        progress.bytesDone += next - begin;
        if (last)
            break;
        begin = next;
    }
    ++progress.blobsDone;
    return true;
}

} // namespace rekey::sources

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace rekey::sources {

/// A run of a blob's bytes that its base has too: bytes [begin, begin+size) of this blob equal
/// bytes [baseBegin, baseBegin+size) of the base.
struct CopyRun
{
    std::uint64_t begin = 0;
    std::uint64_t baseBegin = 0;
    std::uint64_t size = 0;
};

/// What a visitor wants to remember of one blob while blobs stored as deltas of it are still to
/// come. Opaque to the source, which only keeps it alive and hands it back as `Blob::base`.
class BlobMemo
{
public:
    virtual ~BlobMemo();
    BlobMemo() = default;
    BlobMemo(const BlobMemo &) = delete;
    BlobMemo &operator=(const BlobMemo &) = delete;
};

/// One piece of content on its way to the scanner. Everything it points to is valid during the
/// visit only.
///
/// Content up to `kWholeBlobBytes` comes in one piece (`offset` 0, `last` true). Larger content may
/// come in several: in order, on one worker, to one visitor, without other blobs in between; each
/// piece after the first starts with the last `kPieceOverlapBytes` bytes of the piece before.
struct Blob
{
    std::uint64_t number = 0; ///< known to its Source; unique in one walk
    std::span<const std::byte> bytes;
    std::uint64_t offset = 0; ///< position of bytes[0] in the whole content
    bool last = true; ///< no further piece of this blob follows

    /// Delta base, when the blob is stored as a delta and its base was visited by this same
    /// visitor just before or earlier; null otherwise. Never set for content in pieces.
    const BlobMemo *base = nullptr;
    std::uint64_t baseSize = 0;
    std::span<const CopyRun> copies{}; ///< ascending by `begin`, disjoint
    bool memoWanted = false; ///< others will name this blob as base
};

inline constexpr std::uint64_t kWholeBlobBytes = std::uint64_t{64} << 20;
inline constexpr std::uint64_t kPieceOverlapBytes = std::uint64_t{64} << 10;

/// Receives every blob of a walk. One visitor belongs to one worker thread.
class BlobVisitor
{
public:
    virtual ~BlobVisitor();
    BlobVisitor() = default;
    BlobVisitor(const BlobVisitor &) = delete;
    BlobVisitor &operator=(const BlobVisitor &) = delete;

    /// Returns the memo when `memoWanted`, else null. Must not throw.
    [[nodiscard]] virtual std::unique_ptr<BlobMemo> visit(const Blob &blob) = 0;
};

} // namespace rekey::sources

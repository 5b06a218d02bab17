// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/blob.h"
#include "core/sources/gitinflate.h"
#include "core/sources/gitobject.h"
#include "core/sources/packforest.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace rekey::sources::git {

/// Gives content to a visitor and counts it: whole, or in pieces when it is large.
class Feeder
{
public:
    Feeder(BlobVisitor &visitor, std::stop_token stop)
        : m_visitor(visitor)
        , m_stop(std::move(stop))
    {
    }

    std::unique_ptr<BlobMemo> give(const Blob &blob);
    /// Content in memory that is too large for one piece. False when stopped.
    bool givePieces(std::uint64_t number, std::span<const std::byte> bytes);
    /// Content behind `skip` bytes of a zlib stream, never held whole. False: stopped or damaged.
    bool giveStream(std::uint64_t number, std::span<const std::byte> compressed, std::uint64_t skip,
                    std::uint64_t size, Inflater &inflater);

    [[nodiscard]] bool stopped() const { return m_stop.stop_requested(); }
    [[nodiscard]] std::uint64_t blobs() const { return m_blobs; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

private:
    BlobVisitor &m_visitor;
    std::stop_token m_stop;
    std::uint64_t m_blobs = 0;
    std::uint64_t m_bytes = 0;
};

/// Walks delta trees of one pack depth first, so that each base is in hand when its children need
/// it and nothing is inflated twice. One per worker. Holds the bases between the root and the
/// current object that are still needed; beyond a budget the oldest are let go and built again.
class PackWalker
{
public:
    struct Part
    {
        const PackHeaders *headers = nullptr;
        const DeltaForest *forest = nullptr;
        /// Object number of a node that is to be given, else kNone.
        std::function<std::uint32_t(std::uint32_t node)> number;
    };

    /// `giant` is held while an object above kWholeBlobBytes is in memory.
    PackWalker(Feeder &feeder, bool useDeltas, std::mutex &giant);

    /// Gives every wanted object of the tree. Objects that cannot be built are appended to
    /// failed().
    void walk(const Part &part, std::uint32_t root);

    [[nodiscard]] std::vector<std::uint32_t> &failed() { return m_failed; }

private:
    struct Frame
    {
        std::uint32_t node = kNone;
        std::uint32_t nextChild = kNone;
        Buffer bytes;
        bool built = false; ///< `bytes` holds the object; false when let go
        std::unique_ptr<BlobMemo> memo;
        bool given = false;
    };

    void walkTree(std::uint32_t root);
    void step();
    [[nodiscard]] bool streamed(std::uint32_t root);
    [[nodiscard]] bool buildWhole(std::uint32_t node, Buffer &into);
    [[nodiscard]] bool buildDelta(std::uint32_t node, std::span<const std::byte> base, Buffer &into,
                                  std::vector<CopyRun> *copies);
    [[nodiscard]] bool build(std::uint32_t node, Buffer &into);
    [[nodiscard]] bool ensureBuilt(Frame &frame);
    void give(Frame &frame, const Frame *base);
    void failTree(std::uint32_t node);
    void keepBudget();
    void lockForGiant(std::uint64_t size);
    [[nodiscard]] Buffer takeBuffer();
    void giveBack(Buffer &&buffer);

    Feeder &m_feeder;
    bool m_useDeltas;
    std::mutex &m_giant;
    std::unique_lock<std::mutex> m_giantLock;
    const Part *m_part = nullptr;
    Inflater m_inflater;
    std::vector<Frame> m_stack;
    std::vector<Buffer> m_spare;
    Buffer m_delta;
    std::vector<CopyRun> m_copies;
    std::vector<std::uint32_t> m_failed; ///< object numbers
};

} // namespace rekey::sources::git

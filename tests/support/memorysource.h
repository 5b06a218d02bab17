// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/sources/source.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace rekey::test {

/// A blob of a MemorySource; its number is its index.
struct MemoryBlob
{
    std::string bytes;
    std::vector<sources::Placement> placements; ///< `blob` is filled in
    std::optional<std::size_t> base; ///< an earlier blob it is a delta of
    std::vector<sources::CopyRun> copies;
};

/// Blobs held in memory, walked by as many threads as asked for, chains of deltas depth first;
/// fails and waits on demand.
class MemorySource final : public sources::Source
{
public:
    explicit MemorySource(std::string name, std::vector<MemoryBlob> all = {})
        : blobs(std::move(all))
        , m_name(std::move(name))
    {
    }

    std::vector<MemoryBlob> blobs;
    std::size_t pieceBytes = 0; ///< blobs larger than this come in pieces; 0: never
    std::chrono::milliseconds pause{0}; ///< before each blob but the first
    std::optional<Error> walkError;
    std::optional<Error> locateError;
    bool incomplete = false;
    std::atomic<int> visitors{0};
    std::atomic<int> reads{0};

    /// One blob at one path.
    void add(std::string bytes, sources::Placement placement)
    {
        blobs.push_back({std::move(bytes), {std::move(placement)}, {}, {}});
    }

    std::string name() const override { return m_name; }

    Result<sources::Coverage> walk(const sources::WalkOptions &options,
                                   const VisitorFactory &factory, sources::WalkProgress &progress,
                                   std::stop_token stop) override
    {
        if (walkError)
            return std::unexpected(*walkError);
        std::vector<std::unique_ptr<sources::BlobVisitor>> all;
        for (unsigned i = 0; i < std::max(1U, options.workers); ++i)
            all.push_back(factory(i));
        visitors = static_cast<int>(all.size());
        progress.phase = sources::WalkProgress::Phase::Scanning;
        std::atomic<std::size_t> next{0};
        {
            std::vector<std::jthread> threads;
            for (auto &visitor : all) {
                threads.emplace_back([&, one = visitor.get()] {
                    for (std::size_t i = next++; i < blobs.size(); i = next++) {
                        if (!blobs[i].base)
                            visitTree(i, nullptr, *one, options.useDeltas, stop);
                    }
                });
            }
        }
        sources::Coverage coverage;
        coverage.source = m_name;
        coverage.blobs = blobs.size();
        coverage.complete = !incomplete && !stop.stop_requested();
        return coverage;
    }

    std::optional<sources::Placement> peek(std::uint64_t blob) const override
    {
        if (blob >= blobs.size() || blobs[blob].placements.empty())
            return std::nullopt;
        return blobs[blob].placements.front();
    }

    Result<std::vector<sources::Placement>> locate(std::span<const std::uint64_t> wanted,
                                                   sources::WalkProgress &,
                                                   std::stop_token stop) override
    {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, "stopped");
        if (locateError)
            return std::unexpected(*locateError);
        std::vector<sources::Placement> placements;
        for (const std::uint64_t blob : wanted) {
            for (sources::Placement placement : blobs[blob].placements) {
                placement.blob = blob;
                placements.push_back(std::move(placement));
            }
        }
        return placements;
    }

    Result<std::vector<std::byte>> read(std::uint64_t blob, std::uint64_t begin,
                                        std::uint64_t end) const override
    {
        if (blob >= blobs.size())
            return fail(ErrorKind::NotFound, "there is no such blob", m_name);
        const std::string &bytes = blobs[blob].bytes;
        end = std::min<std::uint64_t>(end, bytes.size());
        begin = std::min(begin, end);
        const auto range = asBytes(bytes).subspan(begin, end - begin);
        return std::vector<std::byte>(range.begin(), range.end());
    }

private:
    void visitTree(std::size_t index, const sources::BlobMemo *base, sources::BlobVisitor &visitor,
                   bool useDeltas, const std::stop_token &stop)
    {
        if (stop.stop_requested())
            return;
        if (index > 0)
            std::this_thread::sleep_for(pause);
        std::vector<std::size_t> children;
        for (std::size_t i = index + 1; i < blobs.size(); ++i) {
            if (blobs[i].base == index)
                children.push_back(i);
        }
        const auto memo = visit(index, base, visitor, useDeltas && !children.empty());
        for (const std::size_t child : children)
            visitTree(child, memo.get(), visitor, useDeltas, stop);
    }

    std::unique_ptr<sources::BlobMemo> visit(std::size_t index, const sources::BlobMemo *base,
                                             sources::BlobVisitor &visitor, bool memoWanted) const
    {
        const MemoryBlob &one = blobs[index];
        sources::Blob blob;
        blob.number = index;
        blob.bytes = asBytes(one.bytes);
        if (pieceBytes == 0 || one.bytes.size() <= pieceBytes) {
            blob.base = base;
            blob.baseSize = base != nullptr ? blobs[*one.base].bytes.size() : 0;
            if (base != nullptr)
                blob.copies = one.copies;
            blob.memoWanted = memoWanted;
            return visitor.visit(blob);
        }
        for (std::size_t at = 0;; at += pieceBytes - sources::kPieceOverlapBytes) {
            const std::size_t size = std::min(pieceBytes, one.bytes.size() - at);
            blob.bytes = asBytes(one.bytes).subspan(at, size);
            blob.offset = at;
            blob.last = at + size == one.bytes.size();
            (void)visitor.visit(blob);
            if (blob.last)
                return nullptr;
        }
    }

    std::string m_name;
};

/// A placement at a path; the rest as in a plain folder.
inline sources::Placement placedAt(std::string path, sources::Reach reach = sources::Reach::File)
{
    sources::Placement placement;
    placement.path = std::move(path);
    placement.reach = reach;
    return placement;
}

/// A placement as git knows it: version `order` of a path, written by its commit.
inline sources::Placement committedAt(std::string path, std::uint32_t order,
                                      sources::Reach reach = sources::Reach::History)
{
    sources::Placement placement = placedAt(std::move(path), reach);
    placement.order = order;
    placement.commit = "commit" + std::to_string(order);
    placement.object = "object" + std::to_string(order);
    placement.author = "Author " + std::to_string(order);
    placement.email = "author" + std::to_string(order) + "@example.invalid";
    placement.date = 1000 + order;
    return placement;
}

} // namespace rekey::test

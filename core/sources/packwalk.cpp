// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sources/packwalk.h"

#include "core/sources/gitstore.h"
#include "core/sources/packdelta.h"

#include <algorithm>
#include <new>
#include <utility>

namespace rekey::sources::git {

namespace {

constexpr std::size_t kBudgetBytes = std::size_t{48} << 20;
constexpr std::size_t kMaxSpareBuffers = 8;
constexpr std::size_t kMaxSpareBytes = std::size_t{2} << 20;
constexpr std::size_t kPieceBytes = std::size_t{16} << 20;

} // namespace

std::unique_ptr<BlobMemo> Feeder::give(const Blob &blob)
{
    ++m_blobs;
    m_bytes += blob.bytes.size();
    return m_visitor.visit(blob);
}

bool Feeder::givePieces(std::uint64_t number, std::span<const std::byte> bytes)
{
    std::size_t begin = 0;
    while (!stopped()) {
        const std::size_t size = std::min(kPieceBytes, bytes.size() - begin);
        const bool last = begin + size == bytes.size();
        (void)m_visitor.visit(
            {.number = number, .bytes = bytes.subspan(begin, size), .offset = begin, .last = last});
        if (last) {
            ++m_blobs;
            m_bytes += bytes.size();
            return true;
        }
        begin += size - kPieceOverlapBytes;
    }
    return false;
}

bool Feeder::giveStream(std::uint64_t number, std::span<const std::byte> compressed,
                        std::uint64_t skip, std::uint64_t size, Inflater &inflater)
{
    const auto take = [&](std::span<const std::byte> bytes, std::uint64_t offset, bool last) {
        if (stopped())
            return false;
        (void)m_visitor.visit({.number = number, .bytes = bytes, .offset = offset, .last = last});
        return true;
    };
    if (!inflater.inflatePieces(compressed, skip, size, kPieceBytes, kPieceOverlapBytes, take))
        return false;
    ++m_blobs;
    m_bytes += size;
    return true;
}

PackWalker::PackWalker(Feeder &feeder, bool useDeltas, std::mutex &giant)
    : m_feeder(feeder)
    , m_useDeltas(useDeltas)
    , m_giant(giant)
{
}

void PackWalker::walk(const Part &part, std::uint32_t root)
{
    m_part = &part;
    if (!streamed(root))
        walkTree(root);
    for (Frame &frame : m_stack)
        giveBack(std::move(frame.bytes));
    m_stack.clear();
    if (m_giantLock.owns_lock()) {
        m_spare.clear();
        m_delta.clear();
        m_giantLock.unlock();
        m_giantLock.release();
    }
}

/// A large object that nobody is a delta of, or too large to hold, goes through in pieces.
bool PackWalker::streamed(std::uint32_t root)
{
    const PackHeaders &headers = *m_part->headers;
    const auto entry = headers.pack().entry(headers.begin(root));
    const bool leaf = m_part->forest->firstChild(root) == kNone;
    if (!entry || entry->size <= (leaf ? kWholeBlobBytes : kMaxObjectBytes))
        return false;
    for (std::uint32_t child = m_part->forest->firstChild(root); child != kNone;
         child = m_part->forest->nextSibling(child))
        failTree(child);
    const std::uint32_t number = m_part->number(root);
    if (number == kNone)
        return true;
    const auto in = headers.pack().data(entry->data, headers.end(root));
    if (!m_feeder.giveStream(number, in, 0, entry->size, m_inflater) && !m_feeder.stopped())
        m_failed.push_back(number);
    return true;
}

void PackWalker::walkTree(std::uint32_t root)
{
    Frame first;
    first.node = root;
    first.nextChild = m_part->forest->firstChild(root);
    first.bytes = takeBuffer();
    if (!buildWhole(root, first.bytes)) {
        giveBack(std::move(first.bytes));
        failTree(root);
        return;
    }
    first.built = true;
    give(first, nullptr);
    m_stack.push_back(std::move(first));
    while (!m_stack.empty() && !m_feeder.stopped())
        step();
}

/// Builds and gives the next child of the last frame. The frame goes with its last child.
void PackWalker::step()
{
    Frame &parent = m_stack.back();
    const std::uint32_t node = parent.nextChild;
    if (node == kNone) {
        giveBack(std::move(parent.bytes));
        m_stack.pop_back();
        return;
    }
    parent.nextChild = m_part->forest->nextSibling(node);
    Frame child;
    child.node = node;
    child.nextChild = m_part->forest->firstChild(node);
    child.bytes = takeBuffer();
    const bool withCopies = parent.memo != nullptr && m_part->number(node) != kNone;
    if (!ensureBuilt(parent)
        || !buildDelta(node, parent.bytes.bytes(), child.bytes, withCopies ? &m_copies : nullptr)) {
        giveBack(std::move(child.bytes));
        failTree(node);
        return;
    }
    child.built = true;
    give(child, withCopies ? &parent : nullptr);
    const bool keepChild = child.nextChild != kNone;
    if (parent.nextChild == kNone) {
        giveBack(std::move(parent.bytes));
        m_stack.pop_back();
    }
    if (keepChild) {
        m_stack.push_back(std::move(child));
        keepBudget();
    } else {
        giveBack(std::move(child.bytes));
    }
}

void PackWalker::give(Frame &frame, const Frame *base)
{
    const std::uint32_t number = m_part->number(frame.node);
    if (number == kNone)
        return;
    const auto bytes = frame.bytes.bytes();
    if (bytes.size() > kWholeBlobBytes) {
        m_feeder.givePieces(number, bytes);
        return;
    }
    Blob blob{.number = number, .bytes = bytes};
    blob.memoWanted = m_useDeltas && frame.nextChild != kNone;
    if (base != nullptr && base->memo) {
        blob.base = base->memo.get();
        blob.baseSize = base->bytes.size();
        blob.copies = m_copies;
    }
    frame.memo = m_feeder.give(blob);
    if (!blob.memoWanted)
        frame.memo.reset();
}

bool PackWalker::buildWhole(std::uint32_t node, Buffer &into)
{
    const PackHeaders &headers = *m_part->headers;
    const auto entry = headers.pack().entry(headers.begin(node));
    if (!entry || isDelta(entry->type) || entry->size > kMaxObjectBytes)
        return false;
    const auto in = headers.pack().data(entry->data, headers.end(node));
    if (!plausibleSize(in.size(), entry->size))
        return false;
    try {
        lockForGiant(entry->size);
        into.resize(entry->size);
    } catch (const std::bad_alloc &) {
        return false;
    }
    return m_inflater.inflate(in, into.writable());
}

bool PackWalker::buildDelta(std::uint32_t node, std::span<const std::byte> base, Buffer &into,
                            std::vector<CopyRun> *copies)
{
    const PackHeaders &headers = *m_part->headers;
    const auto entry = headers.pack().entry(headers.begin(node));
    if (!entry || !isDelta(entry->type) || entry->size > kMaxObjectBytes)
        return false;
    const auto in = headers.pack().data(entry->data, headers.end(node));
    if (!plausibleSize(in.size(), entry->size))
        return false;
    try {
        m_delta.resize(entry->size);
        if (!m_inflater.inflate(in, m_delta.writable()))
            return false;
        const auto sizes = deltaSizes(m_delta.bytes());
        if (!sizes || sizes->result > kMaxObjectBytes)
            return false;
        lockForGiant(sizes->result);
        into.resize(sizes->result);
        return applyDelta(base, m_delta.bytes(), *sizes, into.writable(), copies);
    } catch (const std::bad_alloc &) {
        return false;
    }
}

/// Builds a node's bytes again, from the nearest base above it that is still held.
bool PackWalker::build(std::uint32_t node, Buffer &into)
{
    std::vector<std::uint32_t> chain;
    const Frame *held = nullptr;
    for (std::uint32_t at = node; at != kNone && held == nullptr;
         at = m_part->headers->parent(at)) {
        const auto found = std::ranges::find_if(
            m_stack, [at](const Frame &frame) { return frame.node == at && frame.built; });
        if (found != m_stack.end())
            held = &*found;
        else
            chain.push_back(at);
    }
    Buffer base = takeBuffer();
    bool good = true;
    if (held == nullptr) {
        good = buildWhole(chain.back(), base);
        chain.pop_back();
    }
    std::span<const std::byte> from = held != nullptr ? held->bytes.bytes() : base.bytes();
    for (; good && !chain.empty() && !m_feeder.stopped(); chain.pop_back()) {
        good = buildDelta(chain.back(), from, into, nullptr);
        std::swap(base, into);
        from = base.bytes();
    }
    std::swap(base, into);
    giveBack(std::move(base));
    return good && chain.empty();
}

bool PackWalker::ensureBuilt(Frame &frame)
{
    if (frame.built)
        return true;
    Buffer bytes = takeBuffer();
    if (!build(frame.node, bytes))
        return false;
    frame.bytes = std::move(bytes);
    frame.built = true;
    return true;
}

/// Nothing below the node can be built either: tried again, one by one, by the slow way.
void PackWalker::failTree(std::uint32_t node)
{
    std::vector<std::uint32_t> pending{node};
    while (!pending.empty()) {
        const std::uint32_t at = pending.back();
        pending.pop_back();
        if (const std::uint32_t number = m_part->number(at); number != kNone)
            m_failed.push_back(number);
        for (std::uint32_t child = m_part->forest->firstChild(at); child != kNone;
             child = m_part->forest->nextSibling(child))
            pending.push_back(child);
    }
}

void PackWalker::keepBudget()
{
    std::size_t held = 0;
    for (const Frame &frame : m_stack)
        held += frame.bytes.capacity();
    for (std::size_t i = 0; i + 1 < m_stack.size() && held > kBudgetBytes; ++i) {
        held -= m_stack[i].bytes.capacity();
        m_stack[i].bytes.clear();
        m_stack[i].built = false;
    }
}

/// Only one worker at a time holds objects too large for one piece.
void PackWalker::lockForGiant(std::uint64_t size)
{
    if (size > kWholeBlobBytes && !m_giantLock.owns_lock())
        m_giantLock = std::unique_lock(m_giant);
}

Buffer PackWalker::takeBuffer()
{
    if (m_spare.empty())
        return {};
    Buffer buffer = std::move(m_spare.back());
    m_spare.pop_back();
    return buffer;
}

void PackWalker::giveBack(Buffer &&buffer)
{
    if (buffer.capacity() == 0 || buffer.capacity() > kMaxSpareBytes
        || m_spare.size() >= kMaxSpareBuffers)
        buffer.clear();
    else
        m_spare.push_back(std::move(buffer));
}

} // namespace rekey::sources::git

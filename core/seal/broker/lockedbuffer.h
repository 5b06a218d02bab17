// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <cstddef>
#include <list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::broker {

/// Blocks of locked memory that are used again, for making one costs more than a small request. Cut
/// from larger pieces, for each piece takes several of the mappings that the system lets a process
/// have, and without one the process would end. A block is wiped when it comes back. One thread;
/// outlives its buffers.
class BlockPool
{
public:
    /// No power of two: the fronts of blocks would share the same few places of the processor's
    /// cache.
    static constexpr std::size_t kBlockBytes = std::size_t{16} * 1024 + 320;
    static constexpr std::size_t kBlocksOfAPiece = 16;

private:
    struct Piece
    {
        secret::SecretBytes memory;
        std::vector<std::byte *> free;
    };
    using Pieces = std::list<Piece>;

public:
    struct Block
    {
        std::span<std::byte> bytes;
        Pieces::iterator piece;
    };

    [[nodiscard]] Block take();
    /// `used` bytes at its front are wiped.
    void giveBack(const Block &block, std::size_t used);
    /// Lets go of what nobody needed since the last call, all but a few: to be called now and then.
    /// What many requests take turns in using stays, for a piece costs more than they do.
    void trim();
    /// Blocks that are free.
    [[nodiscard]] std::size_t kept() const { return m_kept; }
    [[nodiscard]] std::size_t pieces() const { return m_pieces.size(); }

private:
    static constexpr std::size_t kMostKept = 256;
    Pieces m_pieces; ///< those with free blocks first
    std::size_t m_kept = 0;
    std::size_t m_leastKept = 0; ///< since the last trim()
};

/// Bytes on their way through, in locked memory: written at the end, taken from the front. Takes no
/// memory while it is empty and was released.
class LockedBuffer
{
public:
    explicit LockedBuffer(BlockPool &pool)
        : m_pool(&pool)
    {
    }
    ~LockedBuffer() { release(); }
    LockedBuffer(LockedBuffer &&other) noexcept;
    LockedBuffer &operator=(LockedBuffer &&other) noexcept;
    LockedBuffer(const LockedBuffer &) = delete;
    LockedBuffer &operator=(const LockedBuffer &) = delete;

    /// Room behind the bytes, `least` at least; grows for it, which moves the bytes.
    [[nodiscard]] std::span<std::byte> room(std::size_t least = 1);
    /// So many bytes were written into the room.
    void commit(std::size_t count);
    void append(std::string_view text);

    [[nodiscard]] std::string_view data() const;
    [[nodiscard]] bool isEmpty() const { return m_begin == m_end; }
    [[nodiscard]] std::size_t size() const { return m_end - m_begin; }
    /// Drops bytes at the front; does not move those behind them.
    void consume(std::size_t count);
    void clear();
    /// Drops everything and gives the memory back.
    void release();

private:
    void grow(std::size_t size);

    BlockPool *m_pool;
    std::optional<BlockPool::Block> m_block;
    secret::SecretBytes m_large; ///< in place of the block, when that is too small
    std::span<std::byte> m_memory; ///< of either
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::size_t m_used = 0; ///< where bytes ever stood
};

} // namespace rekey::broker

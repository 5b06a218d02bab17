// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::broker {

/// Blocks of locked memory that are used again, for making one costs more than a small request. A
/// block is wiped when it comes back. One thread; outlives its buffers.
class BlockPool
{
public:
    static constexpr std::size_t kBlockBytes = std::size_t{16} * 1024;

    [[nodiscard]] secret::SecretBytes take();
    /// `used` bytes at its front are wiped.
    void giveBack(secret::SecretBytes block, std::size_t used);
    [[nodiscard]] std::size_t kept() const { return m_blocks.size(); }

private:
    static constexpr std::size_t kMostKept = 256;
    std::vector<secret::SecretBytes> m_blocks;
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
    BlockPool *m_pool;
    secret::SecretBytes m_block;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::size_t m_used = 0; ///< where bytes ever stood
};

} // namespace rekey::broker

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/lockedbuffer.h"

#include "core/base/text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rekey::broker {

BlockPool::Block BlockPool::take()
{
    if (m_pieces.empty() || m_pieces.front().free.empty()) {
        Piece &made = m_pieces.emplace_front(secret::SecretBytes(kBlocksOfAPiece * kBlockBytes));
        for (std::size_t i = 0; i < kBlocksOfAPiece; ++i)
            made.free.push_back(made.memory.bytes().data() + i * kBlockBytes);
        m_kept += kBlocksOfAPiece;
    }
    const auto piece = m_pieces.begin();
    const Block block{{piece->free.back(), kBlockBytes}, piece};
    piece->free.pop_back();
    m_leastKept = std::min(m_leastKept, --m_kept);
    if (piece->free.empty())
        m_pieces.splice(m_pieces.end(), m_pieces, piece);
    return block;
}

void BlockPool::giveBack(const Block &block, std::size_t used)
{
    secret::wipe(block.bytes.first(used));
    auto &free = block.piece->free;
    if (free.empty())
        m_pieces.splice(m_pieces.begin(), m_pieces, block.piece);
    free.push_back(block.bytes.data());
    ++m_kept;
}

void BlockPool::trim()
{
    for (auto piece = m_pieces.begin();
         piece != m_pieces.end() && m_leastKept >= kMostKept + kBlocksOfAPiece;) {
        const auto next = std::next(piece);
        if (piece->free.size() == kBlocksOfAPiece) {
            m_kept -= kBlocksOfAPiece;
            m_leastKept -= kBlocksOfAPiece;
            m_pieces.erase(piece);
        }
        piece = next;
    }
    m_leastKept = m_kept;
}

LockedBuffer::LockedBuffer(LockedBuffer &&other) noexcept
    : m_pool(other.m_pool)
    , m_block(std::exchange(other.m_block, std::nullopt))
    , m_large(std::move(other.m_large))
    , m_memory(std::exchange(other.m_memory, {}))
    , m_begin(std::exchange(other.m_begin, 0))
    , m_end(std::exchange(other.m_end, 0))
    , m_used(std::exchange(other.m_used, 0))
{
}

LockedBuffer &LockedBuffer::operator=(LockedBuffer &&other) noexcept
{
    std::swap(m_pool, other.m_pool);
    std::swap(m_block, other.m_block);
    std::swap(m_large, other.m_large);
    std::swap(m_memory, other.m_memory);
    std::swap(m_begin, other.m_begin);
    std::swap(m_end, other.m_end);
    std::swap(m_used, other.m_used);
    return *this;
}

void LockedBuffer::grow(std::size_t size)
{
    secret::SecretBytes larger(size);
    std::ranges::copy(m_memory.first(m_end), larger.bytes().begin());
    if (m_block)
        m_pool->giveBack(*std::exchange(m_block, std::nullopt), m_used);
    m_large = std::move(larger);
    m_memory = m_large.bytes();
}

std::span<std::byte> LockedBuffer::room(std::size_t least)
{
    if (m_memory.empty() && least <= BlockPool::kBlockBytes) {
        m_block = m_pool->take();
        m_memory = m_block->bytes;
    }
    if (m_memory.size() - m_end < least && m_begin > 0) {
        std::ranges::copy(m_memory.subspan(m_begin, size()), m_memory.begin());
        m_end -= std::exchange(m_begin, 0);
    }
    if (m_memory.size() - m_end < least)
        grow(std::max(2 * m_memory.size(), m_end + least));
    return m_memory.subspan(m_end);
}

void LockedBuffer::commit(std::size_t count)
{
    m_end += count;
    m_used = std::max(m_used, m_end);
}

void LockedBuffer::append(std::string_view text)
{
    std::ranges::copy(asBytes(text), room(text.size()).begin());
    commit(text.size());
}

std::string_view LockedBuffer::data() const
{
    return asText(m_memory.subspan(m_begin, size()));
}

void LockedBuffer::consume(std::size_t count)
{
    m_begin += std::min(count, size());
    if (m_begin == m_end)
        m_begin = m_end = 0;
}

void LockedBuffer::clear()
{
    m_begin = m_end = 0;
}

void LockedBuffer::release()
{
    clear();
    if (m_block)
        m_pool->giveBack(*std::exchange(m_block, std::nullopt), m_used);
    m_large.clear();
    m_memory = {};
    m_used = 0;
}

} // namespace rekey::broker

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/lockedbuffer.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace rekey::broker {

secret::SecretBytes BlockPool::take()
{
    if (m_blocks.empty())
        return secret::SecretBytes(kBlockBytes);
    secret::SecretBytes block = std::move(m_blocks.back());
    m_blocks.pop_back();
    return block;
}

void BlockPool::giveBack(secret::SecretBytes block, std::size_t used)
{
    if (block.size() != kBlockBytes || m_blocks.size() == kMostKept)
        return;
    secret::wipe(block.bytes().first(used));
    m_blocks.push_back(std::move(block));
}

LockedBuffer::LockedBuffer(LockedBuffer &&other) noexcept
    : m_pool(other.m_pool)
    , m_block(std::move(other.m_block))
    , m_begin(std::exchange(other.m_begin, 0))
    , m_end(std::exchange(other.m_end, 0))
    , m_used(std::exchange(other.m_used, 0))
{
}

LockedBuffer &LockedBuffer::operator=(LockedBuffer &&other) noexcept
{
    std::swap(m_pool, other.m_pool);
    std::swap(m_block, other.m_block);
    std::swap(m_begin, other.m_begin);
    std::swap(m_end, other.m_end);
    std::swap(m_used, other.m_used);
    return *this;
}

std::span<std::byte> LockedBuffer::room(std::size_t least)
{
    if (m_block.isEmpty())
        m_block = m_pool->take();
    if (m_block.size() - m_end < least && m_begin > 0) {
        const auto bytes = m_block.bytes();
        std::ranges::copy(bytes.subspan(m_begin, size()), bytes.begin());
        m_end -= std::exchange(m_begin, 0);
    }
    if (m_block.size() - m_end < least) {
        secret::SecretBytes larger(std::max(2 * m_block.size(), m_end + least));
        std::ranges::copy(m_block.bytes().first(m_end), larger.bytes().begin());
        m_pool->giveBack(std::exchange(m_block, std::move(larger)), m_used);
    }
    return m_block.bytes().subspan(m_end);
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
    return m_block.view().substr(m_begin, size());
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
    if (!m_block.isEmpty())
        m_pool->giveBack(std::move(m_block), m_used);
    m_block.clear();
    m_used = 0;
}

} // namespace rekey::broker

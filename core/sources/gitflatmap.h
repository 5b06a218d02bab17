// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace rekey::sources::git {

/// Two 32-bit numbers as one key.
[[nodiscard]] constexpr std::uint64_t pairKey(std::uint32_t high, std::uint32_t low)
{
    return std::uint64_t{high} << 32 | low;
}

/// A hash table from 64-bit keys (not all bits set) to 32-bit values in one piece of memory, for
/// millions of entries: about 20 bytes each. Nothing is ever taken out.
class FlatMap
{
public:
    /// The value of `key`, and whether it was put in just now as `fresh`.
    std::pair<std::uint32_t, bool> insert(std::uint64_t key, std::uint32_t fresh)
    {
        if (m_slots.empty() || m_count * 4 >= m_slots.size() * 3)
            grow();
        Slot &slot = m_slots[place(key)];
        if (slot.key == key)
            return {slot.value, false};
        slot = {key, fresh};
        ++m_count;
        return {fresh, true};
    }

    /// The value of `key`, or `missing`.
    [[nodiscard]] std::uint32_t find(std::uint64_t key, std::uint32_t missing) const
    {
        if (m_slots.empty())
            return missing;
        const Slot &slot = m_slots[place(key)];
        return slot.key == key ? slot.value : missing;
    }

    [[nodiscard]] std::size_t size() const { return m_count; }

private:
    static constexpr std::uint64_t kFree = ~std::uint64_t{0};

    struct Slot
    {
        std::uint64_t key = kFree;
        std::uint32_t value = 0;
    };

    /// The key's slot, or the free one where it belongs.
    [[nodiscard]] std::size_t place(std::uint64_t key) const
    {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = (key * 0x9e3779b97f4a7c15ULL) >> (64 - std::bit_width(mask));
        while (m_slots[at].key != kFree && m_slots[at].key != key)
            at = (at + 1) & mask;
        return at;
    }

    void grow()
    {
        const std::vector<Slot> old
            = std::exchange(m_slots, std::vector<Slot>(m_slots.empty() ? 64 : m_slots.size() * 2));
        for (const Slot &slot : old) {
            if (slot.key != kFree)
                m_slots[place(slot.key)] = slot;
        }
    }

    std::vector<Slot> m_slots;
    std::size_t m_count = 0;
};

} // namespace rekey::sources::git

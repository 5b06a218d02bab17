// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace rekey::report {

/// Bytes of a report while a row is read from them. They may hold a secret, so they are overwritten
/// whenever they move, are cleared or go. Ordinary memory: a report is far larger than what can be
/// locked.
class WipedBuffer
{
public:
    WipedBuffer() = default;
    ~WipedBuffer() { wipe(); }
    WipedBuffer(const WipedBuffer &) = delete;
    WipedBuffer &operator=(const WipedBuffer &) = delete;

    void append(std::string_view bytes)
    {
        if (m_size + bytes.size() > m_bytes.size())
            grow(m_size + bytes.size());
        std::ranges::copy(bytes, m_bytes.begin() + static_cast<std::ptrdiff_t>(m_size));
        m_size += bytes.size();
    }
    void clear()
    {
        wipe();
        m_size = 0;
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::span<char> bytes() { return {m_bytes.data(), m_size}; }

private:
    void wipe() { secret::wipe(std::as_writable_bytes(std::span(m_bytes).first(m_size))); }
    void grow(std::size_t least)
    {
        std::vector<char> larger(std::max({least, m_bytes.size() * 2, std::size_t{4096}}));
        std::copy_n(m_bytes.begin(), m_size, larger.begin());
        wipe();
        m_bytes.swap(larger);
    }

    std::vector<char> m_bytes;
    std::size_t m_size = 0;
};

} // namespace rekey::report

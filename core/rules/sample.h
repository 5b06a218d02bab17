// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/pattern.h"

#include <cstdint>
#include <string>

namespace rekey::rules {

/// Makes texts a pattern matches, the same ones for the same seed on every machine.
class PatternSampler
{
public:
    explicit PatternSampler(std::uint64_t seed)
        : m_state(seed)
    {
    }

    /// One text of the pattern's language, zero-width tests aside. Unbounded repeats are made a few
    /// longer than their least; nothing grows past `maxBytes` by much.
    [[nodiscard]] std::string sample(const PatternNode &node, std::size_t maxBytes = 4096);

    /// Next number below `bound` (1 or more).
    [[nodiscard]] std::uint32_t below(std::uint32_t bound);

private:
    void append(const PatternNode &node, std::string &out);
    void appendByte(const ByteSet &set, std::string &out);

    std::uint64_t m_state;
    std::size_t m_maxBytes = 0;
};

} // namespace rekey::rules

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/entropy.h"

#include <array>
#include <cmath>
#include <cstdint>

namespace rekey::rules {

double shannonEntropy(std::string_view value)
{
    if (value.empty())
        return 0;
    std::array<std::uint32_t, 256> counts{};
    for (const char c : value)
        ++counts[static_cast<unsigned char>(c)];
    const double size = static_cast<double>(value.size());
    double bits = 0;
    for (const std::uint32_t count : counts) {
        if (count > 0)
            bits -= count / size * std::log2(count / size);
    }
    return bits;
}

} // namespace rekey::rules

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret/mask.h"

#include "core/base/text.h"

namespace rekey::secret {

namespace {

constexpr std::size_t kShortestWithTail = 20;
constexpr std::size_t kTail = 4;
constexpr std::string_view kDots = "....";

} // namespace

std::string maskOf(std::string_view value, MaskPolicy policy, std::string_view publicPrefix)
{
    if (policy == MaskPolicy::PublicIdentifier)
        return escapeControl(value);
    if (policy == MaskPolicy::Hidden)
        return std::string(kDots) + std::string(kDots);
    std::string mask;
    if (value.starts_with(publicPrefix))
        mask = publicPrefix;
    mask += kDots;
    // The tail must not reveal more than a fifth of what the prefix leaves unknown.
    const std::size_t unknown
        = value.size() - (value.starts_with(publicPrefix) ? publicPrefix.size() : 0);
    if (value.size() >= kShortestWithTail && unknown >= 4 * kTail)
        mask += escapeControl(value.substr(value.size() - kTail));
    else
        mask += kDots;
    return mask;
}

} // namespace rekey::secret

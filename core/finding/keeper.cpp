// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/keeper.h"

#include <algorithm>
#include <array>

namespace rekey::finding {

namespace {

constexpr std::array<std::string_view, 4> kExposureNames
    = {"unknown", "private", "shared", "public"};

} // namespace

std::string_view exposureName(Exposure exposure)
{
    return kExposureNames[static_cast<std::size_t>(exposure)];
}

std::optional<Exposure> exposureFromName(std::string_view name)
{
    const auto found = std::ranges::find(kExposureNames, name);
    if (found == kExposureNames.end())
        return std::nullopt;
    return static_cast<Exposure>(found - kExposureNames.begin());
}

Keeper::~Keeper() = default;

} // namespace rekey::finding

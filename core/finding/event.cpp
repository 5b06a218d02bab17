// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/event.h"

#include <algorithm>
#include <array>

namespace rekey::finding {

namespace {

constexpr std::array<std::string_view, 17> kNames
    = {"found",    "claimed",       "verified", "peeked",   "copied",   "decided",
       "reopened", "tagged",        "noted",    "owned",    "incident", "severity",
       "fix-step", "rotation-step", "sealed",   "exported", "undone"};
static_assert(kNames.size() == static_cast<std::size_t>(EventKind::Undone) + 1);

} // namespace

std::string_view eventKindName(EventKind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<EventKind> eventKindFromName(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<EventKind>(found - kNames.begin());
}

} // namespace rekey::finding

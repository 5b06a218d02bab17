// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/findingrotation.h"

#include <array>
#include <charconv>
#include <format>

namespace rekey::finding {

namespace {

constexpr std::array<std::string_view, 5> kStateNames
    = {"running", "stopped", "done", "rolled-back", "given-up"};

} // namespace

std::string_view rotationStateName(RotationState state)
{
    return kStateNames[static_cast<std::size_t>(state)];
}

std::string rotationWords(const FindingRotation &rotation)
{
    std::string words = rotation.run;
    words.append("\n").append(rotationStateName(rotation.state));
    if (rotation.isOpen())
        words += "\nopen";
    for (const std::string &run : rotation.others)
        words.append("\n").append(run);
    return words;
}

std::optional<std::string> rotationRunOf(std::string_view text)
{
    if (text.starts_with("R-") || text.starts_with("r-"))
        text.remove_prefix(2);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number == 0)
        return std::nullopt;
    return std::format("R-{:04}", number);
}

} // namespace rekey::finding

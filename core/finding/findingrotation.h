// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/identity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rekey::finding {

/// How far a rotation of a finding is.
enum class RotationState : std::uint8_t
{
    Running, ///< goes on by itself, here
    Stopped, ///< something is left to do, and nothing goes on here
    Done,
    RolledBack,
    GivenUp, ///< ended as it stood
};

/// "running", "stopped", "done", "rolled-back", "given-up".
[[nodiscard]] std::string_view rotationStateName(RotationState state);

/// What the other rooms need to know of the rotations of one finding: the one that counts, which is
/// the latest with something left to do, else the latest; and the names of the others. No values.
struct FindingRotation
{
    std::string run; ///< "R-0003"
    RotationState state = RotationState::Stopped;
    std::uint32_t stepsDone = 0; ///< how many at the beginning are done or left out
    std::uint32_t steps = 0;
    std::string why; ///< the step that comes next failed; one sentence
    std::vector<std::string> others; ///< runs, oldest first

    [[nodiscard]] bool isOpen() const
    {
        return state == RotationState::Running || state == RotationState::Stopped;
    }

    friend bool operator==(const FindingRotation &, const FindingRotation &) = default;
};

using FindingRotations = std::unordered_map<secret::SecretId, FindingRotation>;

/// What the filter's word finds a rotation by, one a line: its name, its state, "open" for one that
/// isOpen, the names of the others.
[[nodiscard]] std::string rotationWords(const FindingRotation &rotation);

/// Orders names of runs as they were given: "R-9999" before "R-10000".
struct RunOrder
{
    using is_transparent = void;
    [[nodiscard]] bool operator()(std::string_view left, std::string_view right) const
    {
        return left.size() != right.size() ? left.size() < right.size() : left < right;
    }
};

/// "R-0003" of "R-0003", "r-3" or "3"; nothing for a text that is no name of a run.
[[nodiscard]] std::optional<std::string> rotationRunOf(std::string_view text);

} // namespace rekey::finding

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"
#include "core/rotate/plan.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace rekey::app {

/// `rekey-cli rotate plan`: what a rotation would do, step by step. Sends nothing.
struct RotateCommand
{
    std::string what; ///< a finding of the store ("S-0421"), or a detector's id
    StoreAccess access;
    std::optional<rotate::Method> method; ///< unset: what fits the reach
    std::string key; ///< id of the old key, where the store does not tell it
    std::vector<std::string> consumers; ///< beside those that the store knows
    bool isPublic = false;
    std::size_t quietHours = 24;
    std::string output;
    bool json = false;
};

[[nodiscard]] Result<RotateCommand> parseRotate(std::vector<std::string> arguments);
[[nodiscard]] VerbWords rotateWords();
[[nodiscard]] std::string rotateUsage();
[[nodiscard]] int runRotateCommand(const RotateCommand &command);

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rotate/history.h"
#include "core/rotate/plan.h"
#include "core/rotate/rotationcontext.h"

#include <nlohmann/json.hpp>

#include <string>

namespace rekey::app {

/// A plan, as `rotate plan --json` has it. No values.
[[nodiscard]] nlohmann::ordered_json jsonOf(const rotate::Plan &plan,
                                            const rotate::RunbookFacts &facts);
/// What a rotation is of: the finding, or the detector.
[[nodiscard]] std::string nameOf(const rotate::RotationContext &context);
/// How a rotation stands, as `rotate status --json` has it. No values.
[[nodiscard]] nlohmann::ordered_json jsonOf(const std::string &run, const std::string &subject,
                                            const rotate::History &history);
/// Indented; what is not UTF-8 is replaced.
[[nodiscard]] std::string textOf(const nlohmann::ordered_json &json);

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"

namespace rekey::app {

/// `rekey-cli rules list|check`.
[[nodiscard]] int runRulesCommand(const RulesCommand &command);
/// `rekey-cli explain RULE|-`.
[[nodiscard]] int runExplainCommand(const ExplainCommand &command);

} // namespace rekey::app

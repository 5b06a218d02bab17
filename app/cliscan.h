// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"
#include "core/rules/loader.h"

namespace rekey::app {

/// Runs `rekey-cli scan`. Data goes to standard output, words to standard error. Returns the exit
/// code.
[[nodiscard]] int runScanCommand(const ScanCommand &command);

/// Reads the rule files named on the command line; prints what is wrong with them. Nothing when one
/// cannot be used.
[[nodiscard]] std::optional<std::vector<rules::RuleFile>>
readRuleFiles(const std::vector<std::string> &paths);

} // namespace rekey::app

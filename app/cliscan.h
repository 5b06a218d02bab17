// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"
#include "core/rules/loader.h"
#include "core/sources/source.h"

#include <memory>

namespace rekey::app {

/// Runs `rekey-cli scan`. Data goes to standard output, words to standard error. Returns the exit
/// code.
[[nodiscard]] int runScanCommand(const ScanCommand &command);

/// Reads the rule files named on the command line; prints what is wrong with them. Nothing when one
/// cannot be used.
[[nodiscard]] std::optional<std::vector<rules::RuleFile>>
readRuleFiles(const std::vector<std::string> &paths);

/// Opens what a path names, as the command's options say. Errors: those of the sources.
[[nodiscard]] Result<std::shared_ptr<sources::Source>> openScanTarget(const std::string &path,
                                                                      const ScanCommand &command);

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/rules/rule.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::rules {

/// One provider file's text. `name` is used in errors and must be the file's name.
struct RuleFile
{
    std::string name;
    std::string text;
};

/// Reads one TOML provider file (format: resources/providers/README.md). Errors: Malformed with
/// file, line and the detector's id in the text; unknown keys are errors, so that a typing mistake
/// cannot switch a filter off silently. A gitleaks configuration is read too; what of it cannot be
/// carried over is one sentence each in `notes`.
[[nodiscard]] Result<RulePack> parseRuleFile(const RuleFile &file,
                                             std::vector<std::string> *notes = nullptr);

/// Reads and merges. Errors as above, and Invalid for an id used twice.
[[nodiscard]] Result<RulePack> parseRuleFiles(std::span<const RuleFile> files,
                                              std::vector<std::string> *notes = nullptr);

/// The files that come with the program, embedded at build time.
[[nodiscard]] std::span<const RuleFile> builtinRuleFiles();

} // namespace rekey::rules

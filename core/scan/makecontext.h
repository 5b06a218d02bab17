// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/folders.h"
#include "core/base/result.h"
#include "core/rules/loader.h"
#include "core/scan/scanjob.h"

#include <span>
#include <string>

namespace rekey::scan {

/// Loads the built-in rules and `more` beside them, compiles them (cached beneath
/// `folders.cache`), reads or makes the identity key in `folders.data` and a vault for this
/// process. When the identity key cannot be kept (read-only home), ids hold for this process only
/// and `notes` says so. Takes up to seconds when nothing is cached. Errors: those of the rules.
[[nodiscard]] Result<ScanContext> makeScanContext(const UserFolders &folders,
                                                  std::span<const rules::RuleFile> more,
                                                  std::vector<std::string> &notes);

/// Reads a rule file of the user's. Errors: NotFound, Denied, Invalid, TooBig.
[[nodiscard]] Result<rules::RuleFile> readRuleFile(const std::string &path);

} // namespace rekey::scan

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/rules/loader.h"
#include "core/rules/tablereader.h"

#include <string>
#include <vector>

namespace rekey::rules {

/// True for a table in the format of gitleaks (https://github.com/gitleaks/gitleaks#configuration):
/// it has [[rules]], [extend] or an allow list, and no [provider].
[[nodiscard]] bool isGitleaksConfig(const toml::table &root);

/// Makes detectors of a gitleaks configuration: one provider named after the file, each rule's id
/// put behind its own. Expression, secretGroup, entropy, keywords and those allow lists that look
/// at the secret itself are carried over; what is not is one sentence each in `notes`. Errors:
/// Malformed (no id, no rules at all, an expression RE2 cannot number).
[[nodiscard]] Result<RulePack> readGitleaksConfig(const toml::table &root, const RuleFile &file,
                                                  std::vector<std::string> &notes);

} // namespace rekey::rules

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/catalog.h"

#include <string>

namespace rekey::provider {

/// Reads one provider file's sections beside its detectors. `text` is known to be a good rule file
/// with this `pack`. Errors: Malformed with line.
[[nodiscard]] Result<Service> readService(const rules::RuleFile &file, const rules::RulePack &pack);

} // namespace rekey::provider

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"

#include <string>
#include <vector>

namespace rekey::app {

/// The findings of these names, each once: "S-0421", "421", or # and the beginning of the
/// hexadecimal id. Errors: NotFound (none, or several).
[[nodiscard]] Result<std::vector<finding::KeptFinding>>
namedFindings(const store::Store &store, const std::vector<std::string> &names);

} // namespace rekey::app

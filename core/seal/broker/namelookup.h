// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>
#include <string>
#include <vector>

namespace rekey::broker {

/// Addresses of a host's name, as text, the one to be dialled first in front. Waits for the answer,
/// on a thread of the broker's. Errors: NotFound.
using NameLookup = std::function<Result<std::vector<std::string>>(const std::string &host)>;

/// As the system is set up.
[[nodiscard]] NameLookup systemLookup();

} // namespace rekey::broker

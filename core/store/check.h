// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/state.h"

#include <stop_token>

namespace rekey::store {

/// See Store::check.
[[nodiscard]] Result<CheckReport> checkStore(Store::State &state, std::stop_token stop);

} // namespace rekey::store

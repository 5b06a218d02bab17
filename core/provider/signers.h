// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/request.h"

#include <cstdint>

namespace rekey::provider {

/// Adds what the signer adds to a request that is complete otherwise. Errors: NotFound (a part is
/// missing).
[[nodiscard]] Result<void> sign(const Signer &signer, const Parts &parts, std::int64_t now,
                                Request &request);

} // namespace rekey::provider

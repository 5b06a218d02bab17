// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/triage.h"
#include "core/provider/catalog.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace rekey::verify {

/// Reads whose a key is and what it may do. A text that quotes one of the
/// `secrets` is left out, and
/// said so in `unseen`. `now` is in seconds since 1970 UTC.
[[nodiscard]] finding::Access readAccess(const provider::AccessReaders &readers,
                                         const provider::Answer &answer,
                                         std::span<const std::string_view> secrets,
                                         std::int64_t now);

} // namespace rekey::verify

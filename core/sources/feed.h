// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sources/blob.h"
#include "core/sources/coverage.h"

#include <cstdint>
#include <span>
#include <stop_token>

namespace rekey::sources {

/// Hands content that lies in memory to a visitor: whole up to kWholeBlobBytes, else in overlapping
/// pieces. Counts into `progress`. False when stopped before the last piece.
bool feed(BlobVisitor &visitor, std::uint64_t number, std::span<const std::byte> bytes,
          WalkProgress &progress, const std::stop_token &stop);

} // namespace rekey::sources

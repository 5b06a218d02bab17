// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace rekey::seal {

[[nodiscard]] std::array<std::byte, 32> sha256(std::span<const std::byte> bytes);

/// What one consumer shows the proxy: 32 random bytes as 43 characters of URL-safe base64, so that
/// it fits a header and survives the user part of a proxy URL.
[[nodiscard]] secret::SecretBytes makeBearer();

/// What the sealed secret holds of it.
[[nodiscard]] std::vector<std::byte> digestOf(const secret::SecretBytes &bearer);

} // namespace rekey::seal

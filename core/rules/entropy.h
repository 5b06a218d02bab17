// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace rekey::rules {

/// Shannon entropy of the value's bytes, in bits per byte, 0..8; 0 for an empty value.
/// Pure, linear time.
[[nodiscard]] double shannonEntropy(std::string_view value);

} // namespace rekey::rules

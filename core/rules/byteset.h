// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

namespace rekey::rules {

using ByteSet = std::bitset<256>;

/// The sets of bytes that regular expressions have names for, as RE2 reads them: ASCII only.
namespace byteset {

/// `first` to `last`, both included.
[[nodiscard]] ByteSet range(unsigned char first, unsigned char last);
[[nodiscard]] ByteSet single(unsigned char byte);
[[nodiscard]] ByteSet digits();
[[nodiscard]] ByteSet upper();
[[nodiscard]] ByteSet lower();
[[nodiscard]] ByteSet word(); ///< \w
[[nodiscard]] ByteSet perlSpace(); ///< \s
[[nodiscard]] ByteSet anyByte();
/// The set of `[:name:]`; nothing when there is none of that name.
[[nodiscard]] std::optional<ByteSet> posixSet(std::string_view name);
/// Adds the other case of each letter, Latin-1 letters included.
[[nodiscard]] ByteSet folded(const ByteSet &set);

} // namespace byteset

} // namespace rekey::rules

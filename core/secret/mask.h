// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace rekey::secret {

/// How much of a value a mask may show (`ux.md` section 3).
enum class MaskPolicy : unsigned char
{
    Token, ///< known public prefix and the last 4 characters if the value has 20 or more
    PublicIdentifier, ///< an identifier that is public by itself (AWS key id): in full
    Hidden, ///< nothing of the value (private keys, passwords)
};

/// Text that stands for a secret wherever it is shown. Holds at most `publicPrefix` (only when the
/// value starts with it) and the last 4 characters; its length does not depend on the value's.
/// Control characters are escaped. Examples: `ghp_....4f7a`, `........`.
[[nodiscard]] std::string maskOf(std::string_view value, MaskPolicy policy,
                                 std::string_view publicPrefix = {});

} // namespace rekey::secret

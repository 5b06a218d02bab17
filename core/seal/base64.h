// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rekey::seal {

/// Standard alphabet with padding, no line breaks (RFC 4648). Not for values.
[[nodiscard]] std::string base64Of(std::span<const std::byte> bytes);

/// Four characters for 1..3 bytes.
void encodeBase64(std::span<const std::byte> upToThree, std::span<char, 4> out);

/// The same for a value, in locked memory.
[[nodiscard]] secret::SecretBytes encodedBase64(const secret::SecretBytes &bytes);

/// As the proxy decodes: padding is demanded, CR and LF inside are passed over, unused trailing
/// bits may be anything, other characters are errors. Nothing when the text is malformed.
[[nodiscard]] std::optional<secret::SecretBytes> fromBase64(std::string_view text);

/// Without the white space around it, as headers are read.
[[nodiscard]] std::string_view trimmed(std::string_view text);

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <optional>
#include <string>
#include <string_view>

namespace rekey::broker {

/// Everything but RFC 3986's unreserved characters, and those in `kept`, as "%XX".
[[nodiscard]] std::string percentEncoded(std::string_view text, std::string_view kept = {});
/// A path as it is sent and as caveats look at it: bytes that no path may have become "%XX".
[[nodiscard]] std::string escapedPath(std::string_view path);
/// A value of a form (application/x-www-form-urlencoded): blanks become '+'. In locked memory.
[[nodiscard]] secret::SecretBytes formEncoded(std::string_view text);
/// "%XX" undone, all else as it is; nothing when a percent sign has not two digits behind it.
[[nodiscard]] std::optional<std::string> percentDecoded(std::string_view text);
/// How upstreams may understand a path: escapes undone, empty and dot segments resolved, without
/// what stands behind a semicolon and at the end. A block must not be evaded by another spelling.
[[nodiscard]] std::string plainPath(std::string_view path);
/// As percentDecoded(), of a form's value, where '+' is a blank.
[[nodiscard]] std::optional<std::string> formDecoded(std::string_view text);
/// The same for a value that is secret.
[[nodiscard]] std::optional<secret::SecretBytes> formDecodedSecret(std::string_view text);

} // namespace rekey::broker

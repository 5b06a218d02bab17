// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <cstddef>
#include <string>

namespace rekey::secret {

/// Longest line that is read; bytes.
inline constexpr std::size_t kMostLineBytes = 4095;

/// Reads a passphrase or credential straight into locked memory: up to the first line break, which
/// is taken, or the end. Blocks. Errors: Io, TooBig, Cancelled (a Ctrl+C character).
[[nodiscard]] Result<SecretBytes> readSecretLine(int fd);
/// Of a file. Errors also: Io (it cannot be opened).
[[nodiscard]] Result<SecretBytes> readSecretLine(const std::string &path);

} // namespace rekey::secret

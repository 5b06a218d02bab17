// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <QString>

#include <cstdint>

class QMimeData;

namespace rekey::ui {

/// Longer texts are refused: they are scanned as files.
inline constexpr std::uint64_t kPasteLimitBytes = std::uint64_t{50} << 20;

/// Copies the text of the clipboard, or of a drop, to locked memory and wipes the bytes it came in
/// when nobody else holds them. The toolkit and the system's clipboard keep copies of their own
/// that cannot be reached from here. Errors: NotFound (no text), TooBig. GUI thread.
[[nodiscard]] Result<secret::SecretBytes> textOfMime(const QMimeData &mime,
                                                     std::uint64_t limitBytes = kPasteLimitBytes);

/// Reads a file straight into locked memory. Errors: NotFound, Denied, Invalid, TooBig, Io. Any
/// thread.
[[nodiscard]] Result<secret::SecretBytes> textOfFile(const QString &path,
                                                     std::uint64_t limitBytes = kPasteLimitBytes);

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::sources::git {

/// A regular file's bytes; symlinks are followed, as git follows them inside its own folder.
/// Errors: NotFound, Denied, Invalid (no regular file), TooBig, Io.
[[nodiscard]] Result<std::vector<std::byte>> readWholeFile(const std::string &path,
                                                           std::uint64_t limitBytes);

/// The same as text; empty when it cannot be read. For small files of git's own: at most 64 MiB.
[[nodiscard]] std::string readSmallFile(const std::string &path);

/// Without trailing line ends and blanks.
[[nodiscard]] std::string_view trimmedLine(std::string_view text);

[[nodiscard]] bool isFolder(const std::string &path);
[[nodiscard]] bool exists(const std::string &path);

} // namespace rekey::sources::git

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <vector>

namespace rekey::sources {

/// The most that readFileAt reads of one file.
inline constexpr std::size_t kMaxFileAtBytes = std::size_t{64} << 20;

/// The bytes of one file of a repository as a commit has it: `commit` is a full or a short id, or
/// empty for HEAD. No filter, hook or include of the repository runs. Errors: NotFound (no
/// repository, no such commit, no such path), Malformed, TooBig.
[[nodiscard]] Result<std::vector<std::byte>>
readFileAt(const std::string &repository, const std::string &commit, const std::string &path);

} // namespace rekey::sources

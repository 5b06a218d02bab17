// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace rekey {

/// Text with about the mixture of a repository: prose, code, markup, lock files with hashes,
/// base64, identifiers and numbers. The same bytes on every machine. Holds no secrets, only what
/// anchors take for one: it measures how often they are wrong.
[[nodiscard]] std::string ordinaryText(std::size_t bytes);

} // namespace rekey

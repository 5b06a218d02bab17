// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/engine.h"

#include <optional>
#include <span>
#include <string>

namespace rekey::rules {

/// What names a compiled anchor database: SHA-256, in hex, over the patterns in order, the
/// Vectorscan version and this processor's features.
[[nodiscard]] std::string anchorCacheKey(std::span<const Anchor> anchors);

/// The database kept under that key in `folder`; null when there is none, or it is damaged, made by
/// another version or for another processor, or another user could have written it. The caller
/// frees it with hs_free_database.
[[nodiscard]] hs_database_t *loadAnchorCache(const std::string &folder, const std::string &key);

/// Keeps the database: a temporary file (mode 0600), then a rename. Makes the folder (0700) when it
/// is not there. A failure only costs the next start a compile, and is logged.
void storeAnchorCache(const std::string &folder, const std::string &key,
                      const hs_database_t *database);

} // namespace rekey::rules

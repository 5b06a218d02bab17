// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <string>

namespace rekey::store {

/// Writes everything, sealed as it is, into a new SQLite file (0600), which is a store by itself:
/// the same passphrases and members open it. Errors: Invalid (the file is there already), Io.
[[nodiscard]] Result<void> backupTo(Database &database, const std::string &path);

/// "FILE.before-N".
[[nodiscard]] std::string backupPath(const StoreLocation &location, int version);

/// Keeps the state before a migration from `version`: SQLite as `FILE.before-N` (outside any
/// transaction), PostgreSQL as tables in a schema `rekey_before_N` (within one).
[[nodiscard]] Result<void> backupBeforeMigration(Database &database, int version);

} // namespace rekey::store

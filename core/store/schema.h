// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <span>
#include <string>
#include <vector>

namespace rekey::store {

/// One step of the schema, the same for both databases ({int}, {blob}).
struct Migration
{
    int version = 0; ///< after it; ascending from 1
    std::vector<std::string> statements;
};

/// Every step that this program knows.
[[nodiscard]] std::span<const Migration> migrations();

struct SealedColumn
{
    const char *name;
    char letter; ///< of its rows' names, see rowName
};

/// Every table but `meta` and `slot`.
struct Table
{
    const char *name;
    const char *columns; ///< all of them, separated by ", "; the first is the key
    std::vector<SealedColumn> sealed;
};
[[nodiscard]] std::span<const Table> tables();

/// 0 when there is no store yet.
[[nodiscard]] Result<int> schemaVersion(Database &database);

/// Brings the schema up to the last of `steps`, in one transaction. A file is copied to
/// `FILE.before-N` first, in PostgreSQL the tables to a schema `rekey_before_N`, when it held an
/// older one. Errors: Unsupported (made by a newer version of this program), Denied (read-only).
[[nodiscard]] Result<void> migrate(Database &database, std::span<const Migration> steps);

} // namespace rekey::store

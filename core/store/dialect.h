// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

class QSqlError;

namespace rekey::store {

/// What differs between the databases; all else is the same SQL.
enum class Dialect : std::uint8_t
{
    Sqlite,
    Postgres,
};

/// Replaces {int} (64 bits) and {blob} by the dialect's types.
[[nodiscard]] std::string inDialect(Dialect dialect, std::string_view statement);

/// Begins a transaction that writes: nobody else may write until it ends.
[[nodiscard]] const char *beginWriting(Dialect dialect);
/// Begins a transaction that sees one state, whatever others write meanwhile.
[[nodiscard]] const char *beginReading(Dialect dialect);
/// Reads the head row, so that in PostgreSQL other writers wait.
[[nodiscard]] const char *selectHeadForWriting(Dialect dialect);

/// A table `item` (key, value) of what one parameter names as a JSON list, key from 0: thousands of
/// values in one statement, for each parameter that is bound costs more than its row.
[[nodiscard]] const char *tableOfList(Dialect dialect);
/// The bytes that `item.value` has as hexadecimal digits.
[[nodiscard]] const char *bytesOfItem(Dialect dialect);
/// The `item.key`-th piece of a parameter of bytes: a parameter each for the bytes, the size of a
/// piece, and that again.
[[nodiscard]] const char *pieceOfItem(Dialect dialect);

/// A failure in plain words that say what to do. Kinds: Denied (locked by others, read-only, no
/// right), Io (disk full, connection lost), Malformed (damaged).
[[nodiscard]] Error errorOf(Dialect dialect, const QSqlError &error, const std::string &where);

} // namespace rekey::store

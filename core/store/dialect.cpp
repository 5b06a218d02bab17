// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialect.h"

#include <QSqlError>
#include <QString>

namespace rekey::store {

namespace {

void replaceAll(std::string &text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
        text.replace(at, what.size(), with);
}

/// Result codes: sqlite.org/rescode.html; the low byte is the primary one.
Error sqliteError(const QSqlError &error, const std::string &where)
{
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return {ErrorKind::Denied,
                "another program is writing to the store; nothing was kept. Wait until it has "
                "finished or close it, then try again",
                where};
    case 8: // SQLITE_READONLY
        return {ErrorKind::Denied,
                "the store is read-only; nothing was kept. Make the file and its folder writable "
                "or choose another store",
                where};
    case 10: // SQLITE_IOERR
        return {ErrorKind::Io,
                "the disk failed or is full; nothing of this change was kept. Make room or check "
                "the disk, then try again",
                where};
    case 11: // SQLITE_CORRUPT
        return {ErrorKind::Malformed,
                "the store's file is damaged; copy it away and go back to a backup", where};
    case 13: // SQLITE_FULL
        return {ErrorKind::Io,
                "the disk is full; nothing of this change was kept. Make room, then try again",
                where};
    case 14: // SQLITE_CANTOPEN
        return {ErrorKind::Denied,
                "the store's file cannot be opened; check the path and its permissions", where};
    case 26: // SQLITE_NOTADB
        return {ErrorKind::Malformed,
                "is not a store of Rekey; choose another file or go back to a backup", where};
    default:
        return {ErrorKind::Io,
                "the store's file could not be used (" + error.databaseText().toStdString() + ")",
                where};
    }
}

/// SQLSTATE codes: PostgreSQL 17, appendix A.
Error postgresError(const QSqlError &error, const std::string &where)
{
    const std::string code = error.nativeErrorCode().toStdString();
    if (code == "53100") {
        return {ErrorKind::Io,
                "the database's disk is full; nothing of this change was kept. Ask its keeper to "
                "make room, then try again",
                where};
    }
    if (code == "55P03" || code == "40P01" || code == "40001") {
        return {ErrorKind::Denied,
                "somebody else is writing to the team's store; nothing was kept. Try again in a "
                "moment",
                where};
    }
    if (code == "25006" || code == "42501") {
        return {ErrorKind::Denied,
                "this database user may not write to the store; nothing was kept. Ask its keeper "
                "for the right",
                where};
    }
    if (code == "XX001" || code == "XX002")
        return {ErrorKind::Malformed, "the database is damaged; ask its keeper for a backup",
                where};
    if (code.empty() || code.starts_with("08") || code.starts_with("57P")) {
        return {ErrorKind::Io,
                "the team's database cannot be reached; nothing of this change was kept. Check "
                "the network and the server, then try again",
                where};
    }
    return {ErrorKind::Io,
            "the team's database refused (" + error.databaseText().simplified().toStdString() + ")",
            where};
}

} // namespace

std::string inDialect(Dialect dialect, std::string_view statement)
{
    std::string text(statement);
    replaceAll(text, "{int}", dialect == Dialect::Sqlite ? "INTEGER" : "BIGINT");
    replaceAll(text, "{blob}", dialect == Dialect::Sqlite ? "BLOB" : "BYTEA");
    return text;
}

const char *beginWriting(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? "BEGIN IMMEDIATE" : "BEGIN";
}

const char *beginReading(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

const char *selectHeadForWriting(Dialect dialect)
{
    return dialect == Dialect::Sqlite
        ? "SELECT epoch, events, hash, mac, revision, found FROM head"
        : "SELECT epoch, events, hash, mac, revision, found FROM head FOR UPDATE";
}

const char *tableOfList(Dialect dialect)
{
    return dialect == Dialect::Sqlite
        ? "json_each(?) item"
        : "(SELECT one.value, one.place - 1 AS key FROM json_array_elements_text(CAST(? AS JSON)) "
          "WITH ORDINALITY AS one (value, place)) item";
}

const char *bytesOfItem(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? "unhex(item.value)" : "decode(item.value, 'hex')";
}

const char *pieceOfItem(Dialect dialect)
{
    return dialect == Dialect::Sqlite
        ? "substr(?, 1 + item.key * ?, ?)"
        : "substr(CAST(? AS BYTEA), CAST(1 + item.key * CAST(? AS BIGINT) AS INT), CAST(? AS INT))";
}

Error errorOf(Dialect dialect, const QSqlError &error, const std::string &where)
{
    return dialect == Dialect::Sqlite ? sqliteError(error, where) : postgresError(error, where);
}

} // namespace rekey::store

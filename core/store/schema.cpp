// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema.h"

#include "core/store/backup.h"

#include <array>

namespace rekey::store {

namespace {

// Sealed columns hold what Sealer makes; so nothing of a row can be read, searched or swapped in
// the database. What stands open is what the queries need: numbers, keyed ids and versions.
const std::array<Migration, 3> kMigrations
    = {{{
            1,
            {
                "CREATE TABLE meta (name TEXT PRIMARY KEY, value {blob} NOT NULL)",
                "CREATE TABLE slot (number {int} PRIMARY KEY, body {blob} NOT NULL)",
                "CREATE TABLE head (one {int} PRIMARY KEY CHECK (one = 1), epoch {int} NOT NULL, "
                "events {int} NOT NULL, hash {blob} NOT NULL, mac {blob} NOT NULL, "
                "revision {int} NOT NULL, found {int} NOT NULL)",
                "CREATE TABLE source (number {int} PRIMARY KEY, body {blob} NOT NULL, "
                "members {blob} NOT NULL)",
                "CREATE TABLE finding (number {int} PRIMARY KEY, id {blob} NOT NULL UNIQUE, "
                "revision {int} NOT NULL, body {blob} NOT NULL, secrets {blob})",
                "CREATE TABLE record (number {int} PRIMARY KEY, version {int} NOT NULL, "
                "revision {int} NOT NULL, body {blob} NOT NULL)",
                "CREATE INDEX record_revision ON record (revision)",
                "CREATE TABLE event (number {int} PRIMARY KEY, finding {int} NOT NULL, "
                "body {blob} NOT NULL, hash {blob} NOT NULL)",
                "CREATE INDEX event_finding ON event (finding)",
                "CREATE TABLE incident (number {int} PRIMARY KEY, version {int} NOT NULL, "
                "revision {int} NOT NULL, body {blob} NOT NULL)",
                "CREATE TABLE word (number {int} PRIMARY KEY, body {blob} NOT NULL)",
                "CREATE TABLE property (tag {blob} PRIMARY KEY, room {blob} NOT NULL, "
                "body {blob} NOT NULL)",
                "CREATE TABLE inbox (number {int} PRIMARY KEY, body {blob} NOT NULL)",
            },
        },
        {
            2,
            {
                "CREATE TABLE rotation (tag {blob} PRIMARY KEY, run {blob} NOT NULL, body {blob} "
                "NOT NULL)",
                "CREATE INDEX rotation_run ON rotation (run)",
                "CREATE TABLE rotationvalue (tag {blob} PRIMARY KEY, run {blob} NOT NULL, "
                "body {blob} NOT NULL)",
            },
        },
        // An entry of the timeline may be of many findings (kOfMany): unreadable before.
        {3, {}}}};

// A roll that was cut off goes on by the place in this list: new ones go to its end.
const std::array<Table, 11> kTables = {{
    {"source", "number, body, members", {{"body", 'o'}, {"members", 'm'}}},
    {"finding", "number, id, revision, body, secrets", {{"body", 'f'}, {"secrets", 's'}}},
    {"record", "number, version, revision, body", {{"body", 'r'}}},
    {"event", "number, finding, body, hash", {{"body", 'e'}}},
    {"incident", "number, version, revision, body", {{"body", 'i'}}},
    {"word", "number, body", {{"body", 'w'}}},
    {"property", "tag, room, body", {{"body", 'p'}}},
    {"inbox", "number, body", {}},
    {"head", "one, epoch, events, hash, mac, revision, found", {}},
    {"rotation", "tag, run, body", {{"body", 'j'}}},
    {"rotationvalue", "tag, run, body", {{"body", 'v'}}},
}};

Result<void> setVersion(Database &database, int version)
{
    auto query = database.prepare("INSERT INTO meta (name, value) VALUES ('schema', ?) "
                                  "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    if (!query)
        return std::unexpected(query.error());
    return query->bind(QByteArray::number(version)).run();
}

Result<void> apply(Database &database, std::span<const Migration> steps, int version)
{
    for (const Migration &step : steps) {
        if (step.version <= version)
            continue;
        for (const std::string &statement : step.statements) {
            if (auto done = database.run(statement); !done)
                return done;
        }
    }
    return setVersion(database, steps.back().version);
}

/// All steps or none.
Result<void> migrateAtOnce(Database &database, std::span<const Migration> steps)
{
    auto transaction = Transaction::begin(database, Transaction::Mode::Write);
    if (!transaction)
        return std::unexpected(transaction.error());
    // Another program may have done it while this one waited.
    const auto version = schemaVersion(database);
    if (!version)
        return std::unexpected(version.error());
    if (*version >= steps.back().version)
        return {};
    if (database.dialect() == Dialect::Postgres) {
        if (auto made = *version > 0 ? backupBeforeMigration(database, *version)
                                     : database.run("CREATE SCHEMA IF NOT EXISTS rekey");
            !made)
            return made;
    }
    if (auto done = apply(database, steps, *version); !done)
        return done;
    return transaction->commit();
}

Error failedMigration(Error error, const Database &database, int version)
{
    error.detail = "the store could not be brought up to this version of Rekey (" + error.detail
        + "); it is as it was: go on with the version that made it, or put right what is named "
          "here and open it again";
    if (database.location().kind == StoreLocation::Kind::File)
        error.detail += ". A copy from before lies in " + backupPath(database.location(), version);
    error.where = database.location().title();
    return error;
}

} // namespace

std::span<const Migration> migrations()
{
    return kMigrations;
}

std::span<const Table> tables()
{
    return kTables;
}

Result<int> schemaVersion(Database &database)
{
    const auto has = database.hasTable("meta");
    if (!has)
        return std::unexpected(has.error());
    if (!*has)
        return 0;
    auto query = database.prepare("SELECT value FROM meta WHERE name = 'schema'");
    if (!query)
        return std::unexpected(query.error());
    int version = 0;
    auto read = query->each([&](const Statement &row) {
        version = row.bytes(0).toInt();
        return true;
    });
    return read.transform([&] { return version; });
}

Result<void> migrate(Database &database, std::span<const Migration> steps)
{
    const auto version = schemaVersion(database);
    if (!version)
        return std::unexpected(version.error());
    if (*version == steps.back().version)
        return {};
    if (*version > steps.back().version) {
        return fail(ErrorKind::Unsupported,
                    "the store was made by a newer version of Rekey; use that one",
                    database.location().title());
    }
    if (database.isReadOnly()) {
        return fail(ErrorKind::Denied,
                    "the store is of an older version and read-only; open it once writable",
                    database.location().title());
    }
    if (*version > 0 && database.dialect() == Dialect::Sqlite) {
        if (auto kept = backupBeforeMigration(database, *version); !kept)
            return kept;
    }
    auto migrated = migrateAtOnce(database, steps);
    if (!migrated && *version > 0)
        return std::unexpected(failedMigration(migrated.error(), database, *version));
    return migrated;
}

} // namespace rekey::store

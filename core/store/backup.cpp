// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"

#include "core/store/schema.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

namespace rekey::store {

namespace {

Result<void> makeEmptyFile(const std::string &path)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                            S_IRUSR | S_IWUSR);
    if (file < 0) {
        return fail(errno == EEXIST ? ErrorKind::Invalid : ErrorKind::Io,
                    errno == EEXIST ? std::string("is there already; name a new file")
                                    : std::string("cannot be written (") + std::strerror(errno)
                            + "); choose another place",
                    path);
    }
    ::close(file);
    return {};
}

/// The file and its name in the folder are on the disk.
Result<void> flushToDisk(const std::string &path)
{
    std::error_code code;
    const std::string folder = std::filesystem::absolute(path, code).parent_path().string();
    for (const std::string &name : {path, folder}) {
        const int file = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
        const bool isFlushed = file >= 0 && ::fsync(file) == 0;
        if (file >= 0)
            ::close(file);
        if (!isFlushed)
            return fail(ErrorKind::Io, "the backup could not be brought to the disk; make room",
                        path);
    }
    return {};
}

Result<void> vacuumInto(Database &database, const std::string &path)
{
    auto query = database.prepare("VACUUM INTO ?");
    if (!query)
        return std::unexpected(query.error());
    return query->bindText(path).run();
}

Result<void> copyTable(Database &from, Database &to, const std::string &name,
                       const std::string &columns)
{
    const int count = 1 + static_cast<int>(std::ranges::count(columns, ','));
    auto query = from.prepare("SELECT " + columns + " FROM " + name);
    if (!query)
        return std::unexpected(query.error());
    BulkInsert insert(to, name + " (" + columns + ')', count);
    Result<void> written;
    auto read = query->each([&](const Statement &row) {
        for (int column = 0; column < count && written; ++column)
            written = insert.add(row.value(column));
        return written.has_value();
    });
    if (!read)
        return read;
    return written ? insert.flush() : written;
}

Result<void> copyTables(Database &from, Database &to)
{
    // One state of everything, whatever others write meanwhile.
    auto reading = Transaction::begin(from, Transaction::Mode::Read);
    if (!reading)
        return std::unexpected(reading.error());
    auto writing = Transaction::begin(to, Transaction::Mode::Write);
    if (!writing)
        return std::unexpected(writing.error());
    if (auto cleared = to.run("DELETE FROM meta"); !cleared)
        return cleared;
    if (auto copied = copyTable(from, to, "meta", "name, value"); !copied)
        return copied;
    if (auto copied = copyTable(from, to, "slot", "number, body"); !copied)
        return copied;
    for (const Table &table : tables()) {
        if (auto copied = copyTable(from, to, table.name, table.columns); !copied)
            return copied;
    }
    return writing->commit();
}

Result<void> copyInto(Database &database, const std::string &path)
{
    auto target = Database::open(StoreLocation::file(path), {}, true);
    if (!target)
        return std::unexpected(target.error());
    if (auto made = migrate(**target, migrations()); !made)
        return made;
    if (auto copied = copyTables(database, **target); !copied)
        return copied;
    // One file, without a log beside it.
    return (*target)->run("PRAGMA journal_mode = DELETE");
}

} // namespace

Result<void> backupTo(Database &database, const std::string &path)
{
    if (auto made = makeEmptyFile(path); !made)
        return made;
    auto kept = database.dialect() == Dialect::Sqlite ? vacuumInto(database, path)
                                                      : copyInto(database, path);
    if (kept)
        kept = flushToDisk(path);
    if (!kept)
        ::unlink(path.c_str());
    return kept;
}

std::string backupPath(const StoreLocation &location, int version)
{
    return location.path + ".before-" + std::to_string(version);
}

Result<void> backupBeforeMigration(Database &database, int version)
{
    if (database.location().kind == StoreLocation::Kind::Memory)
        return {};
    if (database.dialect() == Dialect::Sqlite) {
        const std::string path = backupPath(database.location(), version);
        // Left by a migration that was cut off: the state is the same.
        ::unlink(path.c_str());
        return backupTo(database, path);
    }
    const std::string schema = "rekey_before_" + std::to_string(version);
    if (auto made = database.run("CREATE SCHEMA " + schema); !made)
        return made;
    std::vector<std::string> names = {"meta", "slot"};
    for (const Table &table : tables())
        names.emplace_back(table.name);
    for (const std::string &name : names) {
        const auto isThere = database.hasTable(name.c_str()); // an older store has fewer
        if (!isThere)
            return std::unexpected(isThere.error());
        if (!*isThere)
            continue;
        if (auto copied = database.run("CREATE TABLE " + schema + '.' + name + " AS TABLE " + name);
            !copied)
            return copied;
    }
    return {};
}

} // namespace rekey::store

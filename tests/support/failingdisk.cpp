// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/failingdisk.h"

#include <sqlite3.h>

#include <array>

namespace rekey::test {

namespace {

sqlite3_vfs g_disk; // NOLINT: SQLite's interface has no room for state
sqlite3_vfs *g_real = nullptr;

/// SQLite has one table of functions for the database and another for its log.
struct Methods
{
    sqlite3_io_methods failing;
    const sqlite3_io_methods *real = nullptr;
};
std::array<Methods, 8> g_methods; // NOLINT: never moved
int g_left = -1;
bool g_hasFailed = false;

bool isFull()
{
    if (g_left < 0)
        return false;
    if (g_left == 0) {
        g_hasFailed = true;
        return true;
    }
    --g_left;
    return false;
}

const sqlite3_io_methods *realOf(const sqlite3_file *file)
{
    for (const Methods &methods : g_methods) {
        if (file->pMethods == &methods.failing)
            return methods.real;
    }
    return file->pMethods;
}

int write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    return isFull() ? SQLITE_FULL : realOf(file)->xWrite(file, bytes, count, at);
}

int sync(sqlite3_file *file, int flags)
{
    return isFull() ? SQLITE_IOERR_FSYNC : realOf(file)->xSync(file, flags);
}

int open(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    const int status = g_real->xOpen(g_real, name, file, flags, outFlags);
    if (status != SQLITE_OK || file->pMethods == nullptr)
        return status;
    for (Methods &methods : g_methods) {
        if (methods.real == nullptr) {
            methods.real = file->pMethods;
            methods.failing = *file->pMethods;
            methods.failing.xWrite = write;
            methods.failing.xSync = sync;
        }
        if (methods.real == file->pMethods) {
            file->pMethods = &methods.failing;
            break;
        }
    }
    return status;
}

} // namespace

void FailingDisk::install()
{
    if (g_real != nullptr)
        return;
    g_real = sqlite3_vfs_find(nullptr);
    g_disk = *g_real;
    g_disk.zName = "failing";
    g_disk.xOpen = open;
    sqlite3_vfs_register(&g_disk, 1);
}

void FailingDisk::failAfter(int writes)
{
    g_left = writes;
    g_hasFailed = false;
}

bool FailingDisk::hasFailed()
{
    return g_hasFailed;
}

} // namespace rekey::test

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::store {

/// Where a store is.
struct StoreLocation
{
    enum class Kind : std::uint8_t
    {
        Memory, ///< gone with the Store
        File, ///< SQLite
        Server, ///< PostgreSQL
    };

    Kind kind = Kind::Memory;
    std::string path; ///< File: absolute or relative, bytes
    std::string
        host; ///< Server: name, address or the folder of a socket; empty: libpq's own choice
    int port = 0; ///< 0: the default
    std::string database;
    std::string user; ///< empty: libpq's own choice
    std::vector<std::string> options; ///< "sslmode=verify-full" ...

    /// ":memory:", a path, or `postgresql://[USER@]HOST[:PORT]/DATABASE[?OPTION=VALUE&...]` with
    /// the options host (folder of a socket), sslmode, sslrootcert and connect_timeout. A password
    /// in it is refused: others could read it in the process list; PostgreSQL's own password file
    /// is used. Errors: Invalid.
    [[nodiscard]] static Result<StoreLocation> parse(std::string_view text);
    [[nodiscard]] static StoreLocation memory() { return {}; }
    [[nodiscard]] static StoreLocation file(std::string path);
    /// `store.db` in the user's data folder; empty path when there is no such folder.
    [[nodiscard]] static StoreLocation usual();

    /// For people: "memory", the path, or "DATABASE on HOST". Not escaped.
    [[nodiscard]] std::string title() const;
};

} // namespace rekey::store

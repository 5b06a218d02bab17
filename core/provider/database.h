// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/address.h"
#include "core/provider/catalog.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::provider {

/// Where a database listens and who wants in.
struct DatabaseTarget
{
    DatabaseKind kind = DatabaseKind::PostgreSql;
    std::string host; ///< small letters, an IPv6 address without brackets
    std::uint16_t port = 0; ///< 0: the usual one
    std::string user;
    std::string database; ///< empty: the server's choice
    bool isTls = false; ///< Redis and RabbitMQ; the others ask for it themselves

    /// HOST:PORT, for lane and consent.
    [[nodiscard]] std::string authority() const;
};

struct DatabaseSettings
{
    std::int64_t timeoutMs = 20'000; ///< for each login and each statement
    std::vector<AllowRule> allowed; ///< hosts that may have an address which is not public
    std::string authorities; ///< PEM file of trusted certificates; empty: the system's
};

/// What a server said to a password.
struct LoginAnswer
{
    Says says = Says::Unknown;
    bool isCertain = true; ///< false: Dead can be a password that is only switched off, even one
                           ///< that was let in before; `reason` tells
    std::string code; ///< the server's: SQLSTATE, error number, "WRONGPASS"
    std::string reason; ///< one sentence; never empty for Unknown
    std::string address; ///< that was dialled
    std::int64_t durationMs = 0;
};

/// How far a right of an account reaches.
enum class Reach : std::uint8_t
{
    Reads,
    Changes,
    GainsMore, ///< can give itself or others more
    Rules, ///< may do everything
};

struct DatabaseAccess
{
    struct Right
    {
        std::string name;
        Reach reach = Reach::Changes;
        friend bool operator==(const Right &, const Right &) = default;
    };
    std::string identity; ///< as the server calls the account
    std::string server; ///< "PostgreSQL 17.2"
    std::int64_t expiresAt = 0; ///< seconds since 1970 UTC; 0: never, or not told
    std::vector<Right> rights;
    std::vector<std::string> resources; ///< at most 100
    std::vector<std::string> unseen; ///< what could not be seen, one sentence each
};

/// One way into an account: an account of its own (PostgreSQL, MySQL) or one of its passwords
/// (Redis: "#" and the SHA-256 in hexadecimal, as ACL SETUSER takes it).
struct DatabaseKey
{
    std::string id;
    bool isActive = true;
    friend bool operator==(const DatabaseKey &, const DatabaseKey &) = default;
};

/// An account that was let in, and what it may do to itself and others. Blocks; one thread at a
/// time. Errors of all: Denied (the server forbids it; its code in `where`), Unsupported (this kind
/// of server cannot), Io, Cancelled. Names of accounts are escaped here; a password never stands in
/// a statement as it is where the server takes a hash.
class DatabaseSession
{
public:
    virtual ~DatabaseSession() = default;
    DatabaseSession() = default;
    DatabaseSession(const DatabaseSession &) = delete;
    DatabaseSession &operator=(const DatabaseSession &) = delete;

    [[nodiscard]] virtual Result<DatabaseAccess> access() = 0;
    /// The account itself and those that addKey made for it.
    [[nodiscard]] virtual Result<std::vector<DatabaseKey>> keys(const std::string &account) = 0;
    /// A second way in, beside the first: with the rights of `account`, under `name` where it has
    /// to be an account of its own. Gives its id. The same name twice is an error.
    [[nodiscard]] virtual Result<std::string>
    addKey(const std::string &account, const std::string &name, const secret::SecretBytes &password)
        = 0;
    [[nodiscard]] virtual Result<void> setActive(const std::string &account, const std::string &id,
                                                 bool isActive)
        = 0;
    /// One that is gone already is a success.
    [[nodiscard]] virtual Result<void> removeKey(const std::string &account, const std::string &id)
        = 0;
    /// The old password is refused from now on; sessions that are open live on.
    [[nodiscard]] virtual Result<void> changePassword(const std::string &account,
                                                      const secret::SecretBytes &password)
        = 0;
    [[nodiscard]] virtual Result<void> endSessions(const std::string &account) = 0;
};

struct DatabaseLogin
{
    LoginAnswer answer;
    std::unique_ptr<DatabaseSession> session; ///< null unless it was let in; RabbitMQ gives none
};

/// Tries one password once, and asks nothing else. Every address of the host is checked (see
/// dialable), and so is the one that was dialled, before anything is sent to it. Beyond loopback
/// only over TLS with a certificate for the host's name. Errors: Denied (the address is not to be
/// dialled), Unsupported (Redis or RabbitMQ without TLS beyond loopback), Cancelled. Whatever a
/// server or the network does otherwise is an answer. Sources of the codes: PostgreSQL docs,
/// appendix A; MariaDB docs, error codes; MySQL 8.4 server error reference; Redis docs, ACL and
/// AUTH.
[[nodiscard]] Result<DatabaseLogin> logIn(const DatabaseTarget &target,
                                          const secret::SecretBytes &password,
                                          const DatabaseSettings &settings, std::stop_token stop);

} // namespace rekey::provider

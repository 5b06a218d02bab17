// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/database.h"

#include <QDeadlineTimer>
#include <QHostAddress>

namespace rekey::provider {

/// What the kinds of database share while they log in.
struct DatabaseDial
{
    const DatabaseTarget &target;
    const DatabaseSettings &settings;
    QHostAddress address; ///< the checked one
    std::uint16_t port = 0;
    std::stop_token stop;
};

/// How long a wait may last, and what ends it early.
class Patience
{
public:
    Patience(std::int64_t timeoutMs, std::stop_token stop)
        : m_deadline(timeoutMs)
        , m_stop(std::move(stop))
    {
    }

    /// Waits until a socket can be read or written. Errors: Io (too late), Cancelled.
    [[nodiscard]] Result<void> forSocket(int socket, bool toRead, bool toWrite) const;
    /// Errors: as above, when one of them is so.
    [[nodiscard]] Result<void> check() const;

private:
    QDeadlineTimer m_deadline;
    std::stop_token m_stop;
};

/// Whom a socket is connected to. Errors: Io (nobody yet).
[[nodiscard]] Result<QHostAddress> peerOf(int socket);

/// An answer that says nothing of the password.
[[nodiscard]] LoginAnswer unclear(std::string reason, std::string code = {});

/// With a zero byte at its end, as C libraries want it.
[[nodiscard]] secret::SecretBytes terminated(std::string_view text);

[[nodiscard]] Result<DatabaseLogin> logInToPostgres(const DatabaseDial &dial,
                                                    const secret::SecretBytes &password);
[[nodiscard]] Result<DatabaseLogin> logInToMySql(const DatabaseDial &dial,
                                                 const secret::SecretBytes &password);
[[nodiscard]] Result<DatabaseLogin> logInToRedis(const DatabaseDial &dial,
                                                 const secret::SecretBytes &password);

[[nodiscard]] Result<DatabaseLogin> logInToRabbitMq(const DatabaseDial &dial,
                                                    const secret::SecretBytes &password);

} // namespace rekey::provider

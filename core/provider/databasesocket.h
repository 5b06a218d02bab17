// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/databaseopen.h"

#include <QByteArray>
#include <QSslSocket>

#include <functional>
#include <string_view>

namespace rekey::provider {

/// A connection for protocols that no library here speaks: to the checked address, over TLS where
/// the target says so, and never without it beyond loopback. Blocks; stoppable. All waits together
/// last no longer than the timeout, from the start or since restartClock(), however slowly a server
/// drips.
class DatabaseSocket
{
public:
    DatabaseSocket(std::int64_t timeoutMs, std::stop_token stop);

    /// Errors: Unsupported (no TLS beyond loopback), Io, Cancelled.
    [[nodiscard]] Result<void> open(const DatabaseDial &dial);
    /// Before the next command of a session: its time begins now.
    void restartClock();
    /// The socket's own copy of what it sends is out of reach and not wiped.
    void write(std::string_view bytes);
    /// Adds what comes next. Errors: Io (late or closed), TooBig (more than a megabyte), Cancelled.
    [[nodiscard]] Result<void> readMore(QByteArray &bytes);

private:
    [[nodiscard]] Result<void> connectTo(const DatabaseDial &dial);
    [[nodiscard]] Result<void> wait(const std::function<bool(int)> &ready);

    QSslSocket m_socket;
    std::int64_t m_timeoutMs;
    std::stop_token m_stop;
    Patience m_patience;
};

} // namespace rekey::provider

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/databaseopen.h"
#include "core/provider/requesttext.h"

#include <QElapsedTimer>

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

namespace rekey::provider {

namespace {

std::uint16_t portOf(const DatabaseTarget &target)
{
    if (target.port != 0)
        return target.port;
    switch (target.kind) {
    case DatabaseKind::PostgreSql:
        return 5432;
    case DatabaseKind::MySql:
        return 3306;
    case DatabaseKind::Redis:
        return 6379;
    case DatabaseKind::RabbitMq:
        break;
    }
    return target.isTls ? 5671 : 5672;
}

Result<DatabaseLogin> dispatch(const DatabaseDial &dial, const secret::SecretBytes &password)
{
    switch (dial.target.kind) {
    case DatabaseKind::PostgreSql:
        return logInToPostgres(dial, password);
    case DatabaseKind::MySql:
        return logInToMySql(dial, password);
    case DatabaseKind::Redis:
        return logInToRedis(dial, password);
    case DatabaseKind::RabbitMq:
        break;
    }
    return logInToRabbitMq(dial, password);
}

} // namespace

std::string DatabaseTarget::authority() const
{
    const std::string name = host.contains(':') ? "[" + host + "]" : host;
    return name + ":" + std::to_string(portOf(*this));
}

Result<void> Patience::check() const
{
    if (m_stop.stop_requested())
        return fail(ErrorKind::Cancelled, "The request was stopped.");
    if (m_deadline.hasExpired())
        return fail(ErrorKind::Io, "The server did not answer in time.");
    return {};
}

Result<void> Patience::forSocket(int socket, bool toRead, bool toWrite) const
{
    constexpr int kStopCheckMs = 50;
    pollfd watched{socket, 0, 0};
    watched.events = static_cast<short>((toRead ? POLLIN : 0) | (toWrite ? POLLOUT : 0));
    while (true) {
        if (Result<void> may = check(); !may)
            return may;
        if (::poll(&watched, 1, kStopCheckMs) > 0)
            return {};
    }
}

Result<QHostAddress> peerOf(int socket)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (::getpeername(socket, generic, &size) != 0)
        return fail(ErrorKind::Io, "The socket is not connected.");
    return QHostAddress(generic);
}

LoginAnswer unclear(std::string reason, std::string code)
{
    LoginAnswer answer;
    answer.reason = std::move(reason);
    answer.code = std::move(code);
    return answer;
}

secret::SecretBytes terminated(std::string_view text)
{
    return joined({text, std::string_view("\0", 1)});
}

Result<DatabaseLogin> logIn(const DatabaseTarget &target, const secret::SecretBytes &password,
                            const DatabaseSettings &settings, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorKind::Cancelled, "The request was stopped.");
    if (password.view().contains('\0') || target.user.contains('\0') || target.host.contains('\0')
        || target.database.contains('\0'))
        return fail(ErrorKind::Invalid, "A name or password with a zero byte cannot be sent.");
    const Result<QHostAddress> address = dialable(target.host, settings.allowed);
    if (!address)
        return std::unexpected(address.error());
    QElapsedTimer clock;
    clock.start();
    Result<DatabaseLogin> login
        = dispatch({target, settings, *address, portOf(target), std::move(stop)}, password);
    if (login) {
        login->answer.durationMs = clock.elapsed();
        login->answer.address = address->toString().toStdString();
    }
    return login;
}

} // namespace rekey::provider

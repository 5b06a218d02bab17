// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/databasesocket.h"

#include <QNetworkProxy>
#include <QSslConfiguration>

namespace rekey::provider {

DatabaseSocket::DatabaseSocket(std::int64_t timeoutMs, std::stop_token stop)
    : m_timeoutMs(timeoutMs)
    , m_stop(std::move(stop))
{
}

Result<void> DatabaseSocket::open(const DatabaseDial &dial)
{
    if (!dial.target.isTls && !dial.address.isLoopback())
        return fail(ErrorKind::Unsupported,
                    "Without TLS the password would be seen on its way; use the address with TLS.");
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!dial.settings.authorities.empty())
        tls.addCaCertificates(QString::fromStdString(dial.settings.authorities));
    m_socket.setSslConfiguration(tls);
    m_socket.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    const QString address = dial.address.toString();
    if (dial.target.isTls)
        m_socket.connectToHostEncrypted(address, dial.port,
                                        QString::fromStdString(dial.target.host));
    else
        m_socket.connectToHost(address, dial.port);
    return wait([&](int ms) {
        return dial.target.isTls ? m_socket.waitForEncrypted(ms) : m_socket.waitForConnected(ms);
    });
}

void DatabaseSocket::write(std::string_view bytes)
{
    m_socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_socket.flush();
}

Result<void> DatabaseSocket::readMore(QByteArray &bytes)
{
    constexpr qsizetype kMostBytes = 1024 * 1024;
    const auto ready
        = [this](int ms) { return m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(ms); };
    if (Result<void> more = wait(ready); !more)
        return more;
    bytes += m_socket.readAll();
    if (bytes.size() > kMostBytes)
        return fail(ErrorKind::TooBig, "The server's answer is longer than any should be.");
    return {};
}

Result<void> DatabaseSocket::wait(const std::function<bool(int)> &ready)
{
    constexpr int kStopCheckMs = 50;
    const Patience patience(m_timeoutMs, m_stop);
    while (!ready(kStopCheckMs)) {
        if (Result<void> may = patience.check(); !may)
            return may;
        if (m_socket.error() == QAbstractSocket::SslHandshakeFailedError)
            return fail(ErrorKind::Io, "The server's certificate or TLS is not acceptable.");
        if (m_socket.state() == QAbstractSocket::UnconnectedState)
            return fail(ErrorKind::Io, "The connection failed.");
    }
    return {};
}

} // namespace rekey::provider

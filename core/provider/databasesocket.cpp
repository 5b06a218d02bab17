// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/databasesocket.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QtEndian>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace rekey::provider {

namespace {

/// A file descriptor that is closed unless somebody took it.
class Descriptor
{
public:
    explicit Descriptor(int value)
        : m_value(value)
    {
    }
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] int get() const { return m_value; }
    [[nodiscard]] int take() { return std::exchange(m_value, -1); }

private:
    int m_value;
};

/// How the system writes an address, and how long that is.
socklen_t systemAddress(const QHostAddress &address, std::uint16_t port, sockaddr_storage &out)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in four{};
        four.sin_family = AF_INET;
        four.sin_port = qToBigEndian(port);
        four.sin_addr.s_addr = qToBigEndian(address.toIPv4Address());
        std::memcpy(&out, &four, sizeof four);
        return sizeof four;
    }
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    six.sin6_port = qToBigEndian(port);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    std::memcpy(&six.sin6_addr, &bytes, sizeof six.sin6_addr);
    six.sin6_scope_id = address.scopeId().toUInt();
    std::memcpy(&out, &six, sizeof six);
    return sizeof six;
}

} // namespace

DatabaseSocket::DatabaseSocket(std::int64_t timeoutMs, std::stop_token stop)
    : m_timeoutMs(timeoutMs)
    , m_stop(std::move(stop))
    , m_patience(m_timeoutMs, m_stop)
{
}

void DatabaseSocket::restartClock()
{
    m_patience = Patience(m_timeoutMs, m_stop);
}

/// Not by Qt's own connecting: its waitForConnected gives a connection up whenever one wait is
/// over, so it cannot be waited for in steps that look at the stop token.
Result<void> DatabaseSocket::connectTo(const DatabaseDial &dial)
{
    const std::unexpected<Error> failed = fail(ErrorKind::Io, "The connection failed.");
    sockaddr_storage address{};
    const socklen_t size = systemAddress(dial.address, dial.port, address);
    Descriptor socket(::socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.get() < 0)
        return failed;
    const auto *generic = reinterpret_cast<const sockaddr *>(&address);
    if (::connect(socket.get(), generic, size) != 0) {
        if (errno != EINPROGRESS)
            return failed;
        if (Result<void> ready = m_patience.forSocket(socket.get(), false, true); !ready)
            return ready;
        int error = 0;
        socklen_t room = sizeof error;
        if (::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &room) != 0 || error != 0)
            return failed;
    }
    if (!m_socket.setSocketDescriptor(socket.get()))
        return failed;
    static_cast<void>(socket.take()); // the socket closes it
    return {};
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
    if (Result<void> connected = connectTo(dial); !connected || !dial.target.isTls)
        return connected;
    m_socket.setPeerVerifyName(QString::fromStdString(dial.target.host));
    m_socket.startClientEncryption();
    return wait([this](int ms) { return m_socket.isEncrypted() || m_socket.waitForEncrypted(ms); });
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
    while (true) {
        // First, so that a server which always has some bytes more is late as well.
        if (Result<void> may = m_patience.check(); !may)
            return may;
        if (ready(kStopCheckMs))
            return {};
        if (m_socket.error() == QAbstractSocket::SslHandshakeFailedError)
            return fail(ErrorKind::Io, "The server's certificate or TLS is not acceptable.");
        if (m_socket.state() == QAbstractSocket::UnconnectedState)
            return fail(ErrorKind::Io, "The connection failed.");
    }
}

} // namespace rekey::provider

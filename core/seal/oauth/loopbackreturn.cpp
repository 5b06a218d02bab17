// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/loopbackreturn.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <format>
#include <utility>

namespace rekey::seal {

namespace {

constexpr int kIdleMs = 10'000; ///< for one browser's request, and for it to take the answer

std::unexpected<Error> taken(std::uint16_t port)
{
    return fail(ErrorKind::Io,
                port == 0
                    ? std::string("this machine has no free port on 127.0.0.1")
                    : std::format("port {} is in use by another program; close that, or choose "
                                  "another port",
                                  port));
}

} // namespace

struct LoopbackReturn::Server
{
    QTcpServer listener;
    QTimer wait;
    std::string path;
    Taker taker;
    std::function<void()> timedOut;
    int connections = 0;
    std::uint16_t port = 0;

    Server()
    {
        wait.setSingleShot(true);
        QObject::connect(&wait, &QTimer::timeout, &listener, [this] {
            listener.close();
            timedOut();
        });
        QObject::connect(&listener, &QTcpServer::newConnection, &listener, [this] { accept(); });
    }

    void accept()
    {
        while (QTcpSocket *socket = listener.nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            if (connections == kMostConnections) {
                socket->abort();
                continue;
            }
            ++connections;
            QObject::connect(socket, &QObject::destroyed, &listener, [this] { --connections; });
            QTimer::singleShot(kIdleMs, socket, [socket] { socket->abort(); });
            QObject::connect(socket, &QTcpSocket::readyRead, socket,
                             [this, socket] { read(*socket); });
            read(*socket);
        }
    }

    /// Reads nothing out of the socket until the whole head is there.
    void read(QTcpSocket &socket)
    {
        const auto most = static_cast<qint64>(kMostRedirectBytes);
        secret::SecretBytes head(kMostRedirectBytes + 1);
        const qint64 size = socket.peek(reinterpret_cast<char *>(head.bytes().data()), most + 1);
        const std::string_view text
            = std::as_const(head).view().substr(0, size < 0 ? 0 : static_cast<std::size_t>(size));
        if (size <= most && !isRedirectWhole(text))
            return;
        socket.disconnect(&socket, &QTcpSocket::readyRead, nullptr, nullptr);
        answer(socket, parseRedirect(text, port, path));
    }

    void answer(QTcpSocket &socket, Result<RedirectQuery> query)
    {
        RedirectPage page = RedirectPage::Refused;
        // A page of a strange site or a port scanner is nobody's news.
        const bool isForUs = query || query.error().kind == ErrorKind::Malformed;
        const bool isOpen = listener.isListening();
        bool isTaken = false;
        if (!isForUs)
            page = redirectPageFor(query.error());
        else if (isOpen)
            isTaken = taker(std::move(query));
        if (isTaken) {
            page = RedirectPage::Taken;
            wait.stop();
            listener.close();
        }
        socket.readAll();
        socket.write(QByteArray::fromStdString(redirectAnswer(page)));
        socket.flush(); // whoever took it may be done with the event loop
        socket.disconnectFromHost();
    }
};

LoopbackReturn::LoopbackReturn() = default;

LoopbackReturn::~LoopbackReturn() = default;

Result<std::uint16_t> LoopbackReturn::listen(std::uint16_t port, std::string path, Taker taker,
                                             std::function<void()> timedOut, std::int64_t waitMs)
{
    m_server = std::make_unique<Server>();
    m_server->path = std::move(path);
    m_server->taker = std::move(taker);
    m_server->timedOut = std::move(timedOut);
    if (!m_server->listener.listen(QHostAddress::LocalHost, port))
        return rekey::seal::taken(port);
    m_server->port = m_server->listener.serverPort();
    m_server->wait.start(std::chrono::milliseconds(waitMs));
    return m_server->port;
}

void LoopbackReturn::close()
{
    if (!m_server)
        return;
    m_server->wait.stop();
    m_server->listener.close();
}

bool LoopbackReturn::isListening() const
{
    return m_server && m_server->listener.isListening();
}

std::uint16_t LoopbackReturn::port() const
{
    return isListening() ? m_server->port : 0;
}

std::string returnUrl(std::string_view host, std::uint16_t port)
{
    return std::format("http://{}:{}{}", host, port, kReturnPath);
}

Result<std::uint16_t> freeLoopbackPort()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHost, 0))
        return taken(0);
    return probe.serverPort();
}

} // namespace rekey::seal

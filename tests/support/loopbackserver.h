// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rekey::test {

/// A small HTTP/1.1 server on 127.0.0.1 for tests: one request for each connection, answered by a
/// function, all requests kept. Runs in the event loop of the thread that made it, which is the
/// one that a NetworkTransport waits in.
class LoopbackServer
{
public:
    struct Seen
    {
        std::string method;
        std::string target;
        std::map<std::string, std::string> headers; ///< names in small letters
        std::string body;

        [[nodiscard]] std::string header(const std::string &name) const
        {
            const auto found = headers.find(name);
            return found == headers.end() ? std::string() : found->second;
        }
    };

    struct Reply
    {
        int status = 200;
        std::string body;
        std::string type = "application/json";
        std::vector<std::pair<std::string, std::string>> headers;
        bool isSilent = false; ///< never answers
        bool isCut = false; ///< closes in the middle of the body
    };

    using Handler = std::function<Reply(const Seen &)>;

    /// With a certificate it speaks TLS.
    explicit LoopbackServer(Handler handler, std::optional<QSslConfiguration> tls = std::nullopt)
        : m_handler(std::move(handler))
    {
        if (tls) {
            auto server = std::make_unique<QSslServer>();
            server->setSslConfiguration(*tls);
            m_server = std::move(server);
        } else {
            m_server = std::make_unique<QTcpServer>();
        }
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(),
                         [this] { accept(); });
        m_server->listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] std::uint16_t port() const { return m_server->serverPort(); }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port()); }
    [[nodiscard]] const std::vector<Seen> &seen() const { return m_seen; }
    /// Connections, with those on which no request came.
    [[nodiscard]] int connections() const { return m_connections; }
    void clear() { m_seen.clear(); }
    void setHandler(Handler handler) { m_handler = std::move(handler); }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++m_connections;
            auto buffer = std::make_shared<QByteArray>();
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            const auto look = [this, socket, buffer] {
                buffer->append(socket->readAll());
                serve(*socket, *buffer);
            };
            QObject::connect(socket, &QTcpSocket::readyRead, socket, look);
            look();
        }
    }

    void serve(QTcpSocket &socket, QByteArray &buffer)
    {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Seen seen;
        const QList<QByteArray> lines = buffer.left(end).split('\n');
        const QList<QByteArray> words = lines.first().trimmed().split(' ');
        seen.method = words.value(0).toStdString();
        seen.target = words.value(1).toStdString();
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            seen.headers[line.left(colon).trimmed().toLower().toStdString()]
                = line.mid(colon + 1).trimmed().toStdString();
        }
        const qsizetype length
            = QByteArray::fromStdString(seen.header("content-length")).toLongLong();
        if (buffer.size() < end + 4 + length)
            return;
        seen.body = buffer.mid(end + 4, length).toStdString();
        buffer.clear();
        m_seen.push_back(seen);
        answer(socket, m_handler(seen));
    }

    static void answer(QTcpSocket &socket, const Reply &reply)
    {
        if (reply.isSilent)
            return;
        QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status)
            + " Answer\r\nContent-Type: " + QByteArray::fromStdString(reply.type)
            + "\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(
                              static_cast<qlonglong>(reply.body.size() + (reply.isCut ? 100 : 0)))
            + "\r\n";
        for (const auto &[name, value] : reply.headers)
            head += QByteArray::fromStdString(name + ": " + value + "\r\n");
        socket.write(head + "\r\n" + QByteArray::fromStdString(reply.body));
        socket.disconnectFromHost();
    }

    Handler m_handler;
    std::unique_ptr<QTcpServer> m_server;
    std::vector<Seen> m_seen;
    int m_connections = 0;
};

} // namespace rekey::test

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QPointer>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace rekey::test {

/// A certificate that is its own authority, for localhost and 127.0.0.1 unless told otherwise.
class OwnCertificate
{
public:
    explicit OwnCertificate(const QString &names = QStringLiteral("DNS:localhost,IP:127.0.0.1"))
    {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                       QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                       QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                       QStringLiteral("-keyout"), m_folder.filePath(QStringLiteral("key.pem")),
                       QStringLiteral("-out"), file(), QStringLiteral("-days"), QStringLiteral("2"),
                       QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                       QStringLiteral("-addext"), QStringLiteral("subjectAltName=") + names});
        openssl.waitForFinished();
    }

    /// PEM, for those who are to trust it.
    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("cert.pem")); }

    [[nodiscard]] QSslConfiguration configuration() const
    {
        QFile key(m_folder.filePath(QStringLiteral("key.pem")));
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        if (key.open(QIODevice::ReadOnly)) {
            tls.setLocalCertificate(QSslCertificate::fromPath(file()).value(0));
            tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
        }
        return tls;
    }

private:
    QTemporaryDir m_folder;
};

/// An upstream on 127.0.0.1 that speaks TLS and keeps its connections: every whole request is kept
/// as it came and answered with the bytes that a function gives. Runs in the event loop of its
/// thread.
class TlsUpstream
{
public:
    /// Empty bytes: it closes the connection. Called with the request.
    using Handler = std::function<QByteArray(const QByteArray &)>;

    /// On any free port, or on that one.
    explicit TlsUpstream(const OwnCertificate &certificate, quint16 port = 0)
    {
        m_server.setSslConfiguration(certificate.configuration());
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server,
                         [this] { accept(); });
        m_server.listen(QHostAddress::LocalHost, port);
    }

    /// No when somebody else has the port, or the system keeps it.
    [[nodiscard]] bool isListening() const { return m_server.isListening(); }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QByteArray host() const { return "127.0.0.1:" + QByteArray::number(port()); }
    [[nodiscard]] const QList<QByteArray> &seen() const { return m_seen; }
    /// Bytes of requests, whole or not.
    [[nodiscard]] qsizetype received() const { return m_received; }
    [[nodiscard]] int connections() const { return m_connections; }
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    void closeConnections()
    {
        for (const auto &socket : std::exchange(m_sockets, {})) {
            if (socket)
                socket->disconnectFromHost();
        }
    }

    static QByteArray answer(const QByteArray &body, const QByteArray &more = {},
                             const QByteArray &status = "200 OK")
    {
        return "HTTP/1.1 " + status + "\r\n" + more
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            ++m_connections;
            m_sockets.append(socket);
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            const auto buffer = std::make_shared<QByteArray>();
            const auto look = [this, socket, buffer] {
                const QByteArray arrived = socket->readAll();
                m_received += arrived.size();
                buffer->append(arrived);
                serve(*socket, *buffer);
            };
            QObject::connect(socket, &QTcpSocket::readyRead, socket, look);
            look();
        }
    }

    /// Size of the first request; 0: it is not whole yet.
    static qsizetype wholeSize(const QByteArray &buffer)
    {
        const qsizetype head = buffer.indexOf("\r\n\r\n");
        if (head < 0)
            return 0;
        const QByteArray lines = buffer.left(head + 2).toLower();
        const qsizetype length = lines.indexOf("\r\ncontent-length: ");
        qsizetype size = head + 4;
        if (length >= 0)
            size += lines.mid(length + 18, lines.indexOf('\r', length + 2) - length - 18)
                        .toLongLong();
        if (lines.contains("\r\ntransfer-encoding: chunked\r\n")) {
            const qsizetype end = buffer.indexOf("0\r\n\r\n", head);
            return end < 0 ? 0 : end + 5;
        }
        return size <= buffer.size() ? size : 0;
    }

    void serve(QTcpSocket &socket, QByteArray &buffer)
    {
        for (qsizetype size = wholeSize(buffer); size > 0; size = wholeSize(buffer)) {
            const QByteArray request = buffer.left(size);
            buffer.remove(0, size);
            m_seen.append(request);
            const QByteArray reply = m_handler(request);
            if (reply.isEmpty())
                socket.disconnectFromHost();
            socket.write(reply);
        }
    }

    Handler m_handler = [](const QByteArray &) { return answer("hello"); };
    QSslServer m_server;
    QList<QByteArray> m_seen;
    QList<QPointer<QTcpSocket>> m_sockets;
    qsizetype m_received = 0;
    int m_connections = 0;
};

} // namespace rekey::test

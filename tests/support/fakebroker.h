// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <semaphore>
#include <string>
#include <thread>

namespace rekey::test {

/// The start of AMQP 0-9-1 as RabbitMQ speaks it (specification 2.2.4 and class connection): takes
/// one user's password by PLAIN, and tells others with connection.close 403. On a thread of its
/// own, one connection at a time.
class FakeBroker
{
public:
    FakeBroker(std::string user, std::string password)
        : m_response(std::string(1, '\0') + user + std::string(1, '\0') + password)
        , m_thread([this](const std::stop_token &stop) { serve(stop); })
    {
        m_listens.acquire();
    }

    [[nodiscard]] quint16 port() const { return m_port; }

private:
    static QByteArray frame(const QByteArray &payload)
    {
        QByteArray bytes("\x01\0\0", 3);
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(payload.size() >> shift);
        return bytes + payload + '\xce';
    }

    void serve(const std::stop_token &stop)
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        m_listens.release();
        while (!stop.stop_requested()) {
            if (!server.waitForNewConnection(50))
                continue;
            QTcpSocket *socket = server.nextPendingConnection();
            talk(*socket);
            delete socket;
        }
    }

    void talk(QTcpSocket &socket) const
    {
        QByteArray seen;
        const auto readUntil = [&](qsizetype size) {
            while (seen.size() < size && socket.waitForReadyRead(2000))
                seen += socket.readAll();
            return seen.size() >= size;
        };
        if (!readUntil(8) || !seen.startsWith(QByteArray("AMQP\0\0\x09\x01", 8)))
            return;
        socket.write(frame(QByteArray("\0\x0a\0\x0a\0\x09\0\0\0\0", 10)
                           + QByteArray("\0\0\0\x0e", 4) + "PLAIN AMQPLAIN"
                           + QByteArray("\0\0\0\x05", 4) + "en_US"));
        socket.flush();
        seen.clear();
        while (!seen.endsWith('\xce') && socket.waitForReadyRead(2000))
            seen += socket.readAll();
        const QByteArray response = QByteArray::fromStdString(m_response);
        const bool isRight = seen.contains("PLAIN")
            && seen.contains(static_cast<char>(response.size()) + response + "\x05" + "en_US");
        const QByteArray tune = QByteArray("\0\x0a\0\x1e\x07\xff\0\x02\0\0\0\x3c", 12);
        const QByteArray text = "ACCESS_REFUSED - Login was refused using mechanism PLAIN";
        const QByteArray close = QByteArray("\0\x0a\0\x32\x01\x93", 6)
            + static_cast<char>(text.size()) + text + QByteArray("\0\0\0\0", 4);
        socket.write(frame(isRight ? tune : close));
        socket.flush();
        socket.waitForDisconnected(1000);
    }

    std::string m_response;
    quint16 m_port = 0;
    std::binary_semaphore m_listens{0};
    std::jthread m_thread; ///< last: it uses the others
};

} // namespace rekey::test

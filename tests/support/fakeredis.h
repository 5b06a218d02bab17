// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <semaphore>
#include <thread>
#include <utility>

namespace rekey::test {

/// A server that speaks RESP2 with whatever answers a test gives, right or wrong ones. On a thread
/// of its own, one connection at a time. The answers are made on that thread. An answer that does
/// not end its line goes on for ever, byte by byte.
class FakeRedis
{
public:
    /// The words of a command, to the bytes of the answer; none: it goes on being silent.
    using Answers = std::function<QByteArray(const QByteArrayList &)>;

    explicit FakeRedis(Answers answers)
        : m_answers(std::move(answers))
        , m_thread([this](const std::stop_token &stop) { serve(stop); })
    {
        m_listens.acquire();
    }

    [[nodiscard]] quint16 port() const { return m_port; }

private:
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
            talk(*socket, stop);
            delete socket;
        }
    }

    void talk(QTcpSocket &socket, const std::stop_token &stop) const
    {
        QByteArray seen;
        while (!stop.stop_requested() && socket.state() == QAbstractSocket::ConnectedState) {
            const QByteArrayList words = wordsOf(seen);
            if (words.isEmpty()) {
                socket.waitForReadyRead(20);
                seen += socket.readAll();
                continue;
            }
            seen.clear(); // the client waits for each answer
            const QByteArray answer = m_answers(words);
            socket.write(answer);
            socket.flush();
            while (!answer.endsWith('\n') && !stop.stop_requested()
                   && socket.state() == QAbstractSocket::ConnectedState) {
                socket.write("x");
                socket.flush();
                socket.waitForReadyRead(5);
            }
        }
    }

    /// Of a whole command; else none.
    static QByteArrayList wordsOf(const QByteArray &bytes)
    {
        QByteArrayList words;
        qsizetype at = bytes.indexOf("\r\n") + 2;
        const int count = at < 2 ? 0 : bytes.mid(1, at - 3).toInt();
        for (int i = 0; i < count; ++i) {
            const qsizetype line = bytes.indexOf("\r\n", at);
            if (line < 0)
                return {};
            const qsizetype size = bytes.mid(at + 1, line - at - 1).toLongLong();
            if (bytes.size() < line + 2 + size + 2)
                return {};
            words.append(bytes.mid(line + 2, size));
            at = line + 2 + size + 2;
        }
        return words;
    }

    Answers m_answers;
    quint16 m_port = 0;
    std::binary_semaphore m_listens{0};
    std::jthread m_thread; ///< last: it uses the others
};

} // namespace rekey::test

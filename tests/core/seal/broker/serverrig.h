// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/broker/auditreader.h"
#include "core/seal/broker/server.h"
#include "tests/core/seal/broker/rig.h"
#include "tests/core/seal/broker/tlsupstream.h"

#include <QTcpSocket>
#include <QTest>

#include <fcntl.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <functional>
#include <optional>
#include <thread>

namespace rekey::test {

inline const std::string kNone = R"("no_auth":{})";

inline QByteArray sealedInject(const std::string &more = kNone)
{
    return QByteArray::fromStdString(
        sealedToFirstKey(R"({"inject_processor":{"token":"supersecret"},)" + more + "}"));
}

/// One answer off a connection: head and body.
struct Answer
{
    QByteArray head;
    QByteArray body;

    [[nodiscard]] int status() const { return head.mid(9, 3).toInt(); }
    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        const qsizetype at = head.toLower().indexOf("\r\n" + name.toLower() + ": ");
        if (at < 0)
            return {};
        const qsizetype begin = at + 4 + name.size();
        return head.mid(begin, head.indexOf("\r\n", begin) - begin);
    }
};

inline QByteArray unchunked(QByteArray text)
{
    QByteArray out;
    while (true) {
        const qsizetype line = text.indexOf("\r\n");
        const qsizetype size = text.left(line).toLongLong(nullptr, 16);
        if (line < 0 || size == 0)
            return out;
        out += text.mid(line + 2, size);
        text.remove(0, line + 2 + size + 2);
    }
}

/// A client that keeps its connection.
class Client
{
public:
    explicit Client(quint16 port)
    {
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        m_socket.waitForConnected();
    }

    void write(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    Answer read(bool hasBody = true)
    {
        Answer answer;
        const auto isWhole = [&] {
            const bool isOver = m_socket.state() == QAbstractSocket::UnconnectedState;
            m_buffer += m_socket.readAll();
            return takeFrom(answer, hasBody) || isOver;
        };
        std::ignore = QTest::qWaitFor(isWhole, 10'000);
        return answer;
    }
    Answer ask(const QByteArray &request)
    {
        write(request);
        return read();
    }
    bool isClosed()
    {
        return QTest::qWaitFor(
            [this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, 10'000);
    }

    bool hasReceived(const QByteArray &text)
    {
        m_buffer += m_socket.readAll();
        return m_buffer.contains(text);
    }
    [[nodiscard]] bool isOpen() const
    {
        return m_socket.state() == QAbstractSocket::ConnectedState;
    }

private:
    bool takeFrom(Answer &answer, bool hasBody)
    {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        answer.head = m_buffer.left(end + 2);
        qsizetype size = hasBody ? answer.header("Content-Length").toLongLong() : 0;
        if (answer.header("Transfer-Encoding") == "chunked") {
            const qsizetype last = m_buffer.indexOf("0\r\n\r\n", end);
            if (last < 0)
                return false;
            size = last + 5 - end - 4;
            answer.body = unchunked(m_buffer.mid(end + 4, size));
        } else {
            answer.body = m_buffer.mid(end + 4, size);
        }
        if (m_buffer.size() < end + 4 + size)
            return false;
        m_buffer.remove(0, end + 4 + size);
        return true;
    }

    QTcpSocket m_socket;
    QByteArray m_buffer;
};

/// A client that sees how its connection ends, which Qt's sockets do not tell.
class PlainClient
{
public:
    explicit PlainClient(quint16 port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof(address));
        ::fcntl(m_socket, F_SETFL, O_NONBLOCK);
    }
    ~PlainClient() { ::close(m_socket); }
    PlainClient(const PlainClient &) = delete;
    PlainClient &operator=(const PlainClient &) = delete;

    /// As much as there is room for.
    void write(const QByteArray &bytes)
    {
        std::ignore
            = ::send(m_socket, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
    }
    /// What has come so far.
    const QByteArray &received()
    {
        std::array<char, 4096> buffer{};
        ssize_t count = 0;
        while ((count = ::recv(m_socket, buffer.data(), buffer.size(), 0)) > 0)
            m_received.append(buffer.data(), count);
        if (count == 0 && !m_end)
            m_end = 0;
        else if (count < 0 && errno != EAGAIN && !m_end)
            m_end = errno;
        return m_received;
    }
    /// 0: in peace; ECONNRESET; -1: it goes on.
    int end()
    {
        std::ignore = QTest::qWaitFor([this] { return (received(), m_end.has_value()); }, 10'000);
        return m_end.value_or(-1);
    }

private:
    int m_socket;
    QByteArray m_received;
    std::optional<int> m_end;
};

/// The proxy on loopback with an upstream of its own, between real sockets.
class ServerRig : public QObject
{
protected:
    void begin()
    {
        m_upstream = std::make_unique<TlsUpstream>(m_certificate);
        m_config = broker::Config();
        m_lookup = broker::systemLookup();
        m_config.listen = {{"127.0.0.1", 0}};
        m_config.allowed = {{"tests", "127.0.0.1"}};
        m_config.authorities = m_certificate.file().toStdString();
        m_config.audit.file
            = m_folder.filePath(QStringLiteral("audit%1.jsonl").arg(++m_logs)).toStdString();
        start();
    }

    void end()
    {
        stop();
        m_upstream.reset();
    }
    void start(const std::function<void(broker::Server &)> &setUp = {})
    {
        std::vector<seal::OpenKey> keys;
        keys.push_back(firstKey());
        auto server = broker::Server::open(m_config, std::move(keys), m_lookup);
        QVERIFY2(server, server ? "" : server.error().text().c_str());
        m_server.emplace(std::move(*server));
        if (setUp)
            setUp(*m_server);
        m_thread = std::jthread([this] { m_server->run(); });
    }
    void stop()
    {
        if (m_server)
            m_server->stop();
        if (m_thread.joinable())
            m_thread.join();
        m_server.reset();
    }
    [[nodiscard]] quint16 port() const { return m_server->addresses().front().port; }
    [[nodiscard]] QByteArray request(const QByteArray &token, const QByteArray &more = {},
                                     const QByteArray &target = "/x",
                                     const QByteArray &method = "GET") const
    {
        return method + " http://" + m_upstream->host() + target
            + " HTTP/1.1\r\nHost: other\r\nProxy-Tokenizer: " + token + "\r\n" + more + "\r\n";
    }
    std::vector<nlohmann::json> records()
    {
        std::vector<nlohmann::json> all;
        const auto check = broker::readAudit(
            m_config.audit.file, {},
            [&](std::string_view, const nlohmann::json &record) { all.push_back(record); });
        if (!check || !check->problem.empty())
            return {};
        return all;
    }

    OwnCertificate m_certificate;
    QTemporaryDir m_folder;
    int m_logs = 0;
    std::unique_ptr<TlsUpstream> m_upstream;
    std::optional<broker::Server> m_server;
    std::jthread m_thread;
    broker::Config m_config;
    broker::NameLookup m_lookup = broker::systemLookup();
};

} // namespace rekey::test

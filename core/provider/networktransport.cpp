// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/networktransport.h"

#include "core/base/text.h"
#include "core/provider/httpmessage.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QNetworkProxyFactory>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <optional>
#include <utility>

namespace rekey::provider {

namespace {

constexpr int kStopCheckMs = 50;

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// One connection, one request, one answer. Qt's access manager would send a request again when the
/// server hangs up before it answers, a POST too: that makes a second key.
class Conversation
{
public:
    Conversation(const Request &request, const NetworkSettings &settings, std::stop_token stop)
        : m_request(request)
        , m_settings(settings)
        , m_stop(std::move(stop))
        , m_buffer(static_cast<std::size_t>(settings.maxBodyBytes) + kMaxHeadBytes)
    {
        m_clock.start();
    }

    Result<Answer> run(const QHostAddress &address, const QNetworkProxy &proxy)
    {
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, &m_loop, [this] { look(); });
        watch.start(kStopCheckMs);
        m_socket.setProxy(proxy);
        m_socket.setSslConfiguration(tlsConfiguration());
        connectSignals();
        const Endpoint &to = m_request.endpoint;
        if (to.isTls)
            m_socket.connectToHostEncrypted(address.toString(), to.port, toText(to.host));
        else
            m_socket.connectToHost(address, to.port);
        if (!m_result)
            m_loop.exec();
        m_socket.disconnect();
        m_socket.abort();
        return std::move(*m_result);
    }

private:
    [[nodiscard]] QSslConfiguration tlsConfiguration() const
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        if (!m_settings.authorities.empty())
            tls.addCaCertificates(QList<QSslCertificate>(m_settings.authorities.begin(),
                                                         m_settings.authorities.end()));
        return tls;
    }

    void connectSignals()
    {
        const auto ready
            = m_request.endpoint.isTls ? &QSslSocket::encrypted : &QSslSocket::connected;
        QObject::connect(&m_socket, ready, &m_loop, [this] { write(); });
        QObject::connect(&m_socket, &QSslSocket::readyRead, &m_loop, [this] { read(); });
        QObject::connect(&m_socket, &QSslSocket::sslErrors, &m_loop,
                         [this](const QList<QSslError> &errors) { m_tls = errors; });
        QObject::connect(&m_socket, &QSslSocket::errorOccurred, &m_loop,
                         [this](QAbstractSocket::SocketError error) { broke(error); });
    }

    void write()
    {
        m_isSent = true;
        const secret::SecretBytes head = requestHead(m_request, "Rekey/" REKEY_VERSION);
        for (const std::string_view part : {head.view(), m_request.body.view()})
            m_socket.write(part.data(), static_cast<qint64>(part.size()));
    }

    void read()
    {
        while (!m_result && m_socket.bytesAvailable() > 0) {
            const std::size_t room = m_buffer.size() - m_size;
            if (room == 0)
                return giveUp(ErrorKind::TooBig,
                              "The answer is longer than any answer to this should be.");
            char *at = reinterpret_cast<char *>(m_buffer.bytes().data()) + m_size;
            const qint64 count = m_socket.read(at, static_cast<qint64>(room));
            if (count <= 0)
                break;
            m_size += static_cast<std::size_t>(count);
        }
        if (m_isSent)
            parse(false);
    }

    void parse(bool isEnd)
    {
        if (m_result)
            return;
        Result<std::optional<Answer>> answer
            = parseResponse(std::as_const(m_buffer).view().substr(0, m_size), isEnd);
        if (!answer)
            return giveUp(answer.error().kind, answer.error().detail);
        if (!*answer)
            return;
        if (static_cast<std::int64_t>((*answer)->body.size()) > m_settings.maxBodyBytes)
            return giveUp(ErrorKind::TooBig,
                          "The answer is longer than any answer to this should be.");
        (*answer)->durationMs = m_clock.elapsed();
        finish(std::move(**answer));
    }

    void broke(QAbstractSocket::SocketError error)
    {
        read();
        if (m_result)
            return;
        if (error == QAbstractSocket::RemoteHostClosedError && m_isSent) {
            parse(true);
            return giveUp(ErrorKind::Io, kClosed);
        }
        if (!m_tls.isEmpty() || error == QAbstractSocket::SslHandshakeFailedError)
            return giveUp(ErrorKind::Denied, tlsProblem());
        giveUp(ErrorKind::Io, wordsOf(error));
    }

    [[nodiscard]] std::string tlsProblem() const
    {
        std::string why;
        for (const QSslError &one : m_tls)
            why += (why.empty() ? "" : "; ") + escapeControl(one.errorString().toStdString());
        return "The server's certificate or TLS is not acceptable"
            + (why.empty() ? std::string() : " (" + why + ")") + ".";
    }

    /// A sentence that quotes neither address nor header.
    static std::string wordsOf(QAbstractSocket::SocketError error)
    {
        switch (error) {
        case QAbstractSocket::ConnectionRefusedError:
            return "The server refused the connection.";
        case QAbstractSocket::RemoteHostClosedError:
            return kClosed;
        case QAbstractSocket::SocketTimeoutError:
            return kLate;
        case QAbstractSocket::ProxyConnectionRefusedError:
        case QAbstractSocket::ProxyConnectionClosedError:
        case QAbstractSocket::ProxyConnectionTimeoutError:
        case QAbstractSocket::ProxyNotFoundError:
        case QAbstractSocket::ProxyProtocolError:
            return "The proxy did not let the request through.";
        case QAbstractSocket::ProxyAuthenticationRequiredError:
            return "The proxy wants a password.";
        default:
            return "The connection failed (socket error " + std::to_string(static_cast<int>(error))
                + ").";
        }
    }

    void look()
    {
        if (m_stop.stop_requested())
            giveUp(ErrorKind::Cancelled, "The request was stopped.");
        else if (m_clock.elapsed() > m_settings.timeoutMs)
            giveUp(ErrorKind::Io, kLate);
    }

    void giveUp(ErrorKind kind, std::string words) { finish(fail(kind, std::move(words))); }

    void finish(Result<Answer> result)
    {
        if (!m_result)
            m_result.emplace(std::move(result));
        m_loop.quit();
    }

    static constexpr const char *kClosed
        = "The server closed the connection before it answered in full.";
    static constexpr const char *kLate = "The server did not answer in time.";

    const Request &m_request;
    const NetworkSettings &m_settings;
    std::stop_token m_stop;
    QElapsedTimer m_clock;
    secret::SecretBytes m_buffer;
    std::size_t m_size = 0;
    QEventLoop m_loop;
    QSslSocket m_socket;
    QList<QSslError> m_tls;
    bool m_isSent = false;
    std::optional<Result<Answer>> m_result;
};

} // namespace

Result<std::vector<QSslCertificate>> readAuthorities(const std::string &path)
{
    QFile file(QFile::decodeName(QByteArray::fromStdString(path)));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, "the certificates cannot be read", path);
    const QList<QSslCertificate> list = QSslCertificate::fromData(file.read(4 * 1024 * 1024));
    if (list.isEmpty())
        return fail(ErrorKind::Malformed, "there is no certificate in PEM in it", path);
    return std::vector<QSslCertificate>(list.begin(), list.end());
}

NetworkTransport::NetworkTransport(NetworkSettings settings)
    : m_settings(std::move(settings))
{
}

Result<QHostAddress> NetworkTransport::addressOf(const Endpoint &endpoint) const
{
    return dialable(endpoint.host, m_settings.allowed)
        .and_then([&endpoint](const QHostAddress &address) -> Result<QHostAddress> {
            if (!endpoint.isTls && !address.isLoopback())
                return fail(ErrorKind::Denied, "Secrets are sent over TLS only.", endpoint.host);
            return address;
        });
}

QNetworkProxy NetworkTransport::proxyFor(const Endpoint &endpoint) const
{
    using Kind = NetworkSettings::ProxyKind;
    switch (m_settings.proxy) {
    case Kind::System: {
        QUrl url;
        url.setScheme(endpoint.isTls ? QStringLiteral("https") : QStringLiteral("http"));
        url.setHost(toText(endpoint.host));
        const QList<QNetworkProxy> found
            = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
        return found.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : found.front();
    }
    case Kind::None:
        break;
    case Kind::Http:
        return {QNetworkProxy::HttpProxy, toText(m_settings.proxyHost), m_settings.proxyPort};
    case Kind::Socks5:
        return {QNetworkProxy::Socks5Proxy, toText(m_settings.proxyHost), m_settings.proxyPort};
    }
    return {QNetworkProxy::NoProxy};
}

Result<Answer> NetworkTransport::send(const Request &request, std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorKind::Cancelled, "The request was stopped.");
    // A proxy that is allowed by name may know nothing but plain http.
    const bool isNamedProxy
        = isForProxy(request) && isAllowed(m_settings.allowed, request.endpoint.host);
    const Result<QHostAddress> address = isNamedProxy
        ? dialable(request.endpoint.host, m_settings.allowed)
        : addressOf(request.endpoint);
    if (!address)
        return std::unexpected(address.error());
    Result<Answer> result = Conversation(request, m_settings, std::move(stop))
                                .run(*address, proxyFor(request.endpoint));
    if (result)
        result->address = address->toString().toStdString();
    return result;
}

} // namespace rekey::provider

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/networktransport.h"

#include "core/base/text.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace rekey::provider {

namespace {

constexpr int kStopCheckMs = 50;
constexpr qsizetype kMaxHeaderBytes = 8 * 1024;

QByteArray toBytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void wipe(QByteArray &bytes)
{
    secret::wipe(
        std::as_writable_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
}

/// What Qt knows of a failure, as a sentence that quotes neither address nor header.
Error errorOf(QNetworkReply::NetworkError error, const QList<QSslError> &tls)
{
    if (!tls.isEmpty() || error == QNetworkReply::SslHandshakeFailedError) {
        std::string why;
        for (const QSslError &one : tls)
            why += (why.empty() ? "" : "; ") + one.errorString().toStdString();
        return {ErrorKind::Denied,
                "The server's certificate or TLS is not acceptable"
                    + (why.empty() ? std::string() : " (" + why + ")") + ".",
                {}};
    }
    const auto io = [](std::string text) { return Error{ErrorKind::Io, std::move(text), {}}; };
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return io("The server refused the connection.");
    case QNetworkReply::RemoteHostClosedError:
        return io("The server closed the connection before it answered in full.");
    case QNetworkReply::TimeoutError:
        return io("The server did not answer in time.");
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return io("The proxy did not let the request through.");
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return io("The proxy wants a password.");
    default:
        return io("The connection failed (network error " + std::to_string(static_cast<int>(error))
                  + ").");
    }
}

/// One request on its way: what ends the wait.
class Exchange
{
public:
    Exchange(QNetworkReply &reply, const NetworkSettings &settings, const std::stop_token &stop)
        : m_reply(reply)
        , m_settings(settings)
        , m_stop(stop)
    {
        m_clock.start();
    }

    Result<Answer> wait()
    {
        QObject context;
        QTimer watch;
        QObject::connect(&m_reply, &QNetworkReply::finished, &m_loop, &QEventLoop::quit);
        QObject::connect(&m_reply, &QNetworkReply::readyRead, &context, [this] { read(); });
        QObject::connect(&m_reply, &QNetworkReply::sslErrors, &context,
                         [this](const QList<QSslError> &errors) { m_tls = errors; });
        QObject::connect(&watch, &QTimer::timeout, &context, [this] { look(); });
        watch.start(kStopCheckMs);
        if (!m_reply.isFinished())
            m_loop.exec();
        read();
        if (m_error)
            return std::unexpected(std::move(*m_error));
        return answer();
    }

private:
    void give(Error error)
    {
        if (m_error)
            return;
        m_error = std::move(error);
        m_loop.quit();
    }

    void look()
    {
        if (m_stop.stop_requested())
            give({ErrorKind::Cancelled, "The request was stopped.", {}});
        else if (m_clock.elapsed() > m_settings.timeoutMs)
            give({ErrorKind::Io, "The server did not answer in time.", {}});
    }

    void read()
    {
        QByteArray more = m_reply.readAll();
        if (more.isEmpty())
            return;
        if (static_cast<std::int64_t>(m_body.size()) + more.size() > m_settings.maxBodyBytes)
            give(
                {ErrorKind::TooBig, "The answer is longer than any answer to this should be.", {}});
        else
            m_body = joined(
                {m_body.view(), {more.constData(), static_cast<std::size_t>(more.size())}});
        wipe(more);
    }

    Result<Answer> answer()
    {
        Answer result;
        result.status = m_reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        // With a status the server has answered: Qt calls 4xx and 5xx errors, but a body that was
        // cut off is one.
        const bool isCut = m_reply.error() == QNetworkReply::RemoteHostClosedError;
        if (result.status == 0 || isCut)
            return std::unexpected(errorOf(m_reply.error(), m_tls));
        for (const auto &[name, value] : m_reply.rawHeaderPairs()) {
            if (value.size() <= kMaxHeaderBytes)
                result.headers.emplace_back(name.toLower().toStdString(), value.toStdString());
        }
        result.body = std::move(m_body);
        result.durationMs = m_clock.elapsed();
        return result;
    }

    QNetworkReply &m_reply;
    const NetworkSettings &m_settings;
    const std::stop_token &m_stop;
    QEventLoop m_loop;
    QElapsedTimer m_clock;
    QList<QSslError> m_tls;
    secret::SecretBytes m_body;
    std::optional<Error> m_error;
};

QNetworkRequest networkRequest(const Request &request, const QHostAddress &address,
                               const NetworkSettings &settings)
{
    QUrl url;
    url.setScheme(request.endpoint.isTls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(address.toString());
    url.setPort(request.endpoint.port);
    QByteArray whole = url.toEncoded() + toBytes(request.target.view());
    QNetworkRequest result(QUrl::fromEncoded(whole, QUrl::StrictMode));
    wipe(whole);
    result.setPeerVerifyName(toText(request.endpoint.host));
    result.setRawHeader("Host", toBytes(request.endpoint.authority()));
    result.setRawHeader("User-Agent", "Rekey/" REKEY_VERSION);
    for (const auto &[name, value] : request.headers)
        result.setRawHeader(toBytes(name), toBytes(value.view()));
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                        QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setDecompressedSafetyCheckThreshold(settings.maxBodyBytes);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!settings.authorities.empty())
        tls.addCaCertificates(
            QList<QSslCertificate>(settings.authorities.begin(), settings.authorities.end()));
    result.setSslConfiguration(tls);
    return result;
}

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
    QList<QHostAddress> found;
    if (const QHostAddress literal(toText(endpoint.host)); !literal.isNull())
        found.append(literal);
    else
        found = QHostInfo::fromName(toText(endpoint.host)).addresses();
    if (found.isEmpty())
        return fail(ErrorKind::Io, "The host's name could not be looked up.", endpoint.host);
    // IPv4 first: where IPv6 leads nowhere, waiting for it would look like a silent server.
    std::ranges::stable_sort(found, {}, [](const QHostAddress &a) {
        return a.protocol() == QAbstractSocket::IPv4Protocol ? 0 : 1;
    });
    const bool mayBePrivate = isAllowed(m_settings.allowed, endpoint.host);
    if (!endpoint.isTls && !found.front().isLoopback())
        return fail(ErrorKind::Denied, "Secrets are sent over TLS only.", endpoint.host);
    for (const QHostAddress &address : found) {
        // One that is not public is enough: the others are there to hide it.
        const std::string_view refusal = refusalOf(address);
        if (!refusal.empty() && !mayBePrivate)
            return fail(ErrorKind::Denied,
                        "Its address is " + std::string(refusal)
                            + " and no rule allows that by name.",
                        endpoint.host);
    }
    return found.front();
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
    const Result<QHostAddress> address = addressOf(request.endpoint);
    if (!address)
        return std::unexpected(address.error());
    QNetworkAccessManager manager;
    manager.setProxy(proxyFor(request.endpoint));
    const QNetworkRequest outgoing = networkRequest(request, *address, m_settings);
    if (!outgoing.url().isValid())
        return fail(ErrorKind::Denied, "The address that came out is not valid.");
    QByteArray body = toBytes(request.body.view());
    Result<Answer> result = fail(ErrorKind::Internal, {});
    {
        const std::unique_ptr<QNetworkReply> reply(
            manager.sendCustomRequest(outgoing, toBytes(request.method), body));
        result = Exchange(*reply, m_settings, stop).wait();
        if (!reply->isFinished())
            reply->abort();
    }
    wipe(body);
    if (result)
        result->address = address->toString().toStdString();
    return result;
}

} // namespace rekey::provider

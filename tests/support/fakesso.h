// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/provider/networktransport.h"
#include "core/provider/reader.h"
#include "core/provider/requesttext.h"
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/jsonreader.h"
#include "core/seal/sealkey.h"
#include "tests/support/loopbackserver.h"

#include <QEventLoop>
#include <QThread>
#include <QUrl>
#include <QUrlQuery>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <semaphore>
#include <string>

namespace rekey::test {

/// An ssokenizer with one provider, "idp", and the tokenizer before it, on one loopback port, as
/// tokenizer.md 7.1, 7.2 and 10.3 describe them. Signs in at a real provider as client "svc" with
/// the secret "csec". On a thread of its own.
class FakeSso
{
public:
    FakeSso(seal::OpenKey key, const secret::SecretBytes &bearer)
        : m_key(std::move(key))
        , m_digest(seal::digestOf(bearer))
        , m_thread(QThread::create([this] { serve(); }))
    {
        m_thread->start(); // one of Qt's: sockets need its event dispatcher
        m_listens.acquire();
    }
    ~FakeSso()
    {
        release();
        QMetaObject::invokeMethod(m_loop, &QEventLoop::quit, Qt::QueuedConnection);
        m_thread->wait();
    }
    FakeSso(const FakeSso &) = delete;
    FakeSso &operator=(const FakeSso &) = delete;

    [[nodiscard]] std::string url() const { return m_url; }
    [[nodiscard]] QString callback() const
    {
        return QString::fromStdString(m_url + "/idp/callback");
    }
    void setIssuer(const QString &issuer) { set(m_issuer, issuer); }
    /// As its configuration's return_url.
    void setReturnUrl(const QString &url) { set(m_returnUrl, url); }
    [[nodiscard]] int refreshes() const { return m_refreshes; }
    /// From now on the answer to a refresh, which the provider has granted, waits for release().
    void hold() { m_isHeld = true; }
    void release()
    {
        m_isHeld = false;
        m_isHeld.notify_all();
    }

private:
    using Seen = LoopbackServer::Seen;
    using Reply = LoopbackServer::Reply;

    void set(QString &to, const QString &text)
    {
        const std::scoped_lock lock(m_mutex);
        to = text;
    }
    QString get(const QString &from)
    {
        const std::scoped_lock lock(m_mutex);
        return from;
    }

    void serve()
    {
        LoopbackServer server([this](const Seen &seen) { return answer(seen); });
        QEventLoop loop;
        m_loop = &loop;
        m_url = server.url();
        m_listens.release();
        loop.exec();
    }

    static Reply redirect(const QUrl &url)
    {
        Reply reply;
        reply.status = 302;
        reply.headers.emplace_back("Location", url.toEncoded().toStdString());
        return reply;
    }

    static Reply plain(int status, std::string body = {})
    {
        Reply reply;
        reply.status = status;
        reply.type = "text/plain";
        reply.body = std::move(body);
        return reply;
    }

    Reply answer(const Seen &seen)
    {
        const QUrl url(QString::fromStdString(seen.target));
        if (!url.scheme().isEmpty())
            return url.path() == QLatin1StringView("/idp/refresh") ? refresh(seen) : plain(404);
        if (url.path() == QLatin1StringView("/idp/start"))
            return start(QUrlQuery(url));
        if (url.path() == QLatin1StringView("/idp/callback"))
            return finish(QUrlQuery(url));
        return plain(404);
    }

    Reply start(const QUrlQuery &query)
    {
        const QString nonce = QString::fromStdString(toHex(seal::sha256({})).substr(0, 16))
            + QString::number(++m_nonces);
        m_states[nonce] = query.queryItemValue(QStringLiteral("state"));
        QUrl url(get(m_issuer) + QStringLiteral("/auth"));
        QUrlQuery out;
        out.addQueryItem(QStringLiteral("access_type"), QStringLiteral("offline"));
        out.addQueryItem(QStringLiteral("client_id"), QStringLiteral("svc"));
        out.addQueryItem(QStringLiteral("redirect_uri"),
                         QString::fromLatin1(QUrl::toPercentEncoding(callback())));
        out.addQueryItem(QStringLiteral("response_type"), QStringLiteral("code"));
        out.addQueryItem(QStringLiteral("scope"), QStringLiteral("openid"));
        out.addQueryItem(QStringLiteral("state"), nonce);
        url.setQuery(out);
        return redirect(url);
    }

    Reply finish(const QUrlQuery &query)
    {
        const auto state = m_states.find(query.queryItemValue(QStringLiteral("state")));
        if (state == m_states.end())
            return redirect(back({{"error", "bad request"}}));
        const auto granted
            = ask("grant_type=authorization_code&code="
                  + query.queryItemValue(QStringLiteral("code")).toStdString()
                  + "&redirect_uri=" + QUrl::toPercentEncoding(callback()).toStdString());
        if (granted.token.empty())
            return redirect(
                back({{"error", "bad response"}, {"state", state->second.toStdString()}}));
        return redirect(back({{"sealed", granted.token},
                              {"expires", std::to_string(granted.expires)},
                              {"state", state->second.toStdString()}}));
    }

    QUrl back(const std::vector<std::pair<const char *, std::string>> &pairs)
    {
        QUrl url(get(m_returnUrl));
        QUrlQuery query;
        for (const auto &[name, value] : pairs)
            query.addQueryItem(
                QLatin1StringView(name),
                QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(value))));
        url.setQuery(query);
        return url;
    }

    Reply refresh(const Seen &seen)
    {
        const std::string header = seen.header("proxy-tokenizer");
        const std::size_t end = header.find(';');
        if (end == std::string::npos
            || seal::trimmed(std::string_view(header).substr(end + 1)) != R"({"st":"refresh"})")
            return plain(401);
        const auto opened = seal::openToken(seal::trimmed(header.substr(0, end)), m_key);
        if (!opened)
            return plain(502, "failed Proxy-Tokenizer decryption");
        const auto secret = seal::readSecretJson(opened->view());
        const std::string shown = seen.header("proxy-authorization");
        if (!shown.starts_with("Bearer ")
            || seal::digestOf(secret::SecretBytes::copyOf(shown.substr(7)))
                != std::get<seal::BearerAuth>(secret->authorizer).digest)
            return plain(407, "bad bearer");
        const auto &pair = std::get<seal::OAuth2>(secret->processor.kind).token;
        const auto granted
            = ask("grant_type=refresh_token&refresh_token=" + std::string(pair->refresh.view()));
        if (granted.token.empty())
            return plain(502);
        ++m_refreshes;
        m_isHeld.wait(true);
        Reply reply = plain(200, granted.token);
        reply.headers.emplace_back("Cache-Control",
                                   "private, max-age=" + std::to_string(granted.lifetime));
        return reply;
    }

    struct Granted
    {
        std::string token; ///< sealed; empty: the provider refused
        std::int64_t expires = 0;
        std::int64_t lifetime = 0;
    };

    Granted ask(const std::string &form)
    {
        provider::NetworkSettings settings;
        settings.proxy = provider::NetworkSettings::ProxyKind::None;
        settings.allowed = {{"lab", "127.0.0.1"}};
        provider::Request request;
        request.endpoint = *provider::Endpoint::parse(get(m_issuer).toStdString());
        request.method = "POST";
        request.target = secret::SecretBytes::copyOf("/token");
        request.headers.emplace_back(
            "Content-Type", secret::SecretBytes::copyOf("application/x-www-form-urlencoded"));
        request.headers.emplace_back(
            "Authorization", provider::joined({"Basic ", provider::base64Of("svc:csec").view()}));
        request.body = secret::SecretBytes::copyOf(form);
        const auto answer = provider::NetworkTransport(settings).send(request, {});
        if (!answer || answer->status != 200)
            return {};
        const provider::AnswerReader reader(*answer);
        const auto member = [&](std::string path) {
            return reader.first({provider::Reader::Kind::Json, std::move(path), {}, {}});
        };
        Granted granted;
        granted.lifetime = std::stoll("0" + member("/expires_in"));
        granted.expires = std::chrono::duration_cast<std::chrono::seconds>(
                              std::chrono::system_clock::now().time_since_epoch())
                              .count()
            + granted.lifetime;
        const std::string json = R"({"oauth2_processor":{"token":{"access_token":")"
            + member("/access_token") + R"(","refresh_token":")" + member("/refresh_token")
            + R"("}},"bearer_auth":{"digest":")" + seal::base64Of(m_digest) + R"("}})";
        granted.token = seal::sealText(secret::SecretBytes::copyOf(json), m_key.sealKey())->text;
        return granted;
    }

    seal::OpenKey m_key;
    std::vector<std::byte> m_digest;
    std::mutex m_mutex; ///< of the two below
    QString m_issuer;
    QString m_returnUrl;
    std::map<QString, QString> m_states; ///< by nonce
    int m_nonces = 0;
    std::atomic<int> m_refreshes = 0;
    std::atomic<bool> m_isHeld = false;
    std::string m_url;
    QEventLoop *m_loop = nullptr;
    std::binary_semaphore m_listens{0};
    std::unique_ptr<QThread> m_thread;
};

} // namespace rekey::test

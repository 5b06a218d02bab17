// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/bearer.h"
#include "core/seal/jsonreader.h"
#include "core/seal/sealkey.h"
#include "tests/core/seal/broker/realtokenizer.h"
#include "tests/core/seal/oauth/realssokenizer.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/madeup.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::LoopbackServer;

namespace {

/// JSON with single quotes: moc takes raw strings apart at their quotes.
std::string quoted(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

} // namespace

/// Acquiring and refreshing from the command line: a real process, a browser that is this test, and
/// a provider, a service and a proxy on loopback.
class TestCliSealAcquire : public QObject
{
    Q_OBJECT

    /// A command that still runs; its output is collected.
    struct Running
    {
        QProcess process;
        QByteArray out;
        QByteArray err;

        int exit()
        {
            std::ignore = QTest::qWaitFor(
                [this] { return process.state() == QProcess::NotRunning; }, 60'000);
            collect();
            return process.exitCode();
        }
        void collect()
        {
            out += process.readAllStandardOutput();
            err += process.readAllStandardError();
        }
        /// What stands behind a text, up to the line's end.
        QString behind(const QString &text)
        {
            QString found;
            const auto isSaid = [&] {
                collect();
                const QString all = QString::fromUtf8(err);
                const qsizetype at = all.indexOf(text);
                const qsizetype end = at < 0 ? at : all.indexOf(u'\n', at);
                if (end > 0)
                    found = all.mid(at + text.size(), end - at - text.size());
                return end > 0 || process.state() == QProcess::NotRunning;
            };
            std::ignore = QTest::qWaitFor(isSaid, 60'000);
            return found;
        }
    };

    const seal::OpenKey m_key = seal::OpenKey::random();
    std::unique_ptr<QTemporaryDir> m_home;
    QByteArray m_token;

    void start(Running &running, const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home->path());
        environment.insert(u"REKEY_STORE"_s, m_home->filePath(u"store.db"_s));
        environment.remove(u"XDG_CACHE_HOME"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        running.process.setProcessEnvironment(environment);
        running.process.setWorkingDirectory(m_home->path());
        running.process.start(QStringLiteral(REKEY_CLI),
                              arguments + QStringList{u"--passphrase-file"_s, u"words"_s});
        QVERIFY(running.process.waitForStarted());
        if (!input.isEmpty())
            running.process.write(input);
        running.process.closeWriteChannel();
    }

    int run(const QStringList &arguments, QByteArray *err = nullptr) const
    {
        Running running;
        start(running, arguments);
        const int exit = running.exit();
        if (err != nullptr)
            *err = running.err;
        return exit;
    }

    static QByteArray browse(const QUrl &url)
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(url.port()));
        if (!socket.waitForConnected(2000))
            return "refused";
        socket.write("GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
                     + " HTTP/1.1\r\nHost: " + url.authority().toUtf8() + "\r\n\r\n");
        while (socket.state() != QAbstractSocket::UnconnectedState
               && socket.waitForReadyRead(5000)) { }
        return socket.readAll();
    }

    static QUrl withQuery(const QString &base, const QList<std::pair<QString, QString>> &pairs)
    {
        QUrl url(base);
        QUrlQuery query;
        for (const auto &[name, value] : pairs)
            query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
        url.setQuery(query);
        return url;
    }

    QByteArray fileText(const QString &name) const
    {
        QFile file(m_home->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QByteArray variable(const QString &file, const QByteArray &name) const
    {
        for (const QByteArray &line : fileText(file).split('\n')) {
            if (line.startsWith(name + "="))
                return line.mid(name.size() + 1);
        }
        return {};
    }

    seal::ProxySecret opened(const QByteArray &token) const
    {
        const auto plain = seal::openToken(token.toStdString(), m_key);
        return plain ? seal::readSecretJson(plain->view()).value_or(seal::ProxySecret())
                     : seal::ProxySecret();
    }

    QJsonArray seals() const
    {
        Running running;
        start(running, {u"seal"_s, u"list"_s, u"--json"_s});
        running.exit();
        return QJsonDocument::fromJson(running.out).array();
    }

    QByteArray sealedByService(const QByteArray &access) const
    {
        const std::string json = quoted("{'oauth2_processor':{'token':{'access_token':'")
            + access.toStdString() + quoted("','refresh_token':'RT1'}},'bearer_auth':{'digest':'")
            + std::string(43, 'A') + quoted("='}}");
        return QByteArray::fromStdString(
            seal::sealText(secret::SecretBytes::copyOf(json), m_key.sealKey())->text);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_token = QByteArray(test::MadeUp(7).alphanumeric(40));
        QFile words(m_home->filePath(u"words"_s));
        QVERIFY(words.open(QIODevice::WriteOnly));
        words.write("open sesame\n");
        words.close();
        QFile secret(m_home->filePath(u"client"_s));
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write("cl1ent-secret\n");
        secret.close();
        QCOMPARE(run({u"store"_s, u"init"_s, u"--cost"_s, u"interactive"_s}), 0);
        QCOMPARE(run({u"seal"_s, u"profile"_s, u"add"_s, u"production"_s, u"--proxy"_s,
                      u"http://tokenizer.internal:8080"_s, u"--key"_s,
                      QString::fromStdString(m_key.sealKey().hex())}),
                 0);
    }

    void asksNobodyWithoutAYes()
    {
        QByteArray err;
        QCOMPARE(run({u"seal"_s, u"acquire"_s, u"--profile"_s, u"production"_s, u"--provider"_s,
                      u"gitlab"_s, u"--client-id"_s, u"cid"_s, u"--output"_s, u"out"_s, u"x"_s},
                     &err),
                 5);
        QVERIFY2(err.contains("gitlab.com") && err.contains("--yes-host"), err.constData());
        QCOMPARE(run({u"seal"_s, u"acquire"_s, u"--profile"_s, u"production"_s, u"--provider"_s,
                      u"nobody"_s, u"--client-id"_s, u"cid"_s, u"--output"_s, u"out"_s, u"x"_s},
                     &err),
                 2);
        QVERIFY2(err.contains("github"), err.constData());
    }

    void acquiresThroughAService()
    {
        Running running;
        start(running,
              {u"seal"_s, u"acquire"_s, u"--profile"_s, u"production"_s, u"--service"_s,
               u"https://sso.example"_s, u"--provider"_s, u"github"_s, u"--output"_s, u"out"_s,
               u"billing"_s});
        const QString back = running.behind(u"return_url: "_s);
        const QUrl opened(running.behind(u"open in a browser of this machine: "_s));
        QCOMPARE(opened.host(), u"sso.example"_s);
        const QString state = QUrlQuery(opened).queryItemValue(u"state"_s);
        const QByteArray sealedToken = sealedByService(m_token);

        // Another state: refused in words, and it still waits.
        QVERIFY(browse(withQuery(back,
                                 {{u"state"_s, u"wrong"_s},
                                  {u"sealed"_s, QString::fromLatin1(sealedToken)}}))
                    .contains("Nothing was stored"));
        QVERIFY(running.behind(u"refused: "_s).contains(u"another state"_s));
        QVERIFY(browse(withQuery(back,
                                 {{u"state"_s, state},
                                  {u"sealed"_s, QString::fromLatin1(sealedToken)},
                                  {u"expires"_s, u"4102444800"_s}}))
                    .startsWith("HTTP/1.1 200"));
        QVERIFY2(running.exit() == 0, running.err.constData());
        QCOMPARE(browse(QUrl(back)), QByteArray("refused"));
        QCOMPARE(variable(u"out/BILLING.env"_s, "BILLING_SEALED"), sealedToken);
        QVERIFY(!fileText(u"out/BILLING.env"_s).contains("BEARER"));
        const QJsonObject row = seals().first().toObject();
        QCOMPARE(row["acquired_by"_L1].toString(), u"https://sso.example"_s);
        QCOMPARE(row["expires"_L1].toInteger(), 4102444800);
    }

    void acquiresDirectlyAndNobodySeesTheToken()
    {
        LoopbackServer provider([&](const LoopbackServer::Seen &seen) {
            LoopbackServer::Reply reply;
            const QUrlQuery form(QString::fromStdString(seen.body));
            const bool isRight = seen.target == "/login/oauth/access_token"
                && form.queryItemValue(u"code"_s) == "C0DE"_L1
                && form.queryItemValue(u"client_secret"_s) == "cl1ent-secret"_L1
                && form.hasQueryItem(u"code_verifier"_s);
            reply.body = isRight
                ? quoted("{'token_type':'bearer','access_token':'") + m_token.toStdString() + "\"}"
                : quoted("{'error':'bad_verification_code'}");
            return reply;
        });
        const QString host = u"127.0.0.1:%1"_s.arg(provider.port());
        Running running;
        running.process.setStandardInputFile(m_home->filePath(u"client"_s));
        start(running,
              {u"seal"_s, u"acquire"_s, u"--profile"_s, u"production"_s, u"--provider"_s,
               u"github"_s, u"--base-url"_s, u"http://"_s + host, u"--client-id"_s, u"cid"_s,
               u"--client-secret-fd"_s, u"0"_s, u"--yes-host"_s, host, u"--allow-private"_s,
               u"lab=127.0.0.1"_s, u"--output"_s, u"out"_s, u"mail"_s});
        const QString back = running.behind(u"return URL: "_s);
        const QUrl opened(running.behind(u"open in a browser of this machine: "_s));
        QCOMPARE(opened.path(), u"/login/oauth/authorize"_s);
        const QUrlQuery query(opened);
        QCOMPARE(query.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded), back);
        QVERIFY(browse(withQuery(back,
                                 {{u"state"_s, query.queryItemValue(u"state"_s)},
                                  {u"code"_s, u"C0DE"_s}}))
                    .startsWith("HTTP/1.1 200"));
        QVERIFY2(running.exit() == 0, running.err.constData());
        const seal::ProxySecret secret = this->opened(variable(u"out/MAIL.env"_s, "MAIL_SEALED"));
        const auto *inject = std::get_if<seal::Inject>(&secret.processor.kind);
        QVERIFY(inject != nullptr && inject->token.view() == std::string_view(m_token));
        QCOMPARE(secret.destinations.hosts->front(), std::string("api.github.com"));
        const QByteArray bearer = variable(u"out/MAIL.env"_s, "MAIL_BEARER");
        QVERIFY(seal::digestOf(secret::SecretBytes::copyOf(bearer.toStdString()))
                == std::get<seal::BearerAuth>(secret.authorizer).digest);
        for (const QByteArray &text : {running.out, running.err, fileText(u"out/MAIL.env"_s),
                                       fileText(u"store.db"_s), fileText(u"store.db-wal"_s)}) {
            QVERIFY(!text.contains(m_token));
            QVERIFY(!text.contains(m_token.toBase64(QByteArray::OmitTrailingEquals).left(40)));
            QVERIFY(!text.contains(m_token.toHex()));
            QVERIFY(!text.contains("cl1ent-secret"));
        }
    }

    void acquiresOnAnotherDevice()
    {
        int polls = 0;
        LoopbackServer provider([&](const LoopbackServer::Seen &seen) {
            LoopbackServer::Reply reply;
            if (seen.target == "/login/device/code")
                reply.body = quoted(
                    "{'device_code':'D','user_code':'WDJB-MJHT','interval':1,'verification_uri':'"
                    "https://github.com/login/device','expires_in':60}");
            else if (++polls == 1)
                reply.body = quoted("{'error':'authorization_pending'}");
            else
                reply.body = quoted("{'access_token':'") + m_token.toStdString()
                    + quoted("','token_type':'bearer','expires_in':28800,'refresh_token':'r'}");
            return reply;
        });
        const QString host = u"127.0.0.1:%1"_s.arg(provider.port());
        Running running;
        start(running,
              {u"seal"_s, u"acquire"_s, u"--profile"_s, u"production"_s, u"--provider"_s,
               u"github"_s, u"--base-url"_s, u"http://"_s + host, u"--client-id"_s, u"cid"_s,
               u"--device"_s, u"--yes-host"_s, host, u"--allow-private"_s, u"lab=127.0.0.1"_s,
               u"--output"_s, u"out"_s, u"cron"_s});
        QVERIFY(running.behind(u"and type "_s).contains(u"WDJB-MJHT"_s));
        QVERIFY2(running.exit() == 0, running.err.constData());
        QCOMPARE(polls, 2);
        QVERIFY(running.err.contains("refresh token was not kept"));
        const QJsonObject row = seals().last().toObject();
        QCOMPARE(row["acquired_from"_L1].toString(), u"github"_s);
        QVERIFY(row["expires"_L1].toInteger() - row["made"_L1].toInteger() >= 28'795);
    }

    void refreshesThroughTheProxy()
    {
        const QByteArray next = sealedByService("AT2");
        LoopbackServer proxy([&](const LoopbackServer::Seen &seen) {
            LoopbackServer::Reply reply;
            reply.type = "text/plain";
            if (seen.header("proxy-authorization") != "Bearer b3arer") {
                reply.status = 407;
                reply.body = "bad bearer";
            } else {
                reply.body = next.toStdString();
                reply.headers = {{"Cache-Control", "private, max-age=3600"}};
            }
            return reply;
        });
        const QString host = u"127.0.0.1:%1"_s.arg(proxy.port());
        QCOMPARE(
            run({u"seal"_s, u"profile"_s, u"add"_s, u"production"_s, u"--proxy"_s,
                 u"http://"_s + host, u"--key"_s, QString::fromStdString(m_key.sealKey().hex())}),
            0);
        const QStringList refresh{u"seal"_s,     u"refresh"_s,    u"L-0001"_s,
                                  u"--output"_s, u"out"_s,        u"--yes-host"_s,
                                  host,          u"--yes-host"_s, u"sso.example"_s};
        Running wrong;
        start(wrong, refresh, "another\n");
        QCOMPARE(wrong.exit(), 5);
        QVERIFY2(wrong.err.contains("does not take this bearer"), wrong.err.constData());

        Running right;
        start(right, refresh, "b3arer\n");
        QVERIFY2(right.exit() == 0, right.err.constData());
        QCOMPARE(proxy.seen().back().target, std::string("http://sso.example/github/refresh"));
        QVERIFY(QByteArray::fromStdString(proxy.seen().back().header("proxy-tokenizer"))
                    .endsWith(quoted("; {'st':'refresh'}")));
        QCOMPARE(variable(u"out/BILLING.env"_s, "BILLING_SEALED"), next);

        // Nothing goes to a proxy that nobody said yes to.
        proxy.clear();
        QByteArray err;
        Running asked;
        start(asked, {u"seal"_s, u"refresh"_s, u"L-0001"_s, u"--output"_s, u"out"_s}, "b3arer\n");
        QCOMPARE(asked.exit(), 5);
        QVERIFY(asked.err.contains(host.toUtf8()) && asked.err.contains("sso.example"));
        QVERIFY(proxy.seen().empty());
        Running direct;
        start(direct, {u"seal"_s, u"refresh"_s, u"L-0002"_s, u"--output"_s, u"out"_s}, "b\n");
        QVERIFY(direct.exit() != 0);
        QVERIFY(direct.err.contains("acquire it anew"));
    }

    /// The dance with the real service and the real proxy; only the provider is made up.
    void acquiresAndRefreshesWithTheRealPrograms()
    {
        const test::OwnCertificate certificate;
        test::RealSsokenizer service(certificate);
        if (!service.isHere())
            QSKIP(test::kNoSsokenizer);
        test::RealTokenizer proxy;
        if (!proxy.isHere())
            QSKIP(test::kNoTokenizer);
        QVERIFY(proxy.serve(certificate.file()));
        LoopbackServer provider([&](const LoopbackServer::Seen &seen) {
            LoopbackServer::Reply reply;
            reply.body = quoted("{'token_type':'bearer','expires_in':3600,'refresh_token':'RT1',"
                                "'access_token':'")
                + (seen.body.contains("grant_type=refresh_token") ? "AT2" : "AT1") + "\"}";
            return reply;
        });
        const QString host = u"127.0.0.1:%1"_s.arg(proxy.port());
        const seal::OpenKey key = test::firstKey();
        QCOMPARE(
            run({u"seal"_s, u"profile"_s, u"add"_s, u"real"_s, u"--proxy"_s, u"http://"_s + host,
                 u"--key"_s, QString::fromStdString(key.sealKey().hex())}),
            0);
        Running running;
        start(running,
              {u"seal"_s, u"acquire"_s, u"--profile"_s, u"real"_s, u"--service"_s,
               QString::fromStdString(service.url()), u"--provider"_s, u"idp"_s, u"--output"_s,
               u"out"_s, u"agent"_s});
        const QString back = running.behind(u"return_url: "_s);
        QUrl opened(running.behind(u"open in a browser of this machine: "_s));
        QVERIFY2(service.serve(key.sealKey().hex(), "b3arer", provider.url(), back.toStdString()),
                 service.log().constData());
        const auto visited = [&](QUrl url, const QByteArray &cookie) {
            url.setScheme(u"http"_s);
            url.setPort(service.port()); // past its TLS
            QTcpSocket socket;
            socket.connectToHost(u"127.0.0.1"_s, service.port());
            socket.write("GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
                         + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nCookie: " + cookie
                         + "\r\n\r\n");
            std::ignore = QTest::qWaitFor(
                [&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 10'000);
            return socket.readAll();
        };
        const auto lineOf = [](const QByteArray &answer, const QByteArray &name) {
            const qsizetype at = answer.indexOf("\r\n" + name + ": ") + 4 + name.size();
            return answer.mid(at, answer.indexOf('\r', at) - at);
        };
        const QByteArray begun = visited(opened, {});
        const QUrlQuery asked(QUrl::fromEncoded(lineOf(begun, "Location")));
        QUrl callback(asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
        callback.setQuery(u"code=111&state="_s + asked.queryItemValue(u"state"_s));
        const QByteArray ended = visited(callback, lineOf(begun, "Set-Cookie").split(';').first());
        QVERIFY2(browse(QUrl::fromEncoded(lineOf(ended, "Location"))).startsWith("HTTP/1.1 200"),
                 ended.constData());
        QVERIFY2(running.exit() == 0, running.err.constData());
        const auto accessIn = [&](const QByteArray &token) {
            const auto plain = seal::openToken(token.toStdString(), key);
            const auto secret = seal::readSecretJson(plain ? plain->view() : std::string_view());
            const auto *pair
                = secret ? std::get_if<seal::OAuth2>(&secret->processor.kind) : nullptr;
            return pair != nullptr && pair->token ? std::string(pair->token->access.view())
                                                  : std::string();
        };
        QCOMPARE(accessIn(variable(u"out/AGENT.env"_s, "AGENT_SEALED")), std::string("AT1"));
        const QJsonObject row = seals().last().toObject();
        QVERIFY(row["expires"_L1].toInteger() - row["made"_L1].toInteger() >= 3500);

        Running refreshed;
        start(refreshed,
              {u"seal"_s, u"refresh"_s, row["id"_L1].toString(), u"--output"_s, u"out"_s,
               u"--yes-host"_s, host, u"--yes-host"_s,
               QString::fromStdString(service.url()).mid(8)},
              "b3arer\n");
        QVERIFY2(refreshed.exit() == 0, refreshed.err.constData());
        QCOMPARE(accessIn(variable(u"out/AGENT.env"_s, "AGENT_SEALED")), std::string("AT2"));
    }
};

QTEST_GUILESS_MAIN(TestCliSealAcquire)
#include "tst_clisealacquire.moc"

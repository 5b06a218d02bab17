// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/seal/broker/tlsupstream.h"
#include "tests/support/freeport.h"
#include "tests/support/realprogram.h"

#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <string>

namespace rekey::test {

inline constexpr auto kNoSsokenizer
    = "peer not here: ssokenizer (github.com/superfly/ssokenizer/cmd/ssokenizer at 0ba283a; "
      "REKEY_SSOKENIZER names it)";

/// The real service on loopback, behind a server that speaks TLS for it as a deployment has it,
/// with two providers: "idp", where it is client "cid" with the secret "csec", and "music".
class RealSsokenizer
{
public:
    explicit RealSsokenizer(const OwnCertificate &certificate)
        : m_program(realProgram(QStringLiteral("ssokenizer")))
        , m_front(certificate)
    {
        m_front.setHandler([this](const QByteArray &request) { return passedOn(request); });
    }
    ~RealSsokenizer()
    {
        if (m_server.state() == QProcess::NotRunning)
            return;
        m_server.kill();
        m_server.waitForFinished(5'000);
    }
    RealSsokenizer(const RealSsokenizer &) = delete;
    RealSsokenizer &operator=(const RealSsokenizer &) = delete;

    [[nodiscard]] bool isHere() const { return !m_program.isEmpty(); }
    [[nodiscard]] std::string url() const { return "https://" + m_front.host().toStdString(); }
    /// Where it listens itself, without TLS.
    [[nodiscard]] quint16 port() const { return m_port; }

    /// `issuer`: begin of the provider's URLs. False when it does not come up.
    bool serve(const std::string &sealKey, const std::string &bearer, const std::string &issuer,
               const std::string &returnUrl)
    {
        m_port = freePort();
        QFile file(m_folder.filePath(QStringLiteral("ssokenizer.yml")));
        if (!file.open(QIODevice::WriteOnly))
            return false;
        file.write(QByteArray::fromStdString(
            "url: " + url() + "\nseal_key: " + sealKey + "\nhttp:\n  address: 127.0.0.1:"
            + std::to_string(m_port) + "\nidentity_providers:\n  idp:\n    profile: oauth\n"
            + "    client_id: cid\n    client_secret: csec\n    scopes: [\"a b\", c]\n    "
              "auth_url: "
            + issuer + "/auth\n    token_url: " + issuer + "/token\n    return_url: " + returnUrl
            + "\n    secret_auth:\n      bearer: " + bearer
            + "\n  music:\n    profile: musickit\n    developer_token: devtok\n    return_url: "
            + returnUrl + "\n    secret_auth:\n      bearer: " + bearer + "\n"));
        file.close();
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
        m_server.setProcessEnvironment(environment);
        m_server.setProcessChannelMode(QProcess::MergedChannels);
        m_server.start(m_program,
                       {QStringLiteral("serve"), QStringLiteral("-config"), file.fileName()});
        return QTest::qWaitFor([this] { return log().contains("listening at"); }, 20'000);
    }
    const QByteArray &log()
    {
        m_log += m_server.readAll();
        return m_log;
    }

private:
    /// The whole answer; the service closes after it when told to. Others go on meanwhile: it asks
    /// the provider, which runs in this thread.
    QByteArray passedOn(QByteArray request) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        request.insert(request.indexOf("\r\n") + 2, "Connection: close\r\n");
        socket.write(request);
        std::ignore = QTest::qWaitFor(
            [&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }, 10'000);
        return socket.readAll();
    }

    QString m_program;
    TlsUpstream m_front;
    QTemporaryDir m_folder;
    QProcess m_server;
    QByteArray m_log;
    quint16 m_port = 0;
};

} // namespace rekey::test

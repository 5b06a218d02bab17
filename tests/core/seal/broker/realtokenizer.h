// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "tests/core/seal/secrets.h"
#include "tests/support/freeport.h"
#include "tests/support/realprogram.h"

#include <QProcess>
#include <QTemporaryFile>
#include <QTest>

#include <map>

namespace rekey::test {

inline constexpr auto kNoTokenizer
    = "peer not here: tokenizer (github.com/superfly/tokenizer/cmd/tokenizer at "
      "v0.0.3-0.20260501184601-a60499d50d16; REKEY_TOKENIZER names it)";

/// The program whose protocol the broker speaks, with the first open key: as a server on loopback,
/// and as the commands that seal and unseal.
class RealTokenizer
{
public:
    RealTokenizer()
        : m_program(realProgram(QStringLiteral("tokenizer")))
    {
        // Nothing of ours, such as proxies or certificates.
        m_environment.insert(QStringLiteral("OPEN_KEY"),
                             QString::fromStdString(toHex(firstKey().bytes().bytes())));
        m_environment.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
    }
    ~RealTokenizer() { stop(); }
    RealTokenizer(const RealTokenizer &) = delete;
    RealTokenizer &operator=(const RealTokenizer &) = delete;

    [[nodiscard]] bool isHere() const { return !m_program.isEmpty(); }
    /// As it tells it itself.
    [[nodiscard]] QString revision() const
    {
        return QString::fromUtf8(ran({QStringLiteral("version")}).err).trimmed();
    }

    /// Trusts the certificates of that PEM file only; none: those of the system. False when it does
    /// not come up.
    bool serve(const QString &authorities)
    {
        m_port = freePort();
        QProcessEnvironment environment = m_environment;
        environment.insert(QStringLiteral("LISTEN_ADDRESS"),
                           QStringLiteral("127.0.0.1:%1").arg(m_port));
        if (!authorities.isEmpty())
            environment.insert(QStringLiteral("SSL_CERT_FILE"), authorities);
        m_server.setProcessEnvironment(environment);
        m_server.start(m_program, {QStringLiteral("serve")});
        return QTest::qWaitFor([this] { return log().contains("msg=listening"); }, 20'000);
    }
    void stop()
    {
        if (m_server.state() == QProcess::NotRunning)
            return;
        m_server.terminate();
        if (!m_server.waitForFinished(5'000))
            m_server.kill();
        m_server.waitForFinished(5'000);
    }
    [[nodiscard]] quint16 port() const { return m_port; }
    /// What it has written about what it did.
    const QByteArray &log()
    {
        m_log += m_server.readAllStandardError();
        return m_log;
    }

    /// The sealed token, as the program makes it; empty when it refuses the JSON.
    QByteArray seal(const std::string &json)
    {
        const auto known = m_sealed.find(json);
        if (known != m_sealed.end())
            return known->second;
        QTemporaryFile file;
        if (!file.open())
            return {};
        file.write(QByteArray::fromStdString(json));
        file.close();
        return m_sealed[json]
            = ran({QStringLiteral("seal"), QStringLiteral("-json-file"), file.fileName()})
                  .out.trimmed();
    }
    /// What is within, as it was sealed.
    [[nodiscard]] QByteArray unseal(const QByteArray &token) const
    {
        QByteArray out
            = ran({QStringLiteral("unseal"), QStringLiteral("-token"), QString::fromUtf8(token)})
                  .out;
        out.chop(1); // its line break
        return out;
    }
    /// The line by which it shows its seal key.
    [[nodiscard]] QByteArray sealKeyLine() const
    {
        return ran({QStringLiteral("sealkey")}).err.trimmed();
    }

private:
    struct Ran
    {
        QByteArray out;
        QByteArray err;
    };

    [[nodiscard]] Ran ran(const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(m_program, arguments);
        process.waitForFinished(20'000);
        return {process.readAllStandardOutput(), process.readAllStandardError()};
    }

    QString m_program;
    QProcessEnvironment m_environment;
    QProcess m_server;
    QByteArray m_log;
    quint16 m_port = 0;
    std::map<std::string, QByteArray> m_sealed; ///< by JSON
};

} // namespace rekey::test

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QProcess>
#include <QString>
#include <QTest>
#include <QUrl>

namespace rekey::test {

/// A server of tests/peers on loopback: started here, stopped when this goes. It prints its port,
/// ends with its standard input and exits with 77 where a package is missing.
class PeerProcess
{
public:
    explicit PeerProcess(const QString &script, const QString &program = QStringLiteral("python3"),
                         const QProcessEnvironment &environment = {})
    {
        if (!environment.isEmpty())
            m_process.setProcessEnvironment(environment);
        m_network.setProxy(QNetworkProxy::NoProxy);
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(program, {QStringLiteral(REKEY_SOURCE_DIR "/tests/peers/") + script});
        if (!m_process.waitForStarted()) {
            m_problem = QStringLiteral("peer not here: %1 for %2").arg(program, script);
            return;
        }
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) { }
        m_port = m_process.readLine().trimmed().toInt();
        if (m_port == 0) {
            const bool isEnded = m_process.waitForFinished(5'000);
            const bool isAbsent = isEnded && m_process.exitStatus() == QProcess::NormalExit
                && m_process.exitCode() == kNotHere;
            m_problem = (isAbsent ? QStringLiteral("peer not here: %1 (%2)")
                                  : QStringLiteral("peer failed: %1 (%2)"))
                            .arg(script, QString::fromUtf8(m_process.readAllStandardError()));
            // A peer that is here and cannot start is no reason to leave a test out.
            if (!isAbsent)
                QTest::qFail(qPrintable(m_problem), __FILE__, __LINE__);
        }
    }

    ~PeerProcess()
    {
        m_process.closeWriteChannel();
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(5'000))
            m_process.kill();
        m_process.waitForFinished(5'000);
    }
    PeerProcess(const PeerProcess &) = delete;
    PeerProcess &operator=(const PeerProcess &) = delete;

    /// Why it does not run; empty when it does. For QSKIP: where more is wrong than that the
    /// program or a package is missing, the test has failed already.
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString host() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }
    [[nodiscard]] QString url() const { return QStringLiteral("http://") + host(); }

    QJsonObject get(const QString &path)
    {
        return answerOf(m_network.get(QNetworkRequest(QUrl(url() + path))));
    }
    QJsonObject post(const QString &path, const QJsonObject &body)
    {
        QNetworkRequest request{QUrl(url() + path)};
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        return answerOf(m_network.post(request, QJsonDocument(body).toJson()));
    }

private:
    static constexpr int kNotHere = 77;

    static QJsonObject answerOf(QNetworkReply *reply)
    {
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        if (!reply->isFinished())
            loop.exec();
        reply->deleteLater();
        return QJsonDocument::fromJson(reply->readAll()).object();
    }

    QProcess m_process;
    QNetworkAccessManager m_network;
    QString m_problem;
    int m_port = 0;
};

} // namespace rekey::test

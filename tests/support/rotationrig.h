// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/peerprocess.h"
#include "tests/support/storerig.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

namespace rekey::test {

/// A home with a store in it, and the real rekey-cli.
class RotationRig
{
public:
    struct Ran
    {
        int code = -1; ///< of a process that was killed: -1
        QByteArray out;
        QByteArray words;
    };

    RotationRig()
    {
        store.location = store::StoreLocation::file(path(QStringLiteral("store.db")).toStdString());
        write(QStringLiteral("words"), "open sesame\n");
        store.create();
    }

    [[nodiscard]] QString path(const QString &name) const { return m_home.filePath(name); }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(name));
    }

    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Runs with the store open; `more` goes into its environment.
    [[nodiscard]] Ran rekey(const QStringList &arguments,
                            const std::map<QString, QString> &more = {}) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), m_home.path());
        environment.insert(QStringLiteral("REKEY_STORE"), path(QStringLiteral("store.db")));
        environment.remove(QStringLiteral("XDG_DATA_HOME"));
        for (const auto &[name, value] : more)
            environment.insert(name, value);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home.path());
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(
            QStringLiteral(REKEY_CLI),
            arguments + QStringList{QStringLiteral("--passphrase-file"), QStringLiteral("words")});
        // Servers of the test's own answer meanwhile.
        QEventLoop loop;
        QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(120'000, &loop, &QEventLoop::quit);
        if (process.state() != QProcess::NotRunning)
            loop.exec();
        if (process.state() != QProcess::NotRunning)
            return {};
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }

    /// Options that lead a provider's requests to a peer, with a yes for it.
    [[nodiscard]] static QStringList leadTo(const QString &provider, const PeerProcess &peer)
    {
        return {QStringLiteral("--base-url"),      provider + u'=' + peer.url(),
                QStringLiteral("--allow-private"), QStringLiteral("peer=127.0.0.1"),
                QStringLiteral("--proxy"),         QStringLiteral("none"),
                QStringLiteral("--yes-host"),      peer.host()};
    }

    StoreRig store{QStringLiteral("sqlite")};

private:
    QTemporaryDir m_home;
};

/// The user "billing" with one key at the AWS peer, and an administrator's credential in files.
class AwsAccount
{
public:
    AwsAccount(PeerProcess &peer, const RotationRig &rig, double settleSeconds, std::uint32_t seed)
        : m_peer(peer)
    {
        MadeUp madeUp(seed);
        oldId = QString::fromStdString(madeUp.awsKeyId());
        oldSecret = QString::fromStdString(madeUp.awsSecret());
        reset(settleSeconds, rig);
    }

    void reset(double settleSeconds, const RotationRig &rig)
    {
        const QJsonObject admin = m_peer.post(QStringLiteral("/_peer/reset"),
                                              {{QStringLiteral("id"), oldId},
                                               {QStringLiteral("secret"), oldSecret},
                                               {QStringLiteral("settle"), settleSeconds}});
        adminId = admin.value(QLatin1StringView("admin_id")).toString();
        adminSecret = admin.value(QLatin1StringView("admin_secret")).toString();
        rig.write(QStringLiteral("admin"), adminSecret.toUtf8() + '\n');
    }

    /// A file with the key in it, found by a scan: finding S-1.
    void leak(const RotationRig &rig) const
    {
        rig.write(QStringLiteral("aws.ini"),
                  "aws_access_key_id = " + oldId.toUtf8()
                      + "\naws_secret_access_key = " + oldSecret.toUtf8() + '\n');
        QCOMPARE(rig.rekey({QStringLiteral("scan"), QStringLiteral("aws.ini")}).code, 1);
    }

    [[nodiscard]] QStringList credential() const
    {
        return {QStringLiteral("--with"), QStringLiteral("admin_key_id=") + adminId,
                QStringLiteral("--credential"), QStringLiteral("admin=file:admin")};
    }

    /// Key id to secret and status, of the user.
    [[nodiscard]] QJsonObject keys() const
    {
        return m_peer.get(QStringLiteral("/_peer/state"))
            .value(QLatin1StringView("keys"))
            .toObject();
    }

    QString oldId;
    QString oldSecret;
    QString adminId;
    QString adminSecret;

private:
    PeerProcess &m_peer;
};

} // namespace rekey::test

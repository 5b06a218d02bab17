// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/freeport.h"

#include <QDir>
#include <QFile>
#include <QNetworkInterface>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>

namespace rekey::test {

/// Has the system end a program that is still to be started when the test ends without having done
/// so, killed for instance. (Where the process is another than it was when this is asked, the test
/// has ended already.)
inline void endWithTest(QProcess &process)
{
    process.setChildProcessModifier([test = ::getpid()] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != test)
            ::_exit(1);
    });
}

/// A server program on a port of loopback with its files in a temporary folder; ended with the
/// object.
class LoopbackProgram
{
public:
    ~LoopbackProgram()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished(1000);
        QDir(m_folder.path()).removeRecursively();
    }
    LoopbackProgram(const LoopbackProgram &) = delete;
    LoopbackProgram &operator=(const LoopbackProgram &) = delete;

    /// Empty when it runs; else why not, for QSKIP.
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] quint16 port() const { return m_port; }

protected:
    LoopbackProgram() = default;

    [[nodiscard]] static bool isInstalled(const QString &program)
    {
        return !QStandardPaths::findExecutable(program, {}).isEmpty()
            || QFile::exists(QStringLiteral("/usr/sbin/") + program);
    }

    void start(const QString &program, const QStringList &arguments, int withinMs = 30'000)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log")));
        endWithTest(m_process);
        m_process.start(program, arguments);
        bool isUp = false;
        const auto looksUp = [&] {
            QTcpSocket probe;
            probe.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
            isUp = probe.waitForConnected(100);
            return isUp;
        };
        // What has ended will not listen any more.
        [[maybe_unused]] const bool isOver = QTest::qWaitFor(
            [&] { return looksUp() || m_process.state() == QProcess::NotRunning; }, withinMs);
        if (isUp)
            return;
        m_problem = program
            + (m_process.state() == QProcess::NotRunning ? QStringLiteral(" ended at once: ")
                                                         : QStringLiteral(" did not start: "))
            + said();
    }

    /// The end of what it wrote.
    [[nodiscard]] QString said() const
    {
        QFile log(m_folder.filePath(QStringLiteral("log")));
        return log.open(QIODevice::ReadOnly) ? endOf(log.readAll()) : QString();
    }

    [[nodiscard]] static QString endOf(const QByteArray &text)
    {
        return QString::fromUtf8(text.right(500));
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_problem;
    quint16 m_port = freePort();
};

class RedisServer final : public LoopbackProgram
{
public:
    /// `password` is that of the user default, who may do everything.
    explicit RedisServer(const QString &password)
    {
        const QString program = QStringLiteral("redis-server");
        if (!isInstalled(program)) {
            m_problem = QStringLiteral("Redis is not installed (package redis-server)");
            return;
        }
        QFile config(m_folder.filePath(QStringLiteral("redis.conf")));
        if (!config.open(QIODevice::WriteOnly))
            return;
        config.write("bind 127.0.0.1\nsave \"\"\nport " + QByteArray::number(m_port) + "\ndir "
                     + m_folder.path().toUtf8() + "\nrequirepass " + password.toUtf8() + "\n");
        config.close();
        start(program, {config.fileName()});
    }

    /// What it would read when it starts anew.
    [[nodiscard]] QByteArray config() const
    {
        QFile config(m_folder.filePath(QStringLiteral("redis.conf")));
        return config.open(QIODevice::ReadOnly) ? config.readAll() : QByteArray();
    }
};

class MariaServer final : public LoopbackProgram
{
public:
    MariaServer()
    {
        if (!isInstalled(QStringLiteral("mariadbd"))) {
            m_problem = QStringLiteral("MariaDB is not installed (package mariadb-server)");
            return;
        }
        const QString data = m_folder.filePath(QStringLiteral("data"));
        QDir().mkpath(data);
        QStringList common = {QStringLiteral("--no-defaults"), QStringLiteral("--datadir=") + data,
                              QStringLiteral("--user=nobody")};
        if (::geteuid() == 0) {
            for (const QString &folder : {m_folder.path(), data}) {
                if (::chown(qPrintable(folder), 65534, 65534) != 0)
                    m_problem = QStringLiteral("the temporary folder cannot be given to nobody");
            }
        } else {
            common.removeLast();
        }
        m_problem
            = run(QStringLiteral("mariadb-install-db"),
                  common
                      + QStringList{QStringLiteral("--auth-root-authentication-method=normal"),
                                    QStringLiteral("--skip-test-db")});
        if (!m_problem.isEmpty())
            return;
        start(QStringLiteral("/usr/sbin/mariadbd"),
              common
                  + QStringList{
                      QStringLiteral("--socket=") + socket(),
                      QStringLiteral("--bind-address=127.0.0.1")
                          + (outerAddress().isEmpty() ? QString() : u',' + outerAddress()),
                      QStringLiteral("--port=") + QString::number(m_port),
                      QStringLiteral("--innodb-buffer-pool-size=16M"),
                      QStringLiteral("--innodb-flush-log-at-trx-commit=0"),
                      QStringLiteral("--pid-file=") + m_folder.filePath(QStringLiteral("pid"))});
    }

    /// An address of this machine beyond loopback where it listens, too; empty: there is none.
    [[nodiscard]] static QString outerAddress()
    {
        for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
            if (!address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol)
                return address.toString();
        }
        return {};
    }

    /// Says statements as the server's administrator; empty when they were done.
    [[nodiscard]] QString say(const QString &statements)
    {
        return run(QStringLiteral("mariadb"),
                   {QStringLiteral("--no-defaults"), QStringLiteral("--socket=") + socket(),
                    QStringLiteral("-uroot"), QStringLiteral("-e"), statements});
    }

private:
    [[nodiscard]] QString socket() const { return m_folder.filePath(QStringLiteral("s")); }

    static QString run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        endWithTest(process);
        process.start(program, arguments);
        if (process.waitForFinished(60'000) && process.exitCode() == 0)
            return {};
        process.kill();
        process.waitForFinished(1000);
        return program + QStringLiteral(" failed: ") + endOf(process.readAll());
    }
};

} // namespace rekey::test

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace rekey::test {

/// A PostgreSQL server of its own on a unix socket in a temporary folder: started on first use,
/// stopped at the end. Without TCP, or on loopback with passwords (SCRAM). Run by root it becomes
/// the user nobody, for PostgreSQL refuses root.
class PostgresServer
{
public:
    enum class On
    {
        Socket,
        Loopback,
    };
    explicit PostgresServer(On on = On::Socket);
    ~PostgresServer();
    PostgresServer(const PostgresServer &) = delete;
    PostgresServer &operator=(const PostgresServer &) = delete;

    /// Empty when it runs; else why not, for QSKIP.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// Makes an empty database and gives its address for StoreLocation::parse.
    [[nodiscard]] QString newDatabase();
    /// Of 127.0.0.1, when it listens there.
    [[nodiscard]] quint16 port() const { return m_port; }
    /// Says a statement as the server's administrator; empty when it was done.
    [[nodiscard]] QString say(const QString &statement) const;

private:
    [[nodiscard]] QString start();
    [[nodiscard]] QString run(const QString &program, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    QString m_programs;
    QString m_problem;
    quint16 m_port = 5432;
    On m_on;
    bool m_isRunning = false;
    int m_databases = 0;
};

} // namespace rekey::test

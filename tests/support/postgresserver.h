// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace rekey::test {

/// A PostgreSQL server of its own on a unix socket in a temporary folder, without TCP: started on
/// first use, stopped at the end. Run by root it becomes the user nobody, for PostgreSQL refuses
/// root.
class PostgresServer
{
public:
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer &) = delete;
    PostgresServer &operator=(const PostgresServer &) = delete;

    /// Empty when it runs; else why not, for QSKIP.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// Makes an empty database and gives its address for StoreLocation::parse.
    [[nodiscard]] QString newDatabase();

private:
    [[nodiscard]] QString start();
    [[nodiscard]] QString run(const QString &program, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    QString m_programs;
    QString m_problem;
    bool m_isRunning = false;
    int m_databases = 0;
};

} // namespace rekey::test

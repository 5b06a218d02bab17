// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/postgresserver.h"

#include "tests/support/freeport.h"

#include <QDir>
#include <QProcess>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace rekey::test {

namespace {

QString newestPrograms()
{
    const QDir root(u"/usr/lib/postgresql"_s);
    QString newest;
    int highest = 0;
    for (const QString &version : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (version.toInt() > highest && QFile::exists(root.filePath(version + u"/bin/initdb"_s))) {
            highest = version.toInt();
            newest = root.filePath(version + u"/bin"_s);
        }
    }
    return newest;
}

} // namespace

PostgresServer::PostgresServer(On on)
    : m_programs(newestPrograms())
    , m_on(on)
{
    m_problem
        = m_programs.isEmpty() ? u"PostgreSQL is not installed (package postgresql)"_s : start();
}

PostgresServer::~PostgresServer()
{
    if (m_isRunning)
        static_cast<void>(run(
            u"pg_ctl"_s,
            {u"-D"_s, m_folder.filePath(u"data"_s), u"-m"_s, u"immediate"_s, u"-w"_s, u"stop"_s}));
    // Files of another user: only root can be here then.
    QDir(m_folder.path()).removeRecursively();
}

QString PostgresServer::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"HOME"_s, m_folder.path());
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    // The server inherits the output; a pipe would never end.
    process.setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    const QString path = m_programs + u'/' + program;
    if (::geteuid() == 0)
        process.start(
            u"setpriv"_s,
            QStringList{u"--reuid=nobody"_s, u"--regid=nogroup"_s, u"--clear-groups"_s, path}
                + arguments);
    else
        process.start(path, arguments);
    if (process.waitForFinished(60'000) && process.exitCode() == 0)
        return {};
    QFile log(m_folder.filePath(u"log"_s));
    static_cast<void>(log.open(QIODevice::ReadOnly));
    return program + u" failed: "_s
        + QString::fromUtf8(log.readAll().last(500 < log.size() ? 500 : log.size()));
}

QString PostgresServer::start()
{
    const QString data = m_folder.filePath(u"data"_s);
    const QString socket = m_folder.filePath(u"s"_s);
    for (const QString &folder : {data, socket}) {
        if (!QDir().mkpath(folder))
            return u"no temporary folder"_s;
        if (::geteuid() == 0 && ::chown(qPrintable(folder), 65534, 65534) != 0)
            return u"the temporary folder cannot be given to nobody"_s;
    }
    QFile::setPermissions(m_folder.path(),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup
                              | QFile::ExeOther);
    if (QString failed = run(u"initdb"_s,
                             {u"-D"_s, data, u"-U"_s, u"rekey"_s, u"--auth-local=trust"_s,
                              u"--auth-host=scram-sha-256"_s, u"-E"_s, u"UTF8"_s, u"--no-sync"_s});
        !failed.isEmpty())
        return failed;
    // Durable against a kill of the client, which is what is tested; not against a power cut.
    if (m_on == On::Loopback)
        m_port = freePort();
    const QString options
        = u"-k %1 -p %2 -c listen_addresses=%3 -c fsync=off -c max_connections=20 "
          "-c shared_buffers=32MB"_s.arg(socket)
              .arg(m_port)
              .arg(m_on == On::Loopback ? u"127.0.0.1"_s : QString());
    QString failed
        = run(u"pg_ctl"_s,
              {u"-D"_s, data, u"-o"_s, options, u"-l"_s, m_folder.filePath(u"s/server.log"_s),
               u"-w"_s, u"-t"_s, u"50"_s, u"start"_s});
    m_isRunning = failed.isEmpty();
    return failed;
}

QString PostgresServer::say(const QString &statement) const
{
    return run(u"psql"_s,
               {u"-h"_s, m_folder.filePath(u"s"_s), u"-p"_s, QString::number(m_port), u"-U"_s,
                u"rekey"_s, u"-d"_s, u"postgres"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-c"_s,
                statement});
}

QString PostgresServer::newDatabase()
{
    const QString name = u"d%1"_s.arg(++m_databases);
    const QString socket = m_folder.filePath(u"s"_s);
    if (const QString failed
        = run(u"createdb"_s,
              {u"-h"_s, socket, u"-p"_s, QString::number(m_port), u"-U"_s, u"rekey"_s, name});
        !failed.isEmpty())
        qFatal("%s", qPrintable(failed));
    return u"postgresql://rekey@/%1?host=%2"_s.arg(name, socket);
}

} // namespace rekey::test

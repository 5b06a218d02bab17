// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/databaseservers.h"

#include <QFileInfo>
#include <QProcessEnvironment>

namespace rekey::test {

/// RabbitMQ with nobody but its own guest, and the daemon that Erlang's nodes find each other by:
/// all of it on loopback and on ports of its own, so that several run side by side. Takes some
/// seconds to start.
class RabbitServer final : public LoopbackProgram
{
public:
    RabbitServer()
    {
        if (!QFileInfo(program(QStringLiteral("rabbitmq-server"))).isExecutable()) {
            m_problem = QStringLiteral("RabbitMQ is not installed (package rabbitmq-server)");
            return;
        }
        QFile config(m_folder.filePath(QStringLiteral("rabbitmq.conf")));
        QFile plugins(m_folder.filePath(QStringLiteral("plugins")));
        if (!config.open(QIODevice::WriteOnly) || !plugins.open(QIODevice::WriteOnly)) {
            m_problem = QStringLiteral("the temporary folder cannot be written");
            return;
        }
        config.write("listeners.tcp.1 = 127.0.0.1:" + QByteArray::number(m_port)
                     + "\nlog.console = true\nlog.file = false\n");
        config.close();
        plugins.write("[].\n");
        plugins.close();
        const QString names = QString::number(freePort());
        endWithTest(m_names);
        m_names.start(QStringLiteral("epmd"),
                      {QStringLiteral("-address"), QStringLiteral("127.0.0.1"),
                       QStringLiteral("-port"), names});
        m_environment = environment(names);
        m_process.setProcessEnvironment(m_environment);
        start(program(QStringLiteral("rabbitmq-server")), {}, 60'000);
        // It listens before it has begun to answer.
        if (m_problem.isEmpty())
            m_problem = say(QStringLiteral("Call(rabbit, await_startup, [])"));
    }

    /// The system ends both the server and the daemon when the test is killed.
    ~RabbitServer()
    {
        m_process.kill(); // nothing of it is kept, and the way of stopping it takes seconds
        m_process.waitForFinished(5000);
        m_names.kill();
        m_names.waitForFinished(5000);
    }
    RabbitServer(const RabbitServer &) = delete;
    RabbitServer &operator=(const RabbitServer &) = delete;

    /// Gives somebody a password, new there or not; empty when it was done.
    [[nodiscard]] QString setPassword(const QString &user, const QString &password) const
    {
        return say(QStringLiteral("case Users(change_password, [%1, %2, <<>>]) of ok -> ok; "
                                  "_ -> Users(add_user, [%1, %2, <<>>]) end")
                       .arg(binary(user), binary(password)));
    }

    [[nodiscard]] QString removeUser(const QString &user) const
    {
        return say(QStringLiteral("Users(delete_user, [%1, <<>>])").arg(binary(user)));
    }

private:
    static QString binary(const QString &text)
    {
        return QStringLiteral("(binary:decode_hex(<<\"%1\">>))")
            .arg(QString::fromLatin1(text.toUtf8().toHex()));
    }

    /// Works out an expression that asks the server; empty when that is `ok`. What rabbitmqctl
    /// does, which takes half a minute where no name server answers.
    [[nodiscard]] QString say(const QString &expression) const
    {
        QFile secret(m_folder.filePath(QStringLiteral(".erlang.cookie")));
        if (!secret.open(QIODevice::ReadOnly))
            return QStringLiteral("RabbitMQ has no secret for its nodes");
        const QString whole
            = QStringLiteral("Call = fun(Module, Function, Given) -> rpc:call('rekey@localhost', "
                             "Module, Function, Given) end, Users = fun(Function, Given) -> "
                             "Call(rabbit_auth_backend_internal, Function, Given) end, "
                             "case (begin %1 end) of ok -> halt(0); Other -> "
                             "io:format(\"~p~n\", [Other]), halt(1) end.")
                  .arg(expression);
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        endWithTest(process);
        process.start(QStringLiteral("erl"),
                      {QStringLiteral("-noinput"), QStringLiteral("-hidden"),
                       QStringLiteral("-sname"), QStringLiteral("tests@localhost"),
                       QStringLiteral("-setcookie"), QString::fromLatin1(secret.readAll()),
                       QStringLiteral("-kernel"), QStringLiteral("inet_dist_use_interface"),
                       QStringLiteral("{127,0,0,1}"), QStringLiteral("-eval"), whole});
        if (process.waitForFinished(30'000) && process.exitCode() == 0)
            return {};
        process.kill();
        process.waitForFinished(1000);
        return QStringLiteral("RabbitMQ said: ") + QString::fromUtf8(process.readAll());
    }

    /// Not what is on the PATH: Debian's wrappers there become the user rabbitmq.
    static QString program(const QString &name)
    {
        return QStringLiteral("/usr/lib/rabbitmq/bin/") + name;
    }

    [[nodiscard]] QProcessEnvironment environment(const QString &names) const
    {
        const QString folder = m_folder.path();
        QProcessEnvironment made = QProcessEnvironment::systemEnvironment();
        made.insert(QStringLiteral("HOME"), folder); // where the nodes' common secret is
        made.insert(QStringLiteral("ERL_EPMD_ADDRESS"), QStringLiteral("127.0.0.1"));
        made.insert(QStringLiteral("ERL_EPMD_PORT"), names);
        made.insert(QStringLiteral("RABBITMQ_NODENAME"), QStringLiteral("rekey@localhost"));
        made.insert(QStringLiteral("RABBITMQ_DIST_PORT"), QString::number(freePort()));
        made.insert(QStringLiteral("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"),
                    QStringLiteral("-kernel inet_dist_use_interface {127,0,0,1}"));
        made.insert(QStringLiteral("RABBITMQ_CONF_ENV_FILE"), QStringLiteral("/dev/null"));
        made.insert(QStringLiteral("RABBITMQ_CONFIG_FILE"),
                    m_folder.filePath(QStringLiteral("rabbitmq.conf")));
        made.insert(QStringLiteral("RABBITMQ_ENABLED_PLUGINS_FILE"),
                    m_folder.filePath(QStringLiteral("plugins")));
        made.insert(QStringLiteral("RABBITMQ_PLUGINS_EXPAND_DIR"),
                    m_folder.filePath(QStringLiteral("expanded")));
        made.insert(QStringLiteral("RABBITMQ_MNESIA_BASE"), folder);
        made.insert(QStringLiteral("RABBITMQ_LOG_BASE"), folder);
        made.insert(QStringLiteral("RABBITMQ_PID_FILE"), m_folder.filePath(QStringLiteral("pid")));
        // Its script then becomes the server instead of waiting for it, so that it ends with it.
        made.insert(QStringLiteral("RUNNING_UNDER_SYSTEMD"), QStringLiteral("true"));
        return made;
    }

    QProcess m_names;
    QProcessEnvironment m_environment;
};

} // namespace rekey::test

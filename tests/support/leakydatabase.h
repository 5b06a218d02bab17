// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/database.h"
#include "tests/support/madeup.h"
#include "tests/support/postgresserver.h"

#include <QString>
#include <QTest>

#include <string>
#include <vector>

namespace rekey::test {

/// A PostgreSQL server on loopback with the role "app", whose password leaked in a connection URL,
/// and the role "boss", who may change it.
class LeakyDatabase
{
public:
    explicit LeakyDatabase(std::uint32_t seed)
        : m_made(seed)
        , admin(QString::fromStdString(m_made.alphanumeric(24)))
        , old(QString::fromStdString(m_made.alphanumeric(24)))
    {
        problem = m_server.problem();
        if (problem.isEmpty())
            problem = m_server.say(
                QStringLiteral("CREATE ROLE boss LOGIN SUPERUSER PASSWORD '%1'; CREATE TABLE t "
                               "(a int); CREATE ROLE app; GRANT SELECT ON t TO app")
                    .arg(admin));
        reset();
    }

    /// "app" with its old password, and no successor of it.
    void reset()
    {
        if (problem.isEmpty())
            problem = m_server.say(
                QStringLiteral(
                    "DO $$ DECLARE r text; BEGIN FOR r IN SELECT rolname FROM pg_roles WHERE "
                    "rolname LIKE 'rekey\\_%' LOOP EXECUTE format('DROP ROLE %I', r); END LOOP; "
                    "END $$; ALTER ROLE app LOGIN PASSWORD '%1'")
                    .arg(old));
    }

    [[nodiscard]] QString host() const
    {
        return QStringLiteral("127.0.0.1:%1").arg(m_server.port());
    }
    /// As it stands in a file that was scanned.
    [[nodiscard]] QByteArray url() const
    {
        return "postgresql://app:" + old.toUtf8() + '@' + host().toUtf8() + "/postgres";
    }

    [[nodiscard]] provider::Says says(const std::string &role, const std::string &password) const
    {
        provider::DatabaseTarget target;
        target.host = "127.0.0.1";
        target.port = m_server.port();
        target.user = role;
        target.database = "postgres";
        provider::DatabaseSettings settings;
        settings.allowed = {{"tests", "127.0.0.1"}};
        const auto login
            = provider::logIn(target, secret::SecretBytes::copyOf(password), settings, {});
        return login ? login->answer.says : provider::Says::Unknown;
    }
    [[nodiscard]] bool isOldAccepted() const
    {
        return says("app", old.toStdString()) == provider::Says::Live;
    }
    /// "app" and its successors.
    [[nodiscard]] std::vector<std::string> roles() const
    {
        provider::DatabaseTarget target;
        target.host = "127.0.0.1";
        target.port = m_server.port();
        target.user = "boss";
        target.database = "postgres";
        provider::DatabaseSettings settings;
        settings.allowed = {{"tests", "127.0.0.1"}};
        const auto login = provider::logIn(target, secret::SecretBytes::copyOf(admin.toStdString()),
                                           settings, {});
        std::vector<std::string> names;
        if (!login || !login->session)
            return names;
        if (const auto keys = login->session->keys("app")) {
            for (const provider::DatabaseKey &key : *keys)
                names.push_back(key.id);
        }
        return names;
    }

private:
    MadeUp m_made;
    PostgresServer m_server{PostgresServer::On::Loopback};

public:
    QString admin; ///< password of "boss"
    QString old; ///< leaked password of "app"
    QString problem; ///< empty: it is there
};

} // namespace rekey::test

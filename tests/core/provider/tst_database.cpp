// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/database.h"
#include "tests/support/databaselogin.h"
#include "tests/support/databaseservers.h"
#include "tests/support/madeup.h"
#include "tests/support/postgresserver.h"

#include <QTest>

#include <algorithm>
#include <thread>

using namespace rekey;
using namespace rekey::provider;
using namespace Qt::StringLiterals;
using secret::SecretBytes;
using test::here;
using test::in;
using test::loopback;
using test::MadeUp;
using test::secretOf;

/// Every behaviour here is one of a real server on loopback.
class TestDatabase : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::PostgresServer> m_postgres;
    std::unique_ptr<test::MariaServer> m_maria;
    std::unique_ptr<test::RedisServer> m_redis;
    MadeUp m_made{23};
    QString m_admin = QString::fromStdString(m_made.alphanumeric(24));
    QString m_old = QString::fromStdString(m_made.alphanumeric(20)) + u"'\\\"x"_s;
    QString m_new = QString::fromStdString(m_made.alphanumeric(24));

    [[nodiscard]] quint16 portOf(DatabaseKind kind) const
    {
        return kind == DatabaseKind::PostgreSql ? m_postgres->port()
            : kind == DatabaseKind::MySql       ? m_maria->port()
                                                : m_redis->port();
    }

    [[nodiscard]] QString problemOf(DatabaseKind kind) const
    {
        return kind == DatabaseKind::PostgreSql ? m_postgres->problem()
            : kind == DatabaseKind::MySql       ? m_maria->problem()
                                                : m_redis->problem();
    }

    DatabaseTarget target(DatabaseKind kind, const std::string &user)
    {
        DatabaseTarget made = here(kind, portOf(kind), user);
        made.database = kind == DatabaseKind::PostgreSql ? "postgres" : "";
        return made;
    }

    Says says(DatabaseKind kind, const std::string &user, const QString &password)
    {
        return in(target(kind, user), password).answer.says;
    }

    static std::string accountOf(DatabaseKind kind)
    {
        return kind == DatabaseKind::MySql ? "app@%" : "app";
    }

    static std::string userOf(const std::string &account)
    {
        return account.starts_with('#') ? "app" : account.substr(0, account.find('@'));
    }

    /// A session of somebody who may do everything.
    std::unique_ptr<DatabaseSession> admin(DatabaseKind kind)
    {
        return in(target(kind, kind == DatabaseKind::Redis ? "default" : "boss"), m_admin).session;
    }

    void makeApp(DatabaseKind kind)
    {
        const QString quoted = QString(m_old).replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
        if (kind == DatabaseKind::PostgreSql)
            QCOMPARE(
                m_postgres->say(
                    u"CREATE ROLE app LOGIN PASSWORD E'%1'; CREATE TABLE IF NOT EXISTS t (a int); "
                    "GRANT SELECT, INSERT ON t TO app"_s.arg(quoted)),
                QString());
        else if (kind == DatabaseKind::MySql)
            QCOMPARE(m_maria->say(
                         u"CREATE DATABASE IF NOT EXISTS shop; CREATE USER 'app'@'%' "
                         "IDENTIFIED BY '%1'; GRANT SELECT ON shop.* TO 'app'@'%'"_s.arg(quoted)),
                     QString());
        else
            QVERIFY(admin(kind)->addKey("app", {}, secretOf(m_old)).has_value());
        if (kind == DatabaseKind::Redis) {
            QVERIFY(admin(kind)->setActive("app", "on", true).has_value());
            for (const char *rule : {"+@read", "+acl|whoami", "~cache:*"})
                QVERIFY(admin(kind)->setActive("app", rule, true).has_value());
        }
    }

    void dropApp(DatabaseKind kind)
    {
        if (kind == DatabaseKind::PostgreSql)
            QCOMPARE(m_postgres->say(u"DROP OWNED BY app; DROP ROLE app"_s), QString());
        else if (kind == DatabaseKind::MySql)
            QCOMPARE(m_maria->say(u"DROP USER 'app'@'%'"_s), QString());
    }

    static void addKinds()
    {
        QTest::addColumn<int>("kindNumber");
        QTest::newRow("PostgreSQL") << static_cast<int>(DatabaseKind::PostgreSql);
        QTest::newRow("MariaDB") << static_cast<int>(DatabaseKind::MySql);
        QTest::newRow("Redis") << static_cast<int>(DatabaseKind::Redis);
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::jthread postgres([this] {
            m_postgres = std::make_unique<test::PostgresServer>(test::PostgresServer::On::Loopback);
        });
        m_maria = std::make_unique<test::MariaServer>();
        m_redis = std::make_unique<test::RedisServer>(m_admin);
        postgres.join();
        if (m_postgres->problem().isEmpty())
            QCOMPARE(
                m_postgres->say(u"CREATE ROLE boss LOGIN SUPERUSER PASSWORD '%1'"_s.arg(m_admin)),
                QString());
        if (m_maria->problem().isEmpty())
            QCOMPARE(m_maria->say(u"CREATE USER 'boss'@'%' IDENTIFIED BY '%1'; GRANT ALL ON *.* TO "
                                  "'boss'@'%' WITH GRANT OPTION"_s.arg(m_admin)),
                     QString());
    }

    void aRightPasswordIsLetInAndAWrongOneIsNot_data() { addKinds(); }
    void aRightPasswordIsLetInAndAWrongOneIsNot()
    {
        QFETCH(int, kindNumber);
        const auto kind = static_cast<DatabaseKind>(kindNumber);
        if (!problemOf(kind).isEmpty())
            QSKIP(qPrintable(problemOf(kind)));
        makeApp(kind);
        const DatabaseLogin right = in(target(kind, "app"), m_old);
        QVERIFY2(right.answer.says == Says::Live, right.answer.reason.c_str());
        QVERIFY(right.session != nullptr);
        QCOMPARE(right.answer.address, std::string("127.0.0.1"));
        const DatabaseLogin wrong = in(target(kind, "app"), m_new);
        QCOMPARE(wrong.answer.says, Says::Dead);
        QVERIFY(wrong.session == nullptr);
        QVERIFY(!wrong.answer.code.empty() && !wrong.answer.reason.empty());
        // MySQL and Redis refuse a right password in the same words, as of another machine.
        QCOMPARE(wrong.answer.isCertain, kind == DatabaseKind::PostgreSql);
        QVERIFY(!wrong.answer.reason.contains(m_new.toStdString()));
        QCOMPARE(says(kind, "nobody", m_old), Says::Dead);
        dropApp(kind);
    }

    void tellsWhatTheAccountMayDo_data() { addKinds(); }
    void tellsWhatTheAccountMayDo()
    {
        QFETCH(int, kindNumber);
        const auto kind = static_cast<DatabaseKind>(kindNumber);
        if (!problemOf(kind).isEmpty())
            QSKIP(qPrintable(problemOf(kind)));
        const auto reaches = [](const Result<DatabaseAccess> &access, Reach reach) {
            return std::ranges::contains(access->rights, reach, &DatabaseAccess::Right::reach);
        };
        makeApp(kind);
        const Result<DatabaseAccess> app = in(target(kind, "app"), m_old).session->access();
        QVERIFY2(app, app ? "" : app.error().text().c_str());
        QCOMPARE(userOf(app->identity), std::string("app"));
        QVERIFY(!reaches(app, Reach::Rules));
        for (const DatabaseAccess::Right &right : app->rights)
            QVERIFY2(!right.name.contains("PASSWORD")
                         && !right.name.contains('*' + std::string(1, '4')),
                     right.name.c_str());
        const Result<DatabaseAccess> boss = admin(kind)->access();
        QVERIFY2(boss, boss ? "" : boss.error().text().c_str());
        QVERIFY(reaches(boss, Reach::Rules));
        QVERIFY(!boss->server.empty());
        if (kind == DatabaseKind::PostgreSql) {
            QVERIFY(reaches(app, Reach::Reads) && reaches(app, Reach::Changes));
            QVERIFY(std::ranges::contains(app->resources, "public.t"));
        }
        if (kind == DatabaseKind::MySql)
            QVERIFY(std::ranges::contains(app->resources, "shop"));
        dropApp(kind);
    }

    /// Two ways in at once, the new one proven before the old one ends; all of it can be taken
    /// back.
    void aSecondKeyWorksBesideTheFirst_data() { addKinds(); }
    void aSecondKeyWorksBesideTheFirst()
    {
        QFETCH(int, kindNumber);
        const auto kind = static_cast<DatabaseKind>(kindNumber);
        if (!problemOf(kind).isEmpty())
            QSKIP(qPrintable(problemOf(kind)));
        makeApp(kind);
        const std::string account = accountOf(kind);
        const auto boss = admin(kind);
        const auto before = boss->keys(account);
        QVERIFY2(before && before->size() == 1, before ? "" : before.error().text().c_str());
        const std::string old = before->front().id;
        const auto added = boss->addKey(account, "1", secretOf(m_new));
        QVERIFY2(added, added ? "" : added.error().text().c_str());
        QVERIFY(*added != old);
        QCOMPARE(says(kind, "app", m_old), Says::Live);
        QCOMPARE(says(kind, userOf(*added), m_new), Says::Live);
        QCOMPARE(boss->keys(account)->size(), 2U);
        if (kind != DatabaseKind::Redis) {
            // The new account may do what the old one may.
            const auto access = in(target(kind, userOf(*added)), m_new).session->access();
            QVERIFY2(access, access ? "" : access.error().text().c_str());
            QVERIFY(std::ranges::any_of(access->rights, [](const DatabaseAccess::Right &right) {
                return right.name.contains("SELECT") || right.name == "member of app";
            }));
            QVERIFY(!boss->addKey(account, "1", secretOf(m_new)).has_value());
        }

        QVERIFY(boss->setActive(account, old, false).has_value());
        QVERIFY(says(kind, "app", m_old) != Says::Live);
        QCOMPARE(says(kind, userOf(*added), m_new), Says::Live);
        QVERIFY(boss->setActive(account, old, true).has_value());
        QCOMPARE(says(kind, "app", m_old), Says::Live);

        QVERIFY(boss->removeKey(account, *added).has_value());
        QVERIFY(boss->removeKey(account, *added).has_value());
        QCOMPARE(says(kind, userOf(*added), m_new), Says::Dead);
        QCOMPARE(*boss->keys(account), *before);
        dropApp(kind);
    }

    void aChangedPasswordEndsTheOldOneAndSessionsCanBeCut_data() { addKinds(); }
    void aChangedPasswordEndsTheOldOneAndSessionsCanBeCut()
    {
        QFETCH(int, kindNumber);
        const auto kind = static_cast<DatabaseKind>(kindNumber);
        if (!problemOf(kind).isEmpty())
            QSKIP(qPrintable(problemOf(kind)));
        makeApp(kind);
        const DatabaseLogin open = in(target(kind, "app"), m_old);
        const auto boss = admin(kind);
        const Result<void> changed = boss->changePassword(accountOf(kind), secretOf(m_new));
        QVERIFY2(changed, changed ? "" : changed.error().text().c_str());
        QCOMPARE(says(kind, "app", m_old), Says::Dead);
        QCOMPARE(says(kind, "app", m_new), Says::Live);
        QVERIFY2(open.session->access().has_value(), "a session that is open lives on");
        const Result<void> cut = boss->endSessions(accountOf(kind));
        QVERIFY2(cut, cut ? "" : cut.error().text().c_str());
        QTRY_VERIFY(!open.session->access().has_value());
        dropApp(kind);
    }

    void aLockedAccountIsDisabledNotDead()
    {
        if (m_postgres->problem().isEmpty()) {
            makeApp(DatabaseKind::PostgreSql);
            QVERIFY(admin(DatabaseKind::PostgreSql)->setActive({}, "app", false).has_value());
            QCOMPARE(says(DatabaseKind::PostgreSql, "app", m_old), Says::Disabled);
            QCOMPARE(says(DatabaseKind::PostgreSql, "app", m_new), Says::Dead);
            dropApp(DatabaseKind::PostgreSql);
        }
        if (m_maria->problem().isEmpty()) {
            makeApp(DatabaseKind::MySql);
            QVERIFY(admin(DatabaseKind::MySql)->setActive({}, "app@%", false).has_value());
            QCOMPARE(says(DatabaseKind::MySql, "app", m_old), Says::Disabled);
            QCOMPARE(says(DatabaseKind::MySql, "app", m_new), Says::Dead);
            dropApp(DatabaseKind::MySql);
        }
        if (!m_postgres->problem().isEmpty() && !m_maria->problem().isEmpty())
            QSKIP("neither PostgreSQL nor MariaDB is installed");
    }

    void aMissingDatabaseStillProvesThePassword()
    {
        if (!m_postgres->problem().isEmpty() || !m_maria->problem().isEmpty())
            QSKIP("PostgreSQL or MariaDB is not installed");
        for (const DatabaseKind kind : {DatabaseKind::PostgreSql, DatabaseKind::MySql}) {
            makeApp(kind);
            DatabaseTarget other = target(kind, "app");
            other.database = "not_there";
            QCOMPARE(in(other, m_old).answer.says, Says::Limited);
            QCOMPARE(in(other, m_new).answer.says, Says::Dead);
            dropApp(kind);
        }
    }

    void aServerThatAsksForNoPasswordProvesNothing()
    {
        if (!m_redis->problem().isEmpty())
            QSKIP(qPrintable(m_redis->problem()));
        QVERIFY(admin(DatabaseKind::Redis)->setActive("open", "on", true).has_value());
        QVERIFY(admin(DatabaseKind::Redis)->setActive("open", "nopass", true).has_value());
        // It takes whatever is sent, so who asks has to send a twin too.
        QCOMPARE(says(DatabaseKind::Redis, "open", m_new), Says::Live);
    }

    /// The library would take a certificate that nobody signed, and show it an answer made of the
    /// password first.
    void mariaDbBeyondLoopbackNeedsACertificate()
    {
        if (!m_maria->problem().isEmpty())
            QSKIP(qPrintable(m_maria->problem()));
        const QString outer = test::MariaServer::outerAddress();
        if (outer.isEmpty())
            QSKIP("this machine has no address beyond loopback");
        makeApp(DatabaseKind::MySql);
        DatabaseTarget there = target(DatabaseKind::MySql, "app");
        there.host = outer.toStdString();
        DatabaseSettings settings = loopback();
        settings.allowed.push_back({"tests", there.host});
        const auto login = logIn(there, secretOf(m_old), settings, {});
        dropApp(DatabaseKind::MySql);
        QVERIFY2(login, login ? "" : login.error().text().c_str());
        QCOMPARE(login->answer.says, Says::Unknown);
        QVERIFY2(login->answer.reason.contains("certificate"), login->answer.reason.c_str());
        QVERIFY(login->session == nullptr);
    }

    /// ACL SETUSER alone is forgotten when the server starts anew.
    void redisKeepsWhatIsChanged()
    {
        if (!m_redis->problem().isEmpty())
            QSKIP(qPrintable(m_redis->problem()));
        makeApp(DatabaseKind::Redis);
        const auto boss = admin(DatabaseKind::Redis);
        const auto added = boss->addKey("app", {}, secretOf(m_new));
        QVERIFY2(added, added ? "" : added.error().text().c_str());
        QVERIFY(m_redis->config().contains(QByteArray::fromStdString(*added)));
        QVERIFY(boss->removeKey("app", *added).has_value());
        QVERIFY(!m_redis->config().contains(QByteArray::fromStdString(*added)));
    }

    void mariaDbListsNobodyElsesAccounts()
    {
        if (!m_maria->problem().isEmpty())
            QSKIP(qPrintable(m_maria->problem()));
        makeApp(DatabaseKind::MySql);
        QCOMPARE(m_maria->say(u"CREATE USER 'app_x'@'%'; CREATE USER 'rekey_app_x_1'@'%'; "
                              "CREATE USER 'rekeyZapp_1'@'%'; CREATE USER 'rekey_appy_1'@'%'"_s),
                 QString());
        const auto boss = admin(DatabaseKind::MySql);
        const auto added = boss->addKey("app@%", "1", secretOf(m_new));
        const auto keys = boss->keys("app@%");
        const auto others = boss->keys("app_x@%");
        QCOMPARE(m_maria->say(u"DROP USER 'app_x'@'%', 'rekey_app_x_1'@'%', 'rekeyZapp_1'@'%', "
                              "'rekey_appy_1'@'%', 'rekey_app_1'@'%'"_s),
                 QString());
        dropApp(DatabaseKind::MySql);
        QVERIFY(added && keys && others);
        QCOMPARE(*keys, (std::vector<DatabaseKey>{{"app@%", true}, {"rekey_app_1@%", true}}));
        QCOMPARE(*others, (std::vector<DatabaseKey>{{"app_x@%", true}, {"rekey_app_x_1@%", true}}));
    }

    /// A view runs with the rights of whoever defined it: it fails when that account is dropped.
    void mariaDbKeepsAnAccountThatOthersRunAs()
    {
        if (!m_maria->problem().isEmpty())
            QSKIP(qPrintable(m_maria->problem()));
        makeApp(DatabaseKind::MySql);
        const auto boss = admin(DatabaseKind::MySql);
        const auto added = boss->addKey("app@%", "1", secretOf(m_new));
        QVERIFY(added.has_value());
        QCOMPARE(m_maria->say(u"CREATE OR REPLACE TABLE shop.t (a int); "
                              "CREATE DEFINER = 'app'@'%' VIEW shop.v AS SELECT a FROM shop.t; "
                              "CREATE DEFINER = 'rekey_app_1'@'%' VIEW shop.w AS SELECT a FROM "
                              "shop.t"_s),
                 QString());
        const Result<void> old = boss->removeKey("app@%", "app@%");
        QVERIFY2(old, old ? "" : old.error().text().c_str());
        QVERIFY(boss->removeKey("app@%", *added).has_value());
        QCOMPARE(says(DatabaseKind::MySql, "app", m_old), Says::Dead);
        QCOMPARE(says(DatabaseKind::MySql, "rekey_app_1", m_new), Says::Dead);
        QCOMPARE(*boss->keys("app@%"),
                 (std::vector<DatabaseKey>{{"app@%", false}, {"rekey_app_1@%", false}}));
        QCOMPARE(m_maria->say(u"SELECT * FROM shop.v; SELECT * FROM shop.w"_s), QString());
        QCOMPARE(m_maria->say(u"DROP VIEW shop.v, shop.w; DROP USER 'rekey_app_1'@'%'"_s),
                 QString());
        dropApp(DatabaseKind::MySql);
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/databaseservers.h"
#include "tests/support/leakydatabase.h"
#include "tests/support/rotationrig.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace rekey;
using provider::Says;
using rekey::test::LeakyDatabase;
using rekey::test::RotationRig;

/// The password of a real PostgreSQL server that stood in a file, rotated from the command line.
class TestCliRotateDatabase : public QObject
{
    Q_OBJECT

    std::unique_ptr<LeakyDatabase> m_database;
    std::unique_ptr<RotationRig> m_rig;

    [[nodiscard]] QStringList yes() const
    {
        return {u"--yes-host"_s, m_database->host(), u"--allow-private"_s, u"test=127.0.0.1"_s};
    }
    [[nodiscard]] static QStringList boss()
    {
        return {u"--with"_s, u"admin_user=boss"_s, u"--credential"_s, u"admin=file:boss"_s};
    }
    [[nodiscard]] QJsonObject found() const
    {
        return QJsonDocument::fromJson(m_rig->rekey({u"list"_s, u"--json"_s}).out)
            .array()
            .first()
            .toObject();
    }

private Q_SLOTS:
    void initTestCase() { m_database = std::make_unique<LeakyDatabase>(51); }
    void cleanupTestCase() { m_database.reset(); }

    void init()
    {
        if (!m_database->problem.isEmpty())
            QSKIP(qPrintable(m_database->problem));
        m_database->reset();
        m_rig = std::make_unique<RotationRig>();
        m_rig->write(u"settings.ini"_s, "dsn = " + m_database->url() + '\n');
        m_rig->write(u"boss"_s, m_database->admin.toUtf8() + '\n');
        QCOMPARE(m_rig->rekey({u"scan"_s, u"settings.ini"_s}).code, 1);
    }

    void aSecondRoleTakesOverAndTheOldPasswordIsRefused()
    {
        const auto plan = m_rig->rekey({u"rotate"_s, u"plan"_s, u"S-1"_s});
        QVERIFY2(plan.code == 0, plan.words.constData());
        QVERIFY(plan.out.contains("CREATE ROLE") && plan.out.contains("CREATEROLE"));
        QVERIFY(!plan.out.contains(m_database->old.toUtf8()));

        const QStringList run = QStringList{u"rotate"_s, u"run"_s, u"S-1"_s} + boss();
        // Neither a yes alone nor a rule alone leads a password to a host that a file named.
        const auto noRule = m_rig->rekey(run + QStringList{u"--yes-host"_s, m_database->host()});
        QVERIFY2(noRule.code != 0 && noRule.words.contains("only when a rule allows it"),
                 noRule.words.constData());
        const auto noYes = m_rig->rekey(run + yes().mid(2));
        QVERIFY2(noYes.code == 5 && noYes.words.contains("--yes-host"), noYes.words.constData());
        QCOMPARE(m_database->roles().size(), 1U);

        const QString place
            = QString::fromUtf8(m_rig->rekey({u"rotate"_s, u"plan"_s, u"S-1"_s, u"--json"_s}).out);
        const QString consumer = QJsonDocument::fromJson(place.toUtf8())
                                     .object()["consumers"_L1]
                                     .toArray()
                                     .first()
                                     .toString();
        const QStringList ways
            = {u"--to-command"_s,     consumer + u"=cat > new.key; echo $REKEY_KEY_ID > new.role"_s,
               u"--check-with"_s,     consumer + u"=test -s new.key"_s,
               u"--approve-delete"_s, u"app"_s};
        const auto done = m_rig->rekey(run + yes() + ways);
        QVERIFY2(done.code == 0, (done.out + done.words).constData());
        const std::string value = m_rig->read(u"new.key"_s).toStdString();
        const std::string role = m_rig->read(u"new.role"_s).trimmed().toStdString();
        QVERIFY(role.starts_with("rekey_"));
        QCOMPARE(m_database->says(role, value), Says::Live);
        QVERIFY(!m_database->isOldAccepted());
        const QJsonObject finding = found();
        QCOMPARE(finding["verdict"_L1].toString(), u"dead"_s);
        QCOMPARE(finding["closeReason"_L1].toString(), u"rotated"_s);
        for (const QByteArray &text : {done.out, done.words}) {
            QVERIFY(!text.contains(value.c_str()));
            QVERIFY(!text.contains(m_database->old.toUtf8()));
            QVERIFY(!text.contains(m_database->admin.toUtf8()));
        }
    }

    void anAccountChangesItsOwnPassword()
    {
        const auto done
            = m_rig->rekey(QStringList{u"rotate"_s, u"run"_s, u"S-1"_s, u"--method"_s,
                                       u"self-rotate"_s, u"--approve-delete"_s, u"app"_s}
                           + yes());
        // The file that it stands in has to get it first.
        QVERIFY2(done.code == 6, (done.out + done.words).constData());
        QCOMPARE(
            m_rig->rekey({u"rotate"_s, u"take"_s, u"R-0001"_s, u"--to-file"_s, u"value=new.key"_s})
                .code,
            0);
        QCOMPARE(m_database->says("app", m_rig->read(u"new.key"_s).toStdString()), Says::Live);
        QVERIFY(!m_database->isOldAccepted());
    }

    void aUserOfRedisGetsAnotherPassword()
    {
        const test::RedisServer redis(m_database->admin);
        if (!redis.problem().isEmpty())
            QSKIP(qPrintable(redis.problem()));
        provider::DatabaseTarget target;
        target.kind = provider::DatabaseKind::Redis;
        target.host = "127.0.0.1";
        target.port = redis.port();
        target.user = "default";
        provider::DatabaseSettings settings;
        settings.allowed = {{"tests", "127.0.0.1"}};
        const auto says = [&](const std::string &user, const std::string &password) {
            target.user = user;
            return provider::logIn(target, secret::SecretBytes::copyOf(password), settings, {})
                ->answer.says;
        };
        {
            const auto boss = provider::logIn(
                target, secret::SecretBytes::copyOf(m_database->admin.toStdString()), settings, {});
            QVERIFY(boss && boss->session);
            for (const char *rule : {"reset", "on", "+@read", "~*"})
                QVERIFY(boss->session->setActive("app", rule, true));
            QVERIFY(boss->session->addKey(
                "app", {}, secret::SecretBytes::copyOf(m_database->old.toStdString())));
        }
        const QString host = u"127.0.0.1:%1"_s.arg(redis.port());
        m_rig->write(u"cache.ini"_s,
                     "url = redis://app:" + m_database->old.toUtf8() + '@' + host.toUtf8()
                         + "/0\n");
        QCOMPARE(m_rig->rekey({u"scan"_s, u"cache.ini"_s}).code, 1);
        const auto done = m_rig->rekey(
            {u"rotate"_s, u"run"_s, u"S-2"_s, u"--with"_s, u"admin_user=default"_s,
             u"--credential"_s, u"admin=file:boss"_s, u"--yes-host"_s, host, u"--allow-private"_s,
             u"test=127.0.0.1"_s, u"--to-file"_s, u"cache=new.key"_s, u"--check-with"_s,
             u"cache=test -s new.key"_s, u"--approve-delete"_s, u"app"_s});
        // The file that it stands in has no way yet; everybody else has it.
        QVERIFY2(done.code == 6, (done.out + done.words).constData());
        QVERIFY(done.out.contains("app is on: the one to be rotated"));
        const std::string fresh = m_rig->read(u"new.key"_s).toStdString();
        QCOMPARE(says("app", fresh), Says::Live);
        QCOMPARE(says("app", m_database->old.toStdString()), Says::Live);
        const auto ended = m_rig->rekey(
            {u"rotate"_s, u"resume"_s, u"R-0001"_s, u"--with"_s, u"admin_user=default"_s,
             u"--credential"_s, u"admin=file:boss"_s, u"--yes-host"_s, host, u"--allow-private"_s,
             u"test=127.0.0.1"_s, u"--skip"_s, u"hand-over=by hand"_s, u"--confirm"_s,
             u"cache.ini in cache.ini"_s, u"--check-with"_s, u"cache=test -s new.key"_s,
             u"--approve-delete"_s, u"app"_s});
        QVERIFY2(ended.code == 0, (ended.out + ended.words).constData());
        QCOMPARE(says("app", fresh), Says::Live);
        QCOMPARE(says("app", m_database->old.toStdString()), Says::Dead);
    }

    void theLeakedAccountIsNoAdministratorOfItself()
    {
        m_rig->write(u"own"_s, m_database->old.toUtf8() + '\n');
        const auto refused
            = m_rig->rekey(QStringList{u"rotate"_s, u"run"_s, u"S-1"_s, u"--with"_s,
                                       u"admin_user=app"_s, u"--credential"_s, u"admin=file:own"_s}
                           + yes());
        QVERIFY2(refused.code == 5 && refused.words.contains("account itself"),
                 refused.words.constData());
        QVERIFY(m_database->isOldAccepted());
    }

    void aRotationIsTakenBackBeforeTheOldRoleIsOff()
    {
        const auto begun
            = m_rig->rekey(QStringList{u"rotate"_s, u"run"_s, u"S-1"_s} + boss() + yes());
        QVERIFY2(begun.code == 6, (begun.out + begun.words).constData());
        QCOMPARE(m_database->roles().size(), 2U);
        QVERIFY(m_database->isOldAccepted());
        const auto back
            = m_rig->rekey(QStringList{u"rotate"_s, u"rollback"_s, u"R-0001"_s} + boss() + yes());
        QVERIFY2(back.code == 0, (back.out + back.words).constData());
        QCOMPARE(m_database->roles().size(), 1U);
        QVERIFY(m_database->isOldAccepted());
    }
};

QTEST_GUILESS_MAIN(TestCliRotateDatabase)
#include "tst_clirotatedatabase.moc"

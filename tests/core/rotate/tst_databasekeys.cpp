// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/databasekeys.h"
#include "tests/core/rotate/fakeprovider.h"
#include "tests/support/databaseservers.h"
#include "tests/support/madeup.h"
#include "tests/support/postgresserver.h"
#include "tests/support/rabbitserver.h"

#include <QRegularExpression>
#include <QTest>

#include <type_traits>

using namespace rekey;
using namespace rekey::rotate;
using namespace Qt::StringLiterals;
using finding::Verdict;
using provider::DatabaseKind;
using rekey::test::Killed;
using rekey::test::World;
using secret::SecretBytes;

namespace {

/// The real server's keys; the process dies before or after one of the calls, as the world says.
class MortalKeys final : public KeyService
{
public:
    MortalKeys(World &world, KeyService &keys)
        : m_world(world)
        , m_keys(keys)
    {
    }

    Result<std::vector<KeyInfo>> list() override
    {
        return call([this] { return m_keys.list(); });
    }
    Result<std::int64_t> lastUse(const std::string &id) override
    {
        return call([&] { return m_keys.lastUse(id); });
    }
    std::optional<SecretBytes> mint() override { return m_keys.mint(); }
    Result<NewKey> create(const std::string &idempotencyKey, const SecretBytes &minted) override
    {
        auto made = call([&] { return m_keys.create(idempotencyKey, minted); });
        if (made && m_world.failsAt == "create answer") {
            m_world.failsAt.clear();
            return fail(ErrorKind::Io, "the connection was lost");
        }
        return made;
    }
    Result<void> setActive(const std::string &id, bool isActive) override
    {
        return call([&] { return m_keys.setActive(id, isActive); });
    }
    Result<void> remove(const std::string &id) override
    {
        return call([&] { return m_keys.remove(id); });
    }
    Result<NewKey> selfRotate(const SecretBytes &old, const SecretBytes &minted) override
    {
        auto made = call([&] { return m_keys.selfRotate(old, minted); });
        if (made && m_world.failsAt == "selfRotate answer") {
            m_world.failsAt.clear();
            return fail(ErrorKind::Io, "the connection was lost");
        }
        return made;
    }
    Result<Verdict> prove(const std::string &id, const SecretBytes &value) override
    {
        return call([&] { return m_keys.prove(id, value); });
    }

private:
    template <typename Work> std::invoke_result_t<Work> call(const Work &work)
    {
        m_world.before();
        auto result = work();
        m_world.after();
        return result;
    }

    World &m_world;
    KeyService &m_keys;
};

} // namespace

/// Rotations of real database passwords on loopback.
class TestDatabaseKeys : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::PostgresServer> m_postgres;
    std::unique_ptr<test::MariaServer> m_maria;
    std::unique_ptr<test::RedisServer> m_redis;
    test::MadeUp m_made{41};
    QString m_admin = QString::fromStdString(m_made.alphanumeric(24));
    QString m_old = QString::fromStdString(m_made.alphanumeric(24));

    [[nodiscard]] QString problemOf(DatabaseKind kind)
    {
        switch (kind) {
        case DatabaseKind::PostgreSql:
            if (!m_postgres)
                startPostgres();
            return m_postgres->problem();
        case DatabaseKind::MySql:
            if (!m_maria)
                startMaria();
            return m_maria->problem();
        case DatabaseKind::Redis:
        case DatabaseKind::RabbitMq:
            break;
        }
        if (!m_redis)
            m_redis = std::make_unique<test::RedisServer>(m_admin);
        return m_redis->problem();
    }

    void startPostgres()
    {
        m_postgres = std::make_unique<test::PostgresServer>(test::PostgresServer::On::Loopback);
        if (m_postgres->problem().isEmpty())
            QCOMPARE(
                m_postgres->say(u"CREATE ROLE boss LOGIN SUPERUSER PASSWORD '%1'; CREATE TABLE t "
                                "(a int); CREATE ROLE app"_s.arg(m_admin)),
                QString());
    }

    void startMaria()
    {
        m_maria = std::make_unique<test::MariaServer>();
        if (m_maria->problem().isEmpty())
            QCOMPARE(
                m_maria->say(u"CREATE USER 'boss'@'%' IDENTIFIED BY '%1'; GRANT ALL ON *.* TO "
                             "'boss'@'%' WITH GRANT OPTION; CREATE DATABASE shop"_s.arg(m_admin)),
                QString());
    }

    DatabaseAdmin adminOf(DatabaseKind kind)
    {
        DatabaseAdmin admin;
        admin.target.kind = kind;
        admin.target.host = "127.0.0.1";
        admin.target.port = kind == DatabaseKind::PostgreSql ? m_postgres->port()
            : kind == DatabaseKind::MySql                    ? m_maria->port()
                                                             : m_redis->port();
        admin.target.user = kind == DatabaseKind::Redis ? "default" : "boss";
        admin.target.database = kind == DatabaseKind::PostgreSql ? "postgres" : "";
        admin.settings.timeoutMs = 10'000;
        admin.settings.allowed = {{"tests", "127.0.0.1"}};
        admin.account = kind == DatabaseKind::MySql ? "app@%" : "app";
        return admin;
    }

    DatabaseKeys keysOf(DatabaseKind kind)
    {
        return {adminOf(kind), [this]() -> Result<SecretBytes> {
                    return SecretBytes::copyOf(std::string_view(m_admin.toStdString()));
                }};
    }

    /// The account with its old password and nothing of earlier rotations; its key's id.
    std::string fresh(DatabaseKind kind)
    {
        if (kind == DatabaseKind::PostgreSql) {
            // Successors of the last test, whatever it left.
            const QString said = m_postgres->say(
                u"DO $$ DECLARE r text; BEGIN FOR r IN SELECT rolname FROM pg_roles WHERE rolname "
                u"LIKE "
                "'rekey\\_%' LOOP EXECUTE format('DROP ROLE %I', r); END LOOP; END $$; "
                "ALTER ROLE app LOGIN PASSWORD '%1'; GRANT SELECT ON t TO app"_s.arg(m_old));
            return said.isEmpty() ? "app" : said.toStdString();
        }
        if (kind == DatabaseKind::MySql) {
            const QString said = m_maria->say(
                u"DROP USER IF EXISTS 'app'@'%'; CREATE USER 'app'@'%' IDENTIFIED BY "
                "'%1'; GRANT SELECT ON shop.* TO 'app'@'%'"_s.arg(m_old));
            return said.isEmpty() ? "app@%" : said.toStdString();
        }
        const DatabaseAdmin admin = adminOf(kind);
        auto login = provider::logIn(admin.target,
                                     SecretBytes::copyOf(std::string_view(m_admin.toStdString())),
                                     admin.settings, {});
        for (const char *rule : {"reset", "on", "+@read", "~*"})
            static_cast<void>(login->session->setActive("app", rule, true));
        return *login->session->addKey("app", {},
                                       SecretBytes::copyOf(std::string_view(m_old.toStdString())));
    }

    [[nodiscard]] Plan planFor(DatabaseKind kind, const std::string &id, Method method)
    {
        PlanRequest request;
        request.method = method;
        request.provider = "database";
        request.oldKey = id;
        request.powers = DatabaseKeys::powers(kind);
        request.calls.prove = "log in";
        request.quietSeconds = 0;
        request.settleSeconds = 2;
        return *makePlan(request);
    }

    /// One process from its start to its end or its death; true when the run has ended.
    static bool live(World &world, KeyService &keys, const Plan &plan)
    {
        test::Process process(world);
        MortalKeys mortal(world, keys);
        RunPorts ports{mortal, process.custody, process.handover, process.journal,
                       [&world] { return world.now; }};
        auto run
            = world.journal.empty() ? Run::begin(ports, "R-1", plan) : Run::resume(ports, "R-1");
        for (int i = 0; run && i < 100; ++i) {
            const auto progress = run->advance();
            if (!progress)
                return false;
            if (progress->kind == Progress::Kind::Ended)
                return true;
            if (progress->kind == Progress::Kind::Waits)
                world.now = progress->until;
            if (progress->kind == Progress::Kind::Failed) {
                qWarning("%s", progress->text.c_str());
                return false;
            }
            if (progress->kind == Progress::Kind::NeedsYou
                && !(run->lostKeys().empty()
                         ? run->approveDelete(plan.oldKey.substr(
                               plan.oldKey.size() - std::min<std::size_t>(4, plan.oldKey.size())))
                         : run->deleteLostKeys().has_value()))
                return false;
        }
        return false;
    }

    /// Whether the kept value of some key lets in.
    static bool hasWorkingKey(const World &world, KeyService &keys)
    {
        return std::ranges::any_of(world.kept, [&](const auto &kept) {
            const auto verdict = keys.prove(kept.first, SecretBytes::copyOf(kept.second));
            return verdict && *verdict == Verdict::Live;
        });
    }

    static Verdict oldVerdict(const World &world, KeyService &keys, const Plan &plan)
    {
        return keys.prove(plan.oldKey, SecretBytes::copyOf(world.oldValue))
            .value_or(Verdict::Unknown);
    }

    World worldOf() const
    {
        World world;
        world.oldValue = m_old.toStdString();
        return world;
    }

private Q_SLOTS:
    void rotatesWithTwoKeys_data()
    {
        QTest::addColumn<int>("kindNumber");
        QTest::newRow("PostgreSQL") << static_cast<int>(DatabaseKind::PostgreSql);
        QTest::newRow("MariaDB") << static_cast<int>(DatabaseKind::MySql);
        QTest::newRow("Redis") << static_cast<int>(DatabaseKind::Redis);
    }

    void rotatesWithTwoKeys()
    {
        QFETCH(int, kindNumber);
        const auto kind = static_cast<DatabaseKind>(kindNumber);
        if (const QString problem = problemOf(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        DatabaseKeys keys = keysOf(kind);
        const Plan plan = planFor(kind, fresh(kind), Method::TwoKeys);
        World world = worldOf();
        QCOMPARE(oldVerdict(world, keys, plan), Verdict::Live);
        QVERIFY(live(world, keys, plan));
        QCOMPARE(world.kept.size(), 1U);
        QVERIFY(hasWorkingKey(world, keys));
        QCOMPARE(oldVerdict(world, keys, plan), Verdict::Dead);
    }

    void promisesNothingOfRabbitMq()
    {
        const KeyPowers powers = DatabaseKeys::powers(DatabaseKind::RabbitMq);
        QVERIFY(!powers.canCreate && !powers.canDisable && !powers.canDelete
                && !powers.canSelfRotate);
    }

    void provesAPasswordOfRabbitMqThatWasChangedByHand()
    {
        const test::RabbitServer rabbit;
        if (!rabbit.problem().isEmpty())
            QSKIP(qPrintable(rabbit.problem()));
        QCOMPARE(rabbit.setPassword(u"app"_s, m_old), QString());
        DatabaseAdmin admin;
        admin.target.kind = DatabaseKind::RabbitMq;
        admin.target.host = "127.0.0.1";
        admin.target.port = rabbit.port();
        admin.settings.timeoutMs = 10'000;
        admin.settings.allowed = {{"tests", "127.0.0.1"}};
        admin.account = "app";
        DatabaseKeys keys(admin, []() -> Result<SecretBytes> { return SecretBytes(); });
        const auto old = SecretBytes::copyOf(std::string_view(m_old.toStdString()));
        const SecretBytes minted = *keys.mint();
        QCOMPARE(*keys.prove("app", old), Verdict::Live);
        QCOMPARE(*keys.prove("app", minted), Verdict::Dead);
        QCOMPARE(rabbit.setPassword(u"app"_s,
                                    QString::fromUtf8(minted.view().data(), minted.view().size())),
                 QString());
        QCOMPARE(*keys.prove("app", minted), Verdict::Live);
        QCOMPARE(*keys.prove("app", old), Verdict::Dead);
        // A user that is gone is no better than a wrong password.
        QCOMPARE(rabbit.removeUser(u"app"_s), QString());
        QCOMPARE(*keys.prove("app", minted), Verdict::Dead);
    }

    void changesItsOwnPassword()
    {
        for (const DatabaseKind kind : {DatabaseKind::PostgreSql, DatabaseKind::MySql}) {
            if (const QString problem = problemOf(kind); !problem.isEmpty())
                QSKIP(qPrintable(problem));
            DatabaseKeys keys = keysOf(kind);
            const std::string id = fresh(kind);
            const auto old = SecretBytes::copyOf(std::string_view(m_old.toStdString()));
            const auto minted = *keys.mint();
            const auto made = keys.selfRotate(old, minted);
            QVERIFY2(made, made ? "" : made.error().text().c_str());
            QVERIFY(made->value.equals(minted));
            QCOMPARE(*keys.prove(id, minted), Verdict::Live);
            QCOMPARE(*keys.prove(id, old), Verdict::Dead);
            QVERIFY(!keys.selfRotate(old, minted));
        }
    }

    void aPasswordThatWasNotKeptFirstIsNotSet()
    {
        DatabaseAdmin admin;
        DatabaseKeys keys(admin, []() -> Result<SecretBytes> { return SecretBytes(); });
        QCOMPARE(keys.create("0-0", {}).error().kind, ErrorKind::Internal);
        QCOMPARE(keys.selfRotate(SecretBytes::copyOf("old"), {}).error().kind, ErrorKind::Internal);
    }

    void refusesAnAdministratorWhoIsTheAccountItself()
    {
        DatabaseAdmin admin;
        admin.target.kind = DatabaseKind::MySql;
        admin.target.user = "app";
        admin.account = "app@%";
        const auto password = []() -> Result<SecretBytes> { return SecretBytes(); };
        const DatabaseKeys itself(admin, password);
        const Plan plan = planFor(DatabaseKind::MySql, "app@%", Method::TwoKeys);
        QCOMPARE(itself.canSign(plan).error().kind, ErrorKind::Denied);
        QVERIFY(itself.canSign(planFor(DatabaseKind::MySql, "app@%", Method::SelfRotate)));
        admin.target.user = "boss";
        QVERIFY(DatabaseKeys(admin, password).canSign(plan));
    }

    void aLostAnswerLosesNoPassword_data()
    {
        QTest::addColumn<QString>("lost");
        QTest::addColumn<int>("methodNumber");
        QTest::newRow("of a new role") << u"create answer"_s << static_cast<int>(Method::TwoKeys);
        QTest::newRow("of a change")
            << u"selfRotate answer"_s << static_cast<int>(Method::SelfRotate);
    }

    void aLostAnswerLosesNoPassword()
    {
        QFETCH(QString, lost);
        QFETCH(int, methodNumber);
        constexpr auto kKind = DatabaseKind::PostgreSql;
        if (const QString problem = problemOf(kKind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        DatabaseKeys keys = keysOf(kKind);
        const Plan plan = planFor(kKind, fresh(kKind), static_cast<Method>(methodNumber));
        World world = worldOf();
        world.failsAt = lost.toStdString();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the connection was lost"_s));
        QVERIFY(!live(world, keys, plan));
        QVERIFY(live(world, keys, plan));
        QCOMPARE(world.kept.size(), 1U);
        QVERIFY(hasWorkingKey(world, keys));
        QCOMPARE(oldVerdict(world, keys, plan), Verdict::Dead);
    }

    /// Every fourth point, all of them with REKEY_ALL_KILLS. SIGKILL's stand-in: nothing of the
    /// process outlives an exception that nobody there catches.
    void killPointsHold()
    {
        constexpr auto kKind = DatabaseKind::PostgreSql;
        if (const QString problem = problemOf(kKind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        DatabaseKeys keys = keysOf(kKind);
        const Plan plan = planFor(kKind, fresh(kKind), Method::TwoKeys);
        World whole = worldOf();
        QVERIFY(live(whole, keys, plan));
        const int calls = whole.calls;
        QVERIFY(calls > 15);
        int run = 0;
        int held = 0;
        const int step = qEnvironmentVariableIsSet("REKEY_ALL_KILLS") ? 1 : 4;
        for (int kill = 0; kill < calls; kill += step) {
            for (const bool after : {false, true}) {
                static_cast<void>(fresh(kKind));
                World world = worldOf();
                world.killAt = kill;
                world.killsAfter = after;
                bool isSafe = true;
                bool hasEnded = false;
                for (int life = 0; life < 3 && !hasEnded; ++life) {
                    try {
                        hasEnded = live(world, keys, plan);
                    } catch (const Killed &) {
                        isSafe = oldVerdict(world, keys, plan) == Verdict::Live
                            || hasWorkingKey(world, keys);
                    }
                    world.calls = 0;
                    world.killAt = -1;
                }
                const auto listed = keys.list();
                const bool isTidy = listed && listed->size() == 2; // the role and one successor
                ++run;
                held += isSafe && hasEnded && isTidy && hasWorkingKey(world, keys)
                        && oldVerdict(world, keys, plan) == Verdict::Dead
                    ? 1
                    : 0;
            }
        }
        qInfo("%d kill points, %d held", run, held);
        QCOMPARE(held, run);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseKeys)
#include "tst_databasekeys.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/databasetarget.h"
#include "core/verify/passwordcheck.h"
#include "tests/support/databaseservers.h"
#include "tests/support/fakeredis.h"
#include "tests/support/madeup.h"
#include "tests/support/postgresserver.h"
#include "tests/support/rabbitserver.h"

#include <QTest>

#include <algorithm>

using namespace rekey;
using namespace rekey::verify;
using finding::Verdict;
using provider::Level;
using provider::Parts;
using secret::SecretBytes;

namespace {

SecretBytes secretOf(std::string_view text)
{
    return SecretBytes::copyOf(text);
}

Parts partsOf(std::initializer_list<std::pair<const char *, std::string>> list)
{
    Parts parts;
    for (const auto &[name, value] : list)
        parts.emplace(name, secretOf(value));
    return parts;
}

provider::DatabaseSettings allowing(std::vector<std::string> hosts)
{
    provider::DatabaseSettings settings;
    settings.timeoutMs = 5000;
    for (std::string &host : hosts)
        settings.allowed.push_back({"tests", std::move(host)});
    return settings;
}

} // namespace

class TestPasswordCheck : public QObject
{
    Q_OBJECT

    const provider::Catalog m_catalog = *provider::Catalog::read(rules::builtinRuleFiles());
    std::string m_password = test::MadeUp(5).alphanumeric(18) + "/@%";

    PasswordCheck checkFor(std::vector<std::string> hosts) const
    {
        return {m_catalog, allowing(std::move(hosts)), [] { return std::int64_t{1767323045}; }};
    }

    PlannedLogin planned(const test::RedisServer &redis) const
    {
        return checkFor({"127.0.0.1"})
            .plan("redis-url-password",
                  partsOf({{"host", "127.0.0.1:" + std::to_string(redis.port())}}));
    }

private Q_SLOTS:
    void plansFromWhatStandsBesideThePassword()
    {
        const PasswordCheck check = checkFor({"db.example"});
        const PlannedLogin postgres = check.plan(
            "postgresql-url-password", partsOf({{"user", "a%40b"}, {"host", "DB.example,other"}}));
        QCOMPARE(postgres.state, Planned::State::Ready);
        QCOMPARE(postgres.host, std::string("db.example:5432"));
        QCOMPARE(postgres.target.user, std::string("a@b"));
        QCOMPARE(postgres.shown(), std::string("a login to postgresql as a@b"));
        const PlannedLogin redis = check.plan(
            "redis-url-password", partsOf({{"host", "db.example:6380"}, {"scheme", "rediss"}}));
        QCOMPARE(redis.state, Planned::State::Ready);
        QCOMPARE(redis.host, std::string("db.example:6380"));
        QVERIFY(redis.target.isTls);
        QCOMPARE(redis.shown(), std::string("a login to redis as default"));
    }

    void plansNothingThatItMayNotOrCannotDo()
    {
        const PasswordCheck check = checkFor({"db.example"});
        const auto state = [&check](const char *rule, const Parts &parts) {
            return check.plan(rule, parts).state;
        };
        QCOMPARE(state("github-pat-classic", {}), Planned::State::NoChecker);
        QCOMPARE(state("mysql-url-password", partsOf({{"host", "db.example"}})),
                 Planned::State::Incomplete);
        QCOMPARE(state("mysql-url-password", partsOf({{"user", "app"}})),
                 Planned::State::Incomplete);
        const PlannedLogin other = check.plan(
            "mysql-url-password", partsOf({{"user", "app"}, {"host", "other.example"}}));
        QCOMPARE(other.state, Planned::State::Incomplete);
        QVERIFY(other.reason.contains("a rule allows other.example by name"));
        const Checked checked = check.check(other, secretOf(m_password), Level::Access, {});
        QCOMPARE(checked.evidence.verdict, Verdict::NotChecked);
        QCOMPARE(checked.job.requests, 0);
    }

    void takesAHostOnlyWithAPortThatIsOne()
    {
        const PasswordCheck check = checkFor({"db.example", "::1"});
        const auto planOf = [&check](const std::string &host) {
            return check.plan("postgresql-url-password", partsOf({{"user", "a"}, {"host", host}}));
        };
        for (const char *host : {"db.example:99999", "db.example:0", "db.example:54x", ":5432"})
            QCOMPARE(planOf(host).state, Planned::State::Incomplete);
        QCOMPARE(planOf("[::1]:5433").host, std::string("[::1]:5433"));
        QCOMPARE(planOf("[::1]").target.host, std::string("::1"));
        QCOMPARE(planOf("[::1]").state, Planned::State::Ready);
    }

    /// Only a twin that is clearly refused shows that the server looks at passwords.
    void aTwinWithoutAClearAnswerLeavesItOpen()
    {
        const test::FakeRedis redis([this](const QByteArrayList &words) -> QByteArray {
            if (words.at(0) == "ACL")
                return "$7\r\ndefault\r\n";
            return words.at(2).toStdString() == m_password
                ? "+OK\r\n"
                : "-ERR max number of clients reached\r\n";
        });
        const PasswordCheck check = checkFor({"127.0.0.1"});
        const PlannedLogin login = check.plan(
            "redis-url-password", partsOf({{"host", "127.0.0.1:" + std::to_string(redis.port())}}));
        const std::string inUrl = m_password.substr(0, m_password.size() - 3) + "%2F%40%25";
        const Checked checked = check.check(login, secretOf(inUrl), Level::Alive, {});
        QCOMPARE(checked.evidence.verdict, Verdict::Unknown);
        QVERIFY2(checked.evidence.reason.contains("negative control"),
                 checked.evidence.reason.c_str());
        QCOMPARE(checked.job.requests, 2);
    }

    /// PostgreSQL says 28P01 of a role that it does not have, too, and a pooler before it does.
    void aRefusalIsDeadOnlyWhereThePasswordWasLetInBefore()
    {
        const test::PostgresServer postgres(test::PostgresServer::On::Loopback);
        if (!postgres.problem().isEmpty())
            QSKIP(qPrintable(postgres.problem()));
        const PasswordCheck check = checkFor({"127.0.0.1"});
        const PlannedLogin login = check.plan(
            "postgresql-url-password",
            partsOf({{"user", "gone"}, {"host", "127.0.0.1:" + std::to_string(postgres.port())}}));
        const Checked refused = check.check(login, secretOf(m_password), Level::Alive, {});
        QCOMPARE(refused.evidence.verdict, Verdict::Unknown);
        QVERIFY2(refused.evidence.reason.contains("pooler"), refused.evidence.reason.c_str());
        finding::Evidence last;
        last.verdict = Verdict::Live;
        last.host = login.host;
        QCOMPARE(check.check(login, secretOf(m_password), Level::Alive, {}, last).evidence.verdict,
                 Verdict::Dead);
        last.host = "other.example:5432";
        QCOMPARE(check.check(login, secretOf(m_password), Level::Alive, {}, last).evidence.verdict,
                 Verdict::Unknown);
    }

    void decodesWhatStandsInAUrl()
    {
        QCOMPARE(std::string(provider::urlDecoded("a%2Fb%40%25").view()), std::string("a/b@%"));
        QCOMPARE(std::string(provider::urlDecoded("%zz%2").view()), std::string("%zz%2"));
        QVERIFY(provider::urlDecoded("").isEmpty());
    }

    void aRightPasswordIsLiveAndAWrongOneIsNotDeadForSure()
    {
        const test::RedisServer redis(QString::fromStdString(m_password));
        if (!redis.problem().isEmpty())
            QSKIP(qPrintable(redis.problem()));
        const PasswordCheck check = checkFor({"127.0.0.1"});
        std::string inUrl = m_password.substr(0, m_password.size() - 3) + "%2F%40%25";
        const Checked live = check.check(planned(redis), secretOf(inUrl), Level::Access, {});
        QVERIFY2(live.evidence.verdict == Verdict::Live, live.evidence.reason.c_str());
        QCOMPARE(live.job.requests, 2);
        QCOMPARE(live.evidence.checkedAt, 1767323045);
        QCOMPARE(live.evidence.request, std::string("a login to redis as default"));
        QVERIFY(live.access && live.access->identity == "default");
        QVERIFY(std::ranges::contains(live.access->scopes, finding::ScopeRisk::Admin,
                                      &finding::Scope::risk));
        inUrl[0] = inUrl[0] == 'a' ? 'b' : 'a';
        const Checked wrong = check.check(planned(redis), secretOf(inUrl), Level::Access, {});
        QCOMPARE(wrong.evidence.verdict, Verdict::Unknown);
        QVERIFY(wrong.evidence.reason.contains("switched off"));
        QVERIFY(!wrong.access);
    }

    /// Proven as a person has it proven: a twin first, and the old one dead after a change that was
    /// made by hand, which is how RabbitMQ's passwords are changed.
    void aPasswordOfRabbitMqIsProvenBeforeAndAfterItIsChanged()
    {
        const test::RabbitServer rabbit;
        if (!rabbit.problem().isEmpty())
            QSKIP(qPrintable(rabbit.problem()));
        const auto change = [&rabbit](const std::string &password) {
            return rabbit.setPassword(QStringLiteral("app"), QString::fromStdString(password));
        };
        QCOMPARE(change(m_password), QString());
        const PasswordCheck check = checkFor({"127.0.0.1"});
        const PlannedLogin login = check.plan(
            "rabbitmq-url-password",
            partsOf({{"user", "app"}, {"host", "127.0.0.1:" + std::to_string(rabbit.port())}}));
        QVERIFY2(login.state == Planned::State::Ready, login.reason.c_str());
        const std::string inUrl = m_password.substr(0, m_password.size() - 3) + "%2F%40%25";
        const Checked live = check.check(login, secretOf(inUrl), Level::Alive, {});
        QVERIFY2(live.evidence.verdict == Verdict::Live, live.evidence.reason.c_str());
        QCOMPARE(live.job.requests, 2); // the twin was refused
        QCOMPARE(live.evidence.request, std::string("a login to amqp as app"));
        const std::string next = test::MadeUp(6).alphanumeric(20);
        const Checked early = check.check(login, secretOf(next), Level::Alive, {}, live.evidence);
        QCOMPARE(early.evidence.verdict, Verdict::Dead);

        QCOMPARE(change(next), QString());
        const Checked fresh = check.check(login, secretOf(next), Level::Alive, {});
        QVERIFY2(fresh.evidence.verdict == Verdict::Live, fresh.evidence.reason.c_str());
        const Checked old = check.check(login, secretOf(inUrl), Level::Alive, {}, live.evidence);
        QCOMPARE(old.evidence.verdict, Verdict::Dead);
        QVERIFY(!old.evidence.reason.contains(m_password));
    }

    void aServerThatTakesAnyPasswordSaysNothing()
    {
        const test::RedisServer redis(QString::fromStdString(m_password));
        if (!redis.problem().isEmpty())
            QSKIP(qPrintable(redis.problem()));
        const PlannedLogin known = planned(redis);
        auto login
            = provider::logIn(known.target, secretOf(m_password), allowing({"127.0.0.1"}), {});
        QVERIFY(login && login->session);
        QVERIFY(login->session->setActive("default", "nopass", true).has_value());
        const Checked checked
            = checkFor({"127.0.0.1"}).check(known, secretOf("whatever-1"), Level::Access, {});
        QCOMPARE(checked.evidence.verdict, Verdict::Unknown);
        QVERIFY(checked.evidence.reason.contains("made-up password"));
        QVERIFY(!checked.access);
    }
};

QTEST_GUILESS_MAIN(TestPasswordCheck)
#include "tst_passwordcheck.moc"

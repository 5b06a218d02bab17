// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/database.h"
#include "tests/support/databaselogin.h"
#include "tests/support/fakebroker.h"
#include "tests/support/madeup.h"
#include "tests/support/rabbitserver.h"

#include <QTest>

using namespace rekey;
using namespace rekey::provider;
using namespace Qt::StringLiterals;
using test::here;
using test::in;
using test::MadeUp;

/// RabbitMQ, made up and real, on loopback.
class TestRabbitMq : public QObject
{
    Q_OBJECT

    MadeUp m_made{23};
    QString m_old = QString::fromStdString(m_made.alphanumeric(20)) + u"'\\\"x"_s;
    QString m_new = QString::fromStdString(m_made.alphanumeric(24));

private Q_SLOTS:
    void rabbitMqSaysWhetherAPasswordIsRight()
    {
        const test::FakeBroker broker("app", m_old.toStdString());
        DatabaseTarget target = here(DatabaseKind::RabbitMq, broker.port());
        QCOMPARE(in(target, m_old).answer.says, Says::Live);
        const DatabaseLogin wrong = in(target, m_new);
        QCOMPARE(wrong.answer.says, Says::Dead);
        QVERIFY(wrong.answer.isCertain);
        QCOMPARE(wrong.answer.code, std::string("403"));
        // It keeps guest to its own machine, and refuses a right password from elsewhere alike.
        target.user = "guest";
        QVERIFY(!in(target, m_old).answer.isCertain);
    }

    void aRealRabbitMqSaysSoToo()
    {
        const test::RabbitServer rabbit;
        if (!rabbit.problem().isEmpty())
            QSKIP(qPrintable(rabbit.problem()));
        DatabaseTarget target = here(DatabaseKind::RabbitMq, rabbit.port());
        // It says the same of a user that it does not have.
        const DatabaseLogin nobody = in(target, m_old);
        QCOMPARE(nobody.answer.says, Says::Dead);
        QCOMPARE(nobody.answer.code, std::string("403"));
        QCOMPARE(rabbit.setPassword(u"app"_s, m_old), QString());
        // Rights on a virtual host come after the password, and it has none.
        const DatabaseLogin right = in(target, m_old);
        QVERIFY2(right.answer.says == Says::Live, right.answer.reason.c_str());
        QVERIFY(right.session == nullptr);
        const DatabaseLogin wrong = in(target, m_new);
        QCOMPARE(wrong.answer.says, Says::Dead);
        QVERIFY(wrong.answer.isCertain);
        QVERIFY(!wrong.answer.reason.contains(m_new.toStdString()));

        QCOMPARE(rabbit.setPassword(u"app"_s, m_new), QString());
        QCOMPARE(in(target, m_new).answer.says, Says::Live);
        QCOMPARE(in(target, m_old).answer.says, Says::Dead);

        target.user = "guest";
        QCOMPARE(in(target, u"guest"_s).answer.says, Says::Live);
        const DatabaseLogin guest = in(target, m_new);
        QCOMPARE(guest.answer.says, Says::Dead);
        QVERIFY(!guest.answer.isCertain);
    }
};

QTEST_GUILESS_MAIN(TestRabbitMq)
#include "tst_rabbitmq.moc"

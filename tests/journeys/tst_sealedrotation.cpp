// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/seal/broker/serverrig.h"
#include "tests/support/awsfront.h"
#include "tests/support/rotationrig.h"

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::AwsAccount;
using rekey::test::PeerProcess;
using rekey::test::RotationRig;

/// An AWS key that three consumers use through our broker is rotated: each is seen working with
/// what was sealed again, by a request that the broker signs and AWS on loopback accepts.
class TestSealedRotation : public test::ServerRig
{
    Q_OBJECT

    std::unique_ptr<PeerProcess> m_aws;
    std::unique_ptr<RotationRig> m_rig;

    [[nodiscard]] QStringList consumers() const
    {
        const auto plan = m_rig->rekey({u"rotate"_s, u"plan"_s, u"S-1"_s, u"--json"_s});
        QStringList names;
        for (const QJsonValue name :
             QJsonDocument::fromJson(plan.out).object().value("consumers"_L1).toArray())
            names.append(name.toString());
        return names;
    }

    [[nodiscard]] RotationRig::Ran tryOut() const
    {
        return m_rig->rekey({u"seal"_s, u"test"_s, u"--from"_s, u"sealed"_s, u"--yes-host"_s,
                             u"127.0.0.1:"_s + QString::number(port()), u"--yes-host"_s,
                             QString::fromLatin1(m_upstream->host())});
    }
private Q_SLOTS:
    void init()
    {
        m_aws = std::make_unique<PeerProcess>(u"aws.py"_s);
        begin();
        m_upstream->setHandler(
            [this](const QByteArray &request) { return test::askPeer(*m_aws, request); });
    }
    void cleanup()
    {
        end();
        m_aws.reset();
    }

    void threeConsumersAreSealedAgainAndSeenWorking()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        m_rig = std::make_unique<RotationRig>();
        const AwsAccount account(*m_aws, *m_rig, 0, 41);
        m_rig->write(u"aws.ini"_s,
                     "aws_access_key_id = " + account.oldId.toUtf8()
                         + "\naws_secret_access_key = " + account.oldSecret.toUtf8() + '\n');
        QCOMPARE(m_rig->rekey({u"scan"_s, u"aws.ini"_s}).code, 1);
        const auto profile
            = m_rig->rekey({u"seal"_s, u"profile"_s, u"add"_s, u"production"_s, u"--proxy"_s,
                            u"http://127.0.0.1:"_s + QString::number(port()), u"--key"_s,
                            QString::fromStdString(test::firstKey().sealKey().hex())});
        QVERIFY2(profile.code == 0, profile.words.constData());
        const auto sealed
            = m_rig->rekey({u"seal"_s, u"make"_s, u"--profile"_s, u"production"_s, u"--id"_s,
                            u"S-1"_s, u"--host"_s, QString::fromLatin1(m_upstream->host()),
                            u"--output"_s, u"sealed"_s, u"billing"_s, u"mail"_s, u"cron"_s});
        QVERIFY2(sealed.code == 0, sealed.words.constData());
        const auto before = tryOut();
        QVERIFY2(before.code == 0, (before.out + before.words).constData());
        QCOMPARE(before.out.count("  200  good "), 3);
        QCOMPARE(test::signersOf(m_upstream->seen()), QStringList(3, account.oldId));

        const auto goOn = [&](const QString &verb, const QString &id, const QStringList &more) {
            return m_rig->rekey(QStringList{u"rotate"_s, verb, id}
                                + RotationRig::leadTo(u"aws"_s, *m_aws) + account.credential()
                                + more);
        };
        const QStringList names = consumers();
        QVERIFY2(names.size() == 4, qPrintable(names.join(u'|')));
        const auto begun
            = goOn(u"run"_s, u"S-1"_s, {u"--quiet-hours"_s, u"0"_s, u"--method"_s, u"two-keys"_s});
        QCOMPARE(begun.words.count(" is sealed again"), 3);
        QCOMPARE(account.keys().size(), 2);
        const QString newId
            = account.keys().keys().value(account.keys().keys().front() == account.oldId ? 1 : 0);
        const auto handed = goOn(u"resume"_s, u"R-0001"_s, {u"--confirm"_s, names.last()});
        QVERIFY2(handed.code == 5, (handed.out + handed.words).constData());
        QVERIFY2(handed.out.contains("Not seen working with the new key yet: billing, mail, cron"),
                 handed.out.constData());

        // Each is seen working with the new key, by what it holds already and its new token.
        qsizetype seen = m_upstream->seen().size();
        const auto during = tryOut();
        QVERIFY2(during.code == 0, (during.out + during.words).constData());
        QCOMPARE(during.out.count("  200  good "), 3);
        QCOMPARE(test::signersOf(m_upstream->seen().mid(seen)), QStringList(3, newId));

        QStringList confirmed;
        for (const QString &name : names.first(3))
            confirmed += {u"--confirm"_s, name};
        const auto stopped = goOn(u"resume"_s, u"R-0001"_s, confirmed);
        QVERIFY2(stopped.code == 5, (stopped.out + stopped.words).constData());
        QVERIFY(stopped.words.contains("--approve-delete"));
        const auto done
            = goOn(u"resume"_s, u"R-0001"_s, {u"--approve-delete"_s, account.oldId.right(4)});
        QVERIFY2(done.code == 0, (done.out + done.words).constData());
        QCOMPARE(account.keys().keys(), QStringList{newId});

        seen = m_upstream->seen().size();
        const auto after = tryOut();
        QVERIFY2(after.code == 0, (after.out + after.words).constData());
        QCOMPARE(test::signersOf(m_upstream->seen().mid(seen)), QStringList(3, newId));
        const auto listed = m_rig->rekey({u"seal"_s, u"list"_s});
        QCOMPARE(listed.out.count("  good "), 3);
        const QString newSecret = account.keys().value(newId)["secret"_L1].toString();
        for (const QByteArray &text :
             {during.out, during.words, done.out, done.words, after.out, after.words})
            QVERIFY(!text.contains(newSecret.toUtf8()));
    }
};

QTEST_GUILESS_MAIN(TestSealedRotation)
#include "tst_sealedrotation.moc"

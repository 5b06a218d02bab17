// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rotationrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::AwsAccount;
using rekey::test::PeerProcess;
using rekey::test::RotationRig;

/// A store whose rotations need two persons, from the command line: Ada plans and begins, Bob
/// agrees.
class TestCliTwoPersons : public QObject
{
    Q_OBJECT

    std::unique_ptr<PeerProcess> m_aws;
    RotationRig m_rig;

    /// With Bob's passphrase instead of Ada's.
    [[nodiscard]] RotationRig::Ran bob(const QStringList &arguments) const
    {
        const QByteArray adas = m_rig.read(u"words"_s);
        m_rig.write(u"words"_s, m_rig.read(u"bobs"_s));
        auto ran = m_rig.rekey(arguments);
        m_rig.write(u"words"_s, adas);
        return ran;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_aws = std::make_unique<PeerProcess>(u"aws.py"_s);
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        m_rig.write(u"bobs"_s, "bob's own\n");
    }
    void cleanupTestCase() { m_aws.reset(); }

    void aSecondPersonAgreesToExactlyThisPlan()
    {
        const AwsAccount account(*m_aws, m_rig, 0, 71);
        account.leak(m_rig);

        const auto alone = m_rig.rekey({u"store"_s, u"two-person"_s, u"on"_s});
        QVERIFY2(alone.code != 0 && alone.words.contains("members add"), alone.words.constData());
        const auto offer = bob({u"store"_s, u"members"_s, u"export-key"_s, u"--member"_s, u"bob"_s,
                                u"--cost"_s, u"interactive"_s});
        QCOMPARE(
            m_rig
                .rekey({u"store"_s, u"members"_s, u"add"_s, QString::fromUtf8(offer.out).trimmed()})
                .code,
            0);
        QCOMPARE(m_rig.rekey({u"store"_s, u"two-person"_s, u"on"_s}).code, 0);
        QVERIFY(m_rig.rekey({u"store"_s, u"two-person"_s}).out.contains("need two persons"));

        const QStringList how{u"S-1"_s, u"--quiet-hours"_s, u"0"_s, u"--method"_s, u"two-keys"_s};
        const QStringList run = QStringList{u"rotate"_s, u"run"_s} + how
            + RotationRig::leadTo(u"aws"_s, *m_aws) + account.credential();
        const auto refused = m_rig.rekey(run);
        QVERIFY2(refused.code != 0 && refused.words.contains("rotate approve"),
                 refused.words.constData());
        QCOMPARE(account.keys().size(), 1);

        QCOMPARE(m_rig
                     .rekey(QStringList{u"rotate"_s, u"plan"_s} + how
                            + RotationRig::leadTo(u"aws"_s, *m_aws)
                            + QStringList{u"--to-agree"_s, u"plan.json"_s})
                     .code,
                 0);
        // Nobody agrees by mistake, and not to what is no plan.
        const QStringList approve{u"rotate"_s, u"approve"_s, u"plan.json"_s};
        const auto unasked = bob(approve);
        QVERIFY2(unasked.code != 0 && unasked.words.contains("--yes-agree"),
                 unasked.words.constData());
        QVERIFY2(unasked.out.contains("9. prove-old")
                     && unasked.out.contains(m_aws->url().toUtf8()),
                 unasked.out.constData());
        const auto other = bob({u"rotate"_s, u"approve"_s, u"aws.ini"_s, u"--yes-agree"_s});
        QVERIFY2(other.code != 0 && other.words.contains("no plans"), other.words.constData());
        // One's own word is not a second person's.
        QCOMPARE(m_rig.rekey(approve + QStringList{u"--yes-agree"_s}).code, 0);
        QVERIFY(m_rig.rekey(run).code != 0);
        QCOMPARE(account.keys().size(), 1);

        const auto agreed = bob(approve + QStringList{u"--yes-agree"_s});
        QVERIFY2(agreed.code == 0 && agreed.words.contains("bob has agreed"),
                 agreed.words.constData());
        // Another plan is not what he agreed to.
        QVERIFY(m_rig.rekey(run + QStringList{u"--consumer"_s, u"cron"_s}).code != 0);
        QCOMPARE(account.keys().size(), 1);
        const auto begun = m_rig.rekey(run);
        QVERIFY2(begun.out.contains("bob has agreed") && begun.out.contains("R-0001 has begun"),
                 (begun.out + begun.words).constData());
        QCOMPARE(account.keys().size(), 2);

        // His word was for one rotation, and for what it is done with.
        const QStringList more = RotationRig::leadTo(u"aws"_s, *m_aws) + account.credential();
        const auto changed = m_rig.rekey(
            QStringList{u"rotate"_s, u"resume"_s, u"R-0001"_s, u"--with"_s, u"scopes=all"_s}
            + more);
        QVERIFY2(changed.code != 0 && changed.words.contains("two persons"),
                 changed.words.constData());
        QCOMPARE(m_rig.rekey(QStringList{u"rotate"_s, u"rollback"_s, u"R-0001"_s} + more).code, 0);
        QCOMPARE(account.keys().size(), 1);
        QVERIFY(m_rig.rekey(run).words.contains("rotate approve"));
        QCOMPARE(account.keys().size(), 1);
        QVERIFY(m_rig.rekey(run + QStringList{u"--to-agree"_s, u"plan.json"_s})
                    .words.contains("rotate plan"));
    }

    void oneOfThemDoesNotEndIt()
    {
        const QStringList off{u"store"_s, u"two-person"_s, u"off"_s};
        QVERIFY(m_rig.rekey(off).words.contains("two-person agree"));
        const auto wrong = m_rig.rekey(
            off + QStringList{u"--second"_s, u"bob"_s, u"--second-passphrase-file"_s, u"words"_s});
        QVERIFY2(wrong.code != 0, wrong.words.constData());
        QVERIFY(m_rig.rekey({u"store"_s, u"two-person"_s, u"status"_s}).out.contains("need two"));
        const auto together = m_rig.rekey(
            off + QStringList{u"--second"_s, u"bob"_s, u"--second-passphrase-file"_s, u"bobs"_s});
        QVERIFY2(together.code == 0, together.words.constData());
        QVERIFY(m_rig.rekey({u"store"_s, u"two-person"_s}).out.contains("one person is enough"));

        // Or each at an own machine.
        QCOMPARE(m_rig.rekey({u"store"_s, u"two-person"_s, u"on"_s}).code, 0);
        QVERIFY(m_rig.rekey(off).code != 0);
        QCOMPARE(bob({u"store"_s, u"two-person"_s, u"agree"_s}).code, 0);
        QVERIFY(bob(off).code != 0); // it is his own word
        QCOMPARE(m_rig.rekey(off).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliTwoPersons)
#include "tst_clitwopersons.moc"

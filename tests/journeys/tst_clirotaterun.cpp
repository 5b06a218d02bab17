// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rotationrig.h"

#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using rekey::test::AwsAccount;
using rekey::test::MadeUp;
using rekey::test::PeerProcess;
using rekey::test::RotationRig;

/// Story A5 and its ways off the path, from the command line, against servers on loopback.
class TestCliRotateRun : public QObject
{
    Q_OBJECT

    std::unique_ptr<PeerProcess> m_aws;
    std::unique_ptr<PeerProcess> m_gitlab;
    std::unique_ptr<RotationRig> m_rig;

    /// A file with the key in it, found by a scan: finding S-1.
    void leak(const AwsAccount &account) const
    {
        m_rig->write(u"aws.ini"_s,
                     "aws_access_key_id = " + account.oldId.toUtf8()
                         + "\naws_secret_access_key = " + account.oldSecret.toUtf8() + '\n');
        QCOMPARE(m_rig->rekey({u"scan"_s, u"aws.ini"_s}).code, 1);
    }

    [[nodiscard]] QStringList run(const AwsAccount &account, const QStringList &more = {}) const
    {
        return QStringList{u"rotate"_s, u"run"_s,      u"S-1"_s,     u"--quiet-hours"_s,
                           u"0"_s,      u"--method"_s, u"two-keys"_s}
        + RotationRig::leadTo(u"aws"_s, *m_aws) + account.credential() + more;
    }

    [[nodiscard]] QStringList goOn(const QString &verb, const AwsAccount &account,
                                   const QStringList &more = {}) const
    {
        return QStringList{u"rotate"_s, verb, u"R-0001"_s} + RotationRig::leadTo(u"aws"_s, *m_aws)
            + account.credential() + more;
    }

    [[nodiscard]] QJsonObject found() const
    {
        const auto listed = m_rig->rekey({u"list"_s, u"--json"_s});
        return QJsonDocument::fromJson(listed.out).array().first().toObject();
    }

    /// Names of who the plan hands the key to by hand.
    [[nodiscard]] QString place() const
    {
        const auto plan = m_rig->rekey({u"rotate"_s, u"plan"_s, u"S-1"_s, u"--json"_s});
        const QJsonArray consumers
            = QJsonDocument::fromJson(plan.out).object().value("consumers"_L1).toArray();
        return consumers.isEmpty() ? QString() : consumers.first().toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_aws = std::make_unique<PeerProcess>(u"aws.py"_s);
        m_gitlab = std::make_unique<PeerProcess>(u"gitlab.py"_s);
    }
    void cleanupTestCase()
    {
        m_aws.reset();
        m_gitlab.reset();
    }
    void init() { m_rig = std::make_unique<RotationRig>(); }

    void anAwsKeyIsRotatedAndProven()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 1.5, 21);
        leak(account);
        QCOMPARE(
            m_rig->rekey(QStringList{u"verify"_s} + RotationRig::leadTo(u"aws"_s, *m_aws)).code, 4);
        QStringList options = {u"--to-file"_s, u"billing="_s + m_rig->path(u"billing.key"_s),
                               u"--confirm"_s, u"billing"_s};
        if (const QString byHand = place(); !byHand.isEmpty())
            options += {u"--confirm"_s, byHand};
        const auto stopped = m_rig->rekey(run(account, options));
        QVERIFY2(stopped.code == 5, (stopped.out + stopped.words).constData());
        QVERIFY2(stopped.out.contains("the one to be rotated"), stopped.out.constData());
        QVERIFY(stopped.words.contains("--approve-delete"));
        // The old key is off and still there; the new one works.
        QCOMPARE(account.keys().size(), 2);
        QCOMPARE(account.keys().value(account.oldId)["status"_L1].toString(), u"Inactive"_s);
        const auto wrong
            = m_rig->rekey(goOn(u"resume"_s, account, {u"--approve-delete"_s, u"0000"_s}));
        QCOMPARE(wrong.code, 5);
        QCOMPARE(account.keys().size(), 2);
        const auto done = m_rig->rekey(
            goOn(u"resume"_s, account, {u"--approve-delete"_s, account.oldId.right(4)}));
        QVERIFY2(done.code == 0, (done.out + done.words).constData());
        QVERIFY(done.out.contains("planned off, found listed, off"));

        const QJsonObject keys = account.keys();
        QCOMPARE(keys.size(), 1);
        const QString newId = keys.begin().key();
        const QString newSecret = keys.begin().value()["secret"_L1].toString();
        QVERIFY(newId != account.oldId);
        QVERIFY(done.out.contains("the new key is " + newId.toUtf8()));
        QCOMPARE(m_rig->read(u"billing.key"_s), newSecret.toUtf8());
        struct stat facts = {};
        QCOMPARE(::stat(qPrintable(m_rig->path(u"billing.key"_s)), &facts), 0);
        QCOMPARE(facts.st_mode & 0777U, 0600U);
        QCOMPARE(found()["verdict"_L1].toString(), u"dead"_s);
        QCOMPARE(found()["closeReason"_L1].toString(), u"rotated"_s);
        for (const QByteArray &text : {stopped.out, stopped.words, done.out, done.words}) {
            for (const QString &secret : {newSecret, account.oldSecret, account.adminSecret})
                QVERIFY(!text.contains(secret.toUtf8()));
        }
        const auto status = m_rig->rekey({u"rotate"_s, u"status"_s});
        QVERIFY2(status.out.contains("R-0001") && status.out.contains("done"),
                 status.out.constData());
    }

    void aRotationIsTakenBack()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 22);
        leak(account);
        const auto stopped = m_rig->rekey(
            run(account, {u"--to-command"_s, u"billing=cat > got; echo $REKEY_KEY_ID >> got"_s}));
        QVERIFY2(stopped.code == 5 || stopped.code == 6, (stopped.out + stopped.words).constData());
        QCOMPARE(account.keys().size(), 2);
        const auto back = m_rig->rekey(goOn(u"rollback"_s, account, {u"--confirm"_s, place()}));
        QVERIFY2(back.code == 0, (back.out + back.words).constData());
        QCOMPARE(account.keys().size(), 1);
        QCOMPARE(account.keys().value(account.oldId)["status"_L1].toString(), u"Active"_s);
        QCOMPARE(m_rig->read(u"got"_s), account.oldSecret.toUtf8() + account.oldId.toUtf8() + '\n');
    }

    void nothingIsSentWithoutAYes()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 23);
        leak(account);
        QStringList arguments = run(account);
        const qsizetype yes = arguments.indexOf(u"--yes-host"_s);
        arguments.remove(yes, 2);
        const auto refused = m_rig->rekey(arguments);
        QCOMPARE(refused.code, 5);
        QVERIFY(refused.words.contains("--yes-host"));
        QCOMPARE(m_aws->get(u"/_peer/state"_s)["requests"_L1].toArray().size(), 0);
        const auto looked = m_rig->rekey(run(account, {u"--dry-run"_s}));
        QVERIFY2(looked.code == 0, looked.words.constData());
        QVERIFY(looked.out.contains("the one to be rotated"));
        QCOMPARE(account.keys().size(), 1);
        QVERIFY(m_rig->rekey({u"rotate"_s, u"status"_s}).out.isEmpty());
    }

    void whatIsMissingIsNamed()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 24);
        leak(account);
        const auto missing = m_rig->rekey(QStringList{u"rotate"_s, u"run"_s, u"S-1"_s}
                                          + RotationRig::leadTo(u"aws"_s, *m_aws));
        QCOMPARE(missing.code, 2);
        QVERIFY(missing.words.contains("admin, admin_key_id"));
        const auto shown
            = m_rig->rekey(run(account, {u"--with"_s, u"admin="_s + account.adminSecret}));
        QCOMPARE(shown.code, 2);
        QVERIFY(shown.words.contains("other users see the command line"));
        // The leaked key may do it, when that is said.
        const auto leaned = m_rig->rekey(
            QStringList{u"rotate"_s, u"run"_s, u"S-1"_s, u"--dry-run"_s, u"--use-leaked-key"_s}
            + RotationRig::leadTo(u"aws"_s, *m_aws));
        QVERIFY2(leaned.code == 0, leaned.words.constData());
    }

    void aGitLabTokenRotatesItself()
    {
        if (!m_gitlab->problem().isEmpty())
            QSKIP(qPrintable(m_gitlab->problem()));
        const QString token
            = u"gl"_s + u"pat-"_s + QString::fromStdString(MadeUp(25).alphanumeric(20));
        m_gitlab->post(u"/_peer/reset"_s, {{u"token"_s, token}});
        m_rig->write(u"token"_s, token.toUtf8() + '\n');
        const QStringList arguments = QStringList{u"rotate"_s,
                                                  u"run"_s,
                                                  u"gitlab-access-token"_s,
                                                  u"--method"_s,
                                                  u"self-rotate"_s,
                                                  u"--credential"_s,
                                                  u"secret=file:token"_s,
                                                  u"--key"_s,
                                                  u"deploy"_s,
                                                  u"--to-file"_s,
                                                  u"ci="_s + m_rig->path(u"ci.key"_s),
                                                  u"--confirm"_s,
                                                  u"ci"_s,
                                                  u"--approve-delete"_s,
                                                  u"ploy"_s}
            + RotationRig::leadTo(u"gitlab"_s, *m_gitlab);
        const auto done = m_rig->rekey(arguments);
        QVERIFY2(done.code == 0, (done.out + done.words).constData());
        const QJsonObject state = m_gitlab->get(u"/_peer/state"_s);
        QCOMPARE(state["live"_L1].toArray().size(), 1);
        QCOMPARE(state["live"_L1][0].toString().toUtf8(), m_rig->read(u"ci.key"_s));
        QCOMPARE(state["rotations"_L1].toInt(), 1);
        QVERIFY(!state["reused"_L1].toBool());
        QVERIFY(!done.out.contains(m_rig->read(u"ci.key"_s)));
    }
};

QTEST_GUILESS_MAIN(TestCliRotateRun)
#include "tst_clirotaterun.moc"

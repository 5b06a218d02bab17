// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/awsteam.h"
#include "tests/support/rotationrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::AwsTeam;
using rekey::test::PeerProcess;
using rekey::test::RotationRig;

/// Several AWS keys in one command, against AWS on loopback: one goes first alone, the rest wait
/// for its proof, and the first failure keeps the rest from beginning.
class TestCliRotateMany : public QObject
{
    Q_OBJECT

    std::unique_ptr<PeerProcess> m_aws;
    std::unique_ptr<RotationRig> m_rig;
    std::unique_ptr<AwsTeam> m_team;
    QJsonArray m_plans; ///< of the three findings
    std::array<qsizetype, 3> m_keyOf{}; ///< which of the team's keys a finding is

    [[nodiscard]] static QString label(std::size_t finding)
    {
        return u"S-000%1"_s.arg(finding + 1);
    }
    [[nodiscard]] const AwsTeam::Key &keyOf(std::size_t finding) const
    {
        return m_team->keys[static_cast<std::size_t>(m_keyOf[finding])];
    }

    /// Three files with a key each, found by a scan: findings S-0001 to S-0003.
    void leakThree(std::uint32_t seed)
    {
        m_team = std::make_unique<AwsTeam>(*m_aws, seed, 0);
        m_rig->write(u"admin"_s, m_team->adminSecret.toUtf8() + '\n');
        m_team->leakAll([this](const QString &name, const QByteArray &content) {
            m_rig->write(name, content);
        });
        QCOMPARE(m_rig->rekey(QStringList{u"scan"_s} + m_team->files()).code, 1);
        const auto planned
            = m_rig->rekey({u"rotate"_s, u"plan"_s, u"S-1"_s, u"S-2"_s, u"S-3"_s, u"--json"_s});
        m_plans = stands(planned);
        QCOMPARE(m_plans.size(), 3);
        for (std::size_t i = 0; i < 3; ++i) {
            const QString id = m_plans[static_cast<qsizetype>(i)]["old_key"_L1].toString();
            const auto key = std::ranges::find(m_team->keys, id, &AwsTeam::Key::id);
            QVERIFY(key != m_team->keys.end());
            m_keyOf[i] = key - m_team->keys.begin();
        }
    }

    [[nodiscard]] QStringList run(const QStringList &findings, const QStringList &more = {}) const
    {
        return QStringList{u"rotate"_s, u"run"_s} + findings
            + QStringList{u"--quiet-hours"_s, u"0"_s,
                          u"--method"_s,      u"two-keys"_s,
                          u"--with"_s,        u"admin_key_id="_s + m_team->adminId,
                          u"--credential"_s,  u"admin=file:admin"_s}
        + RotationRig::leadTo(u"aws"_s, *m_aws) + more;
    }

    /// A file for each, which is a check as well, and the ends of all ids.
    [[nodiscard]] QStringList ways() const
    {
        QStringList more;
        for (std::size_t i = 0; i < 3; ++i) {
            const QString place = m_plans[static_cast<qsizetype>(i)]["consumers"_L1][0].toString();
            const QString name = label(i) + u':' + place + u'=';
            more += {u"--to-file"_s,        name + m_rig->path(label(i)),
                     u"--check-with"_s,     name + u"test -s "_s + label(i),
                     u"--approve-delete"_s, keyOf(i).id.right(4)};
        }
        return more;
    }

    [[nodiscard]] static QJsonArray stands(const RotationRig::Ran &ran)
    {
        return QJsonDocument::fromJson(ran.out).array();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_aws = std::make_unique<PeerProcess>(u"aws.py"_s);
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
    }
    void cleanupTestCase() { m_aws.reset(); }
    void init() { m_rig = std::make_unique<RotationRig>(); }

    void threeKeysAreRotatedOneAfterAnother()
    {
        leakThree(61);
        const auto done = m_rig->rekey(
            run({u"S-1"_s, u"S-2"_s, u"S-3"_s, u"2"_s}, ways() + QStringList{u"--json"_s}));
        QVERIFY2(done.code == 0, (done.out + done.words).constData());
        const QJsonArray all = stands(done);
        QCOMPARE(all.size(), 3); // one that is named twice is rotated once
        for (std::size_t i = 0; i < 3; ++i) {
            const QJsonObject one = all[static_cast<qsizetype>(i)].toObject();
            QCOMPARE(one["subject"_L1].toString(), label(i));
            QCOMPARE(one["run"_L1].toString(), u"R-000%1"_s.arg(i + 1));
            QCOMPARE(one["standing"_L1].toString(), u"done"_s);
            QCOMPARE(one["end"_L1].toString(), u"done"_s);
            const auto keys = m_team->keysOf(keyOf(i).user);
            QCOMPARE(keys.keys(), QStringList{one["new_key"_L1].toString()});
            QVERIFY(!m_rig->read(label(i)).isEmpty());
        }
        // The second key was not made before the first was proven, nor the third before the second.
        const QStringList sent = m_team->requests();
        QCOMPARE(sent.count(u"CreateAccessKey"_s), 3);
        qsizetype at = -1;
        for (int i = 0; i < 3; ++i) {
            const qsizetype made = sent.indexOf(u"CreateAccessKey"_s, at + 1);
            const qsizetype proven = sent.indexOf(u"GetCallerIdentity"_s, made);
            const qsizetype next = sent.indexOf(u"CreateAccessKey"_s, made + 1);
            QVERIFY(proven > made && (next < 0 || proven < next));
            at = made;
        }
        for (const AwsTeam::Key &key : m_team->keys) {
            for (const QByteArray &text : {done.out, done.words})
                QVERIFY(!text.contains(key.secret.toUtf8()));
        }
        QVERIFY(!(done.out + done.words).contains(m_team->adminSecret.toUtf8()));
        const auto status = m_rig->rekey({u"rotate"_s, u"status"_s});
        QCOMPARE(status.out.count(": done"), 3);
    }

    void theFirstFailureKeepsTheRestFromBeginning()
    {
        leakThree(62);
        m_team->fail(u"CreateAccessKey"_s, 1, u"500"_s);
        const auto ran = m_rig->rekey(run({u"S-1"_s, u"S-2"_s, u"S-3"_s}, ways()));
        QVERIFY2(ran.code == 6, (ran.out + ran.words).constData());
        QVERIFY2(ran.out.contains("S-0001, R-0001: done"), ran.out.constData());
        QVERIFY2(ran.out.contains("S-0002, R-0002: failed"), ran.out.constData());
        QVERIFY2(ran.out.contains("S-0003: not begun"), ran.out.constData());
        QVERIFY2(ran.words.contains("not begun: S-0003; S-0002 failed"), ran.words.constData());
        QCOMPARE(m_team->keysOf(keyOf(2).user),
                 (QMap<QString, QString>{{keyOf(2).id, u"Active"_s}}));
        QCOMPARE(m_team->keysOf(keyOf(1).user).value(keyOf(1).id), u"Active"_s);
        const auto status = m_rig->rekey({u"rotate"_s, u"status"_s, u"--json"_s});
        QCOMPARE(stands(status).size(), 2);
        // What failed is gone on with on its own; until then it is in the way of another try.
        const qsizetype asked = m_team->requests().size();
        const auto again = m_rig->rekey(run({u"S-2"_s, u"S-3"_s}, ways()));
        QCOMPARE(again.code, 2);
        QVERIFY2(again.words.contains("S-0002: R-0002 of it is not at its end"),
                 again.words.constData());
        QCOMPARE(m_team->requests().size(), asked);
        const auto alone = m_rig->rekey(run({u"S-3"_s}, {u"--dry-run"_s, u"--json"_s}));
        QVERIFY2(alone.code == 0, alone.words.constData());
        QVERIFY(QJsonDocument::fromJson(alone.out).object().contains("found"_L1));
    }

    void theRestWaitForTheProofOfTheFirst()
    {
        leakThree(63);
        // Nobody said how the first value gets to its consumer: a person has to.
        const auto ran = m_rig->rekey(run({u"S-3"_s, u"S-1"_s, u"S-2"_s}));
        QVERIFY2(ran.code == 5, (ran.out + ran.words).constData());
        QVERIFY2(ran.out.contains("S-0003, R-0001: held"), ran.out.constData());
        QVERIFY2(ran.words.contains("not begun: S-0001, S-0002; S-0003 is not proven yet"),
                 ran.words.constData());
        QCOMPARE(m_team->requests().count(u"CreateAccessKey"_s), 1);
        QCOMPARE(m_team->keysOf(keyOf(2).user).size(), 2);
    }

    void whatNeedsAPersonKeepsNobodyBackOnceTheFirstIsProven()
    {
        leakThree(64);
        QStringList more = ways();
        more.removeAll(u"--approve-delete"_s);
        for (std::size_t i = 0; i < 3; ++i)
            more.removeAll(keyOf(i).id.right(4));
        // Nothing hands the second value over, and nobody says the ends of the ids.
        const qsizetype second = more.indexOf(u"--to-file"_s, 2);
        more.remove(second, 2);
        const auto ran = m_rig->rekey(run({u"S-1"_s, u"S-2"_s, u"S-3"_s}, more));
        QVERIFY2(ran.code == 5, (ran.out + ran.words).constData());
        QCOMPARE(ran.out.count(": held"), 3);
        QVERIFY(!ran.words.contains("not begun"));
        QCOMPARE(m_team->keysOf(keyOf(0).user).value(keyOf(0).id), u"Inactive"_s);
        QCOMPARE(m_team->keysOf(keyOf(1).user).value(keyOf(1).id), u"Active"_s);
        QCOMPARE(m_team->keysOf(keyOf(2).user).value(keyOf(2).id), u"Inactive"_s);
    }

    void oneYesIsForAllOfThem()
    {
        leakThree(65);
        QStringList arguments = run({u"S-1"_s, u"S-2"_s, u"S-3"_s});
        arguments.remove(arguments.indexOf(u"--yes-host"_s), 2);
        const auto refused = m_rig->rekey(arguments);
        QCOMPARE(refused.code, 5);
        QVERIFY2(refused.words.contains("3 keys (")
                     && refused.words.contains("last 4 characters of each key's id"),
                 refused.words.constData());
        for (const AwsTeam::Key &key : m_team->keys)
            QVERIFY(refused.words.contains(key.id.toUtf8()));
        QVERIFY2(refused.out.contains("S-0001 goes first, alone; S-0002, S-0003 wait"),
                 refused.out.constData());
        QCOMPARE(m_team->requests().size(), 0);
    }

    void aDryRunLooksAtAllOfThem()
    {
        leakThree(66);
        const auto looked
            = m_rig->rekey(run({u"S-1"_s, u"S-2"_s, u"S-3"_s}, {u"--dry-run"_s, u"--json"_s}));
        QVERIFY2(looked.code == 0, looked.words.constData());
        const QJsonArray plans = stands(looked);
        QCOMPARE(plans.size(), 3);
        for (std::size_t i = 0; i < 3; ++i) {
            const QJsonObject one = plans[static_cast<qsizetype>(i)].toObject();
            QCOMPARE(one["subject"_L1].toString(), label(i));
            QCOMPARE(one["method"_L1].toString(), u"two-keys"_s);
            QVERIFY(!one["found"_L1].toArray().isEmpty());
        }
        QVERIFY(!m_team->requests().contains(u"CreateAccessKey"_s));
        QVERIFY(m_rig->rekey({u"rotate"_s, u"status"_s}).out.isEmpty());
        const auto text = m_rig->rekey({u"rotate"_s, u"plan"_s, u"S-1"_s, u"S-2"_s});
        QVERIFY2(text.out.startsWith("S-0001 goes first, alone; S-0002 wait"),
                 text.out.constData());
        QCOMPARE(text.out.count("# Rotate "), 2);
    }

    void oneThatIsGoneIsNamedBeforeAnythingIsChanged()
    {
        leakThree(67);
        // Somebody has deleted the second key at the console.
        AwsTeam other(*m_aws, 167, 0);
        QJsonArray others{QJsonObject{
            {u"user"_s, u"cron"_s}, {u"id"_s, keyOf(2).id}, {u"secret"_s, keyOf(2).secret}}};
        const QJsonObject admin = m_aws->post(
            u"/_peer/reset"_s,
            {{u"id"_s, keyOf(0).id}, {u"secret"_s, keyOf(0).secret}, {u"others"_s, others}});
        m_team->adminId = admin["admin_id"_L1].toString();
        m_rig->write(u"admin"_s, admin["admin_secret"_L1].toString().toUtf8() + '\n');
        const auto ran = m_rig->rekey(run({u"S-1"_s, u"S-2"_s, u"S-3"_s}));
        QVERIFY2(ran.code == 2, (ran.out + ran.words).constData());
        QVERIFY2(ran.words.contains("S-0002: ") && ran.words.contains("nothing was begun"),
                 ran.words.constData());
        QVERIFY(!m_team->requests().contains(u"CreateAccessKey"_s));
    }

    void whatIsNotForSeveralKeysIsRefused()
    {
        leakThree(68);
        const auto shared = m_rig->rekey(
            run({u"S-1"_s, u"S-2"_s}, {u"--to-file"_s, u"billing="_s + m_rig->path(u"one"_s)}));
        QCOMPARE(shared.code, 2);
        QVERIFY2(shared.words.contains("each key needs a file of its own"),
                 shared.words.constData());
        const auto unknown = m_rig->rekey(run({u"S-1"_s, u"S-2"_s}, {u"--confirm"_s, u"nobody"_s}));
        QCOMPARE(unknown.code, 2);
        QVERIFY(unknown.words.contains("no plan has a consumer of this name"));
        // A number that is mistyped names nobody.
        for (const QString &option : {u"--consumer"_s, u"--confirm"_s}) {
            const auto other = m_rig->rekey(run({u"S-1"_s, u"S-2"_s}, {option, u"S-9:billing"_s}));
            QCOMPARE(other.code, 2);
            QVERIFY2(other.words.contains("S-9:billing"), other.words.constData());
        }
        const auto key = m_rig->rekey(run({u"S-1"_s, u"S-2"_s}, {u"--key"_s, u"AKIA"_s}));
        QCOMPARE(key.code, 2);
        // Keys of another kind are rotated on their own.
        m_rig->write(u"token"_s,
                     "token = " + QByteArray("gl") + "pat-"
                         + QByteArray::fromStdString(test::MadeUp(70).alphanumeric(20)) + '\n');
        QCOMPARE(m_rig->rekey({u"scan"_s, u"token"_s}).code, 1);
        const auto mixed = m_rig->rekey(run({u"S-1"_s, u"S-4"_s}));
        QCOMPARE(mixed.code, 2);
        QVERIFY2(mixed.words.contains("S-0004 is of another kind"), mixed.words.constData());
        QCOMPARE(m_team->requests().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestCliRotateMany)
#include "tst_clirotatemany.moc"

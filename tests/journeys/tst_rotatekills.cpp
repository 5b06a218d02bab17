// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/leakydatabase.h"
#include "tests/support/rotationrig.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

using namespace Qt::StringLiterals;
using rekey::provider::Says;
using rekey::test::AwsAccount;
using rekey::test::LeakyDatabase;
using rekey::test::MadeUp;
using rekey::test::PeerProcess;
using rekey::test::RotationRig;

namespace {

/// How many points are tried of all; REKEY_ALL_KILLS tries each.
int strideOf(int points, int sample)
{
    return qEnvironmentVariableIsSet("REKEY_ALL_KILLS") ? 1 : std::max(1, points / sample);
}

} // namespace

/// The real program is killed before or after writes of the journal and requests of a rotation,
/// then started again: at points spread over the whole of it, at all of them with REKEY_ALL_KILLS.
class TestRotateKills : public QObject
{
    Q_OBJECT

    std::unique_ptr<RotationRig> m_rig;
    QByteArray m_store; ///< before the rotation

    using Ran = RotationRig::Ran;

    /// With a point, killed there.
    [[nodiscard]] Ran rekey(const QStringList &arguments, int killAt = -1) const
    {
        std::map<QString, QString> environment
            = {{u"LD_PRELOAD"_s, QStringLiteral(REKEY_KILLPOINTS)},
               {u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0:detect_leaks=0"_s},
               {u"REKEY_KILL_COUNT"_s, m_rig->path(u"count"_s)},
               {u"REKEY_KILL_NOTES"_s, m_rig->path(u"notes"_s)}};
        if (killAt >= 0)
            environment.emplace(u"REKEY_KILL_AT"_s, QString::number(killAt));
        return m_rig->rekey(arguments, environment);
    }

    void restoreStore() const
    {
        for (const char16_t *name : {u"store.db-wal", u"store.db-shm", u"new.key", u"new.id"})
            QFile::remove(m_rig->path(QString(name)));
        m_rig->write(u"store.db"_s, m_store);
    }

    /// Every value that the store keeps for the rotation.
    [[nodiscard]] QStringList keptValues(const QStringList &ids) const
    {
        QStringList values;
        auto options = m_rig->store.options;
        const auto store = m_rig->store.open(options);
        for (const QString &id : ids) {
            const auto value = store->runValue("R-0001", "new " + id.toStdString());
            if (value && *value)
                values.append(
                    QString::fromUtf8((*value)->view().data(), qsizetype((*value)->size())));
        }
        return values;
    }

    /// Goes on as often as a person would, deleting the keys whose values are lost.
    [[nodiscard]] Ran finish(const QStringList &begin, const QStringList &resume) const
    {
        Ran ran;
        QStringList more;
        for (int i = 0; i < 4; ++i) {
            ran = m_rig->rekey(resume + more);
            if (ran.code == 2 && ran.words.contains("no such rotation"))
                ran = m_rig->rekey(begin);
            if (ran.code == 0)
                break;
            static const QRegularExpression lost(u"lost on the way: (\\w+)"_s);
            const auto match = lost.match(QString::fromUtf8(ran.words));
            if (!match.hasMatch())
                break;
            more = {u"--delete-lost"_s, match.captured(1)};
        }
        return ran;
    }

    static QStringList verbAws(const QStringList &words, const PeerProcess &peer,
                               const AwsAccount &account)
    {
        return QStringList{u"rotate"_s} + words + RotationRig::leadTo(u"aws"_s, peer)
            + account.credential()
            + QStringList{u"--check-with"_s, u"billing=test -s new.key"_s, u"--approve-delete"_s,
                          account.oldId.right(4)};
    }

    [[nodiscard]] QStringList beginAws(const PeerProcess &peer, const AwsAccount &account) const
    {
        return verbAws({u"run"_s, u"aws-access-key-id"_s, u"--method"_s, u"two-keys"_s,
                        u"--quiet-hours"_s, u"0"_s, u"--key"_s, account.oldId, u"--credential"_s,
                        u"secret_access_key=file:secret"_s, u"--to-file"_s,
                        u"billing="_s + m_rig->path(u"new.key"_s)},
                       peer, account);
    }

    static QStringList resumeAws(const PeerProcess &peer, const AwsAccount &account)
    {
        return verbAws({u"resume"_s, u"R-0001"_s}, peer, account);
    }

    [[nodiscard]] int pointsOf(const QStringList &begin) const
    {
        restoreStore();
        return rekey(begin).code == 0 ? m_rig->read(u"count"_s).toInt() : 0;
    }

    /// A rotation that is killed, and what its provider says then.
    struct Killed
    {
        const char *name;
        std::function<void()> reset; ///< the provider is as before the rotation
        /// Asked after each reset, which may make new keys of who rotates.
        std::function<QStringList()> begin;
        std::function<QStringList()> resume;
        std::function<bool()> isSafe; ///< the old key works, or a new one is kept
        std::function<bool()> isRotated; ///< one key is left, and its consumer has it
    };

    void holdsWhereItIsKilled(const Killed &killed) const
    {
        const int points = pointsOf(killed.begin());
        QVERIFY(points > 40);
        int run = 0;
        int held = 0;
        for (int point = 0; point < points; point += strideOf(points, 5)) {
            restoreStore();
            killed.reset();
            if (rekey(killed.begin(), point).code != -1)
                break; // the end came first
            const bool isSafe = killed.isSafe();
            const Ran ended = finish(killed.begin(), killed.resume());
            const bool isHeld = isSafe && ended.code == 0 && killed.isRotated();
            if (!isHeld)
                qWarning("point %d of %d: %s%s", point, points, ended.out.constData(),
                         ended.words.constData());
            ++run;
            held += isHeld ? 1 : 0;
        }
        QVERIFY(run >= 5);
        qInfo("%s: %d of %d kill points run, %d held", killed.name, run, points, held);
        QCOMPARE(held, run);
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<RotationRig>(); }

    void anAwsRotationHoldsWhereItIsKilled()
    {
        PeerProcess peer(u"aws.py"_s);
        if (!peer.problem().isEmpty())
            QSKIP(qPrintable(peer.problem()));
        AwsAccount account(peer, *m_rig, 0, 31);
        m_rig->write(u"secret"_s, account.oldSecret.toUtf8() + '\n');
        m_store = m_rig->read(u"store.db"_s);
        const auto isSafe = [&] {
            const QJsonObject keys = account.keys();
            const QStringList kept = keptValues(keys.keys());
            return keys.value(account.oldId)["status"_L1].toString() == u"Active"
                || std::any_of(keys.begin(), keys.end(), [&kept](const QJsonValue &key) {
                       return kept.contains(key["secret"_L1].toString());
                   });
        };
        const auto isRotated = [&] {
            const QJsonObject left = account.keys();
            return left.size() == 1 && !left.contains(account.oldId)
                && left.begin().value()["secret"_L1].toString().toUtf8()
                == m_rig->read(u"new.key"_s);
        };
        holdsWhereItIsKilled({"AWS", [&] { account.reset(0, *m_rig); },
                              [&] { return beginAws(peer, account); },
                              [&] { return resumeAws(peer, account); }, isSafe, isRotated});
    }

    void aDatabasePasswordHoldsWhereItsRotationIsKilled()
    {
        LeakyDatabase database(34);
        if (!database.problem.isEmpty())
            QSKIP(qPrintable(database.problem));
        m_store = m_rig->read(u"store.db"_s);
        m_rig->write(u"old"_s, database.old.toUtf8() + '\n');
        m_rig->write(u"boss"_s, database.admin.toUtf8() + '\n');
        const auto verb = [&](const QStringList &words) {
            return QStringList{u"rotate"_s} + words
                + QStringList{u"--yes-host"_s,       database.host(),
                              u"--allow-private"_s,  u"test=127.0.0.1"_s,
                              u"--with"_s,           u"admin_user=boss"_s,
                              u"--credential"_s,     u"admin=file:boss"_s,
                              u"--check-with"_s,     u"billing=test -s new.key"_s,
                              u"--approve-delete"_s, u"app"_s};
        };
        const QStringList begin
            = verb({u"run"_s, u"postgresql-url-password"_s, u"--method"_s, u"two-keys"_s,
                    u"--key"_s, u"app"_s, u"--credential"_s, u"secret=file:old"_s, u"--with"_s,
                    u"user=app"_s, u"--with"_s, u"host="_s + database.host(), u"--to-command"_s,
                    u"billing=cat > new.key; printf %s \"$REKEY_KEY_ID\" > new.id"_s});
        const auto isSafe = [&] {
            if (database.isOldAccepted())
                return true;
            for (const std::string &role : database.roles()) {
                for (const QString &value :
                     keptValues({u" minted-0"_s, QString::fromStdString(role)})) {
                    if (database.says(role, value.toStdString()) == Says::Live)
                        return true;
                }
            }
            return false;
        };
        const auto isRotated = [&] {
            return database.roles().size() == 2 && !database.isOldAccepted()
                && database.says(m_rig->read(u"new.id"_s).toStdString(),
                                 m_rig->read(u"new.key"_s).toStdString())
                == Says::Live;
        };
        holdsWhereItIsKilled({"PostgreSQL", [&] { database.reset(); }, [&] { return begin; },
                              [&] { return verb({u"resume"_s, u"R-0001"_s}); }, isSafe, isRotated});
    }

    /// The leaked token signs until its successor is proven, and that one ends it.
    void anNpmTokenHoldsWhereItsRotationIsKilled()
    {
        PeerProcess peer(u"npm.py"_s);
        if (!peer.problem().isEmpty())
            QSKIP(qPrintable(peer.problem()));
        m_store = m_rig->read(u"store.db"_s);
        const QString password = QString::fromStdString(MadeUp(35).alphanumeric(20));
        QString token;
        QString oldKey;
        const auto reset = [&] {
            const QJsonObject made
                = peer.post(u"/_peer/reset"_s, {{u"token"_s, token}, {u"password"_s, password}});
            token = made["token"_L1].toString();
            oldKey = made["key"_L1].toString();
        };
        const auto live = [&] { return peer.get(u"/_peer/state"_s)["live"_L1].toObject(); };
        reset();
        m_rig->write(u"token"_s, token.toUtf8() + '\n');
        m_rig->write(u"password"_s, password.toUtf8() + '\n');
        const auto verb = [&](const QStringList &words) {
            return QStringList{u"rotate"_s} + words + RotationRig::leadTo(u"npm"_s, peer)
                + QStringList{u"--credential"_s, u"password=file:password"_s, u"--use-leaked-key"_s,
                              u"--check-with"_s, u"ci=test -s new.key"_s,     u"--approve-delete"_s,
                              oldKey.right(4)};
        };
        const QStringList begin
            = verb({u"run"_s, u"npm-access-token"_s, u"--method"_s, u"two-keys"_s, u"--key"_s,
                    oldKey, u"--credential"_s, u"secret=file:token"_s, u"--to-file"_s,
                    u"ci="_s + m_rig->path(u"new.key"_s)});
        const auto isSafe = [&] {
            const QJsonObject keys = live();
            const QStringList kept = keptValues(keys.keys());
            return keys.contains(oldKey)
                || std::any_of(keys.begin(), keys.end(), [&kept](const QJsonValue &value) {
                       return kept.contains(value.toString());
                   });
        };
        const auto isRotated = [&] {
            const QJsonObject left = live();
            return left.size() == 1 && !left.contains(oldKey)
                && left.begin().value().toString().toUtf8() == m_rig->read(u"new.key"_s);
        };
        holdsWhereItIsKilled({"npm", reset, [&] { return begin; },
                              [&] { return verb({u"resume"_s, u"R-0001"_s}); }, isSafe, isRotated});
    }

    void aRotationComesToItsEndAfterAFaultOfTheNetwork()
    {
        PeerProcess peer(u"aws.py"_s);
        if (!peer.problem().isEmpty())
            QSKIP(qPrintable(peer.problem()));
        AwsAccount account(peer, *m_rig, 0, 33);
        m_rig->write(u"secret"_s, account.oldSecret.toUtf8() + '\n');
        m_store = m_rig->read(u"store.db"_s);
        std::ignore = m_rig->rekey(beginAws(peer, account));
        const qsizetype requests = peer.get(u"/_peer/state"_s)["requests"_L1].toArray().size();
        QVERIFY(requests > 8);
        const QStringList kinds = {u"cut"_s, u"429"_s, u"500"_s, u"redirect"_s};
        int run = 0;
        int held = 0;
        for (int at = 1; at < requests; at += strideOf(int(requests), 3)) {
            restoreStore();
            account.reset(0, *m_rig);
            peer.post(u"/_peer/fault"_s, {{u"at"_s, at}, {u"kind"_s, kinds[at % kinds.size()]}});
            std::ignore = m_rig->rekey(beginAws(peer, account));
            // A fresh start looks once more, so the fault may be on its way still.
            const Ran ended = finish(beginAws(peer, account), resumeAws(peer, account));
            const QJsonObject left = account.keys();
            const bool isRotated = ended.code == 0 && left.size() == 1
                && !left.contains(account.oldId)
                && left.begin().value()["secret"_L1].toString().toUtf8()
                    == m_rig->read(u"new.key"_s);
            if (!isRotated)
                qWarning("%s at request %d: %s%s", qPrintable(kinds[at % kinds.size()]), at,
                         ended.out.constData(), ended.words.constData());
            ++run;
            held += isRotated ? 1 : 0;
        }
        qInfo("AWS: %d faults of %lld requests run, %d held", run, qlonglong(requests), held);
        QCOMPARE(held, run);
    }

    void aTokenThatRotatesItselfIsKeptOrNamed()
    {
        PeerProcess peer(u"gitlab.py"_s);
        if (!peer.problem().isEmpty())
            QSKIP(qPrintable(peer.problem()));
        m_store = m_rig->read(u"store.db"_s);
        const QString token
            = u"gl"_s + u"pat-"_s + QString::fromStdString(MadeUp(32).alphanumeric(20));
        m_rig->write(u"token"_s, token.toUtf8() + '\n');
        const auto verb = [&](const QStringList &words) {
            return QStringList{u"rotate"_s} + words + RotationRig::leadTo(u"gitlab"_s, peer)
                + QStringList{u"--check-with"_s, u"ci=test -s new.key"_s, u"--approve-delete"_s,
                              u"ploy"_s};
        };
        const QStringList begin
            = verb({u"run"_s, u"gitlab-access-token"_s, u"--method"_s, u"self-rotate"_s,
                    u"--credential"_s, u"secret=file:token"_s, u"--key"_s, u"deploy"_s,
                    u"--to-file"_s, u"ci="_s + m_rig->path(u"new.key"_s)});
        peer.post(u"/_peer/reset"_s, {{u"token"_s, token}});
        const int points = pointsOf(begin);
        QVERIFY(points > 20);
        // The one request that changes something, and the write that keeps what it brought.
        const QByteArray notes = m_rig->read(u"notes"_s);
        QCOMPARE(notes.size(), points);
        const int sent = int(notes.indexOf("PP"));
        const int kept = int(notes.indexOf("..", sent));
        QVERIFY(sent > 0 && kept > sent);
        QCOMPARE(int(notes.lastIndexOf('P')), sent + 1);
        std::set<int> sample = {sent, sent + 1, kept, kept + 1, kept + 2};
        for (int point = 0; point < points; point += strideOf(points, 3))
            sample.insert(point);
        int run = 0;
        int held = 0;
        int named = 0;
        for (const int point : sample) {
            restoreStore();
            peer.post(u"/_peer/reset"_s, {{u"token"_s, token}});
            if (rekey(begin, point).code != -1)
                break; // the end came first
            const Ran ended = finish(begin, verb({u"resume"_s, u"R-0001"_s}));
            const QJsonObject state = peer.get(u"/_peer/state"_s);
            const QJsonArray works = state["live"_L1].toArray();
            const bool isOnce = state["rotations"_L1].toInt() == 1 && !state["reused"_L1].toBool()
                && works.size() == 1;
            const bool isRotated = ended.code == 0 && isOnce
                && works[0].toString().toUtf8() == m_rig->read(u"new.key"_s);
            // The provider's answer was on its way: no program can have it, but it says so.
            const bool isNamed
                = ended.code == 5 && isOnce && ended.out.contains("the answer was lost");
            if (!isRotated && !isNamed)
                qWarning("point %d of %d: %s%s", point, points, ended.out.constData(),
                         ended.words.constData());
            // From the answer's arrival to its being kept, and nowhere else.
            QVERIFY2(!isNamed || (point > sent && point <= kept),
                     qPrintable(QString::number(point)));
            ++run;
            held += isRotated ? 1 : 0;
            named += isNamed ? 1 : 0;
        }
        QVERIFY(run >= 7);
        QVERIFY(held > 0);
        qInfo("GitLab: %d of %d kill points run, %d held, %d lost with the answer and said so", run,
              points, held, named);
        QCOMPARE(held + named, run);
    }
};

QTEST_GUILESS_MAIN(TestRotateKills)
#include "tst_rotatekills.moc"

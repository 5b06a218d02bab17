// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/register.h"
#include "core/store/database.h"
#include "tests/support/rotationrig.h"

#include <QTest>

#include <sys/stat.h>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace rekey;
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

    void oneThatCannotBeReadHidesNothing()
    {
        m_rig->write(u"aws.ini"_s,
                     "aws_access_key_id = AKIA" + QByteArray("QYLPMN5HFIQR7XYA")
                         + "\naws_secret_access_key = " + QByteArray(20, 'q').replace("qq", "x7")
                         + "kQ2v+Zr9TbWm4sLp8/Yd\n");
        QCOMPARE(m_rig->rekey({u"scan"_s, u"aws.ini"_s}).code, 1);
        {
            auto options = m_rig->store.options;
            const auto store = m_rig->store.open(options);
            for (const char *run : {"R-0001", "R-0002"}) {
                QVERIFY(store->appendRunEntry(run, 0, "{", {}));
                QVERIFY(store->appendRunEntry(run, 1, "{", {}));
            }
        }
        {
            const auto database = store::Database::open(m_rig->store.location, {}, false);
            QVERIFY((*database)->run("UPDATE rotation SET body = x'0011' WHERE rowid < 4"));
        }
        for (const QStringList &command :
             {QStringList{u"list"_s}, {u"list"_s, u"--json"_s}, {u"list"_s, u"rotation:none"_s}}) {
            const auto listed = m_rig->rekey(command);
            QVERIFY2(listed.code == 0 && listed.out.contains("S-0001"), listed.words.constData());
        }
        const auto shown = m_rig->rekey({u"rotate"_s, u"status"_s});
        QCOMPARE(shown.code, 3);
        QVERIFY2(shown.words.contains("R-0002"), shown.words.constData());
    }

    void anAwsKeyIsRotatedAndProven()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 1.5, 21);
        account.leak(*m_rig);
        QCOMPARE(
            m_rig->rekey(QStringList{u"verify"_s} + RotationRig::leadTo(u"aws"_s, *m_aws)).code, 4);
        const QString byHand = place();
        QVERIFY(!byHand.isEmpty());
        // Who says too early that it works is not believed.
        const auto begun = m_rig->rekey(
            run(account,
                {u"--to-file"_s, u"billing="_s + m_rig->path(u"billing.key"_s), u"--check-with"_s,
                 u"billing=test -s billing.key && test \"$REKEY_KEY_ID\" != "_s + account.oldId,
                 u"--confirm"_s, byHand}));
        QVERIFY2(begun.code == 6, (begun.out + begun.words).constData());
        QVERIFY2(begun.out.contains("the one to be rotated"), begun.out.constData());
        QVERIFY(begun.out.contains("only read meanwhile: POST"));
        QVERIFY(begun.words.contains("say --confirm again"));
        // A person gets the value, and puts it where it belongs.
        QCOMPARE(m_rig
                     ->rekey({u"rotate"_s, u"take"_s, u"R-0001"_s, u"--to-file"_s,
                              u"value="_s + m_rig->path(u"taken"_s)})
                     .code,
                 0);
        const auto stopped = m_rig->rekey(goOn(u"resume"_s, account, {u"--confirm"_s, byHand}));
        QVERIFY2(stopped.code == 5, (stopped.out + stopped.words).constData());
        QVERIFY(stopped.words.contains("--approve-delete"));
        // The old key is off and still there; the new one works.
        QCOMPARE(account.keys().size(), 2);
        QCOMPARE(account.keys().value(account.oldId)["status"_L1].toString(), u"Inactive"_s);
        const auto open = m_rig->rekey({u"list"_s, u"rotation:open"_s});
        QVERIFY2(open.out.contains("R-0001 stopped after step "), open.out.constData());
        QVERIFY(m_rig->rekey({u"list"_s, u"rotation:none"_s}).out.isEmpty());
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
        QCOMPARE(m_rig->read(u"taken"_s), newSecret.toUtf8());
        QVERIFY(done.out.contains("no longer kept"));
        {
            auto options = m_rig->store.options;
            const auto store = m_rig->store.open(options);
            QVERIFY(!store->runValue("R-0001", "old secret_access_key").value());
            QVERIFY(store->runValue("R-0001", "new " + newId.toStdString()).value());
        }
        struct stat facts = {};
        QCOMPARE(::stat(qPrintable(m_rig->path(u"billing.key"_s)), &facts), 0);
        QCOMPARE(facts.st_mode & 0777U, 0600U);
        QCOMPARE(found()["verdict"_L1].toString(), u"dead"_s);
        QCOMPARE(found()["closeReason"_L1].toString(), u"rotated"_s);
        QCOMPARE(found()["rotation"_L1]["run"_L1].toString(), u"R-0001"_s);
        QCOMPARE(found()["rotation"_L1]["state"_L1].toString(), u"done"_s);
        QVERIFY(m_rig->rekey({u"list"_s, u"rotation:3|done"_s}).out.contains("  R-0001 done"));
        for (const QByteArray &text : {stopped.out, stopped.words, done.out, done.words}) {
            for (const QString &secret : {newSecret, account.oldSecret, account.adminSecret})
                QVERIFY(!text.contains(secret.toUtf8()));
        }
        const auto status = m_rig->rekey({u"rotate"_s, u"status"_s});
        QVERIFY2(status.out.contains("R-0001") && status.out.contains("done")
                     && !status.out.contains("settles that"),
                 status.out.constData());

        // As if it had been killed after it wrote the end, and before it closed the finding.
        {
            auto options = m_rig->store.options;
            const auto store = m_rig->store.open(options);
            const secret::SecretId id = **store->findingOf(1);
            const finding::Record record = store->records({&id, 1})->front();
            const auto change = test::decide(id, record.version, finding::Decision::Rotating);
            QVERIFY(store->change({&change, 1})->front().isKept);
        }
        const auto cut = m_rig->rekey({u"rotate"_s, u"status"_s});
        QVERIFY2(cut.out.contains("rekey-cli rotate resume R-0001 settles that"),
                 cut.out.constData());
        const auto settled = m_rig->rekey(goOn(u"resume"_s, account));
        QVERIFY2(settled.code == 0, (settled.out + settled.words).constData());
        QCOMPARE(found()["closeReason"_L1].toString(), u"rotated"_s);
        const auto json = m_rig->rekey({u"rotate"_s, u"status"_s, u"--json"_s});
        QVERIFY(
            QJsonDocument::fromJson(json.out).array().first().toObject()["settled"_L1].toBool());
    }

    void aRotationIsTakenBack()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 22);
        account.leak(*m_rig);
        const QString byHand = place();
        const auto begun = m_rig->rekey(
            run(account, {u"--to-command"_s, u"billing=cat > got; echo $REKEY_KEY_ID >> got"_s}));
        QVERIFY2(begun.code == 6, (begun.out + begun.words).constData());
        // That a command took the value is not that billing works with it.
        const auto stopped = m_rig->rekey(goOn(u"resume"_s, account, {u"--confirm"_s, byHand}));
        QVERIFY2(stopped.code == 5, (stopped.out + stopped.words).constData());
        QVERIFY2(stopped.out.contains("Not seen working with the new key yet: billing"),
                 stopped.out.constData());
        QCOMPARE(account.keys().size(), 2);
        const auto back = m_rig->rekey(goOn(u"rollback"_s, account, {u"--confirm"_s, byHand}));
        QVERIFY2(back.code == 0, (back.out + back.words).constData());
        QCOMPARE(account.keys().size(), 1);
        QCOMPARE(account.keys().value(account.oldId)["status"_L1].toString(), u"Active"_s);
        QCOMPARE(m_rig->read(u"got"_s), account.oldSecret.toUtf8() + account.oldId.toUtf8() + '\n');
    }

    void aSealThatNamesTheKeyIsTakenBackToo()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 34);
        account.leak(*m_rig);
        const auto profile
            = m_rig->rekey({u"seal"_s, u"profile"_s, u"add"_s, u"production"_s, u"--proxy"_s,
                            u"http://tokenizer.internal:8080"_s, u"--key"_s, QString(64, u'7')});
        QVERIFY2(profile.code == 0, profile.words.constData());
        const auto sealed
            = m_rig->rekey({u"seal"_s, u"make"_s, u"--profile"_s, u"production"_s, u"--id"_s,
                            u"S-1"_s, u"--output"_s, m_rig->path(u"sealed"_s), u"billing"_s});
        QVERIFY2(sealed.code == 0, sealed.words.constData());
        // In the policy: what a deployment signs with.
        const auto names = [this](const QString &id) {
            const auto store = m_rig->store.open(m_rig->store.options);
            const std::string named = "access_key\\\":\\\"" + id.toStdString();
            return std::ranges::any_of(store->properties(seal::kRegisterRoom).value(),
                                       [&](const auto &property) {
                                           return property.second.find(named) != std::string::npos;
                                       });
        };
        QVERIFY(names(account.oldId));
        std::ignore = m_rig->rekey(run(account));
        const QStringList ids = account.keys().keys();
        QCOMPARE(ids.size(), 2);
        const QString newId = ids[0] == account.oldId ? ids[1] : ids[0];
        QVERIFY(names(newId) && !names(account.oldId));
        const auto back
            = m_rig->rekey(goOn(u"rollback"_s, account, {u"--confirm"_s, u"aws.ini in aws.ini"_s}));
        QVERIFY2(back.code == 0, back.words.constData());
        QVERIFY(names(account.oldId) && !names(newId));
    }

    void aRotationIsGivenUpAsItStands()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 35);
        account.leak(*m_rig);
        std::ignore = m_rig->rekey(run(account));
        const auto requests
            = [this] { return m_aws->get(u"/_peer/state"_s)["requests"_L1].toArray().size(); };
        const auto before = requests();
        QCOMPARE(m_rig->rekey({u"rotate"_s, u"giveup"_s, u"R-0001"_s}).code, 2); // no reason
        const auto given = m_rig->rekey(
            {u"rotate"_s, u"giveup"_s, u"R-0001"_s, u"--reason"_s, u"done in the console"_s});
        QVERIFY2(given.code == 0, given.words.constData());
        QVERIFY(given.out.contains("given up"));
        QCOMPARE(requests(), before);
        QCOMPARE(account.keys().size(), 2);
        QCOMPARE(found()["decision"_L1].toString(), u"confirmed"_s);
        // What was kept can still be had.
        QCOMPARE(m_rig
                     ->rekey({u"rotate"_s, u"take"_s, u"R-0001"_s, u"--to-file"_s,
                              u"value="_s + m_rig->path(u"taken"_s)})
                     .code,
                 0);
        QVERIFY(!m_rig->read(u"taken"_s).isEmpty());
        QCOMPARE(m_rig->rekey(goOn(u"rollback"_s, account)).code, 2);
    }

    void twoThatBeginAtOnceGetRotationsOfTheirOwn()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 26);
        account.leak(*m_rig);
        {
            // Another terminal has taken a name, and nothing else is done yet.
            auto options = m_rig->store.options;
            const auto store = m_rig->store.open(options);
            QCOMPARE(store->reserveRun().value(), std::string("R-0001"));
        }
        const auto begun = m_rig->rekey(run(account));
        QVERIFY2(begun.out.contains("R-0002 has begun"), begun.out.constData());
        auto options = m_rig->store.options;
        const auto store = m_rig->store.open(options);
        QVERIFY(!store->runValue("R-0001", "old secret_access_key").value());
        QVERIFY(!store->property("rotation", "R-0001").value());
    }

    void theLeakedKeyIsReplacedAsSignerOnceItIsOff()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 27);
        account.leak(*m_rig);
        const QStringList peer = RotationRig::leadTo(u"aws"_s, *m_aws);
        const QStringList leaning
            = QStringList{u"--quiet-hours"_s, u"0"_s, u"--use-leaked-key"_s} + peer;
        const auto refused = m_rig->rekey(
            QStringList{u"rotate"_s, u"run"_s, u"S-1"_s, u"--method"_s, u"off-first"_s} + leaning);
        QCOMPARE(refused.code, 5);
        QVERIFY(refused.words.contains("another administrator's credential"));
        QCOMPARE(account.keys().value(account.oldId)["status"_L1].toString(), u"Active"_s);
        const QString byHand = place();
        std::ignore = m_rig->rekey(
            QStringList{u"rotate"_s, u"run"_s, u"S-1"_s, u"--method"_s, u"two-keys"_s} + leaning);
        const QStringList resume
            = QStringList{u"rotate"_s, u"resume"_s, u"R-0001"_s, u"--use-leaked-key"_s} + peer;
        const auto stopped = m_rig->rekey(resume + QStringList{u"--confirm"_s, byHand});
        QVERIFY2(stopped.words.contains("--approve-delete"), stopped.words.constData());
        QCOMPARE(account.keys().value(account.oldId)["status"_L1].toString(), u"Inactive"_s);
        // Everything from here on is signed by the new key: the old one is off.
        const auto done
            = m_rig->rekey(resume + QStringList{u"--approve-delete"_s, account.oldId.right(4)});
        QVERIFY2(done.code == 0, (done.out + done.words).constData());
        QVERIFY(done.out.contains("planned off, found listed, off"));
        QVERIFY(!account.keys().contains(account.oldId));
    }

    void aStepIsLeftOutByItsNameAndThenTheFindingStaysOpen()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 28);
        account.leak(*m_rig);
        std::ignore = m_rig->rekey(run(account));
        const auto wrong
            = m_rig->rekey(goOn(u"resume"_s, account, {u"--skip"_s, u"delete=no reason"_s}));
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.words.contains("the next step is hand-over"), wrong.words.constData());
        const auto stopped = m_rig->rekey(
            goOn(u"resume"_s, account, {u"--skip"_s, u"hand-over=done by deployment"_s}));
        QVERIFY2(stopped.code == 5, (stopped.out + stopped.words).constData());
        QVERIFY(stopped.out.contains("Not seen working"));
        for (const QString &step : {u"confirm"_s, u"delete"_s})
            std::ignore = m_rig->rekey(
                goOn(u"resume"_s, account, {u"--skip"_s, step + u"=I take it on me"_s}));
        const auto status = m_rig->rekey({u"rotate"_s, u"status"_s});
        QVERIFY2(status.out.contains(": done"), status.out.constData());
        QVERIFY(found()["decision"_L1].toString() != u"closed"_s);
        const auto store = m_rig->store.open(m_rig->store.options);
        QVERIFY(store->runValue("R-0001", "old secret_access_key").value());
    }

    void whoWasBroughtTheNewValueByHandIsConfirmedAndTakenBack()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 36);
        account.leak(*m_rig);
        const QString byHand = place();
        // A way that does not work: a person brings the value there in its stead.
        std::ignore = m_rig->rekey(
            run(account, {u"--to-command"_s, byHand + u"=cat > /dev/null; exit 1"_s}));
        std::ignore = m_rig->rekey(
            goOn(u"resume"_s, account, {u"--skip"_s, u"hand-over=I brought it there"_s}));
        const auto confirmed = m_rig->rekey(goOn(u"resume"_s, account, {u"--confirm"_s, byHand}));
        QVERIFY2(confirmed.words.contains("--approve-delete"),
                 (confirmed.out + confirmed.words).constData());
        const auto back = m_rig->rekey(
            goOn(u"rollback"_s, account, {u"--to-file"_s, byHand + u'=' + m_rig->path(u"back"_s)}));
        QVERIFY2(back.code == 0, (back.out + back.words).constData());
        QCOMPARE(m_rig->read(u"back"_s), account.oldSecret.toUtf8());
        QCOMPARE(account.keys().size(), 1);
        QCOMPARE(account.keys().value(account.oldId)["status"_L1].toString(), u"Active"_s);
    }

    void aWayBackByHandSaysHowToComeByTheOldValue()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 38);
        account.leak(*m_rig);
        const QString byHand = place();
        std::ignore = m_rig->rekey(run(account));
        std::ignore = m_rig->rekey(
            goOn(u"resume"_s, account, {u"--skip"_s, u"hand-over=I brought it there"_s}));
        const auto refused = m_rig->rekey(goOn(u"rollback"_s, account));
        QVERIFY(refused.code != 0);
        QVERIFY2(refused.words.contains("old=PATH") && refused.words.contains("rollback --confirm"),
                 refused.words.constData());
        QCOMPARE(account.keys().size(), 2);
        const auto taken = m_rig->rekey({u"rotate"_s, u"take"_s, u"R-0001"_s, u"--to-file"_s,
                                         u"old="_s + m_rig->path(u"old"_s)});
        QVERIFY2(taken.code == 0, taken.words.constData());
        QCOMPARE(m_rig->read(u"old"_s), account.oldSecret.toUtf8());
        QCOMPARE(
            QFile::permissions(m_rig->path(u"old"_s))
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());
        const auto back = m_rig->rekey(goOn(u"rollback"_s, account, {u"--confirm"_s, byHand}));
        QVERIFY2(back.code == 0, (back.out + back.words).constData());
        QCOMPARE(account.keys().size(), 1);
    }

    void aCommandInheritsNoCredential()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 29);
        account.leak(*m_rig);
        // The shell below gives rekey-cli an open credential at 9, which it reads and closes, and
        // another at 8, which it knows nothing of; what it runs must see neither.
        m_rig->write(u"another-secret"_s, "of somebody else\n");
        const QStringList arguments = run(
            account,
            {u"--to-command"_s, u"billing=cat > /dev/null; ls -l /proc/self/fd > open-files"_s});
        QStringList quoted;
        for (QString argument : arguments)
            quoted.append(u'\'' + argument.replace(u"admin=file:admin"_s, u"admin=fd:9"_s) + u'\'');
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_rig->path(u"."_s));
        environment.insert(u"REKEY_STORE"_s, m_rig->path(u"store.db"_s));
        shell.setProcessEnvironment(environment);
        shell.setWorkingDirectory(m_rig->path(u"."_s));
        shell.setStandardInputFile(QProcess::nullDevice());
        shell.start(u"/bin/sh"_s,
                    {u"-c"_s,
                     QStringLiteral(REKEY_CLI) + u' ' + quoted.join(u' ')
                         + u" --passphrase-file words 9<admin 8<another-secret"_s});
        QVERIFY(shell.waitForFinished(120'000));
        const QByteArray files = m_rig->read(u"open-files"_s);
        QVERIFY2(files.contains("/dev/null") || files.contains("pipe:"),
                 shell.readAllStandardError().constData());
        QVERIFY2(!files.contains("admin") && !files.contains("store.db")
                     && !files.contains("another-secret"),
                 files.constData());
    }

    void aDraftThatAKilledProcessLeftIsRemoved()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 30);
        account.leak(*m_rig);
        m_rig->write(u"billing.key.rekey-draft"_s, "a value of another day");
        std::ignore = m_rig->rekey(
            run(account, {u"--to-file"_s, u"billing="_s + m_rig->path(u"billing.key"_s)}));
        QVERIFY(!m_rig->read(u"billing.key"_s).isEmpty());
        QVERIFY(!QFile::exists(m_rig->path(u"billing.key.rekey-draft"_s)));
    }

    void nothingIsSentWithoutAYes()
    {
        if (!m_aws->problem().isEmpty())
            QSKIP(qPrintable(m_aws->problem()));
        const AwsAccount account(*m_aws, *m_rig, 0, 23);
        account.leak(*m_rig);
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
        account.leak(*m_rig);
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
                                                  u"--check-with"_s,
                                                  u"ci=test -s ci.key"_s,
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

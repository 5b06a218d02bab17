// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/madeup.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The store from the command line: real processes, exit codes, both output streams.
class TestCliStore : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;
    };

    std::unique_ptr<QTemporaryDir> m_home;
    QByteArray m_token;

    Outcome rekey(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home->path());
        environment.insert(u"REKEY_STORE"_s, m_home->filePath(u"store.db"_s));
        environment.remove(u"XDG_CACHE_HOME"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home->path());
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(QStringLiteral(REKEY_CLI), arguments);
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    Outcome opened(const QStringList &arguments) const
    {
        return rekey(arguments + QStringList{u"--passphrase-file"_s, u"words"_s});
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_home->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_token = QByteArray::fromStdString(rekey::test::MadeUp(1).githubToken());
        write(u"words"_s, "open sesame\n");
        write(u"settings.py"_s, "TOKEN = '" + m_token + "'\n");
        const Outcome made = opened({u"store"_s, u"init"_s, u"--cost"_s, u"interactive"_s});
        QVERIFY2(made.exit == 0, made.err.constData());
    }

    void scanKeepsAndHeedsDecisions()
    {
        QCOMPARE(opened({u"scan"_s, u"settings.py"_s}).exit, 1);
        const Outcome dry = opened({u"mark"_s, u"S-1"_s, u"--as"_s, u"test"_s, u"--dry-run"_s});
        QCOMPARE(dry.exit, 0);
        QCOMPARE(opened({u"scan"_s, u"settings.py"_s}).exit, 1);
        QCOMPARE(opened({u"mark"_s, u"S-1"_s, u"--as"_s, u"test"_s}).exit, 0);
        const Outcome heeded = opened({u"scan"_s, u"settings.py"_s});
        QCOMPARE(heeded.exit, 0);
        QVERIFY(heeded.out.isEmpty() && heeded.err.contains("1 left out"));
        QCOMPARE(opened({u"scan"_s, u"settings.py"_s, u"--all"_s}).exit, 1);
        const Outcome listed = opened({u"list"_s, u"--json"_s});
        const QJsonObject finding = QJsonDocument::fromJson(listed.out).array()[0].toObject();
        QCOMPARE(finding["closeReason"_L1].toString(), u"test"_s);
        QVERIFY(!listed.out.contains(m_token));
    }

    void lockedStoreIsExitFiveAndTakesScansSealed()
    {
        QCOMPARE(rekey({u"list"_s}).exit, 5);
        QCOMPARE(rekey({u"mark"_s, u"S-1"_s, u"--as"_s, u"test"_s}).exit, 5);
        QVERIFY(rekey({u"scan"_s, u"settings.py"_s}).err.contains("locked"));
        const Outcome info = rekey({u"store"_s, u"info"_s, u"--json"_s});
        QVERIFY(QJsonDocument::fromJson(info.out).object().value("inbox"_L1).toInt() > 0);
        QVERIFY(opened({u"list"_s}).out.contains("settings.py:1"));
        write(u"words"_s, "wrong\n");
        QCOMPARE(opened({u"list"_s}).exit, 5);
    }

    void decisionsAreChecked_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exit");
        QTest::newRow("no such finding") << QStringList{u"S-9"_s, u"--as"_s, u"test"_s} << 2;
        QTest::newRow("no such decision") << QStringList{u"S-1"_s, u"--as"_s, u"fine"_s} << 2;
        QTest::newRow("nothing to change") << QStringList{u"S-1"_s} << 2;
        QTest::newRow("not dead") << QStringList{u"S-1"_s, u"--as"_s, u"rotated"_s} << 5;
        QTest::newRow("not dead, with a reason")
            << QStringList{u"S-1"_s, u"--as"_s, u"rotated"_s, u"--why"_s, u"saw it"_s} << 0;
        QTest::newRow("accepted without a day")
            << QStringList{u"S-1"_s, u"--as"_s, u"accepted"_s} << 2;
        QTest::newRow("accepted until the past")
            << QStringList{u"S-1"_s, u"--as"_s, u"accepted"_s, u"--until"_s, u"2020-01-01"_s} << 2;
        QTest::newRow("no day") << QStringList{u"S-1"_s, u"--as"_s, u"accepted"_s, u"--until"_s,
                                               u"soon"_s}
                                << 2;
        QTest::newRow("accepted") << QStringList{u"S-1"_s, u"--as"_s, u"accepted"_s, u"--until"_s,
                                                 u"2999-12-31"_s}
                                  << 0;
    }

    void decisionsAreChecked()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exit);
        QCOMPARE(opened({u"scan"_s, u"settings.py"_s}).exit, 1);
        const Outcome outcome = opened(QStringList{u"mark"_s} + arguments);
        QVERIFY2(outcome.exit == exit, outcome.err.constData());
    }

    /// What GitHub's alerts and TruffleHog say of one token, and of another.
    void writeReports()
    {
        const QJsonObject alert{
            {u"number"_s, 1},
            {u"state"_s, u"resolved"_s},
            {u"resolution"_s, u"false_positive"_s},
            {u"resolved_at"_s, u"2024-02-01T10:00:00Z"_s},
            {u"resolved_by"_s, QJsonObject{{u"login"_s, u"bea"_s}}},
            {u"secret_type"_s, u"github_personal_access_token"_s},
            {u"created_at"_s, u"2024-01-01T10:00:00Z"_s},
            {u"html_url"_s, u"https://github.example/alerts/1"_s},
            {u"secret"_s, QString::fromStdString(rekey::test::MadeUp(2).githubToken())},
        };
        const QJsonObject place{{u"commit"_s, QString()}, {u"file"_s, u"old.py"_s}, {u"line"_s, 4}};
        const QJsonObject hit{
            {u"SourceMetadata"_s, QJsonObject{{u"Data"_s, QJsonObject{{u"Git"_s, place}}}}},
            {u"DetectorName"_s, u"Github"_s},
            {u"Verified"_s, true},
            {u"Raw"_s, QString::fromLatin1(m_token)},
            {u"Redacted"_s, QString()},
        };
        write(u"alerts.json"_s, QJsonDocument(QJsonArray{alert}).toJson());
        write(u"hog.jsonl"_s, QJsonDocument(hit).toJson(QJsonDocument::Compact) + '\n');
    }

    void importIsKeptWithClaimsDecisionsAndSealedValues()
    {
        writeReports();
        QCOMPARE(opened({u"scan"_s, u"settings.py"_s}).exit, 1);
        const QStringList import = {u"import"_s, u"alerts.json"_s, u"hog.jsonl"_s, u"--json"_s};
        const Outcome dry = opened(import + QStringList{u"--dry-run"_s});
        QVERIFY2(dry.exit == 0, dry.err.constData());
        QVERIFY2(dry.err.contains("1 new, 1 matched, 0 merged, 0 without value, 0 unreadable; "
                                  "nothing was kept: the store would get 2 claims and 1 decisions"),
                 dry.err.constData());
        QCOMPARE(QJsonDocument::fromJson(opened({u"list"_s, u"--json"_s}).out).array().size(), 1);

        const Outcome kept = opened(import);
        QVERIFY2(kept.exit == 0, kept.err.constData());
        QVERIFY2(kept.err.contains("1 new, 1 matched"), kept.err.constData());
        QVERIFY2(kept.err.contains("the store got 2 claims and 1 decisions"), kept.err.constData());
        const QJsonArray all
            = QJsonDocument::fromJson(opened({u"list"_s, u"--json"_s}).out).array();
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0]["places"_L1].toArray().size(), 2); // ours and TruffleHog's
        QCOMPARE(all[1]["closeReason"_L1].toString(), u"false-positive"_s);
        QVERIFY(opened({u"list"_s, u"tool:trufflehog"_s}).out.contains("S-0001"));
        QVERIFY(opened({u"list"_s, u"verdict:live"_s}).out.isEmpty()); // a claim is no verdict
        QVERIFY(!opened({u"list"_s, u"--json"_s}).out.contains(m_token));
        const Outcome again = opened(import);
        QVERIFY2(again.err.contains("0 new, 2 matched"), again.err.constData());
        QVERIFY2(again.err.contains("and 0 decisions"), again.err.constData());
        const Outcome checked = opened({u"store"_s, u"check"_s, u"--json"_s});
        const QJsonObject report = QJsonDocument::fromJson(checked.out).object();
        QCOMPARE(report["values"_L1].toInt(), 2);
        QCOMPARE(report["problemCount"_L1].toInt(), 0);
        QVERIFY(!QFile::exists(m_home->filePath(u"none.db"_s)));
        QCOMPARE(opened({u"import"_s, u"hog.jsonl"_s, u"--store"_s, u"none.db"_s}).exit, 2);
        QCOMPARE(rekey({u"import"_s, u"hog.jsonl"_s}).exit, 5); // locked
    }

    void reportOfTheStoreHasItsDecisionsAndTimeline()
    {
        writeReports();
        QCOMPARE(opened({u"scan"_s, u"settings.py"_s}).exit, 1);
        QCOMPARE(opened({u"import"_s, u"alerts.json"_s, u"--quiet"_s}).exit, 0);
        QCOMPARE(opened({u"mark"_s, u"S-1"_s, u"--as"_s, u"confirmed"_s}).exit, 0);
        const QStringList report
            = {u"report"_s, u"--template"_s, u"data"_s, u"--format"_s, u"json"_s};
        const Outcome all = opened(report);
        QVERIFY2(all.exit == 0, all.err.constData());
        const QJsonObject data = QJsonDocument::fromJson(all.out).object();
        QCOMPARE(data["findings"_L1].toArray().size(), 2);
        QVERIFY(!all.out.contains(m_token));
        const Outcome some = opened(report + QStringList{u"--filter"_s, u"decision:confirmed"_s});
        QCOMPARE(QJsonDocument::fromJson(some.out)["findings"_L1].toArray().size(), 1);
        const Outcome text = opened(
            {u"report"_s, u"--template"_s, u"incident"_s, u"--filter"_s, u"decision:confirmed"_s});
        QVERIFY2(text.out.contains("onfirmed"), text.out.constData());
        QVERIFY2(text.out.contains("xported"), text.out.constData()); // the report before
        QCOMPARE(opened({u"report"_s, u"--incident"_s, u"INC-9"_s}).exit, 2);
        QCOMPARE(opened({u"report"_s, u"--filter"_s, u"decision:"_s}).exit, 2);
        QCOMPARE(rekey({u"report"_s}).exit, 5);
        const QStringList both
            = {u"report"_s, u"--from"_s, u"x.json"_s, u"--store"_s, u"store.db"_s};
        QCOMPARE(opened(both).exit, 2);
    }

    void noteThatHoldsTheSecretIsRefused()
    {
        QCOMPARE(opened({u"scan"_s, u"settings.py"_s}).exit, 1);
        const Outcome outcome = opened(
            {u"mark"_s, u"S-1"_s, u"--note"_s, u"it is "_s + QString::fromLatin1(m_token)});
        QCOMPARE(outcome.exit, 5);
        QVERIFY(!outcome.err.contains(m_token));
    }

    void passphraseIsChangedAndTheStoreChecked()
    {
        write(u"new"_s, "other words\n");
        QCOMPARE(opened({u"store"_s, u"passwd"_s, u"--cost"_s, u"interactive"_s,
                         u"--new-passphrase-file"_s, u"new"_s})
                     .exit,
                 0);
        QCOMPARE(opened({u"store"_s, u"check"_s}).exit, 5);
        write(u"words"_s, "other words\n");
        QCOMPARE(opened({u"store"_s, u"roll"_s}).exit, 0);
        const Outcome checked = opened({u"store"_s, u"check"_s, u"--json"_s});
        QCOMPARE(checked.exit, 0);
        QVERIFY(QJsonDocument::fromJson(checked.out).object().value("timelineChecked"_L1).toBool());
    }
};

QTEST_GUILESS_MAIN(TestCliStore)
#include "tst_clistore.moc"

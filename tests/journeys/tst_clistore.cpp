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

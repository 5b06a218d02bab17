// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// `rekey-cli rotate plan` as a user meets it.
class TestCliRotate : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

    struct Ran
    {
        int code = -1;
        QByteArray out;
        QByteArray words;
    };

    Ran run(const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
        environment.insert(u"XDG_CACHE_HOME"_s, m_home.filePath(u"cache"_s));
        environment.remove(u"REKEY_STORE"_s);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(REKEY_CLI), QStringList(u"rotate"_s) + arguments);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

private Q_SLOTS:
    void writesARunbookWithTheExactCalls()
    {
        const Ran ran = run({u"plan"_s, u"aws-access-key-id"_s, u"--consumer"_s, u"billing"_s});
        QCOMPARE(ran.code, 0);
        QVERIFY(ran.out.contains("Method: two-keys."));
        QVERIFY(ran.out.contains("POST https://iam.amazonaws.com/ with Action=CreateAccessKey"));
        QVERIFY(ran.out.contains("handed to billing"));
        QVERIFY(ran.out.contains("- iam:DeleteAccessKey"));
        QVERIFY(ran.out.indexOf("**prove-new**") < ran.out.indexOf("**switch-off**"));
    }

    void showsBodiesWithPlaceholdersForValues()
    {
        const Ran ran = run({u"plan"_s, u"github-pat-classic"_s});
        QCOMPARE(ran.code, 0);
        QVERIFY(ran.out.contains("with {\"credentials\":[\"{secret|json}\"]}`"));
    }

    void switchesOffFirstWhatStrangersCanSee()
    {
        const Ran ran = run({u"plan"_s, u"aws-access-key-id"_s, u"--public"_s, u"--json"_s});
        QCOMPARE(ran.code, 0);
        const QJsonObject plan = QJsonDocument::fromJson(ran.out).object();
        QCOMPARE(plan.value(u"method"_s).toString(), u"off-first"_s);
        const QJsonArray steps = plan.value(u"steps"_s).toArray();
        QCOMPARE(steps.first().toObject().value(u"step"_s).toString(), u"switch-off"_s);
        QVERIFY(!steps.first().toObject().value(u"undo"_s).toString().isEmpty());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("nothing") << QStringList() << QByteArray("a detector's id");
        QTest::newRow("method") << QStringList{u"plan"_s, u"aws-access-key-id"_s, u"--method"_s,
                                               u"magic"_s}
                                << QByteArray("not \"magic\"");
        QTest::newRow("unknown") << QStringList{u"plan"_s, u"no-such-rule"_s}
                                 << QByteArray("no provider file says");
        QTest::newRow("not offered")
            << QStringList{u"plan"_s, u"gitlab-access-token"_s, u"--method"_s, u"two-keys"_s}
            << QByteArray("does not offer making keys");
        QTest::newRow("hours") << QStringList{u"plan"_s, u"aws-access-key-id"_s, u"--quiet-hours"_s,
                                              u"-1"_s}
                               << QByteArray("--quiet-hours");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, words);
        const Ran ran = run(arguments);
        QVERIFY(ran.code > 1);
        QVERIFY(ran.out.isEmpty());
        QVERIFY2(ran.words.contains(words), ran.words.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliRotate)
#include "tst_clirotate.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/report/importfakes.h"
#include "tests/support/gitscratch.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;

/// Reports on the command line, one of them written by gitleaks itself where it is installed.
class TestCliImport : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;
    };

    QTemporaryDir m_home;

    Outcome rekey(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home.path());
        environment.remove(u"XDG_CACHE_HOME"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(REKEY_CLI), arguments);
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_home.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return {};
        return file.fileName();
    }

    static QString token(std::uint32_t seed)
    {
        return QString::fromStdString(test::MadeUp(seed).githubToken());
    }

    static QJsonArray findings(const Outcome &outcome)
    {
        return QJsonDocument::fromJson(outcome.out).object().value("findings"_L1).toArray();
    }

private Q_SLOTS:
    void threeReportsAreMergedByValue()
    {
        const QString gitleaks
            = write(u"g.json"_s,
                    test::json(QJsonArray{test::gitleaksRow(token(1)),
                                          test::gitleaksRow(token(2), u"b.py"_s, 5),
                                          test::gitleaksRow(u"REDACTED"_s, u"c.py"_s, 6)}));
        const QString csv = write(u"t.csv"_s, "key,where\n" + token(1).toUtf8() + ",other.py\n,\n");
        const QString mapping
            = write(u"map.toml"_s, "[columns]\nvalue = \"key\"\npath = \"where\"\n");
        for (const QString &map : {mapping, u"value=#1,path=where"_s}) {
            const Outcome outcome
                = rekey({u"import"_s, gitleaks, csv, u"--map"_s, map, u"--json"_s});
            QVERIFY2(outcome.exit == 0, outcome.err.constData());
            QCOMPARE(findings(outcome).size(), 3);
            QCOMPARE(findings(outcome)[0]["places"_L1].toArray().size(), 2);
            QVERIFY(outcome.err.contains("1 unreadable (line 3)"));
            QVERIFY(outcome.err.contains("3 new, 1 merged, 1 without value, 1 unreadable"));
            QVERIFY(!outcome.out.contains(token(1).toUtf8()));
        }
    }

    void ourRulesKnowTheValueAndTheTableIsMasked()
    {
        const QString report
            = write(u"g.json"_s,
                    test::json(QJsonArray{test::gitleaksRow(token(1)),
                                          test::gitleaksRow(token(1), u"b.py"_s)}));
        const Outcome outcome = rekey({u"import"_s, report});
        QCOMPARE(outcome.exit, 0);
        QVERIFY(outcome.out.contains("GitHub"));
        QVERIFY(outcome.out.contains("a.py:3"));
        QVERIFY(outcome.out.contains("also b.py:3"));
        QVERIFY(!outcome.out.contains(token(1).toUtf8()));
        QVERIFY2(outcome.err.contains("1 new, 1 merged, 0 without value, 0 unreadable"),
                 outcome.err.constData());
    }

    void compareSaysWhoMissedWhat()
    {
        test::GitScratch repository;
        repository.commit(u"a.py"_s,
                          "T = '" + token(1).toUtf8() + "'\nU = '" + token(2).toUtf8() + "'\n");
        const QString report
            = write(u"g.json"_s, test::json(QJsonArray{test::gitleaksRow(token(1))}));
        const Outcome outcome
            = rekey({u"compare"_s, report, repository.top(), u"--json"_s, u"--missed"_s});
        QVERIFY2(outcome.exit == 0, outcome.err.constData());
        const QJsonObject table = QJsonDocument::fromJson(outcome.out).object();
        QCOMPARE(table["tools"_L1].toArray().size(), 2);
        QCOMPARE(table["tools"_L1][0]["missed"_L1].toInt(), 1);
        QCOMPARE(table["tools"_L1][1]["found"_L1].toInt(), 2);
        QCOMPARE(table["secrets"_L1].toArray().size(), 1);
        QCOMPARE(table["secrets"_L1][0]["foundBy"_L1], QJsonArray{u"rekey"_s});
        QCOMPARE(table["secrets"_L1][0]["missedBy"_L1], QJsonArray{u"gitleaks"_s});
        QVERIFY(rekey({u"compare"_s, report, repository.top()}).out.contains("found"));
    }

    void gitleaksOwnReportsAreReadAndHiddenValuesFoundAgain()
    {
        const QString gitleaks = QStandardPaths::findExecutable(u"gitleaks"_s);
        if (gitleaks.isEmpty())
            QSKIP("gitleaks is not installed");
        test::GitScratch repository;
        repository.commit(u"a.py"_s, "x\nT = '" + token(7).toUtf8() + "'\n");
        const QString out = m_home.filePath(u"own.json"_s);
        for (const QString &format : {u"json"_s, u"sarif"_s, u"csv"_s}) {
            QProcess tool;
            tool.start(gitleaks,
                       {u"detect"_s, u"-s"_s, repository.top(), u"-f"_s, format, u"-r"_s, out,
                        u"--exit-code"_s, u"0"_s});
            QVERIFY(tool.waitForFinished(60'000));
            const Outcome read = rekey({u"import"_s, out, u"--json"_s});
            QVERIFY2(read.exit == 0, read.err.constData());
            QCOMPARE(findings(read).size(), 1);
            QCOMPARE(findings(read)[0]["provider"_L1].toString(), u"github"_s);
            QCOMPARE(findings(read)[0]["places"_L1][0]["path"_L1].toString(), u"a.py"_s);
            QCOMPARE(findings(read)[0]["places"_L1][0]["line"_L1].toInt(), 2);
        }
        QProcess tool;
        tool.start(gitleaks,
                   {u"detect"_s, u"-s"_s, repository.top(), u"-f"_s, u"json"_s, u"-r"_s, out,
                    u"--redact"_s, u"--exit-code"_s, u"0"_s});
        QVERIFY(tool.waitForFinished(60'000));
        const Outcome hidden = rekey({u"import"_s, out, u"--json"_s});
        QVERIFY2(hidden.err.contains("1 without value"), hidden.err.constData());
        const Outcome found
            = rekey({u"import"_s, out, u"--source"_s, repository.top(), u"--json"_s});
        QVERIFY2(found.err.contains("1 found in the source"), found.err.constData());
        QCOMPARE(findings(found)[0]["provider"_L1].toString(), u"github"_s);
    }

    void wrongUsageIsExitTwo()
    {
        QCOMPARE(rekey({u"import"_s}).exit, 2);
        QCOMPARE(rekey({u"import"_s, u"x"_s, u"--map"_s, u"nonsense"_s}).exit, 2);
        QCOMPARE(rekey({u"import"_s, u"x"_s, u"--map"_s, u"what=a"_s}).exit, 2);
        QCOMPARE(rekey({u"compare"_s, u"x"_s}).exit, 2);
        const Outcome missing = rekey({u"import"_s, u"/nowhere.json"_s});
        QCOMPARE(missing.exit, 2);
        QVERIFY(missing.err.contains("/nowhere.json"));
    }
};

QTEST_GUILESS_MAIN(TestCliImport)
#include "tst_cliimport.moc"

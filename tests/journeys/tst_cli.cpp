// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "tests/support/madeup.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The headless twin as its user meets it: real processes, exit codes, both output streams.
class TestCli : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;

        [[nodiscard]] QJsonArray findings() const
        {
            return QJsonDocument::fromJson(out).object().value("findings"_L1).toArray();
        }
    };

    QTemporaryDir m_home;
    QTemporaryDir m_work;
    QByteArray m_token;

    Outcome run(const QString &program, const QStringList &arguments,
                const QByteArray &input = {}) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home.path());
        environment.remove(u"XDG_CACHE_HOME"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        environment.insert(u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s);
        for (const QString &who : {u"AUTHOR"_s, u"COMMITTER"_s}) {
            environment.insert(u"GIT_"_s + who + u"_NAME"_s, u"Ada Example"_s);
            environment.insert(u"GIT_"_s + who + u"_EMAIL"_s, u"ada@example.org"_s);
            environment.insert(u"GIT_"_s + who + u"_DATE"_s, u"2023-04-02T10:20:30Z"_s);
        }
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_work.path());
        process.start(program, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    Outcome rekey(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return run(QStringLiteral(REKEY_CLI), arguments, input);
    }

    void git(const QStringList &arguments) const
    {
        const Outcome outcome = run(u"git"_s, arguments);
        QVERIFY2(outcome.exit == 0, outcome.err.constData());
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_work.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_token = QByteArray::fromStdString(rekey::test::MadeUp(1).githubToken());
    }

    void init()
    {
        QDir(m_work.path()).removeRecursively();
        QVERIFY(QDir().mkpath(m_work.path()));
    }

    void standardInputIsScanned()
    {
        const Outcome found
            = rekey({u"scan"_s, u"-"_s, u"--json"_s}, "first\ntoken: " + m_token + "\n");
        QCOMPARE(found.exit, 1);
        const QJsonArray findings = found.findings();
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings[0]["provider"_L1].toString(), u"github"_s);
        const QJsonValue place = findings[0]["places"_L1][0];
        QCOMPARE(place["line"_L1].toInt(), 2);
        QCOMPARE(place["column"_L1].toInt(), 8);
        QCOMPARE(place["reach"_L1].toString(), u"text"_s);
        QVERIFY(!found.out.contains(m_token));
        QVERIFY(!found.err.contains(m_token));
    }

    void idsStayTheSameBetweenRuns()
    {
        const auto id = [&] {
            return rekey({u"scan"_s, u"-"_s, u"--json"_s}, m_token)
                .findings()[0]["id"_L1]
                .toString();
        };
        QVERIFY(!id().isEmpty());
        QCOMPARE(id(), id());
    }

    void nothingFoundIsExitZeroAndNeverCalledSafe()
    {
        const Outcome outcome = rekey({u"scan"_s, u"-"_s}, "nothing here\n");
        QCOMPARE(outcome.exit, 0);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(outcome.err.contains("0 findings in 1 file version"));
        QVERIFY(!outcome.err.contains("safe") && !outcome.err.contains("clean"));
    }

    void folderTableShowsPlaceAndMask()
    {
        write(u"settings.py"_s, "TOKEN = '" + m_token + "'\n");
        const Outcome outcome = rekey({u"scan"_s, u"."_s});
        QCOMPARE(outcome.exit, 1);
        QVERIFY2(outcome.out.contains("settings.py:1:10"), outcome.out.constData());
        QVERIFY(outcome.out.contains("S-0001"));
        QVERIFY(outcome.out.contains("...." + m_token.last(4)));
        QVERIFY(!outcome.out.contains(m_token));
    }

    void aListOfTokensIsFlaggedAndItsValuesHidden()
    {
        const QByteArray list = "name;provider;id;creator active;last used;expires;token\n"
                                "deploy;GitHub;17;no;2020-01-01;;"
            + m_token + "\n" + m_token + ";GitHub;18;yes;2999-01-01;2999-01-01;\n";
        const Outcome found = rekey({u"hygiene"_s, u"-"_s, u"--json"_s}, list);
        QCOMPARE(found.exit, 1);
        QVERIFY(!found.out.contains(m_token) && !found.err.contains(m_token));
        const QJsonArray tokens
            = QJsonDocument::fromJson(found.out).object().value("tokens"_L1).toArray();
        QCOMPARE(tokens.size(), 2);
        QCOMPARE(tokens[0]["name"_L1].toString(), u"deploy"_s);
        QCOMPARE(tokens[0]["advice"_L1].toString(), u"tell-owner"_s);
        QCOMPARE(tokens[0]["flags"_L1].toArray(),
                 (QJsonArray{u"orphaned"_s, u"unused"_s, u"no-expiry"_s}));
        QCOMPARE(tokens[1]["advice"_L1].toString(), u"nothing"_s);

        const Outcome table = rekey({u"hygiene"_s, u"-"_s, u"--policy-days"_s, u"36500"_s},
                                    "Nr,Titel,last used\n1,fine,2020-01-01\n");
        QCOMPARE(table.exit, 2); // no column is a name
        const Outcome named = rekey(
            {u"hygiene"_s, u"-"_s, u"--policy-days"_s, u"36500"_s, u"--column"_s, u"name=Titel"_s},
            "Nr,Titel,last used\n1,fine,2020-01-01\n");
        QCOMPARE(named.exit, 0);
        QVERIFY(named.out.contains("fine"));
        QCOMPARE(rekey({u"hygiene"_s, u"missing.csv"_s}).exit, 2);
    }

    void usageErrorsAreExitTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no such path")
            << QStringList{u"scan"_s, u"/no/such"_s} << QByteArray("check the path");
        QTest::newRow("unknown option")
            << QStringList{u"scan"_s, u"--frob"_s} << QByteArray("unknown option --frob");
        QTest::newRow("bad format") << QStringList{u"scan"_s, u"--format"_s, u"xml"_s}
                                    << QByteArray("table, json, jsonl, sarif, csv");
        QTest::newRow("unknown verb") << QStringList{u"frob"_s} << QByteArray("unknown command");
        QTest::newRow("secret on the command line")
            << QStringList{u"scan"_s, u"--secret"_s, u"x"_s} << QByteArray("unknown option");
        QTest::newRow("show without a table")
            << QStringList{u"scan"_s, u"--show"_s, u"--json"_s} << QByteArray("--show");
        QTest::newRow("unknown rule")
            << QStringList{u"explain"_s, u"no-such-rule"_s} << QByteArray("no rule");
        QTest::newRow("rule file missing")
            << QStringList{u"scan"_s, u"--rules"_s, u"none.toml"_s} << QByteArray("none.toml");
    }

    void usageErrorsAreExitTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const Outcome outcome = rekey(arguments);
        QCOMPARE(outcome.exit, 2);
        QVERIFY2(outcome.err.contains(says), outcome.err.constData());
        QVERIFY(outcome.out.isEmpty());
    }

    void showNeedsATerminal()
    {
        const Outcome outcome = rekey({u"scan"_s, u"-"_s, u"--show"_s}, m_token);
        QCOMPARE(outcome.exit, 5);
        QVERIFY(!outcome.out.contains(m_token));
    }

    void failOnDecidesTheExitCode()
    {
        const QByteArray text = "token " + m_token;
        QCOMPARE(rekey({u"scan"_s, u"-"_s, u"--fail-on"_s, u"high"_s}, text).exit, 1);
        QCOMPARE(rekey({u"scan"_s, u"-"_s, u"--fail-on"_s, u"none"_s}, text).exit, 0);
        QCOMPARE(rekey({u"scan"_s, u"-"_s, u"--exit-style"_s, u"trufflehog"_s}, text).exit, 183);
    }

    void wrongChecksumIsNotASecret()
    {
        QByteArray broken = m_token;
        broken.back() = broken.back() == 'a' ? 'b' : 'a';
        const Outcome outcome = rekey({u"scan"_s, u"-"_s, u"--json"_s}, broken);
        QCOMPARE(outcome.exit, 0);
        QCOMPARE(outcome.findings()[0]["verdict"_L1].toString(), u"not-a-secret"_s);
    }

    void outputFileIsPrivateAndWholeOrAbsent()
    {
        const QString report = m_work.filePath(u"report.json"_s);
        QCOMPARE(rekey({u"scan"_s, u"-"_s, u"--json"_s, u"--output"_s, report}, m_token).exit, 1);
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(QJsonDocument::fromJson(file.readAll()).isObject());
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const Outcome failed
            = rekey({u"scan"_s, u"-"_s, u"--output"_s, u"/no/such/folder/r"_s}, m_token);
        QCOMPARE(failed.exit, 3);
        QVERIFY(failed.err.contains("cannot write"));
    }

    void digestOnlyWhenAsked()
    {
        const QByteArray digest
            = QCryptographicHash::hash(m_token, QCryptographicHash::Sha256).toHex();
        QVERIFY(!rekey({u"scan"_s, u"-"_s, u"--json"_s}, m_token).out.contains(digest));
        QVERIFY(rekey({u"scan"_s, u"-"_s, u"--json"_s, u"--with-sha256"_s}, m_token)
                    .out.contains(digest));
    }

    void repositoryHistoryIsScanned()
    {
        git({u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
        write(u"a.txt"_s, "key = " + m_token + "\n");
        git({u"add"_s, u"."_s});
        git({u"commit"_s, u"-qm"_s, u"one"_s});
        write(u"a.txt"_s, "gone\n");
        git({u"commit"_s, u"-qam"_s, u"two"_s});
        const Outcome outcome = rekey({u"scan"_s, u"--json"_s});
        QCOMPARE(outcome.exit, 1);
        const QJsonValue place = outcome.findings()[0]["places"_L1][0];
        QCOMPARE(place["path"_L1].toString(), u"a.txt"_s);
        QCOMPARE(place["reach"_L1].toString(), u"history"_s);
        QCOMPARE(place["author"_L1].toString(), u"Ada Example"_s);
        QCOMPARE(place["date"_L1].toString(), u"2023-04-02T10:20:30Z"_s);
        QCOMPARE(place["commit"_L1].toString().size(), 40);
        QCOMPARE(rekey({u"scan"_s, u"--no-history"_s}).exit, 0);
    }

    void stagedScanLooksAtAddedLinesOnly()
    {
        git({u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
        write(u"a.txt"_s, "key = " + m_token + "\nmore\n");
        git({u"add"_s, u"."_s});
        const Outcome adding = rekey({u"scan"_s, u"--staged"_s, u"--redact"_s});
        QCOMPARE(adding.exit, 1);
        QVERIFY(adding.out.contains("a.txt:1:7"));
        QVERIFY(adding.err.contains("The commit adds 1 secret"));
        git({u"commit"_s, u"-qm"_s, u"one"_s});
        write(u"a.txt"_s, "key = " + m_token + "\nmore\nlines\n");
        git({u"add"_s, u"."_s});
        QCOMPARE(rekey({u"scan"_s, u"--staged"_s}).exit, 0); // an old secret on an untouched line
        write(u"a.txt"_s, "more\nlines\n");
        git({u"add"_s, u"."_s});
        QCOMPARE(rekey({u"scan"_s, u"--staged"_s}).exit, 0); // a commit that removes it
    }

    void rulesAreListedAndExplained()
    {
        const Outcome list = rekey({u"rules"_s, u"list"_s, u"--json"_s});
        QCOMPARE(list.exit, 0);
        const QJsonArray rules = QJsonDocument::fromJson(list.out).array();
        QVERIFY(rules.size() >= 120);
        const Outcome explained = rekey({u"explain"_s, rules[0]["id"_L1].toString()});
        QCOMPARE(explained.exit, 0);
        QVERIFY(explained.out.contains("pattern"));
    }

    void explainSaysWhyTextDoesNotMatch()
    {
        QByteArray broken = m_token;
        broken.back() = broken.back() == 'a' ? 'b' : 'a';
        const Outcome outcome = rekey({u"explain"_s, u"-"_s}, "x " + broken + "\n");
        QCOMPARE(outcome.exit, 0);
        QVERIFY2(outcome.out.contains("checksum"), outcome.out.constData());
        QVERIFY(!outcome.out.contains(broken));
    }

    void usersRulesAreCheckedAndUsed()
    {
        QFile file(QStringLiteral(REKEY_TEST_DATA "/rules/acme.toml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray rules = file.readAll();
        write(u"acme.toml"_s, rules);
        const Outcome good = rekey({u"rules"_s, u"check"_s, u"acme.toml"_s});
        QVERIFY2(good.exit == 0, good.err.constData());
        const Outcome found = rekey({u"scan"_s, u"-"_s, u"--rules"_s, u"acme.toml"_s, u"--json"_s},
                                    "x acmetok_k3x9q7w2m5z8\n");
        QCOMPARE(found.exit, 1);
        QCOMPARE(found.findings()[0]["rule"_L1].toString(), u"acme-token"_s);
        QByteArray wrong = rules;
        wrong.replace("k3x9q7w2m5z8", "tooshort");
        write(u"acme.toml"_s, wrong);
        const Outcome bad = rekey({u"rules"_s, u"check"_s, u"acme.toml"_s});
        QCOMPARE(bad.exit, 1);
        QVERIFY2(bad.err.contains("acme-token"), bad.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/madeup.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using rekey::test::MadeUp;

/// Reports of the headless twin: real processes, files as they land.
class TestReportCli : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QByteArray m_token;

    struct Outcome
    {
        int exit = -1;
        QByteArray out;
        QByteArray err;
    };

    Outcome run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_folder.path());
        environment.remove(u"XDG_CACHE_HOME"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(program, arguments);
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    Outcome rekey(const QStringList &arguments) const
    {
        return run(QStringLiteral(REKEY_CLI), arguments);
    }

    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// One option of each verb that nobody else has, or only a few.
    static inline const QList<std::pair<QString, QString>> kOptions = {
        {u"scan"_s, u"staged"_s},
        {u"import"_s, u"dry-run"_s},
        {u"import"_s, u"passphrase-file"_s},
        {u"compare"_s, u"missed"_s},
        {u"hygiene"_s, u"policy-days"_s},
        {u"list"_s, u"format"_s},
        {u"mark"_s, u"until"_s},
        {u"store"_s, u"new-passphrase-fd"_s},
        {u"report"_s, u"incident"_s},
        {u"report"_s, u"masking"_s},
        {u"rules"_s, u"json"_s},
    };

private Q_SLOTS:
    void initTestCase()
    {
        m_token = QByteArray::fromStdString(MadeUp(21).githubToken());
        QVERIFY(QDir(m_folder.path()).mkpath(u"src"_s));
        QFile file(m_folder.filePath(u"src/app.py"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("token = \"" + m_token + "\"\n");
        file.close();
        QCOMPARE(
            rekey({u"scan"_s, u"src"_s, u"--format"_s, u"json"_s, u"--output"_s, u"scan.json"_s})
                .exit,
            1);
    }

    void everyTemplateAndFormatIsWrittenWithoutTheValue_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("format");
        for (const QString &kind : {u"incident"_s, u"manager"_s, u"ticket"_s}) {
            for (const QString &format : {u"md"_s, u"html"_s, u"pdf"_s})
                QTest::addRow("%s.%s", qPrintable(kind), qPrintable(format)) << kind << format;
        }
        for (const QString &format : {u"json"_s, u"jsonl"_s, u"sarif"_s, u"csv"_s})
            QTest::addRow("data.%s", qPrintable(format)) << u"data"_s << format;
    }
    void everyTemplateAndFormatIsWrittenWithoutTheValue()
    {
        QFETCH(QString, kind);
        QFETCH(QString, format);
#ifndef REKEY_WITH_WINDOW
        if (format == u"pdf")
            QSKIP("built without the window program, which draws PDF");
#endif
        const QString name = kind + u'.' + format;
        const Outcome done = rekey({u"report"_s, u"--from"_s, u"scan.json"_s, u"--template"_s, kind,
                                    u"--format"_s, format, u"--output"_s, name});
        QVERIFY2(done.exit == 0, done.err.constData());
        const QByteArray bytes = content(name);
        QVERIFY(bytes.size() > 100);
        QCOMPARE(QFile::permissions(m_folder.filePath(name))
                     & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        for (const QByteArray &form : {m_token, m_token.toBase64(), m_token.mid(8, 12)})
            QVERIFY(!bytes.contains(form));
        if (format == u"pdf")
            QVERIFY(bytes.startsWith("%PDF-"));
        else
            QVERIFY(bytes.contains("app.py") || kind == u"manager");
    }

    void evidencePackIsVerified()
    {
        const Outcome made = rekey({u"report"_s, u"--from"_s, u"scan.json"_s, u"--template"_s,
                                    u"evidence"_s, u"--output"_s, u"pack"_s});
        QVERIFY2(made.exit == 0, made.err.constData());
        const QByteArray key = rekey({u"report"_s, u"keys"_s}).out.split(' ').first();
        QVERIFY(key.startsWith("rekey-sign:"));
        const QStringList verify
            = {u"report"_s, u"verify"_s, u"pack"_s, u"--key"_s, QString::fromLatin1(key)};
        const Outcome good = rekey(verify);
        QVERIFY2(good.exit == 0 && good.out.startsWith("intact"), good.err.constData());
        QFile file(m_folder.filePath(u"pack/coverage.json"_s));
        QVERIFY(file.open(QIODevice::Append));
        file.write(" ");
        file.close();
        const Outcome bad = rekey(verify);
        QCOMPARE(bad.exit, 1);
        QVERIFY2(bad.out.contains("altered: coverage.json"), bad.out.constData());
    }

    void outputMeetsItsSchema_data()
    {
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("isLines");
        QTest::newRow("json") << u"report"_s << u"scan.json"_s << false;
        QTest::newRow("jsonl") << u"finding"_s << u"packs/findings.jsonl"_s << true;
        QTest::newRow("timeline") << u"timeline"_s << u"packs/timeline.jsonl"_s << true;
        QTest::newRow("coverage") << u"coverage"_s << u"packs/coverage.json"_s << false;
    }
    void outputMeetsItsSchema()
    {
        QFETCH(QString, schema);
        QFETCH(QString, file);
        QFETCH(bool, isLines);
        if (!QFile::exists(m_folder.filePath(u"packs"_s))) {
            QCOMPARE(rekey({u"report"_s, u"--from"_s, u"scan.json"_s, u"--template"_s,
                            u"evidence"_s, u"--output"_s, u"packs"_s})
                         .exit,
                     0);
        }
        const QString python = QStandardPaths::findExecutable(u"python3"_s);
        if (python.isEmpty() || run(python, {u"-c"_s, u"import jsonschema"_s}).exit != 0)
            QSKIP("peer not here: python3 with jsonschema");
        const Outcome check
            = run(python,
                  {u"-c"_s,
                   u"import json,sys,jsonschema,referencing,pathlib\n"
                   "folder=pathlib.Path(sys.argv[1])\n"
                   "docs=[json.load(open(p)) for p in folder.glob('*.schema.json')]\n"
                   "reg=referencing.Registry().with_contents([(d['$id'],d) for d in docs])\n"
                   "s=json.load(open(folder/(sys.argv[2]+'.schema.json')))\n"
                   "v=jsonschema.Draft202012Validator(s,registry=reg)\n"
                   "jsonschema.Draft202012Validator.check_schema(s)\n"
                   "text=open(sys.argv[3]).read()\n"
                   "for t in (text.splitlines() if sys.argv[4]=='1' else [text]): "
                   "v.validate(json.loads(t))\n"
                   "bad={'findings':1} \n"
                   "assert not v.is_valid(bad)\n"_s,
                   u"" REKEY_SOURCE_DIR "/resources/schemas"_s, schema, m_folder.filePath(file),
                   isLines ? u"1"_s : u"0"_s});
        QVERIFY2(check.exit == 0, check.err.constData());
    }

    void sarifTellsWhatIsNewAgainstAnOlderReport()
    {
        const Outcome done = rekey({u"report"_s, u"--from"_s, u"scan.json"_s, u"--format"_s,
                                    u"sarif"_s, u"--baseline"_s, u"scan.json"_s});
        QCOMPARE(done.exit, 0);
        QVERIFY(done.out.contains("\"baselineState\":\"unchanged\""));
    }

    void wrongUseIsSaidInWords_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no from") << QStringList{};
        QTest::newRow("format of another template") << QStringList{
            u"--from"_s, u"scan.json"_s, u"--template"_s, u"incident"_s, u"--format"_s, u"csv"_s};
        QTest::newRow("pdf to a pipe") << QStringList{
            u"--from"_s, u"scan.json"_s, u"--template"_s, u"incident"_s, u"--format"_s, u"pdf"_s};
        QTest::newRow("not a report") << QStringList{u"--from"_s, u"src/app.py"_s};
        QTest::newRow("no pack") << QStringList{u"verify"_s};
    }
    void wrongUseIsSaidInWords()
    {
        QFETCH(QStringList, arguments);
        const Outcome done = rekey(QStringList{u"report"_s} + arguments);
        QCOMPARE(done.exit, 2);
        QVERIFY(done.err.size() > 30);
        QVERIFY(done.out.isEmpty());
    }

    void completionsKnowEveryOption_data()
    {
        QTest::addColumn<QString>("shell");
        for (const QString &shell : {u"bash"_s, u"zsh"_s, u"fish"_s})
            QTest::addRow("%s", qPrintable(shell)) << shell;
    }
    void completionsKnowEveryOption()
    {
        QFETCH(QString, shell);
        const Outcome script = rekey({u"completion"_s, shell});
        QCOMPARE(script.exit, 0);
        const QString bash = QStandardPaths::findExecutable(u"bash"_s);
        for (const auto &[verb, option] : kOptions) {
            QVERIFY2(script.out.contains(verb.toUtf8()), qPrintable(verb));
            QVERIFY2(script.out.contains(option.toUtf8()), qPrintable(option));
            if (shell != u"bash" || bash.isEmpty())
                continue;
            const Outcome reply
                = run(bash,
                      {u"-c"_s,
                       QString::fromUtf8(script.out)
                           + u"COMP_WORDS=(rekey-cli %1 --%2); COMP_CWORD=2; "
                             "_rekey_cli; echo ${COMPREPLY[*]}"_s.arg(verb, option)});
            QVERIFY2(reply.out.contains("--" + option.toUtf8()), qPrintable(verb + option));
        }
    }
};

QTEST_GUILESS_MAIN(TestReportCli)
#include "tst_reportcli.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/madeup.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using rekey::test::MadeUp;

/// Story A1: a developer commits, with the hook that .pre-commit-hooks.yaml names; real git.
class TestJourneyA1 : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int exit = -1;
        QByteArray text;
        qint64 elapsedMs = 0;
    };

    QTemporaryDir m_folder;
    QByteArray m_token;

    [[nodiscard]] QString at(const QString &name) const
    {
        return m_folder.filePath(u"repo/"_s + name);
    }

    Outcome git(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_folder.path());
        environment.remove(u"XDG_CACHE_HOME"_s);
        environment.remove(u"XDG_DATA_HOME"_s);
        environment.insert(u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s);
        for (const QString &who : {u"AUTHOR"_s, u"COMMITTER"_s}) {
            environment.insert(u"GIT_"_s + who + u"_NAME"_s, u"Ada Example"_s);
            environment.insert(u"GIT_"_s + who + u"_EMAIL"_s, u"ada@example.org"_s);
        }
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(at({}));
        process.setProcessChannelMode(QProcess::MergedChannels);
        QElapsedTimer clock;
        clock.start();
        process.start(u"git"_s, arguments);
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), process.readAll(), clock.elapsed()};
    }

    void put(const QString &name, const QByteArray &content) const
    {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QCOMPARE(git({u"add"_s, name}).exit, 0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_token = QByteArray::fromStdString(MadeUp(11).githubToken());
        QVERIFY(QDir(m_folder.path()).mkpath(u"repo"_s));
        QCOMPARE(git({u"init"_s, u"-q"_s, u"-b"_s, u"main"_s}).exit, 0);
        // The hook runs the manifest's own entry, as pre-commit does.
        QFile manifest(u"" REKEY_SOURCE_DIR "/.pre-commit-hooks.yaml"_s);
        QVERIFY(manifest.open(QIODevice::ReadOnly));
        const auto entry = QRegularExpression(u"entry: rekey-cli (.+)"_s)
                               .match(QString::fromUtf8(manifest.readAll()));
        QVERIFY(entry.hasMatch());
        QFile hook(at(u".git/hooks/pre-commit"_s));
        QVERIFY(hook.open(QIODevice::WriteOnly));
        hook.write("#!/bin/sh\nexec \"" REKEY_CLI "\" " + entry.captured(1).toUtf8() + "\n");
        hook.close();
        QVERIFY(hook.setPermissions(hook.permissions() | QFile::ExeOwner));
        put(u"clean.py"_s, "print('hello')\n");
        QCOMPARE(git({u"commit"_s, u"-qm"_s, u"first"_s}).exit, 0);
    }

    void aStagedKeyStopsTheCommit()
    {
        for (int i = 0; i < 49; ++i)
            put(u"file%1.py"_s.arg(i), "x = " + QByteArray::number(i) + "\n");
        put(u"key.py"_s, "import os\n\ntoken = \"" + m_token + "\"\n");
        const Outcome commit = git({u"commit"_s, u"-qm"_s, u"second"_s});
        QVERIFY2(commit.exit != 0, commit.text.constData());
        QVERIFY2(commit.text.contains("S-0001"), commit.text.constData());
        QVERIFY(commit.text.contains("key.py:3:"));
        QVERIFY(commit.text.contains("GitHub"));
        for (const char *way : {"fix ", "mark ", "look "})
            QVERIFY2(commit.text.contains(way), way);
        for (const QByteArray &form : {m_token, m_token.toBase64(), m_token.mid(8, 12)})
            QVERIFY(!commit.text.contains(form));
        QVERIFY(!commit.text.contains("--no-verify"));
#ifdef NDEBUG
        QVERIFY2(commit.elapsedMs < 1500, qPrintable(QString::number(commit.elapsedMs)));
#endif
        qInfo("hook and commit of 50 files: %lld ms", commit.elapsedMs);
    }

    void withoutTheLineItPasses()
    {
        put(u"key.py"_s, "import os\n\ntoken = os.environ[\"TOKEN\"]\n");
        const Outcome commit = git({u"commit"_s, u"-qm"_s, u"second"_s});
        QVERIFY2(commit.exit == 0, commit.text.constData());
    }

    void deletingASecretPasses()
    {
        put(u"old.py"_s, "a = 1\ntoken = \"" + m_token + "\"\nb = 2\n");
        QCOMPARE(git({u"commit"_s, u"--no-verify"_s, u"-qm"_s, u"leak"_s}).exit, 0);
        put(u"old.py"_s, "a = 1\nb = 2\n");
        const Outcome commit = git({u"commit"_s, u"-qm"_s, u"take it out"_s});
        QVERIFY2(commit.exit == 0, commit.text.constData());
    }

    void aLineMarkedAsTestValuePasses()
    {
        put(u"sample.py"_s, "token = \"" + m_token + "\"  # made up, rekey:allow\n");
        const Outcome commit = git({u"commit"_s, u"-qm"_s, u"sample"_s});
        QVERIFY2(commit.exit == 0, commit.text.constData());
        put(u"sample.py"_s,
            "token = \"" + m_token + "\"  # made up, rekey:allow\ntoken = \"" + m_token + "\"\n");
        QVERIFY(git({u"commit"_s, u"-qm"_s, u"sample"_s}).exit != 0);
    }
};

QTEST_GUILESS_MAIN(TestJourneyA1)
#include "tst_journeya1.moc"

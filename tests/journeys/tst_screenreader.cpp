// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/gitscratch.h"
#include "tests/support/madeup.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using rekey::test::GitScratch;
using rekey::test::MadeUp;

/// Story A15 with the real program: on a display and an accessibility bus of its own, keys pressed
/// by the X server, and tests/peers/screenreader.py hearing what a screen reader would say.
class TestScreenReader : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_display;
    QProcess m_reader;
    QProcess m_window;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QList<QJsonObject> m_heard;
    qsizetype m_mark = 0; ///< what came before the last key

    static QString problem()
    {
        for (const QString &program : {u"dbus-daemon"_s, u"Xvfb"_s, u"xdotool"_s, u"python3"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                return program + u" is not installed"_s;
        }
        return {};
    }

    void begin(QProcess &process, const QString &program, const QStringList &arguments)
    {
        process.setProcessEnvironment(m_environment);
        process.start(program, arguments);
        QVERIFY2(process.waitForStarted(), qPrintable(program));
    }

    static void end(QProcess &process)
    {
        process.terminate();
        if (process.state() != QProcess::NotRunning && !process.waitForFinished(5'000))
            process.kill();
        process.waitForFinished(5'000);
    }

    void run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(program, arguments);
        QVERIFY2(process.waitForFinished(60'000), qPrintable(program));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() <= 1,
                 process.readAll().constData());
    }

    void listen()
    {
        while (m_reader.canReadLine())
            m_heard.append(QJsonDocument::fromJson(m_reader.readLine()).object());
    }

    /// The last thing heard since the last key that has `what`; empty while there is none.
    QJsonObject heard(const QString &what)
    {
        listen();
        for (qsizetype i = m_heard.size() - 1; i >= m_mark; --i) {
            if (m_heard[i].contains(what))
                return m_heard[i];
        }
        return {};
    }
    bool wasSaid(const QString &words)
    {
        listen();
        return std::any_of(m_heard.begin(), m_heard.end(), [&](const QJsonObject &line) {
            return line["said"_L1].toString().contains(words)
                || line["focus"_L1].toString().contains(words);
        });
    }
    QString everything() const
    {
        QStringList lines;
        for (const QJsonObject &line : m_heard)
            lines.append(QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)));
        return lines.join(u'\n');
    }

    /// As xdotool names them: Down, shift+Tab.
    void press(const QString &key)
    {
        listen();
        m_mark = m_heard.size();
        run(u"xdotool"_s, {u"key"_s, key});
    }

    void startWindow(const QString &repository)
    {
        begin(m_window, QStringLiteral(REKEY_WINDOW), {u"--read-only"_s, repository});
        QProcess search;
        search.setProcessEnvironment(m_environment);
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                search.start(
                    u"xdotool"_s,
                    {u"search"_s, u"--onlyvisible"_s, u"--name"_s, u"Rekey"_s, u"windowfocus"_s});
                return search.waitForFinished(5'000) && search.exitCode() == 0;
            }(),
            30'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = problem(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        QVERIFY(QDir(m_home.path()).mkpath(u"data/rekey"_s));
        for (const auto &[name, value] :
             {std::pair{u"HOME"_s, m_home.path()}, std::pair{u"XDG_RUNTIME_DIR"_s, m_home.path()},
              std::pair{u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s)},
              std::pair{u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s)},
              std::pair{u"QT_QPA_PLATFORM"_s, u"xcb"_s}, std::pair{u"REKEY_LANG"_s, u"en"_s},
              std::pair{u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s}})
            m_environment.insert(name, value);
        m_environment.remove(u"REKEY_STORE"_s);

        begin(m_bus, u"dbus-daemon"_s,
              {u"--session"_s, u"--nofork"_s, u"--print-address"_s,
               u"--address=unix:path="_s + m_home.filePath(u"bus"_s)});
        QTRY_VERIFY(m_bus.canReadLine() || m_bus.waitForReadyRead(100));
        m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s,
                             QString::fromUtf8(m_bus.readLine().trimmed()));
        begin(m_display, u"Xvfb"_s,
              {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1600x1000x24"_s, u"-nolisten"_s,
               u"tcp"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_display.canReadLine() || m_display.waitForReadyRead(100),
                                 20'000);
        m_environment.insert(u"DISPLAY"_s,
                             u':' + QString::fromUtf8(m_display.readLine().trimmed()));
        begin(m_reader, u"python3"_s,
              {QStringLiteral(REKEY_SOURCE_DIR "/tests/peers/screenreader.py")});
        QTRY_VERIFY_WITH_TIMEOUT(m_reader.canReadLine() || m_reader.waitForReadyRead(100)
                                     || m_reader.state() == QProcess::NotRunning,
                                 20'000);
        if (m_reader.state() == QProcess::NotRunning && m_reader.exitCode() == 77)
            QSKIP(m_reader.readAllStandardError().constData());
        QVERIFY2(!heard(u"ready"_s).isEmpty(), m_reader.readAllStandardError().constData());
    }

    void cleanupTestCase()
    {
        for (QProcess *process : {&m_window, &m_reader, &m_display, &m_bus})
            end(*process);
    }

    void auditorHearsTheWholeStory()
    {
        MadeUp madeUp(151);
        const auto token = [&] {
            return QByteArray("gh") + "p_" + QByteArray::fromStdString(madeUp.alphanumeric(36));
        };
        GitScratch repository;
        for (const auto *name : {"deploy.env", "ci.env", "web.env"})
            repository.write(QString::fromLatin1(name), "TOKEN=" + token() + '\n');
        repository.git({u"add"_s, u"-A"_s});
        repository.git({u"commit"_s, u"-q"_s, u"-m"_s, u"all"_s});
        QFile words(m_home.filePath(u"words"_s));
        QVERIFY(words.open(QIODevice::WriteOnly) && words.write("open sesame\n") > 0);
        words.close();
        const QString store = m_home.filePath(u"data/rekey/store.db"_s);
        run(QStringLiteral(REKEY_CLI),
            {u"store"_s, u"init"_s, u"--cost"_s, u"interactive"_s, u"--store"_s, store,
             u"--passphrase-file"_s, words.fileName()});

        QSettings(m_home.filePath(u"config/rekey/rekey.conf"_s), QSettings::IniFormat)
            .setValue("store/path"_L1, store);

        // A locked store first.
        startWindow(repository.top());
        QTRY_VERIFY2_WITH_TIMEOUT(wasSaid(u"Passphrase"_s), qPrintable(everything()), 30'000);
        run(u"xdotool"_s, {u"type"_s, u"open sesame"_s});
        press(u"Return"_s);

        // 1: the badge is heard, and the end of the scan.
        QTRY_VERIFY2_WITH_TIMEOUT(wasSaid(u"Read-only"_s), qPrintable(everything()), 30'000);
        QTRY_VERIFY2_WITH_TIMEOUT(wasSaid(u"3 found"_s), qPrintable(everything()), 60'000);

        // 2: a sentence per row, most telling part first, the mask spelled.
        QString row;
        for (const auto *key : {"Down", "Down", "Up"}) {
            press(QString::fromLatin1(key));
            QTRY_VERIFY2(heard(u"focus"_s)["focus"_L1].toString().contains("GitHub"_L1),
                         qPrintable(everything()));
            const QString now = heard(u"focus"_s)["focus"_L1].toString();
            QVERIFY(now != row);
            row = now;
            static const QRegularExpression sentence(
                u"^Not a secret, GitHub .*, ends . . . ., in HEAD, \\w+\\.env, new$"_s);
            QVERIFY2(sentence.match(row).hasMatch(), qPrintable(row));
        }

        // 4: a decision changes nothing and says so.
        press(u"c"_s);
        QTRY_VERIFY2(heard(u"said"_s)["said"_L1].toString().contains("not changed"_L1),
                     qPrintable(everything()));

        // 3: the detail; its tree of places tells level and count.
        press(u"F6"_s);
        QTRY_VERIFY2(!heard(u"focus"_s).isEmpty(), qPrintable(everything()));
        press(u"shift+Tab"_s);
        QTRY_COMPARE(heard(u"focus"_s)["role"_L1].toString(), u"page tab list"_s);
        press(u"Right"_s);
        QTRY_VERIFY2(heard(u"focus"_s)["focus"_L1].toString().startsWith("Places"_L1),
                     qPrintable(everything()));
        press(u"Tab"_s);
        QTRY_COMPARE(heard(u"focus"_s)["role"_L1].toString(), u"tree"_s);
        const std::array<const char *, 3> above{", 1 place", "HEAD (1)", "repo"};
        for (std::size_t i = 0; i < above.size(); ++i) {
            press(u"Up"_s);
            QTRY_VERIFY2(
                heard(u"focus"_s)["focus"_L1].toString().contains(QString::fromLatin1(above[i])),
                qPrintable(everything()));
            QCOMPARE(heard(u"focus"_s)["level"_L1].toInt(), 3 - int(i));
            QVERIFY(heard(u"focus"_s)["expanded"_L1].toBool());
        }

        // No control in sight is without a name.
        m_mark = m_heard.size();
        m_reader.write("unnamed rekey\n");
        QTRY_VERIFY_WITH_TIMEOUT(!heard(u"named"_s).isEmpty(), 30'000);
        const QJsonObject names = heard(u"named"_s);
        QVERIFY2(names["unnamed"_L1].toArray().isEmpty(),
                 QJsonDocument(names).toJson(QJsonDocument::Compact).constData());
        QVERIFY(names["named"_L1].toInt() > 30);

        // 5: the desktop locks: a page that tells nothing.
        press(u"shift+F6"_s);
        m_mark = m_heard.size();
        run(u"dbus-send"_s,
            {u"--session"_s, u"--type=signal"_s, u"/org/freedesktop/ScreenSaver"_s,
             u"org.freedesktop.ScreenSaver.ActiveChanged"_s, u"boolean:true"_s});
        QTRY_COMPARE(heard(u"focus"_s)["focus"_L1].toString(), u"Passphrase"_s);

        // 6: unlocked: where it was.
        m_mark = m_heard.size();
        run(u"xdotool"_s, {u"type"_s, u"open sesame"_s});
        press(u"Return"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(heard(u"focus"_s)["role"_L1].toString().contains("table"_L1),
                                  qPrintable(everything()), 30'000);
        press(u"Up"_s);
        press(u"Down"_s);
        QTRY_COMPARE(heard(u"focus"_s)["focus"_L1].toString(), row);
    }
};

QTEST_GUILESS_MAIN(TestScreenReader)
#include "tst_screenreader.moc"

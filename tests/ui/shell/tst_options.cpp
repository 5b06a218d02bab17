// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey::app;

class TestOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsAndPicture()
    {
        const Options options
            = readOptions({u"rekey"_s, u"--screenshot"_s, u"a.png"_s, u"--size"_s, u"1600x900"_s,
                           u"--state"_s, u"coverage"_s, u"--theme=dark"_s, u"one"_s, u"two"_s});
        QCOMPARE(options.problem, QString());
        QCOMPARE(options.paths, QStringList({u"one"_s, u"two"_s}));
        QCOMPARE(options.screenshot, u"a.png"_s);
        QCOMPARE(options.size, QSize(1600, 900));
        QCOMPARE(options.state, ShotState::Coverage);
        QCOMPARE(options.theme, rekey::ui::ThemeChoice::Dark);
    }

    void nothingIsFine()
    {
        const Options options = readOptions({u"rekey"_s});
        QVERIFY(options.problem.isEmpty());
        QVERIFY(options.say.isEmpty());
        QVERIFY(!options.state && !options.theme);
    }

    void helpAndVersion()
    {
        QVERIFY(readOptions({u"rekey"_s, u"--help"_s}).say.contains("--screenshot"_L1));
        QVERIFY(readOptions({u"rekey"_s, u"--help"_s}).say.contains("palette"_L1));
        QVERIFY(readOptions({u"rekey"_s, u"--version"_s}).say.startsWith("rekey "_L1));
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("word");
        QTest::newRow("unknown state")
            << QStringList({u"--screenshot"_s, u"a.png"_s, u"--state"_s, u"x"_s}) << u"empty"_s;
        QTest::newRow("state alone") << QStringList({u"--state"_s, u"keys"_s}) << u"screenshot"_s;
        QTest::newRow("size") << QStringList({u"--size"_s, u"12"_s}) << u"WIDTHxHEIGHT"_s;
        QTest::newRow("tiny") << QStringList({u"--size"_s, u"10x10"_s}) << u"320"_s;
        QTest::newRow("theme") << QStringList({u"--theme"_s, u"pink"_s}) << u"light or contrast"_s;
        QTest::newRow("unknown") << QStringList({u"--frobnicate"_s}) << u"frobnicate"_s;
    }
    void refusals()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, word);
        const Options options = readOptions(QStringList(u"rekey"_s) + arguments);
        QVERIFY2(options.problem.contains(word), qPrintable(options.problem));
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"

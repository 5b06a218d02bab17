// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"
#include "ui/widgets/fuzzy.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey::ui;

class TestPalette : public QObject
{
    Q_OBJECT

    static std::vector<PaletteEntry> entriesOf(const QStringList &titles, QString *ran = nullptr)
    {
        std::vector<PaletteEntry> entries;
        for (const QString &title : titles) {
            PaletteEntry entry;
            entry.title = title;
            entry.run = [title, ran] {
                if (ran)
                    *ran = title;
            };
            entries.push_back(std::move(entry));
        }
        return entries;
    }

    static QStringList ranked(const QStringList &titles, const QString &query)
    {
        QStringList found;
        for (const PaletteEntry &entry : rankEntries(entriesOf(titles), query, 10))
            found.append(entry.title);
        return found;
    }

private Q_SLOTS:
    void beginningsOfWordsComeFirst()
    {
        const QStringList titles = {u"Reset layout"_s, u"Scan again"_s, u"Scan repository"_s};
        QCOMPARE(ranked(titles, u"sr"_s).first(), u"Scan repository"_s);
        QCOMPARE(ranked(titles, u"rl"_s).first(), u"Reset layout"_s);
        QCOMPARE(ranked(titles, u"AGAIN"_s), QStringList{u"Scan again"_s});
        QCOMPARE(ranked(titles, u"xyz"_s), QStringList());
        QCOMPARE(ranked(titles, {}).size(), 3);
    }

    void marksWhatMatched()
    {
        const auto match = fuzzyMatch(u"sf", u"Scan file");
        QVERIFY(match);
        QCOMPARE(match->positions, (QList<qsizetype>{0, 5}));
        QVERIFY(fuzzyMatch(u"s f", u"Scan file"));
        QVERIFY(!fuzzyMatch(u"fs", u"Scan file"));
        QVERIFY(!fuzzyMatch(u"a", u""));
    }

    void firstResultsComeIn50Ms()
    {
        QStringList titles;
        for (int i = 0; i < 5000; ++i)
            titles.append(u"src/module%1/config/production_settings_%2.yaml"_s.arg(i % 83).arg(i));
        std::vector<PaletteEntry> entries = entriesOf(titles);
        QElapsedTimer clock;
        clock.start();
        const auto found = rankEntries(std::move(entries), u"m0sett4980"_s, 50);
        QVERIFY(!found.empty());
#ifdef __SANITIZE_ADDRESS__
        QVERIFY(clock.elapsed() < 400);
#else
        QVERIFY(clock.elapsed() < 50);
#endif
    }

    void keysChooseAndRun()
    {
        QWidget window;
        window.resize(800, 600);
        QString ran;
        CommandPalette palette(&window);
        palette.addSource(u'>', u"commands"_s, [&ran](const QString &query, int limit) {
            return rankEntries(entriesOf({u"Alpha"_s, u"Beta"_s, u"Gamma"_s}, &ran), query, limit);
        });
        palette.addSource(u'@', u"secrets"_s, [&ran](const QString &query, int limit) {
            return rankEntries(entriesOf({u"S-0001"_s, u"S-0002"_s}, &ran), query, limit);
        });
        window.show();
        palette.open();
        auto *edit = palette.findChild<QLineEdit *>(u"paletteEdit"_s);
        auto *list = palette.findChild<QListView *>(u"paletteList"_s);
        const QAbstractItemModelTester tester(
            list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(palette.isVisible());
        QCOMPARE(list->model()->rowCount(), 5);
        QTest::keyClicks(edit, u">"_s);
        QCOMPARE(list->model()->rowCount(), 3);
        QTest::keyClick(edit, Qt::Key_Down);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(ran, u"Beta"_s);
        QVERIFY(!palette.isVisible());
        palette.open(u"@2"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(ran, u"S-0002"_s);
        ran.clear();
        palette.open(u"nothing like it"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(ran.isEmpty());
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
    }
};

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FakeScan;
using rekey::test::Watchdog;
using rekey::test::WindowRig;

/// Story A14, as far as it exists: a million rows, a filter typed, counts that follow.
class TestJourneyA14 : public QObject
{
    Q_OBJECT

#ifdef __SANITIZE_ADDRESS__
    static constexpr unsigned kBatches = 100; // a tenth: each row costs more than its bytes here
#else
    static constexpr unsigned kBatches = 1000;
#endif
    static constexpr unsigned kPerBatch = 1000;
    static constexpr int kRows = int(kBatches * kPerBatch);

private Q_SLOTS:
    void watchdogSeesABlock()
    {
        Watchdog watchdog;
        QTRY_VERIFY(watchdog.beats() > 3);
        watchdog.reset();
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 400) { } // busy, so that queueing is not all of it
        QTRY_VERIFY(watchdog.longestMs() > 50);
    }

    void oneMillionRows()
    {
        const auto plan = std::make_shared<FakeScan>();
        plan->batches = kBatches;
        plan->perBatch = kPerBatch;
        WindowRig rig(FakeScan::engine(plan));
        rig.window->show();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        auto *counts = rig.window->findChild<QLabel *>(u"counts"_s);
        Watchdog watchdog;
        QElapsedTimer clock;
        clock.start();
        rig.window->scanPaths({u"/million"_s});
        QTRY_VERIFY_WITH_TIMEOUT(rig.model().shownCount() > 0, 5000);
        QVERIFY(clock.elapsed() < 1000 * Watchdog::factor());
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().totalCount(), kRows, 200'000);
        QTRY_VERIFY_WITH_TIMEOUT(rig.window->isAtRest(), 60'000);
        qInfo("%d rows listed after %lld ms, longest block %lld ms", kRows,
              static_cast<long long>(clock.elapsed()),
              static_cast<long long>(watchdog.longestMs()));
        const QString all = QLocale().toString(kRows);
        QCOMPARE(counts->text(), u"%1 of %1 shown"_s.arg(all));

        const auto matches = [](int number) { return number % 97 >= 90; };
        int expected = 0;
        for (int number = 1; number <= kRows; ++number)
            expected += matches(number) ? 1 : 0;

        // Type a filter, key by key with the event loop between as people do: rows and counts
        // follow.
        QTest::qWait(10);
        watchdog.reset();
        QTest::keyClick(rig.table(), Qt::Key_Slash);
        for (const char key : QByteArray("path:**/file9?.cfg confidence:medium")) {
            QTest::keyClick(QApplication::focusWidget(), key);
            QTest::qWait(20);
        }
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().shownCount(), expected, 20'000);
        QCOMPARE(counts->text(), u"%1 of %2 shown"_s.arg(QLocale().toString(expected), all));

        // Choose all that match; walk; show all again.
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), '*');
        QTRY_VERIFY(counts->text().contains("chosen"_L1));
        QTest::keyClick(rig.table(), 'G');
        QCOMPARE(rig.table()->currentRow(), expected - 1);
        QTest::keyClick(rig.table(), 'k');
        QCOMPARE(rig.table()->currentRow(), expected - 2);

        // Group by file name: a row with a bar for each, all that were chosen stay so.
        const secret::SecretId current = rig.model().idAt(rig.table()->currentRow());
        rig.model().setGrouping({finding::GroupKey::File, finding::GroupKey::None});
        QTRY_VERIFY_WITH_TIMEOUT(rig.model().isGroup(0), 20'000);
        QVERIFY(rig.model().idAt(rig.table()->currentRow()) == current);
        QCOMPARE(rig.model().shownCount(), expected);
        QCOMPARE(rig.model().chosenCount(), expected);
        QTest::keyClick(rig.table(), Qt::Key_Left);
        QTest::keyClick(rig.table(), Qt::Key_Left);
        int grouped = 0;
        for (int row = 0; row < rig.model().rowCount(); ++row) {
            QVERIFY(rig.model().isGroup(row) && rig.model().isChosen(row));
            grouped += rig.model().index(row, 0).data(ui::FindingsModel::GroupCountRole).toInt();
        }
        QCOMPARE(grouped, expected);
        rig.model().setGrouping({});
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().rowCount(), expected, 20'000);
        rig.window->findings().setFilter({});
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().shownCount(), kRows, 20'000);
        QTRY_VERIFY(rig.window->isAtRest());
        qInfo("longest block while filtering %lld ms",
              static_cast<long long>(watchdog.longestMs()));
        QVERIFY2(watchdog.longestMs() <= 50 * Watchdog::factor(),
                 qPrintable(QString::number(watchdog.longestMs())));
    }
};

QTEST_MAIN(TestJourneyA14)
#include "tst_journeya14.moc"

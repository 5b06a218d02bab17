// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"
#include "tests/support/storerig.h"
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FakeScan;
using rekey::test::StoreRig;
using rekey::test::Watchdog;
using rekey::test::WindowRig;

/// Story A14: a million rows, a filter typed, counts that follow; a mark of very many, kept in a
/// store, and taken back.
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
    static constexpr int kMarked = kRows / 1000 * 142;

    /// A store of `kRows` findings; the filter type:marked leaves `kMarked` of them.
    static void fill(store::Store &store)
    {
        const secret::Vault vault;
        const std::uint32_t source = store.keepSource(test::fakeSource("/million")).value();
        for (unsigned first = 1; first <= unsigned(kRows); first += 100 * kPerBatch) {
            std::vector<finding::Finding> findings;
            for (unsigned number = first; number < first + 100 * kPerBatch; ++number) {
                finding::Finding found = test::makeFinding(number);
                found.id = test::fakeId(number); // from all over, as real ones
                if (number % 1000 < 142)
                    found.type = "marked";
                findings.push_back(std::move(found));
            }
            QVERIFY(store.keep(findings, std::span(&source, 1), vault, false));
        }
    }
    /// CPU time of all threads in milliseconds; the time on the wall says how busy the machine is.
    static qint64 cpuMs() { return qint64(std::clock()) * 1000 / CLOCKS_PER_SEC; }

    /// How many the store has as marked, and as they were.
    static std::pair<int, int> counts(StoreRig &stores)
    {
        int marked = 0;
        int fresh = 0;
        for (const finding::KeptFinding &kept : test::loaded(*stores.open())) {
            const finding::Triage &triage = kept.record.triage;
            marked += triage.closeReason == finding::CloseReason::TestValue ? 1 : 0;
            fresh += triage == finding::Triage() ? 1 : 0;
        }
        return {marked, fresh};
    }

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

    void markOfVeryManyIsKeptAndTakenBack()
    {
        StoreRig stores(u"sqlite"_s);
        fill(*stores.create());
        WindowRig rig(FakeScan::engine(std::make_shared<FakeScan>()));
        rig.window->show();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        const auto isAtRest = [&rig] { return rig.window->isAtRest(); };
        Watchdog watchdog;
        rig.ledger.open(
            [&stores]() -> Result<std::unique_ptr<finding::Keeper>> { return stores.open(); });
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().totalCount(), kRows, 200'000);
        QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), 60'000);
        qInfo("%d findings of a store listed, longest block %lld ms", kRows,
              static_cast<long long>(watchdog.longestMs()));
        QVERIFY2(watchdog.longestMs() <= 50 * Watchdog::factor(),
                 qPrintable(QString::number(watchdog.longestMs())));
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), Qt::Key_Slash);
        QTest::keyClicks(QApplication::focusWidget(), u"type:marked"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(rig.model().shownCount(), kMarked, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), 20'000);

        // A preview says what is about to be marked; then the table stays live all the while.
        QTest::keyClick(rig.table(), '*');
        QTest::keyClick(rig.table(), 't');
        QDialog *preview = nullptr;
        QTRY_VERIFY((preview = rig.window->findChild<QDialog *>(u"bulkPreview"_s)));
        QTest::qWait(10);
        watchdog.reset();
        qint64 cpu = cpuMs();
        QTest::mouseClick(preview->findChild<QPushButton *>(u"bulkGo"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), 60'000);
        const qint64 marking = cpuMs() - cpu;
        std::int64_t longest = watchdog.longestMs();
        QCOMPARE(counts(stores), std::pair(kMarked, kRows - kMarked));

        QTest::qWait(20); // reading the store was the test's own block
        watchdog.reset();
        rig.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        rig.table()->setFocus();
        cpu = cpuMs();
        QTest::keyClick(rig.table(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), 60'000);
        const qint64 undoing = cpuMs() - cpu;
        longest = std::max(longest, watchdog.longestMs());
        QCOMPARE(counts(stores), std::pair(0, kRows));
        QVERIFY(stores.open()->check({}).value().problems.empty());
        qInfo("%d marked with %lld ms of all processors, taken back with %lld ms, longest block "
              "%lld ms",
              kMarked, static_cast<long long>(marking), static_cast<long long>(undoing),
              static_cast<long long>(longest));
        QVERIFY2(longest <= 50 * Watchdog::factor(), qPrintable(QString::number(longest)));
    }
};

QTEST_MAIN(TestJourneyA14)
#include "tst_journeya14.moc"

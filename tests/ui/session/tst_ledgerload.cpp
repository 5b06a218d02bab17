// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/session/ledgerrig.h"

#include <thread>

using namespace rekey;
using rekey::test::fillShelf;
using rekey::test::idOf;
using rekey::test::idsTo;
using rekey::test::mark;
using Rig = rekey::test::LedgerRig;

/// How a ledger reads what is kept, and what happens meanwhile.
class TestLedgerLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadWaitsUntilTheWindowHasTakenIn()
    {
        Rig rig;
        std::size_t arrived = 0;
        bool isReady = false;
        fillShelf(*rig.shelf);
        connect(&rig.ledger, &ui::Ledger::keptArrived, &rig.ledger,
                [&](const auto &batch) { arrived += batch.size(); });
        rig.ledger.setIntakeCheck([&] { return isReady; });
        rig.shelf->batches = 0;
        QSignalSpy loaded(&rig.ledger, &ui::Ledger::loaded);
        rig.ledger.reload();
        // Two are on their way; the third stays with the keeper.
        QTRY_COMPARE(arrived, std::size_t{20});
        QTRY_COMPARE(rig.shelf->batches.load(), 3);
        isReady = true;
        QVERIFY(loaded.wait());
        QCOMPARE(arrived, std::size_t{100});
    }

    /// As the window waits for its workers when it is closed, and they for a value of the store.
    void aWorkerThatTheWindowWaitsForIsServedDuringALoad()
    {
        Rig rig;
        fillShelf(*rig.shelf);
        rig.ledger.setIntakeCheck([] { return false; });
        rig.shelf->batches = 0;
        rig.ledger.reload();
        QTRY_COMPARE(rig.shelf->batches.load(), 3);
        std::thread worker([&rig] { static_cast<void>(rig.ledger.value(idOf(1))); });
        worker.join();
        QCOMPARE(rig.shelf->batches.load(), 10);
    }

    /// Many jobs are posted while a store is read; each would let all the rest of it through.
    void aJobThatNobodyStandsStillForWaitsForTheLoad()
    {
        Rig rig;
        bool isReady = false;
        bool isDone = false;
        fillShelf(*rig.shelf);
        rig.ledger.setIntakeCheck([&] { return isReady; });
        rig.shelf->batches = 0;
        rig.ledger.reload();
        rig.ledger.run<bool>([](finding::Keeper &) { return true; }, &rig.ledger,
                             [&isDone](bool) { isDone = true; });
        QTRY_COMPARE(rig.shelf->batches.load(), 3);
        QVERIFY(!QTest::qWaitFor([&] { return rig.shelf->batches > 3; }, 200));
        QVERIFY(!isDone);
        isReady = true;
        QTRY_VERIFY(isDone);
        QCOMPARE(rig.shelf->batches.load(), 10);
    }

    void whatOthersChangeWhileItIsReadIsTold()
    {
        Rig rig;
        bool isReady = false;
        fillShelf(*rig.shelf);
        rig.ledger.setIntakeCheck([&] { return isReady; });
        rig.shelf->batches = 0;
        rig.ledger.reload();
        QTRY_COMPARE(rig.shelf->batches.load(), 3);
        finding::Triage theirs;
        theirs.decision = finding::Decision::Confirmed;
        rig.shelf->changeElsewhere(idOf(1), theirs); // read already, as it was before
        isReady = true;
        QTRY_COMPARE(rig.decision(1), finding::Decision::Confirmed);
        // What stood before is none.
        QCOMPARE(rig.shown.size(), std::size_t{1});
    }

    void lockingEndsWhatIsBeingRead()
    {
        Rig rig;
        bool isReady = false;
        fillShelf(*rig.shelf);
        rig.ledger.setIntakeCheck([&] { return isReady; });
        rig.shelf->batches = 0;
        QSignalSpy loaded(&rig.ledger, &ui::Ledger::loaded);
        QSignalSpy failed(&rig.ledger, &ui::Ledger::failed);
        rig.ledger.reload();
        QTRY_COMPARE(rig.shelf->batches.load(), 3);
        rig.ledger.lock();
        rig.settle();
        QCOMPARE(rig.ledger.state(), finding::KeeperState::Locked);
        QCOMPARE(rig.shelf->batches.load(), 3);
        QCOMPARE(loaded.size() + failed.size(), 0);
        isReady = true;
        rig.shelf->batches = 0;
        rig.ledger.unlock(
            std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf("")));
        QVERIFY(loaded.wait());
        QCOMPARE(rig.shelf->batches.load(), 10);
    }

    void whatIsKeptIsToldAgainWhenAskedFor()
    {
        Rig rig;
        rig.ledger.edit(idsTo(3), mark(finding::Decision::Confirmed));
        rig.settle();
        rig.shown.clear(); // the list was cleared, and a scan finds two of them again
        rig.ledger.tellRecords({idOf(1), idOf(2), idOf(7)});
        rig.settle();
        QTRY_COMPARE(rig.shown.size(), std::size_t{2});
        QCOMPARE(rig.decision(1), finding::Decision::Confirmed);
        QCOMPARE(rig.decision(2), finding::Decision::Confirmed);
    }
};

QTEST_GUILESS_MAIN(TestLedgerLoad)
#include "tst_ledgerload.moc"

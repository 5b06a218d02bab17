// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/session/ledgerrig.h"

#include <latch>

using namespace rekey;
using namespace Qt::StringLiterals;
using rekey::test::idOf;
using rekey::test::idsTo;
using rekey::test::mark;
using Rig = rekey::test::LedgerRig;

/// Decisions of a window: shown at once, kept, undone, and those of others.
class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDecisionShowsAtOnceAndIsKeptWithItsEvent()
    {
        Rig rig;
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Confirmed));
        QCOMPARE(rig.decision(1), finding::Decision::Confirmed);
        rig.settle();
        QCOMPARE(rig.kept(1), finding::Decision::Confirmed);
        QCOMPARE(rig.shown[idOf(1)].version, 1U);
        QCOMPARE(rig.shelf->events.size(), 1U);
        QCOMPARE(rig.shelf->events[0].from, "new");
        QCOMPARE(rig.shelf->events[0].to, "confirmed");
    }

    void quickDecisionsOnOneFindingDoNotConflictWithEachOther()
    {
        Rig rig;
        QSignalSpy conflicts(&rig.ledger, &ui::Ledger::conflicted);
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Confirmed));
        rig.ledger.edit({idOf(1)},
                        mark(finding::Decision::Closed, finding::CloseReason::TestValue));
        rig.ledger.undo();
        rig.settle();
        QCOMPARE(conflicts.size(), 0);
        QCOMPARE(rig.kept(1), finding::Decision::Confirmed);
        QCOMPARE(rig.decision(1), finding::Decision::Confirmed);
        QCOMPARE(rig.shown[idOf(1)].version, 3U);
    }

    void undoOfAnIncidentKeepsWhatSomebodyElseSaid()
    {
        Rig rig;
        finding::Incident incident;
        incident.name = "Public gist";
        rig.ledger.keepIncident(incident, &rig.ledger, [&](const auto &kept) { incident = kept; });
        QTRY_COMPARE(incident.id, std::string("INC-1"));
        QVERIFY(!rig.ledger.canUndo()); // making one is no edit of it
        incident.note = "mine";
        rig.ledger.keepIncident(incident, nullptr, {});
        incident.owner = "ada"; // built on a change that is not answered yet
        rig.ledger.keepIncident(incident, nullptr, {});
        QTRY_COMPARE(rig.ledger.undoText(), u"Change INC-1"_s);
        rig.settle();
        rig.ledger.undo();
        rig.settle();
        QCOMPARE(rig.shelf->incidents.front().owner, std::string());
        QCOMPARE(rig.shelf->incidents.front().note, std::string("mine"));
        QCOMPARE(rig.shelf->events.back().kind, finding::EventKind::Undone);
        {
            const std::scoped_lock lock(rig.shelf->mutex);
            rig.shelf->incidents.front().note = "theirs";
            ++rig.shelf->incidents.front().version;
        }
        QSignalSpy edited(&rig.ledger, &ui::Ledger::edited);
        rig.ledger.undo();
        QTRY_COMPARE(edited.size(), 1);
        QCOMPARE(edited.front().at(1).value<std::size_t>(), std::size_t(0));
        QCOMPARE(rig.shelf->incidents.front().note, std::string("theirs"));
        // Nor is a change made on what stood before theirs put over it.
        QSignalSpy failed(&rig.ledger, &ui::Ledger::failed);
        incident.note = "mine again";
        rig.ledger.keepIncident(incident, nullptr, {});
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(rig.shelf->incidents.front().note, std::string("theirs"));
    }

    void manyAreChangedInSlicesAndComeBackWithOneUndo()
    {
        Rig rig;
        QSignalSpy edited(&rig.ledger, &ui::Ledger::edited);
        rig.ledger.edit(idsTo(10'000),
                        mark(finding::Decision::Closed, finding::CloseReason::FalsePositive));
        rig.settle();
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited[0][1].value<std::size_t>(), 10'000U);
        QCOMPARE(rig.kept(9'999), finding::Decision::Closed);
        rig.ledger.undo();
        rig.settle();
        QCOMPARE(rig.kept(0), finding::Decision::New);
        QCOMPARE(rig.kept(9'999), finding::Decision::New);
        QVERIFY(rig.ledger.canRedo());
        rig.ledger.redo();
        rig.settle();
        QCOMPARE(rig.kept(5'000), finding::Decision::Closed);
    }

    void whatAnotherWindowChangedIsShownAndNotOverwritten()
    {
        Rig rig;
        QSignalSpy conflicts(&rig.ledger, &ui::Ledger::conflicted);
        finding::Triage theirs;
        theirs.decision = finding::Decision::Confirmed;
        theirs.owner = "ana";
        rig.shelf->changeElsewhere(idOf(1), theirs);
        // Made before this window could know.
        rig.ledger.edit({idOf(1)},
                        mark(finding::Decision::Closed, finding::CloseReason::TestValue));
        rig.settle();
        QCOMPARE(conflicts.size(), 1);
        QCOMPARE(rig.decision(1), finding::Decision::Confirmed);
        QCOMPARE(rig.shown[idOf(1)].triage.owner, "ana");
        QCOMPARE(rig.kept(1), finding::Decision::Confirmed);
    }

    void whatElseChangedWithARefusedDecisionArrivesToo()
    {
        Rig rig;
        QSignalSpy conflicts(&rig.ledger, &ui::Ledger::conflicted);
        {
            // Both in one go, as one revision.
            const std::scoped_lock lock(rig.shelf->mutex);
            const std::uint64_t revision = ++rig.shelf->revision;
            for (const int number : {1, 7}) {
                finding::Record &record = rig.shelf->record(idOf(number));
                record.triage.owner = "ana";
                ++record.version;
                rig.shelf->changedAt[idOf(number)] = revision;
            }
        }
        rig.ledger.edit({idOf(1)},
                        mark(finding::Decision::Closed, finding::CloseReason::TestValue));
        rig.settle();
        QCOMPARE(conflicts.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(rig.shown[idOf(7)].triage.owner, "ana", 2'000);
    }

    void aChangeElsewhereArrivesByItself()
    {
        Rig rig;
        finding::Triage theirs;
        theirs.owner = "ana";
        rig.shelf->changeElsewhere(idOf(7), theirs);
        QTRY_COMPARE_WITH_TIMEOUT(rig.shown[idOf(7)].triage.owner, "ana", 2'000);
    }

    /// Also when this window looks at the store for another reason before it looks for news.
    void thatSomethingWasWrittenIsToldOnce()
    {
        Rig rig;
        QTest::qWait(600); // so that the next look for news is a while away
        QSignalSpy written(&rig.ledger, &ui::Ledger::written);
        QTest::qWait(600);
        QCOMPARE(written.size(), 0); // by nobody
        const auto writeElsewhere = [&rig] {
            const std::scoped_lock lock(rig.shelf->mutex);
            ++rig.shelf->revision;
        };
        writeElsewhere();
        rig.ledger.reload();
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, 2'000);
        finding::Triage theirs;
        theirs.owner = "ana";
        rig.shelf->changeElsewhere(idOf(7), theirs);
        const auto vault = std::make_shared<const secret::Vault>();
        rig.ledger.keepScan(std::make_shared<const std::vector<finding::Finding>>(), {}, vault,
                            true);
        rig.settle();
        QCOMPARE(rig.shown[idOf(7)].triage.owner, "ana"); // before the next look
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 2, 2'000);
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Confirmed));
        rig.settle();
        QTest::qWait(1'200);
        QCOMPARE(written.size(), 2); // its own decisions are no news
        // What others wrote before one is.
        writeElsewhere();
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Rotating));
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 3, 2'000);
    }

    void undoLeavesAloneWhatSomebodyChangedSince()
    {
        Rig rig;
        rig.ledger.edit({idOf(1), idOf(2)}, mark(finding::Decision::Confirmed));
        rig.settle();
        finding::Triage theirs;
        theirs.decision = finding::Decision::Rotating;
        rig.shelf->changeElsewhere(idOf(1), theirs);
        QTRY_COMPARE(rig.decision(1), finding::Decision::Rotating);
        rig.ledger.undo();
        rig.settle();
        QCOMPARE(rig.kept(1), finding::Decision::Rotating);
        QCOMPARE(rig.kept(2), finding::Decision::New);
    }

    void whatCannotBeKeptIsPutBackAndSaid()
    {
        Rig rig;
        QSignalSpy failed(&rig.ledger, &ui::Ledger::failed);
        rig.shelf->refuse = Error{ErrorKind::Io, "The disk is full.", {}};
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Confirmed));
        QCOMPARE(rig.decision(1), finding::Decision::Confirmed);
        rig.settle();
        QCOMPARE(rig.decision(1), finding::Decision::New);
        QCOMPARE(failed.size(), 1);
    }

    void readOnlyAndLockedChangeNothing()
    {
        Rig rig;
        QSignalSpy failed(&rig.ledger, &ui::Ledger::failed);
        rig.ledger.setReadOnly(true);
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Confirmed));
        QCOMPARE(failed.size(), 1);
        rig.ledger.setReadOnly(false);
        rig.ledger.lock();
        QCOMPARE(rig.ledger.state(), finding::KeeperState::Locked);
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Confirmed));
        QCOMPARE(failed.size(), 2);
        rig.settle();
        QCOMPARE(rig.kept(1), finding::Decision::New);
    }

    void unlockingNeedsTheRightPassphraseAndLoadsAgain()
    {
        Rig rig;
        rig.shelf->passphrase = "right";
        rig.ledger.lock();
        QSignalSpy refused(&rig.ledger, &ui::Ledger::unlockFailed);
        QSignalSpy loaded(&rig.ledger, &ui::Ledger::loaded);
        const auto phrase = [](std::string_view text) {
            return std::make_shared<const secret::SecretBytes>(secret::SecretBytes::copyOf(text));
        };
        rig.ledger.unlock(phrase("wrong"));
        QVERIFY(refused.wait());
        QCOMPARE(rig.ledger.state(), finding::KeeperState::Locked);
        rig.ledger.unlock(phrase("right"));
        QVERIFY(loaded.wait());
        QCOMPARE(rig.ledger.state(), finding::KeeperState::Open);
    }

    void aChangeWaitsForWhatIsKept()
    {
        Rig rig;
        rig.ledger.edit(idsTo(3), mark(finding::Decision::Confirmed));
        rig.settle();
        QSignalSpy conflicts(&rig.ledger, &ui::Ledger::conflicted);
        QSignalSpy edited(&rig.ledger, &ui::Ledger::edited);
        rig.shown.clear(); // the list was cleared, and a scan finds them again
        std::latch isOver(1);
        rig.ledger.run<bool>(
            [&isOver](finding::Keeper &) {
                isOver.wait();
                return true;
            },
            &rig.ledger, {});
        rig.ledger.tellRecords({idOf(1), idOf(2)});
        ui::TriageEdit note = mark(finding::Decision::Confirmed);
        note.kind = finding::EventKind::Noted;
        note.apply
            = [](finding::Triage &triage, const finding::Evidence &) { triage.note = "seen"; };
        rig.ledger.edit({idOf(1)}, note);
        rig.ledger.edit({idOf(7)}, mark(finding::Decision::Confirmed)); // in its turn
        QTest::qWait(50);
        QCOMPARE(edited.size(), 0);
        QVERIFY(!rig.ledger.isAtRest());
        isOver.count_down();
        rig.settle();
        QCOMPARE(edited.size(), 2);
        QCOMPARE(conflicts.size(), 0);
        QCOMPARE(rig.shown[idOf(1)].triage.note, std::string("seen"));
        QCOMPARE(rig.decision(1), finding::Decision::Confirmed); // as it was kept
        QCOMPARE(rig.shown[idOf(1)].version, 2U);
        {
            const std::scoped_lock lock(rig.shelf->mutex);
            QCOMPARE(rig.shelf->record(idOf(1)).triage.note, std::string("seen"));
            QCOMPARE(rig.shelf->record(idOf(1)).triage.decision, finding::Decision::Confirmed);
        }
        rig.ledger.undo(); // the second
        rig.ledger.undo();
        rig.settle();
        QCOMPARE(rig.shown[idOf(1)].triage.note, std::string());
        QCOMPARE(rig.kept(1), finding::Decision::Confirmed);
    }

    void aDecisionThatWaitsCanBeUndone()
    {
        Rig rig;
        rig.ledger.edit(idsTo(3), mark(finding::Decision::Confirmed));
        rig.settle();
        rig.shown.clear(); // the list was cleared, and a scan finds them again
        std::latch isOver(1);
        rig.ledger.run<bool>(
            [&isOver](finding::Keeper &) {
                isOver.wait();
                return true;
            },
            &rig.ledger, {});
        rig.ledger.tellRecords({idOf(1)});
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Rotating));
        rig.ledger.undo();
        const bool isTaken = rig.ledger.canRedo();
        isOver.count_down();
        QVERIFY(isTaken);
        rig.settle();
        QCOMPARE(rig.kept(1), finding::Decision::Confirmed);
        QCOMPARE(rig.decision(1), finding::Decision::Confirmed);
        QCOMPARE(rig.shelf->events.back().kind, finding::EventKind::Undone);
        rig.ledger.redo();
        rig.settle();
        QCOMPARE(rig.kept(1), finding::Decision::Rotating);
    }

    void manyThatAreStillBeingChangedAreUndoneAndRedoneWholly()
    {
        Rig rig;
        rig.ledger.edit(idsTo(10'000), mark(finding::Decision::Confirmed));
        rig.ledger.undo();
        rig.settle();
        for (const unsigned number : {0U, 5'000U, 9'999U})
            QCOMPARE(rig.kept(number), finding::Decision::New);
        rig.ledger.redo();
        rig.ledger.undo();
        rig.ledger.redo();
        rig.settle();
        for (const unsigned number : {0U, 5'000U, 9'999U})
            QCOMPARE(rig.kept(number), finding::Decision::Confirmed);
    }

    void whatIsNotInTheWindowIsForgotten()
    {
        Rig rig;
        rig.isCleared = true;
        rig.ledger.edit(idsTo(13'000), mark(finding::Decision::Confirmed));
        rig.settle();
        QTest::qWait(1'700);
        QSignalSpy conflicts(&rig.ledger, &ui::Ledger::conflicted);
        rig.ledger.edit(idsTo(13'000), mark(finding::Decision::Rotating));
        rig.settle();
        std::size_t unseen = 0;
        for (const QList<QVariant> &told : conflicts)
            unseen += told.back().value<std::size_t>();
        QCOMPARE(unseen, 13'000U); // as nobody knows any more what was kept of them
    }

    void whatSettlesIsForgottenBehindMuchThatDoesNot()
    {
        Rig rig;
        rig.isBusy = true;
        rig.ledger.edit(idsTo(30'000), mark(finding::Decision::Confirmed));
        rig.settle();
        std::vector<secret::SecretId> settled;
        for (unsigned number = 0; number < 30'000; number += 10) {
            finding::Record &record = rig.shown[idOf(number)];
            record.id = idOf(number);
            record.version = 1;
            record.triage.owner = "the index's";
            settled.push_back(record.id);
        }
        QTest::qWait(2'700);
        std::size_t seen = 0;
        ui::TriageEdit note = mark(finding::Decision::Rotating);
        note.apply = [&seen](finding::Triage &triage, const finding::Evidence &) {
            seen += triage.owner.empty() ? 0U : 1U;
        };
        rig.ledger.edit(settled, note);
        rig.settle();
        QCOMPARE(seen, settled.size());
    }

    void whatWasToldCountsBeforeTheWindowHasIt()
    {
        Rig rig;
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Confirmed));
        rig.settle();
        QSignalSpy conflicts(&rig.ledger, &ui::Ledger::conflicted);
        rig.isBusy = true; // the window's index is read, and takes nothing in
        rig.shown.clear();
        rig.ledger.tellRecords({idOf(1)});
        rig.settle();
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Rotating));
        rig.settle();
        QCOMPARE(conflicts.size(), 0);
        QCOMPARE(rig.kept(1), finding::Decision::Rotating);
    }

    void whatWasNeverToldIsNoOtherPersonsChange()
    {
        Rig rig;
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Confirmed));
        rig.settle();
        QSignalSpy conflicts(&rig.ledger, &ui::Ledger::conflicted);
        QTest::qWait(1200); // until the ledger has forgotten what the window has
        rig.shown.clear();
        rig.ledger.edit({idOf(1), idOf(2)}, mark(finding::Decision::Rotating));
        rig.ledger.edit({idOf(1)},
                        mark(finding::Decision::Closed, finding::CloseReason::TestValue));
        rig.settle();
        std::size_t refused = 0;
        std::size_t unseen = 0;
        for (const QList<QVariant> &told : conflicts) {
            refused += told.front().value<std::vector<finding::Record>>().size();
            unseen += told.back().value<std::size_t>();
        }
        QCOMPARE(refused, 2U);
        QCOMPARE(unseen, 2U);
        QCOMPARE(rig.decision(1), finding::Decision::Confirmed);
        QCOMPARE(rig.kept(2), finding::Decision::Rotating);
        // What somebody changes after this window saw it is their change.
        conflicts.clear();
        rig.shelf->changeElsewhere(idOf(1), {});
        rig.ledger.edit({idOf(1)}, mark(finding::Decision::Rotating));
        rig.settle();
        QCOMPARE(conflicts.size(), 1);
        QCOMPARE(conflicts.back().back().value<std::size_t>(), 0U);
    }

    void twoHundredLevelsAreHeldAndNoMore()
    {
        ui::UndoLog log;
        for (int i = 0; i < 250; ++i)
            log.begin(QString::number(i));
        int undone = 0;
        QString last;
        while (log.canUndo()) {
            last = log.takeUndo()->text();
            ++undone;
        }
        QCOMPARE(undone, 200);
        QCOMPARE(last, u"50"_s);
        log.takeRedo();
        log.begin(u"new"_s);
        QVERIFY(!log.canRedo());
        QCOMPARE(log.undoText(), u"new"_s);
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"

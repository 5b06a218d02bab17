// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"
#include "tests/support/fakekeeper.h"
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"

#include <QDateEdit>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <latch>

using namespace Qt::StringLiterals;
using namespace rekey;
using finding::CloseReason;
using finding::Decision;
using rekey::test::FakeKeeper;
using rekey::test::FakeScan;
using rekey::test::FakeShelf;
using rekey::test::Watchdog;
using rekey::test::WindowRig;

/// Story A3: five hundred live secrets, triaged by keyboard alone.
class TestJourneyA3 : public QObject
{
    Q_OBJECT

    static constexpr std::uint32_t kLive = 500;
    static constexpr std::uint32_t kDead = 100;

    static std::shared_ptr<FakeShelf> shelf()
    {
        auto shelf = std::make_shared<FakeShelf>();
        finding::SourceRecord source;
        source.number = 1;
        source.kind = "folder";
        source.path = "/made-up";
        source.title = "made-up";
        shelf->sources.push_back(source);
        for (std::uint32_t number = 1; number <= kLive + kDead; ++number) {
            finding::Finding found = test::makeFinding(number, 1);
            shelf->findings.push_back({found, {}});
            finding::Record &record = shelf->record(found.id);
            record.evidence.verdict
                = number <= kLive ? finding::Verdict::Live : finding::Verdict::Dead;
            record.evidence.checkedAt = 1'700'000'000;
            record.version = 1;
        }
        return shelf;
    }

    struct Rig : WindowRig
    {
        explicit Rig(std::shared_ptr<FakeShelf> kept)
            : WindowRig(FakeScan::engine(std::make_shared<FakeScan>()))
            , shelf(std::move(kept))
        {
            window->show();
            QVERIFY(QTest::qWaitForWindowActive(window.get()));
            QSignalSpy loaded(&ledger, &ui::Ledger::loaded);
            ledger.open([kept = shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
                return std::make_unique<FakeKeeper>(kept);
            });
            QVERIFY(loaded.wait());
            QTRY_VERIFY(window->isAtRest());
        }
        void key(char text)
        {
            QTest::keyClick(table(), text);
            ++keys;
        }
        finding::Triage current()
        {
            return model().record(window->findings().currentFinding()).triage;
        }
        finding::Triage kept(const secret::SecretId &id)
        {
            const std::scoped_lock lock(shelf->mutex);
            return shelf->record(id).triage;
        }

        std::shared_ptr<FakeShelf> shelf;
        int keys = 0;
    };

private Q_SLOTS:
    void fiveHundredRowsByKeyboard()
    {
        Rig rig(shelf());
        QCOMPARE(rig.model().totalCount(), int(kLive + kDead));
        QTest::keyClick(rig.table(), Qt::Key_Slash);
        QTest::keyClicks(QApplication::focusWidget(), u"verdict:live"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(rig.model().shownCount(), int(kLive));
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), 'g');
        QCOMPARE(rig.table()->currentRow(), 0);

        QTest::qWait(50);
        Watchdog watchdog;
        std::vector<secret::SecretId> order;
        const char cycle[] = {'f', 't', 'c', '.'};
        for (std::uint32_t i = 0; i < kLive; ++i) {
            const secret::SecretId id = rig.window->findings().currentFinding();
            order.push_back(id);
            rig.key(cycle[i % 4]);
            // The decision stands before the next key can come.
            QVERIFY(rig.model().record(id).triage.decision != Decision::New);
            if (i + 1 < kLive)
                QVERIFY(rig.window->findings().currentFinding() != id);
            QCoreApplication::processEvents();
        }
        QVERIFY(rig.keys <= 1.3 * kLive);
        QVERIFY2(watchdog.longestMs() <= 50 * Watchdog::factor(),
                 qPrintable(QString::number(watchdog.longestMs())));
        QTRY_VERIFY(rig.window->isAtRest());
        QCOMPARE(rig.kept(order[0]).closeReason, CloseReason::FalsePositive);
        QCOMPARE(rig.kept(order[1]).closeReason, CloseReason::TestValue);
        QCOMPARE(rig.kept(order[2]).decision, Decision::Confirmed);
        QCOMPARE(rig.kept(order[3]).decision, Decision::Confirmed);
        QCOMPARE(rig.kept(order[499]).decision, Decision::Confirmed);
    }

    void whatComesAgainIsDecidedOnWhatIsKept()
    {
        const auto kept = shelf();
        const secret::SecretId id = test::makeFinding(1).id;
        kept->record(id).triage.note = "asked on Monday";
        Rig rig(kept);
        QSignalSpy conflicts(&rig.ledger, &ui::Ledger::conflicted);
        rig.action(u"scan.clear"_s)->trigger();
        QCOMPARE(rig.model().totalCount(), 0);
        std::latch isOver(1); // the store is slow
        rig.ledger.run<bool>(
            [&isOver](finding::Keeper &) {
                isOver.wait();
                return true;
            },
            &rig.ledger, {});
        rig.window->scanPaths({u"/made-up"_s});
        QTRY_VERIFY(rig.model().totalCount() > 0 && rig.model().rowOf(id) >= 0);
        rig.window->findings().setFilter(u"id:1"_s);
        QTRY_COMPARE(rig.model().shownCount(), 1);
        rig.table()->setFocus();
        rig.key('g');
        QCOMPARE(rig.window->findings().currentFinding(), id);
        rig.key('c');
        QTest::qWait(100);
        QCOMPARE(rig.model().record(id).version, 0U); // nothing is known of it yet
        isOver.count_down();
        QTRY_COMPARE(rig.kept(id).decision, Decision::Confirmed);
        QTRY_VERIFY(rig.window->isAtRest() && rig.ledger.isAtRest());
        QCOMPARE(rig.kept(id).note, std::string("asked on Monday"));
        QCOMPARE(rig.model().record(id).triage.decision, Decision::Confirmed);
        QCOMPARE(rig.model().record(id).triage.note, std::string("asked on Monday"));
        QCOMPARE(conflicts.size(), 0);
    }

    void backUndoAndRedo()
    {
        Rig rig(shelf());
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), 'g');
        const secret::SecretId first = rig.window->findings().currentFinding();
        rig.key('f');
        QVERIFY(rig.window->findings().currentFinding() != first);
        rig.key('b');
        QCOMPARE(rig.window->findings().currentFinding(), first);
        QCOMPARE(rig.current().closeReason, CloseReason::FalsePositive);
        auto *bar = rig.window->findChild<QWidget *>(u"undoBar"_s);
        QVERIFY(bar->isVisible());
        QVERIFY(rig.action(u"edit.undo")->text().contains(u"false positive"_s));
        QTest::keyClick(rig.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(rig.current().decision, Decision::New);
        QTRY_VERIFY(rig.window->isAtRest());
        QCOMPARE(rig.kept(first).decision, Decision::New);
        QTest::keyClick(rig.window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(rig.current().closeReason, CloseReason::FalsePositive);
        QTest::mouseClick(bar->findChild<QPushButton *>(u"undoButton"_s), Qt::LeftButton);
        QTRY_COMPARE(rig.current().decision, Decision::New);
    }

    void acceptingAsksForADateInOneSmallBox()
    {
        Rig rig(shelf());
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), 'g');
        const secret::SecretId id = rig.window->findings().currentFinding();
        rig.key('a');
        auto *dialog = rig.window->findChild<QDialog *>(u"untilDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        auto *date = dialog->findChild<QDateEdit *>(u"untilDate"_s);
        QVERIFY(date->minimumDate() > QDate::currentDate());
        date->setDate(QDate::currentDate().addDays(30));
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"untilAccept"_s), Qt::LeftButton);
        QTRY_COMPARE(rig.model().record(id).triage.closeReason, CloseReason::Accepted);
        const QDate until
            = QDateTime::fromSecsSinceEpoch(rig.model().record(id).triage.acceptedUntil).date();
        QCOMPARE(until, QDate::currentDate().addDays(30));
    }

    void rotatedWithoutADeadVerdictNeedsAReason()
    {
        Rig rig(shelf());
        rig.window->findings().setFilter(u"verdict:live"_s);
        QTRY_COMPARE(rig.model().shownCount(), int(kLive));
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), 'g');
        const secret::SecretId id = rig.window->findings().currentFinding();
        QCOMPARE(rig.model().index().verdict(*rig.model().index().rowOf(id)),
                 finding::Verdict::Live);
        rig.action(u"triage.rotated")->trigger();
        auto *dialog = rig.window->findChild<QDialog *>(u"overrideDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        auto *accept = dialog->findChild<QPushButton *>(u"textAccept"_s);
        QVERIFY(!accept->isEnabled());
        QTest::keyClicks(dialog->findChild<QWidget *>(u"textField"_s), u"account is closed"_s);
        QVERIFY(accept->isEnabled());
        QTest::mouseClick(accept, Qt::LeftButton);
        QTRY_COMPARE(rig.model().record(id).triage.closeReason, CloseReason::Rotated);
        QVERIFY(rig.model().record(id).triage.isOverride);
        QCOMPARE(rig.model().record(id).triage.why, "account is closed");
    }

    void manyAreShownBeforeTheyAreMarkedAndComeBackWithOneUndo()
    {
        Rig rig(shelf());
        rig.table()->setFocus();
        QTest::keyClick(rig.table(), '*');
        QTRY_COMPARE(rig.model().chosenCount(), int(kLive + kDead));
        rig.key('t');
        auto *preview = rig.window->findChild<QDialog *>(u"bulkPreview"_s);
        QVERIFY(preview && preview->isVisible());
        // Enter must not do it: the safe button has the focus.
        QTest::keyClick(preview, Qt::Key_Return);
        QTRY_VERIFY(!rig.window->findChild<QDialog *>(u"bulkPreview"_s));
        QCOMPARE(rig.current().decision, Decision::New);
        rig.key('t');
        preview = rig.window->findChild<QDialog *>(u"bulkPreview"_s);
        QVERIFY(preview);
        QTest::mouseClick(preview->findChild<QPushButton *>(u"bulkGo"_s), Qt::LeftButton);
        QTRY_VERIFY(rig.window->isAtRest());
        const secret::SecretId last = test::makeFinding(kLive + kDead).id;
        QTRY_COMPARE(rig.kept(last).closeReason, CloseReason::TestValue);
        rig.action(u"edit.undo")->trigger();
        QTRY_COMPARE(rig.kept(last).decision, Decision::New);
    }
};

QTEST_MAIN(TestJourneyA3)
#include "tst_journeya3.moc"

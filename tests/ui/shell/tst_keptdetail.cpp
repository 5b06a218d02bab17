// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"
#include "tests/support/fakekeeper.h"
#include "tests/support/visibletext.h"
#include "tests/support/windowrig.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FakeKeeper;
using rekey::test::FakeScan;
using rekey::test::FakeShelf;
using rekey::test::WindowRig;

/// What is kept of a finding, seen and changed in the window.
class TestKeptDetail : public QObject
{
    Q_OBJECT

    static constexpr std::uint32_t kCount = 5;

    struct Rig : WindowRig
    {
        Rig()
            : WindowRig(FakeScan::engine(std::make_shared<FakeScan>()))
            , shelf(std::make_shared<FakeShelf>())
        {
            finding::SourceRecord source;
            source.number = 1;
            source.kind = "folder";
            source.path = "/made-up";
            source.title = "made-up";
            shelf->sources.push_back(source);
            for (std::uint32_t number = 1; number <= kCount; ++number) {
                finding::Finding found = test::makeFinding(number, 1);
                finding::Record &record = shelf->record(found.id);
                record.version = 1;
                record.evidence.verdict = finding::Verdict::Live;
                record.evidence.checkedAt = 1'700'000'000;
                record.evidence.host = "api.example.org";
                record.evidence.status = 200;
                finding::Event event;
                event.finding = found.id;
                event.number = number;
                event.at = 1'700'000'000'000;
                shelf->events.push_back(event);
                shelf->findings.push_back({std::move(found), {}});
            }
            window->resize(1440, 900);
            window->show();
            QVERIFY(QTest::qWaitForWindowActive(window.get()));
            QSignalSpy loaded(&ledger, &ui::Ledger::loaded);
            ledger.open([kept = shelf]() -> Result<std::unique_ptr<finding::Keeper>> {
                return std::make_unique<FakeKeeper>(kept);
            });
            QVERIFY(loaded.wait());
            QTRY_VERIFY(window->isAtRest());
            table()->setCurrentRow(0);
            table()->setFocus();
        }

        template <typename T> T *child(const char *name, QWidget *in = nullptr) const
        {
            return (in ? in : window.get())->template findChild<T *>(QString::fromLatin1(name));
        }
        QWidget *incidents() const { return child<QWidget>("incidentsPage"); }
        QTreeView *timeline() const
        {
            return child<QTreeView>("timelineView", child<QWidget>("detailTabs"));
        }
        QStringList timelineWords() const
        {
            QStringList words;
            for (int row = 0; row < timeline()->model()->rowCount(); ++row)
                words.append(timeline()->model()->index(row, 1).data().toString());
            return words;
        }
        secret::SecretId current() const { return window->findings().currentFinding(); }
        QDialog *dialog(const char *name) const { return child<QDialog>(name); }
        /// Presses i, types a name and Enter.
        void addToIncident(const QString &name)
        {
            QTest::keyClick(table(), Qt::Key_I);
            QDialog *choice = dialog("incidentChoice");
            QVERIFY(choice);
            QTest::keyClicks(child<QComboBox>("incidentChoiceName", choice), name);
            QTest::keyClick(child<QComboBox>("incidentChoiceName", choice), Qt::Key_Return);
            QTRY_VERIFY(!dialog("incidentChoice"));
            QTRY_VERIFY(window->isAtRest());
        }

        std::shared_ptr<FakeShelf> shelf;
    };

private Q_SLOTS:
    void theHeadSaysWhoChecked()
    {
        Rig rig;
        QTRY_VERIFY(
            rig.child<QLabel>("detailChecked")->text().endsWith("by api.example.org, 200"_L1));
        QVERIFY(rig.child<QLabel>("detailSeverity")->text().startsWith("55: verdict 50"_L1));
        QVERIFY2(test::unnamedControls(rig.window.get()).isEmpty(),
                 qPrintable(test::unnamedControls(rig.window.get()).join(u'\n')));
    }

    void aStepIsKeptAndStandsInTheTimeline()
    {
        Rig rig;
        rig.action(u"findings.fix")->trigger();
        auto *list = rig.child<QListWidget>("fixList");
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->count(), 9);
        list->setCurrentRow(1);
        rig.child<QComboBox>("fixState")->setCurrentIndex(2);
        const std::string key = rig.current().hex();
        QTRY_VERIFY(rig.shelf->properties.contains({"fix", key}));
        rig.table()->setCurrentRow(1);
        QTRY_COMPARE(rig.child<QLabel>("fixCount")->text(), u"0 of 9 steps done"_s);
        rig.table()->setCurrentRow(0);
        QTRY_COMPARE(rig.child<QLabel>("fixCount")->text(), u"1 of 9 steps done"_s);
        rig.action(u"findings.timeline")->trigger();
        QTRY_COMPARE(rig.timelineWords(), (QStringList{u"Fix step"_s, u"Found"_s}));
        QCOMPARE(rig.timeline()->model()->index(0, 3).data().toString(),
                 u"open to done: Who uses it"_s);
    }

    void secretsGoIntoAnIncidentByKeysAlone()
    {
        Rig rig;
        QTest::keyClick(rig.table(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(rig.model().chosenCount(), 2);
        rig.addToIncident(u"Public gist"_s);
        QTRY_COMPARE(rig.shelf->incidents.size(), std::size_t(1));
        QTRY_COMPARE(rig.model().record(rig.current()).triage.incident, std::string("INC-1"));
        rig.table()->setCurrentRow(4);
        rig.addToIncident(u"public gist"_s);
        QCOMPARE(rig.shelf->incidents.size(), std::size_t(1));

        rig.action(u"view.incidents")->trigger();
        auto *table = rig.child<QTreeView>("incidentsTable");
        QTRY_VERIFY(table->isVisible());
        QTRY_COMPARE(table->model()->index(0, 2).data().toString(), u"3"_s);
        QCOMPARE(table->model()->index(0, 3).data().toString(), u"3"_s);
        auto *joint = rig.child<QTreeView>("timelineView", rig.incidents());
        QTRY_COMPARE(joint->model()->rowCount(), 6);

        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_COMPARE(rig.model().shownCount(), 3);
        QCOMPARE(rig.window->findings().filter(), u"incident:INC-1"_s);

        rig.ledger.undo();
        QTRY_COMPARE(rig.model().shownCount(), 2);
    }

    void twoChangesInARowBuildOnEachOther()
    {
        Rig rig;
        rig.addToIncident(u"Public gist"_s);
        rig.action(u"view.incidents")->trigger();
        auto *task = rig.child<QLineEdit>("incidentNewTask");
        rig.child<QTabWidget>("incidentTabs")->setCurrentIndex(1);
        QTRY_VERIFY(task->isVisible());
        for (const auto &text : {u"one"_s, u"two"_s, u"three"_s}) {
            QTest::keyClicks(task, text);
            QTest::keyClick(task, Qt::Key_Return);
        }
        QTRY_VERIFY(rig.window->isAtRest());
        QTRY_COMPARE(rig.shelf->incidents.front().tasks.size(), std::size_t(3));
        QTRY_COMPARE(rig.child<QListWidget>("incidentTasks")->count(), 3);
    }

    void editsOfAnIncidentAreTakenBackAndMadeAgain()
    {
        Rig rig;
        rig.addToIncident(u"Public gist"_s);
        rig.action(u"view.incidents")->trigger();
        rig.child<QTabWidget>("incidentTabs")->setCurrentIndex(1);
        auto *task = rig.child<QLineEdit>("incidentNewTask");
        task->setFocus();
        QTest::keyClicks(task, u"Call the owner"_s);
        QTest::keyClick(task, Qt::Key_Return);
        auto *tasks = rig.child<QListWidget>("incidentTasks");
        QTRY_COMPARE(rig.action(u"edit.undo")->text(), u"&Undo Change INC-1"_s);
        QTest::mouseClick(rig.child<QPushButton>("incidentClose"), Qt::LeftButton);
        QTRY_COMPARE(rig.action(u"edit.undo")->text(), u"&Undo Close INC-1"_s);

        const auto kept = [&rig] { return rig.shelf->incidents.front(); };
        rig.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(rig.window.get()));
        rig.child<QTreeView>("incidentsTable")->setFocus();
        QTest::keyClick(rig.child<QTreeView>("incidentsTable"), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(kept().closedAt, 0);
        QCOMPARE(kept().tasks.size(), std::size_t(1));
        QTest::keyClick(rig.child<QTreeView>("incidentsTable"), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(kept().tasks.empty());
        QTRY_COMPARE(tasks->count(), 0);
        auto *joint = rig.child<QTreeView>("timelineView", rig.incidents());
        QTRY_VERIFY(joint->model()->index(0, 0).isValid());
        rig.action(u"edit.redo")->trigger();
        QTRY_COMPARE(kept().tasks.size(), std::size_t(1));
        QTRY_COMPARE(tasks->count(), 1);
    }

    void aLockedStoreShowsNothingOfIt()
    {
        Rig rig;
        rig.addToIncident(u"Public gist"_s);
        rig.action(u"findings.timeline")->trigger();
        QTRY_VERIFY(!rig.timelineWords().isEmpty());
        rig.ledger.lock();
        QTRY_VERIFY(rig.timelineWords().isEmpty());
        QTRY_COMPARE(rig.child<QTreeView>("incidentsTable")->model()->rowCount(), 0);
        QVERIFY(!rig.action(u"triage.incident")->isEnabled());
    }
};

QTEST_MAIN(TestKeptDetail)
#include "tst_keptdetail.moc"

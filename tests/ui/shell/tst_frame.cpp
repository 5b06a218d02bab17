// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/framerig.h"
#include "tests/support/visibletext.h"
#include "tests/support/watchdog.h"
#include "ui/detail/detailpane.h"
#include "ui/settings/settingsdialog.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FrameRig;
using rekey::test::Watchdog;

class TestFrame : public QObject
{
    Q_OBJECT

    std::unique_ptr<FrameRig> m_frame;

    test::WindowRig &rig() const { return m_frame->rig; }
    template <typename T> T *child(const QString &name) const
    {
        return rig().window->findChild<T *>(name);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QTest::keyClick(rig().window.get(), key, modifiers);
    }
    /// What can be seen: labels and the like of widgets that are not hidden.
    QStringList seen() const
    {
        QStringList texts = {rig().window->windowTitle()};
        for (QWidget *widget : rig().window->findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            texts.append(interface ? interface->text(QAccessible::Name) : QString());
            texts.append(widget->property("text").toString());
        }
        return texts;
    }

private Q_SLOTS:
    void init()
    {
        m_frame = std::make_unique<FrameRig>();
        m_frame->start();
    }
    void cleanup() { m_frame.reset(); }

    void lockHidesEverythingAndUnlockBringsTheSameRowBack()
    {
        rig().table()->setCurrentRow(7);
        const secret::SecretId row = rig().window->findings().currentFinding();
        QElapsedTimer clock;
        clock.start();
        press(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(m_frame->page()->isVisible());
        QVERIFY2(clock.elapsed() < 200 * Watchdog::factor(),
                 qPrintable(QString::number(clock.elapsed())));
        QVERIFY(!rig().table()->isVisible() && !rig().window->menuBar()->isVisible());
        for (const QString &text : seen()) {
            QVERIFY2(!text.contains("payments"_L1) && !text.contains("30"_L1)
                         && !text.contains("S-00"_L1) && !text.contains("file"_L1),
                     qPrintable(text));
        }
        QTRY_COMPARE(rig().ledger.state(), finding::KeeperState::Locked);
        QCOMPARE(rig().model().totalCount(), 0);
        QCOMPARE(rig().window->findings().currentFinding(), secret::SecretId());
        QVERIFY(!rig().window->findChild<ui::DetailPane *>()->finding());

        m_frame->unlock(u"wrong"_s);
        QTRY_VERIFY(m_frame->page()
                        ->findChild<QLabel *>(u"lockSaid"_s)
                        ->text()
                        .contains("does not open"_L1));
        QVERIFY(!rig().table()->isVisible());
        QTRY_VERIFY(m_frame->page()->findChild<QWidget *>(u"lockField"_s)->isEnabled());
        m_frame->unlock(u"open sesame"_s);
        QTRY_VERIFY(!m_frame->page()->isVisible());
        QVERIFY(rig().table()->isVisible() && rig().window->menuBar()->isVisible());
        QTRY_COMPARE(rig().window->findings().currentFinding(), row);
        QCOMPARE(rig().model().totalCount(), 30);
        QVERIFY(rig().table()->hasFocus());
        QVERIFY(rig().window->windowTitle().contains("payments"_L1));
    }

    void aScanGoesOnWhileLocked()
    {
        m_frame->plan->pauseMs = 50;
        rig().window->scanPaths({u"/made/other"_s});
        press(Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(rig().queue.isIdle());
        QVERIFY(m_frame->page()->isVisible());
        for (const QString &text : seen())
            QVERIFY2(!text.contains("other"_L1), qPrintable(text));
        QCOMPARE(rig().model().totalCount(), 0);
        QTRY_VERIFY(rig().ledger.isAtRest());
        m_frame->unlock(u"open sesame"_s);
        QTRY_COMPARE(rig().model().totalCount(), 30);
        const auto found = rig().model().find(rig().model().idAt(0));
        QVERIFY(std::ranges::any_of(found->places, [this](const finding::Place &place) {
            return rig().workspace.path(place.source) == "/made/other";
        }));
    }

    void aScanThatOutlastsTheLockIsListedWhole()
    {
        m_frame->plan->hold = true;
        rig().window->scanPaths({u"/made/other"_s});
        QTRY_VERIFY(rig().queue.running());
        press(Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(rig().ledger.state(), finding::KeeperState::Locked);
        m_frame->unlock(u"open sesame"_s);
        QTRY_COMPARE(rig().model().totalCount(), 30);
        rig().queue.cancelAll();
        QTRY_VERIFY(rig().window->isAtRest());
        const auto found = rig().model().find(rig().model().idAt(0));
        QVERIFY(std::ranges::any_of(found->places, [this](const finding::Place &place) {
            return rig().workspace.path(place.source) == "/made/other";
        }));
    }

    void whoCanSeeASourceWeighsInSeverity()
    {
        auto *list = child<QTreeWidget>(u"sourcesList"_s);
        list->setCurrentItem(list->topLevelItem(0));
        list->setFocus();
        const auto severity = [this] {
            return rig().model().index(0, ui::FindingsModel::SeverityColumn).data().toInt();
        };
        const int before = severity();
        QTest::keyClick(list, Qt::Key_Return);
        auto *menu = child<QMenu>(u"exposureMenu"_s);
        QVERIFY(menu && menu->isVisible());
        menu->actions().last()->trigger();
        QTRY_COMPARE(severity(), before + finding::SeverityWeights().isPublic);
        QTRY_COMPARE(m_frame->shelf->sources.front().exposure, finding::Exposure::Public);
        QCOMPARE(list->topLevelItem(0)->text(1), u"Public"_s);
        // A slip is taken back.
        menu->close();
        QTRY_VERIFY(!child<QMenu>(u"exposureMenu"_s));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(child<QMenu>(u"exposureMenu"_s));
        for (QAction *action : child<QMenu>(u"exposureMenu"_s)->actions()) {
            if (action->text() == "Unknown"_L1)
                action->trigger();
        }
        QTRY_COMPARE(m_frame->shelf->sources.front().exposure, finding::Exposure::Unknown);
        QTRY_COMPARE(severity(), before);
    }

    void keysOfTheTableCanBeChanged()
    {
        press(Qt::Key_Comma, Qt::ControlModifier);
        auto *list = child<QTreeWidget>(u"shortcutList"_s);
        const auto lines = list->findItems(u"Next row"_s, Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines.front()->text(1), u"J; Down"_s);
        list->setCurrentItem(lines.front());
        child<QKeySequenceEdit>(u"shortcutEdit"_s)->setKeySequence(Qt::Key_W);
        child<QPushButton>(u"shortcutTake"_s)->click();
        child<ui::SettingsDialog>(u"settingsDialog"_s)->close();
        rig().table()->setCurrentRow(0);
        rig().table()->setFocus();
        QTest::keyClick(rig().table(), Qt::Key_W);
        QCOMPARE(rig().table()->currentRow(), 1);
        QTest::keyClick(rig().table(), Qt::Key_J);
        QCOMPARE(rig().table()->currentRow(), 1);
    }

    void theStatusBarTellsOfTheStoreAndLocksIt()
    {
        auto *sign = child<QToolButton>(u"storeLock"_s);
        QVERIFY(sign->isVisible());
        QCOMPARE(sign->text(), u"Unlocked"_s);
        sign->click();
        QVERIFY(m_frame->page()->isVisible());
    }

    void commandsSleepWhileLocked()
    {
        press(Qt::Key_L, Qt::ControlModifier);
        press(Qt::Key_K, Qt::ControlModifier);
        press(Qt::Key_F5, Qt::NoModifier);
        press(Qt::Key_F1, Qt::NoModifier);
        QVERIFY(rig().queue.isIdle());
        for (QDialog *dialog : rig().window->findChildren<QDialog *>())
            QVERIFY(!dialog->isVisible());
    }

    void aLayoutSavedWhileLockedIsTheUnlockedOne()
    {
        child<QDockWidget>(u"logDock"_s)->hide();
        press(Qt::Key_L, Qt::ControlModifier);
        rig().window->close();
        rig().settings.sync();
        ui::MainWindow other({.workspace = rig().workspace,
                              .queue = rig().queue,
                              .ledger = rig().ledger,
                              .settings = rig().settings,
                              .preferences = rig().preferences,
                              .log = rig().log,
                              .choosers = {},
                              .stores = {},
                              .checks = {}});
        QVERIFY(other.findChild<QDockWidget *>(u"logDock"_s)->isHidden());
        QVERIFY(!other.findChild<QDockWidget *>(u"detailDock"_s)->isHidden());
    }

    void openDialogsAreHiddenAndComeBack()
    {
        press(Qt::Key_Comma, Qt::ControlModifier);
        auto *settings = rig().window->findChild<ui::SettingsDialog *>();
        QVERIFY(settings && settings->isVisible());
        rig().action(u"app.lock")->trigger();
        QVERIFY(!settings->isVisible());
        QTRY_COMPARE(rig().ledger.state(), finding::KeeperState::Locked);
        m_frame->unlock(u"open sesame"_s);
        QTRY_VERIFY(settings->isVisible());
    }

    void presentationModeHidesValues()
    {
        QVERIFY(!child<QLabel>(u"presentationBadge"_s)->isVisible());
        rig().table()->setCurrentRow(0);
        QVERIFY(rig().action(u"findings.copyValue")->isEnabled());
        rig().action(u"view.presentation")->trigger();
        QVERIFY(child<QLabel>(u"presentationBadge"_s)->isVisible());
        QVERIFY(!rig().action(u"findings.copyValue")->isEnabled());
        rig().action(u"findings.peek")->trigger();
        QVERIFY(rig().window->statusBar()->currentMessage().contains("Presentation"_L1));
        rig().action(u"view.presentation")->trigger();
        QVERIFY(rig().action(u"findings.copyValue")->isEnabled());
    }

    void readOnlySaysSoAndRefuses()
    {
        QVERIFY(rig().ledger.canChange());
        rig().preferences.set(u"security/readOnly"_s, true);
        QVERIFY(child<QLabel>(u"readOnlyBadge"_s)->isVisible());
        QVERIFY(rig().window->windowTitle().endsWith("read-only"_L1));
        QVERIFY(!rig().ledger.canChange());
        rig().ledger.edit({rig().window->findings().currentFinding()},
                          {.text = u"Confirm"_s,
                           .detail = {},
                           .apply = [](finding::Triage &, const finding::Evidence &) { }});
        QCOMPARE(rig().window->statusBar()->currentMessage(), u"Read-only, not changed."_s);
        QVERIFY(!child<QWidget>(u"banner"_s)->isVisible());
        rig().preferences.set(u"security/peekReadOnly"_s, true);
        QVERIFY(rig().action(u"findings.copyValue")->isEnabled());
        rig().preferences.set(u"security/readOnly"_s, false);
        QVERIFY(rig().ledger.canChange());
    }

    void thePaletteFindsSettings()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        auto *edit = child<QLineEdit>(u"paletteEdit"_s);
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u":presentation"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        auto *settings = rig().window->findChild<ui::SettingsDialog *>();
        QVERIFY(settings && settings->isVisible());
        QVERIFY(settings->findChild<QCheckBox *>(u"setting_security/presentation"_s)->isVisible());
        QVERIFY2(test::unnamedControls(settings).isEmpty(),
                 qPrintable(test::unnamedControls(settings).join(u'\n')));
    }

    void singleKeysCanBeSwitchedOff()
    {
        rig().table()->setCurrentRow(0);
        rig().preferences.set(u"keys/singleKeys"_s, false);
        QTest::keyClick(rig().table(), Qt::Key_J);
        QCOMPARE(rig().table()->currentRow(), 0);
        QTest::keyClick(rig().table(), Qt::Key_Down);
        QCOMPARE(rig().table()->currentRow(), 1);
    }

    void theRoleChoosesPanes()
    {
        rig().preferences.set(u"general/role"_s, u"developer"_s);
        QVERIFY(child<QDockWidget>(u"facetsDock"_s)->isHidden());
        QVERIFY(!child<QDockWidget>(u"detailDock"_s)->isHidden());
        rig().preferences.set(u"general/role"_s, u"engineer"_s);
        QVERIFY(!child<QDockWidget>(u"facetsDock"_s)->isHidden());
    }
};

QTEST_MAIN(TestFrame)
#include "tst_frame.moc"

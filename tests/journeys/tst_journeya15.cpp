// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/framerig.h"
#include "tests/support/visibletext.h"
#include "tests/support/watchdog.h"
#include "ui/detail/detailpane.h"
#include "ui/session/lockwatch.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QStatusBar>
#include <QTabWidget>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::FrameRig;
using rekey::test::Watchdog;

namespace {

QStringList spoken;

/// What a screen reader would say by itself: announcements, and the name of what gets the focus.
void listen(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Announcement)
        spoken.append(static_cast<QAccessibleAnnouncementEvent *>(event)->message());
    else if (event->type() == QAccessible::Focus && event->accessibleInterface())
        spoken.append(event->accessibleInterface()->text(QAccessible::Name));
}

bool wasSpoken(const QString &part)
{
    return std::ranges::any_of(spoken,
                               [&part](const QString &said) { return said.contains(part); });
}

} // namespace

/// Story A15: an auditor with a screen reader and without a mouse, in a window that changes
/// nothing. Asks Qt's accessibility tree, which is what AT-SPI is fed from.
class TestJourneyA15 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void auditorWithAScreenReader()
    {
        QAccessible::setActive(true);
        QAccessible::installUpdateHandler(listen);
        FrameRig frame(true);
        ui::MainWindow &window = *frame.rig.window;
        frame.start();

        // 1: the badge is spoken, and stands in the title.
        QVERIFY2(wasSpoken(u"Read-only"_s), qPrintable(spoken.join(u'\n')));
        QVERIFY(window.findChild<QLabel *>(u"readOnlyBadge"_s)->isVisible());
        QVERIFY(window.windowTitle().contains("read-only"_L1));

        // 2: arrows: a sentence per row, with the mask. Without a bus Qt sends no focus events for
        // rows, so the tree is asked as a screen reader asks it after one.
        QAccessibleInterface *rows = QAccessible::queryAccessibleInterface(frame.rig.table());
        frame.rig.table()->setCurrentRow(0);
        for (int row = 1; row <= 3; ++row) {
            QTest::keyClick(frame.rig.table(), Qt::Key_Down);
            const QString sentence
                = frame.rig.model().index(row, 0).data(ui::FindingsModel::SentenceRole).toString();
            QVERIFY(!sentence.isEmpty());
            QCOMPARE(rows->focusChild()->text(QAccessible::Name), sentence);
            QVERIFY(rows->focusChild()->state().focused);
            QVERIFY2(sentence.contains("hidden value"_L1) || sentence.contains("ends"_L1),
                     qPrintable(sentence));
        }

        // 3: F6 goes to the detail; the tree of places has levels and counts.
        auto *detail = window.findChild<ui::DetailPane *>();
        for (int i = 0; i < 8 && !detail->isAncestorOf(QApplication::focusWidget()); ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QVERIFY(detail->isAncestorOf(QApplication::focusWidget()));
        detail->showPlacesTab();
        auto *places = detail->findChild<QTreeView *>(u"placesTree"_s);
        QVERIFY(places && places->isVisible());
        QAccessibleInterface *tree = QAccessible::queryAccessibleInterface(places);
        QCOMPARE(tree->role(), QAccessible::Tree);
        QVERIFY(!tree->text(QAccessible::Name).isEmpty());
        QVERIFY(places->model()->rowCount() > 0);
        QVERIFY(places->model()->rowCount(places->model()->index(0, 0)) > 0);

        // 4: a decision changes nothing and says so.
        frame.rig.table()->setFocus();
        spoken.clear();
        QTest::keyClick(frame.rig.table(), Qt::Key_C);
        QVERIFY2(wasSpoken(u"Read-only, not changed"_s), qPrintable(spoken.join(u'\n')));
        QVERIFY(frame.shelf->records.empty());

        // 5: the desktop locks: a blank page at once.
        const secret::SecretId row = window.findings().currentFinding();
        QElapsedTimer clock;
        clock.start();
        window.findChild<ui::LockWatch *>()->screenChanged(true);
        QVERIFY(frame.page()->isVisible());
        QVERIFY2(clock.elapsed() < 200 * Watchdog::factor(),
                 qPrintable(QString::number(clock.elapsed())));
        QVERIFY(!window.statusBar()->isVisible() && !frame.rig.table()->isVisible());
        QTRY_COMPARE(frame.rig.ledger.state(), finding::KeeperState::Locked);

        // 6: unlock: the same row, and the keyboard on it.
        frame.unlock(u"open sesame"_s);
        QTRY_VERIFY(!frame.page()->isVisible());
        QTRY_COMPARE(window.findings().currentFinding(), row);
        QVERIFY(frame.rig.table()->hasFocus());
        QAccessible::installUpdateHandler(nullptr);
    }

    /// Tab walks on from every control: none keeps the keyboard for itself.
    void nothingTrapsTheKeyboard()
    {
        FrameRig frame(true);
        frame.start();
        QSet<QWidget *> seen;
        for (int i = 0; i < 200; ++i) {
            QWidget *now = QApplication::focusWidget();
            QVERIFY(now);
            seen.insert(now);
            const bool leavesByTab = !now->inherits("QPlainTextEdit");
            QTest::keyClick(now, leavesByTab ? Qt::Key_Tab : Qt::Key_F6);
            if (QApplication::focusWidget() == now)
                QTest::keyClick(now, Qt::Key_F6);
            QVERIFY2(QApplication::focusWidget() != now, qPrintable(now->objectName()));
        }
        QVERIFY2(seen.size() > 8, qPrintable(QString::number(seen.size())));
    }

    void everyControlHasAName()
    {
        FrameRig frame(true);
        frame.start();
        const QStringList unnamed = test::unnamedControls(frame.rig.window.get());
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
        frame.rig.action(u"app.lock")->trigger();
        const QStringList locked = test::unnamedControls(frame.page());
        QVERIFY2(locked.isEmpty(), qPrintable(locked.join(u'\n')));
    }
};

QTEST_MAIN(TestJourneyA15)
#include "tst_journeya15.moc"

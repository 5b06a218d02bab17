// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"
#include "tests/support/visibletext.h"
#include "tests/support/windowrig.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;
using rekey::test::FakeScan;
using rekey::test::WindowRig;

class TestMainWindow : public QObject
{
    Q_OBJECT

    std::shared_ptr<FakeScan> m_plan;
    std::unique_ptr<WindowRig> m_rig;

    template <typename T> T *child(const QString &name) const
    {
        return m_rig->window->findChild<T *>(name);
    }

    void open()
    {
        m_rig = std::make_unique<WindowRig>(FakeScan::engine(m_plan));
        m_rig->window->show();
        m_rig->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_rig->window.get()));
    }

    QString page() const
    {
        return child<QStackedWidget>(u"centreStack"_s)->currentWidget()->objectName();
    }

private Q_SLOTS:
    void init()
    {
        m_plan = std::make_shared<FakeScan>();
        open();
    }
    void cleanup() { m_rig.reset(); }

    void everyControlHasNames()
    {
        m_rig->window->scanPaths({u"/a"_s});
        QTRY_VERIFY(m_rig->window->isAtRest());
        QVERIFY2(test::unnamedControls(m_rig->window.get()).isEmpty(),
                 qPrintable(test::unnamedControls(m_rig->window.get()).join(u'\n')));
        QStringList nameless;
        const auto buttons = m_rig->window->findChildren<QWidget *>();
        for (const QWidget *widget : buttons) {
            if (widget->focusPolicy() != Qt::NoFocus && widget->objectName().isEmpty())
                nameless.append(QString::fromLatin1(widget->metaObject()->className()) + u' '
                                + widget->accessibleName() + u" in "_s
                                + widget->parentWidget()->objectName());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }

    void oneListOfCommandsEverywhere()
    {
        QSet<QKeySequence> keys;
        const QSet<QString> menus = [this] {
            QSet<QString> names;
            for (QAction *menu : m_rig->window->menuBar()->actions()) {
                for (QAction *action : menu->menu()->actions())
                    names.insert(action->objectName());
            }
            return names;
        }();
        for (const ActionRegistry::Command &command : m_rig->window->actions().commands()) {
            QVERIFY2(menus.contains(command.action->objectName()),
                     qPrintable(command.action->objectName()));
            for (const QKeySequence &key : command.action->shortcuts()) {
                QVERIFY2(!keys.contains(key), qPrintable(key.toString()));
                keys.insert(key);
            }
        }
        QTest::keyClick(m_rig->window.get(), Qt::Key_F1);
        auto *sheet = child<QTreeWidget>(u"keySheetList"_s);
        QVERIFY(sheet);
        QCOMPARE(sheet->findItems(u"Scan again"_s, Qt::MatchExactly | Qt::MatchRecursive).size(),
                 1);
        QVERIFY(!sheet->findItems(u"In the table"_s, Qt::MatchExactly).isEmpty());
    }

    void paletteRunsACommand()
    {
        QTest::keyClick(m_rig->window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *edit = child<QLineEdit>(u"paletteEdit"_s);
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u">sample"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(m_plan->runs.load(), 1);
    }

    void nothingFoundSaysWhatWasLookedAt()
    {
        m_plan->batches = 0;
        m_rig->window->scanPaths({u"/a"_s});
        QTRY_COMPARE(page(), u"nothingPage"_s);
        const QString text
            = child<QWidget>(u"nothingPage"_s)->findChild<QLabel *>(u"emptyText"_s)->text();
        QCOMPARE(text, u"0 findings in 7 files; 1 skipped; looked for with 12 rules"_s);
    }

    void cancelIsVisibleAtOnceAndLeavesABanner()
    {
        m_plan->hold = true;
        m_rig->window->scanPaths({u"/a"_s});
        QTRY_COMPARE(m_rig->model().totalCount(), 30);
        QTest::keyClick(m_rig->window.get(), Qt::Key_Period, Qt::ControlModifier);
        QVERIFY(child<QLabel>(u"jobTitle"_s)->text().startsWith("Cancelling"_L1));
        QVERIFY(!m_rig->action(u"scan.cancel")->isEnabled());
        QTRY_VERIFY(m_rig->window->isAtRest());
        QVERIFY(child<QWidget>(u"banner"_s)->isVisible());
        QVERIFY(child<QLabel>(u"bannerWhat"_s)->text().contains("cancelled"_L1));
        QCOMPARE(m_rig->model().totalCount(), 30);
    }

    void startPageOffersFiveWaysToBegin()
    {
        QStringList ways;
        for (const auto *card : child<QWidget>(u"startPage"_s)->findChildren<QAbstractButton *>())
            ways.append(card->accessibleName());
        QCOMPARE(ways,
                 QStringList({u"Scan repository or folder"_s, u"Scan file"_s, u"Paste text"_s,
                              u"Import reports"_s, u"Try sample data"_s}));
    }

    void whatCannotBeOpenedSaysWhyAndWhatToDo()
    {
        m_rig->window->scanPaths({u"/missing"_s});
        auto *banner = child<QWidget>(u"banner"_s);
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(child<QLabel>(u"bannerWhat"_s)->text(), u"/missing was not found"_s);
        QVERIFY(!banner->findChildren<QPushButton *>().isEmpty());
        QCOMPARE(page(), u"startPage"_s);
    }

    void laterSourcesAddTheirPlaces()
    {
        m_rig->window->scanPaths({u"/a"_s});
        QTRY_VERIFY(m_rig->window->isAtRest() && m_rig->model().totalCount() == 30);
        m_rig->window->scanPaths({u"/b"_s});
        QTRY_COMPARE(m_plan->runs.load(), 2);
        QTRY_VERIFY(m_rig->window->isAtRest());
        QCOMPARE(m_rig->model().totalCount(), 30);
        const finding::Finding found = m_rig->model().findingAt(0);
        QCOMPARE(found.places.size(), std::size_t(2));
        QVERIFY(found.number <= 30);
        // The same source again starts over instead of counting it twice.
        m_rig->window->scanPaths({u"/b"_s});
        QTRY_COMPARE(m_plan->runs.load(), 3);
        QTRY_VERIFY(m_rig->window->isAtRest());
        QCOMPARE(m_rig->workspace.entries().size(), std::size_t(2));
    }

    void aQueuedScanKeepsPlacesOfRowsNotTakenInYet()
    {
        m_plan->perBatch = 4000;
        m_rig->model().setDirectLimit(0);
        m_rig->window->scanPaths({u"/a"_s});
        m_rig->window->scanPaths({u"/b"_s});
        QTRY_COMPARE(m_plan->runs.load(), 2);
        QTRY_VERIFY(m_rig->window->isAtRest());
        QTRY_VERIFY(!m_rig->model().isBusy());
        QCOMPARE(m_rig->model().totalCount(), 12'000);
        int halves = 0;
        int renumbered = 0;
        for (int row = 0; row < m_rig->model().rowCount(); ++row) {
            const finding::Finding found = m_rig->model().findingAt(row);
            halves += found.places.size() == 2 ? 0 : 1;
            renumbered += found.number <= 12'000 ? 0 : 1;
        }
        QCOMPARE(halves, 0);
        QCOMPARE(renumbered, 0);
    }

    void dropScans()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(u"/a"_s)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_rig->window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_rig->window.get(), &drop);
        QTRY_COMPARE(m_plan->runs.load(), 1);
    }

    void panesToggleAndCycleByKey()
    {
        auto *detail = child<QDockWidget>(u"detailDock"_s);
        QVERIFY(detail->isVisible());
        QTest::keyClick(m_rig->window.get(), Qt::Key_3, Qt::AltModifier);
        QVERIFY(!detail->isVisible());
        QTest::keyClick(m_rig->window.get(), Qt::Key_3, Qt::AltModifier);
        QVERIFY(detail->isVisible());
        QTest::keyClick(m_rig->window.get(), Qt::Key_F6);
        QVERIFY(child<QWidget>(u"focusRing"_s)->isVisible());
        const QWidget *first = QApplication::focusWidget();
        QTest::keyClick(m_rig->window.get(), Qt::Key_F6);
        QVERIFY2(QApplication::focusWidget() != first, qPrintable(first->objectName()));
        QTest::keyClick(m_rig->window.get(), Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(QApplication::focusWidget(), first);
    }

    void unknownLayoutFallsBack()
    {
        child<QDockWidget>(u"logDock"_s)->hide();
        m_rig->window->close();
        QVERIFY(m_rig->settings.value(u"layout/version"_s).toInt() > 0);
        QSettings &settings = m_rig->settings;
        settings.setValue(u"layout/version"_s, 99999);
        MainWindow other({.workspace = m_rig->workspace,
                          .queue = m_rig->queue,
                          .ledger = m_rig->ledger,
                          .settings = settings,
                          .preferences = m_rig->preferences,
                          .log = m_rig->log,
                          .choosers = {},
                          .stores = {},
                          .checks = {}});
        other.show();
        QVERIFY(!other.findChild<QDockWidget *>(u"logDock"_s)->isHidden());
        QVERIFY(other.findChild<QDockWidget *>(u"logDock"_s)->features()
                == QDockWidget::NoDockWidgetFeatures);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

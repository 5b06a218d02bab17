// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/gitscratch.h"
#include "tests/support/madeup.h"
#include "tests/support/watchdog.h"
#include "tests/support/windowrig.h"
#include "ui/detail/detailpane.h"

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey;
using rekey::test::GitScratch;
using rekey::test::MadeUp;
using rekey::test::Watchdog;
using rekey::test::WindowRig;

/// Story A2: from the first start to the first finding, on the real engine. A repository of
/// thousands of commits is scanned while the window is used; the GUI thread must stay free.
class TestJourneyA2 : public QObject
{
    Q_OBJECT

    static constexpr int kCommits = 8000;
    static constexpr int kSecretEvery = 40;

    /// A linear history that changes one of 60 files in each commit.
    static QByteArray history(int commits)
    {
        MadeUp made(7);
        QByteArray stream;
        for (int i = 1; i <= commits; ++i) {
            QByteArray text = "# settings of service " + QByteArray::number(i % 60) + "\n";
            for (int line = 0; line < 40; ++line)
                text += "option_" + QByteArray::number(line) + " = "
                    + QByteArray::number(i * 31 + line) + "\n";
            if (i % kSecretEvery == 0)
                text += "token = " + QByteArray::fromStdString(made.githubToken()) + "\n";
            const QByteArray message = "Change " + QByteArray::number(i);
            stream += "commit refs/heads/main\nmark :" + QByteArray::number(i)
                + "\ncommitter Ann Author <ann@example.com> "
                + QByteArray::number(1600000000 + i * 60) + " +0000\ndata "
                + QByteArray::number(message.size()) + "\n" + message + "\n";
            if (i > 1)
                stream += "from :" + QByteArray::number(i - 1) + "\n";
            stream += "M 100644 inline conf/service" + QByteArray::number(i % 60) + ".ini\ndata "
                + QByteArray::number(text.size()) + "\n" + text + "\n";
        }
        return stream;
    }

private Q_SLOTS:
    void firstRunToFirstFinding()
    {
        GitScratch repository;
        repository.git({u"fast-import"_s, u"--quiet"_s}, {}, history(kCommits));
        const QTemporaryDir home;
        WindowRig rig(ui::coreEngine(
            {home.filePath(u"cache"_s).toStdString(), home.filePath(u"data"_s).toStdString()}));
        rig.chosenPath = repository.top();
        ui::MainWindow &window = *rig.window;

        // 1 and 2: the empty page with its actions.
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *stack = window.findChild<QStackedWidget *>(u"centreStack"_s);
        QCOMPARE(stack->currentWidget()->objectName(), u"startPage"_s);
        auto *light = window.findChild<QLabel *>(u"networkLight"_s);
        QCOMPARE(light->text(), u"Offline"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);

        // 3: one click and a chosen folder: job in the status bar, first row.
        Watchdog watchdog;
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(window.findChild<QAbstractButton *>(u"card_scan.folder"_s),
                          Qt::LeftButton);
        QVERIFY(window.findChild<QWidget *>(u"jobStrip"_s)->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(rig.model().shownCount() > 0, 30'000);
        const qint64 firstRowMs = clock.elapsed();
        QVERIFY2(firstRowMs < 1000 * Watchdog::factor(), qPrintable(QString::number(firstRowMs)));

        // 4: press j: detail fills.
        rig.table()->setFocus();
        auto *detail = window.findChild<ui::DetailPane *>();
        QTRY_VERIFY(rig.model().shownCount() > 2);
        QTest::keyClick(rig.table(), Qt::Key_J);
        QTRY_VERIFY(detail->finding().has_value());
        QCOMPARE(light->text(), u"Offline"_s);

        exercise(rig);
        QTRY_VERIFY_WITH_TIMEOUT(window.isAtRest(), 120'000);
        QCOMPARE(rig.model().totalCount(), kCommits / kSecretEvery);
        QCOMPARE(light->text(), u"Offline"_s);
        const qint64 blocked = watchdog.longestMs();
        qInfo("first row after %lld ms, longest block of the GUI thread %lld ms in %d beats",
              static_cast<long long>(firstRowMs), static_cast<long long>(blocked),
              watchdog.beats());
        QVERIFY(watchdog.beats() > 10);
        QVERIFY2(blocked <= 50 * Watchdog::factor(), qPrintable(QString::number(blocked)));
    }

    void cancelStopsTheRealEngineAndKeepsWhatWasFound()
    {
        GitScratch repository;
        repository.git({u"fast-import"_s, u"--quiet"_s}, {}, history(5 * kCommits));
        const QTemporaryDir home;
        WindowRig rig(ui::coreEngine(
            {home.filePath(u"cache"_s).toStdString(), home.filePath(u"data"_s).toStdString()}));
        rig.chosenPath = repository.top();
        ui::MainWindow &window = *rig.window;
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(rig.workspace.isReady(), 120'000);

        QTest::mouseClick(window.findChild<QAbstractButton *>(u"card_scan.folder"_s),
                          Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(rig.model().shownCount() > 0, 30'000);
        auto *cancel = window.findChild<QAbstractButton *>(u"jobCancel"_s);
        QVERIFY(cancel->isVisible());
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(cancel, Qt::LeftButton);
        QVERIFY(!cancel->isEnabled() || !cancel->isVisible());
        const qint64 shownMs = clock.elapsed();
        QTRY_VERIFY_WITH_TIMEOUT(rig.queue.isIdle(), 30'000);
        const qint64 stoppedMs = clock.elapsed();
        qInfo("cancel shown after %lld ms, stopped after %lld ms", static_cast<long long>(shownMs),
              static_cast<long long>(stoppedMs));
        QVERIFY2(shownMs <= 100 * Watchdog::factor(), qPrintable(QString::number(shownMs)));
        QVERIFY2(stoppedMs <= 1000 * Watchdog::factor(), qPrintable(QString::number(stoppedMs)));
        QVERIFY(window.isAtRest());
        QVERIFY(rig.model().totalCount() > 0);
        QVERIFY(rig.model().totalCount() < 5 * kCommits / kSecretEvery);
        QCOMPARE(rig.queue.jobs().back().state, ui::ScanJob::State::Cancelled);
    }

    void sampleDataIsScannedForReal()
    {
        const QTemporaryDir home;
        WindowRig rig(ui::coreEngine(
            {home.filePath(u"cache"_s).toStdString(), home.filePath(u"data"_s).toStdString()}));
        rig.window->show();
        QVERIFY(!rig.action(u"edit.filter")->isEnabled());
        rig.action(u"scan.sample")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(rig.queue.isIdle() && rig.window->isAtRest(), 120'000);
        QTRY_VERIFY(rig.model().totalCount() >= 4);
        QVERIFY(rig.action(u"edit.filter")->isEnabled());
    }

private:
    /// Rows, filter and panes by key while the scan runs; the current row must not move by itself.
    static void exercise(WindowRig &rig)
    {
        ui::MainWindow &window = *rig.window;
        for (int i = 0; i < 10; ++i) {
            const secret::SecretId before = window.findings().currentFinding();
            QTest::qWait(20);
            QCOMPARE(window.findings().currentFinding(), before);
            QTest::keyClick(rig.table(), i % 3 == 2 ? Qt::Key_K : Qt::Key_J);
        }
        QTest::keyClick(rig.table(), Qt::Key_Slash);
        QTest::keyClicks(QApplication::focusWidget(), u"path:service1"_s);
        QTest::qWait(200);
        window.findings().setFilter({});
        QTest::keyClick(&window, Qt::Key_4, Qt::AltModifier);
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QTest::keyClick(window.findChild<QLineEdit *>(u"paletteEdit"_s), Qt::Key_Escape);
    }
};

QTEST_MAIN(TestJourneyA2)
#include "tst_journeya2.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/lockwatch.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace std::chrono_literals;
using namespace rekey::ui;

class TestLockWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyTouchesIt()
    {
        LockWatch watch;
        QSignalSpy wanted(&watch, &LockWatch::lockWanted);
        watch.setIdleTime(0ms);
        QTest::qWait(60);
        QVERIFY(wanted.isEmpty());
        watch.setIdleTime(40ms);
        QTRY_COMPARE(wanted.size(), 1);
    }

    void eachKeyPutsItOff()
    {
        QWidget window;
        window.show();
        LockWatch watch;
        QSignalSpy wanted(&watch, &LockWatch::lockWanted);
        watch.setIdleTime(1500ms);
        for (int i = 0; i < 4; ++i) {
            QTest::qWait(500);
            QTest::keyClick(&window, Qt::Key_J);
        }
        QVERIFY(wanted.isEmpty());
        QTRY_COMPARE(wanted.size(), 1);
    }

    void theDesktopLocksUnlessToldNotTo()
    {
        LockWatch watch;
        QSignalSpy wanted(&watch, &LockWatch::lockWanted);
        watch.screenChanged(true);
        watch.screenChanged(false);
        watch.sleepChanged(true);
        watch.sleepChanged(false);
        watch.sessionLocked();
        QCOMPARE(wanted.size(), 3);
        watch.setFollowsSession(false);
        watch.screenChanged(true);
        QCOMPARE(wanted.size(), 3);
    }

    void withoutABusNothingHappens()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        LockWatch watch;
        QSignalSpy wanted(&watch, &LockWatch::lockWanted);
        watch.listen();
        QTest::qWait(50);
        QVERIFY(wanted.isEmpty());
    }
};

QTEST_MAIN(TestLockWatch)
#include "tst_lockwatch.moc"

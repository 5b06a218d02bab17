// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verify/lanesmodel.h"
#include "ui/verify/lanespanel.h"
#include "ui/verify/networklight.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rekey::ui;

namespace {

CheckLane lane(const std::string &host, CheckLane::State state, std::size_t waiting = 1)
{
    CheckLane made;
    made.host = host;
    made.state = state;
    made.waiting = waiting;
    made.done = 3;
    made.live = 1;
    return made;
}

} // namespace

class TestLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsStayWhereTheyAreWhenHostsAreAdded()
    {
        using State = CheckLane::State;
        LanesModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLanes({lane("m.test", State::Sending)});
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setLanes({lane("a.test", State::Asking), lane("m.test", State::Sending)});
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(model.index(0, LanesModel::Host).data().toString(), u"m.test"_s);
        QCOMPARE(model.index(1, LanesModel::Host).data().toString(), u"a.test"_s);
        model.setLanes({lane("a.test", State::Done, 0), lane("m.test", State::Sending)});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(model.index(1, LanesModel::State).data().toString(), u"Done"_s);
        QCOMPARE(model.index(1, LanesModel::Progress).data(LanesModel::PercentRole).toInt(), 100);
        model.setLanes({});
        QCOMPARE(reset.size(), 1);
        QCOMPARE(model.rowCount(), 0);
    }

    void aLaneSaysWhenItGoesOnAndWhyAnswersWereUnclear()
    {
        CheckLane waiting = lane("a.test", CheckLane::State::Waiting);
        waiting.againAtMs = QDateTime(QDate(2026, 11, 27), QTime(14, 3, 20)).toMSecsSinceEpoch();
        waiting.unknown = 2;
        waiting.reason = "A web page\ncame instead.";
        LanesModel model;
        model.setLanes({waiting});
        QCOMPARE(model.index(0, LanesModel::State).data().toString(), u"Again at 14:03:20"_s);
        QCOMPARE(model.index(0, LanesModel::Progress).data().toString(), u"3 of 4"_s);
        QCOMPARE(model.index(0, LanesModel::Result).data().toString(), u"1 live, 2 unknown"_s);
        QVERIFY(!model.index(0, LanesModel::Reason).data().toString().contains(u'\n'));
    }

    void theButtonsFollowTheChosenLane()
    {
        using State = CheckLane::State;
        LanesPanel panel;
        QVERIFY(panel.isHidden());
        panel.setLanes({lane("a.test", State::Sending), lane("b.test", State::Stopped)});
        panel.show();
        auto *pause = panel.findChild<QPushButton *>(u"lanePause"_s);
        auto *drop = panel.findChild<QPushButton *>(u"laneDrop"_s);
        QSignalSpy paused(&panel, &LanesPanel::pauseRequested);
        QSignalSpy resumed(&panel, &LanesPanel::resumeRequested);
        QSignalSpy dropped(&panel, &LanesPanel::dropRequested);
        QTest::mouseClick(pause, Qt::LeftButton);
        QCOMPARE(paused.front().at(0).value<std::string>(), std::string("a.test"));
        QVERIFY(paused.front().at(1).toBool());
        panel.findChild<QTableView *>(u"lanesTable"_s)->selectRow(1);
        QCOMPARE(pause->text(), u"Try again"_s);
        QTest::mouseClick(pause, Qt::LeftButton);
        QCOMPARE(resumed.front().front().value<std::string>(), std::string("b.test"));
        QTest::mouseClick(drop, Qt::LeftButton);
        QCOMPARE(dropped.front().front().value<std::string>(), std::string("b.test"));
        panel.setLanes({lane("a.test", State::Sending), lane("b.test", State::Done, 0)});
        QVERIFY(!pause->isEnabled() && !drop->isEnabled());
    }

    void theLightSaysWhatLeaves()
    {
        NetworkLight light;
        auto *text = light.findChild<QLabel *>(u"networkLight"_s);
        QCOMPARE(text->text(), u"Offline"_s);
        light.setState({.isAsking = true});
        QCOMPARE(text->text(), u"Asking you"_s);
        light.setState({.isAsking = true, .hosts = 2, .keys = 37});
        QCOMPARE(text->text(), u"Sending 37"_s);
        const QDateTime until(QDate(2026, 11, 27), QTime(14, 5));
        light.setState({.allowedHosts = 1, .allowedUntil = until.toSecsSinceEpoch()});
        QCOMPARE(text->text(), u"Allowed until 14:05"_s);
        QCOMPARE(text->accessibleName(), u"Network: Allowed until 14:05"_s);
        light.setState({.allowedHosts = 1});
        QCOMPARE(text->text(), u"Allowed"_s);
        light.setState({.rotations = 1, .allowedHosts = 1});
        QCOMPARE(text->text(), u"Rotating"_s);
        light.setState({.isAsking = true, .isSending = true, .rotations = 1});
        QCOMPARE(text->text(), u"Sending"_s);
    }
};

QTEST_MAIN(TestLanes)
#include "tst_lanes.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/rotate/fakeprovider.h"

#include <QTest>

using namespace rekey;
using namespace rekey::rotate;
using rekey::test::oneKey;
using rekey::test::Process;
using rekey::test::requestFor;
using rekey::test::World;

namespace {

/// Goes on until a person is needed, a step fails or it has ended; time passes when it waits.
Progress goOn(Run &run, World &world)
{
    for (int i = 0; i < 1000; ++i) {
        const auto progress = run.advance();
        if (!progress)
            return {Progress::Kind::Failed, 0, progress.error().text(), 0};
        if (progress->kind == Progress::Kind::Waits)
            world.now = progress->until;
        else if (progress->kind != Progress::Kind::Stepped)
            return *progress;
    }
    return {Progress::Kind::Failed, 0, "does not end", 0};
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rotatesWithTwoKeys()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        Progress progress = goOn(run, world);
        QCOMPARE(progress.kind, Progress::Kind::NeedsYou);
        QVERIFY(QString::fromStdString(progress.text).contains(u"last 4 characters"));
        QVERIFY(!run.approveDelete("0002"));
        QVERIFY(run.approveDelete("0001"));
        progress = goOn(run, world);
        QCOMPARE(progress.kind, Progress::Kind::Ended);
        QCOMPARE(world.keys.size(), 1U);
        QCOMPARE(world.kept.at("KEY1"), std::string("value-of-KEY1"));
        QCOMPARE(world.consumers.at("billing"), std::string("value-of-KEY1"));
        QVERIFY(!world.works("old-value"));
    }

    void waitsUntilTheOldKeyIsQuiet()
    {
        World world = oneKey();
        world.keys["OLDKEY0001"].lastUsedAt = world.now - 3600;
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        Result<Progress> progress = run.advance();
        while (progress->kind == Progress::Kind::Stepped)
            progress = run.advance();
        QCOMPARE(progress->kind, Progress::Kind::Waits);
        QCOMPARE(progress->until, world.now + 23 * 3600);
        QVERIFY(world.keys.at("OLDKEY0001").isActive);
    }

    void neverTouchesTheOldKeyWhenTheNewOneDoesNotWork()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        while (!run.history().isDone(StepKind::HandOver))
            QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        world.keys.at("KEY1").isActive = false;
        const Progress progress = goOn(run, world);
        QCOMPARE(progress.kind, Progress::Kind::Failed);
        QVERIFY(QString::fromStdString(progress.text).contains(u"of the new key"));
        QVERIFY(!run.skip("in a hurry").has_value());
        QVERIFY(world.works("old-value"));
        QVERIFY(run.rollBack().has_value());
        QCOMPARE(world.keys.size(), 1U);
        QCOMPARE(world.consumers.at("reports"), std::string("old-value"));
        QVERIFY(world.kept.empty());
    }

    void doesNotBelieveADeleteThatLies()
    {
        World world = oneKey();
        world.doesDeleteLie = true;
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QVERIFY(run.approveDelete("0001"));
        const Progress progress = goOn(run, world);
        QCOMPARE(progress.kind, Progress::Kind::Failed);
        QVERIFY(QString::fromStdString(progress.text).contains(u"\"live\" of the old key"));
        QVERIFY(run.history().end.empty());
    }

    void rollsBackUntilTheDelete()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QCOMPARE(goOn(run, world).kind, Progress::Kind::NeedsYou);
        QVERIFY(!world.keys.at("OLDKEY0001").isActive);
        QVERIFY(run.rollBack().has_value());
        QVERIFY(world.keys.at("OLDKEY0001").isActive);
        QCOMPARE(world.keys.size(), 1U);
        QCOMPARE(run.advance()->kind, Progress::Kind::Ended);

        World late = oneKey();
        Process other(late);
        Run done = *Run::begin(other.ports, "R-1", *makePlan(requestFor(Method::RevokeNow)));
        QVERIFY(done.approveDelete("0001"));
        QCOMPARE(done.advance()->kind, Progress::Kind::Stepped);
        const auto back = done.rollBack();
        QVERIFY(!back.has_value());
        QVERIFY(QString::fromStdString(back.error().detail).contains(u"do not come back"));
    }

    void switchesOffFirstWhenStrangersCanSeeIt()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::OffFirst)));
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        QVERIFY(!world.works("old-value"));
        QVERIFY(run.approveDelete("0001"));
        QCOMPARE(goOn(run, world).kind, Progress::Kind::Ended);
        QVERIFY(world.works(world.consumers.at("billing")));
    }

    void takesNoKeyForLostThatWasThereBefore()
    {
        World world = oneKey();
        world.keys["COLLEAGUE1"] = {"other", true, 0};
        Process process(world);
        PlanRequest request = requestFor(Method::TwoKeys);
        request.powers.keysPerOwner = 0;
        Run run = *Run::begin(process.ports, "R-1", *makePlan(request));
        world.failsAt = "list";
        QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        QVERIFY(run.lostKeys().empty());
        world.failsAt = "create";
        QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        QVERIFY(run.lostKeys().empty());
        world.failsAfterDoing = true;
        QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        world.failsAt.clear();
        QCOMPARE(run.advance()->kind, Progress::Kind::NeedsYou);
        QCOMPARE(run.lostKeys(), std::vector<std::string>{"KEY1"});
        QVERIFY(!run.rollBack().has_value());
        QVERIFY(run.deleteLostKeys().has_value());
        QVERIFY(world.works("other"));
        QVERIFY(run.approveDelete("0001"));
        QCOMPARE(goOn(run, world).kind, Progress::Kind::Ended);
        QCOMPARE(world.keys.size(), 2U);
        QVERIFY(world.keys.contains("COLLEAGUE1") && world.keys.contains("KEY2"));
    }

    void asksBeforeAValueIsChangedInPlace()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::SelfRotate)));
        QCOMPARE(run.advance()->kind, Progress::Kind::NeedsYou);
        QVERIFY(world.works("old-value"));
        QVERIFY(run.approveDelete("0001"));
        QCOMPARE(goOn(run, world).kind, Progress::Kind::Ended);
        QVERIFY(world.works(world.kept.at("OLDKEY0001")));
    }

    void saysWhatIsPlannedAndWhatIsFound()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        world.keys.at("OLDKEY0001").isActive = false;
        const auto lines = run.found();
        QVERIFY(lines.has_value());
        QCOMPARE(lines->at(0), std::string("Old key OLDKEY0001: planned on, found listed, off."));
        QCOMPARE(lines->at(1), std::string("New key KEY1: planned on, found listed, on."));
    }

    void beginsARunOnce()
    {
        World world = oneKey();
        Process process(world);
        const Plan plan = *makePlan(requestFor(Method::TwoKeys));
        QVERIFY(Run::begin(process.ports, "R-1", plan).has_value());
        QVERIFY(!Run::begin(process.ports, "R-1", plan).has_value());
        World empty;
        Process other(empty);
        QCOMPARE(Run::resume(other.ports, "R-2").error().kind, ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"

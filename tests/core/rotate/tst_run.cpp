// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/rotate/fakeprovider.h"

#include <QTest>

#include <utility>

using namespace Qt::StringLiterals;
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

    void watchesTheWholeTimeWhenNoUseIsTold()
    {
        World world = oneKey(); // its last use: 0
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        Result<Progress> progress = run.advance();
        while (progress->kind == Progress::Kind::Stepped)
            progress = run.advance();
        QCOMPARE(progress->kind, Progress::Kind::Waits);
        QCOMPARE(progress->until, world.now + 24 * 3600);
        QVERIFY(QString::fromStdString(progress->text).contains(u"no proof"));
        QVERIFY(world.keys.at("OLDKEY0001").isActive);
    }

    void takesAUseThatCannotBeReadForUnknown()
    {
        World world = oneKey();
        world.losesUse = true;
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QCOMPARE(goOn(run, world).kind, Progress::Kind::Failed);
        QVERIFY(world.keys.at("OLDKEY0001").isActive);
    }

    void leavesOutTheStepThatWasNamedAndNoOther()
    {
        World world = oneKey();
        world.losesUse = true;
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QCOMPARE(goOn(run, world).kind, Progress::Kind::Failed);
        const auto wrong = run.skip(StepKind::Confirm, "nobody is on call");
        QVERIFY(!wrong.has_value());
        QVERIFY(QString::fromStdString(wrong.error().detail).contains(u"the next step is quiet"));
        QVERIFY(run.skip(StepKind::Quiet, "seen in the console").has_value());
        QCOMPARE(run.advance()->step, *run.history().indexOf(StepKind::SwitchOff));
    }

    void oneWhoCannotBeReachedKeepsNobodyElseFromTheirValue()
    {
        World world = oneKey();
        world.unreachable = "billing";
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QCOMPARE(goOn(run, world).kind, Progress::Kind::Failed);
        QCOMPARE(world.consumers.at("billing"), std::string("old-value"));
        QCOMPARE(world.consumers.at("reports"), std::string("value-of-KEY1"));
        world.unreachable.clear();
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        QCOMPARE(world.consumers.at("billing"), std::string("value-of-KEY1"));
    }

    void believesAConfirmationOfThisKeyOnly()
    {
        World world = oneKey();
        world.isConfirmedByHand = true;
        world.confirmed = {{"billing", "KEY0"}, {"reports", "KEY1"}};
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        const Progress progress = goOn(run, world);
        QCOMPARE(progress.kind, Progress::Kind::NeedsYou);
        QVERIFY(QString::fromStdString(progress.text).contains(u"yet: billing."));
    }

    void findsAValueThatWasMadeHereWhenTheAnswerIsLost()
    {
        World world = oneKey();
        world.isMinting = true;
        world.keys["COLLEAGUE1"] = {"other", true, 0};
        PlanRequest request = requestFor(Method::TwoKeys);
        request.powers.keysPerOwner = 0;
        {
            Process process(world);
            Run run = *Run::begin(process.ports, "R-1", *makePlan(request));
            world.failsAt = "create";
            world.failsAfterDoing = true;
            QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        }
        world.failsAt.clear();
        world.keys["ALIEN1"] = {"somebody else's", true, 0}; // made meanwhile
        Process next(world);
        Run resumed = *Run::resume(next.ports, "R-1");
        QVERIFY(resumed.approveDelete("0001"));
        QCOMPARE(goOn(resumed, world).kind, Progress::Kind::Ended);
        QVERIFY(resumed.lostKeys().empty());
        QVERIFY(world.lets(resumed.newKey(), world.kept.at(resumed.newKey())));
        QCOMPARE(world.kept.size(), 1U); // what was kept before the call is not kept twice
        QVERIFY(world.keys.contains("ALIEN1"));
    }

    void makesAKeyAnewThatMayBeHalfMade()
    {
        World world = oneKey();
        world.isMinting = true;
        world.makesHalves = true;
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        world.failsAt = "create";
        world.failsAfterDoing = true;
        QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        QCOMPARE(world.keys.size(), 2U);
        const std::string half = world.keys.begin()->first;
        world.failsAt.clear();
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        QCOMPARE(world.keys.size(), 2U);
        QVERIFY(!world.keys.contains(half));
        QVERIFY(!world.kept.contains(half));
        QVERIFY(world.lets(run.newKey(), world.kept.at(run.newKey())));
    }

    void findsAPasswordThatWasChangedWhenTheAnswerIsLost()
    {
        World world = oneKey();
        world.isMinting = true;
        {
            Process process(world);
            Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::SelfRotate)));
            QVERIFY(run.approveDelete("0001"));
            world.failsAt = "selfRotate";
            world.failsAfterDoing = true;
            QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        }
        world.failsAt.clear();
        Process next(world);
        Run resumed = *Run::resume(next.ports, "R-1");
        QCOMPARE(goOn(resumed, world).kind, Progress::Kind::Ended);
        QVERIFY(world.lets("OLDKEY0001", world.kept.at("OLDKEY0001")));
    }

    void aLostValueCanBeGivenUp()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::SelfRotate)));
        QVERIFY(run.approveDelete("0001"));
        world.failsAt = "selfRotate";
        world.failsAfterDoing = true;
        QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        // A failure on the way to the answer does not make it forget that the call was sent.
        world.failsAt = "prove";
        world.failsAfterDoing = false;
        QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        world.failsAt.clear();
        const auto progress = run.advance();
        QCOMPARE(progress->kind, Progress::Kind::NeedsYou);
        QVERIFY(QString::fromStdString(progress->text).contains(u"the answer was lost"));
        QVERIFY(!run.rollBack().has_value());
        QVERIFY(!run.giveUp("").has_value());
        QVERIFY(run.giveUp("made a new token in the console").has_value());
        QCOMPARE(run.advance()->kind, Progress::Kind::Ended);
        QCOMPARE(run.history().end, std::string("given up"));
        QVERIFY(!run.giveUp("twice").has_value());
    }

    void aChangeInPlaceThatNeverHappenedIsTakenBack()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::SelfRotate)));
        QVERIFY(run.approveDelete("0001"));
        world.failsAt = "selfRotate";
        QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        world.failsAt.clear();
        QVERIFY(run.rollBack().has_value());
        QCOMPARE(run.history().end, std::string("rolled back"));
        QVERIFY(world.works("old-value"));
    }

    void aDeleteThatWasRefusedIsTakenBack()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QVERIFY(run.approveDelete("0001"));
        world.failsAt = "remove";
        QCOMPARE(goOn(run, world).kind, Progress::Kind::Failed);
        QVERIFY(world.keys.contains("OLDKEY0001"));
        world.failsAt.clear();
        const auto back = run.rollBack();
        QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
        QCOMPARE(world.keys.size(), 1U);
        QVERIFY(world.works("old-value"));
    }

    void aKeyWhoseValueIsKeptIsTakenBackWithoutAQuestion()
    {
        World world = oneKey();
        {
            Process process(world);
            Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
            // Begun, list, Before, create, keep: killed before the journal has the end.
            world.calls = 0;
            world.killAt = 3;
            world.killsAfter = true;
            try {
                static_cast<void>(run.advance());
                QFAIL("was not killed");
            } catch (const test::Killed &) {
                QCOMPARE(world.kept.count("KEY1"), 1U);
            }
        }
        world.killAt = -1;
        Process next(world);
        Run resumed = *Run::resume(next.ports, "R-1");
        QVERIFY(resumed.history().newKey.empty());
        const auto back = resumed.rollBack();
        QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
        QCOMPARE(world.keys.size(), 1U);
        QVERIFY(world.keys.contains("OLDKEY0001"));
        QVERIFY(world.kept.empty());
    }

    void theNewKeySignsOnceItIsProvenAndTheOldOneOnTheWayBack()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QCOMPARE(goOn(run, world).kind, Progress::Kind::NeedsYou);
        const std::vector<std::string> forward
            = {"list by ",        "create by ",      "prove by ",
               "lastUse by KEY1", "lastUse by KEY1", "setActive by KEY1"};
        QCOMPARE(std::exchange(world.signers, {}), forward);
        {
            Process next(world);
            world.signer.clear();
            Run resumed = *Run::resume(next.ports, "R-1");
            QVERIFY(resumed.found().has_value());
            QCOMPARE(std::exchange(world.signers, {}), std::vector<std::string>{"list by KEY1"});
        }
        QVERIFY(run.rollBack().has_value());
        const std::vector<std::string> back = {"setActive by KEY1", "prove by ", "remove by "};
        QCOMPARE(world.signers, back);
    }

    void theOnlyCopyOfAValueIsHeldUntilTheStoreTakesIt_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<QString>("call");
        QTest::newRow("two keys") << int(Method::TwoKeys) << u"create"_s;
        QTest::newRow("self-rotate") << int(Method::SelfRotate) << u"selfRotate"_s;
    }

    void theOnlyCopyOfAValueIsHeldUntilTheStoreTakesIt()
    {
        QFETCH(int, method);
        QFETCH(QString, call);
        World world = oneKey();
        world.more = {{"refresh_token", "refresh-1"}};
        Process process(world);
        Run run
            = *Run::begin(process.ports, "R-1", *makePlan(requestFor(static_cast<Method>(method))));
        QVERIFY(run.approveDelete("0001"));
        world.fillsStoreAt = call.toStdString();
        QVERIFY(!run.advance().has_value());
        QVERIFY(run.holdsValue());
        const auto calls = world.signers.size();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!run.advance().has_value());
            QVERIFY(run.holdsValue());
            QVERIFY(!run.giveUp("in a hurry").has_value());
        }
        QCOMPARE(world.signers.size(), calls); // nothing was asked of the provider meanwhile
        QVERIFY(run.history().end.empty());
        world.fillsStoreAt.clear();
        world.isStoreFull = false;
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        QVERIFY(!run.holdsValue());
        QVERIFY(world.lets(run.newKey(), world.kept.at(run.newKey())));
        if (static_cast<Method>(method) == Method::SelfRotate)
            QCOMPARE(world.kept.at("OLDKEY0001 refresh_token"), std::string("refresh-1"));
        QCOMPARE(goOn(run, world).kind, Progress::Kind::Ended);
    }

    void aHeldValueIsKeptBeforeTheRunIsGivenUp()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::SelfRotate)));
        QVERIFY(run.approveDelete("0001"));
        world.fillsStoreAt = "selfRotate";
        QVERIFY(!run.advance().has_value());
        world.fillsStoreAt.clear();
        world.isStoreFull = false;
        QVERIFY(run.giveUp("it was not to be").has_value());
        QVERIFY(world.lets("OLDKEY0001", world.kept.at("OLDKEY0001")));
    }

    void aRemovedKeysValueIsNotTakenForTheNextOnes()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::OffFirst)));
        QVERIFY(run.approveDelete("0001"));
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        // Going back stops after the new key is gone: its value must go with it.
        world.fillsStoreAt = "remove";
        QVERIFY(!run.rollBack().has_value());
        QVERIFY(!world.keys.contains("KEY1"));
        world.fillsStoreAt.clear();
        world.isStoreFull = false;
        const Progress progress = goOn(run, world); // a person thinks again
        QCOMPARE(progress.kind, Progress::Kind::NeedsYou);
        QCOMPARE(run.lostKeys(), std::vector<std::string>{"KEY1"});
        QVERIFY(run.deleteLostKeys().has_value());
        QCOMPARE(goOn(run, world).kind, Progress::Kind::Ended);
        QCOMPARE(run.newKey(), std::string("KEY2"));
        QVERIFY(world.lets("KEY2", world.kept.at("KEY2")));

        World other = oneKey();
        Process second(other);
        Run again = *Run::begin(second.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        other.fillsStoreAt = "create";
        QVERIFY(!again.advance().has_value());
        other.fillsStoreAt.clear();
        other.isStoreFull = false;
        QVERIFY(again.holdsValue());
        const auto back = again.rollBack(); // the key is this run's, though nothing kept says so
        QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
        QCOMPARE(other.keys.size(), 1U);
        QVERIFY(!again.holdsValue());
    }

    void noWayBackToAnOldKeyThatDoesNotWork()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        while (run.history().plan.steps[*run.history().next()].kind != StepKind::SwitchOff) {
            const auto progress = run.advance();
            if (progress->kind == Progress::Kind::Waits)
                world.now = progress->until;
        }
        QVERIFY(run.skip(StepKind::SwitchOff, "I did it in the console").has_value());
        QVERIFY(run.skip(StepKind::Delete, "I did it in the console").has_value());
        world.keys.erase("OLDKEY0001");
        const auto gone = run.rollBack();
        QVERIFY(!gone.has_value());
        QVERIFY(QString::fromStdString(gone.error().detail).contains(u"do not come back"));
        QVERIFY(world.works(world.kept.at("KEY1")));
        QCOMPARE(world.consumers.at("billing"), std::string("value-of-KEY1"));

        // There, but it takes another value by now.
        world.keys["OLDKEY0001"] = {"of-somebody-else", true, 0};
        const auto other = run.rollBack();
        QVERIFY(!other.has_value());
        QVERIFY(QString::fromStdString(other.error().detail).contains(u"Go on"_s)
                || QString::fromStdString(other.error().detail).contains(u"again in a minute"_s));
        QVERIFY(world.works(world.kept.at("KEY1")));
        QCOMPARE(world.consumers.at("billing"), std::string("value-of-KEY1"));

        // Off, which a person did in the step's stead: switched on again, it works.
        world.keys["OLDKEY0001"] = {"old-value", true, 0};
        QVERIFY(run.rollBack().has_value());
        QCOMPARE(world.keys.size(), 1U);
        QVERIFY(world.works("old-value"));
    }

    void whatAPersonSwitchedOffIsSwitchedOnAgain()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::OffFirst)));
        QVERIFY(run.skip(StepKind::SwitchOff, "I did it in the console").has_value());
        world.keys.at("OLDKEY0001").isActive = false;
        while (!run.history().isDone(StepKind::HandOver))
            QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        const auto back = run.rollBack();
        QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
        QVERIFY(world.keys.at("OLDKEY0001").isActive);
        QCOMPARE(world.keys.size(), 1U);
        QCOMPARE(world.consumers.at("billing"), std::string("old-value"));
    }

    void aHandOverThatWasLeftOutIsTakenBackToo()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        QVERIFY(run.skip(StepKind::HandOver, "I bring it there myself").has_value());
        world.consumers["billing"] = "value-of-KEY1";
        QVERIFY(run.rollBack().has_value());
        QCOMPARE(world.givenBack, (std::vector<std::string>{"billing?", "reports?"}));
        QCOMPARE(world.consumers.at("billing"), std::string("old-value"));
    }

    void whatIsHalfMadeIsOnRecordBeforeItIsRemoved()
    {
        World world = oneKey();
        world.isMinting = true;
        world.makesHalves = true;
        world.failsAt = "create";
        world.failsAfterDoing = true;
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        const std::string half = world.keys.begin()->first;
        world.failsAt.clear();
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        QCOMPARE(world.removals, std::vector<std::string>{"undoing " + half});
    }

    void aListThatHidesIdsIsNoProofThatTheOldKeyIsGone()
    {
        World world = oneKey();
        world.hidesIds = true;
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::RevokeNow)));
        QVERIFY(run.approveDelete("0001"));
        world.failsAt = "remove";
        QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
        world.failsAt.clear();
        const auto back = run.rollBack();
        QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
        QVERIFY(world.works("old-value"));
    }

    void aNetworkThatIsDownIsNotToldAsAProviderThatIsSlow()
    {
        World world = oneKey();
        Process process(world);
        Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
        while (!run.history().isDone(StepKind::HandOver))
            QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        world.failsAt = "prove";
        const auto progress = run.advance();
        QCOMPARE(progress->kind, Progress::Kind::Waits);
        QVERIFY(QString::fromStdString(progress->text).contains(u"could not be reached"));
    }

    void twoRunsHaveNoIdempotencyKeyInCommon()
    {
        std::vector<std::string> keys;
        for (int i = 0; i < 2; ++i) {
            World world = oneKey();
            Process process(world);
            Run run = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
            world.failsAt = "create";
            QCOMPARE(run.advance()->kind, Progress::Kind::Failed);
            Process next(world);
            Run resumed = *Run::resume(next.ports, "R-1");
            QCOMPARE(resumed.advance()->kind, Progress::Kind::Failed);
            QCOMPARE(world.idempotencyKeys.size(), 2U);
            QCOMPARE(world.idempotencyKeys[0], world.idempotencyKeys[1]); // the same attempt
            QVERIFY(world.idempotencyKeys[0].size() > 10);
            keys.push_back(world.idempotencyKeys[0]);
        }
        QVERIFY(keys[0] != keys[1]);
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
        QVERIFY(!run.skip(StepKind::ProveNew, "in a hurry").has_value());
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

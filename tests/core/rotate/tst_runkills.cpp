// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/rotate/fakeprovider.h"

#include <QTest>

using namespace rekey;
using namespace rekey::rotate;
using rekey::test::Killed;
using rekey::test::oneKey;
using rekey::test::Process;
using rekey::test::requestFor;
using rekey::test::World;

namespace {

/// A person at the window: types what is asked, has lost keys deleted. True at the end of the run.
bool workOn(World &world, Run &run, int *deleted)
{
    for (int i = 0; i < 200; ++i) {
        const auto progress = run.advance();
        if (!progress)
            return false;
        switch (progress->kind) {
        case Progress::Kind::Stepped:
            break;
        case Progress::Kind::Waits:
            world.now = progress->until;
            break;
        case Progress::Kind::NeedsYou:
            if (!run.lostKeys().empty()) {
                if (!run.deleteLostKeys())
                    return false;
                if (deleted != nullptr)
                    ++*deleted;
            } else if (!run.approveDelete("0001")) {
                return false;
            }
            break;
        case Progress::Kind::Failed:
            return false;
        case Progress::Kind::Ended:
            return true;
        }
    }
    return false;
}

/// One process from its start to its end or its death; true when the run has ended.
bool live(World &world, Method method, int *deleted = nullptr)
{
    Process process(world);
    auto run = world.journal.empty()
        ? Run::begin(process.ports, "R-1", *makePlan(requestFor(method)))
        : Run::resume(process.ports, "R-1");
    return run && workOn(world, *run, deleted);
}

/// Either the old key works, or the new one does and its value is kept.
bool nothingIsLost(const World &world)
{
    if (world.works(world.oldValue))
        return true;
    return std::ranges::any_of(world.kept,
                               [&](const auto &kept) { return world.works(kept.second); });
}

bool isRotated(const World &world)
{
    return world.keys.size() == 1 && world.kept.contains(world.keys.begin()->first)
        && world.keys.begin()->second.value != world.oldValue
        && world.consumers.at("billing") == world.keys.begin()->second.value
        && !world.works(world.oldValue);
}

} // namespace

/// The process is killed before and after every entry of the journal, every call to the provider
/// and every write of a value, and started again.
class TestRunKills : public QObject
{
    Q_OBJECT

private:
    static int callsOf(Method method)
    {
        World world = oneKey();
        return live(world, method) ? world.calls : 0;
    }

private Q_SLOTS:
    void everyKillPointHolds_data()
    {
        QTest::addColumn<int>("method");
        QTest::newRow("two keys") << int(Method::TwoKeys);
        QTest::newRow("off first") << int(Method::OffFirst);
    }

    /// A value that is made here is kept before any call sets it: there is no point at which it can
    /// be lost.
    void noKillLosesAValueThatIsMadeHere_data()
    {
        QTest::addColumn<int>("method");
        QTest::newRow("two keys") << int(Method::TwoKeys);
        QTest::newRow("self-rotate") << int(Method::SelfRotate);
    }

    void noKillLosesAValueThatIsMadeHere()
    {
        QFETCH(int, method);
        const auto kind = static_cast<Method>(method);
        World whole = oneKey();
        whole.isMinting = true;
        QVERIFY(live(whole, kind));
        QVERIFY(whole.calls > 10);
        for (int kill = 0; kill < whole.calls; ++kill) {
            for (const bool after : {false, true}) {
                World world = oneKey();
                world.isMinting = true;
                world.killAt = kill;
                world.killsAfter = after;
                bool hasEnded = false;
                int deleted = 0;
                for (int life = 0; life < 3 && !hasEnded; ++life) {
                    try {
                        hasEnded = live(world, kind, &deleted);
                    } catch (const Killed &) {
                        QVERIFY2(nothingIsLost(world), qPrintable(QString::number(kill)));
                    }
                    world.killAt = -1;
                }
                QVERIFY2(hasEnded && isRotated(world), qPrintable(QString::number(kill)));
                QCOMPARE(deleted, 0);
            }
        }
    }

    /// Slack's refresh token: once the old value is dead, nothing but both together goes on.
    void noKillPartsAValueFromWhatBelongsToIt()
    {
        World whole = oneKey();
        whole.more = {{"refresh_token", "refresh-1"}};
        QVERIFY(live(whole, Method::SelfRotate));
        int kept = 0;
        for (int kill = 0; kill < whole.calls; ++kill) {
            for (const bool after : {false, true}) {
                World world = oneKey();
                world.more = whole.more;
                world.killAt = kill;
                world.killsAfter = after;
                bool wasKilled = false;
                try {
                    static_cast<void>(live(world, Method::SelfRotate));
                } catch (const Killed &) {
                    wasKilled = true;
                }
                QVERIFY(wasKilled);
                if (!world.kept.contains("OLDKEY0001"))
                    continue;
                ++kept;
                QVERIFY2(world.kept.contains("OLDKEY0001 refresh_token"),
                         qPrintable(QString::number(kill)));
            }
        }
        QVERIFY(kept > 5);
    }

    void everyKillPointHolds()
    {
        QFETCH(int, method);
        const auto kind = static_cast<Method>(method);
        const int calls = callsOf(kind);
        QVERIFY(calls > 20);
        int run = 0;
        int held = 0;
        for (int first = 0; first < calls; ++first) {
            for (int second = -1; second < calls; ++second) {
                for (const bool after : {false, true}) {
                    World world = oneKey();
                    world.killAt = first;
                    world.killsAfter = after;
                    bool hasEnded = false;
                    bool isSafe = true;
                    for (int life = 0; life < 4 && !hasEnded; ++life) {
                        try {
                            hasEnded = live(world, kind);
                        } catch (const Killed &) {
                            // off first: until the new key is kept nothing works, by choice, and
                            // the old one can be switched on again
                            isSafe = isSafe
                                && (nothingIsLost(world)
                                    || (kind == Method::OffFirst
                                        && world.keys.contains("OLDKEY0001")));
                        }
                        world.calls = 0;
                        world.killAt = life == 0 ? second : -1;
                    }
                    ++run;
                    held += isSafe && hasEnded && isRotated(world) ? 1 : 0;
                }
            }
        }
        qInfo("%d pairs of kill points, %d held", run, held);
        QCOMPARE(held, run);
    }

    void aRollBackThatIsKilledIsFinishedByTheNext()
    {
        int run = 0;
        for (int kill = 0; kill < 40; ++kill) {
            for (const bool after : {false, true}) {
                World world = oneKey();
                {
                    Process process(world);
                    Run begun
                        = *Run::begin(process.ports, "R-1", *makePlan(requestFor(Method::TwoKeys)));
                    while (!begun.history().isDone(StepKind::SwitchOff)) {
                        const auto progress = begun.advance();
                        if (progress->kind == Progress::Kind::Waits)
                            world.now = progress->until;
                    }
                    world.calls = 0;
                    world.killAt = kill;
                    world.killsAfter = after;
                    try {
                        QVERIFY(begun.rollBack().has_value());
                    } catch (const Killed &) {
                        ++run;
                    }
                }
                world.killAt = -1;
                Process next(world);
                Run resumed = *Run::resume(next.ports, "R-1");
                if (resumed.history().end.empty())
                    QVERIFY(resumed.rollBack().has_value());
                QCOMPARE(world.keys.size(), 1U);
                QVERIFY(world.works("old-value"));
                QCOMPARE(world.consumers.at("billing"), std::string("old-value"));
                QVERIFY(world.kept.empty());
            }
        }
        QVERIFY(run > 10);
    }
};

QTEST_GUILESS_MAIN(TestRunKills)
#include "tst_runkills.moc"

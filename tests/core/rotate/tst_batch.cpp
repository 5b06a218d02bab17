// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/batch.h"
#include "tests/core/rotate/fakeprovider.h"

#include <QTest>

#include <list>
#include <memory>
#include <optional>

using namespace rekey;
using namespace rekey::rotate;
using rekey::test::Killed;
using rekey::test::oneKey;
using rekey::test::Process;
using rekey::test::requestFor;
using rekey::test::World;

namespace {

/// Keys of one kind at one provider, each with an owner, a store and a journal of its own: what one
/// program does with them, as far as it goes without a person.
class Rotations
{
public:
    Rotations(std::list<World> &worlds, const PlanRequest &request)
        : m_plan(*makePlan(request))
        , m_batch(worlds.size())
    {
        for (World &world : worlds)
            m_members.push_back({world, std::make_unique<Process>(world), std::nullopt});
    }

    void work()
    {
        while (const auto next = m_batch.next()) {
            Member &member = m_members[*next];
            order.push_back(*next);
            member.run.emplace(*Run::begin(member.process->ports, "R-1", m_plan));
            goOn(*next);
        }
    }

    void goOn(std::size_t number)
    {
        Member &member = m_members[number];
        Progress progress;
        for (int i = 0; i < 1000; ++i) {
            progress = *member.run->advance();
            const Standing standing = standingOf(m_plan, progress, member.run->history().end);
            take(number, standing);
            if (standing != Standing::Working)
                return;
            if (progress.kind == Progress::Kind::Waits)
                member.world.get().now = progress.until;
        }
    }

    void take(std::size_t number, Standing standing)
    {
        m_batch.take(number, standing, isProven(m_plan, m_members[number].run->history().steps));
    }

    [[nodiscard]] Run &run(std::size_t number) { return *m_members[number].run; }
    [[nodiscard]] Batch &batch() { return m_batch; }

    std::vector<std::size_t> order; ///< as they began

private:
    struct Member
    {
        std::reference_wrapper<World> world;
        std::unique_ptr<Process> process;
        std::optional<Run> run;
    };

    Plan m_plan;
    Batch m_batch;
    std::vector<Member> m_members;
};

std::list<World> threeKeys()
{
    return {oneKey(), oneKey(), oneKey()};
}

/// Without a wait for the old key to be quiet.
PlanRequest quickly(Method method)
{
    PlanRequest request = requestFor(method);
    request.quietSeconds = 0;
    return request;
}

} // namespace

using Members = std::vector<std::size_t>;

class TestBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOthersFollowOnceTheFirstIsProven()
    {
        std::list<World> worlds = threeKeys();
        Rotations rotations(worlds, quickly(Method::TwoKeys));
        rotations.work();
        QCOMPARE(rotations.order, (Members{0, 1, 2}));
        // Each as far as it can go without the last characters of its id.
        QCOMPARE(rotations.batch().count(Standing::Held), 3U);
        for (std::size_t i = 0; i < worlds.size(); ++i) {
            QVERIFY(rotations.run(i).approveDelete("0001"));
            rotations.goOn(i);
        }
        QCOMPARE(rotations.batch().count(Standing::Done), 3U);
        for (const World &world : worlds)
            QVERIFY(!world.works("old-value"));
    }

    void nothingElseIsTouchedBeforeTheFirstIsProven_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<QString>("unknown");
        QTest::newRow("nobody said how it gets there")
            << static_cast<int>(Method::TwoKeys) << QStringLiteral("billing");
        QTest::newRow("the deletion comes first") << static_cast<int>(Method::CutOver) << QString();
        QTest::newRow("there is no successor") << static_cast<int>(Method::RevokeNow) << QString();
        QTest::newRow("the old value dies with the call")
            << static_cast<int>(Method::SelfRotate) << QString();
    }

    void nothingElseIsTouchedBeforeTheFirstIsProven()
    {
        QFETCH(const int, method);
        QFETCH(const QString, unknown);
        std::list<World> worlds = threeKeys();
        worlds.front().unknown = unknown.toStdString();
        Rotations rotations(worlds, quickly(static_cast<Method>(method)));
        rotations.work();
        QCOMPARE(rotations.order, (Members{0}));
        QCOMPARE(rotations.batch().standing(0), Standing::Held);
        QCOMPARE(rotations.batch().notBegun(), (Members{1, 2}));
        QVERIFY(!rotations.batch().stoppedBy());
        for (auto world = std::next(worlds.begin()); world != worlds.end(); ++world)
            QVERIFY(world->journal.empty() && world->calls == 0);

        worlds.front().unknown.clear();
        std::ignore = rotations.run(0).approveDelete("0001");
        rotations.goOn(0);
        rotations.work();
        QCOMPARE(rotations.order, (Members{0, 1, 2}));
    }

    void whatWaitsForQuietKeepsNobodyBack()
    {
        std::list<World> worlds = threeKeys();
        for (World &world : worlds)
            world.keys["OLDKEY0001"].lastUsedAt = world.now - 60;
        Rotations rotations(worlds, requestFor(Method::TwoKeys));
        rotations.work();
        QCOMPARE(rotations.order, (Members{0, 1, 2}));
        for (std::size_t i = 0; i < worlds.size(); ++i) {
            QCOMPARE(rotations.batch().standing(i), Standing::Held);
            QVERIFY(!rotations.run(i).history().isDone(StepKind::Quiet));
        }
        for (const World &world : worlds)
            QVERIFY(world.keys.at("OLDKEY0001").isActive);
    }

    void whatWaitsForAPersonKeepsNobodyBack()
    {
        std::list<World> worlds = threeKeys();
        std::next(worlds.begin())->unknown = "reports";
        Rotations rotations(worlds, quickly(Method::TwoKeys));
        rotations.work();
        QCOMPARE(rotations.order, (Members{0, 1, 2}));
        QCOMPARE(rotations.run(1).history().steps[2].state, StepState::Failed);
        QCOMPARE(rotations.batch().standing(1), Standing::Held);
        QVERIFY(rotations.run(2).history().isDone(StepKind::ProveNew));
    }

    void theFirstFailureStopsTheRest_data()
    {
        QTest::addColumn<int>("member");
        QTest::addColumn<QString>("call");
        QTest::addColumn<bool>("isDone");
        for (const int member : {0, 1}) {
            for (const char *call : {"list", "create", "prove", "lastUse", "setActive"}) {
                for (const bool isDone : {false, true})
                    QTest::addRow("%d %s%s", member, call, isDone ? ", and was done" : "")
                        << member << QString::fromLatin1(call) << isDone;
            }
        }
    }

    void theFirstFailureStopsTheRest()
    {
        QFETCH(const int, member);
        QFETCH(const QString, call);
        QFETCH(const bool, isDone);
        const auto number = static_cast<std::size_t>(member);
        std::list<World> worlds = threeKeys();
        World &failing = *std::next(worlds.begin(), member);
        failing.failsAt = call.toStdString();
        failing.failsAfterDoing = isDone;
        Rotations rotations(worlds, quickly(Method::TwoKeys));
        rotations.work();
        QCOMPARE(rotations.order, number == 0 ? Members{0} : (Members{0, 1}));
        QCOMPARE(rotations.batch().stoppedBy(), std::optional(number));
        QCOMPARE(rotations.batch().notBegun(), number == 0 ? (Members{1, 2}) : Members{2});
        QVERIFY(worlds.back().journal.empty());
        QCOMPARE(worlds.back().calls, 0);
        QVERIFY(failing.works("old-value") || failing.works("value-of-KEY1"));
        QVERIFY(!rotations.batch().canGoOn());
    }

    void whoCannotBeReachedIsAFailure()
    {
        std::list<World> worlds = threeKeys();
        std::next(worlds.begin())->unknown = "reports";
        std::next(worlds.begin())->unreachable = "billing";
        Rotations rotations(worlds, quickly(Method::TwoKeys));
        rotations.work();
        QCOMPARE(rotations.batch().stoppedBy(), std::optional<std::size_t>(1));
        QCOMPARE(rotations.batch().notBegun(), Members{2});
    }

    void theRestGoesOnWhenAPersonSaysSo()
    {
        std::list<World> worlds = threeKeys();
        World &second = *std::next(worlds.begin());
        second.failsAt = "create";
        Rotations rotations(worlds, quickly(Method::TwoKeys));
        rotations.work();
        QVERIFY(!rotations.batch().goOn());
        // That it works the second time is not that the rest may begin.
        second.failsAt.clear();
        rotations.goOn(1);
        rotations.work();
        QCOMPARE(rotations.batch().notBegun(), Members{2});
        QVERIFY(rotations.batch().canGoOn());
        QVERIFY(rotations.batch().goOn());
        rotations.work();
        QCOMPARE(rotations.order, (Members{0, 1, 2}));
        QVERIFY(!rotations.batch().canGoOn());
    }

    void whatIsTakenBackStopsTheRest()
    {
        std::list<World> worlds = threeKeys();
        std::next(worlds.begin())->failsAt = "prove";
        Rotations rotations(worlds, quickly(Method::TwoKeys));
        rotations.work();
        std::next(worlds.begin())->failsAt.clear();
        QVERIFY(rotations.run(1).rollBack());
        rotations.take(
            1, standingOf(rotations.run(1).history().plan, {}, rotations.run(1).history().end));
        QCOMPARE(rotations.batch().standing(1), Standing::Ended);
        QVERIFY(!rotations.batch().next());
        QVERIFY(rotations.batch().canGoOn());
    }

    void withoutTheProofOfTheFirstNobodyGoesOn()
    {
        std::list<World> worlds = threeKeys();
        worlds.front().failsAt = "prove";
        Rotations rotations(worlds, quickly(Method::TwoKeys));
        rotations.work();
        worlds.front().failsAt.clear();
        QVERIFY(rotations.run(0).rollBack());
        rotations.take(0, Standing::Ended);
        QVERIFY(!rotations.batch().canGoOn());
        QVERIFY(!rotations.batch().goOn());
        QVERIFY(!rotations.batch().next());
    }

    /// Killed anywhere in the second: the first and the third have no part in it, and the second
    /// goes on from its own journal.
    void aCrashTouchesOnlyTheOneUnderWay()
    {
        int held = 0;
        for (int at = 0;; ++at) {
            std::list<World> worlds = threeKeys();
            World &second = *std::next(worlds.begin());
            second.killAt = at;
            bool isKilled = false;
            {
                Rotations rotations(worlds, quickly(Method::TwoKeys));
                try {
                    rotations.work();
                } catch (const Killed &) {
                    isKilled = true;
                }
            }
            if (!isKilled)
                break;
            QVERIFY(worlds.back().journal.empty());
            QCOMPARE(worlds.back().calls, 0);
            QVERIFY(worlds.front().works("value-of-KEY1"));
            second.killAt = -1;
            Process process(second);
            if (second.journal.empty()) { // it simply was not begun
                QVERIFY(!Run::resume(process.ports, "R-1"));
                QCOMPARE(second.keys.size(), 1U);
            } else {
                auto run = Run::resume(process.ports, "R-1");
                QVERIFY(run.has_value());
            }
            ++held;
        }
        QVERIFY2(held > 10, qPrintable(QString::number(held)));
    }

    void oneIsABatchToo()
    {
        Batch batch(1);
        QCOMPARE(batch.next(), std::optional<std::size_t>(0));
        batch.take(0, Standing::Done, true);
        QVERIFY(!batch.next());
        QVERIFY(batch.notBegun().empty());
        QCOMPARE(standingName(Standing::NotBegun), std::string_view("not begun"));
        QCOMPARE(standingName(Standing::Done), std::string_view("done"));
    }
};

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"

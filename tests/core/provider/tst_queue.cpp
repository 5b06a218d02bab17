// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/queue.h"

#include <QElapsedTimer>
#include <QTest>

#include <set>

using namespace rekey::provider;

namespace {

Job job(std::uint64_t id, std::string host = "a.test", Level level = Level::Alive)
{
    return {id, std::move(host), level, false, 0, 1};
}

ConsentLedger yesTo(std::initializer_list<const char *> hosts, Level level = Level::Alive)
{
    ConsentLedger ledger;
    for (const char *host : hosts)
        ledger.give({host, level, Span::Batch, 0, false, 1});
    return ledger;
}

constexpr Pace kEven{.everyMs = 500, .jitterMs = 0};

} // namespace

class TestQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingLeavesWithoutConsent()
    {
        Queue queue(kEven);
        queue.add(job(1));
        QVERIFY(!queue.take(ConsentLedger(), 0));
        QVERIFY(!queue.take(yesTo({"b.test"}), 0));
        QVERIFY(!queue.nextAt(ConsentLedger(), 0));
        QCOMPARE(queue.lanes(ConsentLedger(), 0).front().state, LaneView::State::NeedsConsent);
        QVERIFY(queue.take(yesTo({"a.test"}), 0));
    }

    void aHigherLevelAndACanaryAskAgain()
    {
        ConsentLedger ledger = yesTo({"a.test"});
        QVERIFY(ledger.allows("a.test", Level::Alive, false, 0, 1));
        QVERIFY(!ledger.allows("a.test", Level::Access, false, 0, 1));
        QVERIFY(!ledger.allows("a.test", Level::Alive, true, 0, 1));
        ledger.give({"a.test", Level::Access, Span::Batch, 0, true, 1});
        QVERIFY(ledger.allows("a.test", Level::Access, true, 0, 1));
        QCOMPARE(ledger.all().size(), 1U);
        QVERIFY(ledger.allows("b.test", Level::Offline, false, 0));
    }

    void aYesToABatchIsNoneToAnother()
    {
        ConsentLedger ledger = yesTo({"a.test"});
        QVERIFY(!ledger.allows("a.test", Level::Alive, false, 0, 2));
        QVERIFY(!ledger.allows("a.test", Level::Alive, false, 0));
        ledger.give({"a.test", Level::Alive, Span::Batch, 0, false, 0});
        QVERIFY(!ledger.allows("a.test", Level::Alive, false, 0));
        Queue queue(kEven);
        queue.add({1, "a.test", Level::Alive, false, 0, 2});
        queue.add({2, "a.test", Level::Alive, false, 0, 1});
        QCOMPARE(queue.take(ledger, 0)->id, 2U);
        ledger.give({"a.test", Level::Alive, Span::Batch, 0, false, 2});
        ledger.endBatch(1);
        QVERIFY(ledger.allows("a.test", Level::Alive, false, 0, 2));
        QVERIFY(!ledger.allows("a.test", Level::Alive, false, 0, 1));
    }

    void aYesEndsWhenItShould()
    {
        ConsentLedger ledger;
        ledger.give({"batch.test", Level::Alive, Span::Batch, 0, false, 1});
        ledger.give({"time.test", Level::Alive, Span::Time, 100, false});
        ledger.give({"store.test:8443", Level::Access, Span::Store, 0, true});
        QVERIFY(ledger.allows("time.test", Level::Alive, false, 99));
        QVERIFY(!ledger.allows("time.test", Level::Alive, false, 100));
        ledger.endBatches();
        QVERIFY(!ledger.allows("batch.test", Level::Alive, false, 0, 1));
        ConsentLedger other;
        other.give({"old.test", Level::Alive, Span::Store, 0, false});
        other.give({"time.test", Level::Alive, Span::Time, 100, false});
        QVERIFY(other.replaceKept(ledger.kept()).has_value());
        QCOMPARE(other.all().size(), 2U);
        QVERIFY(other.allows("store.test:8443", Level::Access, true, 1'000'000));
        QVERIFY(!other.allows("old.test", Level::Alive, false, 0));
        QVERIFY(other.allows("time.test", Level::Alive, false, 0));
        other.withdraw("store.test:8443");
        QVERIFY(!other.allows("store.test:8443", Level::Alive, false, 0));
    }

    void whatCannotBeReadIsNoYes()
    {
        ConsentLedger ledger;
        QVERIFY(!ledger.replaceKept({{"a.test", "9 plain"},
                                     {"b.test", "1 nonsense"},
                                     {"c.test", ""},
                                     {"d.test", "1 plain"}}));
        QCOMPARE(ledger.all().size(), 1U);
        QVERIFY(ledger.allows("d.test", Level::Alive, false, 0));
        QVERIFY(!ledger.allows("d.test", Level::Alive, true, 0));
    }

    void asksEachHostOneAtATimeAndTwiceASecond()
    {
        Queue queue(kEven);
        const ConsentLedger yes = yesTo({"a.test", "b.test"});
        for (std::uint64_t i = 0; i < 4; ++i)
            queue.add(job(i, i % 2 == 0 ? "a.test" : "b.test"));
        const auto first = queue.take(yes, 0);
        const auto second = queue.take(yes, 0);
        QVERIFY(first && second && first->host != second->host);
        QVERIFY(!queue.take(yes, 1000));
        QVERIFY(queue.finish(*first, {}, 1000));
        QVERIFY(!queue.take(yes, 1499));
        QCOMPARE(queue.nextAt(yes, 1000), std::optional<std::int64_t>(1500));
        const auto third = queue.take(yes, 1500);
        QVERIFY(third);
        QCOMPARE(third->host, first->host);
        // A negative control is a request too.
        QVERIFY(queue.finish(*third, {JobResult::Kind::Answered, 2, 0}, 2000));
        queue.add(job(9, third->host));
        QVERIFY(!queue.take(yes, 2999));
        QVERIFY(queue.take(yes, 3000));
    }

    void jitterOnlyAddsTime()
    {
        std::set<std::int64_t> waits;
        for (std::uint32_t seed = 1; seed < 30; ++seed) {
            Queue queue(Pace{}, seed);
            const ConsentLedger yes = yesTo({"a.test"});
            queue.add(job(1));
            queue.add(job(2));
            QVERIFY(queue.finish(*queue.take(yes, 0), {}, 0));
            waits.insert(*queue.nextAt(yes, 0));
        }
        QVERIFY(*waits.begin() >= 500 && *waits.rbegin() <= 650);
        QVERIFY(waits.size() > 5);
    }

    void obeysRetryAfterAndGivesUpInTheEnd()
    {
        Queue queue(kEven);
        const ConsentLedger yes = yesTo({"a.test"});
        queue.add(job(1));
        queue.add(job(2));
        std::int64_t now = 0;
        for (int attempt = 0; attempt < 2; ++attempt) {
            const auto taken = queue.take(yes, now);
            QVERIFY(taken && taken->id == 1);
            QVERIFY(!queue.finish(*taken, {JobResult::Kind::TooFast, 1, 60'000}, now));
            QVERIFY(!queue.take(yes, now + 59'999));
            QCOMPARE(queue.lanes(yes, now).front().state, LaneView::State::Later);
            QCOMPARE(queue.lanes(yes, now).front().againAtMs, now + 60'000);
            now += 60'000;
        }
        QVERIFY(queue.finish(*queue.take(yes, now), {JobResult::Kind::TooFast, 1, 0}, now));
        QCOMPARE(queue.take(yes, now + 30'000)->id, 2U);
    }

    void aLaneStopsAfterFiveFailuresInARow()
    {
        Queue queue({.everyMs = 0, .jitterMs = 0});
        const ConsentLedger yes = yesTo({"a.test", "b.test"});
        for (std::uint64_t i = 0; i < 8; ++i)
            queue.add(job(i));
        const JobResult failed{JobResult::Kind::Failed, 1, 0};
        for (int i = 0; i < 4; ++i)
            QVERIFY(queue.finish(*queue.take(yes, i), failed, i));
        QVERIFY(queue.finish(*queue.take(yes, 4), {}, 4));
        for (int i = 5; i < 7; ++i)
            QVERIFY(queue.finish(*queue.take(yes, i), failed, i));
        queue.add(job(20));
        queue.add(job(21));
        queue.add(job(22));
        for (int i = 7; i < 10; ++i)
            QVERIFY(queue.finish(*queue.take(yes, i), failed, i));
        QVERIFY(!queue.take(yes, 1'000'000));
        QCOMPARE(queue.lanes(yes, 20).front().state, LaneView::State::Stopped);
        queue.add(job(30, "b.test"));
        QCOMPARE(queue.take(yes, 20)->id, 30U);
        QVERIFY(queue.resume("a.test"));
        QVERIFY(!queue.resume("a.test"));
        QVERIFY(queue.take(yes, 21));
    }

    void aLaneThatGoesOnKeepsThePauseItsHostAskedFor()
    {
        Queue queue({.everyMs = 0, .jitterMs = 0, .mostTries = 1, .mostFailures = 1});
        const ConsentLedger yes = yesTo({"a.test"});
        queue.add(job(1));
        queue.add(job(2));
        const auto first = queue.take(yes, 0);
        QVERIFY(queue.finish(*first, {JobResult::Kind::TooFast, 1, 60'000}, 0));
        QCOMPARE(queue.lanes(yes, 0).front().state, LaneView::State::Stopped);
        QVERIFY(queue.resume("a.test"));
        QVERIFY(!queue.take(yes, 59'999));
        QVERIFY(queue.take(yes, 60'000));
    }

    void clearingKeepsThePauseAHostAskedFor()
    {
        Queue queue(kEven);
        const ConsentLedger yes = yesTo({"a.test", "b.test"});
        queue.add(job(1));
        queue.add(job(2, "b.test"));
        const auto first = queue.take(yes, 0);
        QVERIFY(!queue.finish(*first, {JobResult::Kind::TooFast, 1, 60'000}, 0));
        queue.clear(1000);
        QVERIFY(queue.isEmpty());
        QVERIFY(queue.lanes(yes, 1000).empty());
        queue.add(job(3));
        queue.add(job(4, "b.test"));
        QCOMPARE(queue.take(yes, 1000)->id, 4U);
        QVERIFY(!queue.take(yes, 59'999));
        QCOMPARE(queue.take(yes, 60'000)->id, 3U);
    }

    void pausesDropsAndReorders()
    {
        Queue queue(kEven);
        const ConsentLedger yes = yesTo({"a.test"});
        for (std::uint64_t i = 1; i <= 4; ++i)
            queue.add(job(i));
        queue.pause("a.test", true);
        QVERIFY(!queue.take(yes, 0));
        QCOMPARE(queue.lanes(yes, 0).front().state, LaneView::State::Paused);
        queue.pause("a.test", false);
        queue.pauseAll(true);
        QVERIFY(!queue.take(yes, 0));
        queue.pauseAll(false);
        QVERIFY(queue.raise(3));
        QCOMPARE(queue.drop({2, 77}), std::vector<std::uint64_t>{2});
        QVERIFY(queue.drop({2}).empty());
        const auto taken = queue.take(yes, 0);
        QVERIFY(taken);
        QCOMPARE(taken->id, 3U);
        QCOMPARE(queue.dropLane("a.test"), (std::vector<std::uint64_t>{1, 4}));
        QVERIFY(!queue.isEmpty());
        QVERIFY(queue.finish(*taken, {}, 0));
        QVERIFY(queue.isEmpty());
        QCOMPARE(queue.lanes(yes, 0).front().done, 1U);
    }

    void tenThousandJobsCostNothing()
    {
        Queue queue({.everyMs = 0, .jitterMs = 0});
        ConsentLedger yes;
        for (int host = 0; host < 12; ++host)
            yes.give({std::to_string(host) + ".test", Level::Alive, Span::Batch, 0, false, 1});
        for (std::uint64_t i = 0; i < 10'000; ++i)
            queue.add(job(i, std::to_string(i % 14) + ".test"));
        QElapsedTimer clock;
        clock.start();
        std::size_t sent = 0;
        std::int64_t now = 0;
        while (const auto taken = queue.take(yes, ++now)) {
            QVERIFY(queue.finish(*taken, {}, now));
            ++sent;
        }
        QVERIFY(sent > 8500 && sent < 8600);
        QVERIFY2(clock.elapsed() < 5000, "the queue is slow");
    }
};

QTEST_GUILESS_MAIN(TestQueue)
#include "tst_queue.moc"

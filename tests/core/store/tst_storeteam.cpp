// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/storerig.h"

#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <atomic>
#include <barrier>
#include <thread>

using namespace rekey;
using namespace rekey::test;
using namespace Qt::StringLiterals;

/// Two windows on one store.
class TestStoreTeam : public QObject
{
    Q_OBJECT

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("postgresql") << u"postgresql"_s;
    }

    struct Side
    {
        std::size_t kept = 0;
        std::size_t conflicts = 0;
        bool hasFailed = false;
    };

    /// Makes `wanted` decisions, going on with what stands where somebody else was first.
    static Side decideMany(StoreRig &rig, const std::string &who, std::size_t wanted,
                           std::uint32_t findings, std::barrier<> &start)
    {
        store::StoreOptions options = rig.options;
        options.actor = who;
        options.now = {};
        const auto store = rig.open(options);
        std::vector<std::uint64_t> versions(findings + 1, 0);
        Side side;
        start.arrive_and_wait();
        while (side.kept < wanted && !side.hasFailed) {
            std::vector<finding::TriageChange> changes;
            for (std::size_t i = 0; i < 50 && side.kept + changes.size() < wanted; ++i) {
                const auto number
                    = static_cast<std::uint32_t>(1 + mix(side.kept + i + who.size()) % findings);
                // Each finding once in a call: the version is known only afterwards.
                const auto isThere = [&](const auto &one) { return one.id == fakeId(number); };
                if (std::ranges::any_of(changes, isThere))
                    continue;
                changes.push_back(
                    decide(fakeId(number), versions[number], finding::Decision::Confirmed));
                changes.back().triage.owner = who;
            }
            const auto outcomes = store->change(changes);
            side.hasFailed = !outcomes.has_value();
            for (std::size_t i = 0; outcomes && i < changes.size(); ++i) {
                const finding::ChangeOutcome &outcome = (*outcomes)[i];
                ++(outcome.isKept ? side.kept : side.conflicts);
                for (std::uint32_t number = 1; number <= findings; ++number) {
                    if (fakeId(number) == changes[i].id)
                        versions[number] = outcome.record.version;
                }
            }
        }
        return side;
    }

private Q_SLOTS:
    void tenThousandDecisionsFromEachSide_data() { kinds(); }
    void tenThousandDecisionsFromEachSide()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        rig.options.busyTimeoutMs = 60'000;
        const auto store = rig.create();
        constexpr std::uint32_t findings = 200;
        constexpr std::size_t wanted = 10'000;
        QVERIFY(keepSome(*store, findings));
        std::barrier start(2);
        Side ada;
        Side bob;
        {
            const std::jthread one([&] { ada = decideMany(rig, "ada", wanted, findings, start); });
            const std::jthread two(
                [&] { bob = decideMany(rig, "robert", wanted, findings, start); });
        }
        QVERIFY(!ada.hasFailed && !bob.hasFailed);
        QCOMPARE(ada.kept, wanted);
        QCOMPARE(bob.kept, wanted);
        // Who waits for the file may wait until the other is done, and meet every conflict alone.
        QVERIFY(ada.conflicts + bob.conflicts > 0);
        std::uint64_t versions = 0;
        for (const auto &kept : loaded(*store))
            versions += kept.record.version;
        QCOMPARE(versions, 2 * wanted); // none was lost, none counted twice
        std::map<std::string, std::size_t> events;
        const auto timeline = store->timeline({}).value();
        for (const finding::Event &event : timeline)
            ++events[event.kind == finding::EventKind::Decided ? event.actor : "others"];
        QCOMPARE(events["ada"], wanted);
        QCOMPARE(events["robert"], wanted);
        QVERIFY(store->check({}).value().problems.empty());
        qInfo("%s: %zu and %zu decisions kept, %zu and %zu conflicts reported", qPrintable(kind),
              ada.kept, bob.kept, ada.conflicts, bob.conflicts);
    }

    void otherWindowsChangesAreTold()
    {
        if (const QString problem = StoreRig::problem(u"postgresql"_s); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(u"postgresql"_s);
        const auto mine = rig.create();
        QVERIFY(keepSome(*mine, 3));
        const auto theirs = rig.open();
        int told = 0;
        QVERIFY(mine->onChange([&] { ++told; }));
        std::uint64_t revision = mine->revision().value();
        QElapsedTimer clock;
        clock.start();
        const auto change = decide(fakeId(2), 0, finding::Decision::Confirmed);
        QVERIFY(theirs->change(std::span(&change, 1)));
        QTRY_COMPARE_WITH_TIMEOUT(told, 1, 1000);
        const auto changed = mine->changesSince(revision).value();
        QVERIFY(clock.elapsed() < 1000);
        QCOMPARE(changed.size(), 1U);
        QCOMPARE(changed[0].triage.decision, finding::Decision::Confirmed);
        // One's own changes are no news.
        const auto own = decide(fakeId(1), 0, finding::Decision::Confirmed);
        QVERIFY(mine->change(std::span(&own, 1)));
        QVERIFY(theirs->setProperty("a", "b", "c"));
        QTRY_COMPARE_WITH_TIMEOUT(told, 2, 1000);
    }

    void revisionTellsOfOtherWindowsInAFile()
    {
        StoreRig rig(u"sqlite"_s);
        const auto mine = rig.create();
        QVERIFY(keepSome(*mine, 3));
        const auto theirs = rig.open();
        const std::uint64_t before = mine->revision().value();
        const auto change = decide(fakeId(2), 0, finding::Decision::Confirmed);
        QVERIFY(theirs->change(std::span(&change, 1)));
        QVERIFY(mine->revision().value() > before);
    }

    void lostConnectionIsSaidAndOpenedAgain()
    {
        if (const QString problem = StoreRig::problem(u"postgresql"_s); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(u"postgresql"_s);
        const auto store = rig.create();
        QVERIFY(keepSome(*store, 3));
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(u"QPSQL"_s, u"killer"_s);
            other.setDatabaseName(QString::fromStdString(rig.location.database));
            other.setHostName(QString::fromStdString(rig.location.host));
            other.setUserName(u"rekey"_s);
            QVERIFY(other.open());
            QSqlQuery query(other);
            QVERIFY(query.exec(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE datname = current_database() AND pid <> pg_backend_pid()"_s));
        }
        QSqlDatabase::removeDatabase(u"killer"_s);
        const auto change = decide(fakeId(2), 0, finding::Decision::Confirmed);
        const auto lost = store->change(std::span(&change, 1));
        QVERIFY(!lost);
        QCOMPARE(lost.error().kind, ErrorKind::Io);
        QVERIFY2(lost.error().detail.contains("try again"), lost.error().detail.c_str());
        QVERIFY(store->change(std::span(&change, 1)).value().front().isKept);
    }
};

QTEST_GUILESS_MAIN(TestStoreTeam)
#include "tst_storeteam.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "tests/support/storerig.h"

#include <QFile>

using namespace rekey;
using namespace rekey::test;
using namespace Qt::StringLiterals;

/// Journals and values of rotations, on each kind of store.
class TestStoreRuns : public QObject
{
    Q_OBJECT

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("postgresql") << u"postgresql"_s;
    }

    static std::string valueOf(const store::Store &store, const std::string &run,
                               std::string_view name)
    {
        const auto value = store.runValue(run, name);
        return value && *value ? std::string((*value)->view()) : "none";
    }

    static void execute(const StoreRig &rig, std::initializer_list<const char *> statements)
    {
        const auto database = store::Database::open(rig.location, {}, false);
        for (const char *statement : statements)
            QVERIFY((*database)->run(statement));
    }

private Q_SLOTS:
    void journalIsReadInItsOrder_data() { kinds(); }
    void journalIsReadInItsOrder()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        auto store = rig.create();
        for (std::uint64_t i = 0; i < 12; ++i)
            QVERIFY(store->appendRunEntry("R-0001", i, "entry " + std::to_string(i), {}));
        QVERIFY(store->appendRunEntry("R-0002", 0, "other", {}));
        store = rig.open();
        const auto entries = store->runEntries("R-0001").value();
        QCOMPARE(entries.size(), 12U);
        QCOMPARE(entries[10], std::string("entry 10"));
        QCOMPARE(store->runs().value(), (std::vector<std::string>{"R-0001", "R-0002"}));
        QVERIFY(store->runEntries("R-0003").value().empty());
        using Counts = std::vector<finding::RunEntryCount>;
        QVERIFY(store->runEntryCounts().value() == (Counts{{"R-0001", 12}, {"R-0002", 1}}));
        for (const char *run : {"R-10000", "R-9999"})
            QVERIFY(store->appendRunEntry(run, 0, "late", {}));
        QCOMPARE(store->runs().value(),
                 (std::vector<std::string>{"R-0001", "R-0002", "R-9999", "R-10000"}));
        QVERIFY(keepSome(*store, 5));
        QVERIFY(store->findingOf(3).value() == test::manyFindings(1, 5)[2].id);
        QVERIFY(!store->findingOf(6).value());
    }

    void nobodyGetsANameTwice_data() { kinds(); }
    void nobodyGetsANameTwice()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        const auto first = rig.create();
        const auto second = rig.open();
        QCOMPARE(first->reserveRun().value(), std::string("R-0001"));
        QCOMPARE(second->reserveRun().value(), std::string("R-0002")); // nothing began meanwhile
        QVERIFY(first->appendRunEntry("R-0001", 0, "begun", {}));
        QVERIFY(first->appendRunEntry("R-0011", 0, "begun by an older version", {}));
        QCOMPARE(first->reserveRun().value(), std::string("R-0012"));
        // A reserved name is no rotation yet.
        QCOMPARE(second->runs().value(), (std::vector<std::string>{"R-0001", "R-0011"}));
        QVERIFY(second->check({}).value().problems.empty());
    }

    void aCheckSeesDamagedRotations()
    {
        for (const char *damage : {"DELETE FROM rotation WHERE rowid = 2",
                                   "UPDATE rotation SET body = x'00112233' WHERE rowid = 2",
                                   "UPDATE rotationvalue SET body = x'00112233'"}) {
            StoreRig rig(u"sqlite"_s);
            auto store = rig.create();
            for (std::uint64_t i = 0; i < 3; ++i)
                QVERIFY(store->appendRunEntry("R-0001", i, "entry", {}));
            QVERIFY(
                store->keepRunValue("R-0001", "old secret", secret::SecretBytes::copyOf("value")));
            QVERIFY(store->check({}).value().problems.empty());
            store.reset();
            execute(rig, {damage});
            const auto report = rig.open()->check({}).value();
            QVERIFY2(!report.problems.empty(), damage);
            QVERIFY2(report.problems.front().where.starts_with("rotation"), damage);
        }
    }

    void ofTwoWritersTheSecondIsRefused_data() { kinds(); }
    void ofTwoWritersTheSecondIsRefused()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        const auto first = rig.create();
        const auto second = rig.open();
        QVERIFY(first->appendRunEntry("R-0001", 0, "mine", {}));
        finding::Event event;
        event.kind = finding::EventKind::RotationStep;
        const std::size_t before = second->ownTimeline().value().size();
        const auto refused = second->appendRunEntry("R-0001", 0, "yours", std::span(&event, 1));
        QCOMPARE(refused.error().kind, ErrorKind::Invalid);
        QCOMPARE(second->runEntries("R-0001").value(), std::vector<std::string>{"mine"});
        QCOMPARE(second->ownTimeline().value().size(), before); // nor its event
        QVERIFY(second->appendRunEntry("R-0001", 1, "yours", std::span(&event, 1)));
        QCOMPARE(first->ownTimeline().value().size(), before + 1);
    }

    void missingEntryIsSeen()
    {
        StoreRig rig(u"sqlite"_s);
        auto store = rig.create();
        for (std::uint64_t i = 0; i < 3; ++i)
            QVERIFY(store->appendRunEntry("R-0001", i, "entry", {}));
        store.reset();
        execute(rig, {"DELETE FROM rotation WHERE rowid = 2"});
        QCOMPARE(rig.open()->runEntries("R-0001").error().kind, ErrorKind::Malformed);
    }

    void damagedEntriesAreOfTheirOwnRunOnly()
    {
        StoreRig rig(u"sqlite"_s);
        auto store = rig.create();
        for (std::uint64_t i = 0; i < 2; ++i) {
            for (const char *run : {"R-0001", "R-0002", "R-0003"})
                QVERIFY(store->appendRunEntry(run, i, "entry", {}));
        }
        const auto before = store->runs().value();
        store.reset();
        // Of the second the first entry, of the third both.
        execute(rig, {"UPDATE rotation SET body = x'00112233' WHERE rowid IN (2, 3, 6)"});
        store = rig.open();
        QCOMPARE(store->runs().value(), (std::vector<std::string>{"R-0001", "R-0002"}));
        QCOMPARE(store->runEntries("R-0001").value().size(), 2U);
        QCOMPARE(store->runEntries("R-0002").error().kind, ErrorKind::Malformed);
        QCOMPARE(store->reserveRun().value(), std::string("R-0004")); // not one that is damaged
        QVERIFY(store->appendRunEntry("R-0003", 2, "entry", {}));
        QCOMPARE(store->runs().value(), before); // its name is known again
        QCOMPARE(store->runEntries("R-0003").error().kind, ErrorKind::Malformed);
    }

    void valuesAreKeptSealed_data() { kinds(); }
    void valuesAreKeptSealed()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        auto store = rig.create();
        MadeUp madeUp(7);
        const std::string value = madeUp.alphanumeric(40);
        QVERIFY(store->keepRunValue("R-0001", "new A", secret::SecretBytes::copyOf("first")));
        QVERIFY(store->keepRunValue("R-0001", "new A", secret::SecretBytes::copyOf(value)));
        QVERIFY(store->keepRunValue("R-0001", "new B", secret::SecretBytes::copyOf("other")));
        QVERIFY(store->appendRunEntry("R-0001", 0, "begun", {}));
        QVERIFY(store->roll());
        store = rig.open();
        QCOMPARE(valueOf(*store, "R-0001", "new A"), value);
        QCOMPARE(valueOf(*store, "R-0002", "new A"), std::string("none"));
        QCOMPARE(store->runEntries("R-0001").value(), std::vector<std::string>{"begun"});
        QVERIFY(store->dropRunValue("R-0001", "new A"));
        QCOMPARE(valueOf(*store, "R-0001", "new A"), std::string("none"));
        QCOMPARE(valueOf(*store, "R-0001", "new B"), std::string("other"));
        store->lock();
        QCOMPARE(store->runValue("R-0001", "new B").error().kind, ErrorKind::Denied);
        QCOMPARE(store->runs().error().kind, ErrorKind::Denied);
        QCOMPARE(store->runEntryCounts().error().kind, ErrorKind::Denied);
        if (kind == u"sqlite") {
            QFile file(QString::fromStdString(rig.location.path));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains(value.c_str()));
        }
    }

    void aStoreFromBeforeRotationsIsBroughtUp_data() { kinds(); }
    void aStoreFromBeforeRotationsIsBroughtUp()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        QVERIFY(keepSome(*rig.create(), 5));
        execute(rig,
                {"DROP TABLE rotation", "DROP TABLE rotationvalue",
                 "UPDATE meta SET value = '1' WHERE name = 'schema'"});
        const auto store = rig.open();
        QCOMPARE(loaded(*store).size(), 5U);
        QCOMPARE(store->info().value().schema, 3);
        QVERIFY(store->appendRunEntry("R-0001", 0, "begun", {}));
        QVERIFY(store->check({}).value().problems.empty());
    }
};

QTEST_GUILESS_MAIN(TestStoreRuns)
#include "tst_storeruns.moc"

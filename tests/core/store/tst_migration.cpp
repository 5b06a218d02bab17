// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "core/store/schema.h"
#include "tests/support/storerig.h"

#include <QDir>

#include <filesystem>

using namespace rekey;
using namespace rekey::test;
using namespace Qt::StringLiterals;

/// A step that no program has yet, on a store of today's: the copy before it, and that a step which
/// fails leaves everything as it was.
class TestMigration : public QObject
{
    Q_OBJECT

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("postgresql") << u"postgresql"_s;
    }

    static int today() { return store::migrations().back().version; }

    static std::vector<store::Migration> stepsWith(std::vector<std::string> statements)
    {
        std::vector<store::Migration> steps(store::migrations().begin(), store::migrations().end());
        steps.push_back({today() + 1, std::move(statements)});
        return steps;
    }

    static std::unique_ptr<store::Database> databaseOf(const StoreRig &rig)
    {
        auto database = store::Database::open(rig.location, {}, false);
        if (!database)
            qFatal("%s", database.error().text().c_str());
        return std::move(*database);
    }

    static std::string copyOf(const StoreRig &rig)
    {
        return rig.location.path + ".before-" + std::to_string(today());
    }

    static std::uint64_t countIn(store::Database &database, const char *what)
    {
        auto query = database.prepare(std::string("SELECT count(*) FROM ") + what);
        if (!query || !query->one())
            return 0;
        const std::uint64_t count = query->count(0);
        query->finish();
        return count;
    }

private Q_SLOTS:
    void stateBeforeIsKept_data() { kinds(); }
    void stateBeforeIsKept()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        QVERIFY(keepSome(*rig.create(), 30));
        const auto database = databaseOf(rig);
        const auto steps = stepsWith({"ALTER TABLE source ADD COLUMN extra {int}"});
        const auto migrated = store::migrate(*database, steps);
        QVERIFY2(migrated.has_value(), migrated ? "" : migrated.error().text().c_str());
        QCOMPARE(store::schemaVersion(*database).value(), today() + 1);
        QVERIFY(store::migrate(*database, steps).has_value()); // nothing to do
        // This program knows no such step.
        const auto newer = store::openStore(rig.location, rig.options);
        QCOMPARE(newer.error().kind, ErrorKind::Unsupported);
        QVERIFY(newer.error().detail.contains("newer version"));
        if (kind == u"postgresql") {
            const std::string before = "rekey_before_" + std::to_string(today());
            QCOMPARE(countIn(*database, (before + ".finding").c_str()), 30U);
            QCOMPARE(countIn(*database, (before + ".event").c_str()), countIn(*database, "event"));
            return;
        }
        // The copy is a store by itself, for nobody else's eyes.
        const std::string copy = copyOf(rig);
        QCOMPARE(std::filesystem::status(copy).permissions(),
                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        rig.location = store::StoreLocation::file(copy);
        const auto before = rig.open();
        QCOMPARE(loaded(*before).size(), 30U);
        QVERIFY(before->check({}).value().problems.empty());
    }

    void stepThatFailsChangesNothing_data() { kinds(); }
    void stepThatFailsChangesNothing()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        QVERIFY(keepSome(*rig.create(), 30));
        {
            const auto database = databaseOf(rig);
            const auto failed = store::migrate(
                *database,
                stepsWith({"ALTER TABLE source ADD COLUMN extra {int}", "DELETE FROM finding",
                           "INSERT INTO no_such_table VALUES (1)"}));
            QVERIFY(!failed.has_value());
            const std::string &words = failed.error().detail;
            QVERIFY2(words.contains("it is as it was"), words.c_str());
            QCOMPARE(words.contains(copyOf(rig)), kind == u"sqlite");
            QCOMPARE(store::schemaVersion(*database).value(), today());
        }
        const auto store = rig.open();
        QCOMPARE(loaded(*store).size(), 30U);
        QVERIFY(store->check({}).value().problems.empty());
        // Once it is put right, the copy that the failure left is no hindrance.
        const auto database = databaseOf(rig);
        QVERIFY(store::migrate(*database, stepsWith({"CREATE TABLE later (one {int})"})));
    }

    void withoutACopyNothingIsTried()
    {
        StoreRig rig(u"sqlite"_s);
        QVERIFY(keepSome(*rig.create(), 3));
        QVERIFY(QDir().mkpath(QString::fromStdString(copyOf(rig)) + u"/in the way"_s));
        const auto database = databaseOf(rig);
        const auto refused = store::migrate(*database, stepsWith({"DROP TABLE finding"}));
        QVERIFY(!refused.has_value());
        QVERIFY2(refused.error().text().contains(".before-"), refused.error().text().c_str());
        QCOMPARE(countIn(*database, "finding"), 3U);
        QCOMPARE(store::schemaVersion(*database).value(), today());
    }

    void readOnlyStoreIsNotMigrated()
    {
        StoreRig rig(u"sqlite"_s);
        QVERIFY(keepSome(*rig.create(), 3));
        auto database = store::Database::open(rig.location, {.isReadOnly = true}, false);
        const auto refused = store::migrate(**database, stepsWith({"DROP TABLE finding"}));
        QCOMPARE(refused.error().kind, ErrorKind::Denied);
        QVERIFY(!std::filesystem::exists(copyOf(rig)));
    }
};

QTEST_GUILESS_MAIN(TestMigration)
#include "tst_migration.moc"

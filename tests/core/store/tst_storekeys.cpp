// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/storerig.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

using namespace rekey;
using namespace rekey::test;
using namespace Qt::StringLiterals;

/// Passphrases, members, rolls, tampering and copies, on each kind of store that stays.
class TestStoreKeys : public QObject
{
    Q_OBJECT

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("postgresql") << u"postgresql"_s;
    }

    /// Runs statements behind the store's back.
    static void tamper(const StoreRig &rig, const QStringList &statements)
    {
        const bool isFile = rig.location.kind == store::StoreLocation::Kind::File;
        {
            QSqlDatabase database
                = QSqlDatabase::addDatabase(isFile ? u"QSQLITE"_s : u"QPSQL"_s, u"tamper"_s);
            database.setDatabaseName(
                QString::fromStdString(isFile ? rig.location.path : rig.location.database));
            database.setHostName(QString::fromStdString(rig.location.host));
            database.setUserName(QString::fromStdString(rig.location.user));
            QVERIFY(database.open());
            QSqlQuery query(database);
            if (!isFile)
                QVERIFY(query.exec(u"SET search_path TO rekey"_s));
            for (const QString &statement : statements)
                QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
        }
        QSqlDatabase::removeDatabase(u"tamper"_s);
    }

    static bool canOpen(const StoreRig &rig, std::string_view words)
    {
        const auto opened = store::openStore(rig.location, rig.options);
        return opened && (*opened)->unlock(passphrase(words)).has_value();
    }

private Q_SLOTS:
    void wrongPassphraseIsRefusedAndThenLater_data() { kinds(); }
    void wrongPassphraseIsRefusedAndThenLater()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        rig.create().reset();
        const auto store = store::openStore(rig.location, rig.options).value();
        QCOMPARE(store->state(), finding::KeeperState::Locked);
        const auto wrong = store->unlock(passphrase("x"));
        const auto longer = store->unlock(passphrase("open sesame!"));
        QCOMPARE(wrong.error().kind, ErrorKind::Denied);
        QCOMPARE(longer.error().kind, ErrorKind::Denied);
        QVERIFY2(longer.error().detail.contains("pause"), longer.error().detail.c_str());
        QVERIFY(!store->unlock(passphrase())); // even the right one
        QTRY_VERIFY_WITH_TIMEOUT(store->unlock(passphrase()).has_value(), 5000);
        QCOMPARE(store->state(), finding::KeeperState::Open);
    }

    void passphraseIsChanged_data() { kinds(); }
    void passphraseIsChanged()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        const auto store = rig.create();
        QVERIFY(keepSome(*store, 3));
        QVERIFY(store->changePassphrase("ada", passphrase("new words"), kQuickCost));
        QCOMPARE(store->changePassphrase("bob", passphrase("x"), kQuickCost).error().kind,
                 ErrorKind::NotFound);
        QCOMPARE(store->changePassphrase("ada", {}, kQuickCost).error().kind, ErrorKind::Invalid);
        QVERIFY(!canOpen(rig, "open sesame"));
        QVERIFY(canOpen(rig, "new words"));
    }

    void membersComeAndGo_data() { kinds(); }
    void membersComeAndGo()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        const auto store = rig.create();
        QVERIFY(keepSome(*store, 300));
        const auto bob = store::makePassphraseSlot("bob", passphrase("bob's"), kQuickCost).value();
        QVERIFY(store->addMember(store::KeySlot::fromOffer(bob.slot.offer()).value()));
        QCOMPARE(store->addMember(bob.slot).error().kind, ErrorKind::Invalid);
        const auto his = store::openStore(rig.location, rig.options).value();
        QVERIFY(his->unlock(passphrase("bob's")));
        QCOMPARE(std::string(his->value(fakeId(7), {}).value().view()), fakeValue(7));
        QVERIFY(store->removeMember("bob"));
        QCOMPARE(store->info().value().epoch, 2U);
        QCOMPARE(store->removeMember("ada").error().kind, ErrorKind::Invalid);
        QCOMPARE(store->removeMember("bob").error().kind, ErrorKind::NotFound);
        // The key that he holds opens nothing any more.
        QCOMPARE(his->value(fakeId(7), {}).error().kind, ErrorKind::Denied);
        QCOMPARE(his->state(), finding::KeeperState::Locked);
        QVERIFY(!canOpen(rig, "bob's"));
        QVERIFY(canOpen(rig, "open sesame"));
        QVERIFY(store->check({}).value().problems.empty());
    }

    void rollSealsEveryRowAnew_data() { kinds(); }
    void rollSealsEveryRowAnew()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        auto store = rig.create();
        QVERIFY(keepSome(*store, 1500));
        QVERIFY(store->setProperty("room", "key", "text"));
        QVERIFY(store->keepIncident({}));
        const auto change = decide(fakeId(3), 0, finding::Decision::Confirmed);
        QVERIFY(store->change(std::span(&change, 1)));
        QVERIFY(store->roll());
        QVERIFY(store->roll());
        store.reset();
        store = rig.open();
        QCOMPARE(store->info().value().epoch, 3U);
        const auto report = store->check({}).value();
        QVERIFY(report.problems.empty());
        QCOMPARE(report.values, 1500U);
        QCOMPARE(report.events, 1504U); // found, incident, decision, two rolls
        QCOMPARE(store->property("room", "key").value(), std::optional<std::string>("text"));
        QCOMPARE(loaded(*store)[2].record.triage.decision, finding::Decision::Confirmed);
    }

    void keyringOpensWithoutPassphrase()
    {
        StoreRig rig(u"sqlite"_s);
        const auto keyring = std::make_shared<FakeKeyring>();
        rig.options.keyring = keyring;
        store::Protection protection;
        protection.kind = store::KeySlot::Kind::Keyring;
        auto store = store::createStore(rig.location, rig.options, std::move(protection)).value();
        QVERIFY(keepSome(*store, 3));
        QCOMPARE(keyring->keys.size(), 1U);
        store = store::openStore(rig.location, rig.options).value();
        QVERIFY(store->unlock({}));
        QCOMPARE(loaded(*store).size(), 3U);
        store->lock();
        keyring->keys.clear();
        QCOMPARE(store->unlock({}).error().kind, ErrorKind::Denied);
    }

    void emptyPassphraseMakesNoStore()
    {
        StoreRig rig(u"sqlite"_s);
        QCOMPARE(store::createStore(rig.location, rig.options, {}).error().kind,
                 ErrorKind::Invalid);
        QVERIFY(!QFile::exists(QString::fromStdString(rig.location.path)));
        rig.create().reset();
        QCOMPARE(store::createStore(rig.location, rig.options, StoreRig::protection()).error().kind,
                 ErrorKind::Invalid);
    }

    void nothingOfAFindingStandsOpenInTheFile()
    {
        StoreRig rig(u"sqlite"_s);
        auto store = rig.create();
        const secret::Vault vault;
        finding::Finding finding = bareFinding(1);
        finding.value = vault.seal("made-up-value-of-a-secret");
        finding.places = {fakePlace("path/of/a/place.txt", sources::Reach::File, 0, "An Author")};
        const std::uint32_t source = store->keepSource(fakeSource("/root/of/a/source")).value();
        QVERIFY(store->keep(std::span(&finding, 1), std::span(&source, 1), vault, true));
        auto change = decide(finding.id, 0, finding::Decision::Confirmed);
        change.triage.note = "a note of somebody";
        QVERIFY(store->change(std::span(&change, 1)));
        QVERIFY(store->setProperty("a room of it", "a key of it", "a text of it"));
        store.reset();
        QFile file(QString::fromStdString(rig.location.path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const char *text : {"made-up-value", "path/of/a", "An Author", "/root/of", "a note of",
                                 "a room of", "a key of", "a text of", "GitHub"})
            QVERIFY2(!bytes.contains(text), text);
    }

    void checkFindsTampering_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QStringList>("statements");
        QTest::addColumn<std::string>("where");
        for (const char *name : {"sqlite", "postgresql"}) {
            const QString kind = QString::fromLatin1(name);
            const auto row = [&](const char *what, const QStringList &statements,
                                 const char *where) {
                QTest::addRow("%s: %s", name, what) << kind << statements << std::string(where);
            };
            row("cut off", {u"DELETE FROM event WHERE number > 40"_s}, "timeline 41");
            row("cut off, end too",
                {u"DELETE FROM event WHERE number > 40"_s,
                 u"UPDATE head SET events = 40, hash = (SELECT hash FROM event WHERE number = 40)"_s},
                "timeline");
            row("one taken out", {u"DELETE FROM event WHERE number = 17"_s}, "timeline 17");
            row("first taken out", {u"DELETE FROM event WHERE number = 1"_s}, "timeline 1");
            row("two swapped",
                {u"UPDATE event SET number = 1000 WHERE number = 20"_s,
                 u"UPDATE event SET number = 20 WHERE number = 21"_s,
                 u"UPDATE event SET number = 21 WHERE number = 1000"_s},
                "timeline 20");
            row("one put over another",
                {u"UPDATE event SET body = (SELECT body FROM event WHERE number = 5) "
                 "WHERE number = 9"_s},
                "timeline 9");
            row("digest altered",
                {u"UPDATE event SET hash = (SELECT hash FROM event WHERE number = 5) "
                 "WHERE number = 9"_s},
                "timeline 9");
            row("put to another finding", {u"UPDATE event SET finding = 3 WHERE number = 9"_s},
                "timeline 9");
            row("added",
                {u"INSERT INTO event (number, finding, body, hash) "
                 "SELECT 51, finding, body, hash FROM event WHERE number = 50"_s},
                "timeline 51");
            row("values swapped",
                {u"UPDATE finding SET secrets = (SELECT secrets FROM finding WHERE number = 2) "
                 "WHERE number = 6"_s},
                "finding 6");
            row("finding altered",
                {u"UPDATE finding SET body = (SELECT body FROM finding WHERE number = 2) "
                 "WHERE number = 6"_s},
                "finding 6");
            row("finding taken out", {u"DELETE FROM finding WHERE number = 6"_s}, "timeline 6");
            row("record of another", {u"UPDATE record SET number = 5 WHERE number = 4"_s},
                "record 5");
        }
    }

    void checkFindsTampering()
    {
        QFETCH(QString, kind);
        QFETCH(QStringList, statements);
        QFETCH(std::string, where);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        {
            const auto store = rig.create();
            QVERIFY(keepSome(*store, 49));
            const auto change = decide(fakeId(4), 0, finding::Decision::Confirmed);
            QVERIFY(store->change(std::span(&change, 1)));
            QVERIFY(store->check({}).value().problems.empty());
        }
        tamper(rig, statements);
        const auto report = rig.open()->check({}).value();
        QVERIFY(report.problemCount > 0);
        QCOMPARE(report.problems.front().where, where);
    }

    void checkFindsAnEntryOfManyThatIsHidden_data() { kinds(); }
    void checkFindsAnEntryOfManyThatIsHidden()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        {
            const auto store = rig.create();
            QVERIFY(keepSome(*store, 30));
            std::vector<finding::TriageChange> changes;
            for (std::uint32_t number = 1; number <= 30; ++number)
                changes.push_back(decide(fakeId(number), 0, finding::Decision::Confirmed));
            QVERIFY(store->change(changes));
            QCOMPARE(store->info().value().events, 31U);
        }
        tamper(rig, {u"UPDATE event SET finding = 0 WHERE finding = -1"_s});
        auto report = rig.open()->check({}).value();
        QCOMPARE(report.problems.front().where, std::string("timeline 31"));
        tamper(rig, {u"UPDATE event SET finding = -1 WHERE finding IN (0, 17)"_s});
        report = rig.open()->check({}).value();
        QCOMPARE(report.problemCount, 1U);
        QCOMPARE(report.problems.front().where, std::string("timeline 17"));
    }

    void alteredEndStopsWriting()
    {
        StoreRig rig(u"sqlite"_s);
        QVERIFY(keepSome(*rig.create(), 50));
        tamper(
            rig,
            {u"DELETE FROM event WHERE number > 40"_s,
             u"UPDATE head SET events = 40, hash = (SELECT hash FROM event WHERE number = 40)"_s});
        const auto store = rig.open();
        const auto change = decide(fakeId(4), 0, finding::Decision::Confirmed);
        QCOMPARE(store->change(std::span(&change, 1)).error().kind, ErrorKind::Malformed);
        QCOMPARE(loaded(*store).size(), 50U);
    }

    void foreignPublicKeyIsRefused_data() { kinds(); }
    void foreignPublicKeyIsRefused()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        rig.create().reset();
        tamper(rig, {u"UPDATE meta SET value = (SELECT hash FROM head) WHERE name = 'public'"_s});
        const auto store = store::openStore(rig.location, rig.options).value();
        QCOMPARE(store->unlock(passphrase()).error().kind, ErrorKind::Malformed);
        QCOMPARE(store->state(), finding::KeeperState::Locked);
    }

    void rubbishInTheInboxDoesNotLockOut_data() { kinds(); }
    void rubbishInTheInboxDoesNotLockOut()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        const auto store = rig.create();
        store->lock();
        QVERIFY(keepSome(*store, 10));
        tamper(rig,
               {u"UPDATE inbox SET number = number + 1000"_s,
                u"INSERT INTO inbox (number, body) SELECT 1, hash FROM head"_s});
        QVERIFY(store->unlock(passphrase()));
        QCOMPARE(loaded(*store).size(), 10U);
        QCOMPARE(store->info().value().inbox, 1U);
    }

    void backupIsAStore_data() { kinds(); }
    void backupIsAStore()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        const auto store = rig.create();
        QVERIFY(keepSome(*store, 300));
        const QString path = rig.folder.filePath(u"copy.db"_s);
        QVERIFY(store->backup(path.toStdString()));
        QCOMPARE(store->backup(path.toStdString()).error().kind, ErrorKind::Invalid);
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        const auto copy
            = store::openStore(store::StoreLocation::file(path.toStdString()), rig.options).value();
        QVERIFY(copy->unlock(passphrase()));
        QVERIFY(copy->check({}).value().problems.empty());
        QCOMPARE(loaded(*copy).size(), 300U);
        QCOMPARE(copy->info().value().head, store->info().value().head);
    }
};

QTEST_GUILESS_MAIN(TestStoreKeys)
#include "tst_storekeys.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/failingdisk.h"
#include "tests/support/storerig.h"

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

using namespace rekey;
using namespace rekey::test;
using namespace Qt::StringLiterals;

/// Kills, full disks, locks and read-only files: nothing that was kept is lost.
///
/// REKEY_KILLS sets how often the deciding writer is killed (default 25), the others a fifth of it.
/// Each test says how many kills it ran and after how many everything held.
class TestStoreCrash : public QObject
{
    Q_OBJECT

    static int kills()
    {
        bool isNumber = false;
        const int count = qEnvironmentVariableIntValue("REKEY_KILLS", &isNumber);
        return isNumber && count > 0 ? count : 25;
    }

    /// Of rolls and scans, which take longer to come back from.
    static int slowKills() { return std::max(kills() / 5, 3); }

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sqlite") << u"sqlite"_s;
        QTest::newRow("postgresql") << u"postgresql"_s;
    }

    static QString textOf(const StoreRig &rig)
    {
        const store::StoreLocation &location = rig.location;
        if (location.kind == store::StoreLocation::Kind::File)
            return QString::fromStdString(location.path);
        return u"postgresql://rekey@/%1?host=%2"_s.arg(QString::fromStdString(location.database),
                                                       QString::fromStdString(location.host));
    }

    /// What a writer said until it was killed at a random moment.
    static QList<QByteArray> killedWriter(const QString &verb, const StoreRig &rig)
    {
        QProcess writer;
        writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        writer.start(QStringLiteral(REKEY_STOREWRITER), {verb, textOf(rig)});
        if (!writer.waitForStarted(60'000))
            return {};
        while (!writer.canReadLine() && writer.waitForReadyRead(60'000)) { }
        const int moment = QRandomGenerator::global()->bounded(120);
        QDeadlineTimer until(moment);
        while (!until.hasExpired())
            writer.waitForReadyRead(static_cast<int>(until.remainingTime()) + 1);
        writer.kill();
        writer.waitForFinished(60'000);
        QList<QByteArray> lines = writer.readAllStandardOutput().split('\n');
        lines.removeLast(); // what stands behind the last line break
        return lines;
    }

    static void verify(const store::Store &store, const char *what)
    {
        const auto report = store.check({});
        QVERIFY2(report.has_value(), what);
        QVERIFY2(report->isTimelineChecked, what);
        for (const auto &problem : report->problems)
            qWarning("%s: %s: %s", what, problem.where.c_str(), problem.what.c_str());
        QVERIFY2(report->problems.empty(), what);
    }

private Q_SLOTS:
    void initTestCase() { FailingDisk::install(); }
    void cleanup() { FailingDisk::failAfter(-1); }

    void decisionsSurviveKills_data() { kinds(); }
    void decisionsSurviveKills()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        QVERIFY(keepSome(*rig.create(), 20));
        std::size_t decisions = 0;
        std::size_t unsaid = 0;
        int held = 0;
        for (; held < kills(); ++held) {
            const auto said = killedWriter(u"decide"_s, rig);
            QVERIFY2(said.size() > 0, "the writer did not start");
            std::map<std::uint32_t, std::uint64_t> versions;
            for (const QByteArray &line : said.sliced(1)) {
                const QList<QByteArray> words = line.split(' ');
                versions[words[0].toUInt()] = words[1].toULongLong();
                ++decisions;
            }
            const auto store = rig.open();
            verify(*store, "after a kill");
            for (const auto &kept : loaded(*store)) {
                const auto last = versions.find(kept.finding.number);
                if (last == versions.end())
                    continue;
                QVERIFY2(kept.record.version >= last->second, "a kept decision is lost");
                unsaid += kept.record.version - last->second;
                QCOMPARE(kept.record.triage.note, std::to_string(kept.record.version));
            }
        }
        qInfo(
            "%s, decisions: %d kills, %d held; %zu decisions said to be kept, none lost, %zu kept "
            "but not yet said; the chain verifies after each",
            qPrintable(kind), kills(), held, decisions, unsaid);
    }

    void rollsSurviveKills_data() { kinds(); }
    void rollsSurviveKills()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        StoreRig rig(kind);
        {
            const auto store = rig.create();
            QVERIFY(keepSome(*store, 2500));
            QVERIFY(store->setProperty("room", "key", "text"));
        }
        int held = 0;
        for (; held < slowKills(); ++held) {
            QVERIFY(!killedWriter(u"roll"_s, rig).isEmpty());
            const auto store = rig.open(); // goes on with the roll
            verify(*store, "after a kill in a roll");
            QCOMPARE(store->check({}).value().values, 2500U);
            QCOMPARE(store->property("room", "key").value(), std::optional<std::string>("text"));
        }
        qInfo("%s, key rolls: %d kills, %d held; rolled to epoch %u", qPrintable(kind), slowKills(),
              held, rig.open()->info().value().epoch);
    }

    void scansAreKeptWhollyOrNotAtAll_data() { kinds(); }
    void scansAreKeptWhollyOrNotAtAll()
    {
        QFETCH(QString, kind);
        if (const QString problem = StoreRig::problem(kind); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        int held = 0;
        for (; held < slowKills(); ++held) {
            StoreRig rig(kind);
            rig.create().reset();
            const auto said = killedWriter(u"keep"_s, rig);
            QVERIFY(!said.isEmpty());
            const auto store = rig.open();
            verify(*store, "after a kill in a keep");
            const std::size_t findings = loaded(*store).size();
            QCOMPARE(findings % 100, 0U);
            QVERIFY(findings >= (said.size() > 1 ? said.last().toULongLong() : 0));
        }
        qInfo("%s, scans: %d kills, %d held; each scan kept wholly or not at all", qPrintable(kind),
              slowKills(), held);
    }

    void fullDiskLosesNothing()
    {
        StoreRig rig(u"sqlite"_s);
        auto store = rig.create();
        QVERIFY(keepSome(*store, 50));
        std::uint64_t version = 0;
        int failures = 0;
        for (int writes = 0;; ++writes) {
            FailingDisk::failAfter(writes);
            auto change = decide(fakeId(1), version, finding::Decision::Confirmed);
            change.triage.note = std::string(20'000, 'x'); // some pages
            const auto outcome = store->change(std::span(&change, 1));
            const bool hasFailed = FailingDisk::hasFailed();
            FailingDisk::failAfter(-1); // room was made
            QCOMPARE(outcome.has_value(), !hasFailed);
            if (!outcome) {
                ++failures;
                QCOMPARE(outcome.error().kind, ErrorKind::Io);
                QVERIFY2(outcome.error().detail.contains("try again"),
                         outcome.error().detail.c_str());
            }
            const auto all = loaded(*store);
            const std::uint64_t stands = all.front().record.version;
            QVERIFY(stands >= version + (outcome ? 1 : 0) && stands <= version + 1);
            version = stands;
            verify(*store, "after a full disk");
            if (outcome)
                break;
        }
        QVERIFY(failures >= 3);
        store = rig.open();
        verify(*store, "opened again");
        QCOMPARE(loaded(*store).front().record.version, version);
    }

    void anotherProgramsLockIsSaid()
    {
        StoreRig rig(u"sqlite"_s);
        rig.options.busyTimeoutMs = 50;
        const auto store = rig.create();
        QVERIFY(keepSome(*store, 2));
        sqlite3 *other = nullptr;
        QCOMPARE(sqlite3_open(rig.location.path.c_str(), &other), SQLITE_OK);
        QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
        const auto change = decide(fakeId(1), 0, finding::Decision::Confirmed);
        const auto refused = store->change(std::span(&change, 1));
        QCOMPARE(refused.error().kind, ErrorKind::Denied);
        QVERIFY(refused.error().detail.contains("another program"));
        QCOMPARE(loaded(*store).size(), 2U); // reading goes on
        sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
        sqlite3_close(other);
        QVERIFY(store->change(std::span(&change, 1)).value().front().isKept);
    }

    void readOnlyStoreChangesNothing()
    {
        StoreRig rig(u"sqlite"_s);
        QVERIFY(keepSome(*rig.create(), 2));
        rig.options.isReadOnly = true;
        const auto store = rig.open();
        QCOMPARE(store->state(), finding::KeeperState::ReadOnly);
        QCOMPARE(loaded(*store).size(), 2U);
        const auto change = decide(fakeId(1), 0, finding::Decision::Confirmed);
        const auto refused = store->change(std::span(&change, 1));
        QCOMPARE(refused.error().kind, ErrorKind::Denied);
        QVERIFY(refused.error().detail.contains("read-only"));
        QCOMPARE(store->keepSource(fakeSource("/x")).error().kind, ErrorKind::Denied);
        QVERIFY(store->check({}).value().problems.empty());
    }

    void fileThatCannotBeWrittenOpensReadOnly()
    {
        StoreRig rig(u"sqlite"_s);
        QVERIFY(keepSome(*rig.create(), 2));
        const std::filesystem::path folder = std::filesystem::path(rig.location.path).parent_path();
        const bool isRoot = ::geteuid() == 0; // for whom no file is read-only
        if (isRoot) {
            QCOMPARE(::chown(folder.c_str(), 65534, 65534), 0);
            QCOMPARE(::chown(rig.location.path.c_str(), 65534, 65534), 0);
            std::filesystem::permissions(rig.folder.path().toStdString(),
                                         std::filesystem::perms::others_exec,
                                         std::filesystem::perm_options::add);
        }
        std::filesystem::permissions(rig.location.path, std::filesystem::perms::owner_read);
        std::filesystem::permissions(
            folder, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
        QProcess reader;
        const QStringList arguments = {u"show"_s, textOf(rig)};
        if (isRoot)
            reader.start(u"setpriv"_s,
                         QStringList{u"--reuid=nobody"_s, u"--regid=nogroup"_s, u"--clear-groups"_s,
                                     QStringLiteral(REKEY_STOREWRITER)}
                             + arguments);
        else
            reader.start(QStringLiteral(REKEY_STOREWRITER), arguments);
        QVERIFY(reader.waitForFinished(60'000));
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
        QCOMPARE(reader.readAllStandardOutput(), QByteArray("read-only 2\n"));
    }

    void fileIsPrivate()
    {
        StoreRig rig(u"sqlite"_s);
        const auto store = rig.create();
        QVERIFY(keepSome(*store, 2));
        const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        const std::string path = rig.location.path;
        for (const std::string &name : {path, path + "-wal", path + "-shm",
                                        std::filesystem::path(path).parent_path().string()})
            QCOMPARE(std::filesystem::status(name).permissions() & others,
                     std::filesystem::perms::none);
    }

    void damagedFilesAreNamed()
    {
        StoreRig rig(u"sqlite"_s);
        QVERIFY(keepSome(*rig.create(), 500));
        const QString path = QString::fromStdString(rig.location.path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 at = 8192; at < file.size(); at += 4096) {
            file.seek(at);
            file.write(QByteArray(64, '\x55'));
        }
        file.close();
        const auto opened = store::openStore(rig.location, rig.options);
        QCOMPARE(opened.error().kind, ErrorKind::Malformed);
        QVERIFY(opened.error().detail.contains("backup"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("just a text, and a rather long one, so that it is no empty database at all, "
                   "for SQLite takes a file without a single byte for one that is new");
        file.close();
        QCOMPARE(store::openStore(rig.location, rig.options).error().kind, ErrorKind::Malformed);
    }
};

QTEST_GUILESS_MAIN(TestStoreCrash)
#include "tst_storecrash.moc"

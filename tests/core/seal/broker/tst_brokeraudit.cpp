// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/auditfollower.h"
#include "core/seal/broker/auditlog.h"
#include "core/seal/broker/auditqueue.h"
#include "core/seal/broker/auditreader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <csignal>
#include <numeric>
#include <span>
#include <thread>

using namespace rekey;
using namespace rekey::broker;

/// The log of the broker: its chain, its files, and what happens when there is no room for it.
class TestBrokerAudit : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    AuditPlace m_place;

    static AuditRecord record(const std::string &path)
    {
        AuditRecord made;
        made.time = 1'700'000'000'000;
        made.method = "GET";
        made.host = "h.example:8443";
        made.path = path;
        made.status = 200;
        return made;
    }
    void writeMany(int count)
    {
        auto log = AuditLog::open(m_place);
        QVERIFY(log);
        for (int i = 0; i < count; ++i)
            QVERIFY(log->write(record("/" + std::to_string(i))));
    }
    [[nodiscard]] Result<AuditCheck> check(std::vector<std::uint64_t> *numbers = nullptr,
                                           const AuditFilter &filter = {}) const
    {
        return readAudit(m_place.file, filter,
                         [numbers](std::string_view, const nlohmann::json &line) {
                             if (numbers != nullptr)
                                 numbers->push_back(line["n"].get<std::uint64_t>());
                         });
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_place = {m_folder->filePath(QStringLiteral("below/audit.jsonl")).toStdString(), 2000, 3};
    }

    void goesOnAcrossFilesAndRuns()
    {
        for (int run = 0; run < 8; ++run)
            writeMany(5);
        const std::vector<std::string> files = auditFiles(m_place.file);
        QCOMPARE(files.size(), 4); // three old ones are kept
        QCOMPARE(files.back(), m_place.file);
        for (const std::string &file : files) {
            QVERIFY(QFile(QString::fromStdString(file)).size() <= 2000);
            QVERIFY(!(QFile::permissions(QString::fromStdString(file)) & QFileDevice::ReadOther));
        }
        std::vector<std::uint64_t> numbers;
        const auto whole = check(&numbers);
        QVERIFY(whole);
        QCOMPARE(whole->problem, std::string());
        QCOMPARE(numbers.back(), 40);
        QVERIFY(numbers.front() > 1);
        QCOMPARE(numbers.size(), whole->records);
        for (std::size_t i = 1; i < numbers.size(); ++i)
            QCOMPARE(numbers[i], numbers[i - 1] + 1);
    }

    void writesManyAtOnceAsOneByOne()
    {
        std::vector<std::string> records;
        for (int i = 0; i < 25; ++i)
            records.push_back(auditMembers(record("/" + std::to_string(i))));
        m_place.keptFiles = 100;
        auto log = AuditLog::open(m_place);
        QVERIFY(log);
        std::vector<std::size_t> counts;
        for (std::span rest(records); !rest.empty();) {
            const auto count = log->write(rest);
            QVERIFY(count);
            counts.push_back(*count);
            rest = rest.subspan(*count);
        }
        // As many each time as a file takes, and the next ones begin another.
        QVERIFY(counts.size() > 2);
        QVERIFY(counts.front() > 2);
        QCOMPARE(auditFiles(m_place.file).size(), counts.size());
        for (const std::string &file : auditFiles(m_place.file))
            QVERIFY(QFile(QString::fromStdString(file)).size() <= 2000);
        std::vector<std::uint64_t> numbers;
        const auto whole = check(&numbers);
        QCOMPARE(whole->problem, std::string());
        QCOMPARE(numbers.size(), 25U);
        QCOMPARE(numbers.back(), 25U);
    }

    void keepsNoneOfManyThatDoNotFit()
    {
        m_place.maxBytes = 1'000'000;
        auto log = AuditLog::open(m_place);
        QVERIFY(log->write(record("/1")));
        const std::vector<std::string> records(3, auditMembers(record("/2")));
        const auto size = static_cast<rlim_t>(QFile(QString::fromStdString(m_place.file)).size());
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit full{size + records.front().size() + 200, before.rlim_max};
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
        const auto all = log->write(records);
        const auto one = log->write(std::span(records).first(1));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!all);
        QCOMPARE(all.error().kind, ErrorKind::Io);
        QVERIFY(one);
        std::vector<std::uint64_t> numbers;
        QCOMPARE(check(&numbers)->problem, std::string());
        QCOMPARE(numbers, (std::vector<std::uint64_t>{1, 2}));
    }

    void goesOnBehindAFullFile()
    {
        writeMany(6);
        // As if it had ended just after a new file was begun.
        const QString file = QString::fromStdString(m_place.file);
        QVERIFY(QFile::rename(file, file + QStringLiteral(".000009")));
        writeMany(1);
        const auto whole = check();
        QVERIFY(whole);
        QCOMPARE(whole->problem, std::string());
        QCOMPARE(whole->records, 7);
    }

    void noticesAMissingFile()
    {
        writeMany(25);
        const std::vector<std::string> files = auditFiles(m_place.file);
        QVERIFY(files.size() > 2);
        QVERIFY(QFile::remove(QString::fromStdString(files[1])));
        const auto broken = check();
        QVERIFY(broken);
        QVERIFY(broken->problem.contains("the chain is broken here"));
    }

    void escapesWhatClientsSend()
    {
        auto log = AuditLog::open(m_place);
        AuditRecord hostile = record("/\x1b[2J\"\\\xff\n{\"n\":1}");
        AuditUse use;
        use.parameters = {{"a\"b\n", std::nullopt}};
        hostile.uses = {use};
        QVERIFY(log->write(hostile));
        QFile file(QString::fromStdString(m_place.file));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count('\n'), 1);
        QVERIFY(!text.contains('\x1b'));
        QVERIFY(nlohmann::json::accept(text.toStdString()));
    }

    void findsRecordsByHostAndTime()
    {
        writeMany(2);
        const auto wanted = [this](const std::string &host, std::optional<std::int64_t> since) {
            return check(nullptr, {{}, host, since})->wanted;
        };
        QCOMPARE(wanted("h.example", std::nullopt), 2);
        QCOMPARE(wanted("h.example:8443", std::nullopt), 2);
        QCOMPARE(wanted("h.exampl", std::nullopt), 0);
        QCOMPARE(wanted("", 1'700'000'000), 2);
        QCOMPARE(wanted("", 1'700'000'001), 0);
    }

    void goesOnAfterARecordThatNeitherGotWholeNorCouldBeCut()
    {
        m_place.maxBytes = 1'000'000;
        writeMany(2);
        // As a process leaves it that was killed while there was no room.
        QFile file(QString::fromStdString(m_place.file));
        QVERIFY(file.open(QIODevice::Append));
        file.write("{\"n\":3,\"time\":\"20");
        file.close();
        QCOMPARE(check()->problem, std::string());
        auto log = AuditLog::open(m_place);
        QVERIFY(log);
        QCOMPARE(log->cutBytes(), 17U);
        QVERIFY(log->write(record("/3")));
        QCOMPARE(check()->problem, std::string());
        QCOMPARE(check()->records, 3);
    }

    void goesOnBehindAFullFileThatEndsWithinARecord()
    {
        writeMany(6);
        const QString name = QString::fromStdString(m_place.file);
        QFile file(name);
        QVERIFY(file.open(QIODevice::Append));
        file.write("{\"n\":7,\"time\":\"20");
        file.close();
        QVERIFY(QFile::rename(name, name + QStringLiteral(".000009")));
        writeMany(1);
        QCOMPARE(check()->problem, std::string());
        QCOMPARE(check()->records, 7);
    }

    void isReadWhileNewFilesAreBegun()
    {
        m_place = {m_place.file, 500, 3};
        writeMany(5);
        std::atomic_bool isDone = false;
        std::jthread writer([&] {
            auto log = AuditLog::open(m_place);
            for (int i = 0; i < 3000; ++i)
                std::ignore = log->write(record("/" + std::to_string(i)));
            isDone = true;
        });
        int reads = 0;
        for (; !isDone; ++reads) {
            const auto whole = check();
            QVERIFY2(whole, whole ? "" : whole.error().text().c_str());
            QCOMPARE(whole->problem, std::string());
        }
        QVERIFY(reads > 0);
    }

    void writesToNoLogOfAnother()
    {
        auto log = AuditLog::open(m_place);
        QVERIFY(log->write(record("/1")));
        const auto other = AuditLog::open(m_place);
        QVERIFY(!other);
        QCOMPARE(other.error().kind, ErrorKind::Denied);
        QVERIFY(log->write(record("/2")));
    }

    void seesThatThereIsNoRoomBeforeItIsNeeded()
    {
        auto log = AuditLog::open(m_place);
        QVERIFY(log->write(record("/1")));
        QVERIFY(log->makeRoom(10));
        const auto size = static_cast<rlim_t>(QFile(QString::fromStdString(m_place.file)).size());
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit full{size + 20, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
        const auto room = log->makeRoom(1000);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!room);
        QCOMPARE(room.error().kind, ErrorKind::Io);
        QVERIFY(log->makeRoom(1000));
        // Room that is kept is no part of the log.
        QCOMPARE(check()->problem, std::string());
        QCOMPARE(QFile(QString::fromStdString(m_place.file)).size(), static_cast<qint64>(size));
    }

    void keepsItsChainWhenTheDiskIsFull()
    {
        m_place.maxBytes = 1'000'000;
        auto log = AuditLog::open(m_place);
        QVERIFY(log->write(record("/1")));
        const auto size = static_cast<rlim_t>(QFile(QString::fromStdString(m_place.file)).size());
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit full{size + 20, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
        const auto written = log->write(record("/2"));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, ErrorKind::Io);
        QVERIFY(log->write(record("/3")));
        const auto whole = check();
        QCOMPARE(whole->problem, std::string());
        QCOMPARE(whole->records, 2);
    }

    /// Records that end together go out at once; where there is room for the first few only, their
    /// requests alone hear that they are kept.
    void eachOfManyHearsOfItsOwnRecord()
    {
        m_place.maxBytes = 1'000'000;
        auto log = AuditLog::open(m_place);
        QVERIFY(log && log->write(record("/0")));
        const auto size = static_cast<rlim_t>(QFile(QString::fromStdString(m_place.file)).size());
        constexpr int kAll = 5;
        constexpr int kFitting = 2;
        boost::asio::io_context io;
        AuditQueue queue(io, *log);
        std::vector<int> kept;
        std::vector<int> refused;
        std::vector<AuditRecord> records;
        for (int i = 1; i <= kAll; ++i)
            records.push_back(record("/" + std::to_string(i)));
        for (int i = 1; i <= kAll; ++i)
            boost::asio::co_spawn(io, queue.write(records[std::size_t(i) - 1], false),
                                  [&, i](const std::exception_ptr &, const Result<void> &written) {
                                      (written ? kept : refused).push_back(i);
                                  });
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit full{size * (1 + kFitting) + 40, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
        io.run();
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, handler);
        QCOMPARE(kept, (std::vector{1, 2}));
        QCOMPARE(refused, (std::vector{3, 4, 5}));
        QVERIFY(log->write(record("/6")));
        std::vector<std::string> paths;
        const auto whole
            = readAudit(m_place.file, {}, [&](std::string_view, const nlohmann::json &line) {
                  paths.push_back(line["path"].get<std::string>());
              });
        QCOMPARE(whole->problem, std::string());
        QCOMPARE(paths, (std::vector<std::string>{"/0", "/1", "/2", "/6"}));
    }

    void whoFollowsTheLogSeesEachRecordOnce()
    {
        AuditFollower follower(m_place.file);
        std::vector<std::uint64_t> numbers;
        const auto sink = [&](std::string_view, const nlohmann::json &line) {
            numbers.push_back(line["n"].get<std::uint64_t>());
        };
        auto more = follower.read(10, sink);
        QVERIFY(more && !*more); // there is no log yet
        m_place.keptFiles = 100;
        auto log = AuditLog::open(m_place);
        QVERIFY(log);
        for (std::uint64_t number = 1; number <= 60; ++number) {
            QVERIFY(log->write(record("/" + std::to_string(number))));
            // At times it lags behind by some files, at times it reads record by record.
            if (number % 20 < 13)
                continue;
            more = follower.read(1000, sink);
            QVERIFY(more && !*more);
            QCOMPARE(numbers.size(), number);
        }
        QVERIFY(auditFiles(m_place.file).size() > 3);
        while (*follower.read(3, sink)) { }
        std::vector<std::uint64_t> all(60);
        std::iota(all.begin(), all.end(), 1);
        QCOMPARE(numbers, all);
        QCOMPARE(follower.chain().problem(), std::string());
        QCOMPARE(follower.gaps(), 0);
    }
    void whoFollowsTheLogWaitsForTheEndOfARecord()
    {
        writeMany(2);
        QFile file(QString::fromStdString(m_place.file));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        file.close();
        const qsizetype second = whole.indexOf('\n') + 1;
        QVERIFY(file.resize(second + 20));
        AuditFollower follower(m_place.file);
        int count = 0;
        const auto sink = [&](std::string_view, const nlohmann::json &) { ++count; };
        QVERIFY(follower.read(10, sink));
        QCOMPARE(count, 1);
        QVERIFY(file.open(QIODevice::Append));
        file.write(whole.mid(second + 20));
        file.close();
        QVERIFY(follower.read(10, sink));
        QCOMPARE(count, 2);
        QCOMPARE(follower.chain().problem(), std::string());
    }
    void whoFollowsTheLogTellsThatFilesWentUnread()
    {
        m_place.keptFiles = 1;
        auto log = AuditLog::open(m_place);
        QVERIFY(log->write(record("/first")));
        AuditFollower follower(m_place.file);
        std::vector<std::uint64_t> numbers;
        const auto sink = [&](std::string_view, const nlohmann::json &line) {
            numbers.push_back(line["n"].get<std::uint64_t>());
        };
        QVERIFY(follower.read(10, sink));
        for (int i = 0; i < 60; ++i)
            QVERIFY(log->write(record("/later")));
        while (*follower.read(1000, sink)) { }
        QCOMPARE(follower.gaps(), 1);
        QCOMPARE(numbers.front(), 1U);
        QCOMPARE(numbers.back(), 61U);
        QVERIFY(numbers.size() < 61);
        QCOMPARE(follower.chain().problem(), std::string()); // dropped, not tampered with
    }
    void whoFollowsTheLogSeesWhereItWasChanged()
    {
        writeMany(3);
        QFile file(QString::fromStdString(m_place.file));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray text = file.readAll();
        text.replace("\"/1\"", "\"/9\"");
        file.seek(0);
        file.write(text);
        file.close();
        AuditFollower follower(m_place.file);
        QVERIFY(follower.read(10, [](std::string_view, const nlohmann::json &) { }));
        QCOMPARE(follower.chain().records(), 3U);
        QVERIFY(follower.chain().problem().contains(m_place.file + ":3: the chain is broken"));
    }
};

QTEST_GUILESS_MAIN(TestBrokerAudit)
#include "tst_brokeraudit.moc"

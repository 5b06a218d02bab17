// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeengine.h"
#include "ui/session/scanqueue.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;
using rekey::test::FakeScan;

class TestScanSession : public QObject
{
    Q_OBJECT

    static ScanRequest requestFor(std::vector<std::string> paths)
    {
        ScanRequest request;
        for (std::string &path : paths)
            request.targets.push_back({ScanTarget::Kind::Folder, std::move(path), {}});
        return request;
    }

private Q_SLOTS:
    void everyFindingArrivesBeforeTheEnd()
    {
        const auto plan = std::make_shared<FakeScan>();
        plan->batches = 5;
        plan->perBatch = 1000;
        Workspace workspace(FakeScan::engine(plan));
        ScanSession session(workspace);
        std::size_t arrived = 0;
        std::size_t largest = 0;
        std::size_t arrivedAtEnd = 0;
        connect(&session, &ScanSession::findingsArrived, this,
                [&](const scan::FindingBatch &batch) {
                    arrived += batch.size();
                    largest = std::max(largest, batch.size());
                });
        connect(&session, &ScanSession::finished, this, [&] { arrivedAtEnd = arrived; });
        QSignalSpy finished(&session, &ScanSession::finished);
        session.start(requestFor({"/a"}));
        QVERIFY(session.isRunning());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(arrivedAtEnd, std::size_t(5000));
        QVERIFY(largest <= 200);
        QVERIFY(!session.isRunning());
        const auto summary = finished.first().first().value<ScanSummary>();
        QVERIFY(summary.complete);
        QVERIFY(!summary.cancelled);
        QCOMPARE(summary.coverage.size(), std::size_t(1));
        QCOMPARE(summary.rules, std::size_t(12));
    }

    void placesPointToTheWorkspaceEntry()
    {
        const auto plan = std::make_shared<FakeScan>();
        Workspace workspace(FakeScan::engine(plan));
        ScanSession session(workspace);
        QSignalSpy finished(&session, &ScanSession::finished);
        session.start(requestFor({"/first"}));
        QTRY_COMPARE(finished.size(), 1);
        std::set<std::uint32_t> seen;
        std::uint32_t lowest = ~0U;
        session.setLastNumber(500);
        connect(&session, &ScanSession::findingsArrived, this,
                [&](const scan::FindingBatch &batch) {
                    for (const finding::Finding &found : batch) {
                        seen.insert(found.places.front().source);
                        lowest = std::min(lowest, found.number);
                    }
                });
        session.start(requestFor({"/missing", "/second", "/third"}));
        QTRY_COMPARE(finished.size(), 2);
        QCOMPARE(seen, (std::set<std::uint32_t>{2, 3}));
        QCOMPARE(lowest, 501U);
        QCOMPARE(workspace.source(1), nullptr);
        QCOMPARE(workspace.source(2)->name(), std::string("/second"));
        const auto summary = finished.last().first().value<ScanSummary>();
        QCOMPARE(summary.coverage.size(), std::size_t(3));
        QVERIFY(!summary.complete);
        QVERIFY(!summary.coverage[0].complete);
        QCOMPARE(summary.coverage[0].notes.size(), std::size_t(1));
        QVERIFY(summary.coverage[2].complete);
    }

    void numbersGivenDuringAScanAreNotGivenAgain()
    {
        const auto plan = std::make_shared<FakeScan>();
        plan->batches = 1;
        plan->perBatch = 1000; // comes in several portions
        Workspace workspace(FakeScan::engine(plan));
        ScanSession session(workspace);
        std::set<std::uint32_t> given;
        std::size_t count = 0;
        const auto giveOne = [&] {
            session.setLastNumber(session.lastNumber() + 1);
            given.insert(session.lastNumber());
            ++count;
        };
        connect(&session, &ScanSession::findingsArrived, this,
                [&](const scan::FindingBatch &batch) {
                    for (const finding::Finding &found : batch)
                        given.insert(found.number);
                    count += batch.size();
                    giveOne();
                });
        QSignalSpy finished(&session, &ScanSession::finished);
        session.start(requestFor({"/a"}));
        giveOne();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(count > 1001);
        QCOMPARE(given.size(), count);
    }

    void cancelShowsAtOnceAndKeepsWhatWasFound()
    {
        const auto plan = std::make_shared<FakeScan>();
        plan->hold = true;
        Workspace workspace(FakeScan::engine(plan));
        ScanSession session(workspace);
        std::size_t arrived = 0;
        connect(&session, &ScanSession::findingsArrived, this,
                [&](const scan::FindingBatch &batch) { arrived += batch.size(); });
        QSignalSpy finished(&session, &ScanSession::finished);
        session.start(requestFor({"/a"}));
        QTRY_COMPARE(arrived, std::size_t(30));
        QElapsedTimer clock;
        clock.start();
        session.cancel();
        QCOMPARE(session.snapshot().stage, ScanSnapshot::Stage::Cancelling);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(clock.elapsed() < 1000);
        const auto summary = finished.first().first().value<ScanSummary>();
        QVERIFY(!summary.complete);
        QVERIFY(summary.cancelled);
    }

    void onlyTargetThatCannotBeOpenedFails()
    {
        Workspace workspace(FakeScan::engine(std::make_shared<FakeScan>()));
        ScanSession session(workspace);
        QSignalSpy failed(&session, &ScanSession::failed);
        session.start(requestFor({"/missing"}));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::NotFound);
        QVERIFY(!session.isRunning());
    }

    void brokenRulesFailTheScanAndCanBeTriedAgain()
    {
        const auto plan = std::make_shared<FakeScan>();
        plan->failPrepare = true;
        Workspace workspace(FakeScan::engine(plan));
        ScanSession session(workspace);
        QSignalSpy failed(&session, &ScanSession::failed);
        QSignalSpy finished(&session, &ScanSession::finished);
        session.start(requestFor({"/a"}));
        QTRY_COMPARE(failed.size(), 1);
        plan->failPrepare = false;
        session.start(requestFor({"/a"}));
        QTRY_COMPARE(finished.size(), 1);
    }

    void jobsRunOneAfterTheOther()
    {
        const auto plan = std::make_shared<FakeScan>();
        plan->hold = true;
        Workspace workspace(FakeScan::engine(plan));
        ScanQueue queue(workspace);
        const int first = queue.enqueue(requestFor({"/a/payments"}));
        const int second = queue.enqueue(requestFor({"/a/web", "/b"}));
        const int third = queue.enqueue(requestFor({"/c"}));
        QCOMPARE(queue.jobs()[0].title, u"payments"_s);
        QCOMPARE(queue.waitingCount(), 2);
        QTRY_COMPARE(plan->runs.load(), 1);
        queue.cancel(second);
        QCOMPARE(queue.jobs()[1].state, ScanJob::State::Cancelled);
        plan->hold = false;
        QTRY_VERIFY(queue.isIdle());
        QCOMPARE(queue.jobs()[std::size_t(first)].state, ScanJob::State::Complete);
        QCOMPARE(queue.jobs()[std::size_t(third)].state, ScanJob::State::Complete);
        QCOMPARE(plan->runs.load(), 2);
    }

    void destroyedWhileScanning()
    {
        const auto plan = std::make_shared<FakeScan>();
        plan->hold = true;
        Workspace workspace(FakeScan::engine(plan));
        {
            ScanSession session(workspace);
            session.start(requestFor({"/a"}));
            QTRY_COMPARE(plan->runs.load(), 1);
        }
        QCOMPARE(plan->runs.load(), 1);
    }

    void kindOfAPath()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"note.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const std::string path = folder.path().toStdString();
        const auto never = [](const std::string &) { return false; };
        const auto always = [](const std::string &) { return true; };
        QCOMPARE(detectTarget(path + "/note.txt", always)->kind, ScanTarget::Kind::File);
        QCOMPARE(detectTarget(path + "/", never)->kind, ScanTarget::Kind::Folder);
        QCOMPARE(detectTarget(path + "/./", never)->path, path);
        QCOMPARE(detectTarget(path, always)->kind, ScanTarget::Kind::Repository);
        QCOMPARE(detectTarget(path + "/none", never).error().kind, ErrorKind::NotFound);
        QCOMPARE(detectTarget("/dev/null", never).error().kind, ErrorKind::Invalid);
        QCOMPARE(detectTarget(path + "/note.txt", never)->title(), std::string("note.txt"));
    }
};

QTEST_GUILESS_MAIN(TestScanSession)
#include "tst_scansession.moc"

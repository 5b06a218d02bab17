// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/scanjob.h"
#include "tests/support/madeup.h"
#include "tests/support/memorysource.h"
#include "tests/support/randomtext.h"
#include "tests/support/scanrules.h"

#include <QTest>

#include <map>
#include <mutex>

using namespace rekey;
using namespace rekey::scan;
using test::committedAt;
using test::MemorySource;
using test::placedAt;

namespace {

std::string token(std::uint32_t seed)
{
    return "tst_" + test::MadeUp(seed).alphanumeric(24);
}

struct Run
{
    Result<ScanResult> result;
    std::vector<FindingBatch> batches;
};

Run runOver(const std::vector<std::shared_ptr<sources::Source>> &sources, ScanOptions options = {1},
            const ScanContext &context = test::makeContext(test::madeUpRules()))
{
    ScanProgress progress;
    Run run;
    run.result = runScan(context, sources, options, progress,
                         [&](FindingBatch batch) { run.batches.push_back(std::move(batch)); }, {});
    return run;
}

/// One line a place: number, rule, place.
std::string table(const ScanResult &result)
{
    std::string text;
    for (const finding::Finding &finding : result.findings) {
        for (const finding::Place &place : finding.places) {
            text += finding.label() + ' ' + finding.rule + ' ' + finding.masked + ' '
                + std::to_string(place.source) + ':' + place.path + ':' + std::to_string(place.line)
                + ':' + std::to_string(place.column) + ' '
                + std::string(sources::reachName(place.reach)) + ' ' + place.object + ' '
                + place.commit + " x" + std::to_string(place.versions) + '\n';
        }
    }
    return text;
}

} // namespace

class TestScanJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneValueIsOneFinding()
    {
        auto source = std::make_shared<MemorySource>("folder");
        source->add("a\nkey " + token(1) + "\n", placedAt("b.txt"));
        source->add(token(1) + " and " + token(1), placedAt("a.txt"));
        source->add("  " + token(2), placedAt("c.txt"));
        const Run run = runOver({source});
        const std::string mask = "tst_...." + token(1).substr(24);
        const std::string other = "tst_...." + token(2).substr(24);
        QCOMPARE(table(*run.result),
                 "S-0001 testing-token " + mask + " 0:a.txt:1:1 file   x1\n"
                     + "S-0001 testing-token " + mask + " 0:a.txt:1:34 file   x1\n"
                     + "S-0001 testing-token " + mask + " 0:b.txt:2:5 file   x1\n"
                     + "S-0002 testing-token " + other + " 0:c.txt:1:3 file   x1\n");
        QVERIFY(run.result->complete);
        QCOMPARE(run.result->rules, test::madeUpRules()->detectorCount());
    }

    void versionsOfAPathAreOnePlace()
    {
        auto source = std::make_shared<MemorySource>("repo");
        source->add("new line\n" + token(1) + "\n", committedAt("f", 3, sources::Reach::Head));
        source->add(token(1) + "\nolder\n", committedAt("f", 2));
        source->add(token(1) + "\n", committedAt("f", 1));
        source->add("x " + token(1) + "\n", committedAt("g", 2));
        const Run run = runOver({source});
        const std::string mask = "tst_...." + token(1).substr(24);
        QCOMPARE(table(*run.result),
                 "S-0001 testing-token " + mask + " 0:f:2:1 head object3 commit1 x3\n"
                     + "S-0001 testing-token " + mask + " 0:g:1:3 history object2 commit2 x1\n");
        const finding::Place &place = run.result->findings[0].places[0];
        QCOMPARE(place.author, std::string("Author 1"));
        QCOMPARE(place.date, 1001);
        QCOMPARE(place.blob, 0U);
    }

    void aPlaceIsRemovedWhenItsLastVersionIs()
    {
        const auto removed = [](sources::Placement placement, std::uint32_t order) {
            placement.removedCommit = "commit" + std::to_string(order);
            placement.removedDate = 1000 + order;
            placement.removedOrder = order;
            return placement;
        };
        auto source = std::make_shared<MemorySource>("repo");
        source->add(token(1) + "\nb\n", removed(committedAt("gone", 2), 5));
        source->add(token(1) + "\na\n", removed(committedAt("gone", 1), 2));
        source->add(token(1) + "\nc\n", removed(committedAt("back", 1), 2));
        source->add(token(1) + "\nd\n", committedAt("back", 3, sources::Reach::Head));
        source->add(token(1) + "\ne\n", removed(committedAt("open", 1), 2));
        source->add(token(1) + "\nf\n", placedAt("open", sources::Reach::Worktree));
        const Run run = runOver({source});
        std::map<std::string, std::string> removals;
        for (const finding::Place &place : run.result->findings.front().places)
            removals[place.path] = place.removedCommit + ' ' + std::to_string(place.removedDate);
        QCOMPARE(removals["gone"], "commit5 1005");
        QCOMPARE(removals["back"], " 0");
        QCOMPARE(removals["open"], " 0");
    }

    void blobsWithoutPathStayApart()
    {
        auto source = std::make_shared<MemorySource>("repo");
        for (std::uint32_t i = 0; i < 3; ++i) {
            auto placement = placedAt("", sources::Reach::Unreachable);
            placement.object = "o" + std::to_string(i);
            source->add(token(1) + '\n' + std::string(i, 'x'), placement);
        }
        const Run run = runOver({source});
        QCOMPARE(run.result->findings.size(), 1U);
        QCOMPARE(run.result->findings[0].places.size(), 3U);
    }

    void theSameSecretInTwoSourcesIsOneFinding()
    {
        auto first = std::make_shared<MemorySource>("one");
        first->add(token(1), placedAt("a"));
        auto second = std::make_shared<MemorySource>("two");
        second->add(token(2) + ' ' + token(1), placedAt("b"));
        const Run run = runOver({first, second});
        QCOMPARE(run.result->findings.size(), 2U);
        QCOMPARE(run.result->findings[0].places.size(), 2U);
        QCOMPARE(run.result->findings[0].places[1].source, 1U);
        QCOMPARE(run.result->coverage.size(), 2U);
        QCOMPARE(run.batches.back().size(), 2U);
    }

    void sameResultForAnyNumberOfWorkersWithOrWithoutDeltas()
    {
        std::vector<test::MemoryBlob> blobs;
        test::RandomText random(5);
        for (std::uint32_t chain = 0; chain < 20; ++chain) {
            blobs.push_back(
                {random.text(3000), {committedAt("f" + std::to_string(chain), 0)}, {}, {}});
            for (std::uint32_t version = 1; version < 6; ++version) {
                const std::size_t base = blobs.size() - 1;
                auto delta = random.delta(blobs[base].bytes, 3);
                blobs.push_back({std::move(delta.text),
                                 {committedAt("f" + std::to_string(chain), version)},
                                 base,
                                 std::move(delta.copies)});
            }
        }
        std::string expected;
        for (const unsigned workers : {1U, 2U, 4U}) {
            for (const bool deltas : {true, false}) {
                const Run run
                    = runOver({std::make_shared<MemorySource>("repo", blobs)}, {workers, deltas});
                if (expected.empty())
                    expected = table(*run.result);
                QCOMPARE(table(*run.result), expected);
            }
        }
        QVERIFY(expected.size() > 5000);
    }

    void piecesLoseAndDoubleNothing()
    {
        std::string text;
        std::vector<std::string> lines;
        test::RandomText random(9);
        while (text.size() < 1500000) {
            text += "filler line \xc3\xa9\r\n" + std::string(random.below(3000), 'x') + '\r';
            if (random.below(4) == 0)
                text += "k = " + token(random.below(500)) + '\n';
        }
        auto whole = std::make_shared<MemorySource>("w");
        whole->add(text, placedAt("f"));
        const std::string expected = table(*runOver({whole}).result);
        for (const std::size_t piece : {200000U, 131072U, 300001U}) {
            auto pieces = std::make_shared<MemorySource>("p");
            pieces->add(text, placedAt("f"));
            pieces->pieceBytes = piece;
            QCOMPARE(table(*runOver({pieces}).result), expected);
        }
    }

    void streamsWhileTheWalkGoesOn()
    {
        auto source = std::make_shared<MemorySource>("slow");
        for (std::uint32_t i = 0; i < 8; ++i)
            source->add(token(i), placedAt("f" + std::to_string(i)));
        source->pause = std::chrono::milliseconds(60);
        const Run run = runOver({source});
        QVERIFY(run.batches.size() >= 3);
        const FindingBatch &first = run.batches.front();
        QCOMPARE(first.front().number, 0U);
        QCOMPARE(first.front().places.size(), 1U);
        QCOMPARE(first.front().places[0].path, std::string("f0"));
        QCOMPARE(run.batches.back().size(), 8U);
        QCOMPARE(run.batches.back().front().number, 1U);
    }

    void stopKeepsWhatWasFound()
    {
        auto source = std::make_shared<MemorySource>("slow");
        for (std::uint32_t i = 0; i < 200; ++i)
            source->add(token(i), committedAt("f" + std::to_string(i), i));
        source->pause = std::chrono::milliseconds(20);
        std::stop_source stop;
        ScanProgress progress;
        const std::shared_ptr<sources::Source> list[] = {source};
        const auto context = test::makeContext(test::madeUpRules());
        const auto result = runScan(
            context, list, {1}, progress, [&](const FindingBatch &) { stop.request_stop(); },
            stop.get_token());
        QVERIFY(result.has_value());
        QVERIFY(!result->complete);
        QVERIFY(!result->findings.empty() && result->findings.size() < 200);
        QCOMPARE(result->findings[0].places[0].path, std::string("f0"));
        QCOMPARE(progress.findings.load(), result->findings.size());
    }

    void failureToPlaceIsSaid()
    {
        auto source = std::make_shared<MemorySource>("repo");
        source->add(token(1), committedAt("f", 1));
        source->locateError = Error{ErrorKind::Io, "the index is damaged", "repo"};
        const Run run = runOver({source});
        QCOMPARE(run.result->findings.size(), 1U);
        QCOMPARE(run.result->findings[0].places[0].path, std::string("f"));
        QVERIFY(!run.result->complete);
        QCOMPARE(run.result->coverage[0].notes.size(), 1U);
    }

    void failureToWalkIsAnErrorOnlyWhenAlone()
    {
        auto broken = std::make_shared<MemorySource>("broken");
        broken->walkError = Error{ErrorKind::Denied, "may not be read", "broken"};
        QCOMPARE(runOver({broken}).result.error().kind, ErrorKind::Denied);
        auto good = std::make_shared<MemorySource>("good");
        good->add(token(1), placedAt("f"));
        const Run run = runOver({broken, good});
        QCOMPARE(run.result->findings.size(), 1U);
        QVERIFY(!run.result->complete);
        QVERIFY(!run.result->coverage[0].complete);
        QVERIFY(run.result->coverage[1].complete);
    }

    void companionsBelongToTheIdentity()
    {
        const std::string id = "TSID" + test::MadeUp(3).characters("ABCDEFGH234567", 12);
        const std::string one = test::MadeUp(4).alphanumeric(40);
        const std::string two = test::MadeUp(5).alphanumeric(40);
        auto source = std::make_shared<MemorySource>("s");
        source->add(id + "\n" + one + "\nnorth.invalid\n", placedAt("a"));
        source->add(id + "\n" + two + "\n", placedAt("b"));
        source->add(id + "\n" + one + "\n", placedAt("c"));
        const ScanContext context = test::makeContext(test::madeUpRules());
        const Run run = runOver({source}, {1}, context);
        QCOMPARE(run.result->findings.size(), 2U);
        const finding::Finding &first = run.result->findings[0];
        QCOMPARE(first.places.size(), 2U);
        QCOMPARE(first.masked, id);
        QCOMPARE(first.companions.size(), 2U);
        QCOMPARE(context.vault->open(first.companions[0].value)->view(), std::string_view(one));
        QCOMPARE(first.companions[1].masked, std::string("north.invalid"));
        QCOMPARE(run.result->findings[1].missing, std::vector<std::string>{"host"});
        QVERIFY(first.companions[0].masked.find(one.substr(0, 30)) == std::string::npos);
    }

    void utf16ValueIsTheSameSecret()
    {
        auto source = std::make_shared<MemorySource>("s");
        source->add(token(1), placedAt("a"));
        source->add("\xff\xfe" + test::RandomText::wide("line\r\nk=" + token(1), false),
                    placedAt("b"));
        const ScanContext context = test::makeContext(test::madeUpRules());
        const Run run = runOver({source}, {1}, context);
        QCOMPARE(run.result->findings.size(), 1U);
        QCOMPARE(run.result->findings[0].places.size(), 2U);
        QCOMPARE(run.result->findings[0].places[1].line, 2U);
        QCOMPARE(run.result->findings[0].places[1].column, 3U);
        QCOMPARE(context.vault->open(run.result->findings[0].value)->view(),
                 std::string_view(token(1)));
    }
};

QTEST_GUILESS_MAIN(TestScanJob)
#include "tst_scanjob.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scan/placing.h"
#include "tests/support/memorysource.h"

#include <QTest>

#include <algorithm>
#include <format>
#include <random>

using namespace rekey;
using namespace rekey::scan;
using sources::Reach;

namespace {

/// What some workers saw: records (blob, how often each secret), spread over logs in an order of
/// chance.
struct Seen
{
    struct Record
    {
        std::uint64_t blob = 0;
        std::vector<std::uint32_t> secrets;
    };

    std::vector<Record> records;
    std::vector<sources::Placement> placements;
    std::uint32_t secretCount = 1;

    void addPlacement(std::uint64_t blob, const std::string &path, Reach reach)
    {
        sources::Placement placement = test::placedAt(path, reach);
        placement.blob = blob;
        placements.push_back(std::move(placement));
    }

    struct Placed
    {
        PlacingOutcome outcome;
        std::vector<std::string> lines; ///< "secret path begin versions", sorted
    };

    [[nodiscard]] Placed place(const PlaceLimits &limits, unsigned seed)
    {
        std::mt19937 random(seed);
        std::ranges::shuffle(records, random);
        std::deque<OccurrenceLog> logs(2);
        for (const Record &record : records) {
            std::vector<Occurrence> occurrences;
            for (const std::uint32_t secret : record.secrets) {
                const std::uint64_t begin = occurrences.size() * 10;
                occurrences.push_back({secret, begin, begin + 5, {1, 1}, false});
            }
            logs[random() % 2].add(record.blob, occurrences);
        }
        std::ranges::sort(placements, {},
                          [](const auto &p) { return std::tuple(p.blob, p.reach, p.path); });
        std::vector<std::uint32_t> same(secretCount);
        for (std::uint32_t i = 0; i < secretCount; ++i)
            same[i] = i;
        std::vector<std::vector<PlacedSecret>> places(secretCount);
        Placed placed;
        placed.outcome = placeOccurrences(0, logs, placements, same, places, limits);
        for (std::uint32_t secret = 0; secret < secretCount; ++secret) {
            for (const PlacedSecret &one : places[secret])
                placed.lines.push_back(std::format("{} {} {} {}", secret, one.place.path,
                                                   one.place.begin, one.place.versions));
        }
        std::ranges::sort(placed.lines);
        return placed;
    }
};

} // namespace

class TestPlacing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNearestPathsOfASecretAreKept()
    {
        Seen seen;
        for (std::uint32_t i = 0; i < 20; ++i) {
            seen.records.push_back({i, {0}});
            seen.addPlacement(i, std::format("p{:02}", i), i == 13 ? Reach::Head : Reach::History);
        }
        seen.records.push_back({20, {0}}); // another version
        seen.addPlacement(20, "p01", Reach::Stash);
        const std::vector<std::string> kept{"0 p00 0 1", "0 p01 0 2", "0 p13 0 1"};
        for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
            const auto placed = seen.place({3, 1000}, seed);
            QCOMPARE(placed.lines, kept);
            QCOMPARE(placed.outcome.cutSecrets, 1U);
            QCOMPARE(placed.outcome.ofSecret, 3U);
        }
        QCOMPARE(seen.place({20, 20}, 1).outcome.cutSecrets, 0U);
        QCOMPARE(seen.place({20, 20}, 1).lines.size(), 20U);
    }

    void allSecretsKeepAPlaceAndFitTogether()
    {
        Seen seen;
        seen.secretCount = 30;
        std::vector<std::uint32_t> all;
        for (std::uint32_t secret = 0; secret < seen.secretCount; ++secret)
            all.insert(all.end(), secret % 3 + 1, secret);
        for (std::uint64_t blob = 0; blob < 10; ++blob) {
            seen.records.push_back({blob, all});
            for (std::uint64_t copy = 0; copy <= blob; ++copy)
                seen.addPlacement(blob, std::format("d{}/f{}", copy, blob % 7), Reach::History);
        }
        const auto whole = seen.place({}, 1);
        QCOMPARE(whole.outcome.cutSecrets, 0U);
        const auto first = seen.place({64, 100}, 1);
        QVERIFY(first.lines.size() <= 100);
        QVERIFY(first.outcome.cutSecrets > 0);
        QVERIFY(first.outcome.ofSecret < 64);
        for (const unsigned seed : {2U, 3U, 4U, 5U, 6U}) {
            const auto again = seen.place({64, 100}, seed);
            QCOMPARE(again.lines, first.lines);
            QCOMPARE(again.outcome.ofSecret, first.outcome.ofSecret);
        }
        QVERIFY(std::ranges::includes(whole.lines, first.lines));
        QCOMPARE(seen.place({64, 5}, 1).lines.size(), std::size_t{seen.secretCount});
    }
};

QTEST_GUILESS_MAIN(TestPlacing)
#include "tst_placing.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/finding/filtertext.h"
#include "core/finding/findingindex.h"
#include "core/finding/findingindexfacets.h"
#include "core/finding/findingindexfilter.h"
#include "core/finding/findingindexgroups.h"
#include "core/finding/findingindexsort.h"
#include "tests/core/finding/fakefindings.h"

#include <QTest>

#include <algorithm>
#include <format>
#include <map>
#include <numeric>
#include <string>

using namespace rekey;
using namespace rekey::finding;
using sources::Reach;

class TestFindingIndex : public QObject
{
    Q_OBJECT

    static constexpr std::int64_t kNow = 1'700'000'000;
    static constexpr std::int64_t kDay = 86'400;
    FindingIndex m_index;

    /// Rows that match, as "0 2 3".
    QByteArray matching(const char *text)
    {
        const ParsedFilter parsed = parseFilter(text);
        if (parsed.state != FilterState::Valid)
            return "invalid";
        QByteArray rows;
        for (const IndexRow row : RowFilter(parsed.root, kNow).rows(m_index))
            rows += QByteArray::number(row) + ' ';
        return rows.trimmed();
    }

    static Record fullRecord(const secret::SecretId &id)
    {
        Record record;
        record.id = id;
        record.version = 12;
        Triage &triage = record.triage;
        triage.decision = Decision::Closed;
        triage.closeReason = CloseReason::Accepted;
        triage.acceptedUntil = kNow + 20 * kDay;
        triage.why = "until the move";
        triage.isOverride = true;
        triage.decidedBy = "ada";
        triage.decidedAt = kNow;
        triage.owner = "Team Blue";
        triage.tags = {"ci", "prod"};
        triage.note = "asked on Monday";
        triage.incident = "INC-7";
        triage.severity = 90;
        record.evidence = {Verdict::LiveLimited,
                           "over quota",
                           kNow - 2 * kDay,
                           "api.example.com",
                           "GET /user",
                           403,
                           12,
                           "00ff"};
        record.access = Access();
        record.access->account = "acme";
        record.access->lastUsedAt = kNow - 5 * kDay;
        record.access->expiresAt = kNow + 5 * kDay;
        record.access->scopes = {{"admin:org", ScopeRisk::Admin}};
        record.claims = {{"gitleaks", "generic-api-key", Verdict::NotChecked, kNow, "x"},
                         {"trufflehog", "Github", Verdict::Live, kNow, ""}};
        record.isValueAbsent = true;
        return record;
    }

private Q_SLOTS:
    void findsWhatIsSealedForAConsumer()
    {
        FindingIndex index;
        const std::vector<Finding> findings = test::manyFindings(3, 10);
        index.upsert(std::span(findings).first(5));
        auto holders = std::make_shared<FindingIndex::SealHolders>();
        holders->emplace(findings[2].id, "billing\ncron");
        holders->emplace(findings[7].id, "cron");
        QCOMPARE(index.setSeals(holders).size(), 1U);
        index.upsert(findings); // those that come later are known too
        const auto count = [&](const char *filter) {
            const ParsedFilter parsed = parseFilter(filter);
            return RowFilter(parsed.root, 1'700'000'000).count(index);
        };
        QCOMPARE(count("seal:cron"), 2U);
        QCOMPARE(count("seal:billing"), 1U);
        QCOMPARE(count("-seal:cron"), index.size() - 2U);
        QCOMPARE(index.sealHolders(*index.rowOf(findings[2].id)),
                 std::string_view("billing\ncron"));
        QCOMPARE(index.setSeals(nullptr).size(), 2U);
        QCOMPARE(count("seal:cron"), 0U);
    }

    void findsByRotation()
    {
        FindingIndex index;
        const std::vector<Finding> findings = test::manyFindings(3, 10);
        index.upsert(std::span(findings).first(5));
        auto rotations = std::make_shared<FindingRotations>();
        rotations->emplace(
            findings[2].id,
            FindingRotation{"R-0003", RotationState::Stopped, 3, 9, "no answer", {"R-0001"}});
        rotations->emplace(findings[7].id,
                           FindingRotation{"R-0002", RotationState::RolledBack, 0, 9, {}, {}});
        const IndexRow row = *index.rowOf(findings[2].id);
        QCOMPARE(index.setRotations(rotations), std::vector{row});
        QVERIFY(index.setRotations(rotations).empty());
        index.upsert(findings); // those that come later are known too
        const auto found = [&](const char *filter) {
            const ParsedFilter parsed = parseFilter(filter);
            if (parsed.state != FilterState::Valid)
                return std::vector<std::uint32_t>{0};
            std::vector<std::uint32_t> numbers;
            for (const IndexRow one : RowFilter(parsed.root, kNow).rows(index))
                numbers.push_back(index.number(one));
            return numbers;
        };
        const std::vector stopped{findings[2].number};
        const std::vector rolledBack{findings[7].number};
        const std::vector both{findings[2].number, findings[7].number};
        QCOMPARE(found("rotation:R-0003"), stopped);
        QCOMPARE(found("rotation:r-3"), stopped);
        QCOMPARE(found("rotation:3"), stopped);
        QCOMPARE(found("rotation:R-0001"), stopped); // an earlier one
        QCOMPARE(found("rotation:stopped"), stopped);
        QCOMPARE(found("rotation:OPEN"), stopped);
        QCOMPARE(found("rotation:running"), std::vector<std::uint32_t>());
        QCOMPARE(found("rotation:R-0002|running"), rolledBack);
        QCOMPARE(found("rotation:rolled-back"), rolledBack);
        QCOMPARE(found("rotation:R-*"), both);
        QCOMPARE(found("rotation:/^r-000[23]$/"), both);
        QCOMPARE(found("-rotation:none"), both);
        QCOMPARE(found("rotation:none").size(), 8U);
        QCOMPARE(found("rotation:none|stopped").size(), 9U);
        QCOMPARE(index.rotation(row)->why, std::string("no answer"));
        QVERIFY(index.rotation(*index.rowOf(findings[0].id)) == nullptr);

        // One step on: the words are the same, the finding is touched.
        auto next = std::make_shared<FindingRotations>(*rotations);
        next->at(findings[2].id).stepsDone = 4;
        QCOMPARE(index.setRotations(next), std::vector{row});
        QCOMPARE(index.rotation(row)->stepsDone, 4U);
        next = std::make_shared<FindingRotations>(*next);
        next->at(findings[2].id).state = RotationState::Done;
        QCOMPARE(index.setRotations(next), std::vector{row});
        QCOMPARE(found("rotation:done"), stopped);
        QCOMPARE(found("rotation:open"), std::vector<std::uint32_t>());
        index.clear(); // what is known of rotations stays
        index.upsert(findings);
        QCOMPARE(found("rotation:done"), stopped);
        QCOMPARE(index.setRotations(nullptr).size(), 2U);
        QCOMPARE(found("rotation:none").size(), 10U);
    }

    void rotationsAreOfferedAndCounted()
    {
        FindingIndex index;
        const std::vector<Finding> findings = test::manyFindings(1, 40);
        index.upsert(findings);
        const auto offered = [&](std::string_view part) {
            std::string text;
            for (const FacetCount &facet : filterValuesOf(index, FilterWord::Rotation, part, 20))
                text += facet.value + ' ' + std::to_string(facet.count) + ' ';
            return text;
        };
        std::vector<IndexRow> rows(index.size());
        std::iota(rows.begin(), rows.end(), 0U);
        const auto facets = [&] {
            std::string text;
            for (const FacetGroup &group : countFacets(index, rows, 20)) {
                for (const FacetCount &facet : group.counts) {
                    if (group.word == FilterWord::Rotation)
                        text += facet.value + ' ' + std::to_string(facet.count) + ' ';
                }
            }
            return text;
        };
        QCOMPARE(offered({}), std::string());
        QCOMPARE(facets(), std::string());
        auto rotations = std::make_shared<FindingRotations>();
        for (std::uint32_t i = 0; i < 3; ++i) {
            const RotationState state = i == 0 ? RotationState::Done : RotationState::Stopped;
            rotations->emplace(findings[i].id,
                               FindingRotation{std::format("R-{:04}", i + 1), state, i, 9, {}, {}});
        }
        index.setRotations(rotations);
        QCOMPARE(offered("R-"), std::string("R-0001 1 R-0002 1 R-0003 1 "));
        QCOMPARE(offered("st"), std::string("stopped 2 "));
        QCOMPARE(facets(), std::string("open 2 stopped 2 done 1 ")); // names would be many
    }

    void initTestCase()
    {
        const std::vector<std::string> sources = {"/home/x/payments", "/home/x/web"};
        m_index.setSources(sources);
        std::vector<Finding> findings;
        for (std::uint32_t i = 0; i < 4; ++i)
            findings.push_back(test::bareFinding(i + 1)); // aws, slack, generic, github
        findings[0].places
            = {test::fakePlace("src/.env", Reach::Head, kNow - 10 * kDay, "Ada"),
               test::fakePlace("test/.env.local", Reach::Branch, kNow - 400 * kDay, "Bob")};
        findings[0].places[0].branches = {"main", "release/1.2"};
        findings[0].places[1].tags = {"v1"};
        findings[1].places
            = {test::fakePlace(".env", Reach::History, kNow - 100 * kDay, "ada lovelace")};
        findings[1].places[0].source = 1;
        findings[1].verdict = Verdict::Live;
        findings[1].missing = {"host"};
        findings[2].places = {test::fakePlace("docs/Read Me.md", Reach::Stash)};
        findings[2].masked = "xoxb....Beef";
        findings[3].places = {test::fakePlace("build/a/b/Key.json", Reach::File)};
        findings[3].companions.push_back({"user", "me", {}});
        m_index.upsert(findings);
    }

    void filters_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char *text, const char *rows) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(rows);
        };
        row("", "0 1 2 3");
        row("verdict:live", "1");
        row("-verdict:live|dead", "0 2 3");
        row("in:head", "0");
        row("in:branch", "0"); // any place
        row("in:history|stash", "1 2");
        row("confidence:high", "0 3");
        row("provider:aws", "0");
        row("provider:Amazon", ""); // a name is whole
        row("provider:\"amazon web services\"", "0");
        row("provider:*web*", "0");
        row("type:token", "1 3"); // a part
        row("type:=token", "");
        row("type:aws*", "0");
        row("rule:slack-rule", "1");
        row("path:**/.env", "0 1");
        row("path:.env", "0 1"); // a part
        row("path:*.env", "0 1"); // about the file name
        row("path:src/*", "0");
        row("path:build/*", ""); // not into folders
        row("path:build/**", "3");
        row("path:/^\\.ENV$/", "1");
        row("path:\"read me\"", "2");
        row("file:key.json", "3");
        row("file:.env*", "0 1");
        row("repo:payments", "0 2 3");
        row("source:=/home/x/web", "1");
        row("author:ada", "0 1");
        row("author:=ada", "0");
        row("ref:main|v1", "0");
        row("ref:release/*", "0");
        row("age:>90d", "0 1");
        row("age:<200d", "1");
        row("age:1y..2y", "0");
        row("first:>2023-01-01", "1");
        row("last:2023-11", "0");
        row("last:..2023-09", "1");
        row("places:>=2", "0");
        row("places:1", "1 2 3");
        row("id:S-0002", "1");
        row("id:3|4", "2 3");
        row("has:companion|missing", "1 3");
        row("beef", "2");
        row("S-0004", "3");
        row("github or in:head", "0 3");
        row("(slack or aws) -in:head", "1");
        row("not (verdict:live or in:file)", "0 2");
    }

    void filters()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, rows);
        QCOMPARE(matching(text.constData()), rows);
    }

    void secretIdsMatchByTheirBeginning()
    {
        const std::string hex = m_index.id(2).hex();
        QCOMPARE(matching(("secret:#" + hex).c_str()), QByteArray("2"));
        QCOMPARE(matching(("secret:#" + hex.substr(0, 9)).c_str()), QByteArray("2"));
    }

    void findingsComeBackAsTheyWere()
    {
        const Finding finding = m_index.finding(0);
        QCOMPARE(finding.type, std::string("AWS access key"));
        QCOMPARE(finding.places.size(), std::size_t{2});
        QCOMPARE(finding.places[0].branches, (std::vector<std::string>{"main", "release/1.2"}));
        QCOMPARE(finding.places[1].tags, std::vector<std::string>{"v1"});
        QCOMPARE(finding.places[1].path, std::string("test/.env.local"));
        QCOMPARE(m_index.finding(1).missing, std::vector<std::string>{"host"});
        QCOMPARE(m_index.finding(3).companions.front().name, std::string("user"));
    }

    void upsertReplaces()
    {
        FindingIndex index;
        RowFilter filter(parseFilter("path:new").root, kNow);
        std::vector<Finding> one = {test::bareFinding(1)};
        index.upsert(one);
        QCOMPARE(filter.count(index), std::size_t{0});
        one[0].places
            = {test::fakePlace("new/a", Reach::Head), test::fakePlace("new/b", Reach::Head)};
        QCOMPARE(index.upsert(one), std::vector<IndexRow>{0});
        QCOMPARE(filter.count(index), std::size_t{1}); // it learns new texts
        QCOMPARE(index.placeCount(0), 2U);
        QCOMPARE(index.size(), 1U);
    }

    void manyUpsertsKeepMemoryInBounds()
    {
        FindingIndex index;
        for (int round = 0; round < 40; ++round) {
            std::vector<Finding> findings = test::manyFindings(1, 500);
            for (Finding &finding : findings)
                finding.places.resize(finding.places.size() + static_cast<std::size_t>(round % 3));
            index.upsert(findings);
        }
        const Finding expected = test::manyFinding(77);
        const Finding found = index.finding(*index.rowOf(expected.id));
        QCOMPARE(found.places.front().path, expected.places.front().path);
        QCOMPARE(found.places.front().author, expected.places.front().author);
    }

    void sortAgreesWithLess()
    {
        FindingIndex index;
        index.upsert(test::manyFindings(1, 800));
        RowOrder order;
        for (int key = 0; key <= static_cast<int>(SortKey::Number); ++key) {
            for (const bool isDescending : {false, true}) {
                std::vector<IndexRow> rows(index.size());
                std::iota(rows.begin(), rows.end(), 0U);
                order.sort(index, rows, static_cast<SortKey>(key), isDescending);
                QVERIFY2(std::ranges::is_sorted(rows,
                                                [&](IndexRow a, IndexRow b) {
                                                    return RowOrder::less(index,
                                                                          static_cast<SortKey>(key),
                                                                          isDescending, a, b);
                                                }),
                         qPrintable(QString::number(key)));
            }
        }
    }

    void sortDoesNotDependOnArrival()
    {
        std::vector<Finding> findings = test::manyFindings(1, 300);
        const auto sorted = [&] {
            FindingIndex index;
            index.upsert(findings);
            std::vector<IndexRow> rows(index.size());
            std::iota(rows.begin(), rows.end(), 0U);
            RowOrder().sort(index, rows, SortKey::Author, true);
            std::vector<std::uint32_t> numbers;
            for (const IndexRow row : rows)
                numbers.push_back(index.number(row));
            return numbers;
        };
        const auto before = sorted();
        std::ranges::reverse(findings);
        QCOMPARE(sorted(), before);
    }

    void recordsAreFound_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("rows");
        const auto row = [](const char *text, const char *rows) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(rows);
        };
        // Of four findings the second has fullRecord(), the third is confirmed.
        row("decision:new", "0 3");
        row("decision:closed", "1");
        row("decision:accepted", "1");
        row("decision:accepted|confirmed", "1 2");
        row("-decision:new|rotated", "1 2");
        row("verdict:limited", "1");
        row("severity:90", "1");
        row("severity:>=80", "1");
        row("severity:critical", "1");
        row("severity:low", "0 2 3");
        row("severity:15..20", "0 2 3");
        row("tool:gitleaks", "1");
        row("tool:truffle*", "1");
        row("tool:rekey", "0 2 3"); // the claimed one has no place of ours
        row("exposed:>20d", "0");
        row("exposed:<40d", "0");
        row("exposed:>40d", "");
        row("checked:>1d", "1");
        row("checked:<1d", "");
        row("checked:never", "0 2 3");
        row("checked:2023", "1");
        row("account:acm", "1");
        row("scope:admin", "1");
        row("scope:risky|read-only", "");
        row("used:>3d", "1");
        row("used:never", "2");
        row("expires:<10d", "1");
        row("expires:soon", "1");
        row("expires:none", "2");
        row("expires:past", "");
        row("until:<30d", "1");
        row("until:2030..", "");
        row("owner:blue", "1");
        row("owner:=\"team blue\"", "1");
        row("tag:prod", "1");
        row("tag:pro", "");
        row("tag:c*", "1");
        row("incident:INC-7", "1");
        row("incident:INC-*", "1");
        row("has:note", "1");
        row("has:tag|owner", "1");
        row("has:incident has:claim has:evidence", "1");
        row("has:access", "1 2");
        row("-has:value", "1");
        row("has:override", "1");
        row("status:confirmed", "2"); // an old word
    }

    void recordsAreFound()
    {
        QFETCH(QByteArray, text);
        std::vector<Finding> findings;
        for (std::uint32_t i = 0; i < 4; ++i)
            findings.push_back(test::bareFinding(i + 1));
        findings[0].places = {test::fakePlace("a", Reach::History, kNow - 60 * kDay, "Ada")};
        findings[0].places[0].removedDate = kNow - 30 * kDay;
        FindingIndex index;
        index.setNow(kNow);
        index.upsert(findings);
        Record confirmed;
        confirmed.id = findings[2].id;
        confirmed.triage.decision = Decision::Confirmed;
        confirmed.access = Access();
        index.putRecords(std::vector{fullRecord(findings[1].id), confirmed});
        const ParsedFilter parsed = parseFilter(text.toStdString());
        QVERIFY(parsed.isUsable());
        QByteArray rows;
        for (const IndexRow row : RowFilter(parsed.root, kNow).rows(index))
            rows += QByteArray::number(row) + ' ';
        QTEST(rows.trimmed(), "rows");
    }

    void groupsHoldWhatTheirTermsFind()
    {
        FindingIndex index;
        index.setNow(kNow);
        index.upsert(test::manyFindings(1, 600));
        index.putRecords(std::vector{fullRecord(index.id(3)), fullRecord(index.id(500))});
        for (int number = int(GroupKey::Provider); number <= int(GroupKey::Severity); ++number) {
            std::vector<IndexRow> rows(index.size());
            std::iota(rows.begin(), rows.end(), 0U);
            const Grouping grouping = {GroupKey(number), GroupKey::Verdict};
            const auto groups = RowGroups::arrange(index, rows, grouping, kNow);
            std::uint32_t outer = 0;
            std::uint32_t inner = 0;
            for (const RowGroup &group : groups) {
                QCOMPARE(std::accumulate(group.verdicts.begin(), group.verdicts.end(), 0U),
                         group.size());
                (group.level == 0 ? outer : inner) += group.size();
                const std::string term = RowGroups::term(index, group);
                if (group.level > 0 || term.empty())
                    continue;
                const ParsedFilter parsed = parseFilter(term);
                QVERIFY2(parsed.isUsable(), term.c_str());
                const auto found = RowFilter(parsed.root, kNow).rows(index);
                // A filter looks at all places, a group at the nearest.
                for (std::uint32_t at = group.begin; at < group.end; ++at)
                    QVERIFY2(std::ranges::binary_search(found, rows[at]), term.c_str());
            }
            QCOMPARE(outer, index.size());
            QCOMPARE(inner, index.size());
            std::ranges::sort(rows);
            QCOMPARE(std::ranges::adjacent_find(rows), rows.end());
        }
    }

    void recordsComeBackAsTheyWerePut()
    {
        FindingIndex index;
        index.upsert(test::manyFindings(1, 20));
        const Record record = fullRecord(index.id(3));
        Record stranger = record;
        stranger.id = test::fakeId(999);
        Record plain;
        plain.id = index.id(4);
        plain.version = 3;
        const std::vector<Record> records = {record, stranger, plain};
        QCOMPARE(index.putRecords(records), (std::vector<IndexRow>{3, 4}));
        QVERIFY(index.record(3) == record);
        QVERIFY(index.record(4) == plain);
        Record fresh;
        fresh.id = index.id(5);
        QVERIFY(index.record(5) == fresh);

        index.upsert(test::manyFindings(1, 20)); // scanned again
        QVERIFY(index.record(3) == record);
        Record reset;
        reset.id = record.id;
        index.putRecords(std::vector{reset});
        QVERIFY(index.record(3) == reset);
        QCOMPARE(index.verdict(3), index.finding(3).verdict);
    }

    void facetsCountWhatTheFilterFinds()
    {
        FindingIndex index;
        index.upsert(test::manyFindings(1, 1000));
        index.putRecords(std::vector{fullRecord(index.id(3)), fullRecord(index.id(500))});
        std::vector<IndexRow> rows(index.size());
        std::iota(rows.begin(), rows.end(), 0U);
        int checked = 0;
        for (const FacetGroup &group : countFacets(index, rows, 5)) {
            QVERIFY(group.counts.size() <= 5);
            for (const FacetCount &facet : group.counts) {
                const std::string term(filterWordInfo(group.word)->name);
                const bool isBand = group.word == FilterWord::Severity;
                const ParsedFilter parsed
                    = parseFilter(isBand ? filterTerm(group.word, facet.value)
                                         : term + ":=\"" + facet.value + "\"");
                QCOMPARE(parsed.state, FilterState::Valid);
                QCOMPARE(RowFilter(parsed.root, kNow).count(index), facet.count);
                ++checked;
            }
        }
        QVERIFY(checked > 15);
    }

    void whatIsNotPlacedYetHasNoReach()
    {
        const auto reaches = [](const FindingIndex &index) {
            std::vector<IndexRow> rows(index.size());
            std::iota(rows.begin(), rows.end(), 0U);
            std::map<std::string, std::size_t> counts;
            for (const FacetGroup &group : countFacets(index, rows, 20)) {
                for (const FacetCount &facet : group.counts) {
                    if (group.word == FilterWord::In)
                        counts.emplace(facet.value, facet.count);
                }
            }
            return counts;
        };
        // A scan that runs knows the blob, and nothing of where it is from.
        Finding found = test::bareFinding(1);
        Place place;
        place.blob = 7;
        place.line = 3;
        found.places = {place};
        FindingIndex index;
        index.upsert({&found, 1});
        QVERIFY(reaches(index).empty());
        QVERIFY(!index.reach(0));
        QCOMPARE(RowFilter(parseFilter("in:file").root, kNow).count(index), 0U);
        QCOMPARE(index.placeCount(0), 1U);
        // Then it is placed; a plain file has a path, what nothing names at least its object.
        found.places.front().path = "a.env";
        index.upsert({&found, 1});
        QCOMPARE(reaches(index), (std::map<std::string, std::size_t>{{"file", 1}}));
        found.places.front() = test::fakePlace("", sources::Reach::Unreachable);
        index.upsert({&found, 1});
        QCOMPARE(reaches(index), (std::map<std::string, std::size_t>{{"unreachable", 1}}));
    }
};

QTEST_GUILESS_MAIN(TestFindingIndex)
#include "tst_findingindex.moc"

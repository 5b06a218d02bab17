// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/storerig.h"

#include <QFile>

#include <algorithm>
#include <filesystem>

using namespace rekey;
using namespace rekey::test;
using namespace Qt::StringLiterals;
using finding::CloseReason;
using finding::Decision;
using finding::KeeperState;
using finding::Verdict;

/// What a Keeper promises, on each kind of store.
class TestStore : public QObject
{
    Q_OBJECT

    std::unique_ptr<StoreRig> m_rig;
    std::unique_ptr<store::Store> m_store;

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"sqlite", "memory", "postgresql"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

    bool begin()
    {
        const auto *kind
            = static_cast<const QString *>(QTest::qData("kind", qMetaTypeId<QString>()));
        if (!StoreRig::problem(*kind).isEmpty())
            return false;
        m_store.reset();
        m_rig = std::make_unique<StoreRig>(*kind);
        m_store = m_rig->create();
        return true;
    }

    /// The same store, closed and opened again; memory stays as it is.
    void reopen()
    {
        if (m_rig->location.kind == store::StoreLocation::Kind::Memory)
            return;
        m_store.reset();
        m_store = m_rig->open();
    }

    finding::Record record(const secret::SecretId &id) const
    {
        const auto all = loaded(*m_store);
        return std::ranges::find(all, id, [](const auto &kept) { return kept.finding.id; })->record;
    }

    finding::Record decided(const secret::SecretId &id, Decision decision,
                            CloseReason reason = CloseReason::None, std::int64_t until = 0)
    {
        finding::TriageChange change = decide(id, record(id).version, decision);
        change.triage.closeReason = reason;
        change.triage.acceptedUntil = until;
        const auto outcome = m_store->change(std::span(&change, 1)).value();
        return outcome.front().record;
    }

private Q_SLOTS:
    void cleanup()
    {
        m_store.reset();
        m_rig.reset();
    }

    void everythingReadsBack_data() { kinds(); }
    void everythingReadsBack()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        const auto outcome = keepSome(*m_store, 300).value();
        QCOMPARE(outcome.added, 300U);
        QCOMPARE(outcome.numbers.front(), 1U);
        QCOMPARE(outcome.numbers.back(), 300U);
        reopen();
        const auto sources = m_store->sources().value();
        QCOMPARE(sources.size(), 3U);
        QCOMPARE(sources[1].path, std::string("/two"));
        QCOMPARE(sources[1].coverage.skips.size(), 1U);
        const auto all = loaded(*m_store);
        QCOMPARE(all.size(), 300U);
        for (std::uint32_t number = 1; number <= all.size(); ++number) {
            const finding::Finding &read = all[number - 1].finding;
            finding::Finding given = manyFinding(number);
            for (finding::Place &place : given.places)
                ++place.source; // indexes have become numbers
            std::ranges::sort(given.places, finding::placeLess);
            QCOMPARE(read.id, given.id);
            QCOMPARE(read.number, number);
            QCOMPARE(read.places.size(), given.places.size());
            for (std::size_t i = 0; i < read.places.size(); ++i) {
                QCOMPARE(read.places[i].path, given.places[i].path);
                QCOMPARE(read.places[i].source, given.places[i].source);
                QCOMPARE(read.places[i].author, given.places[i].author);
            }
            QVERIFY(read.value.isEmpty());
            QVERIFY(!all[number - 1].record.isValueAbsent);
            QCOMPARE(all[number - 1].record.version, 0U);
        }
        QCOMPARE(std::string(m_store->value(all[41].finding.id, {}).value().view()), fakeValue(42));
        QCOMPARE(m_store->value(all[41].finding.id, "no such").error().kind, ErrorKind::NotFound);
        QCOMPARE(m_store->value(fakeId(9999), {}).error().kind, ErrorKind::NotFound);
        const auto events = m_store->timeline({}).value();
        QCOMPARE(events.size(), 300U);
        QCOMPARE(events.back().number, 300U);
        QCOMPARE(events.back().actor, std::string("ada"));
    }

    void companionsAreKept_data() { kinds(); }
    void companionsAreKept()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        const secret::Vault vault;
        finding::Finding finding = bareFinding(1);
        finding.value = vault.seal("made-up value");
        finding.companions.push_back({"key id", "ID....", vault.seal("made-up id")});
        QVERIFY(m_store->keep(std::span(&finding, 1), {}, vault, false));
        reopen();
        QCOMPARE(std::string(m_store->value(finding.id, "key id").value().view()),
                 std::string("made-up id"));
        QCOMPARE(std::string(m_store->value(finding.id, {}).value().view()),
                 std::string("made-up value"));
    }

    void rescanKeepsNumbersAndDecisions_data() { kinds(); }
    void rescanKeepsNumbersAndDecisions()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 50));
        decided(fakeId(7), Decision::Closed, CloseReason::FalsePositive);
        const auto before = m_store->info().value();
        const auto again = keepSome(*m_store, 50).value();
        QCOMPARE(again.added, 0U);
        QCOMPARE(again.numbers[6], 7U);
        QCOMPARE(record(fakeId(7)).triage.closeReason, CloseReason::FalsePositive);
        // Nothing changed, so nothing was written.
        QCOMPARE(m_store->info().value().events, before.events);
        QCOMPARE(m_store->info().value().head, before.head);
    }

    void newFindingsGetFreeNumbers_data() { kinds(); }
    void newFindingsGetFreeNumbers()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 10));
        const secret::Vault vault;
        std::vector<finding::Finding> findings
            = {bareFinding(2000), bareFinding(3), bareFinding(12)};
        findings[0].number = 1; // taken
        const auto outcome = m_store->keep(findings, {}, vault, false).value();
        QCOMPARE(outcome.numbers, (std::vector<std::uint32_t>{11, 3, 12}));
        QCOMPARE(outcome.added, 2U);
        QCOMPARE(m_store->keep(std::vector{bareFinding(5), bareFinding(5)}, {}, vault, false)
                     .error()
                     .kind,
                 ErrorKind::Invalid);
    }

    void whoCanSeeASourceOutlivesScansAndIsUnsaidByItsNumber_data() { kinds(); }
    void whoCanSeeASourceOutlivesScansAndIsUnsaidByItsNumber()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        finding::SourceRecord source = fakeSource("/one");
        source.exposure = finding::Exposure::Public;
        QVERIFY(m_store->keepSource(source));
        QVERIFY(m_store->keepSource(fakeSource("/one"))); // a scan knows nothing of it
        finding::SourceRecord kept = m_store->sources().value().front();
        QCOMPARE(kept.exposure, finding::Exposure::Public);
        kept.exposure = finding::Exposure::Unknown;
        QVERIFY(m_store->keepSource(kept));
        QCOMPARE(m_store->sources().value().front().exposure, finding::Exposure::Unknown);
    }

    void completeScanReplacesPlacesOfItsSourcesOnly_data() { kinds(); }
    void completeScanReplacesPlacesOfItsSourcesOnly()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        const secret::Vault vault;
        const std::uint32_t one = m_store->keepSource(fakeSource("/one")).value();
        const std::uint32_t two = m_store->keepSource(fakeSource("/two")).value();
        std::vector<finding::Finding> findings = {bareFinding(1), bareFinding(2)};
        for (finding::Finding &finding : findings) {
            finding.places = {fakePlace("a.txt", sources::Reach::File),
                              fakePlace("b.txt", sources::Reach::File)};
            finding.places[1].source = 1;
        }
        const std::vector<std::uint32_t> both = {one, two};
        QVERIFY(m_store->keep(findings, both, vault, true));
        findings.pop_back();
        findings[0].places = {fakePlace("c.txt", sources::Reach::File)};
        QVERIFY(m_store->keep(findings, std::span(&one, 1), vault, true));
        auto all = loaded(*m_store);
        QCOMPARE(all[0].finding.places.size(), 2U);
        QCOMPARE(all[0].finding.places[0].path, std::string("c.txt"));
        QCOMPARE(all[0].finding.places[1].path, std::string("b.txt"));
        QCOMPARE(all[1].finding.places.size(), 1U); // lost its place in /one, stays in /two
        QCOMPARE(all[1].finding.places[0].source, two);
        // An incomplete scan only adds.
        findings[0].places = {fakePlace("d.txt", sources::Reach::File)};
        QVERIFY(m_store->keep(findings, std::span(&one, 1), vault, false));
        QCOMPARE(loaded(*m_store)[0].finding.places.size(), 3U);
        // And a complete one that finds nothing takes the places of that source away.
        QVERIFY(m_store->keep({}, both, vault, true));
        all = loaded(*m_store);
        QCOMPARE(all.size(), 2U);
        QVERIFY(all[0].finding.places.empty() && all[1].finding.places.empty());
    }

    void closedFindingsReopenInANewPlace_data() { kinds(); }
    void closedFindingsReopenInANewPlace()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        const secret::Vault vault;
        const std::uint32_t one = m_store->keepSource(fakeSource("/one")).value();
        std::vector<finding::Finding> findings;
        for (const std::uint32_t number : {1U, 2U, 3U}) {
            findings.push_back(bareFinding(number));
            findings.back().places = {fakePlace("a.txt", sources::Reach::File)};
        }
        const std::span source(&one, 1);
        QVERIFY(m_store->keep(findings, source, vault, true));
        decided(fakeId(1), Decision::Closed, CloseReason::Rotated);
        decided(fakeId(2), Decision::Closed, CloseReason::TestValue);
        findings[0].places[0].line = 99; // the same file: not new
        QVERIFY(m_store->keep(findings, source, vault, true).value().reopened.empty());
        for (finding::Finding &finding : findings)
            finding.places.push_back(fakePlace("b.txt", sources::Reach::File));
        const auto outcome = m_store->keep(findings, source, vault, true).value();
        QCOMPARE(outcome.reopened.size(), 1U);
        QCOMPARE(outcome.reopened[0].id, fakeId(1));
        QCOMPARE(record(fakeId(1)).triage.decision, Decision::Reopened);
        QCOMPARE(record(fakeId(2)).triage.decision, Decision::Closed);
        const auto events = m_store->timeline(fakeId(1)).value();
        QCOMPARE(events.back().kind, finding::EventKind::Reopened);
        QCOMPARE(events.back().from, std::string("closed: rotated"));
        QVERIFY(events.back().detail.contains("b.txt"));
    }

    void changesAreKeptByVersion_data() { kinds(); }
    void changesAreKeptByVersion()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 5));
        std::vector<finding::TriageChange> changes = {
            decide(fakeId(1), 0, Decision::Confirmed), decide(fakeId(2), 7, Decision::Confirmed),
            decide(fakeId(1), 1, Decision::Rotating), decide(fakeId(99), 0, Decision::Confirmed)};
        changes[0].triage.tags = {"a", "b"};
        changes[2].triage.note = "note";
        const auto outcomes = m_store->change(changes).value();
        QVERIFY(outcomes[0].isKept);
        QCOMPARE(outcomes[0].record.version, 1U);
        QVERIFY(!outcomes[1].isKept);
        QCOMPARE(outcomes[1].record.version, 0U);
        QVERIFY(outcomes[2].isKept);
        QCOMPARE(outcomes[2].record.version, 2U);
        QVERIFY(!outcomes[3].isKept);
        reopen();
        QCOMPARE(record(fakeId(1)).version, 2U);
        QCOMPARE(record(fakeId(1)).triage, changes[2].triage);
        const auto events = m_store->timeline(fakeId(1)).value();
        QCOMPARE(events.size(), 3U); // found, and the two
        QCOMPARE(events.back().actor, std::string("ada"));
    }

    void whatIsDecidedOfManyIsOneEntryAndIsToldOfEach_data() { kinds(); }
    void whatIsDecidedOfManyIsOneEntryAndIsToldOfEach()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 100));
        std::vector<finding::TriageChange> changes;
        for (std::uint32_t number = 60; number > 0; --number)
            changes.push_back(decide(fakeId(number), 0, Decision::Confirmed));
        for (std::uint32_t number = 61; number <= 63; ++number)
            changes.push_back(decide(fakeId(number), 0, Decision::Rotating)); // few: told alone
        changes.push_back(decide(fakeId(90), 5, Decision::Confirmed)); // refused: not told
        changes.push_back(decide(fakeId(7), 1, Decision::Rotating)); // again, later
        QVERIFY(m_store->change(changes));
        for (const std::size_t rolls : {0U, 1U}) {
            QCOMPARE(m_store->timeline({}).value().size(), 100U + 60 + 3 + 1 + rolls);
            const auto seventh = m_store->timeline(fakeId(7)).value();
            QCOMPARE(seventh.size(), 3U);
            QCOMPARE(seventh[1].to, std::string("confirmed"));
            QCOMPARE(seventh[1].finding, fakeId(7));
            QCOMPARE(seventh[1].actor, std::string("ada"));
            QCOMPARE(seventh[2].to, std::string("rotating"));
            QCOMPARE(m_store->timeline(fakeId(60)).value().back().to, std::string("confirmed"));
            QCOMPARE(m_store->timeline(fakeId(62)).value().back().to, std::string("rotating"));
            QCOMPARE(m_store->timeline(fakeId(90)).value().size(), 1U);
            QCOMPARE(m_store->ownTimeline().value().size(), rolls);
            const auto report = m_store->check({}).value();
            QVERIFY(report.problems.empty());
            QCOMPARE(report.events, 100U + 1 + 3 + 1 + rolls);
            QVERIFY(m_store->roll());
            reopen();
        }
    }

    void claimsOfOneToolAreOneEntry_data() { kinds(); }
    void claimsOfOneToolAreOneEntry()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 40));
        std::vector<std::pair<secret::SecretId, finding::Claim>> claims;
        for (std::uint32_t number = 1; number <= 40; ++number)
            claims.emplace_back(fakeId(number),
                                finding::Claim{"gitleaks", "rule", Verdict::NotChecked, 5, {}});
        QVERIFY(m_store->keepClaims(claims));
        QCOMPARE(m_store->info().value().events, 41U);
        QCOMPARE(m_store->timeline(fakeId(9)).value().back().detail, std::string("gitleaks"));
        QVERIFY(m_store->check({}).value().problems.empty());
    }

    void verdictsReopenAndEvidenceIsKept_data() { kinds(); }
    void verdictsReopenAndEvidenceIsKept()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 3));
        decided(fakeId(1), Decision::Closed, CloseReason::Rotated);
        finding::Evidence evidence;
        evidence.verdict = Verdict::Dead;
        evidence.checkedAt = 1'760'000'100;
        evidence.host = "api.example.org";
        evidence.status = 401;
        finding::Access access;
        access.account = "team";
        access.scopes = {{"repo", finding::ScopeRisk::Risky}};
        auto kept = m_store->keepEvidence(fakeId(1), evidence, access).value();
        QCOMPARE(kept.triage.decision, Decision::Closed);
        evidence.verdict = Verdict::Live;
        kept = m_store->keepEvidence(fakeId(1), evidence, std::nullopt).value();
        QCOMPARE(kept.triage.decision, Decision::Reopened);
        reopen();
        QCOMPARE(record(fakeId(1)), kept);
        QCOMPARE(record(fakeId(1)).access, access);
        QCOMPARE(m_store->keepEvidence(fakeId(99), evidence, {}).error().kind, ErrorKind::NotFound);
    }

    void claimsAreOneForEachTool_data() { kinds(); }
    void claimsAreOneForEachTool()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 3));
        std::vector<std::pair<secret::SecretId, finding::Claim>> claims;
        for (const char *tool : {"trufflehog", "gitleaks", "trufflehog"})
            claims.emplace_back(fakeId(1), finding::Claim{tool, "rule", Verdict::Live, 5, {}});
        claims.back().second.verdict = Verdict::Dead;
        QVERIFY(m_store->keepClaims(claims));
        QVERIFY(m_store->keepClaims(std::span(claims).last(1))); // known already: no event
        const auto kept = record(fakeId(1)).claims;
        QCOMPARE(kept.size(), 2U);
        QCOMPARE(kept[0].tool, std::string("gitleaks"));
        QCOMPARE(kept[1].verdict, Verdict::Dead);
        QCOMPARE(m_store->timeline(fakeId(1)).value().size(), 4U);
    }

    void acceptedFindingsOpenAgainInTime_data() { kinds(); }
    void acceptedFindingsOpenAgainInTime()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 3));
        decided(fakeId(1), Decision::Closed, CloseReason::Accepted, 2'000'000'000);
        QVERIFY(m_store->reopenExpired(1'999'999'999).value().empty());
        const auto reopened = m_store->reopenExpired(2'000'000'000).value();
        QCOMPARE(reopened.size(), 1U);
        QCOMPARE(reopened[0], record(fakeId(1)));
        QVERIFY(m_store->reopenExpired(2'000'000'001).value().empty());
    }

    void changesSinceTellsWhatIsNew_data() { kinds(); }
    void changesSinceTellsWhatIsNew()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        std::uint64_t revision = 0;
        QVERIFY(keepSome(*m_store, 20));
        QCOMPARE(m_store->changesSince(revision).value().size(), 20U);
        QVERIFY(m_store->changesSince(revision).value().empty());
        decided(fakeId(4), Decision::Confirmed);
        const auto changed = m_store->changesSince(revision).value();
        QCOMPARE(changed.size(), 1U);
        QCOMPARE(changed[0], record(fakeId(4)));
        QCOMPARE(m_store->revision().value(), revision);
    }

    void incidentsHaveVersions_data() { kinds(); }
    void incidentsHaveVersions()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        finding::Incident incident;
        incident.name = "Laptop lost";
        incident.tasks = {{"Call", false}};
        incident = m_store->keepIncident(incident).value();
        QCOMPARE(incident.id, std::string("INC-1"));
        QCOMPARE(incident.version, 1U);
        finding::Incident mine = incident;
        mine.note = "mine";
        mine.closedAt = 1;
        QVERIFY(m_store->keepIncident(mine));
        const auto events = m_store->ownTimeline().value();
        QCOMPARE(events.back().from, std::string("open"));
        QCOMPARE(events.back().to, std::string("closed"));
        QCOMPARE(events.back().detail, std::string("INC-1: Laptop lost (notes)"));
        QCOMPARE(m_store->keepIncident(incident).error().kind, ErrorKind::Invalid);
        mine.id = "INC-9";
        QCOMPARE(m_store->keepIncident(mine).error().kind, ErrorKind::Invalid);
        QCOMPARE(m_store->keepIncident({}).value().id, std::string("INC-2"));
        reopen();
        const auto all = m_store->incidents().value();
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[0].note, std::string("mine"));
        QCOMPARE(all[0].tasks, incident.tasks);
    }

    void propertiesAreFoundByRoomAndKey_data() { kinds(); }
    void propertiesAreFoundByRoomAndKey()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(m_store->setProperty("fix", "1", "done"));
        QVERIFY(m_store->setProperty("fix", "0", "open"));
        QVERIFY(m_store->setProperty("filters", "1", "in:head"));
        QVERIFY(m_store->setProperty("fix", "1", "done twice"));
        reopen();
        QCOMPARE(m_store->property("fix", "1").value(), std::optional<std::string>("done twice"));
        QVERIFY(!m_store->property("fix", "7").value());
        const auto all = m_store->properties("fix").value();
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[0].first, std::string("0"));
        QVERIFY(m_store->setProperty("fix", "1", ""));
        QCOMPARE(m_store->properties("fix").value().size(), 1U);
    }

    void lockedStoreReadsNothing_data() { kinds(); }
    void lockedStoreReadsNothing()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 3));
        m_store->lock();
        QCOMPARE(m_store->state(), KeeperState::Locked);
        QCOMPARE(m_store->sources().error().kind, ErrorKind::Denied);
        QCOMPARE(m_store->load([](auto) { }, {}).error().kind, ErrorKind::Denied);
        QCOMPARE(m_store->value(fakeId(1), {}).error().kind, ErrorKind::Denied);
        QCOMPARE(m_store->timeline({}).error().kind, ErrorKind::Denied);
        QCOMPARE(m_store->property("a", "b").error().kind, ErrorKind::Denied);
        QCOMPARE(m_store->identityKey().error().kind, ErrorKind::Denied);
        const finding::TriageChange change = decide(fakeId(1), 0, Decision::Confirmed);
        QCOMPARE(m_store->change(std::span(&change, 1)).error().kind, ErrorKind::Denied);
        QVERIFY(m_store->unlock(passphrase()));
        QCOMPARE(loaded(*m_store).size(), 3U);
    }

    void lockedStoreTakesFindings_data() { kinds(); }
    void lockedStoreTakesFindings()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 10));
        m_store->lock();
        QVERIFY(keepSome(*m_store, 2500)); // some chunks
        QCOMPARE(m_store->info().value().findings, 10U);
        QVERIFY(m_store->info().value().inbox > 0);
        QVERIFY(m_store->unlock(passphrase()));
        QCOMPARE(m_store->info().value().inbox, 0U);
        const auto all = loaded(*m_store);
        QCOMPARE(all.size(), 2500U);
        QCOMPARE(m_store->sources().value().size(), 3U);
        QCOMPARE(std::string(m_store->value(fakeId(2400), {}).value().view()), fakeValue(2400));
        QVERIFY(m_store->check({}).value().problems.empty());
    }

    void identityKeyStays_data() { kinds(); }
    void identityKeyStays()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        const std::string_view parts[] = {"x"};
        const auto id = m_store->identityKey().value().idOf("t", parts);
        QVERIFY(m_store->roll());
        reopen();
        QCOMPARE(m_store->identityKey().value().idOf("t", parts), id);
    }

    void cancelledLoadStops_data() { kinds(); }
    void cancelledLoadStops()
    {
        if (!begin())
            QSKIP(qPrintable(StoreRig::server().problem()));
        QVERIFY(keepSome(*m_store, 5000));
        std::stop_source stop;
        const auto done = m_store->load([&](auto) { stop.request_stop(); }, stop.get_token());
        QCOMPARE(done.error().kind, ErrorKind::Cancelled);
        QCOMPARE(loaded(*m_store).size(), 5000U);
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"

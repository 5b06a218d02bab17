// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/keptrun.h"
#include "core/rotate/rotationbook.h"
#include "core/rotate/rotationcontext.h"
#include "core/rotate/settling.h"
#include "core/store/store.h"
#include "tests/core/finding/fakefindings.h"
#include "tests/core/rotate/fakeprovider.h"

#include <QTest>

using namespace rekey;
using namespace rekey::rotate;
using rekey::test::oneKey;
using rekey::test::Process;
using rekey::test::requestFor;
using rekey::test::World;

/// Counts how many journals are opened.
class CountedRuns final : public finding::RunKeeper
{
public:
    explicit CountedRuns(store::Store &store)
        : m_store(store)
    {
    }
    Result<std::string> reserveRun() override { return m_store.reserveRun(); }
    Result<void> appendRunEntry(const std::string &run, std::uint64_t number, std::string_view text,
                                std::span<const finding::Event> events) override
    {
        return m_store.appendRunEntry(run, number, text, events);
    }
    Result<std::vector<std::string>> runEntries(const std::string &run) const override
    {
        opened.push_back(run);
        if (run == broken)
            return fail(ErrorKind::Io, "the connection was lost");
        return m_store.runEntries(run);
    }
    Result<std::vector<finding::RunEntryCount>> runEntryCounts() const override
    {
        return m_store.runEntryCounts();
    }
    Result<std::optional<secret::SecretId>> findingOf(std::uint32_t number) const override
    {
        return m_store.findingOf(number);
    }
    Result<void> keepRunValue(const std::string &run, std::string_view name,
                              const secret::SecretBytes &value) override
    {
        return m_store.keepRunValue(run, name, value);
    }
    Result<std::optional<secret::SecretBytes>> runValue(const std::string &run,
                                                        std::string_view name) const override
    {
        return m_store.runValue(run, name);
    }
    Result<void> dropRunValue(const std::string &run, std::string_view name) override
    {
        return m_store.dropRunValue(run, name);
    }

    mutable std::vector<std::string> opened;
    std::string broken; ///< the run that cannot be read now

private:
    store::Store &m_store;
};

/// A rotation whose journal and values are in a store.
class TestKeptRun : public QObject
{
    Q_OBJECT

    std::unique_ptr<store::Store> m_store;

    static Plan planWithoutWait()
    {
        rotate::PlanRequest request = requestFor(Method::TwoKeys);
        request.quietSeconds = 0;
        return *makePlan(request);
    }

    static provider::Parts oldParts()
    {
        provider::Parts parts;
        parts.emplace("secret", secret::SecretBytes::copyOf("old-value"));
        parts.emplace("user", secret::SecretBytes::copyOf("billing"));
        return parts;
    }

    secret::SecretId keepFinding(std::uint32_t number)
    {
        finding::Finding found = test::bareFinding(number);
        found.places = {test::fakePlace("a.env", sources::Reach::File)};
        finding::SourceRecord source;
        source.kind = "folder";
        source.path = "/one";
        const std::uint32_t at = m_store->keepSource(source).value();
        const auto kept = m_store->keep({&found, 1}, {&at, 1}, secret::Vault(), true);
        if (!kept || kept->numbers != std::vector{number})
            qFatal("the finding was not kept: %s",
                   kept ? "another number" : kept.error().text().c_str());
        return found.id;
    }

    void keepContextOf(const std::string &run, const std::string &finding)
    {
        RotationContext context;
        context.finding = finding;
        QVERIFY(keepContext(*m_store, run, context));
    }

    void append(const std::string &run, const Entry &entry)
    {
        QVERIFY(KeptJournal(*m_store, {}).append(run, entry));
    }

    /// Up to its end, of which nothing but the journal knows.
    void keepRunThatWasCutOff(const std::string &run, const std::string &finding,
                              const std::vector<std::string> &end)
    {
        RotationContext context;
        context.finding = finding;
        context.parts = {"secret", "user"};
        QVERIFY(keepContext(*m_store, run, context));
        QVERIFY(KeptCustody(*m_store, "secret").keepOld(run, oldParts()));
        const Plan plan = *makePlan(requestFor(Method::RevokeNow));
        append(run, {Phase::Begun, 0, 1, {planJson(plan), "salt"}});
        for (std::size_t step = 0; end.front() == "done" && step < plan.steps.size(); ++step) {
            append(run, {Phase::Before, step, 2, {}});
            append(run, {Phase::After, step, 3, {}});
        }
        append(run, {Phase::Ended, 0, 4, end});
    }

    void setDecision(const secret::SecretId &id, finding::Decision decision,
                     finding::CloseReason reason = {})
    {
        finding::TriageChange change;
        const finding::Record record = recordOf(id);
        change.id = id;
        change.version = record.version;
        change.triage = record.triage;
        change.triage.decision = decision;
        change.triage.closeReason = reason;
        QVERIFY(m_store->change({&change, 1})->front().isKept);
    }

    finding::Record recordOf(const secret::SecretId &id)
    {
        return m_store->records({&id, 1})->front();
    }

private Q_SLOTS:
    void init() { m_store = std::move(*store::openStore(store::StoreLocation::memory(), {})); }

    void runsToItsEndAndIsKnownAgain()
    {
        World world = oneKey();
        Process process(world);
        KeptJournal journal(*m_store, {});
        KeptCustody custody(*m_store, "secret");
        QVERIFY(custody.keepOld("R-0001", oldParts()));
        const RunPorts ports{process.service, custody, process.handover, journal,
                             [&world] { return world.now; }};
        Run run = *Run::begin(ports, "R-0001", planWithoutWait());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        // Another process goes on with it.
        KeptJournal other(*m_store, {});
        Run resumed = *Run::resume({process.service, custody, process.handover, other, ports.now},
                                   "R-0001");
        QVERIFY(resumed.history().isDone(StepKind::HandOver));
        QCOMPARE(world.consumers.at("billing"), std::string("value-of-KEY1"));
        QVERIFY(resumed.approveDelete("0001"));
        Result<Progress> progress = resumed.advance();
        while (progress->kind == Progress::Kind::Stepped)
            progress = resumed.advance();
        QCOMPARE(progress->kind, Progress::Kind::Ended);
        QCOMPARE(std::string((*custody.kept("R-0001", "KEY1"))->view()),
                 std::string("value-of-KEY1"));
        // The first one did not notice, and does nothing more.
        const auto late = run.advance();
        QVERIFY(!late.has_value());
        QCOMPARE(late.error().kind, ErrorKind::Invalid);
        QVERIFY(late.error().text().find("another program") != std::string::npos);
    }

    void theBookTellsWhereTheyStand()
    {
        const secret::SecretId id = keepFinding(1);
        RotationBook book;
        QVERIFY(!book.read(*m_store, *m_store).value());
        QVERIFY(book.byFinding().empty());

        World world = oneKey();
        Process process(world);
        KeptJournal journal(*m_store, id);
        KeptCustody custody(*m_store, "secret");
        QVERIFY(custody.keepOld("R-0001", oldParts()));
        keepContextOf("R-0001", "S-0001");
        Run run = *Run::begin(
            {process.service, custody, process.handover, journal, [&world] { return world.now; }},
            "R-0001", planWithoutWait());
        const auto steps = static_cast<std::uint32_t>(planWithoutWait().steps.size());
        QVERIFY(book.read(*m_store, *m_store).value());
        using State = finding::RotationState;
        const finding::FindingRotation begun{"R-0001", State::Stopped, 0, steps, {}, {}};
        QVERIFY(book.byFinding() == (finding::FindingRotations{{id, begun}}));
        QCOMPARE(book.byFinding({"R-0001"}).at(id).state, State::Running);
        QVERIFY(!book.read(*m_store, *m_store).value());

        QVERIFY(run.advance());
        QVERIFY(run.advance());
        QVERIFY(book.read(*m_store, *m_store).value());
        QCOMPARE(book.byFinding().at(id).stepsDone, 2U);
        QVERIFY(run.rollBack());
        QVERIFY(book.read(*m_store, *m_store).value());
        QCOMPARE(book.byFinding({"R-0001"}).at(id).state, State::RolledBack);

        // The one with something left to do is the one that counts, also when a later one ended.
        for (const char *name : {"R-0002", "R-0003"}) {
            keepContextOf(name, "S-0001");
            append(name, {Phase::Begun, 0, 1, {planJson(planWithoutWait()), "salt"}});
        }
        append("R-0002", {Phase::Before, 0, 2, {}});
        append("R-0002", {Phase::Failed, 0, 3, {"the provider does not answer"}});
        append("R-0003", {Phase::Ended, 0, 4, {"given up", "no time"}});
        // None of a finding, of one that is not kept, and one that is damaged hide no other.
        keepContextOf("R-0004", "");
        append("R-0004", {Phase::Begun, 0, 1, {planJson(planWithoutWait()), "salt"}});
        keepContextOf("R-0005", "S-0422");
        append("R-0005", {Phase::Begun, 0, 1, {planJson(planWithoutWait()), "salt"}});
        keepContextOf("R-0006", "S-0001");
        QVERIFY(m_store->appendRunEntry("R-0006", 0, "{", {}));
        QVERIFY(book.read(*m_store, *m_store).value());
        const finding::FindingRotation shown{"R-0002",
                                             State::Stopped,
                                             0,
                                             steps,
                                             "the provider does not answer",
                                             {"R-0001", "R-0003"}};
        QVERIFY(book.byFinding() == (finding::FindingRotations{{id, shown}}));
        QVERIFY(keptRotations(*m_store).value() == book.byFinding());
        append("R-0002", {Phase::Ended, 0, 5, {"done"}});
        QVERIFY(book.read(*m_store, *m_store).value());
        const finding::FindingRotation last{"R-0003", State::GivenUp,      0, steps,
                                            {},       {"R-0001", "R-0002"}};
        QVERIFY(book.byFinding() == (finding::FindingRotations{{id, last}}));
        m_store->lock();
        QCOMPARE(book.read(*m_store, *m_store).error().kind, ErrorKind::Denied);
    }

    void theBookOpensOnlyWhatWentOn()
    {
        const secret::SecretId id = keepFinding(1);
        CountedRuns runs(*m_store);
        for (const char *name : {"R-9998", "R-9999", "R-10000"}) {
            keepContextOf(name, std::string_view(name) == "R-9999" ? "S-0422" : "S-0001");
            append(name, {Phase::Begun, 0, 1, {planJson(planWithoutWait()), "salt"}});
        }
        keepContextOf("R-10001", "S-0001");
        QVERIFY(m_store->appendRunEntry("R-10001", 0, "{", {}));
        RotationBook book;
        QVERIFY(book.read(*m_store, runs).value());
        using Names = std::vector<std::string>;
        QCOMPARE(runs.opened, (Names{"R-9998", "R-9999", "R-10000", "R-10001"}));
        QCOMPARE(book.byFinding().at(id).run, std::string("R-10000")); // the latest by its number
        QCOMPARE(book.byFinding().at(id).others, Names{"R-9998"});

        runs.opened.clear();
        QVERIFY(!book.read(*m_store, runs).value());
        QVERIFY(runs.opened.empty());
        append("R-9998", {Phase::Ended, 0, 4, {"given up", "no time"}});
        QVERIFY(book.read(*m_store, runs).value());
        QCOMPARE(runs.opened, Names{"R-9998"}); // not those that were left out either

        // What was read before an error is told by the next call.
        append("R-9998", {Phase::Ended, 0, 4, {"given up", "again"}});
        append("R-10000", {Phase::Ended, 0, 5, {"done"}});
        runs.broken = "R-10000";
        QCOMPARE(book.read(*m_store, runs).error().kind, ErrorKind::Io);
        runs.broken.clear();
        runs.opened.clear();
        QVERIFY(book.read(*m_store, runs).value());
        QCOMPARE(runs.opened, Names{"R-10000"});
        QCOMPARE(book.byFinding().at(id).state, finding::RotationState::Done);
        // One that does not read any more is left out from then on.
        QVERIFY(m_store->appendRunEntry("R-10000", 2, "{", {}));
        QVERIFY(book.read(*m_store, runs).value());
        QCOMPARE(book.byFinding().at(id).run, std::string("R-9998"));
    }

    void whatWasCutOffAtAnEndIsDone()
    {
        using finding::CloseReason;
        using finding::Decision;
        finding::Evidence dead;
        dead.verdict = finding::Verdict::Dead;
        dead.checkedAt = 5;
        std::vector<secret::SecretId> ids;
        for (std::uint32_t number = 1; number <= 5; ++number) {
            ids.push_back(keepFinding(number));
            setDecision(ids.back(), Decision::Rotating);
        }
        QVERIFY(m_store->keepEvidence(ids[0], dead, {}));
        keepRunThatWasCutOff("R-0001", "S-0001", {"done"});
        keepRunThatWasCutOff("R-0002", "S-0002", {"rolled back"});
        keepRunThatWasCutOff("R-0003", "S-0003", {"given up", "no time"});
        setDecision(ids[2], Decision::Closed, CloseReason::FalsePositive); // by somebody since
        keepRunThatWasCutOff("R-0004", "S-0004", {"done"});
        keepContextOf("R-0005", "S-0004"); // the next one of the same goes on
        append("R-0005", {Phase::Begun, 0, 1, {planJson(planWithoutWait()), "salt"}});
        keepRunThatWasCutOff("R-0006", "S-0005", {"done"}); // the provider did not say it is dead

        RotationBook book;
        QVERIFY(book.read(*m_store, *m_store).value());
        QCOMPARE(settleEnded(*m_store, *m_store, book, "ada", 9).value(), 2U);
        const finding::Triage closed = recordOf(ids[0]).triage;
        QCOMPARE(closed.decision, Decision::Closed);
        QCOMPARE(closed.closeReason, CloseReason::Revoked);
        QCOMPARE(closed.decidedBy, std::string("ada"));
        QCOMPARE(recordOf(ids[1]).triage.decision, Decision::Confirmed);
        QCOMPARE(recordOf(ids[2]).triage.closeReason, CloseReason::FalsePositive);
        QCOMPARE(recordOf(ids[3]).triage.decision, Decision::Rotating);
        QCOMPARE(recordOf(ids[4]).triage.decision, Decision::Rotating);
        const KeptCustody custody(*m_store, "secret");
        // Its value goes on the journal's proof, as at any end.
        for (const char *run : {"R-0001", "R-0002", "R-0006"})
            QVERIFY(custody.oldParts(run, {"secret", "user"}).value().empty());
        for (const char *run : {"R-0003", "R-0004"})
            QCOMPARE(custody.oldParts(run, {"secret", "user"}).value().size(), 2U);
        const finding::Event last = m_store->timeline(ids[1])->back();
        QCOMPARE(last.detail, std::string("R-0002"));
        QCOMPARE(last.from, std::string(finding::decisionName(Decision::Rotating)));
        QCOMPARE(settleEnded(*m_store, *m_store, book, "ada", 9).value(), 0U);
    }

    void stepsStandInTheTimelineWithoutValues()
    {
        World world = oneKey();
        Process process(world);
        KeptJournal journal(*m_store, {});
        KeptCustody custody(*m_store, "secret");
        QVERIFY(custody.keepOld("R-0001", oldParts()));
        Run run = *Run::begin(
            {process.service, custody, process.handover, journal, [&world] { return world.now; }},
            "R-0001", *makePlan(requestFor(Method::TwoKeys)));
        QVERIFY(run.advance());
        QVERIFY(run.rollBack());
        std::vector<std::string> lines;
        const auto timeline = m_store->ownTimeline();
        for (const finding::Event &event : *timeline) {
            if (event.kind == finding::EventKind::RotationStep)
                lines.push_back(event.to + ' ' + event.detail);
        }
        QCOMPARE(lines,
                 (std::vector<std::string>{"begun R-0001", "after R-0001 create: KEY1",
                                           "undone R-0001 create", "ended R-0001: rolled back"}));
    }

    void oldPartsAreDroppedTogether()
    {
        KeptCustody custody(*m_store, "secret");
        QVERIFY(custody.keepOld("R-0001", oldParts()));
        QVERIFY(custody.keepOld("R-0002", oldParts()));
        QVERIFY(custody.dropOld("R-0001", {"secret", "user"}));
        QVERIFY(custody.oldParts("R-0001", {"secret", "user"}).value().empty());
        QCOMPARE(custody.oldParts("R-0002", {"secret", "user"}).value().size(), 2U);
    }

    void whatComesWithAValueIsKeptWithIt()
    {
        World world = oneKey();
        world.more = {{"refresh_token", "next-refresh"}};
        Process process(world);
        KeptJournal journal(*m_store, {});
        KeptCustody custody(*m_store, "secret");
        QVERIFY(custody.keepOld("R-0001", oldParts()));
        Run run = *Run::begin(
            {process.service, custody, process.handover, journal, [&world] { return world.now; }},
            "R-0001", *makePlan(requestFor(Method::SelfRotate)));
        QVERIFY(run.approveDelete("0001"));
        QCOMPARE(run.advance()->kind, Progress::Kind::Stepped);
        const auto kept = custody.keptPart("R-0001", "OLDKEY0001", "refresh_token");
        QVERIFY(kept.has_value() && kept->has_value());
        QCOMPARE(std::string((*kept)->view()), std::string("next-refresh"));
    }

    void oldPartsComeBackByName()
    {
        KeptCustody custody(*m_store, "secret");
        QVERIFY(custody.keepOld("R-0001", oldParts()));
        const auto parts = custody.oldParts("R-0001", {"user", "host"}).value();
        QCOMPARE(parts.size(), 1U);
        QCOMPARE(std::string(parts.at("user").view()), std::string("billing"));
        QCOMPARE(std::string(custody.oldValue("R-0001")->view()), std::string("old-value"));
        QCOMPARE(custody.oldValue("R-0002").error().kind, ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestKeptRun)
#include "tst_keptrun.moc"

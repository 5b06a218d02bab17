// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checkrig.h"
#include "ui/session/verifysession.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace rekey;
using namespace rekey::ui;
using finding::Verdict;
using provider::Consent;
using provider::Level;
using provider::Span;
using test::FakeNetwork;
using test::MadeUp;

namespace {

constexpr auto kGitHub = "api.github.com";

/// A session over a fake network, and made-up values for it to open.
struct Rig
{
    std::shared_ptr<FakeNetwork> network = std::make_shared<FakeNetwork>();
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> values; ///< by id
    MadeUp made{11};
    std::uint8_t last = 0;
    VerifySession session{test::fakeChecks(network),
                          [this](const CheckSubject &subject) { return partsOf(subject); }};

    Result<provider::Parts> partsOf(const CheckSubject &subject) const
    {
        const auto found = values.find(subject.id.hex());
        if (found == values.end())
            return fail(ErrorKind::NotFound, "The value is gone.");
        provider::Parts parts;
        for (const auto &[name, value] : found->second)
            parts.emplace(name, secret::SecretBytes::copyOf(std::string_view(value)));
        return parts;
    }

    CheckSubject subjectOf(std::string rule,
                           const std::vector<std::pair<std::string, std::string>> &parts)
    {
        CheckSubject subject;
        subject.id.bytes[0] = static_cast<std::byte>(++last);
        subject.rule = std::move(rule);
        for (const auto &[name, value] : parts) {
            if (name != "secret")
                subject.companions.push_back({name, {}, {}});
        }
        values[subject.id.hex()] = parts;
        return subject;
    }
    CheckSubject token()
    {
        return subjectOf("github-pat-classic", {{"secret", made.githubToken()}});
    }
    const std::string &valueOf(const CheckSubject &subject)
    {
        return values[subject.id.hex()].front().second;
    }

    std::shared_ptr<const CheckPlan> plan(std::vector<CheckSubject> subjects,
                                          const CheckOptions &options = {})
    {
        QSignalSpy planned(&session, &VerifySession::planned);
        session.plan(std::move(subjects), options);
        if (!planned.wait(30'000))
            return nullptr;
        return planned.front().front().value<std::shared_ptr<const CheckPlan>>();
    }
    static Consent yes(Span span = Span::Batch, Level level = Level::Alive,
                       const char *host = kGitHub)
    {
        return {host, level, span, 0, false};
    }
    std::size_t askWithYes(const CheckPlan &plan, Span span = Span::Batch)
    {
        return session.ask(plan, {yes(span)});
    }
};

} // namespace

class TestVerifySession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSentWithoutAYes()
    {
        Rig rig;
        const auto plan = rig.plan({rig.token(), rig.token()});
        QCOMPARE(plan->hosts.size(), 1U);
        QCOMPARE(plan->hosts.front().host, std::string(kGitHub));
        QCOMPARE(plan->hosts.front().secrets, 2U);
        QVERIFY(plan->hosts.front().providers.contains("GitHub"));
        QCOMPARE(rig.session.ask(*plan), 0U);
        QCOMPARE(rig.session.ask(*plan, {Rig::yes(Span::Batch, Level::Alive, "other.test")}), 0U);
        CheckPlan deeper = *plan;
        deeper.options.level = Level::Access;
        QCOMPARE(rig.askWithYes(deeper), 0U);
        QVERIFY(rig.session.isIdle());
        QVERIFY(rig.session.consents().all().empty());
        QVERIFY(rig.network->sent().empty());
    }

    void aYesToABatchEndsWithIt()
    {
        Rig rig;
        QSignalSpy checked(&rig.session, &VerifySession::checked);
        const auto plan = rig.plan({rig.token()});
        QCOMPARE(rig.askWithYes(*plan), 1U);
        QVERIFY(!rig.session.isAllowed(kGitHub, Level::Alive, false));
        QTRY_COMPARE(checked.size(), 1);
        const auto results = checked.front().front().value<std::vector<CheckResult>>();
        QCOMPARE(results.front().evidence.verdict, Verdict::Dead);
        QCOMPARE(results.front().evidence.host, std::string(kGitHub));
        QVERIFY(rig.session.consents().all().empty());
        QCOMPARE(rig.session.ask(*plan), 0U);
    }

    void anotherBatchDoesNotRideOnAYes()
    {
        Rig rig;
        rig.session.pauseAll(true);
        const CheckSubject first = rig.token();
        QCOMPARE(rig.askWithYes(*rig.plan({first})), 1U);
        const auto later = rig.plan({rig.token()});
        QCOMPARE(rig.session.ask(*later), 0U);
        // Nor does the end of one end the other.
        const CheckSubject third = rig.token();
        QCOMPARE(rig.askWithYes(*rig.plan({third})), 1U);
        QCOMPARE(rig.session.consents().all().size(), 2U);
        QCOMPARE(rig.session.drop(std::vector{first.id}), 1U);
        QCOMPARE(rig.session.consents().all().size(), 1U);
        rig.session.pauseAll(false);
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(rig.network->sent().size(), 1U);
        QCOMPARE(rig.network->sent().front().second, rig.valueOf(third));
        QVERIFY(rig.session.consents().all().empty());
    }

    void aYesForTheStoreOutlivesTheBatch()
    {
        Rig rig;
        const auto plan = rig.plan({rig.token()});
        QSignalSpy checked(&rig.session, &VerifySession::checked);
        QCOMPARE(
            rig.session.ask(*plan, {Rig::yes(Span::Store), Rig::yes(Span::Batch, Level::Access)}),
            1U);
        QTRY_COMPARE(checked.size(), 1);
        QVERIFY(rig.session.isAllowed(kGitHub, Level::Alive, false));
        QVERIFY(!rig.session.isAllowed(kGitHub, Level::Access, false));
        const auto kept = rig.session.consents().kept();
        Rig other;
        QVERIFY(other.session.setKept(kept).has_value());
        QVERIFY(other.session.isAllowed(kGitHub, Level::Alive, false));
        other.session.withdrawConsent(kGitHub);
        QVERIFY(!other.session.isAllowed(kGitHub, Level::Alive, false));
    }

    void aJobGoesToTheServerItsYesNamedOrNowhere()
    {
        Rig rig;
        CheckSetup setup;
        setup.baseUrls = {{"github", "https://one.test"}};
        rig.session.setSetup(setup);
        const auto plan = rig.plan({rig.token(), rig.token()});
        const auto slack = rig.plan({rig.subjectOf(
            "gitlab-access-token", {{"secret", "glpat-" + rig.made.alphanumeric(20)}})});
        rig.session.pauseAll(true);
        QCOMPARE(rig.session.ask(*plan, {Rig::yes(Span::Store, Level::Alive, "one.test")}), 2U);
        QCOMPARE(rig.session.ask(*slack, {Rig::yes(Span::Batch, Level::Alive, "gitlab.com")}), 1U);
        QSignalSpy dropped(&rig.session, &VerifySession::dropped);
        setup.baseUrls = {{"github", "https://two.test"}};
        rig.session.setSetup(setup);
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped.front().front().value<std::size_t>(), 2U);
        // What was planned before the change is not sent either.
        QCOMPARE(rig.session.ask(*plan,
                                 {Rig::yes(Span::Store, Level::Alive, "one.test"),
                                  Rig::yes(Span::Store, Level::Alive, "two.test")}),
                 0U);
        rig.session.pauseAll(false);
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(rig.network->sent().size(), 1U);
        QCOMPARE(rig.network->sent().front().first, std::string("gitlab.com"));
    }

    void whatIsUnderWayWhileItsServerChangesIsNotAskedAgain()
    {
        Rig rig;
        std::atomic<bool> isHeld = true;
        rig.network->handler = [&isHeld](const std::string &, const std::stop_token &) {
            while (isHeld)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            provider::Answer answer = test::jsonAnswer(429, "{}");
            answer.headers.emplace_back("retry-after", "1");
            return Result<provider::Answer>(std::move(answer));
        };
        const auto plan = rig.plan({rig.token()});
        QCOMPARE(rig.askWithYes(*plan), 1U);
        QTRY_COMPARE(rig.network->sent().size(), 1U);
        CheckSetup setup;
        setup.baseUrls = {{"github", "https://two.test"}};
        rig.session.setSetup(setup);
        isHeld = false;
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(rig.network->sent().size(), 1U);
    }

    void whatWaitsCanBeRaisedAndDropped()
    {
        Rig rig;
        const std::vector<CheckSubject> subjects = {rig.token(), rig.token(), rig.token()};
        const auto plan = rig.plan(subjects);
        rig.session.pauseAll(true);
        QCOMPARE(rig.askWithYes(*plan), 3U);
        QCOMPARE(rig.askWithYes(*plan), 0U); // queued already
        QCOMPARE(rig.session.lanes().front().state, CheckLane::State::Paused);
        QCOMPARE(rig.session.lanes().front().waiting, 3U);
        QVERIFY(rig.session.raise(subjects[2].id));
        const std::vector<secret::SecretId> first = {subjects[0].id};
        QCOMPARE(rig.session.drop(first), 1U);
        QCOMPARE(rig.session.drop(first), 0U);
        rig.session.pauseAll(false);
        QTRY_VERIFY(rig.session.isIdle());
        const auto sent = rig.network->sent();
        QCOMPARE(sent.size(), 2U);
        QCOMPARE(sent[0].second, rig.valueOf(subjects[2]));
        QCOMPARE(sent[1].second, rig.valueOf(subjects[1]));
        QCOMPARE(rig.session.lanes().front().state, CheckLane::State::Done);
    }

    void aNewYesTakesThePlaceOfOneThatEnded()
    {
        Rig rig;
        const auto plan = rig.plan({rig.token()});
        rig.session.pauseAll(true);
        QCOMPARE(rig.askWithYes(*plan, Span::Store), 1U);
        rig.session.withdrawConsent(kGitHub);
        QCOMPARE(rig.session.ask(*plan), 0U);
        QCOMPARE(rig.askWithYes(*plan), 1U);
        QCOMPARE(rig.session.lanes().front().waiting, 1U);
        rig.session.pauseAll(false);
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(rig.network->sent().size(), 1U);
    }

    void oneHostGoesOnWhileTheOthersStayPaused()
    {
        Rig rig;
        rig.session.pauseAll(true);
        QCOMPARE(rig.askWithYes(*rig.plan({rig.token()})), 1U);
        const auto gitlab = rig.plan({rig.subjectOf(
            "gitlab-access-token", {{"secret", "glpat-" + rig.made.alphanumeric(20)}})});
        QCOMPARE(rig.session.ask(*gitlab, {Rig::yes(Span::Batch, Level::Alive, "gitlab.com")}), 1U);
        QSignalSpy all(&rig.session, &VerifySession::allPausedChanged);
        rig.session.pause(kGitHub, false);
        QCOMPARE(all.size(), 1);
        QVERIFY(!all.front().front().toBool());
        QTRY_COMPARE(rig.network->sent().size(), 1U);
        QCOMPARE(rig.network->sent().front().first, std::string(kGitHub));
        QTRY_COMPARE(rig.session.lanes()[0].state, CheckLane::State::Done);
        QCOMPARE(rig.session.lanes()[1].state, CheckLane::State::Paused);
        rig.session.stop();
    }

    void whatIsHeldWaitsAndCanBeDropped()
    {
        Rig rig;
        rig.session.setHeld(true);
        const CheckSubject subject = rig.token();
        QCOMPARE(rig.askWithYes(*rig.plan({subject, rig.token()})), 2U);
        QCOMPARE(rig.session.lanes().front().state, CheckLane::State::Held);
        rig.session.pause(kGitHub, true);
        QCOMPARE(rig.session.lanes().front().state, CheckLane::State::Paused);
        rig.session.pause(kGitHub, false);
        QCOMPARE(rig.session.drop(std::vector{subject.id}), 1U);
        QVERIFY(rig.network->sent().empty());
        rig.session.setHeld(false);
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(rig.network->sent().size(), 1U);
    }

    void droppingTenThousandTakesNoTime()
    {
        Rig rig;
        rig.session.pauseAll(true);
        CheckPlan plan = *rig.plan({rig.token()});
        const CheckPlan::Check like = plan.checks.front();
        std::vector<secret::SecretId> ids;
        plan.checks.clear();
        for (unsigned i = 0; i < 10'000; ++i) {
            CheckSubject subject = *like.subject;
            subject.id.bytes[1] = static_cast<std::byte>(i & 0xFF);
            subject.id.bytes[2] = static_cast<std::byte>(i >> 8);
            ids.push_back(subject.id);
            plan.checks.push_back(like);
            plan.checks.back().subject = std::make_shared<const CheckSubject>(std::move(subject));
        }
        QCOMPARE(rig.askWithYes(plan), 10'000U);
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(rig.session.drop(ids), 10'000U);
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(rig.session.isIdle());
    }

    void stoppingDropsWhatIsUnderWay()
    {
        Rig rig;
        std::atomic<int> stopped = 0;
        rig.network->handler = [&stopped](const std::string &,
                                          const std::stop_token &stop) -> Result<provider::Answer> {
            while (!stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            ++stopped;
            return fail(ErrorKind::Cancelled, "stopped");
        };
        QSignalSpy checked(&rig.session, &VerifySession::checked);
        const auto plan = rig.plan({rig.token(), rig.token()});
        QCOMPARE(rig.askWithYes(*plan), 2U);
        QTRY_COMPARE(rig.network->sent().size(), 1U);
        QElapsedTimer clock;
        clock.start();
        rig.session.stop();
        QVERIFY(clock.elapsed() < 200);
        QVERIFY(rig.session.isIdle());
        QVERIFY(rig.session.lanes().empty());
        QVERIFY(rig.session.consents().all().empty());
        QTRY_COMPARE(stopped.load(), 1);
        QCOMPARE(rig.network->sent().size(), 1U);
        QVERIFY(checked.isEmpty());
    }

    void aHostThatFailsIsStoppedUntilItIsTriedAgain()
    {
        Rig rig;
        std::atomic<bool> isDown = true;
        rig.network->handler
            = [&isDown](const std::string &, const std::stop_token &) -> Result<provider::Answer> {
            if (isDown)
                return fail(ErrorKind::Io, "The host did not answer in time.");
            return test::jsonAnswer(401, R"({"message":"Bad credentials"})");
        };
        std::vector<CheckSubject> subjects;
        for (int i = 0; i < 8; ++i)
            subjects.push_back(rig.token());
        const auto plan = rig.plan(subjects);
        QCOMPARE(rig.askWithYes(*plan), 8U);
        QTRY_COMPARE(rig.session.lanes().front().state, CheckLane::State::Stopped);
        const CheckLane lane = rig.session.lanes().front();
        QCOMPARE(lane.unknown, 5U);
        QCOMPARE(lane.waiting, 3U);
        QVERIFY(QString::fromStdString(lane.reason).contains("in time"_L1));
        isDown = false;
        rig.session.resume(kGitHub);
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(rig.network->sent().size(), 8U);
        // Nor does it stay stopped without a word when somebody asks it anew.
        isDown = true;
        std::vector<CheckSubject> five;
        for (int i = 0; i < 5; ++i)
            five.push_back(rig.token());
        QCOMPARE(rig.askWithYes(*rig.plan(five)), 5U);
        QTRY_VERIFY(rig.session.isIdle());
        isDown = false;
        QSignalSpy resumed(&rig.session, &VerifySession::resumed);
        QCOMPARE(rig.askWithYes(*rig.plan({rig.token()})), 1U);
        QCOMPARE(resumed.size(), 1);
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(rig.network->sent().size(), 14U);
    }

    void aPauseTheProviderAsksForIsShown()
    {
        Rig rig;
        rig.network->handler = [](const std::string &, const std::stop_token &) {
            provider::Answer answer = test::jsonAnswer(429, "{}");
            answer.headers.emplace_back("retry-after", "60");
            return Result<provider::Answer>(std::move(answer));
        };
        const auto plan = rig.plan({rig.token()});
        QCOMPARE(rig.askWithYes(*plan), 1U);
        QTRY_COMPARE(rig.session.lanes().front().state, CheckLane::State::Waiting);
        const CheckLane lane = rig.session.lanes().front();
        const std::int64_t wait = lane.againAtMs - QDateTime::currentMSecsSinceEpoch();
        QVERIFY(wait > 50'000 && wait <= 60'000);
        QCOMPARE(lane.waiting, 1U);
        rig.session.dropLane(kGitHub);
        QVERIFY(rig.session.isIdle());
    }

    void saysWhyItWouldNotAsk()
    {
        Rig rig;
        CheckSetup setup;
        setup.baseUrls = {{"gitlab", "https://10.0.0.7"}};
        rig.session.setSetup(setup);
        CheckSubject fresh = rig.token();
        fresh.evidence.verdict = Verdict::Dead;
        fresh.evidence.checkedAt = QDateTime::currentSecsSinceEpoch() - 60;
        CheckSubject absent = rig.token();
        absent.isValueAbsent = true;
        CheckSubject broken = rig.token();
        broken.verdict = Verdict::NotASecret;
        CheckSubject gone = rig.token();
        rig.values.erase(gone.id.hex());
        const std::vector<CheckSubject> subjects = {
            fresh,
            absent,
            broken,
            gone,
            rig.subjectOf("gitlab-access-token", {{"secret", "made-up"}}),
            rig.subjectOf("npm-registry-basic-auth", {{"secret", "made-up"}}),
            rig.subjectOf("made-up-token", {{"secret", "made-up"}}),
            rig.subjectOf("aws-access-key-id", {{"secret", rig.made.awsKeyId()}}),
            rig.subjectOf("vault-service-token", {{"secret", "made-up"}}),
        };
        const auto plan = rig.plan(subjects);
        QVERIFY(plan->checks.empty() && plan->hosts.empty());
        using Kind = NotAsked::Kind;
        const std::map<NotAsked, std::size_t> expected = {
            {{.kind = Kind::Fresh}, 1},
            {{.kind = Kind::ValueAbsent}, 1},
            {{.kind = Kind::NotASecret}, 1},
            {{.kind = Kind::Gone}, 1},
            {{.kind = Kind::Address, .host = "10.0.0.7", .address = provider::AddressKind::Private},
             1},
            {{.kind = Kind::Password}, 1},
            {{.kind = Kind::NoChecker}, 1},
            {{.kind = Kind::PartMissing, .what = "secret_access_key"}, 1},
            {{.kind = Kind::NoServer, .provider = "vault"}, 1},
        };
        for (const auto &[reason, count] : plan->notAsked)
            QVERIFY2(expected.contains(reason),
                     qPrintable(QString::number(int(reason.kind)) + u' '
                                + QString::fromStdString(reason.what)));
        QVERIFY(plan->notAsked == expected);
        // Asked again, or allowed by name, two of them are.
        setup.network.allowed = {{"lab", "10.0.0.7"}};
        rig.session.setSetup(setup);
        QCOMPARE(rig.plan(subjects, {Level::Alive, true})->checks.size(), 2U);
        QVERIFY(rig.network->sent().empty());
    }

    void aKeyThatStandsBesideAnotherServerIsNotPlanned()
    {
        Rig rig;
        CheckSetup setup;
        setup.baseUrls = {{"okta", "https://one.okta.com"}};
        rig.session.setSetup(setup);
        const auto keyBeside = [&rig](const char *host) {
            return rig.subjectOf("okta-api-token", {{"secret", "made-up"}, {"host", host}});
        };
        CheckSubject own = keyBeside("one.okta.com");
        const auto plan = rig.plan({own, keyBeside("two.okta.com")});
        QCOMPARE(plan->checks.size(), 1U);
        QCOMPARE(plan->checks.front().subject->id, own.id);
        QCOMPARE(plan->hosts.front().secrets, 1U);
        QCOMPARE(plan->notAsked.size(), 1U);
        const NotAsked &reason = plan->notAsked.begin()->first;
        QCOMPARE(reason.kind, NotAsked::Kind::Elsewhere);
        QCOMPARE(reason.what, std::string("two.okta.com"));
        QCOMPARE(reason.host, std::string("one.okta.com"));
        // One that turns out so only now is not asked either, and what was known of it stays.
        rig.values[own.id.hex()][1].second = "three.okta.com";
        QSignalSpy checked(&rig.session, &VerifySession::checked);
        QSignalSpy failed(&rig.session, &VerifySession::failed);
        QCOMPARE(rig.session.ask(*plan, {Rig::yes(Span::Batch, Level::Alive, "one.okta.com")}), 1U);
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.front().front().value<Error>().detail.contains("three.okta.com"));
        QVERIFY(checked.isEmpty());
        QVERIFY(rig.network->sent().empty());
    }

    void aCanaryNeedsAYesOfItsOwn()
    {
        Rig rig;
        const auto plan
            = rig.plan({rig.subjectOf("github-pat-classic", {{"secret", "x.canarytokens.com/y"}}),
                        rig.token()});
        QCOMPARE(plan->hosts.front().canaries, 1U);
        QCOMPARE(rig.askWithYes(*plan), 1U);
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(rig.session.ask(*plan, {{kGitHub, Level::Alive, Span::Batch, 0, true}}), 2U);
        QTRY_VERIFY(rig.session.isIdle());
    }

    void aMadeUpTwinTellsWhetherACheckIsWorthAnything()
    {
        using Outcome = ControlResult::Outcome;
        Rig rig;
        const CheckSubject token = rig.token();
        const auto plan = rig.plan({token}, {Level::Alive, true, true});
        QSignalSpy controlled(&rig.session, &VerifySession::controlled);
        const auto outcome = [&] {
            controlled.clear();
            if (rig.askWithYes(*plan) != 1 || !controlled.wait())
                return Outcome::Unclear;
            return controlled.front().front().value<ControlResult>().outcome;
        };
        QCOMPARE(outcome(), Outcome::Refused);
        rig.network->handler = [](const std::string &, const std::stop_token &) {
            return Result<provider::Answer>(test::jsonAnswer(200, R"({"login":"any","id":1})"));
        };
        QCOMPARE(outcome(), Outcome::Taken);
        for (const auto &[host, sent] : rig.network->sent())
            QVERIFY(sent != rig.valueOf(token));
        // What it showed outlives a stop and a change of the network.
        rig.session.stop();
        CheckSetup impatient;
        impatient.network.timeoutMs = 1000;
        rig.session.setSetup(impatient);
        QSignalSpy checked(&rig.session, &VerifySession::checked);
        QCOMPARE(rig.askWithYes(*rig.plan({rig.token()})), 1U);
        QTRY_COMPARE(checked.size(), 1);
        QCOMPARE(checked.front().front().value<std::vector<CheckResult>>().front().evidence.verdict,
                 Verdict::Unknown);
        QCOMPARE(rig.network->sent().size(), 3U);
    }

    void aNameOfNoProviderIsSaid()
    {
        Rig rig;
        rig.session.setSetup({{{"githb", "https://github.example"}}, {}});
        QSignalSpy failed(&rig.session, &VerifySession::planFailed);
        QVERIFY(failed.isEmpty());
        rig.session.plan({rig.token()}, {});
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(QString::fromStdString(failed.front().front().value<Error>().text())
                    .contains("githb"_L1));
    }

    void aNewPlanReplacesTheOneUnderWay()
    {
        Rig rig;
        QSignalSpy planned(&rig.session, &VerifySession::planned);
        rig.session.plan({rig.token()}, {});
        rig.session.plan({rig.token(), rig.token()}, {});
        QTRY_VERIFY(!rig.session.isPlanning());
        QCOMPARE(planned.size(), 1);
        QCOMPARE(planned.front().front().value<std::shared_ptr<const CheckPlan>>()->checks.size(),
                 2U);
    }
};

QTEST_GUILESS_MAIN(TestVerifySession)
#include "tst_verifysession.moc"

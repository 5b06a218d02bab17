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
    void yes(Span span = Span::Batch, Level level = Level::Alive, const char *host = kGitHub)
    {
        session.giveConsent({host, level, span, 0, false});
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
        rig.yes(Span::Batch, Level::Alive, "other.test");
        QCOMPARE(rig.session.ask(*plan), 0U);
        CheckPlan deeper = *plan;
        deeper.options.level = Level::Access;
        rig.yes();
        QCOMPARE(rig.session.ask(deeper), 0U);
        QVERIFY(rig.session.isIdle());
        QVERIFY(rig.network->sent().empty());
    }

    void aYesToABatchEndsWithIt()
    {
        Rig rig;
        QSignalSpy checked(&rig.session, &VerifySession::checked);
        const auto plan = rig.plan({rig.token()});
        rig.yes();
        QCOMPARE(rig.session.ask(*plan), 1U);
        QVERIFY(!rig.session.isAllowed(kGitHub, Level::Alive, false));
        QTRY_COMPARE(checked.size(), 1);
        const auto results = checked.front().front().value<std::vector<CheckResult>>();
        QCOMPARE(results.front().evidence.verdict, Verdict::Dead);
        QCOMPARE(results.front().evidence.host, std::string(kGitHub));
        QVERIFY(rig.session.consents().all().empty());
        QCOMPARE(rig.session.ask(*plan), 0U);
    }

    void aYesForTheStoreOutlivesTheBatch()
    {
        Rig rig;
        rig.yes(Span::Store);
        rig.yes(Span::Batch, Level::Access);
        const auto plan = rig.plan({rig.token()});
        QSignalSpy checked(&rig.session, &VerifySession::checked);
        QCOMPARE(rig.session.ask(*plan), 1U);
        QTRY_COMPARE(checked.size(), 1);
        QVERIFY(rig.session.isAllowed(kGitHub, Level::Alive, false));
        QVERIFY(!rig.session.isAllowed(kGitHub, Level::Access, false));
        const std::string kept = rig.session.consents().kept();
        Rig other;
        QVERIFY(other.session.restoreConsents(kept).has_value());
        QVERIFY(other.session.isAllowed(kGitHub, Level::Alive, false));
        other.session.withdrawConsent(kGitHub);
        QVERIFY(!other.session.isAllowed(kGitHub, Level::Alive, false));
    }

    void whatWaitsCanBeRaisedAndDropped()
    {
        Rig rig;
        const std::vector<CheckSubject> subjects = {rig.token(), rig.token(), rig.token()};
        const auto plan = rig.plan(subjects);
        rig.session.pauseAll(true);
        rig.yes();
        QCOMPARE(rig.session.ask(*plan), 3U);
        QCOMPARE(rig.session.ask(*plan), 0U); // queued already
        QCOMPARE(rig.session.lanes().front().state, CheckLane::State::Paused);
        QCOMPARE(rig.session.lanes().front().waiting, 3U);
        QVERIFY(rig.session.raise(subjects[2].id));
        QVERIFY(rig.session.drop(subjects[0].id));
        QVERIFY(!rig.session.drop(subjects[0].id));
        rig.session.pauseAll(false);
        QTRY_VERIFY(rig.session.isIdle());
        const auto sent = rig.network->sent();
        QCOMPARE(sent.size(), 2U);
        QCOMPARE(sent[0].second, rig.valueOf(subjects[2]));
        QCOMPARE(sent[1].second, rig.valueOf(subjects[1]));
        QCOMPARE(rig.session.lanes().front().state, CheckLane::State::Done);
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
        rig.yes();
        QCOMPARE(rig.session.ask(*plan), 2U);
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
        rig.yes();
        QCOMPARE(rig.session.ask(*plan), 8U);
        QTRY_COMPARE(rig.session.lanes().front().state, CheckLane::State::Stopped);
        const CheckLane lane = rig.session.lanes().front();
        QCOMPARE(lane.unknown, 5U);
        QCOMPARE(lane.waiting, 3U);
        QVERIFY(QString::fromStdString(lane.reason).contains("in time"_L1));
        isDown = false;
        rig.session.resume(kGitHub);
        QTRY_VERIFY(rig.session.isIdle());
        QCOMPARE(rig.network->sent().size(), 8U);
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
        rig.yes();
        QCOMPARE(rig.session.ask(*plan), 1U);
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
        QStringList reasons;
        for (const auto &[reason, count] : plan->notAsked) {
            QVERIFY2(count == 1, reason.c_str());
            reasons.append(QString::fromStdString(reason));
        }
        QCOMPARE(reasons.size(), 9);
        const QString all = reasons.join(u'\n');
        for (const auto *part :
             {"less than a day ago", "redacted report", "not a secret", "value is gone",
              "10.0.0.7: Its address is private and no rule allows that by name",
              "Passwords are never tried", "Nothing here knows", "secret_access_key is missing",
              "Everybody has their own server"})
            QVERIFY2(all.contains(QLatin1StringView(part)), part);
        // Asked again, or allowed by name, two of them are.
        setup.network.allowed = {{"lab", "10.0.0.7"}};
        rig.session.setSetup(setup);
        QCOMPARE(rig.plan(subjects, {Level::Alive, true})->checks.size(), 2U);
        QVERIFY(rig.network->sent().empty());
    }

    void aCanaryNeedsAYesOfItsOwn()
    {
        Rig rig;
        const auto plan
            = rig.plan({rig.subjectOf("github-pat-classic", {{"secret", "x.canarytokens.com/y"}}),
                        rig.token()});
        QCOMPARE(plan->hosts.front().canaries, 1U);
        rig.yes();
        QCOMPARE(rig.session.ask(*plan), 1U);
        QTRY_VERIFY(rig.session.isIdle());
        rig.session.giveConsent({kGitHub, Level::Alive, Span::Batch, 0, true});
        QCOMPARE(rig.session.ask(*plan), 2U);
        QTRY_VERIFY(rig.session.isIdle());
    }

    void aMadeUpTwinTellsWhetherACheckIsWorthAnything()
    {
        using Outcome = ControlResult::Outcome;
        Rig rig;
        const CheckSubject token = rig.token();
        const auto plan = rig.plan({token}, {Level::Alive, true});
        QSignalSpy controlled(&rig.session, &VerifySession::controlled);
        const auto outcome = [&] {
            controlled.clear();
            rig.yes();
            if (rig.session.control(*plan) != 1 || !controlled.wait())
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

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/networktransport.h"
#include "core/verify/canary.h"
#include "core/verify/twin.h"
#include "core/verify/verifier.h"
#include "tests/support/fakeproviders.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace rekey;
using namespace rekey::verify;
using finding::Verdict;
using provider::Level;
using provider::Parts;
using rekey::test::FakeProvider;
using rekey::test::LoopbackServer;
using secret::SecretBytes;

namespace {

Parts partsOf(const std::vector<std::pair<std::string, std::string>> &list)
{
    Parts parts;
    for (const auto &[name, value] : list)
        parts.emplace(name, SecretBytes::copyOf(std::string_view(value)));
    return parts;
}

provider::NetworkSettings loopback()
{
    provider::NetworkSettings settings;
    settings.proxy = provider::NetworkSettings::ProxyKind::None;
    settings.allowed = {{"tests", "127.0.0.1"}};
    settings.timeoutMs = 5000;
    return settings;
}

/// What comes with the program, read once: that takes a second in this build.
const provider::Catalog &builtinCatalog()
{
    static const provider::Catalog catalog = *provider::Catalog::read(rules::builtinRuleFiles());
    return catalog;
}

const rules::RulePack &builtinPack()
{
    static const rules::RulePack pack = *rules::parseRuleFiles(rules::builtinRuleFiles());
    return pack;
}

/// Everything of a checking session against one server.
struct Rig
{
    LoopbackServer server;
    const provider::Catalog &catalog = builtinCatalog();
    rules::RulePack pack = builtinPack();
    provider::NetworkTransport transport{loopback()};

    explicit Rig(LoopbackServer::Handler handler)
        : server(std::move(handler))
    {
    }

    Verifier verifier()
    {
        Verifier::Settings settings;
        for (const provider::Service &service : catalog.services())
            settings.baseUrls[service.id] = server.url();
        return {catalog, pack, transport, settings};
    }
};

/// A network on which every request gets the same answer.
class OneAnswer final : public provider::Transport
{
public:
    explicit OneAnswer(LoopbackServer::Reply reply)
        : m_reply(std::move(reply))
    {
    }

    Result<provider::Answer> send(const provider::Request &, std::stop_token) override
    {
        provider::Answer answer;
        answer.status = m_reply.status;
        answer.body = SecretBytes::copyOf(std::string_view(m_reply.body));
        return answer;
    }

private:
    LoopbackServer::Reply m_reply;
};

LoopbackServer::Reply page(int status)
{
    LoopbackServer::Reply reply;
    reply.status = status;
    reply.type = "text/html";
    reply.body = "<!DOCTYPE html><html><body>Access denied. Bad credentials. 401 Unauthorized"
                 "</body></html>";
    return reply;
}

} // namespace

class TestVerifier : public QObject
{
    Q_OBJECT

    const std::vector<FakeProvider> m_fakes = test::fakeProviders();

private Q_SLOTS:
    void eachCheckIsCoveredHere()
    {
        for (const provider::Service &service : builtinCatalog().services()) {
            for (const provider::Check &check : service.checks) {
                const bool isCovered = std::ranges::any_of(m_fakes, [&](const FakeProvider &fake) {
                    return std::ranges::contains(check.detectors, fake.rule);
                });
                QVERIFY2(isCovered, check.detectors.front().c_str());
            }
        }
    }

    void tellsLiveFromRefused_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_fakes.size(); ++i)
            QTest::newRow(m_fakes[i].rule.c_str()) << static_cast<int>(i);
    }

    void tellsLiveFromRefused()
    {
        QFETCH(int, index);
        const FakeProvider &fake = m_fakes[static_cast<std::size_t>(index)];
        Rig rig([&fake](const LoopbackServer::Seen &seen) {
            return fake.isRight(seen) ? fake.live : fake.refused;
        });
        Verifier verifier = rig.verifier();
        const Checked live = verifier.check(fake.rule, partsOf(fake.parts), Level::Access, {});
        QVERIFY2(live.evidence.verdict == Verdict::Live, live.evidence.reason.c_str());
        QCOMPARE(live.evidence.host, "127.0.0.1:" + std::to_string(rig.server.port()));
        QCOMPARE(live.evidence.answerDigest.size(), 64U);
        QVERIFY(live.evidence.checkedAt > 0 && live.evidence.status == fake.live.status);
        // The key and its twin: exactly the request, once each.
        QCOMPARE(rig.server.seen().size(), 2U);
        QCOMPARE(live.job.requests, 2);
        QCOMPARE(live.access ? live.access->identity : std::string(), fake.identity);
        for (const auto &[name, value] : fake.parts) {
            QVERIFY(!live.evidence.request.contains(value));
            QVERIFY(!live.evidence.reason.contains(value));
        }

        std::vector<std::pair<std::string, std::string>> others;
        const std::string control = rig.catalog.checkFor(fake.rule)->control;
        for (const auto &[name, value] : fake.parts)
            others.emplace_back(name, name == control ? std::string(twinOf(value).view()) : value);
        // Its own check digits would tell a twin apart offline; the provider is what is tried here.
        for (rules::Detector &detector : rig.pack.detectors)
            detector.checksum = rules::Checksum::None;
        const Checked refused = verifier.check(fake.rule, partsOf(others), Level::Alive, {});
        QCOMPARE(refused.evidence.verdict, fake.isRefusedDead ? Verdict::Dead : Verdict::Unknown);
        QVERIFY(fake.isRefusedDead || !refused.evidence.reason.empty());
        // Of a key that was let in there, the same words say more.
        const Checked later
            = verifier.check(fake.rule, partsOf(others), Level::Alive, {}, live.evidence);
        QCOMPARE(later.evidence.verdict,
                 fake.isRefusedDead || fake.isDeadIfKnown ? Verdict::Dead : Verdict::Unknown);
        QCOMPARE(refused.job.requests, 1);
    }

    void whateverElseComesIsUnknown_data() { tellsLiveFromRefused_data(); }

    void whateverElseComesIsUnknown()
    {
        QFETCH(int, index);
        const FakeProvider &fake = m_fakes[static_cast<std::size_t>(index)];
        LoopbackServer::Reply reply;
        Rig rig([&reply](const LoopbackServer::Seen &) { return reply; });
        Verifier verifier = rig.verifier();
        const auto tried
            = [&] { return verifier.check(fake.rule, partsOf(fake.parts), Level::Alive, {}); };
        using Kind = provider::JobResult::Kind;
        for (const int status : {200, 401, 403}) {
            reply = page(status);
            const Checked checked = tried();
            QCOMPARE(checked.evidence.verdict, Verdict::Unknown);
            QVERIFY(checked.evidence.reason.contains("web page"));
            QCOMPARE(checked.job.kind, Kind::Failed);
        }
        for (const int status : {500, 502, 503}) {
            reply = fake.live;
            reply.status = status;
            QCOMPARE(tried().evidence.verdict, Verdict::Unknown);
            QCOMPARE(tried().job.kind, Kind::Failed);
        }
        reply = test::reply(429, "{}", {{"Retry-After", "7"}});
        const Checked slow = tried();
        QCOMPARE(slow.evidence.verdict, Verdict::Unknown);
        QCOMPARE(slow.job.kind, Kind::TooFast);
        QCOMPARE(slow.job.retryAfterMs, 7000);
        reply = test::reply(302, {}, {{"Location", "https://login.example/"}});
        QVERIFY(tried().evidence.reason.contains("redirect"));
        for (const auto &[status, body] : {std::pair(200, "{}"), std::pair(403, "{}"),
                                           std::pair(401, "no"), std::pair(404, "{}")}) {
            // Mailgun's refusal has no words of its own; it is Unknown as well.
            reply = test::reply(status, body);
            QCOMPARE(tried().evidence.verdict, Verdict::Unknown);
            QVERIFY(!tried().evidence.reason.empty());
        }
    }

    void aServerThatIsSilentSaysNothing()
    {
        Rig rig([](const LoopbackServer::Seen &) {
            LoopbackServer::Reply silent;
            silent.isSilent = true;
            return silent;
        });
        provider::NetworkSettings settings = loopback();
        settings.timeoutMs = 200;
        provider::NetworkTransport impatient(settings);
        Verifier verifier(rig.catalog, rig.pack, impatient, {{{"github", rig.server.url()}}, {}});
        const FakeProvider &github = m_fakes.front();
        const Checked checked
            = verifier.check(github.rule, partsOf(github.parts), Level::Alive, {});
        QCOMPARE(checked.evidence.verdict, Verdict::Unknown);
        QVERIFY(checked.evidence.reason.contains("in time"));
        QCOMPARE(checked.evidence.status, 0);
    }

    void aCheckThatTakesEverythingIsFoundOutOnce()
    {
        const FakeProvider &github = m_fakes.front();
        Rig rig([&github](const LoopbackServer::Seen &) { return github.live; });
        Verifier verifier = rig.verifier();
        const Checked first = verifier.check(github.rule, partsOf(github.parts), Level::Access, {});
        QCOMPARE(first.evidence.verdict, Verdict::Unknown);
        QVERIFY(first.evidence.reason.contains("made-up key"));
        QVERIFY(!first.access);
        QCOMPARE(rig.server.seen().size(), 2U);
        QVERIFY(rig.server.seen()[0].header("authorization")
                != rig.server.seen()[1].header("authorization"));
        const Checked second = verifier.check(github.rule, partsOf(github.parts), Level::Alive, {});
        QCOMPARE(second.evidence.verdict, Verdict::Unknown);
        QCOMPARE(rig.server.seen().size(), 3U);
    }

    void aControlWithoutAClearAnswerLeavesItOpen()
    {
        const FakeProvider &github = m_fakes.front();
        Rig rig([&github](const LoopbackServer::Seen &seen) {
            return github.isRight(seen) ? github.live : page(403);
        });
        Verifier verifier = rig.verifier();
        const Checked checked
            = verifier.check(github.rule, partsOf(github.parts), Level::Alive, {});
        QCOMPARE(checked.evidence.verdict, Verdict::Unknown);
        QVERIFY(checked.evidence.reason.contains("negative control"));
        rig.server.setHandler([&github](const LoopbackServer::Seen &seen) {
            return github.isRight(seen) ? github.live : github.refused;
        });
        QCOMPARE(
            verifier.check(github.rule, partsOf(github.parts), Level::Alive, {}).evidence.verdict,
            Verdict::Live);
        const Controlled onDemand = verifier.control(github.rule, partsOf(github.parts), {});
        QVERIFY(onDemand.isRefused.has_value() && *onDemand.isRefused);
        QCOMPARE(onDemand.job.requests, 1);
    }

    /// A firewall's answer to the first twin would let a broken check be believed from then on.
    void anAnswerToATwinThatIsNotTheProvidersOwnIsNoRefusal()
    {
        const FakeProvider &github = m_fakes.front();
        LoopbackServer::Reply twins;
        Rig rig([&](const LoopbackServer::Seen &seen) {
            return github.isRight(seen) ? github.live : twins;
        });
        Verifier verifier = rig.verifier();
        for (const auto &unclear :
             {test::reply(302, "", {{"Location", "https://login.example"}}), test::reply(403, "{}"),
              test::reply(404, R"({"message":"?"})")}) {
            twins = unclear;
            const Checked checked
                = verifier.check(github.rule, partsOf(github.parts), Level::Alive, {});
            QCOMPARE(checked.evidence.verdict, Verdict::Unknown);
            QVERIFY2(checked.evidence.reason.contains("negative control got no clear answer"),
                     checked.evidence.reason.c_str());
            const Controlled controlled = verifier.control(github.rule, partsOf(github.parts), {});
            QVERIFY(!controlled.isRefused);
            QCOMPARE(controlled.isRefused.error().kind, ErrorKind::Io);
        }
        // Nothing of it was kept: a check that takes the twin too is found out.
        twins = github.live;
        const Checked taken = verifier.check(github.rule, partsOf(github.parts), Level::Alive, {});
        QVERIFY2(taken.evidence.reason.contains("made-up key"), taken.evidence.reason.c_str());
    }

    void anUnknownInTheProvidersOwnWordsIsARefusalOfATwin()
    {
        const auto aws = std::ranges::find(m_fakes, "aws-access-key-id", &FakeProvider::rule);
        QVERIFY(aws != m_fakes.end());
        LoopbackServer::Reply mismatch;
        mismatch.status = 403;
        mismatch.type = "text/xml";
        mismatch.body = "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error>"
                        "</ErrorResponse>";
        Rig rig([&](const LoopbackServer::Seen &seen) {
            return aws->isRight(seen) ? aws->live : mismatch;
        });
        Verifier verifier = rig.verifier();
        QCOMPARE(verifier.check(aws->rule, partsOf(aws->parts), Level::Alive, {}).evidence.verdict,
                 Verdict::Live);
        const Controlled controlled = verifier.control(aws->rule, partsOf(aws->parts), {});
        QVERIFY(controlled.isRefused.has_value() && *controlled.isRefused);
    }

    void aTwinThatIsRefusedForPaceAsksForThePauseToo()
    {
        const FakeProvider &github = m_fakes.front();
        Rig rig([&github](const LoopbackServer::Seen &seen) {
            return github.isRight(seen) ? github.live
                                        : test::reply(429, "{}", {{"Retry-After", "60"}});
        });
        Verifier verifier = rig.verifier();
        const Checked checked
            = verifier.check(github.rule, partsOf(github.parts), Level::Alive, {});
        QCOMPARE(checked.evidence.verdict, Verdict::Unknown);
        QCOMPARE(checked.job.kind, provider::JobResult::Kind::TooFast);
        QCOMPARE(checked.job.retryAfterMs, 60'000);
        QCOMPARE(checked.job.requests, 2);
        const Controlled controlled = verifier.control(github.rule, partsOf(github.parts), {});
        QVERIFY(!controlled.isRefused);
        QCOMPARE(controlled.job.kind, provider::JobResult::Kind::TooFast);
        QCOMPARE(controlled.job.retryAfterMs, 60'000);
        rig.server.setHandler([&github](const LoopbackServer::Seen &seen) {
            return github.isRight(seen) ? github.live : page(503);
        });
        QCOMPARE(verifier.check(github.rule, partsOf(github.parts), Level::Alive, {}).job.kind,
                 provider::JobResult::Kind::Failed);
    }

    void whatATwinShowedHoldsForTheNextVerifier()
    {
        const FakeProvider &github = m_fakes.front();
        Rig rig([&github](const LoopbackServer::Seen &) { return github.live; });
        const auto soundness = std::make_shared<Soundness>();
        const auto verdict = [&](const std::string &server) {
            Verifier verifier(rig.catalog, rig.pack, rig.transport,
                              {{{"github", server}}, {}, soundness});
            return verifier.check(github.rule, partsOf(github.parts), Level::Alive, {})
                .evidence.verdict;
        };
        QCOMPARE(verdict(rig.server.url()), Verdict::Unknown);
        QCOMPARE(verdict(rig.server.url()), Verdict::Unknown);
        QCOMPARE(rig.server.seen().size(), 3U); // no second twin
        // Another host is another matter.
        LoopbackServer other([&github](const LoopbackServer::Seen &seen) {
            return github.isRight(seen) ? github.live : github.refused;
        });
        QCOMPARE(verdict(other.url()), Verdict::Live);
    }

    /// Servers refuse keys of other servers in the same words: the reason says so.
    void aRefusalOfTheUsualServerTellsHowToNameAnother()
    {
        const FakeProvider &github = m_fakes.front();
        OneAnswer transport(github.refused);
        const provider::Catalog &catalog = builtinCatalog();
        const rules::RulePack &pack = builtinPack();
        Verifier usual(catalog, pack, transport, {});
        const auto evidence = [&github](Verifier &verifier, const finding::Evidence &last = {}) {
            return verifier.check(github.rule, partsOf(github.parts), Level::Alive, {}, last)
                .evidence;
        };
        const finding::Evidence first = evidence(usual);
        QCOMPARE(first.verdict, Verdict::Dead);
        QCOMPARE(first.host, std::string("api.github.com"));
        QVERIFY2(first.reason.contains("GitHub Enterprise Server"), first.reason.c_str());
        QVERIFY2(first.reason.contains("base URL for github"), first.reason.c_str());

        finding::Evidence last;
        last.verdict = Verdict::Live;
        last.host = "api.github.com";
        QVERIFY(!evidence(usual, last).reason.contains("base URL"));
        Verifier named(catalog, pack, transport, {{{"github", "https://api.github.com"}}, {}});
        QCOMPARE(evidence(named).reason, first.reason);
        Verifier other(catalog, pack, transport, {{{"github", "https://ghe.example"}}, {}});
        const finding::Evidence there = evidence(other);
        QCOMPARE(there.verdict, Verdict::Dead);
        QVERIFY2(there.reason.contains("usual server (api.github.com)"), there.reason.c_str());
        QVERIFY2(there.reason.contains("without the base URL for github"), there.reason.c_str());
        last.host = "ghe.example";
        QVERIFY(!evidence(other, last).reason.contains("base URL"));
        Verifier rotation(catalog, pack, transport, {.baseUrls = {}, .areKnown = true});
        QVERIFY(!evidence(rotation).reason.contains("base URL"));
    }

    void wordsThatCanMeanSomethingElseAreDeadOfAKnownKeyOnly()
    {
        const auto slack = std::ranges::find(m_fakes, "slack-bot-token", &FakeProvider::rule);
        const auto unsure = std::ranges::find_if(
            m_fakes, [](const FakeProvider &fake) { return fake.isDeadIfKnown; });
        QVERIFY(slack != m_fakes.end());
        QVERIFY(unsure != m_fakes.end());
        const auto evidence = [](const FakeProvider &fake, LoopbackServer::Reply reply) {
            OneAnswer transport(std::move(reply));
            Verifier verifier(builtinCatalog(), builtinPack(), transport,
                              {.baseUrls = {{fake.provider, "https://one.example"}}});
            return verifier.check(fake.rule, partsOf(fake.parts), Level::Alive, {}).evidence;
        };
        const auto revoked
            = evidence(*slack, test::reply(200, R"({"ok":false,"error":"token_revoked"})"));
        QCOMPARE(revoked.verdict, Verdict::Dead);
        QVERIFY(!revoked.reason.contains("base URL"));
        QCOMPARE(evidence(*unsure, unsure->refused).verdict, Verdict::Unknown);
    }

    void wordsThatAreSaidOfLiveKeysTooAreDeadInARotationOnly()
    {
        const auto npm = std::ranges::find(m_fakes, "npm-access-token", &FakeProvider::rule);
        QVERIFY(npm != m_fakes.end());
        const auto evidence = [&npm](std::string_view body, int status, bool isRotation) {
            OneAnswer transport(test::reply(status, std::string(body)));
            const Verifier::Settings settings{.baseUrls = {{"npm", "https://one.example"}},
                                              .areKnown = isRotation};
            Verifier verifier(builtinCatalog(), builtinPack(), transport, settings);
            finding::Evidence last; // it was let in there
            last.verdict = Verdict::Live;
            last.host = "one.example";
            return verifier.check(npm->rule, partsOf(npm->parts), Level::Alive, {}, last).evidence;
        };
        constexpr std::string_view refused = R"({"error":"unauthorized access"})";
        QCOMPARE(evidence(refused, 403, true).verdict, Verdict::Dead);
        const finding::Evidence known = evidence(refused, 403, false);
        QCOMPARE(known.verdict, Verdict::Unknown);
        QVERIFY2(known.reason.contains("from such an address"), known.reason.c_str());

        // Nobody's is one answer; that something in another one is empty says nothing.
        QVERIFY(evidence(" {}\n", 200, false).reason.contains("takes it for nobody's"));
        QVERIFY(!evidence(R"({"a":{}})", 200, false).reason.contains("takes it for nobody's"));
    }

    void aKeyThatStandsBesideAnotherServerIsNotSent()
    {
        const auto okta = std::ranges::find(m_fakes, "okta-api-token", &FakeProvider::rule);
        QVERIFY(okta != m_fakes.end());
        Rig rig([&okta](const LoopbackServer::Seen &) { return okta->refused; });
        Verifier verifier = rig.verifier();
        auto parts = partsOf(okta->parts);
        parts.insert_or_assign("host", SecretBytes::copyOf(std::string_view("other.okta.com")));
        const Checked checked = verifier.check(okta->rule, parts, Level::Alive, {});
        QCOMPARE(checked.evidence.verdict, Verdict::NotChecked);
        QVERIFY(checked.evidence.reason.contains("other.okta.com"));
        QCOMPARE(checked.job.requests, 0);
        QVERIFY(!checked.isAnswer());
        QCOMPARE(rig.server.connections(), 0);
    }

    void theAddressBesideAKeyMayBeOneOfIpv6()
    {
        const auto okta = std::ranges::find(m_fakes, "okta-api-token", &FakeProvider::rule);
        QVERIFY(okta != m_fakes.end());
        OneAnswer transport(okta->refused);
        Verifier verifier(builtinCatalog(), builtinPack(), transport,
                          {.baseUrls = {{"okta", "https://[::1]:4873"}}});
        const auto askedBeside = [&](std::string_view host) {
            auto parts = partsOf(okta->parts);
            parts.insert_or_assign("host", SecretBytes::copyOf(host));
            return verifier.check(okta->rule, parts, Level::Alive, {});
        };
        for (const char *same : {"[::1]:4873/path", "[::1]", "::1"})
            QVERIFY2(askedBeside(same).isAnswer(), same);
        const Checked other = askedBeside("[::2]:4873");
        QVERIFY(!other.isAnswer());
        QVERIFY2(other.evidence.reason.contains("beside ::2,"), other.evidence.reason.c_str());
    }

    void asksNothingThatItShouldNot()
    {
        Rig rig([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; });
        Verifier verifier = rig.verifier();
        const auto verdictOf
            = [&](const char *rule, const Parts &parts, Level level = Level::Alive) {
                  return verifier.check(rule, parts, level, {}).evidence;
              };
        test::MadeUp made(3);
        const Parts password = partsOf({{"secret", made.alphanumeric(20)}});
        QCOMPARE(verdictOf("postgresql-url", password).verdict, Verdict::NoChecker);
        QCOMPARE(verdictOf("npm-registry-basic-auth", password).verdict, Verdict::NoChecker);
        QVERIFY(verdictOf("npm-registry-basic-auth", password).reason.contains("never tried"));
        QCOMPARE(verdictOf("digitalocean-refresh-token", password).verdict, Verdict::NoChecker);

        const Parts half = partsOf({{"secret", std::string("AK") + "IARZPUZDIKABCDEFGH"}});
        const finding::Evidence incomplete = verdictOf("aws-access-key-id", half);
        QCOMPARE(incomplete.verdict, Verdict::NotChecked);
        QVERIFY(incomplete.reason.contains("secret_access_key"));

        const std::string broken = std::string("gh") + "p_" + std::string(30, 'a') + "000000";
        QCOMPARE(verdictOf("github-pat-classic", partsOf({{"secret", broken}})).verdict,
                 Verdict::NotASecret);
        QCOMPARE(
            verdictOf("github-pat-classic", partsOf(m_fakes.front().parts), Level::Offline).verdict,
            Verdict::NotChecked);
        QCOMPARE(rig.server.connections(), 0);

        Verifier plain(rig.catalog, rig.pack, rig.transport, {});
        const std::vector<std::string> names = {"secret"};
        QCOMPARE(plain.plan("vault-service-token", names).state, Planned::State::NoServer);
        QCOMPARE(plain.plan("github-pat-classic", names).host, std::string("api.github.com"));
    }

    void knowsCanariesOffline()
    {
        const std::string prefix = std::string("AK") + "IA";
        QCOMPARE(awsAccountOf(prefix + "RZPUZDIKABCDEFGH"), std::string("123456789012"));
        QVERIFY(!awsAccountOf(prefix + "IZPUZDIKABCDEFGH"));
        QVERIFY(!awsAccountOf("short"));
        Rig rig([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; });
        Verifier verifier = rig.verifier();
        // Account 052310077262 written into the first ten digits, as AWS does.
        const std::uint64_t bits = (std::uint64_t{52310077262} << 9);
        std::string id = prefix;
        for (int shift = 45; shift >= 0; shift -= 5)
            id += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(bits >> shift) & 31];
        id += "ABCDEF";
        QCOMPARE(awsAccountOf(id), std::string("052310077262"));
        QVERIFY(verifier.canary("aws-access-key-id", partsOf({{"secret", id}}))
                    .contains("052310077262"));
        QVERIFY(
            verifier.canary("aws-access-key-id", partsOf({{"secret", prefix + "RZPUZDIKABCDEFGH"}}))
                .empty());
        QVERIFY(
            !verifier.canary("github-pat-classic", partsOf({{"secret", "x.canarytokens.com/y"}}))
                 .empty());
    }

    void aTwinHasTheFormButNotTheValue()
    {
        for (const FakeProvider &fake : m_fakes) {
            const std::string &value = fake.parts.back().second;
            const SecretBytes twin = twinOf(value);
            if (value.contains("PRIVATE KEY"))
                continue; // see aPrivateKeysTwinIsAKeyToo
            QCOMPARE(twin.size(), value.size());
            QVERIFY(twin.view() != value);
            int changed = 0;
            for (std::size_t i = 0; i < value.size(); ++i) {
                const auto left = static_cast<unsigned char>(value[i]);
                const auto right = static_cast<unsigned char>(twin.view()[i]);
                changed += left != right ? 1 : 0;
                QCOMPARE(std::isdigit(left) != 0, std::isdigit(right) != 0);
                QCOMPARE(std::isupper(left) != 0, std::isupper(right) != 0);
            }
            QCOMPARE(changed, 12);
        }
        QVERIFY(twinOf("abc").isEmpty());
    }

    void aPrivateKeysTwinIsAKeyToo()
    {
        const std::string key = test::pemOf("", test::kRsaPkcs8, "\\n");
        const SecretBytes twin = twinOf(key);
        const auto with = [](std::string_view value) {
            return provider::signJwt(provider::JwtAlgorithm::Rs256, value, "{}", "{}");
        };
        QVERIFY(with(twin.view()).has_value());
        QVERIFY(!with(twin.view())->equals(*with(key)));
        QVERIFY(twinOf(test::pemOf("", "AAAA")).isEmpty());
    }

    void anAnswerThatQuotesTheKeyIsNotRepeated()
    {
        const FakeProvider &github = m_fakes.front();
        const std::string secret = github.parts.front().second;
        Rig rig([&](const LoopbackServer::Seen &seen) {
            return github.isRight(seen) ? test::reply(200, R"({"login":")" + secret + R"("})")
                                        : github.refused;
        });
        Verifier verifier = rig.verifier();
        const Checked checked
            = verifier.check(github.rule, partsOf(github.parts), Level::Access, {});
        QCOMPARE(checked.evidence.verdict, Verdict::Live);
        QVERIFY(checked.access && checked.access->identity.empty());
        QVERIFY(checked.access->unseen.back().contains("left out"));
    }

    void anAccountThatIsPublicIsRepeated()
    {
        const FakeProvider &twilio
            = *std::ranges::find(m_fakes, "twilio-auth-token", &FakeProvider::rule);
        Rig rig([&](const LoopbackServer::Seen &seen) {
            return twilio.isRight(seen) ? twilio.live : twilio.refused;
        });
        Verifier verifier = rig.verifier();
        const Checked checked
            = verifier.check(twilio.rule, partsOf(twilio.parts), Level::Access, {});
        QVERIFY(checked.access.has_value());
        QCOMPARE(checked.access->account, twilio.parts.front().second);
    }

    void sortsScopesByRisk()
    {
        const FakeProvider &github = m_fakes.front();
        Rig rig([&](const LoopbackServer::Seen &seen) {
            return github.isRight(seen) ? github.live : github.refused;
        });
        Verifier verifier = rig.verifier();
        const Checked checked
            = verifier.check(github.rule, partsOf(github.parts), Level::Access, {});
        QVERIFY(checked.access);
        const std::vector<finding::Scope> expected = {{"repo", finding::ScopeRisk::Risky},
                                                      {"admin:org", finding::ScopeRisk::Admin},
                                                      {"read:user", finding::ScopeRisk::ReadOnly}};
        QCOMPARE(checked.access->scopes.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(checked.access->scopes[i] == expected[i]);
        QVERIFY(!checked.access->unseen.empty());
    }

    /// A thousand keys over twelve hosts, ten of them with a yes.
    void onlyHostsWithAYesAreDialled()
    {
        const auto github = [](std::uint32_t seed) { return test::MadeUp(seed).githubToken(); };
        std::vector<std::unique_ptr<LoopbackServer>> servers;
        for (int i = 0; i < 12; ++i)
            servers.push_back(std::make_unique<LoopbackServer>([](const LoopbackServer::Seen &) {
                return test::reply(401, R"({"message":"Bad credentials"})");
            }));
        Rig rig([](const LoopbackServer::Seen &) { return LoopbackServer::Reply{}; });
        std::vector<Verifier> verifiers;
        provider::ConsentLedger ledger;
        provider::Queue queue({.everyMs = 500, .jitterMs = 100});
        for (std::size_t i = 0; i < servers.size(); ++i) {
            verifiers.emplace_back(rig.catalog, rig.pack, rig.transport,
                                   Verifier::Settings{{{"github", servers[i]->url()}}, {}});
            const std::vector<std::string> names = {"secret"};
            const std::string host = verifiers[i].plan("github-pat-classic", names).host;
            if (i < 10)
                ledger.give({host, Level::Alive, provider::Span::Batch, 0, false, 1});
            for (std::uint64_t key = 0; key < 84 && i * 84 + key < 1000; ++key)
                queue.add({i * 84 + key, host, Level::Alive, false, 0, 1});
        }
        std::int64_t now = 1'700'000'000'000;
        std::size_t dead = 0;
        while (const auto next = queue.nextAt(ledger, now)) {
            now = std::max(now, *next);
            const auto job = queue.take(ledger, now);
            QVERIFY(job);
            const Checked checked = verifiers[job->id / 84].check(
                "github-pat-classic",
                partsOf({{"secret", github(static_cast<std::uint32_t>(job->id))}}), Level::Alive,
                {});
            dead += checked.evidence.verdict == Verdict::Dead ? 1 : 0;
            QVERIFY(queue.finish(*job, checked.job, now));
        }
        QCOMPARE(dead, 840U);
        for (std::size_t i = 0; i < servers.size(); ++i)
            QCOMPARE(servers[i]->connections(), i < 10 ? 84 : 0);
    }

    void anAnswerHoldsForADay()
    {
        finding::Evidence evidence;
        evidence.verdict = Verdict::Dead;
        evidence.checkedAt = 1000;
        QVERIFY(isFresh(evidence, 1000 + kAnswerHolds - 1));
        QVERIFY(!isFresh(evidence, 1000 + kAnswerHolds));
        evidence.verdict = Verdict::Unknown;
        QVERIFY(!isFresh(evidence, 1001));
    }
};

QTEST_GUILESS_MAIN(TestVerifier)
#include "tst_verifier.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/networktransport.h"
#include "core/rotate/providerkeys.h"
#include "core/verify/verifier.h"
#include "tests/support/madeup.h"
#include "tests/support/peerprocess.h"
#include "tests/support/realprogram.h"
#include "tests/support/speckeys.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <re2/re2.h>

#include <algorithm>

using namespace rekey;
using namespace Qt::StringLiterals;
using provider::Act;
using provider::Check;
using provider::Does;
using provider::Parts;
using secret::SecretBytes;

namespace {

constexpr std::int64_t kNow = 1'790'000'000;

/// A line of tests/peers/openapi.list.
struct Described
{
    QString package;
    QString file;
};

std::map<QString, std::vector<Described>> described()
{
    std::map<QString, std::vector<Described>> providers;
    QFile list(QStringLiteral(REKEY_SOURCE_DIR "/tests/peers/openapi.list"));
    if (!list.open(QIODevice::ReadOnly))
        return providers;
    while (!list.atEnd()) {
        const QStringList words = QString::fromUtf8(list.readLine()).trimmed().split(u' ');
        if (words.size() == 3 && !words.front().startsWith(u'#'))
            providers[words.at(0)].push_back({words.at(1), words.at(2)});
    }
    return providers;
}

/// What a provider's description does not have: asked of it, and not found, so that each that it
/// gains is seen here. The rest of the file is checked by tests against fakes or other peers.
const std::map<QString, QStringList> kNotDescribed = {
    {u"anthropic"_s, // of the Admin API nothing is
     {u"GET api.anthropic.com/v1/organizations/me"_s,
      u"GET api.anthropic.com/v1/organizations/api_keys"_s,
      u"POST api.anthropic.com/v1/organizations/api_keys/key_1"_s}},
    {u"azure-storage"_s, {u"GET -/"_s}}, // a storage account's own server
    {u"digitalocean"_s, // OAuth; Spaces keys are younger
     {u"POST cloud.digitalocean.com/v1/oauth/revoke"_s,
      u"POST api.digitalocean.com/v2/spaces/keys"_s,
      u"DELETE api.digitalocean.com/v2/spaces/keys/*"_s}},
    {u"gcp"_s, {u"POST oauth2.googleapis.com/token"_s}}, // OAuth
    {u"twilio"_s, // younger
     {u"POST iam.twilio.com/v1/Keys"_s, u"DELETE iam.twilio.com/v1/Keys/*"_s}},
};

bool isNotDescribed(const QString &provider, const QString &request)
{
    const auto named = kNotDescribed.find(provider);
    return named != kNotDescribed.end()
        && std::ranges::any_of(named->second, [&request](const QString &each) {
               return each.endsWith(u'*') ? request.startsWith(each.chopped(1)) : request == each;
           });
}

/// Described, yet neither an example nor a schema tells the answer, or (Stripe) one that holds the
/// whole API.
const QStringList kWithoutAnswer = {u"okta"_s, u"stripe"_s};

} // namespace

/// Every request that a provider file can make, sent by what sends it in the program, against the
/// provider's published OpenAPI description.
class TestOpenApi : public QObject
{
    Q_OBJECT

    const rules::RulePack m_pack = *rules::parseRuleFiles(rules::builtinRuleFiles());
    const provider::Catalog m_catalog = *provider::Catalog::read(rules::builtinRuleFiles());
    const std::map<QString, std::vector<Described>> m_described = described();
    std::unique_ptr<test::PeerProcess> m_peer;
    std::unique_ptr<provider::NetworkTransport> m_transport;
    test::MadeUp m_made{31};

    void providers() const
    {
        QTest::addColumn<QString>("provider");
        for (const auto &[name, files] : m_described)
            QTest::newRow(qPrintable(name)) << name;
    }

    /// Why a provider cannot be checked; empty: it can.
    [[nodiscard]] QString problemOf(const QString &provider) const
    {
        if (!m_peer->problem().isEmpty())
            return m_peer->problem();
        for (const Described &each : m_described.at(provider)) {
            if (!QFile::exists(QStringLiteral(REKEY_SOURCE_DIR "/build/peers/openapi/descriptions/")
                               + each.file))
                return u"peer not here: description of %1 (package %2)"_s.arg(provider,
                                                                              each.package);
        }
        return {};
    }

    /// The value that the detector finds in its own first example.
    [[nodiscard]] std::string exampleOf(const rules::Detector &detector) const
    {
        const re2::RE2 pattern(detector.pattern);
        const auto named = pattern.NamedCapturingGroups().find("secret");
        const int group = named != pattern.NamedCapturingGroups().end() ? named->second
            : pattern.NumberOfCapturingGroups() > 0                     ? 1
                                                                        : 0;
        std::vector<absl::string_view> groups(static_cast<std::size_t>(group) + 1);
        const std::string &text = detector.examples.front();
        if (!pattern.Match(text, 0, text.size(), re2::RE2::UNANCHORED, groups.data(), group + 1))
            return {};
        return {groups.back().data(), groups.back().size()};
    }

    /// What a request of that detector may need: the example's value, the rest made up.
    Parts partsFor(const std::string &detector, const std::vector<std::string> &names)
    {
        static const std::map<std::string, std::string, std::less<>> kForms = {
            {"key_id", "key_1"},
            {"name", "rekey 2026"},
            {"expires_on", "2027-01-31"},
            {"scopes", R"(["mail.send"])"},
            {"grants", "[]"},
            {"since", "1780000000"},
            {"token_digest", "zh/3lqL3BWtF+FHgVyQbBRGnYDXHcu2cJ8Lw3jyKZhk="},
            {"client_email", "robot@project-1.iam.gserviceaccount.com"},
            {"host", "127.0.0.1"},
            {"app_id", "417228"},
            {"account_name", "rekeytests"},
        };
        Parts parts;
        const auto rule = std::ranges::find(m_pack.detectors, detector, &rules::Detector::id);
        for (const std::string &name : names) {
            const auto form = kForms.find(name);
            std::string value = form == kForms.end() ? m_made.alphanumeric(32) : form->second;
            if (name == "secret")
                value = rule->checksum == rules::Checksum::PemPrivateKey
                        || rule->checksum == rules::Checksum::ServiceAccountJson
                    ? test::pemOf("RSA ", test::kRsaPkcs1) // examples are nobody's keys
                    : exampleOf(*rule);
            parts.emplace(name, SecretBytes::copyOf(value));
        }
        return parts;
    }

    [[nodiscard]] std::string peerUrl(const QString &provider, const QString &host) const
    {
        return (m_peer->url() + u'/' + provider + u'/' + host).toStdString();
    }

    /// The peer's base URL for what goes to that one; the host of everybody's own is "-".
    [[nodiscard]] std::string stead(const std::string &provider, const std::string &baseUrl) const
    {
        const auto real = provider::Endpoint::parse(baseUrl);
        return peerUrl(QString::fromStdString(provider),
                       real ? QString::fromStdString(real->host) : u"-"_s)
            + (real ? real->prefix : std::string());
    }

    QJsonArray take() { return m_peer->get(u"/_peer/take"_s).value("requests"_L1).toArray(); }

    /// What the peer found wrong since it was last asked; `named` gains what is not described and
    /// named as such.
    QStringList wrongOf(const QString &provider, QStringList &named, int *count = nullptr)
    {
        QStringList wrong;
        const QJsonArray requests = take();
        for (const auto &each : requests) {
            const QString request = each["request"_L1].toString();
            const QJsonArray violations = each["violations"_L1].toArray();
            for (const auto &violation : violations)
                wrong += request + u": "_s + violation.toString();
            if (!violations.isEmpty() || !each["operation"_L1].toString().isEmpty())
                continue;
            (isNotDescribed(provider, request) ? named : wrong) += request + u": not described"_s;
        }
        if (count != nullptr)
            *count = static_cast<int>(requests.size());
        return wrong;
    }

    Result<provider::Answer> send(const provider::RequestSpec &spec, const std::string &detector,
                                  const std::string &service, const std::string &baseUrl)
    {
        std::vector<std::string> names = spec.neededParts();
        std::erase(names, "assertion");
        const auto endpoint = provider::Endpoint::parse(stead(service, baseUrl));
        if (!endpoint)
            return std::unexpected(endpoint.error());
        const auto request
            = provider::makeRequest(spec, *endpoint, partsFor(detector, names), kNow);
        if (!request)
            return std::unexpected(request.error());
        return m_transport->send(*request, {});
    }

    /// The acts of a detector at the peer, whatever host they name.
    rotate::KeyAccess access(const std::string &detector, const QString &provider)
    {
        return {.oldKey = "key_1",
                .own = partsFor(detector, {"secret"}),
                .given = partsFor(detector,
                                  {"admin", "client_id", "client_secret", "project", "scopes",
                                   "since", "org", "token_digest"}),
                .baseUrls = {{provider.toStdString(), peerUrl(provider, u"-"_s)}},
                .now = [] { return kNow; },
                .prove = {},
                .stop = {}};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_peer
            = std::make_unique<test::PeerProcess>(u"openapi.mjs"_s, test::realProgram(u"node"_s));
        provider::NetworkSettings settings;
        settings.allowed = {{"tests", "127.0.0.1"}};
        settings.proxy = provider::NetworkSettings::ProxyKind::None;
        m_transport = std::make_unique<provider::NetworkTransport>(settings);
    }

    void everyRequestIsAsItsProviderDescribesIt_data() { providers(); }
    void everyRequestIsAsItsProviderDescribesIt()
    {
        QFETCH(QString, provider);
        if (const QString problem = problemOf(provider); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        const provider::Service *service = m_catalog.service(provider.toStdString());
        QVERIFY(service != nullptr);
        take();
        int sent = 0;
        QStringList named;
        QStringList wrong;
        /// `holds`: the described answer is one that the provider file understands.
        const auto ask = [&](const provider::RequestSpec &spec, const std::string &detector,
                             const std::string &baseUrl, const auto &holds) {
            const auto answer = send(spec, detector, service->id, baseUrl);
            const QString what = QString::fromStdString(detector + ", " + spec.shown());
            if (!answer) {
                wrong += what + u": "_s + QString::fromStdString(answer.error().text());
                return;
            }
            int seen = 0;
            const qsizetype namedBefore = named.size();
            const QStringList found = wrongOf(provider, named, &seen);
            sent += seen;
            wrong += found;
            const bool isAnswered = named.size() == namedBefore && found.isEmpty()
                && !kWithoutAnswer.contains(provider);
            if (isAnswered && !holds(provider::AnswerReader(*answer)))
                wrong += what + u": the answer is none that the file knows"_s;
        };
        for (const Check &check : service->checks) {
            for (const std::string &detector : check.detectors) {
                ask(check.request, detector, check.baseUrl,
                    [&](const provider::AnswerReader &answer) {
                        return std::ranges::any_of(check.signatures,
                                                   [&](const provider::Signature &signature) {
                                                       return signature.says == provider::Says::Live
                                                           && answer.holds(signature.condition);
                                                   });
                    });
                if (check.access && check.access->request)
                    ask(*check.access->request, detector, check.baseUrl,
                        [](const provider::AnswerReader &) { return true; });
            }
        }
        for (const Act &act : service->acts) {
            for (const std::string &detector : act.detectors)
                ask(act.request, detector, act.baseUrl, [&](const provider::AnswerReader &answer) {
                    return std::ranges::any_of(act.done, [&](const provider::Condition &condition) {
                        return answer.holds(condition);
                    });
                });
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u"\n"_s)));
        QVERIFY(sent > 0);
        for (const QString &each :
             kNotDescribed.contains(provider) ? kNotDescribed.at(provider) : QStringList()) {
            const QString start = each.endsWith(u'*') ? each.chopped(1) : each + u':';
            QVERIFY2(std::ranges::any_of(
                         named, [&](const QString &request) { return request.startsWith(start); }),
                     qPrintable(each + u" is described now, or not sent any more"_s));
        }
        qInfo("%s: %d requests sent, %d of them in no description", qPrintable(provider), sent,
              static_cast<int>(named.size()));
    }

    /// At every level, as a person would have it asked.
    void keysAreProvenAsTheProviderDescribesIt_data() { providers(); }
    void keysAreProvenAsTheProviderDescribesIt()
    {
        QFETCH(QString, provider);
        if (const QString problem = problemOf(provider); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        take();
        for (const Check &check : m_catalog.service(provider.toStdString())->checks) {
            verify::Verifier::Settings settings;
            settings.baseUrls[check.provider] = stead(check.provider, check.baseUrl);
            settings.clock = [] { return kNow; };
            settings.soundness = std::make_shared<verify::Soundness>();
            // A description takes every credential: twins say nothing of it.
            const auto endpoint = provider::Endpoint::parse(settings.baseUrls[check.provider]);
            for (const std::string &detector : check.detectors)
                settings.soundness->set(endpoint->authority(), detector, true);
            verify::Verifier verifier(m_catalog, m_pack, *m_transport, settings);
            for (const std::string &detector : check.detectors) {
                std::vector<std::string> names = check.request.neededParts();
                std::erase(names, "assertion");
                if (!std::ranges::contains(names, "secret"))
                    names.emplace_back("secret");
                const verify::Checked checked = verifier.check(detector, partsFor(detector, names),
                                                               provider::Level::Access, {});
                QStringList named;
                int seen = 0;
                const QStringList wrong = wrongOf(provider, named, &seen);
                QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u"\n"_s)));
                QVERIFY2(seen > 0, detector.c_str());
                const bool hasAnswer = named.isEmpty() && !kWithoutAnswer.contains(provider);
                QVERIFY2(!hasAnswer || checked.evidence.verdict == finding::Verdict::Live,
                         (detector + ": " + checked.evidence.reason).c_str());
                QVERIFY2(!hasAnswer || !check.access || checked.access, detector.c_str());
            }
        }
    }

    void gitHubTokensAreRotatedAndRevokedAsDescribed()
    {
        if (const QString problem = problemOf(u"github"_s); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        take();
        QStringList named;
        int seen = 0;
        {
            const rotate::KeyActs acts(m_catalog, "github-oauth-token");
            rotate::ProviderKeys keys(acts, *m_transport,
                                      access("github-oauth-token", u"github"_s));
            const auto fresh
                = keys.selfRotate(partsFor("github-oauth-token", {"secret"}).at("secret"), {});
            QVERIFY2(fresh, fresh ? "" : fresh.error().text().c_str());
            QVERIFY(fresh->value.view().starts_with("gh"));
            QCOMPARE(wrongOf(u"github"_s, named, &seen), QStringList());
            QCOMPARE(seen, 1);
        }
        for (const char *detector : {"github-pat-classic", "github-pat-fine-grained",
                                     "github-app-user-token", "github-app-installation-token"}) {
            const rotate::KeyActs acts(m_catalog, detector);
            rotate::ProviderKeys keys(acts, *m_transport, access(detector, u"github"_s));
            const auto gone = keys.remove("key_1");
            QVERIFY2(gone, gone ? "" : gone.error().text().c_str());
            QCOMPARE(wrongOf(u"github"_s, named, &seen), QStringList());
            QCOMPARE(seen, 1);
        }
        QCOMPARE(named, QStringList());
    }

    void keysOfAProjectAreChangedAsDescribed_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("detector");
        QTest::newRow("openai") << u"openai"_s << u"openai-project-key"_s;
        QTest::newRow("sendgrid") << u"sendgrid"_s << u"sendgrid-api-key"_s;
    }
    void keysOfAProjectAreChangedAsDescribed()
    {
        QFETCH(QString, provider);
        QFETCH(QString, detector);
        if (const QString problem = problemOf(provider); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        take();
        const rotate::KeyActs acts(m_catalog, detector.toStdString());
        rotate::ProviderKeys keys(acts, *m_transport, access(detector.toStdString(), provider));
        // OpenAI's example says that the list goes on, and nothing may be concluded from a part.
        const auto listed = keys.list();
        if (provider == "openai"_L1) {
            QVERIFY(!listed);
            QCOMPARE(listed.error().kind, ErrorKind::TooBig);
        } else {
            QVERIFY2(listed, listed ? "" : listed.error().text().c_str());
            QVERIFY(!listed->empty());
        }
        const auto made = keys.create("R-0001-0", {});
        QVERIFY2(made, made ? "" : made.error().text().c_str());
        QVERIFY(!made->id.empty());
        QVERIFY(!made->value.isEmpty());
        const auto gone = keys.remove("key_1");
        QVERIFY2(gone, gone ? "" : gone.error().text().c_str());
        QStringList named;
        int seen = 0;
        QCOMPARE(wrongOf(provider, named, &seen), QStringList());
        QCOMPARE(named, QStringList());
        QCOMPARE(seen, 3);
    }

    /// Else nothing above would mean anything.
    void aWrongRequestIsFlagged_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("violation");
        QTest::newRow("another member in the body")
            << QByteArray(R"({{"credentials":[)") << QByteArray(R"({{"tokens":[)")
            << u"credentials"_s;
        QTest::newRow("a member too many")
            << QByteArray(R"({{"credentials":[)") << QByteArray(R"({{"why":"x","credentials":[)")
            << u"why is not described"_s;
        QTest::newRow("another type in the body")
            << QByteArray(R"(["{secret|json}"]}})") << QByteArray(R"("{secret|json}"}})")
            << u"array"_s;
        QTest::newRow("another media type")
            << QByteArray("Content-Type = \"application/json\", X-GitHub-Api-Version = \"2026")
            << QByteArray("Content-Type = \"text/plain\", X-GitHub-Api-Version = \"2026")
            << u"text/plain is not described"_s;
        QTest::newRow("another method")
            << QByteArray("method = \"PATCH\"") << QByteArray("method = \"PUT\"") << u"method"_s;
        QTest::newRow("a parameter of another type")
            << QByteArray("per_page=100") << QByteArray("per_page=all") << u"per_page"_s;
        QTest::newRow("a parameter that there is not")
            << QByteArray("per_page=100") << QByteArray("page_size=100")
            << u"page_size is not described"_s;
        QTest::newRow("another path")
            << QByteArray("path = \"/app\"") << QByteArray("path = \"/apps/me/key\"")
            << u"not described"_s;
    }
    void aWrongRequestIsFlagged()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, violation);
        if (const QString problem = problemOf(u"github"_s); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        const auto builtin = rules::builtinRuleFiles();
        std::vector<rules::RuleFile> files(builtin.begin(), builtin.end());
        for (rules::RuleFile &file : files) {
            if (!file.text.contains("id = \"github\"\n"))
                continue;
            const std::size_t at = file.text.find(from.toStdString());
            QVERIFY(at != std::string::npos);
            file.text.replace(at, static_cast<std::size_t>(from.size()), to.toStdString());
        }
        const auto catalog = provider::Catalog::read(files);
        QVERIFY2(catalog, catalog ? "" : catalog.error().text().c_str());
        take();
        const provider::Service *github = catalog->service("github");
        for (const Check &check : github->checks)
            QVERIFY(send(check.request, check.detectors.front(), "github", check.baseUrl));
        for (const Act &act : github->acts)
            QVERIFY(send(act.request, act.detectors.front(), "github", act.baseUrl));
        QStringList named;
        const QStringList wrong = wrongOf(u"github"_s, named);
        QVERIFY2(!wrong.isEmpty(), "nothing was flagged");
        QVERIFY2(wrong.join(u' ').contains(violation), qPrintable(wrong.join(u"\n"_s)));
    }
};

QTEST_GUILESS_MAIN(TestOpenApi)
#include "tst_openapi.moc"

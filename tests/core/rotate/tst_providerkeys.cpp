// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/providerkeys.h"
#include "tests/support/madeup.h"

#include <QTest>

#include <algorithm>
#include <deque>

using namespace rekey;
using namespace rekey::rotate;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t kNow = 1'700'000'000;

/// Answers in the order it was told to, and keeps what was sent.
class ScriptedTransport final : public provider::Transport
{
public:
    Result<provider::Answer> send(const provider::Request &request, std::stop_token) override
    {
        sent.push_back(request.method + ' ' + request.endpoint.authority()
                       + std::string(request.target.view()) + ' '
                       + std::string(request.body.view()));
        headers.emplace_back();
        for (const auto &[name, value] : request.headers)
            headers.back() += name + ": " + std::string(value.view()) + '\n';
        if (answers.empty())
            return fail(ErrorKind::Io, "no answer");
        const auto [status, body] = answers.front();
        answers.pop_front();
        return provider::Answer{status, {}, secret::SecretBytes::copyOf(body), 0, {}};
    }

    std::deque<std::pair<int, std::string>> answers;
    std::vector<std::string> sent;
    std::vector<std::string> headers; ///< of each that was sent
};

provider::Parts partsOf(std::initializer_list<std::pair<const char *, std::string>> named)
{
    provider::Parts parts;
    for (const auto &[name, value] : named)
        parts.emplace(name, secret::SecretBytes::copyOf(value));
    return parts;
}

std::string listOf(const std::vector<std::pair<std::string, std::string>> &keys)
{
    std::string members;
    for (const auto &[id, state] : keys)
        members += "<member><AccessKeyId>" + id + "</AccessKeyId><Status>" + state
            + "</Status></member>";
    return "<ListAccessKeysResponse><ListAccessKeysResult><AccessKeyMetadata>" + members
        + "</AccessKeyMetadata></ListAccessKeysResult><ResponseMetadata><RequestId>r</RequestId>"
          "</ResponseMetadata></ListAccessKeysResponse>";
}

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

/// The acts of the provider files, sent and their answers read.
class TestProviderKeys : public QObject
{
    Q_OBJECT

    const provider::Catalog m_catalog = *provider::Catalog::read(rules::builtinRuleFiles());
    const KeyActs m_aws{m_catalog, "aws-access-key-id"};
    const KeyActs m_gitlab{m_catalog, "gitlab-access-token"};
    const KeyActs m_npm{m_catalog, "npm-access-token"};
    rekey::test::MadeUp m_madeUp{11};
    const std::string m_oldId = m_madeUp.awsKeyId();
    const std::string m_newId = m_madeUp.awsKeyId();
    const std::string m_value = m_madeUp.awsSecret();
    ScriptedTransport m_transport;
    std::vector<std::string> m_proven;

    KeyAccess access(std::string oldKey, provider::Parts own, provider::Parts given)
    {
        return {std::move(oldKey),
                std::move(own),
                std::move(given),
                {},
                [] { return kNow; },
                [this](const provider::Parts &parts) -> Result<finding::Verdict> {
                    std::string text;
                    for (const auto &[name, value] : parts)
                        text += name + '=' + std::string(value.view()) + ' ';
                    m_proven.push_back(text);
                    return finding::Verdict::Dead;
                },
                {}};
    }

    ProviderKeys aws(bool withUser = true)
    {
        provider::Parts given = partsOf({{"admin", "admin-value"}, {"admin_key_id", "ADMIN"}});
        if (withUser)
            given.emplace("user", secret::SecretBytes::copyOf("billing bot"));
        return {m_aws, m_transport,
                access(m_oldId, partsOf({{"secret", m_oldId}, {"secret_access_key", "old"}}),
                       std::move(given))};
    }

    static Plan planOf(const KeyActs &acts, Method method)
    {
        return *makePlan({.method = method,
                          .provider = "p",
                          .oldKey = "OLD",
                          .powers = acts.powers(),
                          .calls = acts.calls(),
                          .consumers = {}});
    }

private Q_SLOTS:
    void init()
    {
        m_transport.answers.clear();
        m_transport.sent.clear();
        m_transport.headers.clear();
        m_proven.clear();
    }

    void makesAKeyAndReadsItsValue()
    {
        m_transport.answers
            = {{200,
                "<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey><AccessKeyId>" + m_newId
                    + "</AccessKeyId><SecretAccessKey>" + m_value
                    + "</SecretAccessKey></AccessKey></CreateAccessKeyResult>"
                      "</CreateAccessKeyResponse>"}};
        const auto key = aws().create("R-0001-0", {});
        QVERIFY2(key.has_value(), key ? "" : key.error().text().c_str());
        QCOMPARE(key->id, m_newId);
        QCOMPARE(std::string(key->value.view()), m_value);
        QCOMPARE(m_transport.sent.front(),
                 std::string("POST iam.amazonaws.com/ Action=CreateAccessKey&"
                             "UserName=billing%20bot&Version=2010-05-08"));
    }

    void aCutOffAnswerIsNoKey()
    {
        m_transport.answers = {{200,
                                "<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey>"
                                "<AccessKeyId>"
                                    + m_newId + "</AccessKeyId>"}};
        QVERIFY(!aws().create("R-0001-0", {}).has_value());
    }

    void listsKeysWithTheirStates()
    {
        m_transport.answers = {{200, listOf({{m_oldId, "Inactive"}, {m_newId, "Active"}})}};
        const auto keys = aws().list();
        QVERIFY(keys.has_value());
        QCOMPARE(keys->size(), 2U);
        QVERIFY(!(*keys)[0].isActive);
        QVERIFY((*keys)[1].isActive);
        m_transport.answers = {{200, listOf({{m_oldId, ""}, {m_newId, "Active"}})}};
        QCOMPARE(aws().list().error().kind, ErrorKind::Malformed);
    }

    void findsOutWhoseTheKeyIs()
    {
        ProviderKeys keys = aws(false);
        QVERIFY(keys.missingParts(planOf(m_aws, Method::TwoKeys)).empty());
        m_transport.answers
            = {{200,
                "<GetAccessKeyLastUsedResponse><GetAccessKeyLastUsedResult><UserName>eve</UserName>"
                "<AccessKeyLastUsed><LastUsedDate>2023-11-14T22:00:00Z</LastUsedDate>"
                "</AccessKeyLastUsed></GetAccessKeyLastUsedResult>"
                "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
                "</GetAccessKeyLastUsedResponse>"},
               {200, listOf({{m_oldId, "Active"}})}};
        QCOMPARE(keys.learn(planOf(m_aws, Method::TwoKeys)).value(),
                 (std::map<std::string, std::string>{{"user", "eve"}}));
        QVERIFY(keys.list().has_value());
        QCOMPARE(m_transport.sent.size(), 2U);
        QVERIFY(contains(m_transport.sent.at(0), "Action=GetAccessKeyLastUsed"));
        QVERIFY(contains(m_transport.sent.at(1), "UserName=eve"));
    }

    void saysWhatIsMissing()
    {
        const ProviderKeys keys(m_aws, m_transport, access(m_oldId, {}, {}));
        QCOMPARE(keys.missingParts(planOf(m_aws, Method::TwoKeys)),
                 (std::vector<std::string>{"admin", "admin_key_id"}));
        QCOMPARE(keys.hosts(planOf(m_aws, Method::TwoKeys)).value(),
                 (std::vector<std::string>{"iam.amazonaws.com", "sts.amazonaws.com"}));
        QVERIFY(!keys.leansOnOldKey(planOf(m_aws, Method::TwoKeys)));
        const ProviderKeys npm(m_npm, m_transport, access("id", partsOf({{"secret", "t"}}), {}));
        QVERIFY(npm.leansOnOldKey(planOf(m_npm, Method::CutOver)));
    }

    void refusesPlansInWhichADeadKeyWouldHaveToSign()
    {
        const ProviderKeys npm(m_npm, m_transport, access("id", partsOf({{"secret", "t"}}), {}));
        const auto refused = npm.canSign(planOf(m_npm, Method::CutOver));
        QCOMPARE(refused.error().kind, ErrorKind::Denied);
        QVERIFY(contains(refused.error().text(), "another administrator's credential"));
        // The new one signs once it is proven; deleting it last needs nobody.
        QVERIFY(npm.canSign(planOf(m_npm, Method::TwoKeys)).has_value());
        QVERIFY(npm.canSign(planOf(m_npm, Method::RevokeNow)).has_value());
        // The leaked key in the administrator's place, whoever put it there.
        const ProviderKeys lent(m_aws, m_transport,
                                access(m_oldId,
                                       partsOf({{"secret", m_oldId}, {"secret_access_key", "old"}}),
                                       partsOf({{"admin", "old"}, {"admin_key_id", m_oldId}})));
        QVERIFY(lent.leansOnOldKey(planOf(m_aws, Method::TwoKeys)));
        QVERIFY(lent.canSign(planOf(m_aws, Method::TwoKeys)).has_value());
        QVERIFY(!lent.canSign(planOf(m_aws, Method::OffFirst)).has_value());
        QVERIFY(!lent.canSign(planOf(m_aws, Method::CutOver)).has_value());
        QVERIFY(aws().canSign(planOf(m_aws, Method::CutOver)).has_value());
        const ProviderKeys itself(m_gitlab, m_transport,
                                  access("7", partsOf({{"secret", "t"}}), {}));
        QVERIFY(itself.canSign(planOf(m_gitlab, Method::SelfRotate)).has_value());
    }

    void theNewKeySignsForTheDeadOne()
    {
        ProviderKeys npm(m_npm, m_transport, access("id", partsOf({{"secret", "old-token"}}), {}));
        npm.signWith("new-id", secret::SecretBytes::copyOf("new-token"));
        m_transport.answers = {{204, ""}};
        QVERIFY(npm.remove("id").has_value());
        QVERIFY(contains(m_transport.sent.back(), "/token/id"));
        QVERIFY(contains(m_transport.headers.back(), "Bearer new-token"));
        npm.signWith({}, {});
        m_transport.answers = {{204, ""}};
        QVERIFY(npm.remove("id").has_value());
        QVERIFY(contains(m_transport.headers.back(), "Bearer old-token"));
        // A call that ends whatever signs it stays the old one's.
        ProviderKeys gitlab(m_gitlab, m_transport,
                            access("glpat", partsOf({{"secret", "old-token"}}), {}));
        gitlab.signWith("new-id", secret::SecretBytes::copyOf("new-token"));
        m_transport.answers = {{204, ""}};
        QVERIFY(gitlab.remove("glpat").has_value());
        QVERIFY(!contains(m_transport.headers.back(), "new-token"));
    }

    void makesNoKeyThatItCouldNotRemove()
    {
        // Google's calls name the key by a part of the old key's own file.
        const KeyActs gcp(m_catalog, "gcp-service-account-key");
        QVERIFY(!gcp.powers().canCreate);
        QVERIFY(!std::ranges::contains(methodsFor(gcp.powers()), Method::TwoKeys));
        ProviderKeys keys(
            gcp, m_transport,
            access("OLD", partsOf({{"secret", "k"}, {"private_key_id", "OLD"}}),
                   partsOf({{"admin", "a"}, {"project", "p"}, {"client_email", "e"}})));
        QCOMPARE(keys.remove("NEW").error().kind, ErrorKind::Unsupported);
        QCOMPARE(keys.setActive("NEW", false).error().kind, ErrorKind::Unsupported);
        QVERIFY(m_transport.sent.empty());
        // Twilio's rotation puts a value in place that somebody has to have made before.
        const KeyActs twilio(m_catalog, "twilio-auth-token");
        QVERIFY(!twilio.powers().canCreate);
        QVERIFY(!twilio.powers().canSelfRotate);
    }

    void whatCanBeMadeCanBeListedNamedAndRemoved()
    {
        int makers = 0;
        for (const provider::Service &service : m_catalog.services()) {
            for (const provider::Act &act : service.acts) {
                for (const std::string &detector : act.detectors) {
                    const KeyActs acts(m_catalog, detector);
                    if (!acts.powers().canCreate)
                        continue;
                    ++makers;
                    const provider::Act *end = acts.act(StepKind::Delete);
                    QVERIFY2(end != nullptr && acts.namesKey(*end), detector.c_str());
                    QVERIFY2(acts.find(provider::Does::List)->gives.contains("key_ids"),
                             detector.c_str());
                    QVERIFY2(acts.find(provider::Does::Create)->gives.contains("key_id"),
                             detector.c_str());
                }
            }
        }
        QVERIFY(makers > 5);
    }

    void sendsNothingBeyondWhatWasAgreed()
    {
        ProviderKeys keys = aws();
        keys.keepTo(keys.hosts(planOf(m_aws, Method::TwoKeys)).value());
        m_transport.answers = {{200, listOf({{m_oldId, "Active"}})}};
        QVERIFY(keys.list().has_value());
        const KeyActs gcp(m_catalog, "gcp-service-account-key");
        ProviderKeys google(
            gcp, m_transport,
            access("OLD", partsOf({{"secret", "k"}, {"private_key_id", "OLD"}}),
                   partsOf({{"admin", "a"}, {"project", "p"}, {"client_email", "e"}})));
        const Plan plan = planOf(gcp, Method::RevokeNow);
        const auto hosts = google.hosts(plan).value();
        QVERIFY(!std::ranges::contains(hosts, "policyanalyzer.googleapis.com"));
        QVERIFY(std::ranges::none_of(gcp.readsFor(plan), [](const provider::Act *act) {
            return act->does == provider::Does::Usage;
        }));
        google.keepTo(hosts);
        const std::size_t sent = m_transport.sent.size();
        QCOMPARE(google.lastUse("OLD").error().kind, ErrorKind::Denied);
        QCOMPARE(m_transport.sent.size(), sent);
    }

    void everyReadIsInTheRunbook()
    {
        const Plan plan = planOf(m_aws, Method::OffFirst);
        const auto facts = m_aws.facts(plan, *m_catalog.service("aws"));
        const auto names = [&](std::string_view action) {
            return std::ranges::any_of(
                facts.reads, [&](const std::string &call) { return contains(call, action); });
        };
        QVERIFY(names("ListAccessKeys"));
        QVERIFY(names("GetAccessKeyLastUsed")); // tells whose the key is
        QVERIFY(std::ranges::contains(facts.permissions, "iam:ListAccessKeys"));
    }

    void aListThatGoesOnElsewhereIsNotTakenForTheWhole_data()
    {
        QTest::addColumn<QString>("detector");
        QTest::addColumn<QByteArray>("answer");
        QByteArray full = "{\"data\":[{\"id\":\"0\"}";
        for (int i = 1; i < 100; ++i)
            full += ",{\"id\":\"" + QByteArray::number(i) + "\"}";
        QTest::newRow("a full page") << u"datadog-api-key"_s << full + "]}";
        QTest::newRow("a flag") << u"openai-project-key"_s
                                << QByteArray(
                                       R"({"object":"list","data":[{"id":"a"}],"has_more":true})");
        QTest::newRow("a next page")
            << u"npm-access-token"_s
            << QByteArray(R"({"objects":[{"key":"a"}],"urls":{"next":"/-/npm/v1/tokens?page=1"}})");
        QTest::newRow("AWS") << u"aws-access-key-id"_s
                             << QByteArray::fromStdString(listOf({{"A", "Active"}}))
                                    .replace(
                                        "</ListAccessKeysResult>",
                                        "<IsTruncated>true</IsTruncated></ListAccessKeysResult>");
    }

    void aListThatGoesOnElsewhereIsNotTakenForTheWhole()
    {
        QFETCH(QString, detector);
        QFETCH(QByteArray, answer);
        const KeyActs acts(m_catalog, detector.toStdString());
        ProviderKeys keys(acts, m_transport,
                          access("OLD", partsOf({{"secret", "s"}}),
                                 partsOf({{"admin", "a"},
                                          {"admin_key_id", "i"},
                                          {"admin_api_key", "k"},
                                          {"user", "u"},
                                          {"project", "p"}})));
        m_transport.answers = {{200, answer.toStdString()}};
        const auto listed = keys.list();
        QVERIFY(!listed.has_value());
        QVERIFY2(listed.error().kind == ErrorKind::TooBig, listed.error().text().c_str());
    }

    void aLastUseThatCannotBeReadIsUnknown()
    {
        const auto used = [this](const std::string &date) {
            m_transport.answers = {{200,
                                    "<GetAccessKeyLastUsedResponse><GetAccessKeyLastUsedResult>"
                                    "<UserName>eve</UserName><AccessKeyLastUsed>"
                                        + date
                                        + "</AccessKeyLastUsed></GetAccessKeyLastUsedResult>"
                                          "</GetAccessKeyLastUsedResponse>"}};
            return aws().lastUse(m_oldId);
        };
        QCOMPARE(used("<LastUsedDate>2023-11-14T22:00:00Z</LastUsedDate>").value(), 1'699'999'200);
        QCOMPARE(used("").value(), 0);
        QCOMPARE(used("<LastUsedDate>N/A</LastUsedDate>").value(), 0);
        QCOMPARE(used("<LastUsedDate>last week</LastUsedDate>").error().kind, ErrorKind::Malformed);
    }

    void bringsWhatComesWithANewValue()
    {
        const KeyActs slack(m_catalog, "slack-config-access-token");
        ProviderKeys keys(slack, m_transport,
                          access("A1", partsOf({{"secret", "old"}}), partsOf({{"admin", "r1"}})));
        m_transport.answers
            = {{200, R"({"ok":true,"token":"t2","refresh_token":"r2","exp":1700040000})"}};
        const auto made = keys.selfRotate(secret::SecretBytes::copyOf("old"), {});
        QVERIFY2(made.has_value(), made ? "" : made.error().text().c_str());
        QCOMPARE(std::string(made->value.view()), std::string("t2"));
        QCOMPARE(made->more.size(), 1U);
        QCOMPARE(std::string(made->more.at("refresh_token").view()), std::string("r2"));
    }

    void aKeyThatIsGoneAlreadyIsRemoved()
    {
        m_transport.answers = {{404, "<ErrorResponse/>"}, {200, listOf({{m_newId, "Active"}})}};
        QVERIFY(aws().remove(m_oldId).has_value());
        QVERIFY(contains(m_transport.sent.front(), "AccessKeyId=" + m_oldId));
        m_transport.answers = {{403, "<ErrorResponse/>"}, {200, listOf({{m_oldId, "Active"}})}};
        const auto refused = aws().remove(m_oldId);
        QVERIFY(!refused.has_value());
        QVERIFY(contains(refused.error().text(), "403"));
        QVERIFY(contains(refused.error().text(), "iam:DeleteAccessKey"));
        m_transport.answers = {{500, ""}};
        QCOMPARE(aws().remove(m_oldId).error().kind, ErrorKind::Io);
    }

    void rotatesATokenByItself()
    {
        ProviderKeys keys(m_gitlab, m_transport,
                          access("glpat", partsOf({{"secret", "old-token"}}), {}));
        const Plan plan = planOf(m_gitlab, Method::SelfRotate);
        QVERIFY(keys.missingParts(plan).empty());
        QVERIFY(!keys.leansOnOldKey(plan));
        m_transport.answers = {{200, R"({"id":7,"token":"new-\u0074oken"})"}};
        const auto value = keys.selfRotate(secret::SecretBytes::copyOf("old-token"), {});
        QVERIFY2(value.has_value(), value ? "" : value.error().text().c_str());
        QCOMPARE(std::string(value->value.view()), std::string("new-token"));
        QVERIFY(contains(m_transport.sent.front(), "rotate?expires_at=2024-11-12"));
    }

    void provesAKeyWithItsOwnParts()
    {
        QVERIFY(aws().prove(m_newId, secret::SecretBytes::copyOf("new")).has_value());
        QCOMPARE(m_proven.front(), "secret=" + m_newId + " secret_access_key=new ");
    }
};

QTEST_GUILESS_MAIN(TestProviderKeys)
#include "tst_providerkeys.moc"

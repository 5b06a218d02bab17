// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/networktransport.h"
#include "core/rotate/providerkeys.h"
#include "core/verify/verifier.h"
#include "tests/support/madeup.h"
#include "tests/support/peerprocess.h"
#include "tests/support/realprogram.h"

#include <QTest>

#include <algorithm>

using namespace rekey;
using namespace Qt::StringLiterals;
using finding::Verdict;
using provider::Parts;
using secret::SecretBytes;

namespace {

constexpr std::int64_t kNow = 1'790'000'000;
const std::string kRule = "npm-access-token";

/// Verdaccio's tokens are of another form than npm's, and are asked about in the same way.
rules::RulePack packWithoutChecksum()
{
    rules::RulePack pack = *rules::parseRuleFiles(rules::builtinRuleFiles());
    std::ranges::find(pack.detectors, kRule, &rules::Detector::id)->checksum
        = rules::Checksum::None;
    return pack;
}

provider::NetworkSettings loopback()
{
    provider::NetworkSettings settings;
    settings.allowed = {{"tests", "127.0.0.1"}};
    settings.proxy = provider::NetworkSettings::ProxyKind::None;
    return settings;
}

} // namespace

/// npm's provider file against a registry that others wrote.
class TestVerdaccio : public QObject
{
    Q_OBJECT

    const rules::RulePack m_pack = packWithoutChecksum();
    const provider::Catalog m_catalog = *provider::Catalog::read(rules::builtinRuleFiles());
    const rotate::KeyActs m_acts{m_catalog, kRule};
    provider::NetworkTransport m_transport{loopback()};
    std::unique_ptr<test::PeerProcess> m_peer;
    std::string m_password = test::MadeUp(71).alphanumeric(20);
    std::string m_login; ///< the token that signing in gave; it is in no list

    static Parts partsOf(const char *name, const std::string &value)
    {
        Parts parts;
        parts.emplace(name, SecretBytes::copyOf(value));
        return parts;
    }

    verify::Checked check(const std::string &token)
    {
        verify::Verifier::Settings settings;
        settings.baseUrls["npm"] = m_peer->url().toStdString();
        settings.clock = [] { return kNow; };
        settings.areKnown = true;
        verify::Verifier verifier(m_catalog, m_pack, m_transport, settings);
        return verifier.check(kRule, partsOf("secret", token), provider::Level::Access, {});
    }

    rotate::ProviderKeys keysOf(const std::string &id, const std::string &token,
                                const std::string &password)
    {
        return {m_acts, m_transport,
                rotate::KeyAccess{
                    .oldKey = id,
                    .own = partsOf("secret", token),
                    .given = partsOf("password", password),
                    .baseUrls = {{"npm", m_peer->url().toStdString()}},
                    .now = [] { return kNow; },
                    .prove = [this](const Parts &parts) -> Result<Verdict> {
                        return check(std::string(parts.at("secret").view())).evidence.verdict;
                    },
                    .stop = {}}};
    }

    static std::vector<std::string> idsOf(rotate::ProviderKeys &keys)
    {
        std::vector<std::string> ids;
        const auto listed = keys.list();
        if (!listed)
            return {listed.error().text()};
        for (const rotate::KeyInfo &key : *listed)
            ids.push_back(key.id);
        std::ranges::sort(ids);
        return ids;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_peer
            = std::make_unique<test::PeerProcess>(u"verdaccio.mjs"_s, test::realProgram(u"node"_s));
        if (!m_peer->problem().isEmpty())
            QSKIP(qPrintable(m_peer->problem()));
        provider::Request request;
        request.endpoint = *provider::Endpoint::parse(m_peer->url().toStdString());
        request.method = "PUT";
        request.target = SecretBytes::copyOf("/-/user/org.couchdb.user:ada");
        request.headers.emplace_back("Content-Type", SecretBytes::copyOf("application/json"));
        request.body = SecretBytes::copyOf(R"({"name":"ada","password":")" + m_password + R"("})");
        const auto made = m_transport.send(request, {});
        QVERIFY2(made && made->status == 201, made ? "refused" : made.error().text().c_str());
        provider::Reader token;
        token.kind = provider::Reader::Kind::Json;
        token.path = "/token";
        m_login = provider::AnswerReader(*made).first(token);
        QVERIFY(!m_login.empty());
    }

    void aTokenIsLiveAndWhatNobodyWasGivenIsNot()
    {
        const verify::Checked live = check(m_login);
        QVERIFY2(live.evidence.verdict == Verdict::Live, live.evidence.reason.c_str());
        QCOMPARE(live.job.requests, 2); // a twin was refused
        QVERIFY(live.access && live.access->identity == "ada");
        // Verdaccio takes whoever shows a token that it cannot read for nobody, and does not say
        // so.
        const verify::Checked other = check(test::MadeUp(72).alphanumeric(40));
        QCOMPARE(other.evidence.verdict, Verdict::Unknown);
        QVERIFY2(other.evidence.reason.contains("cannot read"), other.evidence.reason.c_str());
    }

    void aTokenIsRotated()
    {
        rotate::ProviderKeys first = keysOf("", m_login, m_password);
        QCOMPARE(idsOf(first), std::vector<std::string>());
        const auto old = first.create("R-0001-0", {});
        QVERIFY2(old, old ? "" : old.error().text().c_str());
        const std::string oldValue(old->value.view());
        QCOMPARE(check(oldValue).evidence.verdict, Verdict::Live);

        rotate::ProviderKeys keys = keysOf(old->id, oldValue, m_password);
        QVERIFY(keys.namesKeys());
        QCOMPARE(idsOf(keys), std::vector{old->id});
        const auto fresh = keys.create("R-0002-0", {});
        QVERIFY2(fresh, fresh ? "" : fresh.error().text().c_str());
        QVERIFY(fresh->id != old->id && !fresh->value.equals(old->value));
        QCOMPARE(idsOf(keys).size(), 2U);
        QCOMPARE(*keys.prove(fresh->id, fresh->value), Verdict::Live);
        QCOMPARE(*keys.prove(old->id, old->value), Verdict::Live);

        // The new token removes the old one, which is then refused.
        keys.signWith(fresh->id, fresh->value);
        const auto gone = keys.remove(old->id);
        QVERIFY2(gone, gone ? "" : gone.error().text().c_str());
        QCOMPARE(idsOf(keys), std::vector{fresh->id});
        QCOMPARE(*keys.prove(old->id, old->value), Verdict::Dead);
        QCOMPARE(*keys.prove(fresh->id, fresh->value), Verdict::Live);
        QVERIFY(keys.remove(old->id)); // again: it is gone already
    }

    void aWrongPasswordMakesNoToken()
    {
        rotate::ProviderKeys keys = keysOf("", m_login, "wrong-" + m_password);
        const std::vector<std::string> before = idsOf(keys);
        const auto made = keys.create("R-0003-0", {});
        QVERIFY(!made);
        QCOMPARE(made.error().kind, ErrorKind::Denied);
        QCOMPARE(idsOf(keys), before);
    }
};

QTEST_GUILESS_MAIN(TestVerdaccio)
#include "tst_verdaccio.moc"

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/catalog.h"

#include <QTest>

#include <algorithm>
#include <format>

using namespace rekey;
using namespace rekey::provider;

namespace {

constexpr std::string_view kDetectors = R"([provider]
id = "acme"
name = "Acme"
[[detector]]
id = "acme-token"
name = "Acme token"
pattern = '''(acme_[a-z]{8})'''
examples = [["acme_", "abcdefgh"]]
[[detector]]
id = "acme-pair"
name = "Acme pair"
kind = "identifier"
pattern = '''(pair_[a-z]{8})'''
examples = [["pair_", "abcdefgh"]]
[[detector.companion]]
name = "key"
pattern = '''key=([a-z]{8})'''
[[detector]]
id = "acme-password"
name = "Acme password"
kind = "password"
pattern = '''pass=([a-z]{8})'''
examples = [["pass=", "abcdefgh"]]
[[detector.companion]]
name = "host"
pattern = '''@([a-z]{3,9})'''
)";

Result<Catalog> read(const std::string &sections)
{
    const rules::RuleFile file{"acme.toml", std::string(kDetectors) + sections};
    return Catalog::read(std::span(&file, 1));
}

std::string check(std::string_view detector, std::string_view rest)
{
    return std::format("[[check]]\ndetectors = [\"{}\"]\nmethod = \"GET\"\npath = \"/me\"\n{}\n",
                       detector, rest);
}

constexpr std::string_view kApi
    = "[api]\nbase_url = \"https://api.acme.test\"\nreferences = [\"docs\"]\n";

constexpr std::string_view kWhen = R"(when = [
{ says = "live", status = 200, json = "/id" },
{ says = "dead", status = 401, json = "/error" },
])";

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatComesWithTheProgramIsInOrder()
    {
        const Result<Catalog> catalog = Catalog::read(rules::builtinRuleFiles());
        QVERIFY2(catalog.has_value(), catalog ? "" : catalog.error().text().c_str());
        for (const char *id :
             {"github", "gitlab", "aws", "npm", "slack", "stripe", "twilio", "sendgrid", "openai",
              "anthropic", "hugging-face", "telegram", "mailgun", "digitalocean", "cloudflare",
              "datadog", "segment", "vault"}) {
            const Service *service = catalog->service(id);
            QVERIFY2(service != nullptr && !service->checks.empty(), id);
            QVERIFY2(!service->references.empty(), id);
        }
        QVERIFY(catalog->service("nobody") == nullptr);
    }

    /// A request that is sent without asking for a change must not make one.
    void noCheckChangesAnything()
    {
        const Result<Catalog> catalog = Catalog::read(rules::builtinRuleFiles());
        QVERIFY(catalog.has_value());
        for (const Service &service : catalog->services()) {
            for (const Check &one : service.checks) {
                // Documented as reading although they are posts, or as giving a token that ends by
                // itself; GraphQL without a mutation.
                const std::string &path = one.request.path.shown();
                const std::string &body = one.request.body.shown();
                const bool isKnownReader = path == "/api/auth.test"
                    || path == "/2/users/get_current_account" || path == "/oauth2/token/status"
                    || path == "/token" || path.ends_with("/oauth2/v2.0/token")
                    || body.starts_with("Action=GetCallerIdentity")
                    || (path == "/graphql" && body.starts_with("{{\"query\":\"{{ "));
                QVERIFY2(one.request.method == "GET" || isKnownReader, service.id.c_str());
            }
        }
    }

    void readsACheck()
    {
        const Result<Catalog> catalog = read(
            std::string(kApi) + "override = \"Acme at home\"\n"
            + check("acme-pair",
                    "headers = { X-Key = \"{key}\" }\ncontrol = \"key\"\n" + std::string(kWhen)));
        QVERIFY2(catalog.has_value(), catalog ? "" : catalog.error().text().c_str());
        const Check *found = catalog->checkFor("acme-pair");
        QVERIFY(found != nullptr);
        QCOMPARE(found->baseUrl, std::string("https://api.acme.test"));
        QCOMPARE(found->elsewhere, std::string("Acme at home"));
        QCOMPARE(found->request.shown(), std::string("GET /me"));
        QCOMPARE(found->request.neededParts(), std::vector<std::string>{"key"});
        QCOMPARE(found->request.whereSecretGoes(),
                 std::string("the secret itself is sent in the X-Key header"));
        QVERIFY(catalog->checkFor("acme-token") == nullptr);
    }

    void refusesWhatCannotBeRight_data()
    {
        QTest::addColumn<QString>("sections");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const std::string &sections, const char *words) {
            QTest::newRow(name) << QString::fromStdString(sections) << words;
        };
        const std::string when(kWhen);
        row("unknown key", check("acme-token", when + "\nredirects = true"), "unknown key");
        row("unknown detector", check("acme-other", when), "acme-other");
        row("two checks", check("acme-token", when) + check("acme-token", when), "two checks");
        row("unknown part", check("acme-token", "headers = { A = \"{key}\" }\n" + when),
            "no companion key");
        row("bad filter", check("acme-token", "headers = { A = \"{secret|x}\" }\n" + when),
            "no filter");
        row("status alone",
            check("acme-token",
                  "when = [{ says = \"live\", status = 200, json = \"/id\" },"
                  "{ says = \"dead\", status = 401 }]"),
            "needs a status and");
        row("no dead",
            check("acme-token", "when = [{ says = \"live\", status = 200, json = \"/id\" }]"),
            "refused key");
        row("no live",
            check("acme-token", "when = [{ says = \"dead\", status = 401, json = \"/e\" }]"),
            "live key");
        row("control", check("acme-pair", when), "must name the companion");
        row("pointer",
            check("acme-token", "when = [{ says = \"live\", status = 200, json = \"id\" }]"),
            "JSON Pointer");
        const std::string api(kApi);
        row("no word on other servers", api + check("acme-token", when), "only_here");
        row("both words on other servers",
            api + "only_here = true\noverride = \"Acme at home\"\n" + check("acme-token", when),
            "excludes override");
        row("a word on a key that is not dead",
            check("acme-token",
                  "when = [{ says = \"live\", status = 200, json = \"/id\", knows_it = true }]"),
            "must be dead");
        row("a doubt without a reason",
            check("acme-token",
                  "when = [{ says = \"live\", status = 200, json = \"/id\" },"
                  "{ says = \"dead\", status = 401, json = \"/e\", if_known = true }]"),
            "needs a reason");
        row("a doubt outside rotations without a reason",
            check("acme-token",
                  "when = [{ says = \"live\", status = 200, json = \"/id\" },"
                  "{ says = \"dead\", status = 401, json = \"/e\", in_rotation = true }]"),
            "needs a reason");
        row("two doubts",
            check("acme-token",
                  "when = [{ says = \"live\", status = 200, json = \"/id\" },"
                  "{ says = \"dead\", status = 401, json = \"/e\", in_rotation = true,"
                  " if_known = true, reason = \"It may be off.\" }]"),
            "exclude each other");
        row("a login to a neighbour's host",
            "[[login]]\ndetectors = [\"acme-password\"]\nprotocol = \"redis\"\n",
            "must be attached");
        row("plain http", "[api]\nbase_url = \"http://a.test\"\nreferences = [\"docs\"]\n",
            "https");
        row("no source", "[api]\nbase_url = \"https://a.test\"\n", "references");
        row("method",
            "[[check]]\ndetectors = [\"acme-token\"]\nmethod = \"TRACE\"\npath = \"/\"\n" + when,
            "must be GET");
    }

    void refusesWhatCannotBeRight()
    {
        QFETCH(QString, sections);
        QFETCH(QString, words);
        const Result<Catalog> catalog = read(sections.toStdString());
        QVERIFY(!catalog.has_value());
        QCOMPARE(catalog.error().kind, ErrorKind::Malformed);
        QVERIFY2(QString::fromStdString(catalog.error().text()).contains(words),
                 catalog.error().text().c_str());
    }
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"

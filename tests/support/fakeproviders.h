// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/request.h"
#include "core/provider/signers.h"
#include "tests/support/documentedanswers.h"
#include "tests/support/fakeprovider.h"
#include "tests/support/madeup.h"
#include "tests/support/speckeys.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace rekey::test {

/// Compares an AWS signature with one made from the right secret for the same request.
inline bool isSignedWith(const LoopbackServer::Seen &seen, const std::string &keyId,
                         const std::string &secret)
{
    const QByteArray stamp = QByteArray::fromStdString(seen.header("x-amz-date"));
    QDateTime date = QDateTime::fromString(QString::fromLatin1(stamp).chopped(1),
                                           QStringLiteral("yyyyMMddTHHmmss"));
    date.setTimeZone(QTimeZone::utc());
    provider::Signer signer;
    signer.kind = provider::Signer::Kind::AwsSigV4;
    signer.user = *provider::RequestText::parse("{id}");
    signer.password = *provider::RequestText::parse("{key}");
    signer.region = "us-east-1";
    signer.service = "sts";
    provider::Request request;
    request.method = seen.method;
    request.endpoint = *provider::Endpoint::parse("http://" + seen.header("host"));
    request.target = secret::SecretBytes::copyOf(std::string_view(seen.target));
    request.body = secret::SecretBytes::copyOf(std::string_view(seen.body));
    request.headers.emplace_back(
        "Content-Type",
        secret::SecretBytes::copyOf(std::string_view(seen.headers.at("content-type"))));
    provider::Parts parts;
    parts.emplace("id", secret::SecretBytes::copyOf(std::string_view(keyId)));
    parts.emplace("key", secret::SecretBytes::copyOf(std::string_view(secret)));
    return provider::sign(signer, parts, date.toSecsSinceEpoch(), request).has_value()
        && request.headers.back().second.view() == seen.header("authorization");
}

/// Compares a Shared Key signature with one made from the right key for the same request.
inline bool isSharedKeySigned(const LoopbackServer::Seen &seen, const std::string &account,
                              const std::string &key)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromStdString(seen.header("x-ms-date")),
                                             QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    date.setTimeZone(QTimeZone::utc());
    provider::Signer signer;
    signer.kind = provider::Signer::Kind::AzureSharedKey;
    signer.user = *provider::RequestText::parse(account);
    signer.password = *provider::RequestText::parse("{key}");
    provider::Request request;
    request.method = seen.method;
    request.target = secret::SecretBytes::copyOf(std::string_view(seen.target));
    provider::Parts parts;
    parts.emplace("key", secret::SecretBytes::copyOf(std::string_view(key)));
    return provider::sign(signer, parts, date.toSecsSinceEpoch(), request).has_value()
        && request.headers.back().second.view() == seen.header("authorization");
}

/// Whether `token` was signed by an RSA key (that signature is always the same), claims `claim` and
/// is valid now.
inline bool isJwtOf(const std::string &token, const std::string &key, std::string_view claim)
{
    const QList<QByteArray> three = QByteArray::fromStdString(token).split('.');
    const auto decoded = [&three](qsizetype index) {
        return QByteArray::fromBase64(three.value(index), QByteArray::Base64UrlEncoding)
            .toStdString();
    };
    const auto right
        = provider::signJwt(provider::JwtAlgorithm::Rs256, key, decoded(0), decoded(1));
    const QJsonObject claims
        = QJsonDocument::fromJson(QByteArray::fromStdString(decoded(1))).object();
    const double now = static_cast<double>(QDateTime::currentSecsSinceEpoch());
    return right && right->view() == token && decoded(1).contains(claim)
        && claims.value(QLatin1String("iat")).toDouble() <= now
        && claims.value(QLatin1String("exp")).toDouble() > now;
}

/// Sources of the answers: those that the provider files name.
inline std::vector<FakeProvider> fakeProviders(std::uint32_t seed = 7)
{
    using Seen = LoopbackServer::Seen;
    std::vector<FakeProvider> list;
    MadeUp made(seed);
    const auto bearer = [](std::string path, std::string value) {
        return [path = std::move(path), value = std::move(value)](const Seen &seen) {
            return seen.target == path && seen.header("authorization") == "Bearer " + value;
        };
    };
    const auto header = [](std::string path, std::string name, std::string value) {
        return [path = std::move(path), name = std::move(name), value = std::move(value)](
                   const Seen &seen) { return seen.target == path && seen.header(name) == value; };
    };
    const auto basic = [](std::string path, std::string user, std::string password) {
        return [path = std::move(path), value = basicHeader(user, password)](const Seen &seen) {
            return seen.target == path && seen.header("authorization") == value;
        };
    };

    const std::string github = made.githubToken();
    list.push_back({"github",
                    "github-pat-classic",
                    {{"secret", github}},
                    bearer("/user", github),
                    reply(200, R"({"login":"octo","id":1})",
                          {{"X-OAuth-Scopes", "repo, admin:org, read:user"}}),
                    reply(401, R"({"message":"Bad credentials"})"),
                    true,
                    "octo"});
    const std::string app = std::string("gh") + "s_" + [&made] {
        const std::string body = made.alphanumeric(30);
        return body + MadeUp::crcBase62(body);
    }();
    list.push_back({"github",
                    "github-app-installation-token",
                    {{"secret", app}},
                    bearer("/installation/repositories?per_page=100", app),
                    reply(200, R"({"total_count":0,"repositories":[]})"),
                    reply(401, R"({"message":"Bad credentials"})"),
                    true,
                    {}});
    const std::string gitlab = std::string("glpat") + "-" + made.alphanumeric(20);
    list.push_back({"gitlab",
                    "gitlab-access-token",
                    {{"secret", gitlab}},
                    header("/api/v4/personal_access_tokens/self", "private-token", gitlab),
                    reply(200, R"({"id":1,"name":"deploy","active":true,"user_id":9,
                        "scopes":["api"],"expires_at":"2027-01-01"})"),
                    reply(401, R"({"message":"401 Unauthorized"})"),
                    true,
                    "deploy"});
    const std::string keyId = std::string("AK") + "IA" + "RZPUZDIKA" + "BCDEFGH";
    const std::string awsSecret = made.awsSecret();
    list.push_back(
        {"aws",
         "aws-access-key-id",
         {{"secret", keyId}, {"secret_access_key", awsSecret}},
         [keyId, awsSecret](const Seen &seen) { return isSignedWith(seen, keyId, awsSecret); },
         reply(200,
               "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
               "<GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/ci</Arn>"
               "<UserId>AIDA</UserId><Account>123456789012</Account>"
               "</GetCallerIdentityResult></GetCallerIdentityResponse>"),
         reply(403,
               "<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code>"
               "<Message>no</Message></Error></ErrorResponse>"),
         false,
         "arn:aws:iam::123456789012:user/ci"});
    const std::string npm = std::string("np") + "m_" + [&made] {
        const std::string body = made.alphanumeric(30);
        return body + MadeUp::crcBase62(body);
    }();
    list.push_back({"npm",
                    "npm-access-token",
                    {{"secret", npm}},
                    bearer("/-/whoami", npm),
                    reply(200, R"({"username":"packer"})"),
                    reply(401, R"({"message":"Unauthorized"})"),
                    true,
                    "packer"});
    const std::string slack = std::string("xo") + "xb-" + made.characters("0123456789", 12) + "-"
        + made.characters("0123456789", 12) + "-" + made.alphanumeric(24);
    list.push_back({"slack",
                    "slack-bot-token",
                    {{"secret", slack}},
                    bearer("/api/auth.test", slack),
                    reply(200, R"({"ok":true,"user":"bot","team":"T","user_id":"U1"})"),
                    reply(200, R"({"ok":false,"error":"invalid_auth"})"),
                    true,
                    "bot"});
    const std::string stripe = std::string("sk") + "_test_" + made.alphanumeric(24);
    list.push_back({"stripe",
                    "stripe-test-key",
                    {{"secret", stripe}},
                    bearer("/v1/account", stripe),
                    reply(200, R"({"id":"acct_1","email":"a@example.com"})"),
                    reply(401, R"({"error":{"message":"Invalid API Key provided: sk_test_****"}})"),
                    true,
                    {}});
    const std::string account = std::string("A") + "C" + made.hex(32);
    const std::string authToken = made.hex(32);
    list.push_back(
        {"twilio",
         "twilio-auth-token",
         {{"secret", account}, {"auth_token", authToken}},
         basic("/2010-04-01/Accounts/" + account + ".json", account, authToken),
         reply(200, R"({"sid":")" + account + R"(","friendly_name":"Mine","status":"active"})"),
         reply(401, R"({"code":20003,"message":"Authenticate","status":401})"),
         false,
         "Mine",
         true});
    const std::string keySid = std::string("S") + "K" + made.hex(32);
    const std::string apiSecret = made.alphanumeric(32);
    list.push_back({"twilio",
                    "twilio-api-key",
                    {{"secret", keySid}, {"api_secret", apiSecret}},
                    basic("/v2/Services?PageSize=1", keySid, apiSecret),
                    reply(200, R"({"meta":{"key":"services"},"services":[]})"),
                    reply(401, R"({"code":20003,"message":"Authenticate","status":401})"),
                    false,
                    {},
                    true});
    const std::string sendgrid
        = std::string("S") + "G." + made.alphanumeric(22) + "." + made.alphanumeric(43);
    list.push_back({"sendgrid",
                    "sendgrid-api-key",
                    {{"secret", sendgrid}},
                    bearer("/v3/scopes", sendgrid),
                    reply(200, R"({"scopes":["mail.send"]})"),
                    reply(401, R"({"errors":[{"message":"authorization required"}]})"),
                    true,
                    {}});
    const std::string openai = std::string("sk-proj") + "-" + made.alphanumeric(20) + "T3Blbk"
        + "FJ" + made.alphanumeric(20);
    list.push_back({"openai",
                    "openai-project-key",
                    {{"secret", openai}},
                    bearer("/v1/models", openai),
                    reply(200, R"({"object":"list","data":[]})", {{"openai-project", "proj_1"}}),
                    reply(401, R"({"error":{"code":"invalid_api_key"}})"),
                    true,
                    "proj_1"});
    const std::string admin = std::string("sk-admin") + "-" + made.alphanumeric(20) + "T3Blbk"
        + "FJ" + made.alphanumeric(20);
    list.push_back({"openai",
                    "openai-admin-key",
                    {{"secret", admin}},
                    bearer("/v1/organization/admin_api_keys?limit=1", admin),
                    reply(200, R"({"object":"list","data":[]})"),
                    reply(401, R"({"error":{"code":"invalid_api_key"}})"),
                    true,
                    {}});
    const std::string anthropic = std::string("sk-ant") + "-api03-" + made.alphanumeric(93) + "AA";
    list.push_back({"anthropic",
                    "anthropic-api-key",
                    {{"secret", anthropic}},
                    header("/v1/models?limit=1", "x-api-key", anthropic),
                    reply(200, R"({"data":[{"id":"m"}]})"),
                    reply(401, R"({"type":"error","error":{"type":"authentication_error"}})"),
                    true,
                    {}});
    const std::string manager = std::string("sk-ant") + "-admin01-" + made.alphanumeric(93) + "AA";
    list.push_back({"anthropic",
                    "anthropic-admin-key",
                    {{"secret", manager}},
                    header("/v1/organizations/me", "x-api-key", manager),
                    reply(200, R"({"id":"o1","name":"Org","type":"organization"})"),
                    reply(401, R"({"type":"error","error":{"type":"authentication_error"}})"),
                    true,
                    "Org"});
    const std::string hugging = std::string("h") + "f_"
        + made.characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 34);
    list.push_back({"hugging-face",
                    "hugging-face-token",
                    {{"secret", hugging}},
                    bearer("/api/whoami-v2", hugging),
                    reply(200, R"({"name":"me","auth":{"accessToken":{"displayName":"ci",
                        "role":"write"}}})"),
                    reply(401, R"({"error":"Invalid credentials in Authorization header"})"),
                    true,
                    "ci"});
    const std::string telegram
        = made.characters("123456789", 9) + ":" + "AA" + made.alphanumeric(33);
    list.push_back(
        {"telegram",
         "telegram-bot-token",
         {{"secret", telegram}},
         [telegram](const Seen &seen) { return seen.target == "/bot" + telegram + "/getMe"; },
         reply(200, R"({"ok":true,"result":{"id":1,"username":"abot"}})"),
         reply(401, R"({"ok":false,"error_code":401,"description":"Unauthorized"})"),
         true,
         "abot"});
    const std::string mailgun = std::string("ke") + "y-" + made.hex(32);
    list.push_back({"mailgun",
                    "mailgun-api-key",
                    {{"secret", mailgun}},
                    basic("/v3/domains?limit=100", "api", mailgun),
                    reply(200, R"({"total_count":1,"items":[{"name":"a.test"}]})"),
                    reply(401, "Forbidden", {{"WWW-Authenticate", "Basic realm=\"MG API\""}}),
                    false,
                    {}});
    const std::string ocean = std::string("do") + "p_v1_" + made.hex(64);
    list.push_back({"digitalocean",
                    "digitalocean-pat",
                    {{"secret", ocean}},
                    bearer("/v2/account", ocean),
                    reply(200, R"({"account":{"uuid":"u","name":"Sea","email":"a@example.com"}})"),
                    reply(401, R"({"id":"Unauthorized","message":"Unable to authenticate you"})"),
                    true,
                    "Sea"});
    const std::string cloudflare = std::string("cf") + "ut_" + made.alphanumeric(40) + made.hex(8);
    const auto cloudflareLive
        = reply(200, R"({"result":{"id":"t1","status":"active"},"success":true})");
    const auto cloudflareRefused
        = reply(401, R"({"success":false,"errors":[{"code":1000,"message":"Invalid API Token"}]})");
    list.push_back({"cloudflare",
                    "cloudflare-user-token",
                    {{"secret", cloudflare}},
                    bearer("/client/v4/user/tokens/verify", cloudflare),
                    cloudflareLive,
                    cloudflareRefused,
                    true,
                    "t1"});
    const std::string older = made.alphanumeric(40);
    list.push_back({"cloudflare",
                    "cloudflare-legacy-token",
                    {{"secret", older}},
                    bearer("/client/v4/user/tokens/verify", older),
                    cloudflareLive,
                    cloudflareRefused,
                    false,
                    "t1"});
    const std::string datadog = made.hex(32);
    list.push_back({"datadog",
                    "datadog-api-key",
                    {{"secret", datadog}},
                    header("/api/v1/validate", "dd-api-key", datadog),
                    reply(200, R"({"valid":true})"),
                    reply(403, R"({"errors":["Forbidden"]})"),
                    false,
                    {}});
    const std::string segment = std::string("sg") + "p_" + made.alphanumeric(64);
    list.push_back({"segment",
                    "segment-public-api-token",
                    {{"secret", segment}},
                    bearer("/", segment),
                    reply(200, R"({"data":{"workspace":{"id":"w","slug":"s","name":"Work"}}})"),
                    reply(401, R"({"errors":[{"type":"unauthorized"}]})"),
                    false,
                    "Work"});
    const std::string vault = std::string("hv") + "s." + made.alphanumeric(90);
    list.push_back(
        {"vault",
         "vault-service-token",
         {{"secret", vault}},
         header("/v1/auth/token/lookup-self", "x-vault-token", vault),
         reply(200, R"({"data":{"policies":["root"],"display_name":"token-ci",
                        "creation_time":1700000000}})"),
         reply(403, R"({"errors":["2 errors occurred: permission denied, invalid token"]})"),
         true,
         "token-ci"});
    const std::string entra = made.alphanumeric(3) + "8Q~" + made.alphanumeric(33);
    list.push_back(
        {"azure",
         "azure-entra-client-secret",
         {{"client_id", "app-1"}, {"tenant_id", "tenant-1"}, {"secret", entra}},
         [body = "client_id=app-1&client_secret=" + entra
              + "&grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F."
                "default"](const Seen &seen) {
             return seen.target == "/tenant-1/oauth2/v2.0/token" && seen.body.contains(body);
         },
         reply(200, R"({"token_type":"Bearer","expires_in":3599,"access_token":"t"})"),
         reply(401,
               R"({"error":"invalid_client","error_description":"AADSTS7000215: Invalid)"
               R"( client secret provided."})"),
         false,
         {},
         true});
    const std::string storage = std::string(provider::base64Of(made.alphanumeric(64)).view());
    list.push_back(
        {"azure-storage",
         "azure-storage-account-key",
         {{"account_name", "kupfer9"}, {"secret", storage}},
         [storage](const Seen &seen) { return isSharedKeySigned(seen, "kupfer9", storage); },
         reply(200,
               "<EnumerationResults><MaxResults>100</MaxResults><Containers><Container>"
               "<Name>logs</Name></Container></Containers></EnumerationResults>"),
         reply(403,
               "<Error><Code>AuthenticationFailed</Code><AuthenticationErrorDetail>The MAC "
               "signature found in the HTTP request is not the same as any computed "
               "signature.</AuthenticationErrorDetail></Error>"),
         false,
         {},
         true});
    const std::string google = pemOf("", kRsaPkcs8, "\\n");
    list.push_back(
        {"gcp",
         "gcp-service-account-key",
         {{"client_email", "robot@k.iam.gserviceaccount.com"}, {"secret", google}},
         [google](const Seen &seen) {
             constexpr std::string_view kStart
                 = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
             return seen.target == "/token" && seen.body.starts_with(kStart)
                 && isJwtOf(seen.body.substr(kStart.size()), google,
                            R"("iss":"robot@k.iam.gserviceaccount.com")");
         },
         reply(200, R"({"access_token":"t","expires_in":3599,"token_type":"Bearer"})"),
         reply(400, R"({"error":"invalid_grant","error_description":"Invalid JWT Signature."})"),
         false,
         {},
         true});
    const std::string appKey = pemOf("RSA ", kRsaPkcs1);
    list.push_back({"github",
                    "github-app-private-key",
                    {{"app_id", "417228"}, {"secret", appKey}},
                    [appKey](const Seen &seen) {
                        const std::string sent = seen.header("authorization");
                        return seen.target == "/app" && sent.starts_with("Bearer ")
                            && isJwtOf(sent.substr(7), appKey, R"("iss":"417228")");
                    },
                    reply(200, R"({"id":417228,"slug":"kupfer-bot","owner":{"login":"octo"}})"),
                    reply(401, R"({"message":"A JSON web token could not be decoded"})"),
                    false,
                    "kupfer-bot",
                    true});
    std::ranges::move(DocumentedAnswers::read(), std::back_inserter(list));
    return list;
}

} // namespace rekey::test

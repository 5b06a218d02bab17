// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/seal/sealedvectors.h"

#include "core/seal/bearer.h"
#include "tests/core/seal/secrets.h"

namespace rekey::test {

using namespace rekey::seal;

namespace {

const QByteArray kBearer
    = R"("bearer_auth":{"digest":"IDtwta6IOTIWG70L3tk1fnY+Y6/OmLFiML4z8LlMLMU="})";
const QByteArray kHosts = R"("allowed_hosts":["api.example.com"])";
const QByteArray kNone = R"("no_auth":{})";

ProxySecret toExample(ProxySecret secret)
{
    secret.destinations.hosts = std::vector<std::string>{"api.example.com"};
    return secret;
}

BearerAuth trustNo1()
{
    return {digestOf(bytes("trustno1"))};
}

Inject token(std::string_view text)
{
    Inject inject;
    inject.token = bytes(text);
    return inject;
}

InjectHmac hmac()
{
    InjectHmac made;
    made.key = bytes("trustno2");
    made.hash = "sha256";
    return made;
}

/// Put together so that no scanner takes it for a key: the one of AWS's documentation.
QByteArray awsId()
{
    return QByteArray("AK") + "IAIOSFODNN7" + "EXAMPLE";
}

QByteArray awsSecret()
{
    return QByteArray("wJalrXUtnFEMI/") + "K7MDENG/" + "bPxRfiCY" + "EXAMPLEKEY";
}

void addHeaders(std::vector<SealedVector> &rows)
{
    rows.push_back({"inject, minimal",
                    R"({"inject_processor":{"token":"my-stripe-api-token"},)" + kBearer + "}",
                    [] { return secretOf(token("my-stripe-api-token"), trustNo1()); }});
    rows.push_back(
        {"inject, full",
         R"({"inject_processor":{"token":"T","fmt":"Bearer %s","allowed_fmt":["Bearer %s"],)"
         R"("dst":"Authorization","allowed_dst":["Authorization"]},)"
             + kBearer + "," + kHosts
             + R"(,"allowed_host_pattern":"^api\\.example\\.com(:[0-9]+)?$"})",
         [] {
             Inject inject = token("T");
             inject.format = {"Bearer %s", std::vector<std::string>{"Bearer %s"}};
             inject.destination = {"Authorization", std::vector<std::string>{"Authorization"}};
             ProxySecret secret = toExample(secretOf(std::move(inject), trustNo1()));
             secret.destinations.pattern = R"(^api\.example\.com(:[0-9]+)?$)";
             return secret;
         }});
    rows.push_back({"hmac, minimal",
                    R"({"inject_hmac_processor":{"key":"dHJ1c3RubzI=","hash":"sha256"},)" + kNone
                        + "," + kHosts + "}",
                    [] { return toExample(secretOf(hmac(), NoAuth{})); }});
    rows.push_back(
        {"hmac, fmt and dst",
         R"({"inject_hmac_processor":{"key":"dHJ1c3RubzI=","hash":"sha256","fmt":"sha256=%x",)"
         R"("dst":"X-Hub-Signature-256"},)"
             + kNone + "," + kHosts + "}",
         [] {
             InjectHmac made = hmac();
             made.format.value = "sha256=%x";
             made.destination.value = "X-Hub-Signature-256";
             return toExample(secretOf(std::move(made), NoAuth{}));
         }});
    rows.push_back({"escapes",
                    R"({"inject_processor":{"token":"a\u003cb\u003e\u0026c\"\\/\u2028)"
                    "\xc3\xa9"
                    R"(\t\u0001)"
                    "\x7f\"},"
                        + kNone + "}",
                    [] { return secretOf(token("a<b>&c\"\\/\u2028\u00e9\t\x01\x7f"), NoAuth{}); }});
}

void addOthers(std::vector<SealedVector> &rows)
{
    rows.push_back(
        {"body",
         R"({"inject_body_processor":{"token":"T","placeholder":"\u003c\u003cX\u003e\u003e"},)"
             + kNone + "," + kHosts + "}",
         [] {
             InjectBody inject;
             inject.token = bytes("T");
             inject.placeholder = "<<X>>";
             return toExample(secretOf(std::move(inject), NoAuth{}));
         }});
    const auto pair
        = [](std::string_view refresh) { return TokenPair{bytes("AT"), bytes(refresh)}; };
    rows.push_back({"oauth2",
                    R"({"oauth2_processor":{"token":{"access_token":"AT","refresh_token":"RT"}},)"
                        + kNone + "," + kHosts + "}",
                    [pair] { return toExample(secretOf(OAuth2{pair("RT")}, NoAuth{})); }});
    rows.push_back(
        {"oauth2, no refresh",
         R"({"oauth2_processor":{"token":{"access_token":"AT"}},)" + kNone + "," + kHosts + "}",
         [pair] { return toExample(secretOf(OAuth2{pair("")}, NoAuth{})); }});
    rows.push_back(
        {"oauth2_body",
         R"({"oauth2_body_processor":{"token":{"access_token":"AT","refresh_token":"RT"},)"
         R"("placeholder":"##"},)"
             + kNone + "," + kHosts + "}",
         [pair] { return toExample(secretOf(OAuth2Body{pair("RT"), "##"}, NoAuth{})); }});
    rows.push_back({"sigv4",
                    R"({"sigv4_processor":{"access_key":")" + awsId() + R"(","secret_key":")"
                        + awsSecret() + R"(","no_swap":true},)" + kNone + "," + kHosts + "}",
                    [] {
                        SigV4 sigv4{awsId().toStdString(), bytes(awsSecret().toStdString()), true};
                        return toExample(secretOf(std::move(sigv4), NoAuth{}));
                    }});
    rows.push_back(
        {"several",
         R"({"multi_processor":[{"inject_processor":{"token":"x","fmt":"%s","dst":"X-Auth"}},)"
         R"({"inject_processor":{"token":"y"}}],)"
             + kNone + "," + kHosts + "}",
         [] {
             Inject first = token("x");
             first.format.value = "%s";
             first.destination.value = "X-Auth";
             Multi multi;
             multi.members.push_back({std::move(first)});
             multi.members.push_back({token("y")});
             return toExample(secretOf(std::move(multi), NoAuth{}));
         }});
}

void addTwoSteps(std::vector<SealedVector> &rows)
{
    rows.push_back({"jwt, minimal",
                    R"({"jwt_processor":{"private_key":"UEVN","email":"sa@x","sub":"","scopes":"",)"
                    R"("token_url":""},)"
                        + kNone + "," + kHosts + "}",
                    [] {
                        Jwt jwt;
                        jwt.privateKey = bytes("PEM");
                        jwt.email = "sa@x";
                        return toExample(secretOf(std::move(jwt), NoAuth{}));
                    }});
    rows.push_back({"client_credentials",
                    R"({"client_credentials_processor":{"client_id":"i","client_secret":"s",)"
                    R"("token_url":"https://t/","scopes":"a b"},)"
                        + kNone + "," + kHosts + "}",
                    [] {
                        return toExample(secretOf(
                            ClientCredentials{"i", bytes("s"), "https://t/", "a b"}, NoAuth{}));
                    }});
    rows.push_back(
        {"github_app, minimal",
         R"({"github_app_processor":{"private_key":"UEVN","app_id":"1","installation_id":"2",)"
         R"("token_url":""},)"
             + kNone + "," + kHosts + "}",
         [] { return toExample(secretOf(GithubApp{bytes("PEM"), "1", "2", ""}, NoAuth{})); }});
}

void addAuthorizers(std::vector<SealedVector> &rows)
{
    const QByteArray inject = R"({"inject_processor":{"token":"T"},)";
    rows.push_back(
        {"macaroon",
         inject + R"("macaroon_auth":{"key":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="},)"
             + kHosts + "}",
         [] {
             return toExample(secretOf(token("T"), MacaroonAuth{bytes(std::string(32, '\7'))}));
         }});
    rows.push_back(
        {"flyio",
         inject + R"("flyio_macaroon_auth":{"access":{"action":"rC","orgid":4721,"appid":9}},)"
             + kHosts + "}",
         [] {
             FlyioMacaroonAuth fly;
             fly.action = "rC";
             fly.orgId = 4721;
             fly.appId = 9;
             return toExample(secretOf(token("T"), std::move(fly)));
         }});
    rows.push_back({"fly_src",
                    inject
                        + R"("fly_src_auth":{"allowed_orgs":["o"],"allowed_apps":["a"],)"
                          R"("allowed_instances":null},)"
                        + kHosts + "}",
                    [] {
                        FlySrcAuth fly;
                        fly.orgs = std::vector<std::string>{"o"};
                        fly.apps = std::vector<std::string>{"a"};
                        return toExample(secretOf(token("T"), std::move(fly)));
                    }});
    rows.push_back({"no_auth, pattern",
                    inject + kNone + R"(,"allowed_host_pattern":".*\\.stripe\\.com$"})", [] {
                        ProxySecret secret = secretOf(token("T"), NoAuth{});
                        secret.destinations.pattern = R"(.*\.stripe\.com$)";
                        return secret;
                    }});
}

} // namespace

std::vector<SealedVector> sealedVectors()
{
    std::vector<SealedVector> rows;
    addHeaders(rows);
    addOthers(rows);
    addTwoSteps(rows);
    addAuthorizers(rows);
    return rows;
}

} // namespace rekey::test

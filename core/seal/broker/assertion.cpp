// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/assertion.h"

#include "core/provider/jwt.h"
#include "core/provider/requesttext.h"
#include "core/seal/broker/percent.h"
#include "core/seal/pemkey.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace rekey::broker {

namespace {

using secret::SecretBytes;

Outcome<SecretBytes> signedJwt(const SecretBytes &pem, const nlohmann::json &claims)
{
    using Replace = nlohmann::json::error_handler_t;
    const auto algorithm = provider::jwtAlgorithmOf(pem.view());
    if (!algorithm)
        return refuseInput(algorithm.error().detail);
    const nlohmann::json head = {{"alg", provider::jwtAlgorithmName(*algorithm)}, {"typ", "JWT"}};
    auto jwt = provider::signJwt(*algorithm, pem.view(), head.dump(),
                                 claims.dump(-1, ' ', false, Replace::replace));
    if (!jwt)
        return refuseInput(jwt.error().detail);
    return std::move(*jwt);
}

/// As the proxy says it, though it cannot tell every cause from another.
Outcome<void> checkKey(const SecretBytes &pem, bool needsRsa)
{
    if (pem.isEmpty())
        return refuse(502, Reason::BadProcessor, "missing private key");
    const auto refused
        = [](std::string body) { return refuse(502, Reason::BadProcessor, std::move(body)); };
    if (!seal::derOfPem(pem))
        return refused("invalid PEM-encoded private key");
    const auto type = seal::pemKeyType(pem);
    if (!type && type.error().detail.contains("curve is not"))
        return refused("unsupported EC curve");
    const auto algorithm = provider::jwtAlgorithmOf(pem.view());
    if (!type || (!algorithm && algorithm.error().kind == ErrorKind::Malformed))
        return refused("unsupported private key format: neither PKCS#1, PKCS#8 nor SEC1");
    if (!algorithm)
        return refused("unsupported private key format: RSA keys have 2048 to 4096 bits here");
    if (needsRsa && *type == seal::PemKeyType::EcSec1)
        return refused("unsupported private key format: neither PKCS#1 nor PKCS#8");
    if (needsRsa && !seal::isRsa(*type))
        return refused("GitHub App requires an RSA private key");
    return {};
}

} // namespace

Outcome<void> checkSigningKey(const SecretBytes &pem)
{
    return checkKey(pem, false);
}

Outcome<void> checkGithubKey(const SecretBytes &pem)
{
    return checkKey(pem, true);
}

Outcome<SecretBytes> jwtAssertion(const seal::Jwt &jwt, const Parameters &parameters,
                                  std::int64_t now)
{
    constexpr std::int64_t kGoodForSeconds = 3600;
    const std::string subject = parameters.value("sub").value_or(jwt.subject);
    nlohmann::json claims
        = {{"aud", jwt.tokenUrl.empty() ? "https://oauth2.googleapis.com/token" : jwt.tokenUrl},
           {"exp", now + kGoodForSeconds},
           {"iat", now},
           {"iss", jwt.email},
           {"scope", parameters.value("scopes").value_or(jwt.scopes)}};
    if (!subject.empty())
        claims["sub"] = subject;
    return signedJwt(jwt.privateKey, claims);
}

SecretBytes jwtForm(const SecretBytes &assertion)
{
    return provider::joined({"assertion=", assertion.view(),
                             "&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"});
}

SecretBytes encodedSecret(const seal::ClientCredentials &client)
{
    return formEncoded(client.clientSecret.view());
}

SecretBytes credentialsForm(const seal::ClientCredentials &client)
{
    const SecretBytes id = formEncoded(client.clientId);
    const SecretBytes value = encodedSecret(client);
    const SecretBytes scopes = formEncoded(client.scopes);
    return provider::joined({"client_id=", id.view(), "&client_secret=", value.view(),
                             "&grant_type=client_credentials",
                             scopes.isEmpty() ? "" : "&scope=", scopes.view()});
}

Outcome<SecretBytes> githubAssertion(const seal::GithubApp &app, std::int64_t now)
{
    constexpr std::int64_t kGoodForSeconds = 600;
    return signedJwt(app.privateKey,
                     {{"exp", now + kGoodForSeconds}, {"iat", now}, {"iss", app.appId}});
}

Outcome<std::string> githubPath(const seal::GithubApp &app)
{
    constexpr std::string_view kVariable = "{installation_id}";
    std::string url = app.tokenUrl.empty()
        ? "https://api.github.com/app/installations/{installation_id}/access_tokens"
        : app.tokenUrl;
    // Both may be of the caller's making, and one stands in the other as often as there is room.
    constexpr std::size_t kMostBytes = 2048;
    for (std::size_t at = url.find(kVariable); at != std::string::npos && url.size() <= kMostBytes;
         at = url.find(kVariable, at + app.installationId.size()))
        url.replace(at, kVariable.size(), app.installationId);
    if (url.size() > kMostBytes)
        return refuse(502, Reason::BadProcessor, "invalid token_url: it is too long");
    const bool isText = std::ranges::none_of(
        url, [](char character) { return static_cast<unsigned char>(character) <= 0x20; });
    if (!isText)
        return refuse(502, Reason::BadProcessor, "invalid token_url: white space in it");
    const std::size_t scheme = url.find("://");
    const std::size_t path = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    if (path == std::string::npos)
        return refuse(502, Reason::BadProcessor, "token_url must include a path");
    return url.substr(path, url.find_first_of("?#", path) - path);
}

} // namespace rekey::broker

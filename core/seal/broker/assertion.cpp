// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/assertion.h"

#include "core/base/text.h"
#include "core/provider/requesttext.h"
#include "core/seal/base64.h"
#include "core/seal/broker/percent.h"
#include "core/seal/pemkey.h"

#include <nlohmann/json.hpp>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace rekey::broker {

namespace {

using secret::SecretBytes;

template <auto Free> struct Deleter
{
    template <typename T> void operator()(T *pointer) const { Free(pointer); }
};
using PrivateKey = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using SignContext = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Deleter<ECDSA_SIG_free>>;

/// By what a JWT's head calls it.
struct Algorithm
{
    std::string_view name;
    const EVP_MD *digest = nullptr; ///< none: the algorithm has its own
    std::size_t coordinateBytes = 0; ///< of an elliptic curve's
};

PrivateKey privateKey(const SecretBytes &pem)
{
    const auto der = seal::derOfPem(pem);
    if (!der)
        return nullptr;
    const auto *at = reinterpret_cast<const unsigned char *>(der->bytes().data());
    return PrivateKey(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der->size())));
}

std::optional<Algorithm> algorithmOf(const EVP_PKEY *key)
{
    if (EVP_PKEY_is_a(key, "RSA") == 1)
        return Algorithm{"RS256", EVP_sha256(), 0};
    if (EVP_PKEY_is_a(key, "ED25519") == 1)
        return Algorithm{"EdDSA", nullptr, 0};
    if (EVP_PKEY_is_a(key, "EC") != 1)
        return std::nullopt;
    switch (EVP_PKEY_get_bits(key)) {
    case 256:
        return Algorithm{"ES256", EVP_sha256(), 32};
    case 384:
        return Algorithm{"ES384", EVP_sha384(), 48};
    case 521:
        return Algorithm{"ES512", EVP_sha512(), 66};
    default:
        return std::nullopt;
    }
}

/// JOSE's form of an ECDSA signature: r and s, each as wide as the curve (RFC 7518, 3.4).
std::optional<std::vector<unsigned char>> fixedWidth(std::span<const unsigned char> der,
                                                     std::size_t coordinateBytes)
{
    const unsigned char *at = der.data();
    const EcSignature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    std::vector<unsigned char> fixed(2 * coordinateBytes);
    const int width = static_cast<int>(coordinateBytes);
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), fixed.data(), width) != width
        || BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), fixed.data() + width, width) != width)
        return std::nullopt;
    return fixed;
}

std::string base64Url(std::string_view bytes)
{
    std::string text = seal::base64Of(asBytes(bytes));
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    while (text.ends_with('='))
        text.pop_back();
    return text;
}

Outcome<SecretBytes> signedJwt(const SecretBytes &pem, const nlohmann::json &claims)
{
    const PrivateKey key = privateKey(pem);
    const auto algorithm = key ? algorithmOf(key.get()) : std::nullopt;
    if (!algorithm)
        return refuseInput("the private key cannot be read");
    using Replace = nlohmann::json::error_handler_t;
    const nlohmann::json head = {{"alg", algorithm->name}, {"typ", "JWT"}};
    const std::string text
        = base64Url(head.dump()) + '.' + base64Url(claims.dump(-1, ' ', false, Replace::replace));
    const SignContext context(EVP_MD_CTX_new());
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.data());
    std::vector<unsigned char> signature(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())));
    std::size_t size = signature.size();
    if (EVP_DigestSignInit(context.get(), nullptr, algorithm->digest, nullptr, key.get()) != 1
        || EVP_DigestSign(context.get(), signature.data(), &size, bytes, text.size()) != 1)
        return refuseInput("the private key does not sign");
    signature.resize(size);
    if (algorithm->coordinateBytes > 0) {
        const auto fixed = fixedWidth(signature, algorithm->coordinateBytes);
        if (!fixed)
            return refuseInput("the private key does not sign");
        signature = *fixed;
    }
    const std::string_view raw(reinterpret_cast<const char *>(signature.data()), signature.size());
    return provider::joined({text, ".", base64Url(raw)});
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
    if (!type || !privateKey(pem))
        return refused("unsupported private key format: neither PKCS#1, PKCS#8 nor SEC1");
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

Outcome<SecretBytes> jwtForm(const seal::Jwt &jwt, const Parameters &parameters, std::int64_t now)
{
    return jwtAssertion(jwt, parameters, now).transform([](const SecretBytes &assertion) {
        return provider::joined(
            {"assertion=", assertion.view(),
             "&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"});
    });
}

SecretBytes credentialsForm(const seal::ClientCredentials &client)
{
    const SecretBytes id = formEncoded(client.clientId);
    const SecretBytes value = formEncoded(client.clientSecret.view());
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
    for (std::size_t at = url.find(kVariable); at != std::string::npos;
         at = url.find(kVariable, at + app.installationId.size()))
        url.replace(at, kVariable.size(), app.installationId);
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

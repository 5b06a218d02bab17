// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secret/secretbytes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rekey::seal {

// What is sealed for a tokenizer deployment, as typed data: one processor that puts a credential
// into a request, one authorizer, and where it may go. Names and meaning of the members are those
// of the JSON that the proxy reads (github.com/superfly/tokenizer as of 2026-05-01).

/// What the sealed secret fixes and what a request's parameter may choose. An empty list of allowed
/// ones refuses everything, and the proxy's own sealer drops it: then nothing is refused.
struct Pinned
{
    std::string value;
    std::optional<std::vector<std::string>> allowed;
};

/// Sets a header to the token put into a format.
struct Inject
{
    secret::SecretBytes token;
    Pinned format; ///< default "Bearer %s"
    Pinned destination; ///< default "Authorization"
};

/// Sets a header to a signature over the body or over the parameter `msg`.
struct InjectHmac
{
    secret::SecretBytes key; ///< raw bytes
    std::string hash; ///< "sha256" is all that the proxy knows
    Pinned format; ///< "%x" or "%X"
    Pinned destination;
};

/// Replaces a placeholder in the body, without escaping.
struct InjectBody
{
    secret::SecretBytes token;
    std::string placeholder; ///< empty: "{{ACCESS_TOKEN}}"
};

struct TokenPair
{
    secret::SecretBytes access;
    secret::SecretBytes refresh; ///< may be empty
};

struct OAuth2
{
    std::optional<TokenPair> token; ///< without it the proxy drops the connection
};

struct OAuth2Body
{
    std::optional<TokenPair> token;
    std::string placeholder;
};

/// Signs an AWS request again with the real key.
struct SigV4
{
    std::string accessKey;
    secret::SecretBytes secretKey;
    bool noSwap = true; ///< false makes wrong signatures
};

/// Service account: an assertion in, a sealed access token out.
struct Jwt
{
    secret::SecretBytes privateKey; ///< PEM text
    std::string email;
    std::string subject;
    std::string scopes; ///< separated by spaces
    std::string tokenUrl;
};

struct ClientCredentials
{
    std::string clientId;
    secret::SecretBytes clientSecret;
    std::string tokenUrl;
    std::string scopes;
};

struct GithubApp
{
    secret::SecretBytes privateKey; ///< PEM text, RSA
    std::string appId; ///< digits
    std::string installationId; ///< digits
    std::string tokenUrl;
};

struct Processor;

/// Several, in this order, on one request.
struct Multi
{
    std::vector<Processor> members;
};

struct Processor
{
    std::variant<Inject, InjectHmac, InjectBody, OAuth2, OAuth2Body, SigV4, Jwt, ClientCredentials,
                 GithubApp, Multi>
        kind;
};

/// In the order of Processor's alternatives.
enum class ProcessorKind : std::uint8_t
{
    Inject,
    InjectHmac,
    InjectBody,
    OAuth2,
    OAuth2Body,
    SigV4,
    Jwt,
    ClientCredentials,
    GithubApp,
    Multi,
};
inline constexpr std::size_t kProcessorKinds = 10;

/// "inject", "inject_hmac" ...: the JSON member's name without "_processor".
[[nodiscard]] std::string_view processorName(ProcessorKind kind);
[[nodiscard]] std::optional<ProcessorKind> processorFromName(std::string_view name);
[[nodiscard]] ProcessorKind kindOf(const Processor &processor);
[[nodiscard]] Processor makeProcessor(ProcessorKind kind);
/// Its answer holds another token, which the proxy seals in turn.
[[nodiscard]] bool isTwoStep(ProcessorKind kind);

/// SHA-256 of the credential a consumer shows.
struct BearerAuth
{
    std::vector<std::byte> digest;
};

struct MacaroonAuth
{
    secret::SecretBytes key; ///< 32 random bytes; an empty one lets anybody in
};

/// What Fly's own macaroons must permit.
struct FlyioMacaroonAuth
{
    std::string action; ///< letters of "rwcdC", or "*"
    std::uint64_t orgId = 0;
    std::uint64_t appId = 0;
    std::string appFeature;
    std::string feature;
    std::string volume;
    std::string machine;
    std::string machineFeature;
    std::string mutation;
    std::string sourceMachine;
    std::string cluster;
    std::vector<std::string> command;
    std::string storageObject;
};

/// Which Fly machines may use it; an unset or empty list is not checked.
struct FlySrcAuth
{
    std::optional<std::vector<std::string>> orgs;
    std::optional<std::vector<std::string>> apps;
    std::optional<std::vector<std::string>> instances;
};

struct NoAuth
{
};

using Authorizer = std::variant<BearerAuth, MacaroonAuth, FlyioMacaroonAuth, FlySrcAuth, NoAuth>;

/// In the order of Authorizer's alternatives.
enum class AuthorizerKind : std::uint8_t
{
    Bearer,
    Macaroon,
    FlyioMacaroon,
    FlySrc,
    None,
};

/// "bearer", "macaroon", "flyio_macaroon", "fly_src", "none".
[[nodiscard]] std::string_view authorizerName(AuthorizerKind kind);
[[nodiscard]] std::optional<AuthorizerKind> authorizerFromName(std::string_view name);
[[nodiscard]] AuthorizerKind kindOf(const Authorizer &authorizer);

/// Where requests may go. Both set: both must agree.
struct Destinations
{
    std::optional<std::vector<std::string>> hosts; ///< exact, with the port if the client writes it
    std::string pattern; ///< RE2, searched, so to be anchored
};

struct ProxySecret
{
    Processor processor;
    Authorizer authorizer = NoAuth{};
    Destinations destinations;
};

/// Calls for each value of the processor that nobody may see, with its JSON member's name.
void forEachValue(Processor &processor,
                  const std::function<void(std::string_view, secret::SecretBytes &)> &visit);
/// Names of the members that are required and empty.
[[nodiscard]] std::vector<std::string_view> missingValues(const Processor &processor);

} // namespace rekey::seal

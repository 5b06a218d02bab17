// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/jwt.h"
#include "core/provider/requesttext.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::provider {

/// Where requests go: a base URL taken apart. Https unless the host is loopback (see Transport).
struct Endpoint
{
    bool isTls = true;
    std::string host; ///< small letters, an IPv6 address without brackets
    std::uint16_t port = 443;
    std::string prefix; ///< path before the request's own, without a slash at its end

    /// Errors: Invalid (not http or https, user or password, query, fragment, no host).
    [[nodiscard]] static Result<Endpoint> parse(std::string_view url);
    /// As the Host header and signatures want it: the port only when it is not the usual one.
    [[nodiscard]] std::string authority() const;

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// How a request is signed, by name.
struct Signer
{
    enum class Kind : std::uint8_t
    {
        None,
        Basic, ///< RFC 7617; inputs user, password
        AwsSigV4, ///< inputs key_id, secret, token (left out when its part is missing), region,
                  ///< service. Source: AWS, "Signature Version 4 signing process"
        AzureSharedKey, ///< inputs account, key; no body. Source: Microsoft Learn, "Authorize with
                        ///< Shared Key"
        Jwt, ///< gives the part "assertion": a token signed with the key. Inputs algorithm, key,
             ///< key_id (left out when its part is missing), issuer, audience, subject, scope.
             ///< Source: RFC 7523
    };

    Kind kind = Kind::None;
    RequestText user; ///< user, account, AwsSigV4's key id, issuer
    RequestText password; ///< password, secret, key
    RequestText token; ///< AwsSigV4's token, Jwt's key id
    std::string region;
    std::string service;
    JwtAlgorithm algorithm = JwtAlgorithm::Rs256;
    RequestText audience;
    RequestText subject;
    RequestText scope;
};

/// A request as data, as a provider file has it.
struct RequestSpec
{
    std::string method;
    RequestText path; ///< begins with a slash; may have a query
    std::vector<std::pair<std::string, RequestText>> headers;
    RequestText body;
    Signer signer;

    /// "GET /user": the method and path with placeholders, no value. For evidence.
    [[nodiscard]] std::string shown() const;
    /// Everything that is sent, one line each, with placeholders: for consent.
    [[nodiscard]] std::string shownWhole() const;
    /// "in the Authorization header": where the parts go, one sentence's end.
    [[nodiscard]] std::string whereSecretGoes() const;
    /// Parts without which it cannot be made; sorted, each once.
    [[nodiscard]] std::vector<std::string> neededParts() const;
};

/// A request ready to be sent. Whatever may hold a value is in SecretBytes.
struct Request
{
    Endpoint endpoint;
    std::string method;
    secret::SecretBytes target; ///< path and query, with the endpoint's prefix
    std::vector<std::pair<std::string, secret::SecretBytes>> headers;
    secret::SecretBytes body;
};

/// Fills in the parts and signs. `now` is in seconds since 1970 UTC (signatures have a date).
/// Errors: NotFound (a part is missing; `where` is its name), Invalid (a part would break the
/// request apart: a line break in a header, a blank in the path).
[[nodiscard]] Result<Request> makeRequest(const RequestSpec &spec, const Endpoint &endpoint,
                                          const Parts &parts, std::int64_t now);

} // namespace rekey::provider

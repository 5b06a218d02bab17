// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/broker/authorize.h"

#include "core/base/text.h"
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/broker/macaroonproof.h"
#include "core/seal/broker/percent.h"

#include <sodium.h>

#include <functional>

namespace rekey::broker {

namespace {

using Candidate = std::function<bool(std::string_view)>;

bool anyOfBasic(std::string_view text, const Candidate &fits)
{
    const auto pair = seal::fromBase64(text);
    const std::size_t colon = pair ? pair->view().find(':') : std::string_view::npos;
    if (colon == std::string_view::npos)
        return false;
    const std::string_view password = pair->view().substr(colon + 1);
    if (fits(password))
        return true;
    const auto decoded = formDecodedSecret(password);
    return decoded && fits(decoded->view());
}

/// Whether one of the credentials that the request shows fits.
bool anyCandidate(const Request &request, const Candidate &fits)
{
    for (const std::string_view line : request.values("Proxy-Authorization")) {
        const std::size_t blank = line.find(' ');
        if (blank == std::string_view::npos)
            continue;
        const std::string_view scheme = line.substr(0, blank);
        const std::string_view rest = line.substr(blank + 1);
        if ((scheme == "Bearer" || scheme == "FlyV1") ? fits(rest)
                                                      : scheme == "Basic" && anyOfBasic(rest, fits))
            return true;
    }
    return false;
}

Outcome<Proof> deny(std::string_view detail = "bad or missing proxy auth")
{
    return refuse(407, Reason::NotAuthorized,
                  "unauthorized to use secret: not authorized: " + std::string(detail));
}

struct Check
{
    const Request &request;
    std::int64_t now;

    Outcome<Proof> operator()(const seal::BearerAuth &bearer) const
    {
        const bool isGood = anyCandidate(request, [&](std::string_view candidate) {
            const std::array<std::byte, 32> digest = seal::sha256(asBytes(candidate));
            return bearer.digest.size() == digest.size()
                && sodium_memcmp(digest.data(), bearer.digest.data(), digest.size()) == 0;
        });
        if (!isGood)
            return deny();
        return Proof{bearer.digest, {}};
    }
    Outcome<Proof> operator()(const seal::MacaroonAuth &macaroon) const
    {
        // An empty key is known to everybody: stricter than the proxy, which lets them in.
        if (macaroon.key.isEmpty())
            return deny();
        Proof proof;
        const bool isGood = anyCandidate(request, [&](std::string_view candidate) {
            auto id = provenMacaroon(candidate, macaroon.key, request, now);
            proof.macaroon = id.value_or("");
            return id.has_value();
        });
        if (!isGood)
            return deny();
        return proof;
    }
    Outcome<Proof> operator()(const seal::FlyioMacaroonAuth & /*fly*/) const { return deny(); }
    Outcome<Proof> operator()(const seal::FlySrcAuth & /*fly*/) const
    {
        return deny("no flysrc parser");
    }
    Outcome<Proof> operator()(const seal::NoAuth & /*none*/) const { return Proof(); }
};

} // namespace

Outcome<Proof> authorize(const seal::Authorizer &authorizer, const Request &request,
                         std::int64_t now)
{
    return std::visit(Check{request, now}, authorizer);
}

} // namespace rekey::broker

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provider/signers.h"

#include "core/base/text.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <map>
#include <utility>

namespace rekey::provider {

namespace {

using secret::SecretBytes;

Result<void> signBasic(const Signer &signer, const Parts &parts, Request &request)
{
    const Result<SecretBytes> user = signer.user.render(parts);
    if (!user)
        return std::unexpected(user.error());
    const Result<SecretBytes> password = signer.password.render(parts);
    if (!password)
        return std::unexpected(password.error());
    const SecretBytes pair = joined({user->view(), ":", password->view()});
    request.headers.emplace_back("Authorization", joined({"Basic ", base64Of(pair.view()).view()}));
    return {};
}

std::string sortedQuery(std::string_view query)
{
    std::vector<std::string> pairs;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        std::string pair(query.substr(0, end));
        if (!pair.contains('='))
            pair += '=';
        pairs.push_back(std::move(pair));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    std::ranges::sort(pairs);
    std::string result;
    for (const std::string &pair : pairs)
        result += (result.empty() ? "" : "&") + pair;
    return result;
}

struct CanonicalHeaders
{
    SecretBytes lines;
    std::string names;
};

CanonicalHeaders canonicalHeaders(const Request &request)
{
    std::map<std::string, std::string_view> sorted;
    const std::string host = request.endpoint.authority();
    sorted["host"] = host;
    for (const auto &[name, value] : request.headers) {
        std::string lower = name;
        std::ranges::transform(lower, lower.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        if (lower == "content-type" || lower.starts_with("x-amz-"))
            sorted[lower] = value.view();
    }
    CanonicalHeaders result;
    for (const auto &[name, value] : sorted) {
        result.lines = joined({result.lines.view(), name, ":", value, "\n"});
        result.names += (result.names.empty() ? "" : ";") + name;
    }
    return result;
}

Result<void> signAws(const Signer &signer, const Parts &parts, std::int64_t now, Request &request)
{
    const Result<SecretBytes> keyId = signer.user.render(parts);
    if (!keyId)
        return std::unexpected(keyId.error());
    const Result<SecretBytes> key = signer.password.render(parts);
    if (!key)
        return std::unexpected(key.error());
    const std::chrono::sys_seconds time{std::chrono::seconds(now)};
    const std::string stamp = std::format("{:%Y%m%dT%H%M%SZ}", time);
    const std::string day = stamp.substr(0, 8);
    request.headers.emplace_back("X-Amz-Date", SecretBytes::copyOf(std::string_view(stamp)));
    if (Result<SecretBytes> token = signer.token.render(parts); token && !token->isEmpty())
        request.headers.emplace_back("X-Amz-Security-Token", std::move(*token));

    const std::string_view target = request.target.view();
    const std::size_t mark = std::min(target.find('?'), target.size());
    const std::string query
        = mark == target.size() ? std::string() : sortedQuery(target.substr(mark + 1));
    const CanonicalHeaders headers = canonicalHeaders(request);
    const SecretBytes canonical
        = joined({request.method, "\n", target.substr(0, mark), "\n", query, "\n",
                  headers.lines.view(), "\n", headers.names, "\n", sha256Hex(request.body.view())});
    const std::string scope = day + "/" + signer.region + "/" + signer.service + "/aws4_request";
    const std::string toSign
        = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + sha256Hex(canonical.view());

    const SecretBytes dayKey = hmacSha256(joined({"AWS4", key->view()}).view(), day);
    const SecretBytes regionKey = hmacSha256(dayKey.view(), signer.region);
    const SecretBytes serviceKey = hmacSha256(regionKey.view(), signer.service);
    const SecretBytes signingKey = hmacSha256(serviceKey.view(), "aws4_request");
    const std::string signature = toHex(hmacSha256(signingKey.view(), toSign).bytes());
    request.headers.emplace_back(
        "Authorization",
        joined({"AWS4-HMAC-SHA256 Credential=", keyId->view(), "/", scope,
                ", SignedHeaders=", headers.names, ", Signature=", signature}));
    return {};
}

/// Microsoft Learn: "Authorize with Shared Key", Blob, Queue and File services, for requests
/// without a body: every standard header's line is empty.
Result<void> signAzure(const Signer &signer, const Parts &parts, std::int64_t now, Request &request)
{
    constexpr std::string_view kVersion = "2019-12-12";
    const Result<SecretBytes> account = signer.user.render(parts);
    if (!account)
        return std::unexpected(account.error());
    const Result<SecretBytes> key = signer.password.render(parts).and_then(
        [](const SecretBytes &text) { return bytesOfBase64(text.view()); });
    if (!key)
        return std::unexpected(key.error());
    const std::string date = std::format("{:%a, %d %b %Y %H:%M:%S} GMT",
                                         std::chrono::sys_seconds{std::chrono::seconds(now)});
    const std::string_view target = request.target.view();
    const std::size_t mark = std::min(target.find('?'), target.size());
    std::string toSign = request.method + std::string(12, '\n') + "x-ms-date:" + date
        + "\nx-ms-version:" + std::string(kVersion) + "\n/" + std::string(account->view())
        + std::string(target.substr(0, mark));
    if (mark < target.size()) {
        std::string query = "\n" + sortedQuery(target.substr(mark + 1));
        std::ranges::replace(query, '&', '\n');
        std::ranges::replace(query, '=', ':');
        toSign += query;
    }
    const SecretBytes signature = base64Of(hmacSha256(key->view(), toSign).view());
    request.headers.emplace_back("x-ms-date", SecretBytes::copyOf(std::string_view(date)));
    request.headers.emplace_back("x-ms-version", SecretBytes::copyOf(kVersion));
    request.headers.emplace_back("Authorization",
                                 joined({"SharedKey ", account->view(), ":", signature.view()}));
    return {};
}

/// `,"NAME":"VALUE"`, or nothing for a member that the signer does not have.
Result<SecretBytes> member(std::string_view name, const RequestText &text, const Parts &parts)
{
    return text.render(parts).transform([name](const SecretBytes &value) {
        return value.isEmpty()
            ? SecretBytes()
            : joined({",\"", name, "\":\"", jsonTextOf(value.view()).view(), "\""});
    });
}

} // namespace

Result<SecretBytes> assertionOf(const Signer &signer, const Parts &parts, std::int64_t now)
{
    if (signer.kind != Signer::Kind::Jwt)
        return SecretBytes();
    const Result<SecretBytes> key = signer.password.render(parts);
    if (!key)
        return std::unexpected(key.error());
    // Without it the server tries each key it knows.
    const SecretBytes keyId = member("kid", signer.token, parts).value_or(SecretBytes());
    const SecretBytes header = joined(
        {R"({"alg":")", jwtAlgorithmName(signer.algorithm), R"(","typ":"JWT")", keyId.view(), "}"});
    SecretBytes claims = joined({"{\"iat\":", std::to_string(now - kJwtSlack),
                                 ",\"exp\":", std::to_string(now - kJwtSlack + kJwtLasts)});
    for (const auto &[name, text] :
         {std::pair("iss", &signer.user), std::pair("sub", &signer.subject),
          std::pair("aud", &signer.audience), std::pair("scope", &signer.scope)}) {
        const Result<SecretBytes> made = member(name, *text, parts);
        if (!made)
            return std::unexpected(made.error());
        claims = joined({std::as_const(claims).view(), made->view()});
    }
    return signJwt(signer.algorithm, key->view(), header.view(),
                   joined({std::as_const(claims).view(), "}"}).view());
}

Result<void> sign(const Signer &signer, const Parts &parts, std::int64_t now, Request &request)
{
    switch (signer.kind) {
    case Signer::Kind::None:
        return {};
    case Signer::Kind::Basic:
        return signBasic(signer, parts, request);
    case Signer::Kind::AwsSigV4:
        return signAws(signer, parts, now, request);
    case Signer::Kind::AzureSharedKey:
        return signAzure(signer, parts, now, request);
    case Signer::Kind::Jwt:
        return {};
    }
    return {};
}

} // namespace rekey::provider

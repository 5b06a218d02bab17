// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/testcall.h"

#include "core/seal/bearer.h"
#include "core/seal/hostrule.h"
#include "core/seal/jsonreader.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>

namespace rekey::seal {

namespace {

/// SHA-256 of nothing: the request has no body.
constexpr std::string_view kEmptyHash
    = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::array<std::string_view, 3> kMethods = {"GET", "OPTIONS", "POST"};

bool hasOther(std::string_view text, auto isFine)
{
    return !std::ranges::all_of(text, isFine);
}

bool isPathCharacter(char c)
{
    return c > 0x20 && c < 0x7f && c != '#' && c != '"' && c != '\\';
}

/// Region and service of a host of AWS: "sts.amazonaws.com", "sqs.eu-west-1.amazonaws.com". Any
/// other host stands for STS, whose identity request is the test of the preset.
std::pair<std::string, std::string> awsScope(std::string_view host)
{
    constexpr std::string_view kEnd = ".amazonaws.com";
    const std::size_t end = host.find(kEnd);
    if (end == std::string_view::npos)
        return {"us-east-1", "sts"};
    const std::string_view name = host.substr(0, end);
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos)
        return {"us-east-1", std::string(name)};
    return {std::string(name.substr(dot + 1)), std::string(name.substr(0, dot))};
}

/// The processor takes date, region and service out of it and signs with the sealed key; key and
/// signature are made up.
void addSignature(TestCall &call, std::int64_t now)
{
    const std::chrono::sys_seconds time{std::chrono::seconds(now)};
    const auto [region, service] = awsScope(call.apiHost);
    call.headers.emplace_back("X-Amz-Date", std::format("{:%Y%m%dT%H%M%SZ}", time));
    call.headers.emplace_back("X-Amz-Content-Sha256", kEmptyHash);
    call.headers.emplace_back("Authorization",
                              std::format("AWS4-HMAC-SHA256 Credential=REKEYTEST/{:%Y%m%d}/{}/{}/"
                                          "aws4_request, SignedHeaders=host;x-amz-date, "
                                          "Signature={}",
                                          time, region, service, std::string(64, '0')));
}

/// Errors: Unsupported.
Result<std::string> schemeOf(const Authorizer &authorizer)
{
    switch (kindOf(authorizer)) {
    case AuthorizerKind::Bearer:
        return "Bearer";
    case AuthorizerKind::Macaroon:
    case AuthorizerKind::FlyioMacaroon:
        return "FlyV1";
    case AuthorizerKind::None:
        return std::string();
    case AuthorizerKind::FlySrc:
        break;
    }
    return fail(ErrorKind::Unsupported,
                "Only a machine of Fly's may use this seal: Fly itself signs who asks. Try it "
                "there, with the snippet.");
}

/// A processor that needs more than a request line.
Result<void> checkProcessor(const Processor &processor)
{
    const ProcessorKind kind = kindOf(processor);
    if (kind == ProcessorKind::InjectBody || kind == ProcessorKind::OAuth2Body)
        return fail(ErrorKind::Unsupported,
                    "The value goes into a body that only the API's own client knows. Try it with "
                    "the snippet and such a body.");
    return {};
}

} // namespace

HarmlessRequest harmlessRequestOf(const SealRecord &record)
{
    HarmlessRequest request = record.test;
    if (request.path.empty())
        return request;
    const auto secret = readSecretJson(record.policy);
    if (!secret || passes(secret->destinations, request.host))
        return request;
    for (const std::string &host :
         secret->destinations.hosts.value_or(std::vector<std::string>())) {
        if (!isConsumerMarker(host)) {
            request.host = host;
            break;
        }
    }
    return request;
}

std::optional<std::string> problemOfTest(const HarmlessRequest &request)
{
    if (!std::ranges::contains(kMethods, request.method))
        return "A test is made with GET, OPTIONS or POST.";
    if (request.host.empty() || problemOfHost(request.host))
        return "A test goes to one host, such as api.example.com, as the seal allows it.";
    if (!request.path.starts_with('/') || hasOther(request.path, isPathCharacter))
        return "A test's path begins with a slash and has no blanks: /v1/me.";
    for (const std::string &header : request.headers) {
        const std::size_t colon = header.find(':');
        if (colon == 0 || colon == std::string::npos
            || hasOther(header, [](char c) { return c >= 0x20 && c < 0x7f; }))
            return "A header of a test is \"Name: value\".";
    }
    return std::nullopt;
}

Result<TestCall> makeTestCall(const SealRecord &record, const Profile &profile,
                              const HarmlessRequest &request, std::int64_t now)
{
    if (request.path.empty())
        return fail(ErrorKind::NotFound,
                    "No harmless request is known for this seal: name a method, a host and a path "
                    "that change nothing.",
                    record.label());
    if (auto problem = problemOfTest(request))
        return fail(ErrorKind::Invalid, std::move(*problem), record.label());
    Result<std::string> scheme = "Bearer";
    bool isSigned = false;
    if (!record.policy.empty()) { // else a service sealed it, a bearer's token in a header
        const auto secret = readSecretJson(record.policy);
        if (!secret)
            return std::unexpected(secret.error());
        scheme = schemeOf(secret->authorizer);
        if (!scheme)
            return std::unexpected(scheme.error());
        if (auto checked = checkProcessor(secret->processor); !checked)
            return std::unexpected(checked.error());
        isSigned = kindOf(secret->processor) == ProcessorKind::SigV4;
    }
    TestCall call;
    call.profile = profile.name;
    call.proxyUrl = profile.proxyUrl;
    call.proxyHost = proxyAddress(profile);
    if (call.proxyHost.ends_with(":80"))
        call.proxyHost.resize(call.proxyHost.size() - 3);
    call.apiHost = request.host;
    call.method = request.method;
    call.path = request.path;
    call.isHarmless = request.method != "POST" || request == harmlessRequestOf(record);
    call.proofScheme = std::move(*scheme);
    for (const std::string &header : request.headers) {
        const std::size_t colon = header.find(':');
        const std::size_t begin = header.find_first_not_of(' ', colon + 1);
        call.headers.emplace_back(header.substr(0, colon),
                                  begin == std::string::npos ? "" : header.substr(begin));
    }
    if (isSigned)
        addSignature(call, now);
    call.headers.emplace_back("Proxy-Tokenizer", record.token);
    return call;
}

ProofMatch matchOf(const SealRecord &record, const secret::SecretBytes &proof)
{
    const auto secret = readSecretJson(record.policy);
    const auto *bearer = secret ? std::get_if<BearerAuth>(&secret->authorizer) : nullptr;
    if (bearer == nullptr || bearer->digest.empty())
        return ProofMatch::Unknown;
    return digestOf(proof) == bearer->digest ? ProofMatch::Fits : ProofMatch::Differs;
}

} // namespace rekey::seal

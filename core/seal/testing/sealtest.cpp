// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/testing/sealtest.h"

#include <algorithm>
#include <utility>

namespace rekey::seal {

namespace {

using provider::NetworkSettings;
using secret::SecretBytes;

constexpr std::int64_t kMostAnswerBytes = std::int64_t{4} * 1024 * 1024;
constexpr std::size_t kLookedAt = 4096; ///< bytes of the answer's body

} // namespace

provider::Level levelOf(const TestCall &call)
{
    return call.isHarmless ? provider::Level::Alive : provider::Level::Change;
}

NetworkSettings networkFor(const TestCall &call)
{
    NetworkSettings settings;
    settings.proxy = NetworkSettings::ProxyKind::None;
    settings.maxBodyBytes = kMostAnswerBytes;
    if (const auto proxy = provider::Endpoint::parse(call.proxyUrl))
        settings.allowed = {{call.profile, proxy->host}};
    return settings;
}

Result<provider::Request> requestOf(const TestCall &call, const SecretBytes &proof)
{
    const auto proxy = provider::Endpoint::parse(call.proxyUrl);
    if (!proxy)
        return std::unexpected(proxy.error());
    const bool isClean = std::ranges::all_of(proof.view(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f;
    });
    if (!isClean)
        return fail(ErrorKind::Invalid,
                    "what the consumer shows has a blank or another character that no header may "
                    "have");
    provider::Request request;
    request.endpoint = *proxy;
    request.method = call.method;
    request.target = SecretBytes::copyOf(call.url());
    request.headers.emplace_back("Host", SecretBytes::copyOf(call.apiHost));
    for (const auto &[name, value] : call.headers)
        request.headers.emplace_back(name, SecretBytes::copyOf(value));
    if (!call.proofScheme.empty())
        request.headers.emplace_back("Proxy-Authorization",
                                     provider::joined({call.proofScheme, " ", proof.view()}));
    return request;
}

Result<TestOutcome> sendTest(provider::Transport &transport, const TestCall &call,
                             const SealRecord &record, const SecretBytes &proof, std::int64_t now,
                             std::stop_token stop)
{
    const auto request = requestOf(call, proof);
    if (!request)
        return std::unexpected(request.error());
    const auto answer = transport.send(*request, std::move(stop));
    if (!answer && answer.error().kind == ErrorKind::Cancelled)
        return std::unexpected(answer.error());
    if (!answer)
        return explainSilence(call, answer.error(), now);
    const TestAnswer seen{answer->status, std::string(answer->header("content-type").value_or("")),
                          answer->body.view().substr(0, kLookedAt)};
    return explainAnswer(call, record, seen, matchOf(record, proof), now);
}

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/deviceflow.h"

#include "core/base/text.h"
#include "core/provider/reader.h"

#include <algorithm>
#include <utility>

namespace rekey::seal {

namespace {

using secret::SecretBytes;

constexpr std::int64_t kSlower = 5; ///< RFC 8628 3.5
constexpr std::int64_t kMostInterval = 300;
constexpr std::int64_t kUsualLifetime = 900;
constexpr std::size_t kMostUserCodeBytes = 64;

provider::Reader member(std::string path)
{
    return {provider::Reader::Kind::Json, std::move(path), {}, {}};
}

} // namespace

Result<provider::Request> deviceRequest(const OAuthProvider &provider, const OAuthClient &client)
{
    if (provider.device.empty())
        return fail(ErrorKind::Unsupported,
                    provider.name
                        + " has no device flow; sign in with the browser on this machine");
    if (client.id.empty())
        return fail(ErrorKind::Invalid, "a client id is needed: register a client at the provider");
    std::string scopes;
    for (const std::string &scope : client.scopes)
        scopes += (scopes.empty() ? "" : " ") + scope;
    provider::Parts parts;
    parts.emplace("scope", SecretBytes::copyOf(scopes));
    return clientRequest(provider, provider.device, client, "scope={scope|url}", std::move(parts));
}

Result<DeviceCode> readDeviceAnswer(const provider::Answer &answer, std::int64_t now)
{
    const provider::AnswerReader reader(answer);
    if (const std::string error = reader.first(member("/error")); !error.empty())
        return fail(ErrorKind::Denied, "the provider gave no code: " + wordsOfOAuthError(error));
    if (answer.status >= 500 || answer.status == 429)
        return fail(ErrorKind::Io,
                    "the provider answered " + std::to_string(answer.status)
                        + " instead of a code; start again later");
    DeviceCode code;
    auto own = reader.firstSecret(member("/device_code"));
    code.userCode = reader.first(member("/user_code"));
    code.url = reader.first(member("/verification_uri"));
    if (code.url.empty()) // as Google writes it
        code.url = reader.first(member("/verification_url"));
    code.urlWithCode = reader.first(member("/verification_uri_complete"));
    if (answer.status != 200 || !own || code.userCode.empty()
        || code.userCode.size() > kMostUserCodeBytes || !isSafeUrl(code.url))
        return fail(ErrorKind::Malformed,
                    "the provider answered " + std::to_string(answer.status)
                        + " without a code to confirm");
    if (!isSafeUrl(code.urlWithCode))
        code.urlWithCode.clear();
    code.userCode = escapeControl(code.userCode);
    code.code = std::move(*own);
    const std::int64_t lifetime = lifetimeOf(reader.first(member("/expires_in")));
    code.expiresAt
        = now + (lifetime == 0 ? kUsualLifetime : std::min(lifetime, kUsualLifetime * 4));
    if (const std::int64_t interval = lifetimeOf(reader.first(member("/interval"))); interval > 0)
        code.intervalSeconds = std::min(interval, kMostInterval);
    return code;
}

DeviceFlow::DeviceFlow(OAuthProvider provider, OAuthClient client, DeviceCode code,
                       std::int64_t now)
    : m_provider(std::move(provider))
    , m_client(std::move(client))
    , m_code(std::move(code))
    , m_nextAt(now + m_code.intervalSeconds)
{
}

Result<provider::Request> DeviceFlow::pollRequest() const
{
    provider::Parts parts;
    parts.emplace("device_code", SecretBytes::copyOf(m_code.code.bytes()));
    return clientRequest(m_provider, m_provider.token, m_client,
                         "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
                         "&device_code={device_code|url}",
                         std::move(parts));
}

Result<std::optional<GrantedToken>> DeviceFlow::take(const provider::Answer &answer,
                                                     std::int64_t now)
{
    const std::string error = oauthErrorIn(answer);
    if (error == "slow_down")
        m_code.intervalSeconds += kSlower;
    const bool isWaiting = error == "slow_down" || error == "authorization_pending";
    if (isWaiting && isExpired(now))
        return fail(ErrorKind::Denied, "nobody confirmed the code in time; start again");
    if (isWaiting) {
        m_nextAt = now + m_code.intervalSeconds;
        return std::nullopt;
    }
    auto granted = readTokenAnswer(answer, now);
    if (!granted && granted.error().kind == ErrorKind::Io && !isExpired(now)) {
        failed(now);
        return std::nullopt;
    }
    if (!granted)
        return std::unexpected(granted.error());
    return std::move(*granted);
}

void DeviceFlow::failed(std::int64_t now)
{
    m_code.intervalSeconds = std::min(m_code.intervalSeconds * 2, kMostInterval);
    m_nextAt = now + m_code.intervalSeconds;
}

} // namespace rekey::seal

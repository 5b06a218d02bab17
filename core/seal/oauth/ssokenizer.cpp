// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/ssokenizer.h"

#include "core/base/text.h"
#include "core/provider/requesttext.h"
#include "core/seal/base64.h"
#include "core/seal/bearer.h"
#include "core/seal/oauth/oauthprovider.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <utility>

namespace rekey::seal {

namespace {

using secret::SecretBytes;

constexpr std::size_t kBoxBytes = 48; ///< of an empty text
constexpr std::size_t kMostTokenBytes = std::size_t{16} * 1024;
constexpr std::size_t kFingerprintBytes = 8;

Result<SealedGrant> grantOf(std::string_view token, std::int64_t expiresAt)
{
    const bool isText
        = std::ranges::none_of(token, [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
    const auto box = isText && token.size() <= kMostTokenBytes ? fromBase64(token) : std::nullopt;
    if (!box || box->size() <= kBoxBytes)
        return fail(ErrorKind::Malformed,
                    "the service answered with something that is no sealed token");
    const auto digest = sha256(box->bytes());
    return SealedGrant{std::string(token), toHex(std::span(digest).first(kFingerprintBytes)),
                       std::max<std::int64_t>(expiresAt, 0)};
}

/// Nothing when it is no whole number.
std::optional<std::int64_t> numberIn(std::string_view text)
{
    std::int64_t number = 0;
    const char *last = text.data() + text.size();
    const auto [end, code] = std::from_chars(text.data(), last, number);
    return code == std::errc() && end == last ? std::optional(number) : std::nullopt;
}

/// Seconds of max-age; 0: none, or the sentinel for no end.
std::int64_t maxAgeOf(const provider::Answer &answer)
{
    constexpr std::string_view kName = "max-age=";
    const std::string_view text = answer.header("cache-control").value_or(std::string_view());
    const std::size_t at = text.find(kName);
    if (at == std::string_view::npos)
        return 0;
    const std::string_view rest = text.substr(at + kName.size());
    return std::max<std::int64_t>(
        numberIn(rest.substr(0, std::min(rest.find_first_of(", ;"), rest.size()))).value_or(0), 0);
}

/// The proxy's own refusals have a text, the service's have none.
std::string wordsOfRefusal(const provider::Answer &answer)
{
    const std::string_view body = answer.body.view();
    switch (answer.status) {
    case 407:
        return "the proxy does not take this bearer for this seal: give the consumer's own";
    case 401:
        return "the service got no refresh token: the seal has none, or the proxy left the "
               "parameter st out; acquire it anew";
    case 400:
        if (body.contains("secret not valid for"))
            return "the seal may not be sent to the service: its host pattern leaves it out, as it "
                   "does when the service's URL has a port; acquire it anew";
        return "the proxy refused the request; its log says why";
    case 404:
        return "the service does not know this provider's name";
    case 502:
        if (body.contains("decryption"))
            return "the proxy cannot open the seal: it was sealed for another key";
        if (body == "missing token")
            return "the seal has no refresh token, for the provider gave none: acquire it anew, "
                   "and "
                   "ask the provider for offline access";
        if (body.empty())
            return "the provider did not renew the token: the sign-in was withdrawn or is too old; "
                   "acquire it anew";
        return "the proxy cannot reach the service, or what is sealed cannot be used there";
    default:
        return "the service failed; its log says why";
    }
}

} // namespace

Result<SsoService> SsoService::make(std::string_view url, std::string_view provider)
{
    const auto endpoint = provider::Endpoint::parse(url);
    if (!endpoint || !isSafeUrl(url))
        return fail(ErrorKind::Invalid,
                    "the service's URL is https://HOST[:PORT][/PATH], as in its configuration",
                    std::string(url));
    const bool isName
        = !provider.empty() && provider.size() <= 64 && std::ranges::all_of(provider, [](char c) {
              return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                  || c == '-' || c == '_' || c == '.';
          });
    if (!isName || provider == "health" || provider.starts_with('.'))
        return fail(ErrorKind::Invalid,
                    "name the provider as the service's configuration does, such as github");
    return SsoService{(endpoint->isTls ? "https://" : "http://") + endpoint->authority()
                          + endpoint->prefix,
                      std::string(provider)};
}

std::string SsoService::host() const
{
    return authorityOf(url);
}

std::string SsoService::yaml(std::string_view returnUrl) const
{
    return std::format("identity_providers:\n  {}:\n    return_url: {}\n", provider, returnUrl);
}

SsoFlow::SsoFlow(SsoService service)
    : m_service(std::move(service))
    , m_state(makeBearer())
{
}

std::string SsoFlow::startUrl() const
{
    return std::format("{}/{}/start?state={}", m_service.url, m_service.provider, m_state.view());
}

Result<SealedGrant> SsoFlow::take(const RedirectQuery &query) const
{
    const std::string_view state = parameterOf(query, "state");
    const std::string_view error = parameterOf(query, "error");
    // Where its cookie is missing the service knows no state to send back.
    if (state.empty() && !error.empty())
        return fail(ErrorKind::Denied, "the service refused: " + wordsOfOAuthError(error));
    if (!isSameText(state, m_state.view()))
        return fail(ErrorKind::Denied,
                    "an answer came with another state than the one that was sent: it belongs to "
                    "another sign-in, or somebody made it up. Nothing was stored");
    if (!error.empty())
        return fail(ErrorKind::Denied, "the service refused: " + wordsOfOAuthError(error));
    const auto expires = numberIn(parameterOf(query, "expires"));
    return grantOf(parameterOf(query, "sealed"), expires.value_or(0));
}

Result<provider::Request> refreshRequest(const SsoService &service, std::string_view token,
                                         const Profile &profile, const SecretBytes &bearer)
{
    const auto at = provider::Endpoint::parse(service.url);
    const auto proxy = provider::Endpoint::parse(profile.proxyUrl);
    if (!at || !proxy)
        return fail(ErrorKind::Invalid, "the service or the proxy has no URL that can be used");
    const bool isClean = std::ranges::all_of(bearer.view(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f;
    });
    if (!isClean)
        return fail(ErrorKind::Invalid,
                    "the bearer has a blank or another character that no header may have");
    provider::Request request;
    request.endpoint = *proxy;
    request.method = "GET";
    // The client says http, the proxy speaks TLS to the service; the port only where it is not 443.
    request.target = SecretBytes::copyOf(
        std::format("http://{}{}/{}/refresh", at->authority(), at->prefix, service.provider));
    request.headers.emplace_back("Host", SecretBytes::copyOf(at->authority()));
    request.headers.emplace_back("Proxy-Tokenizer",
                                 provider::joined({token, R"(; {"st":"refresh"})"}));
    if (!bearer.isEmpty())
        request.headers.emplace_back("Proxy-Authorization",
                                     provider::joined({"Bearer ", bearer.view()}));
    return request;
}

Result<SealedGrant> readRefreshAnswer(const provider::Answer &answer, std::int64_t now)
{
    if (answer.status != 200)
        return fail(answer.status >= 500 ? ErrorKind::Io : ErrorKind::Denied,
                    std::format("not refreshed, {}: {}. The old seal stays as it is", answer.status,
                                wordsOfRefusal(answer)));
    const std::int64_t seconds = maxAgeOf(answer);
    return grantOf(answer.body.view(), seconds == 0 ? 0 : now + seconds);
}

} // namespace rekey::seal

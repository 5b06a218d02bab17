// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/seal/oauth/codeflow.h"

#include "core/base/text.h"
#include "core/provider/requesttext.h"
#include "core/seal/bearer.h"

#include <QUrl>

#include <utility>

namespace rekey::seal {

namespace {

using secret::SecretBytes;

std::string joinedScopes(const std::vector<std::string> &scopes)
{
    std::string text;
    for (const std::string &scope : scopes)
        text += (text.empty() ? "" : " ") + scope;
    return text;
}

/// The endpoint's host, and its path with query as the request's own.
Result<std::pair<provider::Endpoint, std::string>> splitUrl(std::string_view text)
{
    QUrl url(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), QUrl::StrictMode);
    std::string path = url.path(QUrl::FullyEncoded).toStdString();
    if (path.empty())
        path = "/";
    if (url.hasQuery())
        path += "?" + url.query(QUrl::FullyEncoded).toStdString();
    url.setPath(QString());
    url.setQuery(QString());
    auto endpoint = provider::Endpoint::parse(url.toEncoded().toStdString());
    if (!endpoint)
        return std::unexpected(endpoint.error());
    return std::pair(std::move(*endpoint), std::move(path));
}

/// Braces mean something in a RequestText.
std::string literal(std::string_view text)
{
    std::string out;
    for (const char c : text)
        out += c == '{' || c == '}' ? std::string(2, c) : std::string(1, c);
    return out;
}

} // namespace

std::string pkceChallenge(const SecretBytes &verifier)
{
    const auto digest = sha256(verifier.bytes());
    return std::string(provider::base64UrlOf(asText(digest)).view());
}

Result<provider::Request> clientRequest(const OAuthProvider &provider, std::string_view url,
                                        const OAuthClient &client, std::string form,
                                        provider::Parts parts)
{
    auto target = splitUrl(url);
    if (!target)
        return std::unexpected(target.error());
    const bool isBasic = provider.secretIn == ClientSecretIn::Basic && !client.secret.isEmpty();
    provider::RequestSpec spec;
    spec.method = "POST";
    const auto put = [](provider::RequestText &to, std::string_view text) -> Result<void> {
        auto parsed = provider::RequestText::parse(text);
        if (!parsed)
            return std::unexpected(parsed.error());
        to = std::move(*parsed);
        return {};
    };
    const auto header = [&](std::string name, std::string_view value) -> Result<void> {
        provider::RequestText text;
        auto done = put(text, value);
        spec.headers.emplace_back(std::move(name), std::move(text));
        return done;
    };
    parts.insert_or_assign("client_id", SecretBytes::copyOf(client.id));
    if (!client.secret.isEmpty())
        parts.insert_or_assign("client_secret", SecretBytes::copyOf(client.secret.bytes()));
    form += "&client_id={client_id|url}";
    if (!client.secret.isEmpty() && !isBasic)
        form += "&client_secret={client_secret|url}";
    auto done
        = put(spec.path, literal(target->second))
              .and_then([&] { return header("Content-Type", "application/x-www-form-urlencoded"); })
              .and_then([&] { return header("Accept", "application/json"); })
              .and_then([&] { return put(spec.body, form); });
    if (done && isBasic) {
        spec.signer.kind = provider::Signer::Kind::Basic;
        done = put(spec.signer.user, "{client_id|url}").and_then([&] {
            return put(spec.signer.password, "{client_secret|url}");
        });
    }
    if (!done)
        return std::unexpected(done.error());
    return makeRequest(spec, target->first, parts, 0);
}

CodeFlow::CodeFlow(OAuthProvider provider, OAuthClient client, std::string redirectUrl)
    : m_provider(std::move(provider))
    , m_client(std::move(client))
    , m_redirectUrl(std::move(redirectUrl))
    , m_state(makeBearer())
    , m_verifier(makeBearer())
{
}

Result<CodeFlow> CodeFlow::begin(const OAuthProvider &provider, OAuthClient client,
                                 std::string redirectUrl)
{
    if (client.id.empty())
        return fail(ErrorKind::Invalid, "a client id is needed: register a client at the provider");
    if (!provider.takesLoopback)
        return fail(ErrorKind::Invalid,
                    provider.name
                        + " takes no loopback address as return URL; sign in through a "
                          "service");
    if (provider.needsSecret && client.secret.isEmpty())
        return fail(ErrorKind::Invalid,
                    provider.name + " wants the client's secret too, whatever the client is");
    return CodeFlow(provider, std::move(client), std::move(redirectUrl));
}

std::string CodeFlow::authorizationUrl() const
{
    std::string url = m_provider.authorize;
    const auto add = [&](std::string_view name, std::string_view value) {
        url += (url.contains('?') ? "&" : "?") + std::string(name) + "=" + percentEncoded(value);
    };
    add("response_type", "code");
    add("client_id", m_client.id);
    add("redirect_uri", m_redirectUrl);
    if (!m_client.scopes.empty())
        add("scope", joinedScopes(m_client.scopes));
    add("state", m_state.view());
    add("code_challenge", pkceChallenge(m_verifier));
    add("code_challenge_method", "S256");
    for (const auto &[name, value] : m_provider.parameters)
        add(name, value);
    return url;
}

Result<SecretBytes> CodeFlow::take(const RedirectQuery &query) const
{
    if (!isSameText(parameterOf(query, "state"), m_state.view()))
        return fail(ErrorKind::Denied,
                    "an answer came with another state than the one that was sent: it belongs to "
                    "another sign-in, or somebody made it up. Nothing was stored");
    const std::string_view issuer = parameterOf(query, "iss");
    if (!issuer.empty() && !m_provider.issuer.empty() && issuer != m_provider.issuer)
        return fail(ErrorKind::Denied,
                    "the answer comes from another issuer than the one that was asked. Nothing was "
                    "stored");
    if (const std::string_view error = parameterOf(query, "error"); !error.empty())
        return fail(ErrorKind::Denied, "the provider refused: " + wordsOfOAuthError(error));
    const std::string_view code = parameterOf(query, "code");
    if (code.empty())
        return fail(ErrorKind::Malformed, "the answer has neither a code nor a reason");
    return SecretBytes::copyOf(code);
}

Result<provider::Request> CodeFlow::tokenRequest(const SecretBytes &code) const
{
    provider::Parts parts;
    parts.emplace("code", SecretBytes::copyOf(code.bytes()));
    parts.emplace("redirect_uri", SecretBytes::copyOf(m_redirectUrl));
    parts.emplace("code_verifier", SecretBytes::copyOf(m_verifier.bytes()));
    return clientRequest(m_provider, m_provider.token, m_client,
                         "grant_type=authorization_code&code={code|url}"
                         "&redirect_uri={redirect_uri|url}&code_verifier={code_verifier|url}",
                         std::move(parts));
}

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/request.h"
#include "core/seal/oauth/oauthprovider.h"
#include "core/seal/oauth/redirect.h"
#include "core/secret/secretbytes.h"

#include <string>
#include <vector>

namespace rekey::seal {

/// What a program is to the provider: as it is registered there.
struct OAuthClient
{
    std::string id; ///< public
    secret::SecretBytes secret; ///< empty: a public client
    std::vector<std::string> scopes;
};

/// code_challenge of a code_verifier (RFC 7636 4.2, S256).
[[nodiscard]] std::string pkceChallenge(const secret::SecretBytes &verifier);

/// One sign-in by authorization code with PKCE (RFC 6749 4.1, RFC 7636, RFC 8252): what to open in
/// a browser, whether what comes back is its answer, and how the code becomes a token. Sends
/// nothing itself. One thread at a time; move-only.
class CodeFlow
{
public:
    /// State and verifier are 32 random bytes each. Errors: Invalid (no client id, a client secret
    /// that the provider demands and nobody gave, or one that takes no loopback address).
    [[nodiscard]] static Result<CodeFlow> begin(const OAuthProvider &provider, OAuthClient client,
                                                std::string redirectUrl);

    /// To be opened in the browser.
    [[nodiscard]] std::string authorizationUrl() const;
    /// The code of an answer. Errors: Denied (another state or issuer, or the provider's refusal),
    /// Malformed (neither code nor error).
    [[nodiscard]] Result<secret::SecretBytes> take(const RedirectQuery &query) const;
    /// Errors: those of provider::makeRequest.
    [[nodiscard]] Result<provider::Request> tokenRequest(const secret::SecretBytes &code) const;

    [[nodiscard]] const OAuthProvider &provider() const { return m_provider; }

private:
    CodeFlow(OAuthProvider provider, OAuthClient client, std::string redirectUrl);

    OAuthProvider m_provider;
    OAuthClient m_client;
    std::string m_redirectUrl;
    secret::SecretBytes m_state;
    secret::SecretBytes m_verifier;
};

/// POST of a form to one of the provider's endpoints: `form` as in RequestText, "code={code|url}";
/// the client's id, and its secret where it has one, are added as the provider wants them.
[[nodiscard]] Result<provider::Request> clientRequest(const OAuthProvider &provider,
                                                      std::string_view url,
                                                      const OAuthClient &client, std::string form,
                                                      provider::Parts parts);

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/transport.h"
#include "core/seal/oauth/redirect.h"
#include "core/seal/profile.h"
#include "core/secret/secretbytes.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace rekey::seal {

/// One provider of an ssokenizer (github.com/superfly/ssokenizer as of 2025-12-12): a service that
/// signs in at the provider and gives out only what it sealed.
struct SsoService
{
    std::string url; ///< "https://sso.example", without a slash at its end
    std::string provider; ///< its name there: the first part of the path

    /// Errors: Invalid (no https URL, a name that no path part is).
    [[nodiscard]] static Result<SsoService> make(std::string_view url, std::string_view provider);
    [[nodiscard]] std::string host() const;
    /// Lines of the service's configuration that bring browsers back here.
    [[nodiscard]] std::string yaml(std::string_view returnUrl) const;

    friend bool operator==(const SsoService &, const SsoService &) = default;
};

/// What the service sealed: safe to keep, for only the proxy opens it.
struct SealedGrant
{
    std::string token;
    std::string fingerprint; ///< as SealedToken has it
    std::int64_t expiresAt = 0; ///< seconds since 1970 UTC; 0: the provider gave no end
};

/// One sign-in through a service. Sends nothing itself; move-only.
class SsoFlow
{
public:
    /// The state is 32 random bytes.
    explicit SsoFlow(SsoService service);

    /// To be opened in the browser.
    [[nodiscard]] std::string startUrl() const;
    /// Errors: Denied (another state or none, or the service's refusal in words), Malformed.
    [[nodiscard]] Result<SealedGrant> take(const RedirectQuery &query) const;

    [[nodiscard]] const SsoService &service() const { return m_service; }

private:
    SsoService m_service;
    secret::SecretBytes m_state;
};

/// A new seal for an old one: asked of the service through the proxy, which puts the refresh token
/// in. `bearer` is what the seal's consumer shows. Goes to the proxy in the clear, as everything
/// that consumers send it. Errors: Invalid.
[[nodiscard]] Result<provider::Request> refreshRequest(const SsoService &service,
                                                       std::string_view token,
                                                       const Profile &profile,
                                                       const secret::SecretBytes &bearer);
/// `now` in seconds since 1970 UTC. Errors: Denied, Io and Malformed, each with what to do.
[[nodiscard]] Result<SealedGrant> readRefreshAnswer(const provider::Answer &answer,
                                                    std::int64_t now);

} // namespace rekey::seal

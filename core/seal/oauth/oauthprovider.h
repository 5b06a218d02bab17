// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/transport.h"
#include "core/rules/loader.h"
#include "core/seal/preset.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rekey::seal {

/// Where a program shows its client secret (RFC 6749 2.3.1).
enum class ClientSecretIn : std::uint8_t
{
    Body,
    Basic,
};

/// How a provider gives out tokens: the `[oauth]` section of its file (format:
/// resources/providers/README.md), or what a server of one's own says of itself.
struct OAuthProvider
{
    std::string id; ///< of the provider file, or the issuer's URL
    std::string name;
    std::string issuer; ///< what `iss` in a redirect has to be (RFC 9207); empty: not known
    std::string authorize; ///< URLs, https or loopback
    std::string token;
    std::string device; ///< empty: no device flow
    std::vector<std::string> scopes; ///< proposed
    std::vector<std::pair<std::string, std::string>> parameters; ///< more of the authorization URL
    bool needsSecret = false; ///< also of a program that uses PKCE
    ClientSecretIn secretIn = ClientSecretIn::Body;
    bool takesLoopback = true; ///< as the redirect's host; else only a service can sign in
    std::string loopbackHost = "127.0.0.1"; ///< as it wants to have it registered
    std::vector<std::string> hosts; ///< where its tokens may be sent
    HarmlessRequest test; ///< without host: there is none
    std::string service; ///< its usual name at an ssokenizer; empty: none
    std::string note; ///< for people

    /// The same with all three URLs at another server: "https://git.example". Errors: Invalid.
    [[nodiscard]] Result<OAuthProvider> at(std::string_view baseUrl) const;
    /// Who is asked for tokens, as consents name them; sorted, each once.
    [[nodiscard]] std::vector<std::string> askedHosts() const;
};

/// Reads the section of one provider file; nothing when it has none. Errors: Malformed with file
/// and line.
[[nodiscard]] Result<std::optional<OAuthProvider>> parseOAuthProvider(const rules::RuleFile &file);

/// Those that come with the program, by id; the build has checked them.
[[nodiscard]] std::span<const OAuthProvider> builtinOAuthProviders();
/// Null when there is none.
[[nodiscard]] const OAuthProvider *oauthProviderById(std::string_view id);

/// Where an issuer says what it has (OpenID Connect Discovery 1.0, 4). Errors: Invalid.
[[nodiscard]] Result<provider::Request> discoveryRequest(std::string_view issuer);
/// Reads it. Errors: Malformed (no such document, an endpoint that is no https URL), Denied (it is
/// another issuer's), Io (the server's failure).
[[nodiscard]] Result<OAuthProvider> readDiscovery(const provider::Answer &answer,
                                                  std::string_view issuer);

/// An https URL, or http to loopback, without user and fragment.
[[nodiscard]] bool isSafeUrl(std::string_view url);
/// "example.org:8443" of a URL; empty when it is none.
[[nodiscard]] std::string authorityOf(std::string_view url);

} // namespace rekey::seal

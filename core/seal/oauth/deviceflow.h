// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/provider/request.h"
#include "core/seal/oauth/codeflow.h"
#include "core/seal/oauth/tokenanswer.h"

#include <cstdint>
#include <optional>
#include <string>

namespace rekey::seal {

/// What the provider gave to be confirmed on any device (RFC 8628 3.2).
struct DeviceCode
{
    secret::SecretBytes code; ///< the program's half
    std::string userCode; ///< the person types it at `url`
    std::string url;
    std::string urlWithCode; ///< the same with the code filled in; may be empty
    std::int64_t expiresAt = 0; ///< seconds since 1970 UTC
    std::int64_t intervalSeconds = 5; ///< between two questions at least
};

/// Asks for a code. Errors: Unsupported (the provider has no such flow), Invalid.
[[nodiscard]] Result<provider::Request> deviceRequest(const OAuthProvider &provider,
                                                      const OAuthClient &client);
/// Errors: Denied (the provider's words), Malformed, Io.
[[nodiscard]] Result<DeviceCode> readDeviceAnswer(const provider::Answer &answer, std::int64_t now);

/// Asking until a person has confirmed the code, at the provider's pace (RFC 8628 3.4 and 3.5).
/// Sends nothing and waits for nothing itself. Times in seconds since 1970 UTC. Move-only.
class DeviceFlow
{
public:
    DeviceFlow(OAuthProvider provider, OAuthClient client, DeviceCode code, std::int64_t now);

    [[nodiscard]] const DeviceCode &code() const { return m_code; }
    /// Not to be asked before.
    [[nodiscard]] std::int64_t nextAt() const { return m_nextAt; }
    [[nodiscard]] bool isExpired(std::int64_t now) const { return now >= m_code.expiresAt; }
    [[nodiscard]] Result<provider::Request> pollRequest() const;
    /// Nothing while nobody has confirmed. Errors: Denied (declined, or too late), Malformed.
    [[nodiscard]] Result<std::optional<GrantedToken>> take(const provider::Answer &answer,
                                                           std::int64_t now);
    /// The provider was not reached: asks less often from now on.
    void failed(std::int64_t now);

private:
    OAuthProvider m_provider;
    OAuthClient m_client;
    DeviceCode m_code;
    std::int64_t m_nextAt;
};

} // namespace rekey::seal

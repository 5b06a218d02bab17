// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/networktransport.h"
#include "core/seal/oauth/codeflow.h"
#include "core/seal/oauth/deviceflow.h"
#include "core/seal/oauth/ssokenizer.h"
#include "core/seal/sealrecord.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace rekey::seal {

// The requests of signing in, over the transport that all requests go over. Each blocks. Whether
// the host may be asked is for the caller to know. Errors: those of the transport and the readers.

[[nodiscard]] Result<OAuthProvider> discover(provider::Transport &transport,
                                             std::string_view issuer, std::stop_token stop);
[[nodiscard]] Result<GrantedToken> exchangeCode(provider::Transport &transport,
                                                const CodeFlow &flow,
                                                const secret::SecretBytes &code, std::int64_t now,
                                                std::stop_token stop);
[[nodiscard]] Result<DeviceCode> askForCode(provider::Transport &transport,
                                            const OAuthProvider &provider,
                                            const OAuthClient &client, std::int64_t now,
                                            std::stop_token stop);
/// Nothing while nobody has confirmed, and when the provider was not reached this time.
[[nodiscard]] Result<std::optional<GrantedToken>>
poll(provider::Transport &transport, DeviceFlow &flow, std::int64_t now, std::stop_token stop);
/// Who is asked to refresh: the proxy and the service behind it, as consents name them.
[[nodiscard]] std::vector<std::string> refreshHosts(const SsoService &service,
                                                    const Profile &profile);
/// To a profile's proxy, whose own address may be private and speaks plain http.
[[nodiscard]] provider::NetworkSettings networkToProxy(const Profile &profile);
/// The record with what the service gave anew. Errors also: Invalid (no service sealed it).
[[nodiscard]] Result<SealRecord> refreshSeal(provider::Transport &transport,
                                             const SealRecord &record, const Profile &profile,
                                             const secret::SecretBytes &bearer, std::int64_t now,
                                             std::stop_token stop);

} // namespace rekey::seal

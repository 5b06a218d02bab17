// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/oauth/oauthprovider.h"
#include "core/seal/oauth/ssokenizer.h"
#include "core/seal/oauth/tokenanswer.h"
#include "core/seal/profile.h"
#include "core/seal/sealing.h"
#include "core/seal/sealrecord.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rekey::seal {

/// The record of what a service sealed. Nothing of the credential was ever here. `now` in seconds
/// since 1970 UTC, as everywhere below.
[[nodiscard]] SealRecord recordOf(SealedGrant grant, const SsoService &service,
                                  const Consumer &consumer, const Profile &profile,
                                  std::int64_t now);
/// The same seal with what the service gave anew; untested.
[[nodiscard]] SealRecord renewed(const SealRecord &record, SealedGrant grant, std::int64_t now);
/// Who sealed it and can renew it. Errors: Invalid (nobody: it was acquired directly, or made).
[[nodiscard]] Result<SsoService> serviceOf(const SealRecord &record);

/// Seals a token that was acquired directly and wipes it: as bearer token of the Authorization
/// header, for these hosts only, with a bearer of the consumer's own. Errors: Invalid.
[[nodiscard]] Result<MadeSeal> sealGranted(GrantedToken token, const OAuthProvider &provider,
                                           const std::vector<std::string> &hosts,
                                           const Consumer &consumer, const Profile &profile,
                                           std::int64_t now);
/// The same into a seal that is there: its consumer keeps the bearer. Errors: Invalid, Malformed.
[[nodiscard]] Result<SealRecord> sealGrantedAgain(GrantedToken token, const SealRecord &record,
                                                  const Profile &profile, std::int64_t now);

} // namespace rekey::seal

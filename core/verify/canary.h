// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/catalog.h"

#include <optional>
#include <string>
#include <string_view>

namespace rekey::verify {

/// The account that an AWS access key id belongs to, 12 digits, read out of the id itself; nothing
/// for ids of before 2019, which do not have it. Source: base32 of the ten bytes behind the
/// prefix, of which the first six hold the account from bit 7 on (checked on published pairs).
[[nodiscard]] std::optional<std::string> awsAccountOf(std::string_view keyId);

/// Why asking about this key would likely alert whoever planted it; empty: nothing known.
[[nodiscard]] std::string canaryReason(const provider::Service &service,
                                       const provider::Parts &parts);

} // namespace rekey::verify

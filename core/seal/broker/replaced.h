// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/seal/register.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rekey::broker {

/// Fingerprints of sealed tokens that consumers hold, each with the token that stands for it, so
/// that they keep working with what they have after its value was rotated. Config::replacedSeals.
using ReplacedSeals = std::vector<std::pair<std::string, std::string>>;

/// Each former token of a seal, with its newest one. Only of seals made for one of these seal keys
/// (their fingerprints; none: of all), without those that were retired.
[[nodiscard]] ReplacedSeals replacedSeals(const seal::SealRegister &seals,
                                          std::span<const std::string> keyFingerprints);
/// What another register said before, with everything this one knows as it says now.
[[nodiscard]] ReplacedSeals renewedSeals(const ReplacedSeals &before,
                                         const seal::SealRegister &seals,
                                         std::span<const std::string> keyFingerprints);
/// As `[[replaced]]` tables. Sealed tokens are in it: keep it in a file of mode 0600.
[[nodiscard]] std::string replacedText(const ReplacedSeals &replaced);

} // namespace rekey::broker

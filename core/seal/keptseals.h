// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"
#include "core/seal/profile.h"
#include "core/seal/register.h"

#include <string>

namespace rekey::seal {

// Profiles and seals as a store keeps them. On the keeper's thread.

/// Errors: NotFound, Malformed, those of the keeper.
[[nodiscard]] Result<Profile> keptProfile(const finding::Keeper &keeper, const std::string &name);
/// Errors: Malformed (a seal cannot be read), those of the keeper.
[[nodiscard]] Result<SealRegister> keptRegister(const finding::Keeper &keeper);
/// Keeps what changed in the register.
[[nodiscard]] Result<void> keep(finding::Keeper &keeper, SealRegister &seals);

} // namespace rekey::seal

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/state.h"

#include <cstdint>
#include <span>

namespace rekey::store {

/// Scan results that a locked store takes: sealed to its public key, so that even this process
/// cannot read them again, and taken in at the next unlock.

/// Numbers of sources that are named while locked begin here.
inline constexpr std::uint32_t kFirstLockedSource = 0x80000000;

[[nodiscard]] Result<std::uint32_t> keepSourceLocked(Store::State &state,
                                                     const finding::SourceRecord &source);
[[nodiscard]] Result<finding::KeepOutcome> keepLocked(Store::State &state,
                                                      std::span<const finding::Finding> findings,
                                                      std::span<const std::uint32_t> sources,
                                                      const secret::Vault &vault, bool isComplete);

/// Keeps everything that waits, as keep() would have. What cannot be read stays where it is and
/// shows in StoreInfo::inbox.
[[nodiscard]] Result<void> takeInbox(WriteScope &scope);
[[nodiscard]] Result<std::uint64_t> inboxSize(Database &database);

} // namespace rekey::store

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"
#include "core/rotate/history.h"
#include "ui/session/rotationwork.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rekey::ui {

/// A rotation as the store has it. No values.
struct KeptRotation
{
    RotationOrder order; ///< without the finding's id, which order.context names
    rotate::History history;
    std::int64_t at = 0; ///< of the journal's last entry; seconds since 1970 UTC

    [[nodiscard]] bool isOpen() const { return history.end.empty(); }
};

/// All that began, oldest first; one that cannot be read is left out and counted in `unreadable`.
/// On the keeper's thread. Nothing for a store that keeps no rotations. Errors: those of the
/// keeper.
[[nodiscard]] Result<std::vector<KeptRotation>> keptRotations(finding::Keeper &keeper,
                                                              std::size_t &unreadable);

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/findings/findingstable.h"

#include <optional>

class QKeyEvent;

namespace rekey::ui {

/// The command a key stands for in the findings table; nothing for keys that are not ours.
[[nodiscard]] std::optional<TableCommand> tableCommandFor(const QKeyEvent &event,
                                                          bool withSingleKeys);

} // namespace rekey::ui

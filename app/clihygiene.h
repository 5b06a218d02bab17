// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"

namespace rekey::app {

/// Lists the tokens of an inventory with their flags. Returns the exit code: 1 when the policy asks
/// for something.
[[nodiscard]] int runHygieneCommand(const HygieneCommand &command);

} // namespace rekey::app

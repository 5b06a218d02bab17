// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clioptions.h"

namespace rekey::app {

/// `rekey-cli report`, `report verify|keys|open`. Returns the exit code: 1 when a pack is not as it
/// was signed.
[[nodiscard]] int runReportCommand(const ReportCommand &command);

} // namespace rekey::app

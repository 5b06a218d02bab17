// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clistoreoptions.h"

namespace rekey::app {

/// Run `rekey-cli store ...`, `mark` and `list`. Data goes to standard output, words to standard
/// error. Return the exit code.
[[nodiscard]] int runStoreCommand(const StoreCommand &command);
[[nodiscard]] int runMarkCommand(const MarkCommand &command);
[[nodiscard]] int runListCommand(const ListCommand &command);

} // namespace rekey::app

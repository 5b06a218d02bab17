// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clirotate.h"
#include "core/provider/catalog.h"
#include "core/store/store.h"

namespace rekey::app {

/// `rekey-cli rotate plan` and `rotate run` over several findings of one kind: one credential, one
/// yes for all; the first goes alone, the rest wait for its proof, and the first failure keeps the
/// rest from beginning. One that cannot be rotated is named, and then nothing is begun. The store
/// is open. Exit codes as of one; of those, what failed counts before what a person has to do, and
/// that before what has to wait.
[[nodiscard]] int planRotations(const RotateCommand &command, const provider::Catalog &catalog,
                                store::Store &store);
[[nodiscard]] int runRotations(const RotateCommand &command, const provider::Catalog &catalog,
                               store::Store &store);

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clirotate.h"
#include "core/provider/catalog.h"
#include "core/store/store.h"

namespace rekey::app {

/// `rekey-cli rotate patch`: shows how the files that hold a finding's value would read it from
/// elsewhere, and changes those that --apply names.
[[nodiscard]] int patchConsumers(const RotateCommand &command, const provider::Catalog &catalog,
                                 const store::Store &store);

} // namespace rekey::app

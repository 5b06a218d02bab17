// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clirotate.h"
#include "core/provider/catalog.h"
#include "core/rotate/agreedplan.h"
#include "core/store/store.h"

#include <span>
#include <string>

namespace rekey::app {

/// `rekey-cli rotate approve`: shows the plans of a file, and gives the word of whoever opened the
/// store for each. The exit code.
[[nodiscard]] int approvePlans(const RotateCommand &command, const provider::Catalog &catalog,
                               store::Store &store);
/// Writes the file for that, where the command asks for one. False: it could not, which was said.
[[nodiscard]] bool writeAgreedFile(const RotateCommand &command,
                                   std::span<const rotate::AgreedPlan> plans);

} // namespace rekey::app

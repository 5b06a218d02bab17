// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clirotate.h"
#include "core/provider/catalog.h"
#include "core/rotate/history.h"
#include "core/store/store.h"

namespace rekey::app {

/// The verbs of `rekey-cli rotate` that change something, and how rotations stand; see
/// rotateUsage(). The store is open. Exit codes: ExitPolicy while a person has to act, ExitRemote
/// when a step failed, ExitIncomplete when it has to wait for longer than it may.
[[nodiscard]] int runRotation(const RotateCommand &command, const provider::Catalog &catalog,
                              store::Store &store);
[[nodiscard]] int goOnWithRotation(const RotateCommand &command, const provider::Catalog &catalog,
                                   store::Store &store);
/// Into the files that the command names, each whole or not at all: "value" is the new value, "old"
/// the old one, anything else what came with the new one.
[[nodiscard]] int takeValues(const RotateCommand &command, const provider::Catalog &catalog,
                             store::Store &store);
[[nodiscard]] int showRotations(const RotateCommand &command, store::Store &store);
/// Errors: NotFound, Malformed, those of the store.
[[nodiscard]] Result<rotate::History> historyOf(store::Store &store, const std::string &run);

} // namespace rekey::app

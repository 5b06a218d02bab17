// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <string>

namespace rekey::app {

/// Reads a credential from "file:PATH", "fd:NUMBER", "env:VARIABLE", "keyring:ENTRY" or "ask" (the
/// terminal, unseen); never from the command line, which other users see. Up to the first line
/// break. A variable is wiped, so that no child gets it. Errors: Invalid, NotFound, those of the
/// place.
[[nodiscard]] Result<secret::SecretBytes> readCredential(const std::string &name,
                                                         const std::string &source);

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/seal/sealkey.h"
#include "core/store/keyring.h"

#include <string>

namespace rekey::app {

/// Where a new open key is put. Whatever is sealed for an open key is lost with it, so nothing here
/// ever takes the place of one that is there.

/// What the keyring calls the open key of this name.
[[nodiscard]] std::string openKeyName(const std::string &name);

/// Writes it only when the keyring says that it has none of this name, and reads it back. Errors:
/// Invalid (there is one), Io (it did not keep it), and the keyring's own.
[[nodiscard]] Result<void> keepOpenKeyInKeyring(store::Keyring &keyring, const std::string &name,
                                                const seal::OpenKey &key);

/// Into a file of its own (mode 0600), on the disk when this returns; none is left when it fails.
/// Errors: Invalid (the file is there), Denied, Io.
[[nodiscard]] Result<void> keepOpenKeyInFile(const std::string &path, const seal::OpenKey &key);

} // namespace rekey::app

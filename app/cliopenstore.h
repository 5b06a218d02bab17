// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/clifiles.h"
#include "app/clioptions.h"
#include "core/store/store.h"

#include <memory>
#include <optional>
#include <string>

class QCoreApplication;

namespace rekey::app {

/// Prints the error and gives the exit code that fits it.
[[nodiscard]] int fails(const Error &error);

/// The name the user decides under: the system's.
[[nodiscard]] std::string userName();

/// Qt's plugins and the keyring want one while a store is used.
[[nodiscard]] std::unique_ptr<QCoreApplication> makeApplication();

/// Where a command's store is: the option, REKEY_STORE or the usual place. Errors: Invalid.
[[nodiscard]] Result<store::StoreLocation> locationOf(const StoreAccess &access);
/// True when the option or REKEY_STORE names a store.
[[nodiscard]] bool namesStore(const StoreAccess &access);

/// Reads a passphrase up to the first line break: from the descriptor, the file, or, asking with
/// `question` and without showing what is typed, from the terminal. Nothing when there is none of
/// them. Errors: Io, TooBig, Cancelled.
[[nodiscard]] Result<std::optional<secret::SecretBytes>>
readPassphrase(int fd, const std::string &file, const std::string &question);

[[nodiscard]] Result<std::unique_ptr<store::Store>> openStore(const StoreAccess &access);
/// By the passphrase given, else the keyring, else by asking, up to three times. Errors: Denied.
[[nodiscard]] Result<void> unlockStore(store::Store &store, const StoreAccess &access);
[[nodiscard]] Result<std::unique_ptr<store::Store>> openUnlocked(const StoreAccess &access);

} // namespace rekey::app

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <memory>
#include <string>

namespace rekey::store {

/// Keeps keys for the user beyond this process. Calls block, for the desktop may ask the user.
class Keyring
{
public:
    virtual ~Keyring();
    Keyring() = default;
    Keyring(const Keyring &) = delete;
    Keyring &operator=(const Keyring &) = delete;

    /// Errors: NotFound, Denied (the user said no, or there is no keyring).
    [[nodiscard]] virtual Result<secret::SecretBytes> read(const std::string &name) = 0;
    [[nodiscard]] virtual Result<void> write(const std::string &name,
                                             const secret::SecretBytes &key)
        = 0;
    [[nodiscard]] virtual Result<void> remove(const std::string &name) = 0;
};

/// The platform's own (QtKeychain: Secret Service, KWallet, Windows, macOS). Needs a
/// QCoreApplication; runs the thread's event loop while it waits.
[[nodiscard]] std::shared_ptr<Keyring> platformKeyring();

/// A credential that somebody keeps in the platform's keyring beside the keys of stores, which it
/// never reads or replaces. Errors: those of Keyring; Denied also for a name that a store's key may
/// have.
[[nodiscard]] Result<secret::SecretBytes> readCredential(const std::string &entry);
/// Adds or replaces.
[[nodiscard]] Result<void> keepCredential(const std::string &entry,
                                          const secret::SecretBytes &value);

} // namespace rekey::store

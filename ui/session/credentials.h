// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secret/secretbytes.h"

#include <functional>
#include <string>

class QObject;
class QString;

namespace rekey::ui {

/// The keyring of the desktop, where an administrator's credential may be kept, as functions, so
/// that tests can put others in their place. Any thread; they block, for the desktop may ask the
/// user. `rekey-cli` reads the same entries (`keyring:ENTRY`).
struct CredentialPorts
{
    /// Errors: NotFound, Denied (the user said no, or there is no keyring).
    std::function<Result<secret::SecretBytes>(const std::string &entry)> read;
    /// Adds or replaces. Errors: Denied.
    std::function<Result<void>(const std::string &entry, const secret::SecretBytes &value)> keep;
};

/// The real ones.
[[nodiscard]] CredentialPorts coreCredentials();

/// Asks on a thread of its own, then `done` on this one unless `context` is gone. GUI thread.
void readCredential(const CredentialPorts &ports, const QString &entry, QObject *context,
                    std::function<void(Result<secret::SecretBytes>)> done);
void keepCredential(const CredentialPorts &ports, const QString &entry, secret::SecretBytes value,
                    QObject *context, std::function<void(Result<void>)> done);

} // namespace rekey::ui

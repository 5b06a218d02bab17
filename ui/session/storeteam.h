// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/finding/keeper.h"
#include "core/secret/secretbytes.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace rekey::ui {

/// Who can open a store, and how; for the ledger's thread. Any keeper but a store of core/store,
/// and one in memory, answers Unsupported.
struct StoreMember
{
    QString name; ///< control characters escaped
    std::string id; ///< the name as the store has it
    bool isByKeyring = false; ///< else by passphrase
    std::int64_t addedAt = 0; ///< seconds since 1970 UTC
};

[[nodiscard]] Result<std::vector<StoreMember>> storeMembers(finding::Keeper &keeper);
/// Another passphrase for whoever uses this window; takes a second by design. Errors: NotFound
/// (this person opens the store by the keyring).
[[nodiscard]] Result<void> changeStorePassphrase(finding::Keeper &keeper,
                                                 const secret::SecretBytes &passphrase);
/// `offer` is what `rekey-cli store members export-key` prints. Errors: Invalid.
[[nodiscard]] Result<void> addStoreMember(finding::Keeper &keeper, const std::string &offer);
/// Rolls the key, too.
[[nodiscard]] Result<void> removeStoreMember(finding::Keeper &keeper, const std::string &id);
/// A new key; every row is sealed anew.
[[nodiscard]] Result<void> rollStoreKey(finding::Keeper &keeper);

} // namespace rekey::ui

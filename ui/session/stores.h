// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/ledger.h"

#include <QString>

#include <functional>
#include <memory>
#include <string>

namespace rekey::ui {

/// How a store's values are protected.
enum class StoreProtection : std::uint8_t
{
    Memory, ///< kept nowhere
    Passphrase,
    Keyring,
};

/// The stores a window can open, as functions, so that tests can put others in their place. GUI
/// thread; what they return runs on the ledger's.
struct StorePorts
{
    std::function<Ledger::Opener()> memory;
    std::function<Ledger::Opener(const QString &path, bool isReadOnly)> open;
    /// `passphrase` only for Passphrase.
    std::function<Ledger::Opener(const QString &path, StoreProtection protection,
                                 std::shared_ptr<const secret::SecretBytes> passphrase)>
        create;
    /// A copy of the open store in a new file, sealed as it is. On the ledger's thread.
    std::function<Result<void>(finding::Keeper &keeper, const std::string &path)> backup;
    /// Whether the store that was opened last has a passphrase.
    std::function<bool()> needsPassphrase;
    /// Whether the desktop offers a keyring.
    std::function<bool()> hasKeyring;
    /// Where a new store goes when nobody says otherwise; empty: nowhere.
    QString usualPath;
};

/// Under whose name things are decided and kept: the system's, or "somebody".
[[nodiscard]] std::string userName();

/// The real ones. `identityFile` holds the key that gives findings their ids.
[[nodiscard]] StorePorts coreStores(const std::string &identityFile);

} // namespace rekey::ui

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/stores.h"

#include "core/secret/identity.h"
#include "core/store/store.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QFile>

#include <algorithm>
#include <atomic>
#include <utility>

using namespace Qt::StringLiterals;

namespace rekey::ui {

namespace {

using Needs = std::shared_ptr<std::atomic<bool>>;

store::StoreOptions optionsFor(bool isReadOnly)
{
    store::StoreOptions options;
    options.isReadOnly = isReadOnly;
    options.actor = userName();
    options.keyring = store::platformKeyring();
    return options;
}

/// Notes how the store is protected on its way to the ledger.
Result<std::unique_ptr<finding::Keeper>> noted(Result<std::unique_ptr<store::Store>> made,
                                               const Needs &needs)
{
    if (!made)
        return std::unexpected(made.error());
    const auto info = (*made)->info();
    needs->store(info && std::ranges::any_of(info->members, [](const store::KeySlot &slot) {
                     return slot.kind == store::KeySlot::Kind::Passphrase;
                 }));
    return std::unique_ptr<finding::Keeper>(std::move(*made));
}

Result<std::unique_ptr<store::Store>> create(const std::string &path, StoreProtection protection,
                                             const secret::SecretBytes *passphrase,
                                             const std::string &identityFile)
{
    // The ids of scans made before stay what they are.
    auto identity = secret::IdentityKey::loadOrCreate(identityFile);
    if (!identity)
        return std::unexpected(identity.error());
    store::Protection how;
    how.identity = std::move(*identity);
    how.kind = protection == StoreProtection::Keyring ? store::KeySlot::Kind::Keyring
                                                      : store::KeySlot::Kind::Passphrase;
    if (passphrase)
        how.passphrase = secret::SecretBytes::copyOf(passphrase->bytes());
    return store::createStore(store::StoreLocation::file(path), optionsFor(false), std::move(how));
}

/// Asks the session's bus, if there is one, for a secret service. Only the names it knows: nothing
/// is started.
bool hasSecretService()
{
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        && !QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s))
        return false;
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return false;
    const QStringList names = bus.interface()->registeredServiceNames().value()
        + bus.interface()->activatableServiceNames().value();
    return std::ranges::any_of(names, [](const QString &name) {
        return name == "org.freedesktop.secrets"_L1 || name.startsWith("org.kde.kwalletd"_L1);
    });
}

} // namespace

std::string userName()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return name.isEmpty() ? "somebody" : name.toStdString();
}

StorePorts coreStores(const std::string &identityFile)
{
    const auto needs = std::make_shared<std::atomic<bool>>(false);
    StorePorts ports;
    ports.memory = [needs]() -> Ledger::Opener {
        return [needs] {
            return noted(store::openStore(store::StoreLocation::memory(), optionsFor(false)),
                         needs);
        };
    };
    ports.open = [needs](const QString &path, bool isReadOnly) -> Ledger::Opener {
        return [needs, isReadOnly, name = QFile::encodeName(path).toStdString()] {
            if (!name.starts_with("postgresql:"))
                return noted(
                    store::openStore(store::StoreLocation::file(name), optionsFor(isReadOnly)),
                    needs);
            const auto server = store::StoreLocation::parse(name);
            return noted(server ? store::openStore(*server, optionsFor(isReadOnly))
                                : std::unexpected(server.error()),
                         needs);
        };
    };
    ports.create = [needs, identityFile](
                       const QString &path, StoreProtection protection,
                       std::shared_ptr<const secret::SecretBytes> passphrase) -> Ledger::Opener {
        return [needs, identityFile, protection, passphrase = std::move(passphrase),
                name = QFile::encodeName(path).toStdString()] {
            return noted(create(name, protection, passphrase.get(), identityFile), needs);
        };
    };
    ports.backup = [](finding::Keeper &keeper, const std::string &path) -> Result<void> {
        const auto *kept = dynamic_cast<const store::Store *>(&keeper);
        if (!kept)
            return fail(ErrorKind::Unsupported, "This store cannot be copied.");
        return kept->backup(path);
    };
    ports.needsPassphrase = [needs] { return needs->load(); };
    ports.hasKeyring = hasSecretService;
    ports.usualPath = QFile::decodeName(store::StoreLocation::usual().path.c_str());
    return ports;
}

} // namespace rekey::ui

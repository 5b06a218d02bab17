// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/keyring.h"

#include "core/base/text.h"
#include "core/store/keyslot.h"

#include <QEventLoop>
#include <QString>
#include <qt6keychain/keychain.h>

namespace rekey::store {

namespace {

using secret::SecretBytes;

const std::string kNoCredential
    = "names that begin with store/ are those of stores' keys: take another";

Result<void> finish(QKeychain::Job &job)
{
    // QtKeychain has no call that waits, and core gives none that does not.
    QEventLoop loop;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    job.start();
    loop.exec();
    switch (job.error()) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        return fail(ErrorKind::NotFound, "the keyring holds no key for this store");
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return fail(ErrorKind::Denied,
                    "the keyring did not give the key out; allow it and try again");
    default:
        break;
    }
    // Without libsecret, or a service that answers it, all it says is "Unknown error".
    const std::string reason
        = QKeychain::isAvailable() ? job.errorString().toStdString() : "no keyring service answers";
    return fail(ErrorKind::Denied,
                "the keyring cannot be used (" + reason
                    + "); start one such as GNOME Keyring or KWallet, with libsecret installed, or "
                      "use a passphrase");
}

class PlatformKeyring final : public Keyring
{
public:
    Result<SecretBytes> read(const std::string &name) override
    {
        QKeychain::ReadPasswordJob job(kService);
        job.setKey(QString::fromStdString(name));
        if (auto done = finish(job); !done)
            return std::unexpected(done.error());
        QByteArray data = job.binaryData();
        SecretBytes key = SecretBytes::copyOf(
            asBytes({data.constData(), static_cast<std::size_t>(data.size())}));
        wipe(data);
        return key;
    }

    Result<void> write(const std::string &name, const SecretBytes &key) override
    {
        QKeychain::WritePasswordJob job(kService);
        job.setKey(QString::fromStdString(name));
        QByteArray data(key.view().data(), static_cast<qsizetype>(key.size()));
        job.setBinaryData(data);
        auto done = finish(job);
        wipe(data);
        return done;
    }

    Result<void> remove(const std::string &name) override
    {
        QKeychain::DeletePasswordJob job(kService);
        job.setKey(QString::fromStdString(name));
        return finish(job);
    }

private:
    static void wipe(QByteArray &data)
    {
        secret::wipe(
            {reinterpret_cast<std::byte *>(data.data()), static_cast<std::size_t>(data.size())});
    }

    static inline const QString kService = QStringLiteral("org.rekey.Rekey");
};

} // namespace

Keyring::~Keyring() = default;

std::shared_ptr<Keyring> platformKeyring()
{
    return std::make_shared<PlatformKeyring>();
}

Result<SecretBytes> readCredential(const std::string &entry)
{
    if (isStoreEntry(entry))
        return fail(ErrorKind::Denied, kNoCredential, entry);
    auto value = PlatformKeyring().read(entry);
    if (!value && value.error().kind == ErrorKind::NotFound)
        return fail(ErrorKind::NotFound, "the keyring has no such entry of Rekey", entry);
    return value;
}

Result<void> keepCredential(const std::string &entry, const SecretBytes &value)
{
    if (isStoreEntry(entry))
        return fail(ErrorKind::Denied, kNoCredential, entry);
    return PlatformKeyring().write(entry, value);
}

} // namespace rekey::store

// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/credentials.h"

#include "core/store/keyring.h"

#include <QFuture>
#include <QString>
#include <QtConcurrentRun>

#include <memory>
#include <utility>

namespace rekey::ui {

namespace {

/// Runs `work` elsewhere. The answer holds values, so it is handed on, not copied.
template <typename T>
void ask(std::function<Result<T>()> work, QObject *context, std::function<void(Result<T>)> done)
{
    const auto answer = std::make_shared<Result<T>>(fail(ErrorKind::Cancelled, "nobody was asked"));
    QtConcurrent::run([work = std::move(work), answer] {
        *answer = work();
    }).then(context, [answer, done = std::move(done)] { done(std::move(*answer)); });
}

} // namespace

CredentialPorts coreCredentials()
{
    return {store::readCredential, store::keepCredential};
}

void readCredential(const CredentialPorts &ports, const QString &entry, QObject *context,
                    std::function<void(Result<secret::SecretBytes>)> done)
{
    ask<secret::SecretBytes>(
        [read = ports.read, entry = entry.toStdString()] { return read(entry); }, context,
        std::move(done));
}

void keepCredential(const CredentialPorts &ports, const QString &entry, secret::SecretBytes value,
                    QObject *context, std::function<void(Result<void>)> done)
{
    const auto kept = std::make_shared<const secret::SecretBytes>(std::move(value));
    ask<void>([keep = ports.keep, entry = entry.toStdString(), kept] { return keep(entry, *kept); },
              context, std::move(done));
}

} // namespace rekey::ui

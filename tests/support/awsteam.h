// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/madeup.h"
#include "tests/support/peerprocess.h"

#include <QJsonArray>
#include <QJsonObject>

#include <array>

namespace rekey::test {

/// Three users with a key each at the AWS peer, and an administrator.
struct AwsTeam
{
    struct Key
    {
        QString user;
        QString id;
        QString secret;
    };

    AwsTeam(PeerProcess &at, std::uint32_t seed, double settleSeconds)
        : peer(at)
    {
        MadeUp made(seed);
        for (Key &key : keys) {
            key.id = QString::fromStdString(made.awsKeyId());
            key.secret = QString::fromStdString(made.awsSecret());
        }
        QJsonArray others;
        for (std::size_t i = 1; i < keys.size(); ++i)
            others.append(QJsonObject{{QStringLiteral("user"), keys[i].user},
                                      {QStringLiteral("id"), keys[i].id},
                                      {QStringLiteral("secret"), keys[i].secret}});
        const QJsonObject admin = peer.post(QStringLiteral("/_peer/reset"),
                                            {{QStringLiteral("id"), keys[0].id},
                                             {QStringLiteral("secret"), keys[0].secret},
                                             {QStringLiteral("settle"), settleSeconds},
                                             {QStringLiteral("others"), others}});
        adminId = admin[QLatin1StringView("admin_id")].toString();
        adminSecret = admin[QLatin1StringView("admin_secret")].toString();
    }

    /// The next request of that action but `skip` fails.
    void fail(const QString &action, int skip, const QString &kind) const
    {
        peer.post(QStringLiteral("/_peer/fault"),
                  {{QStringLiteral("action"), action},
                   {QStringLiteral("skip"), skip},
                   {QStringLiteral("kind"), kind}});
    }

    [[nodiscard]] QJsonObject state() const { return peer.get(QStringLiteral("/_peer/state")); }
    [[nodiscard]] QStringList requests() const
    {
        QStringList names;
        for (const QJsonValue &one : state()[QLatin1StringView("requests")].toArray())
            names.append(one.toString());
        return names;
    }
    /// Ids and statuses of a user's keys.
    [[nodiscard]] QMap<QString, QString> keysOf(const QString &user) const
    {
        QMap<QString, QString> found;
        const QJsonObject all = state()[QLatin1StringView("keys")].toObject();
        for (auto key = all.begin(); key != all.end(); ++key) {
            if (key.value()[QLatin1StringView("user")].toString() == user)
                found.insert(key.key(), key.value()[QLatin1StringView("status")].toString());
        }
        return found;
    }
    /// The file of whoever uses that key, which leaks it.
    [[nodiscard]] static QString fileOf(const Key &key)
    {
        return key.user + QStringLiteral(".ini");
    }
    [[nodiscard]] QStringList files() const
    {
        QStringList names;
        for (const Key &key : keys)
            names.append(fileOf(key));
        return names;
    }
    /// Writes them all, by `write(name, content)`.
    void leakAll(const auto &write) const
    {
        for (const Key &key : keys)
            write(fileOf(key), leak(key));
    }
    /// What that key is: the text of a file that leaks it.
    [[nodiscard]] static QByteArray leak(const Key &key)
    {
        return "aws_access_key_id = " + key.id.toUtf8()
            + "\naws_secret_access_key = " + key.secret.toUtf8() + '\n';
    }

    PeerProcess &peer;
    std::array<Key, 3> keys{{{QStringLiteral("billing"), {}, {}},
                             {QStringLiteral("mail"), {}, {}},
                             {QStringLiteral("cron"), {}, {}}}};
    QString adminId;
    QString adminSecret;
};

} // namespace rekey::test

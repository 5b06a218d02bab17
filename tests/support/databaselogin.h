// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/provider/database.h"

#include <QString>

#include <string>
#include <utility>

namespace rekey::test {

/// Logging in to databases of this machine, for tests.

inline secret::SecretBytes secretOf(const QString &text)
{
    return secret::SecretBytes::copyOf(std::string_view(text.toStdString()));
}

inline provider::DatabaseSettings loopback(std::int64_t timeoutMs = 10'000)
{
    provider::DatabaseSettings settings;
    settings.timeoutMs = timeoutMs;
    settings.allowed = {{"tests", "127.0.0.1"}};
    return settings;
}

inline provider::DatabaseTarget here(provider::DatabaseKind kind, quint16 port,
                                     const std::string &user = "app")
{
    provider::DatabaseTarget made;
    made.kind = kind;
    made.host = "127.0.0.1";
    made.port = port;
    made.user = user;
    return made;
}

/// An Error is an answer that says nothing.
inline provider::DatabaseLogin in(const provider::DatabaseTarget &target, const QString &password)
{
    auto login = provider::logIn(target, secretOf(password), loopback(), {});
    return login ? std::move(*login) : provider::DatabaseLogin{{}, nullptr};
}

} // namespace rekey::test

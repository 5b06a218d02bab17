// SPDX-FileCopyrightText: 2026 The Rekey authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rotate/databasekeys.h"

#include <sodium.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace rekey::rotate {

namespace {

using finding::Verdict;
using provider::DatabaseKind;
using provider::Says;
using secret::SecretBytes;

/// 190 bits; nothing that a URL, a shell or SQL would read as its own.
SecretBytes newPassword()
{
    constexpr std::string_view kLetters
        = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    constexpr std::size_t kLength = 32;
    SecretBytes made(kLength);
    for (std::byte &byte : made.bytes())
        byte = static_cast<std::byte>(
            kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))]);
    return made;
}

/// One that was not kept first could be lost with its answer.
std::unexpected<Error> withoutPassword()
{
    return fail(ErrorKind::Internal, "a password is set only after it was kept");
}

/// What may stand in an account's name, so that nobody has to quote it.
std::string nameFrom(std::string_view key)
{
    std::string name;
    for (const char c : key) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const bool isCapital = c >= 'A' && c <= 'Z';
        name += isPlain ? c : isCapital ? static_cast<char>(c - 'A' + 'a') : '_';
    }
    return name;
}

} // namespace

DatabaseKeys::DatabaseKeys(DatabaseAdmin admin, std::function<Result<SecretBytes>()> password)
    : m_admin(std::move(admin))
    , m_password(std::move(password))
{
}

KeyPowers DatabaseKeys::powers(DatabaseKind kind)
{
    KeyPowers powers;
    if (kind == DatabaseKind::RabbitMq)
        return powers; // a password can be tried there; AMQP changes none
    powers.canCreate = true;
    powers.canDisable = true;
    powers.canDelete = true;
    powers.canSelfRotate = kind != DatabaseKind::Redis; // its users may not change their own
    return powers;
}

Result<DatabaseKeys::Session> DatabaseKeys::open() const
{
    const Result<SecretBytes> password = m_password();
    if (!password)
        return std::unexpected(password.error());
    Result<provider::DatabaseLogin> login
        = provider::logIn(m_admin.target, *password, m_admin.settings, m_admin.stop);
    if (!login)
        return std::unexpected(login.error());
    if (!login->session)
        return fail(ErrorKind::Denied, "The administrator was not let in: " + login->answer.reason,
                    m_admin.target.authority());
    return std::move(login->session);
}

provider::DatabaseTarget DatabaseKeys::targetOf(const std::string &id) const
{
    provider::DatabaseTarget target = m_admin.target;
    if (target.kind == DatabaseKind::Redis)
        target.user = m_admin.account;
    else
        target.user = target.kind == DatabaseKind::MySql ? id.substr(0, id.rfind('@')) : id;
    return target;
}

Result<std::vector<KeyInfo>> DatabaseKeys::list()
{
    return open()
        .and_then([this](const Session &session) { return session->keys(m_admin.account); })
        .transform([](const std::vector<provider::DatabaseKey> &keys) {
            std::vector<KeyInfo> list;
            for (const provider::DatabaseKey &key : keys)
                list.push_back({key.id, key.isActive});
            return list;
        });
}

Result<std::int64_t> DatabaseKeys::lastUse(const std::string &)
{
    return 0;
}

std::optional<SecretBytes> DatabaseKeys::mint()
{
    return newPassword();
}

bool DatabaseKeys::makesWhole() const
{
    return m_admin.target.kind != DatabaseKind::MySql;
}

Result<void> DatabaseKeys::canSign(const Plan &plan) const
{
    if (plan.method == Method::SelfRotate || targetOf(m_admin.account).user != m_admin.target.user)
        return {};
    return fail(ErrorKind::Denied,
                "the administrator is the account itself, and could not log in once its old "
                "password is off: give another administrator, or choose self-rotate",
                m_admin.target.authority());
}

Result<NewKey> DatabaseKeys::create(const std::string &idempotencyKey, const SecretBytes &minted)
{
    if (minted.isEmpty())
        return withoutPassword();
    return open()
        .and_then([&](const Session &session) {
            return session->addKey(m_admin.account, nameFrom(idempotencyKey), minted);
        })
        .transform([&minted](std::string id) {
            return NewKey{std::move(id), SecretBytes::copyOf(minted.bytes()), {}};
        });
}

Result<void> DatabaseKeys::setActive(const std::string &id, bool isActive)
{
    return open().and_then(
        [&](const Session &session) { return session->setActive(m_admin.account, id, isActive); });
}

Result<void> DatabaseKeys::remove(const std::string &id)
{
    return open().and_then([&](const Session &session) {
        const bool isAccount = m_admin.target.kind != DatabaseKind::Redis;
        const Result<void> ended = isAccount ? session->endSessions(id) : Result<void>();
        return ended.and_then([&] { return session->removeKey(m_admin.account, id); });
    });
}

Result<NewKey> DatabaseKeys::selfRotate(const SecretBytes &old, const SecretBytes &minted)
{
    if (minted.isEmpty())
        return withoutPassword();
    return provider::logIn(targetOf(m_admin.account), old, m_admin.settings, m_admin.stop)
        .and_then([&](const provider::DatabaseLogin &login) -> Result<void> {
            if (!login.session)
                return fail(ErrorKind::Denied, "The account was not let in: " + login.answer.reason,
                            m_admin.target.authority());
            return login.session->changePassword(m_admin.account, minted);
        })
        .transform(
            [&] { return NewKey{m_admin.account, SecretBytes::copyOf(minted.bytes()), {}}; });
}

Result<Verdict> DatabaseKeys::prove(const std::string &id, const SecretBytes &value)
{
    const Result<provider::DatabaseLogin> login
        = provider::logIn(targetOf(id), value, m_admin.settings, m_admin.stop);
    if (!login)
        return std::unexpected(login.error());
    switch (login->answer.says) {
    case Says::Live:
        return Verdict::Live;
    case Says::Limited:
        return Verdict::LiveLimited;
    case Says::Disabled:
        return Verdict::Disabled;
    case Says::Dead:
        return Verdict::Dead;
    case Says::Unknown:
        break;
    }
    return fail(ErrorKind::Io, login->answer.reason, m_admin.target.authority());
}

} // namespace rekey::rotate
